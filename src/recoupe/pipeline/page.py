"""The rules of a page: what each block is, from its words, its place in the markup, and its place on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from recoupe.knowledge.packs import Furniture
from recoupe.model.document import Block
from recoupe.model.spans import Span, trimmed
from recoupe.model.vocabulary import PartKind
from recoupe.text.views import fold, lower

SUBHEAD_CHARS = 90
"""Longest subhead: measured on saved pages, a line without final stop above this is a paragraph."""
HEADLINE_CHARS = 250
HEADLINE_WORDS = 5
"""Words from which a line above the text is a headline; a shorter one only if no longer one is there."""
SECTION_WORDS = 6
SECTION_CHARS = 50
LINK_SHARE = 0.8
"""Share of a block's characters in links from which it is nothing but a link."""
_STOPS = ".!?…:;»”\"'"
_CREDIT = re.compile(r"\(([^()]{2,80})\)\s*\.?$|(©[^.]{2,60})$|((?:photo|crédit|credit)s?\s*:[^.]{2,60})\.?$", re.IGNORECASE)
_OUTSIDE = "outside the main text of the page"
_SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6", "##", "###", "####"})
_STRUCTURE: tuple[tuple[str, PartKind, str], ...] = (
    ("frontmatter", "furniture", "front matter of the file"), ("related", "related", "stands in a list of related stories"),
    ("share", "furniture", "stands in a share bar"), ("comments", "furniture", "stands among the comments"), ("nav", "furniture", "stands in the navigation"),
    ("footer", "furniture", "stands in the footer"), ("aside", "related", "stands beside the article"), ("byline", "byline", "marked as byline"),
    ("time", "byline", "marked as date"),
)  # fmt: skip

Draft = tuple[PartKind, Span, str, "str | None"]
"""Kind, span, reason, credit."""


class PageWords:
    """The words of one or more languages that page rules need."""

    def __init__(self, furniture: Sequence[Furniture], months: Iterable[str]) -> None:
        self._entries = {
            field: tuple(entry for each in furniture for entry in getattr(each, field)) for field in Furniture.__struct_fields__
        }
        self._credits = [re.compile(rf"(?<!\w){re.escape(entry)}") for entry in self._entries["credit"]]
        names = "|".join(re.escape(month) for month in sorted(months, key=len, reverse=True))
        self.date = re.compile(
            rf"\b\d{{1,2}}(?:er|st|nd|rd|th)?\s+(?:{names})\b|\b(?:{names})\s+\d{{1,2}}\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b"
        )

    def begins(self, words: str, field: str) -> str | None:
        """The listed beginning that `words` has, ended by a non-letter."""
        entries = self._entries[field]
        if not words.startswith(entries):
            return None
        return next((each for each in entries if words.startswith(each) and not words[len(each) : len(each) + 1].isalpha()), None)

    def is_credit(self, credit: str) -> bool:
        """Whether a bracket at the end of a line credits a picture."""
        words = lower(credit)
        return any(pattern.search(words) for pattern in self._credits)


