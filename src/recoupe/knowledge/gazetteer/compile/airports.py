"""The layer of airfields and airports: the package airportsdata. Military ones are told by their names. Entries out, nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from recoupe.knowledge.gazetteer.keys import place_key
from recoupe.knowledge.gazetteer.model import Entry, Layer, Name, Place

_MILITARY = ("air base", "airbase", "air force", "army airfield", "afb", "aaf", "airfield", "military", "naval air")


def card() -> Layer:
    """The layer as records name it."""
    return Layer(
        name="airports",
        title="airports and airfields with an ICAO code",
        version=version("airportsdata"),
        source="the Python package airportsdata (https://pypi.org/project/airportsdata/)",
        licence="MIT",
    )


def entries() -> Iterator[Entry]:
    """One entry for each airfield, by ICAO code; also under its town's name with the noun ("Arbil Airport")."""
    import airportsdata  # noqa: PLC0415 - a dependency of the build alone

    for code, row in sorted(airportsdata.load("ICAO").items()):
        name = " ".join(str(row["name"]).split())
        if not name or not row["country"]:
            continue
        military = any(f" {word} " in f" {place_key(name)} " for word in _MILITARY)
        place = Place(
            id=f"airports:{code}",
            name=name,
            kind="airfield" if military else "airport",
            layer="airports",
            lat=round(float(row["lat"]), 4),
            lon=round(float(row["lon"]), 4),
            countries=(str(row["country"]),),
        )
        town = " ".join(str(row["city"]).split())
        names = [Name(name, "usual"), *([Name(f"{town} Air Base" if military else f"{town} Airport")] if town else [])]
        yield Entry(place, (*names, *(Name(each, "abbreviation") for each in (code, str(row["iata"])) if len(each) == 4)))
