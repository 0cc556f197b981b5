"""Which doubtful names suit the places that a text surely names: those that lie in the same states and close by. Knows no sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from recoupe.knowledge.gazetteer import Asked, Gazetteer, Place
from recoupe.model.earth import kilometres
from recoupe.pipeline.toponyms.features import somewhere

EXACT = Asked(down_to="exact", most=40)
_NEAR_KM = 150.0
_TOWN = 10_000
"""People from which a place of a state that the text names need not be near any other."""
_ENOUGH = 3
"""Distinct sure names without which a text says too little of where it is."""
_TOGETHER = 2
"""Other names near by that make a doubtful one an anchor where too few are sure."""
_MOSTLY = 3
"""Distinct sure names of towns of one state that make it a state of the text, whether it is named or not."""
_ALIKE = Asked(down_to="skeleton", most=12)
_LETTERS = 5
"""Letters of a name from which one that sounds like it is looked for."""
_OURS = "own:"
"""Places of our own rows are those that reports of a war name: as good as towns."""
_MEANT = 2
"""Candidates of a sure name that are taken for what it may mean."""


class Company:
    """The places that the sure names of one text may mean, and the states that it names."""

    def __init__(self, gazetteer: Gazetteer, sure: Iterable[str], doubtful: Iterable[str] = ()) -> None:
        """`doubtful`: listed names without a sign; where few are sure, several that lie close together speak for each other."""
        self._gazetteer = gazetteer
        self._points: list[tuple[float, float]] = []
        self._states: set[str] = set()
        names = list(dict.fromkeys(sure))
        towns: Counter[str] = Counter()
        self.speaks = len(names) >= _ENOUGH
        for said in names:
            meant = sorted((each.place for each in gazetteer.candidates(said, EXACT)), key=lambda place: -place.population)
            self._states.update(place.country for place in meant if place.kind == "country")
            towns.update([meant[0].country] if meant and meant[0].kind != "country" else [])
            self._points += [
                place.point for place in meant[:_MEANT] if place.point is not None and place.kind not in {"country", "division"}
            ]
        if len(names) <= _ENOUGH:
            together = self._cluster({*names, *doubtful})
            self._points = [*self._points, *together] if self.speaks else together
            self.speaks = self.speaks or bool(together)
        self._states.update(state for state, times in towns.items() if times >= _MOSTLY)

    def _cluster(self, names: Iterable[str]) -> list[tuple[float, float]]:
        """The points that a few names may mean which have two others near by."""
        points = [
            (said, place.point)
            for said in sorted(names)
            for place in sorted(self._of(said), key=lambda place: -place.population)[:_MEANT]
            if place.point is not None and place.kind not in {"country", "division"}
        ]
        return [
            point
            for said, point in points
            if len({other for other, at in points if other != said and kilometres(*point, *at) <= _NEAR_KM}) >= _TOGETHER
        ]

    def suits(self, said: str, *, least: int = 0) -> bool:
        """Whether a listed place of that name with at least that many people lies near a sure one, or is a town of a state of the text."""
        return self.speaks and any(self._is_near(place) for place in self._of(said) if place.population >= least)

    def sounds_near(self, said: str) -> bool:
        """Whether a listed place whose name sounds like this one lies near a sure one."""
        if not self.speaks or sum(map(str.isalpha, said)) < _LETTERS:
            return False
        return any(self._is_close(each.place) for each in self._gazetteer.candidates(said, _ALIKE))

    def names_division(self, said: str) -> bool:
        """Whether a division of a state of the text has that name."""
        return any(place.kind == "division" and place.country in self._states for place in self._of(said))

    def _of(self, said: str) -> list[Place]:
        return [each.place for each in self._gazetteer.candidates(said, EXACT)]

    def _is_near(self, place: Place) -> bool:
        large = place.population >= _TOWN or place.kind == "division" or place.id.startswith(_OURS)
        if large and not self._states.isdisjoint(place.countries):
            return True
        return self._is_close(place)

    def _is_close(self, place: Place) -> bool:
        point = somewhere(place).point
        return point is not None and any(kilometres(*point, *other) <= _NEAR_KM for other in self._points)
