"""Which doubtful names suit the places that a text surely names: those that lie in the same states and close by. Knows no sentence."""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.knowledge.gazetteer import Asked, Gazetteer, Place
from recoupe.model.earth import kilometres

EXACT = Asked(down_to="exact", most=12)
_NEAR_KM = 150.0
_TOWN = 10_000
"""People from which a place of a state that the text names need not be near any other."""
_ENOUGH = 3
"""Distinct sure names without which a text says too little of where it is."""
_MEANT = 2
"""Candidates of a sure name that are taken for what it may mean."""


class Company:
    """The places that the sure names of one text may mean, and the states that it names."""

    def __init__(self, gazetteer: Gazetteer, sure: Iterable[str]) -> None:
        self._gazetteer = gazetteer
        self._points: list[tuple[float, float]] = []
        self._states: set[str] = set()
        names = list(dict.fromkeys(sure))
        self._speaks = len(names) >= _ENOUGH
        for said in names:
            meant = sorted((each.place for each in gazetteer.candidates(said, EXACT)), key=lambda place: -place.population)
            self._states.update(place.country for place in meant if place.kind == "country")
            self._points += [
                place.point for place in meant[:_MEANT] if place.point is not None and place.kind not in {"country", "division"}
            ]

    def suits(self, said: str, *, least: int = 0) -> bool:
        """Whether a listed place of that name with at least that many people lies near a sure one, or is a town of a state that the text names."""
        return self._speaks and any(self._is_near(place) for place in self._of(said) if place.population >= least)

    def _of(self, said: str) -> list[Place]:
        return [each.place for each in self._gazetteer.candidates(said, EXACT)]

    def _is_near(self, place: Place) -> bool:
        if place.country in self._states and (place.population >= _TOWN or place.kind == "division"):
            return True
        point = place.point
        return point is not None and any(kilometres(*point, *other) <= _NEAR_KM for other in self._points)
