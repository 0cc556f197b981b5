"""Which claims are compared at all: those that share a place, an actor, a name within a few days. Never all pairs; scores nothing.

A block that grows too large is split by what its claims are, then by order of days: each claim is compared with its nearest neighbours only. So the
cost grows with the number of claims, not with its square.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from recoupe.crosscheck.episodes.facets import Facets

Key = tuple[Hashable, ...]
LARGEST = 60
"""Members up to which all pairs of a block are compared."""
NEIGHBOURS = 12
"""With how many of those next to it a claim is compared in a block that no key splits further."""
_WINDOW = 4
"""Days to a slot; neighbours look into the next slot too."""
_CELL_KM = 25.0
_DEGREE_KM = 111.2
_LONGEST_SPAN = 14


def candidates(tellings: Sequence[Facets], story: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Pairs of positions in `tellings`, lower first, each once. `story`: of each article by document id."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for position, facets in enumerate(tellings):
        for key in keys(facets):
            blocks[key].append(position)
        blocks["story", story[facets.telling.document]].append(position)
    seen: set[int] = set()
    size = len(tellings)
    for members in blocks.values():
        if len(members) < 2:
            continue
        for one, other in _pairs(tellings, members):
            code = one * size + other if one < other else other * size + one
            if code not in seen:
                seen.add(code)
                yield divmod(code, size)


def keys(facets: Facets) -> Iterator[Key]:
    """The blocks that a claim belongs to."""
    slots = list(_slots(facets))
    subjects: set[Key] = set()
    for spot in facets.spots:
        if spot.lat is not None and spot.lon is not None:
            subjects.update(("cell", *cell) for cell in _cells(spot.lat, spot.lon) if (spot.km or 0.0) <= _CELL_KM)
            subjects.add(("spot", spot.key))
    subjects.update(("place", name) for name in facets.place_stems)
    for doer in facets.doer.ids | facets.doer.names:
        subjects.update(("pair", *sorted((doer, other))) for other in facets.sufferer.ids | facets.sufferer.names)
        subjects.add(("actor", doer))
    subjects.update(("actor", sufferer) for sufferer in facets.sufferer.ids | facets.sufferer.names)
    subjects.update(("name", name) for name in facets.names)
    for subject in subjects:
        for slot in slots:
            yield (*subject, slot)


def _slots(facets: Facets) -> Iterator[int]:
    """The slots of days of the event, and of the article where the event is not long past; -1 where nothing is dated."""
    days: set[int] = set()
    if facets.first is not None and facets.last is not None and facets.last - facets.first <= _LONGEST_SPAN:
        days.update(range(facets.first - 1, facets.last + 2, 2))
        days.add(facets.last + 1)
    if facets.published is not None and not facets.telling.background:
        days.update((facets.published - 1, facets.published + 1))
    elif not days and facets.dated:
        days.add((facets.first or facets.last or 0) // 365 * 365)
    yield from sorted({day // _WINDOW for day in days} or {-1})


def _cells(lat: float, lon: float) -> set[tuple[int, int]]:
    """The cells of one degree that a circle of the slack around a point touches."""
    high = _CELL_KM / _DEGREE_KM
    wide = high / max(math.cos(math.radians(lat)), 0.1)
    return {(math.floor(lat + up), math.floor(lon + side)) for up in (-high, high) for side in (-wide, wide)}


def _pairs(tellings: Sequence[Facets], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a small block; of a large one those of its parts, by family, then by the figure or the verb, then by order."""
    if len(members) <= LARGEST:
        yield from ((one, other) for number, one in enumerate(members) for other in members[number + 1 :])
        return
    parts: dict[Hashable, list[int]] = defaultdict(list)
    for member in members:
        parts[tellings[member].telling.family].append(member)
    for part in parts.values():
        if len(part) <= LARGEST:
            yield from _pairs(tellings, part)
            continue
        ordered = sorted(part, key=lambda member: _order(tellings[member]))
        for number, one in enumerate(ordered):
            yield from ((one, other) for other in ordered[number + 1 : number + 1 + NEIGHBOURS])


def _order(facets: Facets) -> tuple[object, ...]:
    """Claims that tell one event stand next to one another in this order, as far as their own keys go."""
    telling = facets.telling
    numbers = sorted(each.low for each in facets.numbers if each.low is not None)
    return (
        sorted(facets.doer.ids | facets.doer.names), sorted(facets.sufferer.ids | facets.sufferer.names), sorted(spot.key for spot in facets.spots), numbers,
        facets.first or 0, telling.trigger, telling.document, telling.claim,
    )  # fmt: skip
