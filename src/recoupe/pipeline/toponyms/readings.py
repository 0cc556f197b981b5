"""From the answers of the resolver to the readings of a record: reference, point or area, precision, score, and a sentence saying why. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from recoupe.knowledge.gazetteer import Box, Place
from recoupe.model.record import Reading
from recoupe.pipeline.toponyms.features import HOME
from recoupe.pipeline.toponyms.model import Toponym, Weighed
from recoupe.pipeline.toponyms.regions import precision_of
from recoupe.pipeline.toponyms.resolution import Answer

_SHOWN = 4
"""Readings with a place that one mention shows, besides those of the same score."""
_LEAST = 0.02
"""Score below which a reading is left out, unless it is the first."""
_EXPLAINED = 3
_AREAS = frozenset({"country", "division", "district"})
_WORTH = 0.05
_SAYS = {
    "people": "how many people live there", "rank": "the largest of that name", "country": "a state", "division": "a division of a state",
    "seat_named": "a division called after its town or a sea", "guess_far": "a guess at the spelling, and far from the other names", "noun_missing": "the noun of its kind is not said", "facility": "a facility or a feature", "listed": "its usual name", "cost": "a liberty with the spelling", "kind_said": "the kind that the text says",
    "kind_other": "not the kind that the text says", "told_inside": "lies where the text says", "told_outside": "lies outside what the text says",
    "told_otherwise": "lies elsewhere than the text says", "country_named": "the text names its state", "division_named": "the text names its division",
    "country_shared": "other names may lie in its state", "division_shared": "other names may lie in its division", "nearest": "far from the nearest other name",
    "near50": "close to other names", "near200": "in the area of other names", "near_here": "close to a name of the same paragraph",
    "only_one": "the only one of that name", "home_country": "the outlet's own state", "home_division": "the outlet's own division",
    "home_near": "close to where the outlet is at home",
}  # fmt: skip


class Readings:
    """Makes readings. `iso3` turns the gazetteer's two letters for a state into the record's three."""

    def __init__(self, iso3: Callable[[str], str | None]) -> None:
        self._iso3 = iso3

    def of(self, name: Toponym, answer: Answer, none: Reading) -> tuple[Reading, ...]:
        """The likeliest places and *none of these*, best first; only the latter where no layer has the name."""
        shown = [each for number, each in enumerate(answer.weighed[:_SHOWN]) if number == 0 or each.score >= _LEAST]
        sure = round(answer.sure, 3) if answer.best is not None and answer.sure is not None else None
        readings = [
            self._of(name, each, number, len(answer.weighed), sure if number == 0 else None) for number, each in enumerate(shown)
        ]
        readings.append(none if not readings else _scored(none, answer.none))
        return tuple(sorted(readings, key=lambda each: -each.score))

    def _of(self, name: Toponym, weighed: Weighed, number: int, of: int, sure: float | None) -> Reading:
        place = weighed.candidate.place
        country = self._iso3(place.country) if place.country else None
        ref = f"country:{country}" if place.kind == "country" and country else place.id
        label = place.name if place.kind == "country" or not country else f"{place.name} ({country})"
        return Reading(
            ref=ref, label=label, lat=place.lat, lon=place.lon, precision=precision_of(place), country=country, kind=_kind(name, place, country),
            region=polygon(place.box) if place.box is not None and (place.kind in _AREAS or place.point is None) else None, score=round(weighed.score, 3), why=_why(weighed, of), sure=sure,
            step=weighed.candidate.step,
            contributions={name: round(value, 2) for name, value in weighed.contributions.items()} if number < _EXPLAINED else None,
        )  # fmt: skip


def _kind(name: Toponym, place: Place, country: str | None) -> str:
    """The kind in words; a state and its capital as the who's-who calls them."""
    if place.kind == "country":
        return "state"
    if name.capital and country == name.state and place.kind == "populated_place":
        return "capital"
    return place.kind.replace("_", " ")


def polygon(box: Box) -> dict[str, Any]:
    """A box as GeoJSON, longitudes first."""
    west, east = box.west, box.east if box.east >= box.west else box.east + 360
    return {
        "type": "Polygon",
        "coordinates": [[[west, box.south], [east, box.south], [east, box.north], [west, box.north], [west, box.south]]],
    }


def _why(weighed: Weighed, of: int) -> str:
    """The step of the ladder, how many share the name, what spoke loudest, and in any case the outlet's home: it does not stand in the text."""
    loudest = sorted(weighed.contributions.items(), key=lambda each: -abs(each[1]))
    shown = [*loudest[:_EXPLAINED], *(each for each in loudest[_EXPLAINED:] if each[0] in HOME)]
    said = [f"{_SAYS[name]} ({value:+.1f})" for name, value in shown if abs(value) >= _WORTH]
    shared = f"One of {of} of that name." if of > 1 else "The only one of that name."
    return f"{weighed.candidate.why}. {shared}" + (f" It weighs: {'; '.join(said)}" if said else "")


def _scored(reading: Reading, score: float) -> Reading:
    return msgspec.structs.replace(reading, score=round(score, 3))
