"""The places that a name may mean, from the gazetteer: by the name, and by the kind that a noun beside it announces. Weighs nothing but the ladder's cost."""

from __future__ import annotations

from functools import lru_cache

from recoupe.knowledge.gazetteer import Asked, Candidate, Gazetteer, Place, load_kinds
from recoupe.knowledge.gazetteer.model import Step
from recoupe.pipeline.toponyms.model import FACILITY, Toponym

_MOST = 16
"""Candidates kept for one name, the cheapest and most peopled first."""
_READ = 60
_NO_LIBERTIES = 3
"""Letters of a name up to which only its listed spellings count: shorter ones sound like too many others."""
_SOUND_ONLY = 5
"""Letters up to which another spelling must sound the same: fewer consonants say too little."""
_LISTED: Step = "noun"
"""The last step of the ladder that takes a name as it is listed."""
_PEOPLE_COST = 0.1
_IN_FULL = {
    "mt": "Mount",
    "st": "Saint",
    "ste": "Sainte",
    "ft": "Fort",
    "pt": "Port",
    "n": "North",
    "s": "South",
    "e": "East",
    "w": "West",
}
_HELD = 4096
"""Names whose candidates one process remembers."""


class Candidates:
    """Asks the gazetteer, and remembers its answers."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._by_name = lru_cache(maxsize=_HELD)(self._climb)

    def of(self, name: Toponym) -> list[Candidate]:
        """Candidates of a name, the likeliest first by cost and people; empty where no layer has it."""
        if name.rule == FACILITY:
            return self._facilities(name)
        found = {each.place.id: each for each in self._by_name(name.name, ())}
        if name.kinds:
            for each in self._by_name(name.name, tuple(sorted(name.kinds))):
                found.setdefault(each.place.id, each)
        return sorted(found.values(), key=lambda each: (each.cost, -people(each.place), each.place.id))[:_MOST]

    def _facilities(self, name: Toponym) -> list[Candidate]:
        """Of "aéroport d'Erbil" only airports: by the whole and by the name inside."""
        kinds = tuple(sorted(name.kinds))
        found: dict[str, Candidate] = {}
        for said in (name.text, name.name):
            for each in self._by_name(said, kinds):
                found.setdefault(each.place.id, each)
        return sorted(found.values(), key=lambda each: (each.cost, each.place.id))[:_MOST]

    def _climb(self, name: str, kinds: tuple[str, ...]) -> tuple[Candidate, ...]:
        """As listed; else the state whose people the name means; else what sounds or looks like it."""
        found: list[Candidate] = []
        for said in _spelled_out(name):
            found = self._gazetteer.candidates(said, Asked(kinds=frozenset(kinds), down_to=_LISTED, most=_READ))
            if found:
                break
        peoples = [] if kinds else [_of_people(name, place) for place in self._gazetteer.peoples(name)]
        letters = sum(map(str.isalpha, name))
        if not found and not peoples and letters > _NO_LIBERTIES:
            found = self._gazetteer.candidates(
                name, Asked(kinds=frozenset(kinds), down_to="edit" if letters > _SOUND_ONLY else "sound", most=_READ)
            )
        found = sorted([*peoples, *found], key=lambda each: (round(each.cost, 1), -people(each.place), each.place.id))
        return tuple(found[:_MOST])


def _of_people(name: str, place: Place) -> Candidate:
    return Candidate(
        place=place,
        step="exonym",
        cost=_PEOPLE_COST,
        matched=name,
        why=f"{place.layer}: “{name}” says whose people or things, of {place.name}",
    )


def _spelled_out(name: str) -> list[str]:
    """The name, without the stop of an abbreviation, and with the abbreviated first word in full ("Mt. Pleasant")."""
    bare = name.rstrip(".") if name.count(".") == 1 else name
    first, _, rest = bare.partition(" ")
    full = _IN_FULL.get(first.rstrip(".").lower())
    return [bare] if not rest or full is None else [bare, f"{full} {rest}"]


def people(place: Place) -> int:
    """People of a place; where no layer says, those of the towns that reports name about as often as places of its kind."""
    return place.population or load_kinds()[place.kind].prominence
