"""Finding what stands near a place of the text without going through all that stands in it: a long article has thousands of mentions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from recoupe.model.spans import Span

_BUCKET_CHARS = 512
"""About two paragraphs: a sentence looks into one or two buckets, a mention lies in one."""


class Stretch(Protocol):
    """Anything from a first code point to the one after its last."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """Code point after the last."""
        ...


class Owned(Span, frozen=True):
    """A stretch with the number of what it belongs to."""

    owner: int


T = TypeVar("T", bound=Stretch)


class Nearby(Generic[T]):
    """Stretches by where they stand. Answers in the order in which they were given, so that a search in it chooses what a search in all would."""

    def __init__(self, stretches: Iterable[T]) -> None:
        self._all = tuple(stretches)
        self._buckets: dict[int, list[int]] = {}
        for number, each in enumerate(self._all):
            for bucket in _buckets(each.start, each.end):
                self._buckets.setdefault(bucket, []).append(number)

    def touching(self, start: int, end: int) -> list[T]:
        """Those that share a character with `start`-`end`."""
        numbers = {number for bucket in _buckets(start, end) for number in self._buckets.get(bucket, ())}
        return [each for number in sorted(numbers) if (each := self._all[number]).start < end and start < each.end]

    def within(self, start: int, end: int) -> list[T]:
        """Those that lie wholly in `start`-`end`."""
        return [each for each in self.touching(start, end) if start <= each.start and each.end <= end]

    def holding(self, start: int, end: int) -> list[T]:
        """Those that hold all of `start`-`end`."""
        return [each for each in self.touching(start, end) if each.start <= start and end <= each.end]


def _buckets(start: int, end: int) -> range:
    return range(start // _BUCKET_CHARS, (end - 1) // _BUCKET_CHARS + 1)
