"""Articles in two languages with the same names and figures in the same order: a translation is possible, never certain. A person confirms it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from recoupe.crosscheck.naming import names_of, stem
from recoupe.model.record import Record
from recoupe.model.vocabulary import OWN_PARTS
from recoupe.text.words import numbers_of

LEAST = 8
"""Names and figures in the same order that two articles must share."""
SHARE = 0.52
"""Share of the shorter one's names and figures that must come in the same order."""
_DAYS = 7
_TOO_COMMON = 60


class Landmarks(msgspec.Struct, frozen=True):
    """What a translation keeps: stems of names and figures, in the order of the text. `day` is the ordinal of publication."""

    document: str
    lang: str
    day: int | None
    marks: tuple[str, ...]


def landmarks(record: Record, text: str, day: int | None = None) -> Landmarks:
    """The landmarks of an article's own parts; a name that follows itself counts once."""
    named = [(name.start, stem(name.folded)) for name in names_of(record, text).spans(0, len(text))]
    figures = [
        (start, "".join(char for char in text[start:end] if char.isdigit()))
        for start, end in numbers_of(text)
        if any(part.start <= start < part.end for part in record.parts if part.kind in OWN_PARTS)
    ]
    marks = [mark for _, mark in sorted(named + figures)]
    once = [mark for number, mark in enumerate(marks) if number == 0 or marks[number - 1] != mark]
    return Landmarks(record.document.id, record.document.lang, day, tuple(once))


def in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """How many landmarks the two have in the same order (the longest common subsequence)."""
    row = [0] * (len(other) + 1)
    for mark in one:
        before = 0
        for number, its in enumerate(other, 1):
            here = row[number]
            row[number] = before + 1 if mark == its else max(here, row[number - 1])
            before = here
    return row[-1]


def possible_translations(articles: Sequence[Landmarks]) -> Iterator[tuple[Landmarks, Landmarks, int]]:
    """Pairs in two languages with how many landmarks they share in order, in the order of their ids; candidates share rare landmarks within a week."""
    ordered = sorted(articles, key=lambda each: each.document)
    having: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(ordered):
        for mark in set(each.marks):
            having[mark].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in having.values():
        if len(numbers) <= _TOO_COMMON:
            for at, one in enumerate(numbers):
                for other in numbers[at + 1 :]:
                    if ordered[one].lang != ordered[other].lang and _near(ordered[one], ordered[other]):
                        shared[one, other] += 1
    for (one, other), count in sorted(shared.items()):
        left, right = ordered[one], ordered[other]
        if count * 2 < LEAST:
            continue
        found = in_order(left.marks, right.marks)
        if found >= LEAST and found >= SHARE * min(len(left.marks), len(right.marks)):
            yield left, right, found


def _near(one: Landmarks, other: Landmarks) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= _DAYS
