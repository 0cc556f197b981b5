"""How well a listed place agrees with what the text says of where it lies: -1 against it, 0 neither, 1 just as said; with a sentence. Chooses nothing.

Where the gazetteer cannot say (no point, no extent, a river without a course) there is no agreement and no disagreement: None.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import msgspec

from recoupe.knowledge.gazetteer import Gazetteer, Place, kinds_of_group, lies_in
from recoupe.pipeline.toponyms import geometry
from recoupe.pipeline.toponyms.geometry import Point
from recoupe.pipeline.toponyms.model import Constraint
from recoupe.pipeline.toponyms.shapes import Outline, Shapes

TOLERANCE_KM = 15.0
"""Border posts lie just outside every simplified outline."""
POST_KM, TOWN_KM, AREA_KM = 15.0, 40.0, 60.0
"""How far "near" reaches: about half as likely at twice the distance."""
OCTANTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_SHARPNESS = 2.0
"""Of a direction: 24 degrees off cost a sixth, 39 a third, 90 nearly all."""
_BROAD = 1.0
"""Of the four main directions inside an area: "the east" is said of the north-east too."""
_BEYOND_KM = 150.0
"""How far "north of a town" reaches."""
_ALIKE = 0.35
"""Spread of a distance that is said, as a logarithm: a third more or less is still likely."""
_DETOUR = 0.25
_BORDER_KM = 60.0
_ROUGH = 0.6
"""Spread of a distance from a border, which is itself estimated."""
_HERE_KM = 2.0
_POINTS = kinds_of_group("facility") | kinds_of_group("line")


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far one constraint speaks for a place, from -1 to 1, and a sentence with the measured values."""

    value: float
    why: str


