"""Whether two claims put their event at one place, within both precisions. Contradictory countries forbid a link."""

from __future__ import annotations

from recoupe.crosscheck.episodes.facets import Facets
from recoupe.model.earth import kilometres
from recoupe.model.episode import Reason
from recoupe.model.telling import Spot

SLACK_KM = 25.0
"""How far apart one event is told to have been by two who are as exact as they can be."""
_FORBIDDEN = -99.0
_APART_KM = 300.0
_ENDS = frozenset({"origin", "destination"})
_OPPOSITE_WAYS = -2.4


def place_evidence(left: Facets, right: Facets) -> Reason | None:
    """The nearest two of their places; names where no point is known."""
    names = (left.place_stems & (right.place_stems | right.sufferer.names)) | (left.sufferer.names & right.place_stems)
    if (crossed := _opposite_ways(left, right)) is not None:
        return crossed
    nearest = min(
        ((distance(one, other), number, one, other) for number, one in enumerate(left.spots) for other in right.spots),
        key=lambda each: each[:2],
        default=None,
    )
    if nearest is not None:
        apart, _, one, other = nearest
        said = one.label, other.label
        reach = (one.km or 0.0) + (other.km or 0.0) + SLACK_KM
        if one.key == other.key or apart <= reach:
            exact = max(one.km or 0.0, other.km or 0.0)
            gave = 1.4 if exact <= 40 else 0.8
            return Reason(
                field="place", left=said[0], right=said[1], gave=gave, why=f"{apart:.0f} km apart, within both precisions"
            )
        if names:
            return Reason(
                field="place",
                left=said[0],
                right=said[1],
                gave=0.6,
                why=f"both name {', '.join(sorted(names))}, read as two places {apart:.0f} km apart",
            )
        if left.telling.family == right.telling.family == "MOVE":
            if not {spot.role for spot in left.spots} & {spot.role for spot in right.spots}:
                return None
            return Reason(
                field="place",
                left=said[0],
                right=said[1],
                gave=-1.2,
                why=f"ends {apart:.0f} km apart, more than both precisions allow",
            )
        if left.countries and right.countries and not left.countries & right.countries:
            return Reason(
                field="place",
                left=said[0],
                right=said[1],
                gave=_FORBIDDEN,
                why=f"in {_list(left.countries)} against {_list(right.countries)}",
            )
        gave = -3.2 if apart > reach + _APART_KM else -1.2
        return Reason(
            field="place", left=said[0], right=said[1], gave=gave, why=f"{apart:.0f} km apart, more than both precisions allow"
        )
    if names:
        return Reason(
            field="place", left=_labels(left), right=_labels(right), gave=1.4, why=f"both name {', '.join(sorted(names))}"
        )
    if left.countries and right.countries:
        if not left.countries & right.countries:
            return Reason(
                field="place",
                left=_list(left.countries),
                right=_list(right.countries),
                gave=_FORBIDDEN,
                why="in different countries",
            )
        return Reason(
            field="place", left=_list(left.countries), right=_list(right.countries), gave=0.3, why="in the same country"
        )
    return None


def _opposite_ways(left: Facets, right: Facets) -> Reason | None:
    """Against a link of two movements: the one leaves where the other arrives, and they have no end in common. Contested versions of one may still be one."""
    if not left.telling.family == right.telling.family == "MOVE":
        return None
    ends = {
        role: [_same(one, other) for one in left.spots for other in right.spots if one.role == other.role == role]
        for role in _ENDS
    }
    if any(same for found in ends.values() for same in found):
        return None
    for one in left.spots:
        for other in right.spots:
            if {one.role, other.role} == _ENDS and _same(one, other):
                return Reason(
                    field="place", left=one.label, right=other.label, gave=_OPPOSITE_WAYS, why=f"the one leaves where the other arrives ({one.label})"
                )  # fmt: skip
    return None


def _same(one: Spot, other: Spot) -> bool:
    return distance(one, other) <= (one.km or 0.0) + (other.km or 0.0) + SLACK_KM


def apart(left: Facets, right: Facets) -> bool:
    """Whether every place of one lies farther from every place of the other than both precisions allow, or in other countries."""
    if left.telling.family == right.telling.family == "MOVE":
        return False
    if left.spots and right.spots and not left.place_stems & right.place_stems:
        if all(
            distance(one, other) > (one.km or 0.0) + (other.km or 0.0) + SLACK_KM for one in left.spots for other in right.spots
        ):
            return True
    return bool(left.countries and right.countries and not left.countries & right.countries)


def distance(one: Spot, other: Spot) -> float:
    """Kilometres between two places with points."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0 if one.key == other.key else float("inf")
    return kilometres(one.lat, one.lon, other.lat, other.lon)


def _list(countries: frozenset[str]) -> str:
    return ", ".join(sorted(countries))


def _labels(facets: Facets) -> str:
    return ", ".join(spot.label for spot in facets.telling.spots)
