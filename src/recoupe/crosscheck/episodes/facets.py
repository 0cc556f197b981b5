"""A telling taken apart once for all of its comparisons: sets of keys by what they tell, days as numbers. Compares nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from recoupe.crosscheck.naming import stem
from recoupe.model.telling import Telling
from recoupe.text.words import folded_words

COUNTRYWIDE_KM = 400.0
"""A place wider than this tells no more than its country."""


class Party:
    """Who is meant by one part in an event, from the most telling to the least."""

    __slots__ = ("countries", "ids", "kinds", "names", "parents", "words")

    def __init__(self, keys: Iterable[str]) -> None:
        ids, words, parents, countries, kinds, names = set(), set(), set(), set(), set(), set()
        for key in keys:
            tag, colon, rest = key.partition(":")
            if colon and tag == "of":
                countries.add(rest)
            elif colon and tag == "in":
                parents.add(rest)
            elif colon and tag == "kind":
                kinds.add(rest)
            elif colon and tag == "name":
                names.add(stem(rest))
            elif " " in key or not (colon or "-" in key or "/" in key):
                words.add(key)
            else:
                ids.add(key)
        self.ids = frozenset(ids)
        self.words = frozenset(words)
        self.parents = frozenset(parents)
        self.countries = frozenset(countries)
        self.kinds = frozenset(kinds)
        self.names = frozenset(names)

    def __bool__(self) -> bool:
        return bool(self.ids or self.words or self.names)


class Facets:
    """One telling, ready to be compared. Days are proleptic ordinals; `first` and `last` None where open."""

    __slots__ = (
        "countries", "doer", "first", "heads", "last", "names", "number", "numbers", "place_stems", "published", "spots", "sufferer", "telling", "wide", "words",
    )  # fmt: skip

    def __init__(self, number: int, telling: Telling) -> None:
        self.number = number
        self.telling = telling
        self.doer = Party(telling.doers)
        self.sufferer = Party(telling.sufferers)
        self.spots = tuple(spot for spot in telling.spots if spot.lat is not None and (spot.km or 0) < COUNTRYWIDE_KM)
        self.wide = tuple(spot for spot in telling.spots if spot.lat is None or (spot.km or 0) >= COUNTRYWIDE_KM)
        self.place_stems = frozenset(
            place for spot in telling.spots if (spot.km or 0) < COUNTRYWIDE_KM for place in label_stems(spot.label, telling.names)
        )
        self.countries = frozenset(spot.country for spot in telling.spots if spot.country)
        self.first = ordinal(telling.earliest)
        self.last = ordinal(telling.latest)
        self.published = ordinal(telling.published)
        self.numbers = telling.numbers
        self.names = frozenset(stem(name) for name in telling.names)
        self.words = frozenset(telling.words)
        self.heads = frozenset(telling.trigger.split())

    @property
    def dated(self) -> bool:
        """Whether the text puts the event on some days."""
        return self.first is not None or self.last is not None


def label_stems(label: str, names: Sequence[str]) -> list[str]:
    """The names in a place's words, as stems."""
    known = set(names)
    return [stem(word) for word in folded_words(label) if word in known]


@lru_cache(maxsize=65536)
def ordinal(day: str | None) -> int | None:
    """The day as a number, None for none."""
    return date.fromisoformat(day).toordinal() if day else None


def story_keys(facets: Facets) -> Iterable[str]:
    """What a claim gives to the story of its article."""
    yield from facets.names
    yield from (key for key in facets.doer.ids | facets.sufferer.ids)
    yield from (spot.key for spot in facets.telling.spots if spot.lat is not None)
    yield from (
        f"={number.low}" for number in facets.numbers if number.low is not None and number.low == number.high and number.low > 12
    )
