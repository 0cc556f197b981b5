"""Whether two claims give the same figures. Different tolls do not part two claims: tolls differ about one event all the time."""

from __future__ import annotations

from recoupe.crosscheck.episodes.facets import Facets
from recoupe.model.episode import Reason
from recoupe.model.record import Loss
from recoupe.model.telling import Number

_ROUND = frozenset({1, 2, 3, 10, 20, 100, 1000})


def number_evidence(left: Facets, right: Facets) -> Reason | None:
    """A figure in common, the rarer the more telling; else, where both count the same sort of loss, a small doubt."""
    if not left.numbers or not right.numbers:
        return None
    said = _words(left.numbers), _words(right.numbers)
    common = [one for one in left.numbers if one.low is not None and any(one.low == other.low for other in right.numbers)]
    if common:
        rare = any((each.low or 0) > 3 and each.low not in _ROUND for each in common)
        return Reason(field="numbers", left=said[0], right=said[1], gave=1.1 if rare else 0.6, why="both give the same figure")
    if {each.of for each in left.numbers} & {each.of for each in right.numbers}:
        return Reason(
            field="numbers", left=said[0], right=said[1], gave=-0.3, why="they count the same and give different figures"
        )
    return None


def counts_differ(left: tuple[Number, ...], right: tuple[Number, ...]) -> bool:
    """Whether two claims of one article count the same sort of thing, other than losses, and every such pair of figures excludes one another."""
    pairs = [
        disjoint(one, other)
        for one in left
        for other in right
        if one.side is None and other.side is None and set(one.of.split()) & set(other.of.split())
    ]
    return bool(pairs) and all(pairs)


def tolls_differ(left: tuple[Number, ...], right: tuple[Number, ...]) -> bool:
    """Whether two claims count losses of one kind, and every such pair of figures excludes one another."""
    pairs = [disjoint(one, other) for one in left for other in right if one.side and other.side and one.of == other.of]
    return bool(pairs) and all(pairs)


def disjoint(one: Number | Loss, other: Number | Loss) -> bool:
    """Whether the ranges of two numbers exclude one another."""
    low, high = one.low or 0, one.high if one.high is not None else float("inf")
    other_low, other_high = other.low or 0, other.high if other.high is not None else float("inf")
    return low > other_high or other_low > high


def _words(numbers: tuple[Number, ...]) -> str:
    return ", ".join(
        f"{each.low if each.low is not None else '…'}–{each.high if each.high is not None else '…'} {each.of}" for each in numbers
    )
