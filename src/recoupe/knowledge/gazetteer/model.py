"""The types of the gazetteer: a place, one name of it, the layer it comes from, and a candidate for a name that was asked. No look-ups, no files."""

from __future__ import annotations

from typing import Literal

import msgspec

NameRole = Literal["usual", "other", "exonym", "abbreviation", "bare", "demonym"]
"""What a name is to its place: its usual name; any other spelling; its name in a language of ours; letters that stand for it; its name without the noun
that says its kind ("al-Omar" of "al-Omar oil field"); the adjective or noun of its people, which no step of the ladder reaches."""

Step = Literal["exact", "exonym", "abbreviation", "bare", "article", "noun", "sound", "skeleton", "edit"]
"""How the asked name came to the place: see `recoupe.knowledge.gazetteer.ladder`."""


class Box(msgspec.Struct, frozen=True):
    """An extent in decimal degrees. `west` > `east` where it crosses the 180th meridian."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float, *, margin: float = 0.0) -> bool:
        """Whether a point lies in the box, or within `margin` degrees of it."""
        if not self.south - margin <= lat <= self.north + margin:
            return False
        if self.west <= self.east:
            return self.west - margin <= lon <= self.east + margin
        return lon >= self.west - margin or lon <= self.east + margin


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of one layer.

    Args:
        id: with the prefix of its namespace: `geonames:98182`, `airports:ORER`, `own:al-walid-yarubiyah`. Layers may share a namespace; an id means
            the same place in all of them.
        name: usual name.
        kind: an id of `data/gazetteer/kinds.toml`.
        layer: name of the layer that gave it.
        lat, lon: decimal degrees of a representative point; both None where no source gives one.
        countries: ISO 3166-1 alpha-2 of the states in which it lies: none at sea, two on a border.
        division: GeoNames code of the first-order division within its first country ("04"), None if not known or several.
        population: people, 0 if not known.
        box: its extent, or the region that it is known to lie in where it has no point.
        source: where this entry comes from, if the layer as a whole does not say it.
        note: what it is, which homonyms to beware of.
    """

    id: str
    name: str
    kind: str
    layer: str
    lat: float | None = None
    lon: float | None = None
    countries: tuple[str, ...] = ()
    division: str | None = None
    population: int = 0
    box: Box | None = None
    source: str = ""
    note: str = ""

    @property
    def country(self) -> str:
        """Its first country, "" where it has none."""
        return self.countries[0] if self.countries else ""

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, None where no source gives them."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


class Name(msgspec.Struct, frozen=True):
    """One spelling of a place. `lang`: fr, en, ar or "" where the source does not say."""

    form: str
    role: NameRole = "other"
    lang: str = ""


class Entry(msgspec.Struct, frozen=True):
    """A place with all its names: what a layer is compiled from. The first name is the usual one."""

    place: Place
    names: tuple[Name, ...]


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """One layer of a compiled file: what it is, whose, under which licence, and a hash over its entries."""

    name: str
    title: str
    version: str
    source: str
    licence: str
    places: int = 0
    names: int = 0
    sha256: str = ""

    @property
    def label(self) -> str:
        """How a record names it: name, version and the first twelve digits of the hash."""
        return f"{self.name}/{self.version}#{self.sha256[:12]}"


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A place that an asked name may mean.

    Args:
        place: the entry.
        step: the step of the ladder that reached it.
        cost: 0 for the name as listed, more for every liberty taken; below 1. Compare costs, do not add them up.
        matched: the listed spelling that was reached.
        why: a sentence with both spellings and the step.
    """

    place: Place
    step: Step
    cost: float
    matched: str
    why: str
