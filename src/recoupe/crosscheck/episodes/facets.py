"""A telling taken apart once for all of its comparisons: sets of keys by what they tell, days as numbers. Compares nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache

from recoupe.crosscheck.naming import stem
from recoupe.knowledge.linking import load_linking
from recoupe.model.telling import Telling
from recoupe.text.words import folded_words

EXACT_KM = 60.0
"""A place wider than this is as coarse as a province: it holds others."""
COUNTRYWIDE_KM = 400.0
"""A place wider than this tells no more than its country."""


class Party:
    """Who is meant by one part in an event, from the most telling to the least."""

    __slots__ = ("countries", "ids", "kinds", "names", "parents", "sides", "words")

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
        self.sides = load_linking().sides(kinds)

    def __bool__(self) -> bool:
        return bool(self.ids or self.words or self.names)


@lru_cache(maxsize=1 << 17)
def _party(keys: tuple[str, ...]) -> Party:
    """The party of some keys; the same keys come back all the time."""
    return Party(keys)


class Facets:
    """One telling, or several of one article that tell one act, ready to be compared. Days are proleptic ordinals; `first` and `last` None where open.

    `telling` is the first of `members`; `main`: of its sort the event that its article tells most about.
    """

    __slots__ = (
        "countries", "doer", "exact_stems", "first", "heads", "last", "main", "members", "names", "numbers", "place_stems", "published", "spots", "sufferer", "telling", "types",
        "words",
    )  # fmt: skip

    def __init__(self, members: Sequence[Telling]) -> None:
        first = members[0]
        self.telling = first
        self.members = tuple(members)
        self.main = False
        self.types = frozenset(each.type for each in members)
        self.doer = _party(tuple(key for each in members for key in each.doers))
        self.sufferer = _party(tuple(key for each in members for key in each.sufferers))
        spots = [spot for each in members for spot in each.spots]
        narrow = [spot for spot in spots if (spot.km or 0) < COUNTRYWIDE_KM]
        names = {name for each in members for name in each.names}
        self.spots = tuple(spot for spot in narrow if spot.lat is not None)
        self.place_stems = frozenset(place for spot in narrow for place in label_stems(spot.label, names))
        self.exact_stems = frozenset(
            place for spot in narrow if (spot.km or 0) <= EXACT_KM for place in label_stems(spot.label, names)
        )
        self.countries = frozenset(spot.country for spot in spots if spot.country)
        self.first, self.last = days_of(members)
        self.published = ordinal(first.published)
        self.numbers = tuple(dict.fromkeys(number for each in members for number in each.numbers))
        self.names = frozenset(stem(name) for name in names)
        self.words = frozenset(word for each in members for word in each.words)
        self.heads = frozenset(word for each in members for word in each.trigger.split())

    @property
    def dated(self) -> bool:
        """Whether the text puts the event on some days."""
        return self.first is not None or self.last is not None


def days_of(members: Sequence[Telling]) -> tuple[int | None, int | None]:
    """The days that the members that date the event from and to have in common; of those that only open or close it, the first's where none does."""
    closed = [
        (first, last)
        for each in members
        if (first := ordinal(each.earliest)) is not None and (last := ordinal(each.latest)) is not None
    ]
    if not closed:
        return next(
            ((ordinal(each.earliest), ordinal(each.latest)) for each in members if each.earliest or each.latest), (None, None)
        )
    first, last = max(each[0] for each in closed), min(each[1] for each in closed)
    return (first, last) if first <= last else min(closed, key=lambda each: (each[1] - each[0], each))


def label_stems(label: str, names: Collection[str]) -> list[str]:
    """The names in a place's words, as stems."""
    return [stem(word) for word in folded_words(label) if word in names]


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
