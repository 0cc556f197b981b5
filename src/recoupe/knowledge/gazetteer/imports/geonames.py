"""Rows of a GeoNames dump (19 columns: a state's file, allCountries, a list of cities) as entries. Every row is kept, left out by rule, or refused with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from recoupe.knowledge.gazetteer.imports.features import kind_of_feature, load_features
from recoupe.knowledge.gazetteer.imports.report import Report, Unfit
from recoupe.knowledge.gazetteer.imports.source import Line, Source
from recoupe.knowledge.gazetteer.imports.values import Seen, people, point
from recoupe.knowledge.gazetteer.imports.values import name as checked_name
from recoupe.knowledge.gazetteer.model import Entry, Name, Place

COLUMNS = 19
LICENCE = "CC BY 4.0 (GeoNames, https://www.geonames.org)"
_ID = re.compile(r"[1-9][0-9]{0,9}")
_COUNTRIES = re.compile(r"[A-Z]{2}(?:,[A-Z]{2})*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHORTEST = 3
"""Letters of the shortest other name: shorter ones are codes of airports and the like."""

Spellings = Callable[[str], Sequence[Name]]
"""What else is known of the names of an id: see `alternates`."""


def looks_like(head: str) -> bool:
    """Whether the first lines of a file are those of a dump."""
    return any(_is_row(line.split("\t")) for line in head.split("\n")[:20])


def _is_row(cells: Sequence[str]) -> bool:
    return len(cells) == COLUMNS and bool(_ID.fullmatch(cells[0]) and _NUMBER.fullmatch(cells[4]) and _NUMBER.fullmatch(cells[5]))


class Dump:
    """The entries of a dump. `spellings`: where else names of an id are found, None for nowhere."""

    def __init__(self, source: Source, layer: str) -> None:
        self.spellings: Spellings | None = None
        self._newest = ""
        self._source, self._layer = source, layer
        self._left_out = frozenset(load_features().left_out)
        self._seen = Seen()

    def entries(self, report: Report) -> Iterator[Entry]:
        """Every row that can be kept, in the order of the file."""
        for line, report.share in self._source.lines():
            report.row()
            try:
                entry = self._entry(line, report)
            except Unfit as unfit:
                report.refuse(f"line {line.number}", unfit, line.text or "")
                continue
            if entry is not None:
                report.kept += 1
                yield entry
        if self._newest:
            report.remarks.append(f"the newest row is of {self._newest}")

    def _entry(self, line: Line, report: Report) -> Entry | None:
        if line.text is None:
            raise Unfit("R301", f"{line.flaw}.", "Save the file as UTF-8, or download it again.")
        if not line.text.strip() or line.text.startswith("#"):
            report.leave_out("blank lines and remarks")
            return None
        cells = line.text.split("\t")
        if len(cells) != COLUMNS:
            raise Unfit(
                "R302",
                f"{len(cells)} columns where a GeoNames dump has {COLUMNS}.",
                "One row a line, tabs between columns, none inside.",
            )
        ident, usual, ascii_name, others, lat, lon, feature_class, code, state, also = cells[:10]
        if not _ID.fullmatch(ident):
            raise Unfit("R305", f"the id “{ident[:20]}” is no number of GeoNames.", "The first column is the geonameid.")
        feature = f"{feature_class}.{code}" if code else feature_class
        form = checked_name(usual)
        where = point(lat, lon)
        inhabitants = people(cells[14])
        if feature in self._left_out:
            report.leave_out(f"{feature}: divisions that are no more")
            return None
        if not self._seen.first(ident):
            raise Unfit("R304", f"the id {ident} stands in an earlier line.", "Keep one of the two; the first was taken.")
        self._newest = max(self._newest, cells[18]) if _DATE.fullmatch(cells[18]) else self._newest
        place = Place(
            id=f"geonames:{ident}", name=form, kind=kind_of_feature(feature), layer=self._layer, lat=where[0], lon=where[1],
            countries=_countries(state, also), division=cells[10] if cells[10] not in {"", "00"} else None, population=inhabitants,
        )  # fmt: skip
        listed = [Name(other) for other in (ascii_name, *others.split(",")) if len(other) >= _SHORTEST and other != form]
        known = self.spellings(ident) if self.spellings else ()
        return Entry(place, (Name(form, "usual"), *known, *listed))


def _countries(state: str, also: str) -> tuple[str, ...]:
    codes = f"{state},{also}".strip(",") if also else state
    if not codes:
        return ()
    if not _COUNTRIES.fullmatch(codes):
        raise Unfit(
            "R305",
            f"“{codes[:20]}” are no codes of states.",
            "ISO 3166-1 alpha-2 in capitals, joined by commas in the column cc2.",
        )
    return tuple(dict.fromkeys(codes.split(","))) if also else (codes,)
