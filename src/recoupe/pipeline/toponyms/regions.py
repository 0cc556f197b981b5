"""The region in which a place must lie that no layer lists, from what the text says of it; and how precise a place or a region is. Never makes a point.

Precision is in the steps of `model.precision`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from recoupe.knowledge.gazetteer import Gazetteer, Place, kinds_of_group
from recoupe.model.precision import COUNTRY, DISTRICT, DIVISION, EXACT, NEARBY, PART, SEA
from recoupe.pipeline.toponyms import geometry
from recoupe.pipeline.toponyms.agreement import AREA_KM, POST_KM, TOLERANCE_KM
from recoupe.pipeline.toponyms.geometry import Point, Ring
from recoupe.pipeline.toponyms.model import Constraint
from recoupe.pipeline.toponyms.shapes import Outline, Shapes

_NEAR_KM = 25.0
_OF_KIND = {"country": COUNTRY, "division": DIVISION, "district": DISTRICT, "sea": SEA, "strait": SEA}
_OF_GROUP = {"settlement": EXACT, "facility": EXACT, "region": PART, "water": PART, "line": PART}
_WEDGE = {0: 60.0, 45: 45.0}
"""Degrees to either side of a direction inside an area: "the north" is said of more than "the north-west"."""
_SECTOR = 45.0
"""The same around a town."""
_SIDE_KM = 40.0
"""How far "north of X" is drawn."""
_SPREAD = 0.3
"""A distance is drawn from a third less to a third more."""
_STRIP_KM = 40.0
"""How far "on the border" is drawn from the nearest towns of the other side."""
_WAY_SHARE = 0.15
"""Half the width of the way between two places, as a share of its length."""
_OWN_KM = 15.0
"""Around a town that holds something."""
_FAR_KM = 6000.0
_STATES = frozenset({"country", "division"})
_WITH_HOME = frozenset({"border", "bank"})
_LEAST_KM2 = 1.0
_DEGREE_KM = 111.0
_LEAST_COSINE = 0.05


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """Where something must lie.

    Args:
        shape: GeoJSON, Polygon or MultiPolygon.
        precision: UCDP's step.
        km2: its area.
        why: from what it was drawn.
    """

    shape: dict[str, Any]
    precision: int
    km2: float
    why: str


class _Drawn(msgspec.Struct, frozen=True, kw_only=True):
    ring: Ring
    precision: int
    words: str
    convex: bool = True


def precision_of(place: Place) -> int:
    """UCDP's step for a listed place: by its kind; a place without a point is no more precise than the region it is known to lie in."""
    step = _OF_KIND.get(place.kind)
    if step is None:
        step = next((own for group, own in _OF_GROUP.items() if place.kind in kinds_of_group(group)), PART)
    return step if place.point is not None or step not in {EXACT, NEARBY} else PART


