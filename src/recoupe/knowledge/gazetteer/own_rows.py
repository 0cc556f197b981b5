"""Our own rows of conflict places, `data/gazetteer/*.tsv`: read and checked. A wrong row is refused with file, line and remedy; nothing is skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root, read_tsv, several
from recoupe.knowledge.gazetteer.kinds import load_kinds
from recoupe.knowledge.gazetteer.model import Box, Name

COLUMNS = ("id", "name", "names", "kind", "country", "division", "lat", "lon", "region", "source", "licence", "note")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANG = re.compile(r"([a-z]{2,3}):\s*(.+)")
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d+)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_WITHIN = frozenset({"division", "country"})
_SOURCE = re.compile(r"https?://\S+|[\w.-]+/[\w.-]+/\S+")


class OwnRow(msgspec.Struct, frozen=True, kw_only=True):
    """One checked row. `within` says where a place without a point lies: "division", "country", or "" where `box` or the point says it."""

    where: str
    id: str
    name: str
    names: tuple[Name, ...]
    kind: str
    countries: tuple[str, ...]
    division: str
    lat: float | None
    lon: float | None
    box: Box | None
    within: str
    source: str
    licence: str
    note: str


def own_files() -> list[Path]:
    """The files of the packaged rows, by name."""
    return sorted((data_root() / "gazetteer").glob("*.tsv"))


def read_own(paths: list[Path], countries: frozenset[str]) -> list[OwnRow]:
    """Every row of the files, in order.

    Args:
        paths: files with the columns `COLUMNS`.
        countries: the ISO 3166-1 alpha-2 codes that exist.

    Raises KnowledgeError: R301 to R303 for a file of another form, R303 for a missing value, R304 for an id used twice, R305 for a wrong value.
    """
    seen: dict[str, str] = {}
    out: list[OwnRow] = []
    for path in paths:
        for where, cells in read_tsv(path, COLUMNS):
            row = _row(where, cells, countries)
            if row.id in seen:
                raise KnowledgeError(
                    "R304", f"the id “{row.id}” stands at {seen[row.id]} already.", where=where, remedy="Give one another id."
                )
            seen[row.id] = where
            out.append(row)
    return out


def _row(where: str, cells: dict[str, str], countries: frozenset[str]) -> OwnRow:
    for column in ("id", "name", "kind", "source", "licence"):
        if not cells[column]:
            raise KnowledgeError("R303", f"the column “{column}” is empty.", where=where, remedy=_NEEDED[column])
    if not _ID.fullmatch(cells["id"]):
        _refuse(where, "id", cells["id"], "Lower case letters without accents, digits, single hyphens.")
    if cells["kind"] not in load_kinds():
        _refuse(where, "kind", cells["kind"], f"Kinds are: {', '.join(load_kinds())}.")
    if not _SOURCE.fullmatch(cells["source"].split(" ")[0]):
        _refuse(
            where, "source", cells["source"], "Give the address of what you opened: https://… or owner/repository/path@commit."
        )
    lat, lon = _point(where, cells)
    box, within = _region(where, cells)
    if lat is None and box is None and not within:
        raise KnowledgeError(
            "R303",
            "there is neither a point nor a region.",
            where=where,
            remedy="Fill lat and lon, or put division, country or a box into region.",
        )
    if lat is not None and lon is not None and box is not None and not box.holds(lat, lon, margin=0.05):
        _refuse(where, "region", cells["region"], f"The point {lat}, {lon} lies outside the box south,west,north,east.")
    return OwnRow(
        where=where, id=cells["id"], name=cells["name"], names=tuple(_names(where, cells)), kind=cells["kind"], countries=_countries(where, cells, countries),
        division="" if cells["division"] == "-" else cells["division"], lat=lat, lon=lon, box=box, within=within, source=cells["source"],
        licence=cells["licence"], note=cells["note"],
    )  # fmt: skip


def _names(where: str, cells: dict[str, str]) -> Iterator[Name]:
    yield Name(cells["name"], "usual")
    for piece in several(cells["names"]):
        match = _LANG.fullmatch(piece)
        form, lang = (match[2], match[1]) if match else (piece, "")
        if ":" in form:
            _refuse(where, "names", piece, "A language goes before the name as two letters and a colon: fr:Champ d'al-Omar.")
        yield Name(form, "exonym" if lang in {"fr", "en"} else "other", lang)


def _countries(where: str, cells: dict[str, str], countries: frozenset[str]) -> tuple[str, ...]:
    codes = tuple(code for code in cells["country"].split("+") if code and code != "-")
    for code in codes:
        if not _COUNTRY.fullmatch(code) or code not in countries:
            _refuse(where, "country", code, "ISO 3166-1 alpha-2 in capitals; several joined by +.")
    if not codes and load_kinds()[cells["kind"]].group not in {"water", "region"}:
        raise KnowledgeError(
            "R303", "the column “country” is empty.", where=where, remedy="Only waters and regions may lie in no state."
        )
    return codes


def _point(where: str, cells: dict[str, str]) -> tuple[float | None, float | None]:
    if not cells["lat"] and not cells["lon"]:
        return None, None
    for column, limit in (("lat", 90), ("lon", 180)):
        if not _NUMBER.fullmatch(cells[column]) or abs(float(cells[column])) > limit:
            _refuse(where, column, cells[column], f"Decimal degrees between -{limit} and {limit}; both columns or none.")
    return float(cells["lat"]), float(cells["lon"])


def _region(where: str, cells: dict[str, str]) -> tuple[Box | None, str]:
    region = cells["region"]
    if region in {"", "-"}:
        return None, ""
    if region in _WITHIN:
        if region == "division" and cells["division"] in {"", "-"}:
            _refuse(where, "region", region, "Name the division in its column.")
        return None, region
    pieces = [piece.strip() for piece in region.split(",")]
    if len(pieces) != 4 or not all(_NUMBER.fullmatch(piece) for piece in pieces):
        _refuse(where, "region", region, "division, country, or a box south,west,north,east in decimal degrees.")
    south, west, north, east = (float(piece) for piece in pieces)
    if not (-90 <= south <= north <= 90) or max(abs(west), abs(east)) > 180:
        _refuse(where, "region", region, "The order is south,west,north,east.")
    return Box(south, west, north, east), ""


_NEEDED = {
    "id": "Every row has a slug of its own.",
    "name": "Give the usual English label.",
    "kind": "Give one of the kinds of data/gazetteer/kinds.toml.",
    "source": "A row whose source was not opened is not written at all.",
    "licence": "Give the licence of the source; “unknown” if it states none.",
}


def _refuse(where: str, column: str, value: str, remedy: str) -> None:
    raise KnowledgeError("R305", f"“{value}” cannot stand in the column “{column}”.", where=where, remedy=remedy)
