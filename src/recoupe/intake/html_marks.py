"""Which structures of the page hold a block: the marks of its elements, weighed over its characters. Knows no language."""

from __future__ import annotations

from recoupe.intake.html_elements import BIT, LINK, MARKS
from recoupe.intake.html_walk import Elements, RawBlock

_HALF = 0.5
_SOME = 0.25
_THIN = frozenset({"byline", "time"})
"""Marks that count for a block from a quarter of its characters: "By X, 3 March" is a byline and a time."""

_NOT_HEADLINE = BIT["nav"] | BIT["aside"] | BIT["footer"] | BIT["related"] | BIT["share"] | BIT["comments"] | BIT["list"]
NOT_MAIN = _NOT_HEADLINE & ~BIT["list"]
"""Structures whose blocks are not of the article merely because it surrounds them."""

_TITLE_KEY = 12
_LONGEST_HEADLINE = 400


def sums_of(elements: Elements, blocks: list[RawBlock], counted: list[bool]) -> list[int]:
    """For each element, the characters of the `counted` blocks in it."""
    sums = [0] * len(elements.tags)
    for block, counts in zip(blocks, counted, strict=True):
        if counts:
            sums[block.element] += len(block.text)
    for number in range(len(sums) - 1, 0, -1):
        sums[elements.parents[number]] += sums[number]
    return sums


def inherited(elements: Elements, sums: list[int]) -> list[int]:
    """For each element the bits of itself and all that hold it.

    A class or id says nothing where the element holds half of the article.
    """
    total = max(sums, default=0)
    bits: list[int] = []
    for number, parent in enumerate(elements.parents):
        trusted = not total or sums[number] < _HALF * total
        own = elements.sure[number] | (elements.named[number] if trusted else 0)
        bits.append(own | bits[parent] if parent >= 0 else own)
    return bits


def marks_of(block: RawBlock, bits: list[int]) -> tuple[int, float]:
    """The block's marks as bits, and the share of its characters that lie in links."""
    counts: dict[int, int] = {}
    for element, count in block.runs:
        counts[bits[element]] = counts.get(bits[element], 0) + count
    total = sum(counts.values())
    marks = 0
    for mark in MARKS:
        weight = sum(count for own, count in counts.items() if own & BIT[mark])
        if weight and weight >= (_SOME if mark in _THIN else _HALF) * total:
            marks |= BIT[mark]
    linked = sum(count for own, count in counts.items() if own & LINK)
    return marks, round(linked / total, 3) if total else 0.0


def names_of(marks: int) -> tuple[str, ...]:
    """The names of some bits, in the order of `MARKS`."""
    return tuple(mark for mark in MARKS if marks & BIT[mark])


def headline_of(blocks: list[RawBlock], marks: list[int], title: str | None) -> int | None:
    """Index of the one block that is the page's headline; None if nothing says so.

    Evidence: its words are the title's (3), h1 (2), its property or class says so (1), other heading (0.5), main text (0.5).
    """
    wanted = key_of(title or "")
    best, best_score = None, 1.4
    for nth, block in enumerate(blocks):
        if marks[nth] & _NOT_HEADLINE or len(block.text) > _LONGEST_HEADLINE:
            continue
        score = 2.0 if block.tag == "h1" else 0.5 if marks[nth] & BIT["heading"] else 0.0
        score += 1.0 if marks[nth] & BIT["headline"] else 0.0
        score += 0.5 if marks[nth] & BIT["main"] else 0.0
        key = key_of(block.text)
        if key and wanted and (key == wanted or (len(key) >= _TITLE_KEY and wanted.startswith(key))):
            score += 3.0
        if score > best_score:
            best, best_score = nth, score
    return best


def key_of(text: str) -> str:
    """Letters and digits only, without case: for comparing two renderings of one text, never for offsets."""
    return "".join(filter(str.isalnum, text)).casefold()