class RegionDrawer:
    """Draws regions from constraints. Built once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.shapes = Shapes(gazetteer)

    def region_of(
        self, constraints: Sequence[Constraint], references: Sequence[Sequence[Place]], *, home: Place | None = None
    ) -> Region | None:
        """The region that all constraints together leave: what they have in common, or the smallest where they have nothing.

        Args:
            constraints: what the text says of one name.
            references: for each of them the places of its `of` and `known`, as far as they are resolved.
            home: the state that the article is about: the other side of a border of which one side is said, and where the bank of a river is meant.

        Returns: None where no constraint gives an extent (roles in a movement, references without a point).
        """
        drawn = [
            each
            for constraint, places in zip(constraints, references, strict=True)
            if (each := self._drawn(constraint, places, home)) is not None
        ]
        if not drawn:
            return None
        drawn.sort(key=lambda each: (geometry.area(each.ring), each.words))
        best = drawn[0]
        for other in drawn[1:]:
            both = _both(best, other)
            if both is not None:
                best = both
        km2 = geometry.area(best.ring)
        return Region(
            shape=geometry.geojson(best.ring),
            precision=best.precision,
            km2=km2,
            why=f"a region of {_rounded(km2)} km² drawn from: {best.words}",
        )

    def _drawn(self, constraint: Constraint, places: Sequence[Place], home: Place | None) -> _Drawn | None:
        if not places:
            return None
        if constraint.kind in _WITH_HOME and len(places) == 1 and home is not None and home.id != places[0].id:
            places = [*places, home]
        drawers = {
            "containment": self._whole, "direction_inside": self._part, "direction_outside": self._side, "distance": self._ring,
            "proximity": self._around, "between": self._way, "border": self._strip, "bank": self._bank,
        }  # fmt: skip
        drawer = drawers.get(constraint.kind)
        return drawer(constraint, places) if drawer is not None else None

    def _whole(self, constraint: Constraint, places: Sequence[Place]) -> _Drawn | None:
        place = places[0]
        outline = self.shapes.outline(place)
        if outline is not None:
            return _Drawn(
                ring=geometry.widened(outline.ring, TOLERANCE_KM),
                precision=max(precision_of(place), DISTRICT),
                words=constraint.words.text,
            )
        if place.point is None:
            return None
        return _Drawn(ring=geometry.disc(place.point, _OWN_KM), precision=NEARBY, words=constraint.words.text)

    def _part(self, constraint: Constraint, places: Sequence[Place]) -> _Drawn | None:
        outline = self.shapes.outline(places[0])
        if outline is None:
            return self._side(constraint, places)
        part = geometry.disc(outline.centre, _middle_km(outline))
        if constraint.compass is not None:
            part = geometry.sector(
                _back(outline, constraint.compass), constraint.compass, _WEDGE[constraint.compass % 90], (0.0, _across(outline))
            )
        ring = geometry.common(geometry.widened(outline.ring, TOLERANCE_KM), part)
        return (
            _Drawn(ring=ring, precision=PART if places[0].kind != "district" else DISTRICT, words=constraint.words.text)
            if ring is not None
            else None
        )

    def _side(self, constraint: Constraint, places: Sequence[Place]) -> _Drawn | None:
        place = places[0]
        outline = self.shapes.outline(place)
        start = outline.centre if outline is not None else place.point
        if constraint.compass is None or start is None or place.kind == "country":
            return None
        km = _SIDE_KM + (_across(outline) if outline is not None else 0.0)
        ring = geometry.sector(start, constraint.compass, _SECTOR, (0.0, km))
        return _Drawn(ring=ring, precision=PART, words=constraint.words.text)

    def _ring(self, constraint: Constraint, places: Sequence[Place]) -> _Drawn | None:
        """A part of a ring where a direction is said, a disc otherwise: a hole is not worth a second ring."""
        place = places[0]
        if place.point is None or constraint.km is None or place.kind == "country":
            return None
        low, high = constraint.km * (1 - _SPREAD), constraint.km * (1 + _SPREAD)
        precision = NEARBY if constraint.km <= _NEAR_KM else PART
        if constraint.compass is None:
            return _Drawn(ring=geometry.disc(place.point, high), precision=precision, words=constraint.words.text)
        ring = geometry.sector(place.point, constraint.compass, _SECTOR, (low, high))
        return _Drawn(ring=ring, precision=precision, words=constraint.words.text, convex=False)

    def _around(self, constraint: Constraint, places: Sequence[Place]) -> _Drawn | None:
        points = [place.point for place in places if place.point is not None]
        if not points:
            return None
        outlines = [outline for place in places if (outline := self.shapes.outline(place)) is not None]
        reach = constraint.km or (AREA_KM if outlines else max(_reach(place) for place in places))
        if outlines:
            ring = geometry.hull(
                [geometry.towards(point, course, reach) for point in outlines[0].ring for course in range(0, 360, 45)]
            )
            return _Drawn(ring=ring, precision=PART, words=constraint.words.text)
        ring = geometry.widened(points, reach)
        return _Drawn(
            ring=ring, precision=NEARBY if len(points) == 1 and reach <= _NEAR_KM else PART, words=constraint.words.text
        )

    def _way(self, constraint: Constraint, places: Sequence[Place]) -> _Drawn | None:
        points = [place.point for place in places[:2] if place.point is not None and place.kind != "country"]
        if len(points) < 2:
            return None
        length = geometry.distance(points[0], points[1])
        if length > _FAR_KM:
            return None
        ring = geometry.corridor(points[0], points[1], max(5.0, _WAY_SHARE * length))
        return _Drawn(ring=ring, precision=PART, words=constraint.words.text)

    def _strip(self, constraint: Constraint, places: Sequence[Place]) -> _Drawn | None:
        """The towns of both sides that lie near each other; the whole border of one state would be too much."""
        if places[0].kind not in _STATES and places[0].point is not None:
            return self._around(constraint, places[:1])  # of a line without a course: what lies near the area behind it
        states = [place for place in places if place.kind in _STATES][:2]
        outlines = [outline for state in states if (outline := self.shapes.outline(state)) is not None]
        if len(outlines) < 2:
            return None
        near = _facing_towns(outlines[0], outlines[1], constraint.km) + _facing_towns(outlines[1], outlines[0], constraint.km)
        return _Drawn(ring=geometry.widened(near, TOLERANCE_KM), precision=PART, words=constraint.words.text) if near else None

    def _bank(self, constraint: Constraint, places: Sequence[Place]) -> _Drawn | None:
        """The extent of a river, a lake or a sea, as far as it lies in the state that the text is about: no course is known, and no side of it."""
        water = places[0]
        outline = self.shapes.outline(water) if water.kind in kinds_of_group("water") else None
        if outline is None:
            return None
        ring = geometry.widened(outline.ring, TOLERANCE_KM)
        state = self.shapes.outline(places[1]) if len(places) > 1 else None
        inside = geometry.common(ring, geometry.widened(state.ring, TOLERANCE_KM)) if state is not None else None
        return _Drawn(ring=inside or ring, precision=PART, words=constraint.words.text)


def _both(one: _Drawn, other: _Drawn) -> _Drawn | None:
    """What two regions have in common; None where they have nothing, or both are curved inwards."""
    if one.ring == other.ring or not (one.convex or other.convex):
        return None
    ring = geometry.common(one.ring, other.ring) if other.convex else geometry.common(other.ring, one.ring)
    if ring is None or geometry.area(ring) < _LEAST_KM2:
        return None
    return _Drawn(
        ring=ring,
        precision=min(one.precision, other.precision),
        words=f"{one.words}; {other.words}",
        convex=one.convex and other.convex,
    )


def _facing_towns(one: Outline, other: Outline, km: float | None) -> list[Point]:
    """The towns of one area that lie near those of another."""
    reach = (km or 0.0) + _STRIP_KM
    cells: dict[tuple[int, int], list[Point]] = {}
    for point in other.towns or other.samples:
        cells.setdefault((math.floor(point[0]), math.floor(point[1])), []).append(point)
    return [town for town in one.towns if any(geometry.distance(town, each) <= reach for each in _close(cells, town, reach))]


def _close(cells: Mapping[tuple[int, int], Sequence[Point]], point: Point, km: float) -> Iterator[Point]:
    """The points of the cells, a degree wide and high, that may lie within so many kilometres."""
    up = math.ceil(km / _DEGREE_KM)
    along = min(180, math.ceil(km / (_DEGREE_KM * max(_LEAST_COSINE, math.cos(math.radians(point[0]))))))
    lat, lon = math.floor(point[0]), math.floor(point[1])
    for row in range(lat - up, lat + up + 1):
        for column in range(lon - along, lon + along + 1):
            yield from cells.get((row, (column + 180) % 360 - 180), ())


def _back(outline: Outline, compass: int) -> Point:
    """A point a little behind the middle, so that a wedge from it holds the middle's surroundings too."""
    return geometry.towards(outline.centre, compass + 180, _across(outline) / 20)


def _middle_km(outline: Outline) -> float:
    """The radius around the middle that holds a third of an area."""
    apart = sorted(geometry.distance(outline.centre, each) for each in outline.samples)
    return apart[len(apart) // 3]


def _across(outline: Outline) -> float:
    return 1.2 * max(geometry.distance(outline.centre, point) for point in outline.ring)


def _reach(place: Place) -> float:
    small = kinds_of_group("facility") | kinds_of_group("line")
    return POST_KM if place.kind in small else _NEAR_KM


def _rounded(km2: float) -> str:
    digits = max(0, math.floor(math.log10(max(km2, 1.0))) - 1)
    return str(round(km2 / 10**digits) * 10**digits)
