"""Which articles are about one story: clusters of weighted keys by average link. Knows no claims; a story is a help for linking, never a link."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

ALIKE = 0.12
"""Average cosine from which two groups of articles are one story."""
_TOO_COMMON = 60
"""Articles with a key in common up to which it may bring two together; beyond it says nothing."""
_BESIDES = 300
"""Articles on other things that are thought of besides those that are there: in five articles on one story its name is in all of them and yet tells it."""
_NEIGHBOURS = 40
"""With how many of those next to it, by day, an article is compared over one key."""


class Vector:
    """An article as keys with weights. `day`: its ordinal, None if unknown."""

    __slots__ = ("day", "norm", "weights")

    def __init__(self, weights: Mapping[str, float], day: int | None = None) -> None:
        self.weights = weights
        self.norm = math.sqrt(sum(value * value for value in weights.values()))
        self.day = day

    def likeness(self, other: Vector) -> float:
        """Cosine, 0 to 1."""
        if not self.norm or not other.norm:
            return 0.0
        small, large = (self, other) if len(self.weights) <= len(other.weights) else (other, self)
        return sum(value * large.weights.get(key, 0.0) for key, value in small.weights.items()) / (self.norm * other.norm)


def vectors(
    counts: Mapping[str, Mapping[str, int]], days: Mapping[str, int | None] | None = None, most: int = 4, besides: int = _BESIDES
) -> dict[str, Vector]:
    """Vectors of articles: a key counts up to `most` times, and the more the fewer articles have it; `besides` others are thought to be there without it."""
    articles = Counter(key for found in counts.values() for key in found)
    weight = {key: math.log((len(counts) + besides) / number) for key, number in articles.items()}
    days = days or {}
    return {
        name: Vector({key: min(count, most) * weight[key] for key, count in found.items()}, days.get(name))
        for name, found in counts.items()
    }


def stories(
    articles: Mapping[str, Vector], alike: float = ALIKE, window: int | None = 21, too_common: int = _TOO_COMMON
) -> dict[str, str]:
    """The story of each article, called by the first of its articles.

    Args:
        articles: vectors by id.
        alike: average likeness from which two groups become one.
        window: days that may lie between two articles of a story; None for any number.
        too_common: articles up to which a key that they share makes them candidates.
    """
    sums: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other in sorted(_pairs(articles, window, too_common)):
        likeness = articles[one].likeness(articles[other])
        if likeness > 0.02:
            sums[one][other] = sums[other][one] = likeness
    size = dict.fromkeys(articles, 1)
    leader = {name: name for name in articles}
    heap = [
        (-value, one, other, 1, 1)
        for one, found in sums.items()
        for other, value in found.items()
        if one < other and value >= alike
    ]
    heapq.heapify(heap)
    while heap:
        _, one, other, its_size, other_size = heapq.heappop(heap)
        if size.get(one) != its_size or size.get(other) != other_size:
            continue
        size[one] += size.pop(other)
        leader[other] = one
        _take_over(sums, one, other)
        for third, total in sums[one].items():
            average = total / (size[one] * size[third])
            if average >= alike:
                first, second = sorted((one, third))
                heapq.heappush(heap, (-average, first, second, size[first], size[second]))
    return {name: _root(leader, name) for name in articles}


def _take_over(sums: dict[str, dict[str, float]], one: str, other: str) -> None:
    """What `other` shared with third ones is shared by `one` now."""
    for third, value in sums.pop(other, {}).items():
        del sums[third][other]
        if third != one:
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + value


def _root(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name


def _pairs(articles: Mapping[str, Vector], window: int | None, too_common: int) -> Iterable[tuple[str, str]]:
    """Pairs that share a key that is not everywhere and lie within the window."""
    having: dict[str, list[str]] = defaultdict(list)
    for name in sorted(articles, key=lambda each: (articles[each].day or 0, each)):
        for key in articles[name].weights:
            having[key].append(name)
    found: set[tuple[str, str]] = set()
    for names in having.values():
        near = len(names) if len(names) <= too_common else 0 if window is None else _NEIGHBOURS
        found.update(_within(articles, names, window, near))
    return found


def _within(articles: Mapping[str, Vector], names: list[str], window: int | None, near: int) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(names):
        for other in names[number + 1 : number + 1 + near]:
            day, its = articles[one].day, articles[other].day
            if window is not None and day is not None and its is not None and its - day > window:
                break
            yield (one, other) if one < other else (other, one)
