"""Which stretch of the page is what: section label, headline, captions, body, subheads, related links, source line, furniture.

The rules stand in `pipeline/page.py`; this stage gives them the words of the article's language and numbers the parts.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from recoupe.knowledge.outlets.find import by_domain
from recoupe.knowledge.packs import Pack
from recoupe.model.record import Part
from recoupe.model.spans import Span
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.page import Page, PageWords

_LETTERS_FOR_LANGUAGE = 25
_SURE = 0.9
_LONGEST_OUTLET = 60


class Parts:
    """Kinds of the blocks, in page order; each with its reason."""

    name = "parts"
    requires = ("document",)
    provides = ("parts", "outlet", "outlet_from", "degraded")

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.words = {lang: _words([pack]) for lang, pack in knowledge.packs.items()}
        self.all_words = _words(list(knowledge.packs.values()))

    def __call__(self, work: Work) -> Work:
        """Parts of the document; the outlet from a source line if nothing else names it, from the address if the page does not name it at all."""
        document = work.document
        pack = self.knowledge.packs.get(document.lang)
        words = self.words.get(document.lang, self.all_words)
        blocks = [block for block in document.blocks if document.text[block.span.start : block.span.end].strip()]
        drafts = Page(document.text, blocks, words, document.outlet).classify()
        parts = tuple(
            Part(
                id=f"p{n}",
                kind=kind,
                start=span.start,
                end=span.end,
                lang=self._lang(document.text, span, document.lang),
                why=why,
                credit=credit,
            )
            for n, (kind, span, why, credit) in enumerate(drafts, 1)
        )
        outlet, outlet_from = document.outlet, document.outlet_from
        if outlet is None:
            outlet = next(
                (_source_name(document.text[part.start : part.end]) for part in parts if part.kind == "source_line"), None
            )
            outlet_from = "source_line" if outlet else None
        if outlet is None and document.url and (match := by_domain(document.url)):
            outlet, outlet_from = match.card.name, "address"
        degraded = (
            work.degraded
            if pack
            else (*work.degraded, f"no language pack for {document.lang!r}: parts, names and numbers only, no claims")
        )
        return replace(work, parts=parts, outlet=outlet, outlet_from=outlet_from, degraded=degraded)

    def _lang(self, text: str, span: Span, default: str) -> str:
        """Language of a part; short ones take the article's."""
        piece = text[span.start : span.end]
        if sum(char.isalpha() for char in piece) < _LETTERS_FOR_LANGUAGE:
            return default
        lang, score = self.knowledge.identify(piece)
        return lang if lang != default and score >= _SURE else default


def _words(packs: Sequence[Pack]) -> PageWords:
    """The words of one language, or of all where the article's has no pack."""
    months = [form for pack in packs for form in pack.times.months]
    return PageWords([pack.furniture for pack in packs], months)


def _source_name(line: str) -> str | None:
    """The name behind "SOURCE:"."""
    _, colon, name = line.partition(":")
    name = name.strip(" .")
    return name if colon and 1 < len(name) <= _LONGEST_OUTLET else None