class Judge:
    """Holds candidates against constraints. Built once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.shapes = Shapes(gazetteer)

    def agreement(self, constraint: Constraint, candidate: Place, references: Sequence[Place]) -> Agreement | None:
        """How well `candidate` agrees with `constraint`.

        Args:
            constraint: what the text says of the candidate's name.
            candidate: a place that the name may mean.
            references: the places of the constraint's `of` and `known`, in that order, as far as they are resolved.

        Returns: None for from, via, to, bank, and where the gazetteer cannot say.
        """
        judged: dict[str, Callable[[Constraint, Place, Sequence[Place]], Agreement | None]] = {
            "containment": self._containment, "direction_inside": self._part, "direction_outside": self._beyond, "distance": self._distance,
            "proximity": self._near, "between": self._between, "border": self._border,
        }  # fmt: skip
        judge = judged.get(constraint.kind)
        return judge(constraint, candidate, references) if judge is not None and references else None

    def _containment(self, _: Constraint, candidate: Place, references: Sequence[Place]) -> Agreement | None:
        found = [each for reference in references if (each := self._inside(candidate, reference)) is not None]
        return max(found, key=lambda each: each.value, default=None)

    def _inside(self, candidate: Place, reference: Place) -> Agreement | None:
        """Whether a place lies in another; a town holds what lies near it."""
        within = lies_in(candidate, reference)
        outline = self.shapes.outline(reference)
        if within is None and outline is None:
            km = _apart(candidate, reference)
            return (
                None
                if km is None
                else Agreement(value=_fading(km, TOWN_KM / 2), why=f"it lies {km:.0f} km from “{reference.name}”")
            )
        if within:
            return Agreement(value=1.0, why=f"it lies in “{reference.name}”")
        if candidate.point is None or within is None:
            return Agreement(value=-1.0, why=f"it does not lie in “{reference.name}”") if within is False else None
        if outline is not None and _to_towns(candidate.point, outline) <= TOLERANCE_KM:
            return Agreement(value=0.0, why=f"it lies at the edge of “{reference.name}”")
        return Agreement(value=-1.0, why=f"it does not lie in “{reference.name}”")

    def _part(self, constraint: Constraint, candidate: Place, references: Sequence[Place]) -> Agreement | None:
        reference = references[0]
        outline = self.shapes.outline(reference)
        if outline is None:
            return self._beyond(constraint, candidate, references)
        inside = self._inside(candidate, reference)
        if inside is not None and inside.value < 0:
            return inside
        if candidate.point is None:
            return None
        if constraint.compass is None:
            apart = geometry.distance(outline.centre, candidate.point)
            share = sum(geometry.distance(outline.centre, each) > apart for each in outline.samples) / len(outline.samples)
            return Agreement(
                value=2 * share - 1, why=f"it lies nearer the middle of “{reference.name}” than {100 * share:.0f} % of it"
            )
        share, off = _along(outline, candidate.point, constraint.compass)
        value = 2 * share * _facing(off, _BROAD if constraint.compass % 90 == 0 else _SHARPNESS) - 1
        why = f"it lies farther {_octant(constraint)} than {100 * share:.0f} % of “{reference.name}” and {off:.0f}° off that direction"
        return Agreement(value=value, why=why)

    def _beyond(self, constraint: Constraint, candidate: Place, references: Sequence[Place]) -> Agreement | None:
        reference = references[0]
        outline = self.shapes.outline(reference)
        if outline is not None and lies_in(candidate, reference):
            return self._part(constraint, candidate, references)
        start = outline.centre if outline is not None else reference.point
        if start is None or candidate.point is None or constraint.compass is None:
            return None
        km = _to_towns(candidate.point, outline) if outline is not None else geometry.distance(start, candidate.point)
        if km < _HERE_KM:
            return None
        off = geometry.turn(geometry.bearing(start, candidate.point), constraint.compass)
        value = 2 * _facing(off) / (1 + (km / _BEYOND_KM) ** 2) - 1
        return Agreement(value=value, why=f"it lies {km:.0f} km from “{reference.name}”, {off:.0f}° off {_octant(constraint)}")

    def _distance(self, constraint: Constraint, candidate: Place, references: Sequence[Place]) -> Agreement | None:
        reference = references[0]
        km = _apart(candidate, reference)
        if (
            km is None
            or constraint.km is None
            or candidate.point is None
            or reference.point is None
            or reference.kind == "country"
        ):
            return None
        likely = _as_said(km, constraint.km, _ALIKE)
        if constraint.compass is None:
            why = f"it lies {km:.0f} km from “{reference.name}”, where {constraint.km:.0f} km are said"
            return Agreement(value=2 * likely - 1, why=why)
        off = geometry.turn(geometry.bearing(reference.point, candidate.point), constraint.compass)
        why = f"it lies {km:.0f} km from “{reference.name}”, where {constraint.km:.0f} km are said, and {off:.0f}° off {_octant(constraint)}"
        return Agreement(value=2 * likely * _facing(off) - 1, why=why)

    def _near(self, constraint: Constraint, candidate: Place, references: Sequence[Place]) -> Agreement | None:
        found = []
        for reference in references:
            outline = self.shapes.outline(reference)
            inside = outline is not None and lies_in(candidate, reference)
            km = (
                0.0
                if inside
                else _to_towns(candidate.point, outline)
                if outline is not None and candidate.point
                else _apart(candidate, reference)
            )
            if km is None or candidate.point is None:
                continue
            reach = constraint.km or (AREA_KM if outline is not None else max(_reach(candidate), _reach(reference)))
            found.append(Agreement(value=_fading(km, reach), why=f"it lies {km:.0f} km from “{reference.name}”"))
        return max(found, key=lambda each: each.value, default=None)

    def _between(self, _: Constraint, candidate: Place, references: Sequence[Place]) -> Agreement | None:
        if len(references) < 2 or candidate.point is None:
            return None
        one, other = references[:2]
        if one.point is None or other.point is None or "country" in {one.kind, other.kind}:
            return None
        straight = max(geometry.distance(one.point, other.point), 1.0)
        detour = (
            max(
                0.0,
                geometry.distance(one.point, candidate.point)
                + geometry.distance(candidate.point, other.point)
                - straight
                - _HERE_KM,
            )
            / straight
        )
        value = 2 * math.exp(-detour / _DETOUR) - 1
        return Agreement(
            value=value, why=f"the way from “{one.name}” to “{other.name}” is {100 * detour:.0f} % longer through it"
        )

    def _border(self, constraint: Constraint, candidate: Place, references: Sequence[Place]) -> Agreement | None:
        """Approximate: from the towns and hulls of both sides, no border is known as a line."""
        states = [place for place in references if place.kind in {"country", "division"}][:2]
        if not states or candidate.point is None:
            return None
        names = ", ".join(place.name for place in states)
        if len(states) == 2 and not any(lies_in(candidate, state) for state in states):
            return Agreement(value=-1.0, why=f"it lies in no state of the border of “{names}”")
        across = [state for state in states if lies_in(candidate, state) is not True]
        outlines = [outline for state in across if (outline := self.shapes.outline(state)) is not None]
        if not outlines:
            return None
        km = max(self._to_edge(candidate.point, outline) for outline in outlines)
        likely = 1 / (1 + (km / _BORDER_KM) ** 2) if constraint.km is None else _as_said(km, constraint.km, _ROUGH)
        return Agreement(value=2 * likely - 1, why=f"it lies about {km:.0f} km from the border of “{names}”")

    def _to_edge(self, point: Point, outline: Outline) -> float:
        """Kilometres to a state from outside, between what its towns and its hull say."""
        towns = _to_towns(point, outline)
        edge = 0.0 if geometry.holds(outline.ring, point) else min(geometry.distance(point, each) for each in outline.samples)
        return (towns + min(towns, edge)) / 2


def _apart(one: Place, other: Place) -> float | None:
    if one.point is None or other.point is None:
        return None
    return geometry.distance(one.point, other.point)


def _to_towns(point: Point, outline: Outline) -> float:
    """Kilometres to the nearest town of an area, or to the nearest sample where it has none."""
    return min(geometry.distance(point, each) for each in outline.towns or outline.samples)


def _along(outline: Outline, point: Point, compass: int) -> tuple[float, float]:
    """The share of an area that lies behind a point in a direction, and the angle between that direction and the point's from the middle."""
    course = math.radians(compass)
    ahead = (math.sin(course), math.cos(course))

    def reach(each: Point) -> float:
        east, north = geometry.offset(each, outline.centre)
        return east * ahead[0] + north * ahead[1]

    here = reach(point)
    east, north = geometry.offset(point, outline.centre)
    off = geometry.turn(math.degrees(math.atan2(east, north)), compass)
    return sum(reach(each) <= here for each in outline.samples) / len(outline.samples), off


def _facing(off: float, sharpness: float = _SHARPNESS) -> float:
    """How likely an angle off a direction is: 1 straight ahead, near 0 from 120 degrees on."""
    return math.exp(sharpness * (math.cos(math.radians(off)) - 1))


def _fading(km: float, reach: float) -> float:
    """From 1 on the spot by way of 0 at twice the reach to -1 far off."""
    return 2 / (1 + (km / (2 * reach)) ** 2) - 1


def _as_said(km: float, said: float, spread: float) -> float:
    return math.exp(-((math.log((km + 1) / (said + 1)) / spread) ** 2) / 2)


def _reach(place: Place) -> float:
    return POST_KM if place.kind in _POINTS else TOWN_KM


def _octant(constraint: Constraint) -> str:
    return OCTANTS[(constraint.compass or 0) // 45]
