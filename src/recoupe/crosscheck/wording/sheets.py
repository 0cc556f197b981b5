"""An article as a row of word hashes with offsets: what wording is compared on. Knows no other article."""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable

from recoupe.text.views import clean, fold
from recoupe.text.words import words_of

GRAM = 5
"""Words in a row that are compared: fewer coincide by chance, more miss what was touched up."""
_QUOTE = re.compile(r'"[^"\n]{12,1200}"')
_BASE = 1_000_003
_MASK = (1 << 64) - 1
_WINNOW = 4


class Sheet:
    """The words of an article's own parts.

    Args:
        document: its id.
        text: its linear text.
        parts: start and end of its own parts.
        day: ordinal of its publication, None if unknown.
    """

    __slots__ = ("day", "document", "ends", "hashes", "quoted", "starts")

    def __init__(self, document: str, text: str, parts: Iterable[tuple[int, int]], day: int | None = None) -> None:
        self.document = document
        self.day = day
        folded = fold(text)
        spans = sorted({span for start, end in parts for span in _words_in(folded, start, end)})
        self.starts = array("l", (start for start, _ in spans))
        self.ends = array("l", (end for _, end in spans))
        self.hashes = array("L", (zlib.crc32(folded[start:end].encode()) for start, end in spans))
        self.quoted = _quoted(text, self.starts)

    def __len__(self) -> int:
        return len(self.hashes)

    def grams(self, *, winnowed: bool = False) -> list[tuple[int, int]]:
        """(hash, position of its first word) of every run of five words; `winnowed`: of the least of each four in a row, which two equal passages share."""
        hashes = self.hashes
        found = []
        for position in range(len(hashes) - GRAM + 1):
            value = 0
            for word in hashes[position : position + GRAM]:
                value = (value * _BASE + word) & _MASK
            found.append((value, position))
        if not winnowed or len(found) < _WINNOW:
            return found
        kept = {min(found[start : start + _WINNOW]) for start in range(len(found) - _WINNOW + 1)}
        return sorted(kept, key=lambda each: each[1])


def _words_in(folded: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    return ((start + first, start + last) for first, last in words_of(folded[start:end]))


def _quoted(text: str, starts: array[int]) -> bytearray:
    """1 for every word between quotation marks: speech that anybody may have heard."""
    spans = [match.span() for match in _QUOTE.finditer(_paired(clean(text)))]
    marks = bytearray(len(starts))
    at = 0
    for number, start in enumerate(starts):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] <= start:
            marks[number] = 1
    return marks


def _paired(text: str) -> str:
    """`text` where each paragraph's quotation marks pair off; a paragraph with an odd number of them keeps none."""
    return "\n".join(line if line.count('"') % 2 == 0 else line.replace('"', " ") for line in text.split("\n"))
