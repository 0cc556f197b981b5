"""Which stretch of the page is what: section label, headline, captions, body, subheads, related links, source line, furniture.

Rules and thresholds: research on page furniture; a caption is taken for another story's when its language differs or it shares less than a tenth of its
words with the body, and one more sign agrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from recoupe.knowledge.packs import Furniture
from recoupe.model.document import Block
from recoupe.model.record import Part
from recoupe.model.spans import Span
from recoupe.model.vocabulary import PartKind
from recoupe.pipeline.base import Knowledge, Work
from recoupe.text.views import lower

SUBHEAD_CHARS = 90
"""Longest subhead: measured on saved pages, a line without final stop above this is a paragraph."""
HEADLINE_CHARS = 250
SECTION_WORDS = 4
SECTION_CHARS = 40
_STOPS = ".!?…:;»”\"'"
_CREDIT = re.compile(r"\(([^()]{2,80})\)\s*\.?$|(©[^.]{2,60})$|((?:photo|crédit|credit)s?\s*:[^.]{2,60})\.?$", re.IGNORECASE)
_LETTERS_FOR_LANGUAGE = 25
_SURE = 0.9


class Parts:
    """Kinds of the blocks, in page order; each with its reason."""

    name = "parts"
    requires = ("document",)
    provides = ("parts", "outlet", "outlet_from", "degraded")

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __call__(self, work: Work) -> Work:
        """Parts of the document; the outlet from a source line if nothing else names it."""
        document = work.document
        pack = self.knowledge.packs.get(document.lang)
        furniture = [pack.furniture for pack in self.knowledge.packs.values()] if pack is None else [pack.furniture]
        blocks = [block for block in document.blocks if document.text[block.span.start : block.span.end].strip()]
        drafts = _Classifier(document.text, blocks, furniture).classify()
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
        outlet, outlet_from = work.outlet or document.outlet, work.outlet_from or document.outlet_from
        if outlet is None:
            outlet = next(
                (_source_name(document.text[part.start : part.end]) for part in parts if part.kind == "source_line"), None
            )
            outlet_from = "source_line" if outlet else None
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


_Draft = tuple[PartKind, Span, str, "str | None"]


class _Classifier:
    """One page. Furniture first, then headline, captions, subheads; what is left is body."""

    def __init__(self, text: str, blocks: Sequence[Block], furniture: Sequence[Furniture]) -> None:
        self.text = text
        self.blocks = blocks
        self.furniture = furniture
        self.has_main = any("main" in block.inside for block in blocks)

    def classify(self) -> list[_Draft]:
        drafts: list[_Draft | None] = [self._by_words(block) or self._by_structure(block) for block in self.blocks]
        self._headline(drafts)
        last_body = max((index for index, draft in enumerate(drafts) if draft is None and self._is_paragraph(index)), default=-1)
        out: list[_Draft] = []
        for index, draft in enumerate(drafts):
            out.append(draft or self._rest(index, last_body))
        return out

    def _span(self, block: Block) -> Span:
        start, end = block.span.start, block.span.end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def _words(self, block: Block) -> str:
        piece = lower(self.text[block.span.start : block.span.end]).strip()
        return piece.lstrip("#>*-–—•►▶→ _[").strip()

    def _begins(self, words: str, field: str) -> str | None:
        """The listed beginning that `words` has, ended by a non-letter."""
        for furniture in self.furniture:
            for entry in getattr(furniture, field):
                if words.startswith(entry) and not words[len(entry) : len(entry) + 1].isalpha():
                    return str(entry)
        return None

    def _by_words(self, block: Block) -> _Draft | None:
        words, span = self._words(block), self._span(block)
        short = len(words) <= 2 * SUBHEAD_CHARS
        if self._begins(words, "invented"):
            return "furniture", span, "says that the text is invented", None
        if short and (entry := self._begins(words, "related")):
            return "related", span, f"begins with “{entry}”: a link to another story", None
        if (
            short
            and (entry := self._begins(words, "source"))
            and re.match(rf"{re.escape(entry)}s?\s*[:(]|{re.escape(entry)}\s+\w+$", words)
        ):
            return "source_line", span, f"begins with “{entry}”", None
        if len(words) <= SUBHEAD_CHARS and (entry := self._begins(words, "share")):
            return "furniture", span, f"begins with “{entry}”: sharing, subscription or footer", None
        if (
            short
            and len(words) <= HEADLINE_CHARS // 2
            and (entry := self._begins(words, "bylines"))
            and not words.endswith((".", "!", "?"))
        ):
            return "byline", span, f"begins with “{entry.strip()}”", None
        if re.fullmatch(r"[\d\s.,:/|–—-]*", words):
            return "furniture", span, "figures and signs only", None
        return None

    def _by_structure(self, block: Block) -> _Draft | None:
        span = self._span(block)
        inside = set(block.inside)
        for mark, kind, why in (
            ("frontmatter", "furniture", "front matter of the file"), ("related", "related", "stands in a list of related stories"), ("share", "furniture", "stands in a share bar"),
            ("nav", "furniture", "stands in the navigation"), ("footer", "furniture", "stands in the footer"), ("aside", "related", "stands beside the article"),
            ("byline", "byline", "marked as byline"), ("time", "byline", "marked as date"), ("headline", "headline", "marked as headline"),
        ):  # fmt: skip
            if mark in inside:
                if kind == "headline" and block.tag not in {"h1", "#", ""}:
                    continue
                return kind, span, why, None  # type: ignore[return-value]
        if inside & {"figure", "credit"} or block.tag == "figcaption":
            return "caption", span, "stands in a figure", _credit(self.text[span.start : span.end])
        if block.links > 0.8 and len(self._words(block)) < HEADLINE_CHARS:
            return "related", span, "nothing but a link", None
        if self.has_main and "main" not in inside and not self._near_main(block):
            return "furniture", span, "outside the main text of the page", None
        return None

    def _near_main(self, block: Block) -> bool:
        """Headings and captions that an extractor drops: they stay if they stand inside the article element or before its first paragraph."""
        return (block.tag in {"h1", "h2", "h3", "h4"} and "article" in block.path) or block.tag == "h1"

    def _headline(self, drafts: list[_Draft | None]) -> None:
        """The first heading, or the first short line that is neither section label nor caption."""
        if any(draft is not None and draft[0] == "headline" for draft in drafts):
            self._sections_before(
                drafts, next(index for index, draft in enumerate(drafts) if draft is not None and draft[0] == "headline")
            )
            return
        tagged = next(
            (index for index, block in enumerate(self.blocks) if drafts[index] is None and block.tag in {"h1", "#"}), None
        )
        chosen = tagged
        if chosen is None and (len(self.blocks) > 1):
            for index, block in enumerate(self.blocks):
                words = self._words(block)
                if drafts[index] is not None or self._is_section(block):
                    continue
                chosen = (
                    index
                    if len(words) <= HEADLINE_CHARS
                    and not _CREDIT.search(words)
                    and not (words.endswith(".") and len(words) > SUBHEAD_CHARS)
                    else None
                )
                break
        if chosen is not None:
            why = "first-level heading" if tagged is not None else "first line of the page that is no section label"
            drafts[chosen] = ("headline", self._span(self.blocks[chosen]), why, None)
            self._sections_before(drafts, chosen)

    def _sections_before(self, drafts: list[_Draft | None], headline: int) -> None:
        for index in range(headline):
            if drafts[index] is None and self._is_section(self.blocks[index]):
                drafts[index] = ("section", self._span(self.blocks[index]), "short label above the headline", None)

    def _is_section(self, block: Block) -> bool:
        """A section label alone or before a sign ("Monde / Afrique"), or a few words in capitals."""
        words = self._words(block)
        entry = self._begins(words, "sections")
        alone = entry is not None and re.match(r"\s*(?:$|[|/:>›»·•,&-])", words[len(entry) :]) is not None
        few = len(words.split()) <= SECTION_WORDS and len(words) <= SECTION_CHARS
        return (alone and len(words.split()) <= SECTION_WORDS + 2) or (few and self.text[block.span.start : block.span.end].strip().isupper())

    def _is_paragraph(self, index: int) -> bool:
        words = self._words(self.blocks[index])
        return len(words) > SUBHEAD_CHARS or words.endswith((".", "!", "?", "…", "»", "”", '"'))

    def _rest(self, index: int, last_body: int) -> _Draft:
        """Body, subhead or caption."""
        block = self.blocks[index]
        span = self._span(block)
        piece = self.text[span.start : span.end]
        credit = _credit(piece)
        if credit and self._is_credit(credit) and index <= last_body:
            return "caption", span, f"ends with the credit “{credit}”", credit
        heading = block.tag in {"h2", "h3", "h4", "h5", "h6", "##", "###", "####"}
        if heading or (
            len(piece) <= SUBHEAD_CHARS
            and piece[-1] not in _STOPS
            and index < last_body
            and not piece.lstrip().startswith(("-", "•", "–"))
        ):
            return (
                "subhead",
                span,
                "heading inside the article" if heading else "short line without final stop between paragraphs",
                None,
            )
        return "body", span, "paragraph", None

    def _is_credit(self, credit: str) -> bool:
        words = lower(credit)
        return any(entry in words for furniture in self.furniture for entry in furniture.credit)


def _credit(piece: str) -> str | None:
    match = _CREDIT.search(piece.strip())
    return next((group.strip() for group in match.groups() if group), None) if match else None


def _source_name(line: str) -> str | None:
    """The name behind "SOURCE:"."""
    _, colon, name = line.partition(":")
    name = name.strip(" .")
    return name if colon and 1 < len(name) <= 60 else None