class Page:
    """One page. Furniture first, then the head, captions, subheads; what is left is body."""

    def __init__(self, text: str, blocks: Sequence[Block], words: PageWords, outlet: str | None) -> None:
        self.text = text
        self.blocks = blocks
        self.words = words
        self.outlet = fold(outlet or "")
        main = [block.path for block in blocks if "main" in block.inside]
        self.has_main = bool(main)
        self.container = _common_path(main)

    def classify(self) -> list[Draft]:
        """A draft for every block, in page order."""
        drafts: list[Draft | None] = [self._by_words(block) or self._by_structure(block) for block in self.blocks]
        paragraphs = [index for index, draft in enumerate(drafts) if draft is None and self._is_paragraph(index)]
        first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (len(drafts), -1)
        headline = self._headline(drafts, first)
        if headline is not None:
            self._above(drafts, headline)
            self._below(drafts, headline, first)
        return [draft or self._rest(index, last) for index, draft in enumerate(drafts)]

    def _span(self, block: Block) -> Span:
        return Span(*trimmed(self.text, block.span.start, block.span.end))

    def _said(self, block: Block) -> str:
        """The block's words in lower case, without list and markup signs before them."""
        return lower(self.text[block.span.start : block.span.end]).strip().lstrip("#>*-–—•►▶→ _[").strip()

    def _by_words(self, block: Block) -> Draft | None:
        words, span = self._said(block), self._span(block)
        short = len(words) <= 2 * SUBHEAD_CHARS
        begins = self.words.begins
        if begins(words, "invented"):
            return "furniture", span, "says that the text is invented", None
        if short and (entry := begins(words, "related")):
            return "related", span, f"begins with “{entry}”: a link to another story", None
        bare = words.lstrip("( ")
        if (
            short
            and (entry := begins(bare, "source"))
            and re.match(rf"{re.escape(entry)}s?\s*[:()]|{re.escape(entry)}(?:\s+\w+)?\)?\.?$", bare)
        ):
            return "source_line", span, f"begins with “{entry}”", None
        if words.startswith("(") and len(words) <= SUBHEAD_CHARS and re.match(r"(?:avec|with)\s", bare):
            return "source_line", span, "names in brackets with whose material it was made", None
        if len(words) <= SUBHEAD_CHARS and (entry := begins(words, "share")):
            return "furniture", span, f"begins with “{entry}”: sharing, subscription or footer", None
        if (
            short
            and len(words) <= HEADLINE_CHARS // 2
            and (entry := begins(words, "bylines"))
            and not words.endswith((".", "!", "?"))
        ):
            return "byline", span, f"begins with “{entry.strip()}”", None
        if self.outlet and fold(words).strip(" .|-") == self.outlet:
            return "furniture", span, "nothing but the outlet's name", None
        if re.fullmatch(r"[\d\s.,:/|–—-]*", words):
            return "furniture", span, "figures and signs only", None
        return None

    def _by_structure(self, block: Block) -> Draft | None:
        span, inside = self._span(block), set(block.inside)
        for mark, kind, why in _STRUCTURE:
            if mark in inside:
                return kind, span, why, None
        if "headline" in inside and block.tag in {"h1", "#", ""}:
            return "headline", span, "marked as headline", None
        if inside & {"figure", "credit", "caption"} or block.tag == "figcaption":
            return "caption", span, "stands in a figure", _credit(self.text[span.start : span.end])
        if block.links > LINK_SHARE and len(self._said(block)) < HEADLINE_CHARS:
            return "related", span, "nothing but a link", None
        if self.has_main and "main" not in inside and not self._belongs(block):
            return "furniture", span, _OUTSIDE, None
        return None

    def _belongs(self, block: Block) -> bool:
        """What an extractor drops but the page holds together with the text: standfirst, labels, headings in the same element."""
        return block.tag == "h1" or bool(self.container and block.path.startswith(self.container))

    def _headline(self, drafts: list[Draft | None], first: int) -> int | None:
        """The marked one, the first top heading, or the first line of five words above the text; else the longest line there."""
        marked = next((index for index, draft in enumerate(drafts) if draft is not None and draft[0] == "headline"), None)
        if marked is not None:
            return marked
        chosen = next(
            (index for index, block in enumerate(self.blocks) if drafts[index] is None and block.tag in {"h1", "#"}), None
        )
        why = "first-level heading"
        if chosen is None and len(self.blocks) > 1:
            why = "first line above the text that is no label"
            lines = [index for index in range(min(first + 1, len(drafts))) if drafts[index] is None and self._may_head(index)]
            long = [index for index in lines if len(self._said(self.blocks[index]).split()) >= HEADLINE_WORDS]
            chosen = (
                long[0]
                if long
                else max(
                    (index for index in lines if index < first),
                    key=lambda index: len(self._said(self.blocks[index])),
                    default=None,
                )
            )
        if chosen is not None:
            drafts[chosen] = ("headline", self._span(self.blocks[chosen]), why, None)
        return chosen

    def _may_head(self, index: int) -> bool:
        block = self.blocks[index]
        words = self._said(block)
        return (
            len(words) <= HEADLINE_CHARS
            and not _CREDIT.search(words)
            and not (words.endswith(".") and len(words) > SUBHEAD_CHARS)
            and not self._is_label(block)
        )

    def _above(self, drafts: list[Draft | None], headline: int) -> None:
        """Short lines above the headline are labels; a labelled one that the page's structure called furniture too."""
        for index in range(headline):
            block = self.blocks[index]
            draft = drafts[index]
            if (draft is None or draft[2] == _OUTSIDE) and (
                self._is_label(block) or len(self._said(block).split()) < HEADLINE_WORDS
            ):
                drafts[index] = ("section", self._span(block), "short label above the headline", None)

    def _below(self, drafts: list[Draft | None], headline: int, first: int) -> None:
        """Between headline and text: a short line with a date, or that begins with the outlet, is the dateline."""
        for index in range(headline + 1, min(first + 1, len(drafts))):
            if drafts[index] is not None:
                continue
            words = self._said(self.blocks[index])
            dated = self.words.date.search(words) is not None
            if (
                len(words) <= HEADLINE_CHARS // 2
                and not words.endswith((".", "!", "?"))
                and (dated or (self.outlet and fold(words).startswith(self.outlet)))
            ):
                drafts[index] = (
                    "byline",
                    self._span(self.blocks[index]),
                    "short line with a date or the outlet's name under the headline",
                    None,
                )

    def _is_label(self, block: Block) -> bool:
        """A section label alone or before a sign ("Monde / Afrique"), a few words in capitals, or words divided by bars."""
        words = self._said(block)
        entry = self.words.begins(words, "sections")
        alone = entry is not None and re.match(r"\s*(?:$|[|/:>›»·•,&-])", words[len(entry) :]) is not None
        few = len(words.split()) <= SECTION_WORDS and len(words) <= SECTION_CHARS
        return (few and (alone or self.text[block.span.start : block.span.end].strip().isupper())) or (
            "|" in words and len(words) <= SUBHEAD_CHARS
        )

    def _is_paragraph(self, index: int) -> bool:
        words = self._said(self.blocks[index])
        return len(words) > SUBHEAD_CHARS * 1.5 or (
            len(words) > SUBHEAD_CHARS / 2 and words.endswith((".", "!", "?", "…", "»", "”", '"'))
        )

    def _rest(self, index: int, last: int) -> Draft:
        """Body, subhead or caption."""
        block = self.blocks[index]
        span = self._span(block)
        piece = self.text[span.start : span.end]
        credit = _credit(piece)
        if credit and self.words.is_credit(credit) and index <= last:
            return "caption", span, f"ends with the credit “{credit}”", credit
        if len(piece) <= HEADLINE_CHARS and (entry := self.words.begins(self._said(block), "captions")):
            return "caption", span, f"begins with “{entry}”", credit
        if block.tag in _SUBHEADS:
            return "subhead", span, "heading inside the article", None
        if (
            len(piece) <= SUBHEAD_CHARS
            and piece[-1] not in _STOPS
            and index < last
            and not piece.lstrip().startswith(("-", "•", "–"))
        ):
            return "subhead", span, "short line, no final stop, text behind it", None
        return "body", span, "paragraph", None


def _credit(piece: str) -> str | None:
    match = _CREDIT.search(piece.strip())
    return next((group.strip() for group in match.groups() if group), None) if match else None


def _common_path(paths: Sequence[str]) -> str:
    """The deepest element that holds all of the main text, with a closing slash; empty where that is the whole page."""
    if not paths:
        return ""
    steps = [path.split("/") for path in paths]
    common: list[str] = []
    for level in zip(*steps, strict=False):
        if len(set(level)) > 1:
            break
        common.append(level[0])
    if len(paths) == 1:
        common = common[:-1]
    return "/".join(common) + "/" if len([step for step in common if step]) > 2 else ""
