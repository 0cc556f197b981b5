"""Which articles share runs of five words, found through an index over a window of days. Never compares all pairs; never says who copied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from recoupe.crosscheck.wording.sheets import GRAM, Sheet

WINDOW_DAYS = 21
MOST = 50
"""Articles that may hold a run of five words before it counts as a formula of the trade."""
WINNOW_ABOVE = 200_000
"""Articles in the window above which one run in about two and a half is kept."""
LEAST_SHARED = 3
"""Runs of five words that two articles must share to be looked at."""
_EVERY = 2_000
"""Articles after which what left the window is dropped."""


class Run(msgspec.Struct, frozen=True, order=True):
    """Equal words: from word `left` of the one and word `right` of the other, `words` of them."""

    left: int
    right: int
    words: int


class Pair(msgspec.Struct, frozen=True):
    """Two articles, the earlier added first, with the runs that they share, longest first taken, no word in two of them."""

    left: Sheet
    right: Sheet
    runs: tuple[Run, ...]

    @property
    def longest(self) -> int:
        """Words of the longest run."""
        return max((run.words for run in self.runs), default=0)


class WordingIndex:
    """The articles of the last days by their runs of five words."""

    def __init__(self, window: int | None = WINDOW_DAYS, most: int = MOST, winnow_above: int = WINNOW_ABOVE) -> None:
        """`window` None: all articles. Articles are added in the order of their days; those without a day stay."""
        self.window = window
        self.most = most
        self.winnow_above = winnow_above
        self._sheets: dict[int, Sheet] = {}
        self._holding: dict[int, list[tuple[int, int]]] = {}
        self._formulae: set[int] = set()
        self._added = 0

    def add(self, sheet: Sheet) -> list[Pair]:
        """Those already there that share wording with it, by the order in which they were added; then it is there too."""
        found = self.sharing(sheet)
        number = self._added
        self._added += 1
        self._sheets[number] = sheet
        for value, position in self._grams(sheet):
            if value in self._formulae:
                continue
            holding = self._holding.setdefault(value, [])
            holding.append((number, position))
            if len(holding) > self.most:
                del self._holding[value]
                self._formulae.add(value)
        if self._added % _EVERY == 0:
            self._drop(sheet.day)
        return found

    def sharing(self, sheet: Sheet) -> list[Pair]:
        """Those already there that share wording with an article that need not be."""
        hits: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for value, position in self._grams(sheet):
            for other, there in self._holding.get(value, ()):
                hits[other].append((there, position))
        return [
            Pair(found, sheet, runs(found, sheet, hits[other]))
            for other in sorted(hits)
            if (found := self._sheets.get(other)) is not None and len(hits[other]) >= LEAST_SHARED and self._near(found, sheet)
        ]

    def _grams(self, sheet: Sheet) -> list[tuple[int, int]]:
        return sheet.grams(winnowed=len(self._sheets) > self.winnow_above)

    def _near(self, one: Sheet, other: Sheet) -> bool:
        return self.window is None or one.day is None or other.day is None or abs(one.day - other.day) <= self.window

    def _drop(self, day: int | None) -> None:
        """Forgets the articles before the window of `day`."""
        if day is None or self.window is None:
            return
        gone = {number for number, sheet in self._sheets.items() if sheet.day is not None and sheet.day < day - self.window}
        if not gone:
            return
        for number in gone:
            del self._sheets[number]
        for value in list(self._holding):
            kept = [each for each in self._holding[value] if each[0] not in gone]
            if kept:
                self._holding[value] = kept
            else:
                del self._holding[value]


def runs(left: Sheet, right: Sheet, hits: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    """The maximal runs of equal words that grow from shared places, the longest first, each word of either article in one run at most; in the order of `left`."""
    one, other = left.hashes, right.hashes
    seen: set[tuple[int, int]] = set()
    grown = []
    for at, there in sorted(hits):
        if (at, there) in seen:
            continue
        first, its_first = at, there
        while first > 0 and its_first > 0 and one[first - 1] == other[its_first - 1]:
            first, its_first = first - 1, its_first - 1
        last, its_last = at, there
        while last < len(one) and its_last < len(other) and one[last] == other[its_last]:
            seen.add((last, its_last))
            last, its_last = last + 1, its_last + 1
        if last - first >= GRAM:
            grown.append(Run(first, its_first, last - first))
    used, its_used = bytearray(len(one)), bytearray(len(other))
    out = []
    for run in sorted(grown, key=lambda each: (-each.words, each)):
        kept = _free(run, used, its_used)
        if kept is not None:
            out.append(kept)
            used[kept.left : kept.left + kept.words] = b"\x01" * kept.words
            its_used[kept.right : kept.right + kept.words] = b"\x01" * kept.words
    return tuple(sorted(out))


def _free(run: Run, used: bytearray, its_used: bytearray) -> Run | None:
    """The part of a run whose words no longer run has taken, if it is long enough."""
    first, last = 0, run.words
    while first < last and (used[run.left + first] or its_used[run.right + first]):
        first += 1
    while last > first and (used[run.left + last - 1] or its_used[run.right + last - 1]):
        last -= 1
    if (
        last - first < GRAM
        or any(used[run.left + first : run.left + last])
        or any(its_used[run.right + first : run.right + last])
    ):
        return None
    return Run(run.left + first, run.right + first, last - first)
