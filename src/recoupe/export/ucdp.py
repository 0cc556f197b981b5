"""Claims as rows in the columns of the UCDP Georeferenced Event Dataset: armed force with at least one dead, as said. Holds none of UCDP's data or ids."""

from __future__ import annotations

from recoupe.export.codable import Coding, Reader, cell, coding_of, dead, gaps_of
from recoupe.knowledge.labels import country_name
from recoupe.model.record import Claim, Record, When

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id",
    "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_DATE_PRECISION = {"minute": "1", "hour": "1", "part_of_day": "1", "day": "1", "week": "3", "month": "4"}
_CIVILIANS = "Civilians"
"""UCDP's own name of side b in one-sided violence."""


def ucdp_rows(record: Record, text: str) -> Coding:
    """The rows of an article, and a gap for each claim that gives none: both sides and one dead at least must be said."""
    reader = Reader(record, text)
    rows, gaps = {}, {}
    for claim in record.claims:
        missing = list(gaps_of(reader, claim, "ucdp"))
        if claim.codes is not None and claim.codes.ucdp.code is not None:
            if not reader.undergoers(claim):
                missing.append("side b: not said")
            killed = dead(claim)
            if not (killed.low or killed.best):
                missing.append("deaths: none is said")
        if missing:
            gaps[claim.id] = missing
        else:
            rows[claim.id] = _row(reader, claim)
    return coding_of(reader, "ucdp", COLUMNS, rows, gaps)


def _row(reader: Reader, claim: Claim) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "")
    codes, when, point, document = claim.codes, claim.time, reader.point(claim), reader.record.document
    if codes is None or when is None or when.earliest is None or point is None:
        return row
    start, end = days(when)
    first, second = reader.doers(claim)[0], reader.undergoers(claim)[0]
    killed = dead(claim)
    one_sided = codes.ucdp.code == "3"
    row |= {
        "year": when.earliest[:4],
        "type_of_violence": codes.ucdp.code or "",
        "side_a": cell(first.text),
        "side_b": _CIVILIANS if one_sided else cell(second.text),
        "source_article": cell(document.url or ""),
        "source_office": cell(document.outlet or ""),
        "source_date": document.published or "",
        "source_headline": cell(_headline(reader)),
        "source_original": cell(claim.voices[-1].who) if len(claim.voices) > 1 else "",
        "where_prec": str(point.precision or ""),
        "where_coordinates": cell(point.label),
        "where_description": reader.place_name(claim),
        "latitude": "" if point.lat is None else str(point.lat),
        "longitude": "" if point.lon is None else str(point.lon),
        "country": country_name(point.country, "en") if point.country else "",
        "event_clarity": "1" if when.granularity in {"minute", "hour", "part_of_day", "day"} else "2",
        "date_prec": _DATE_PRECISION.get(when.granularity, ""),
        "date_start": start,
        "date_end": end,
        "deaths_civilians": _figure(killed.best) if one_sided else "",
        "best": _figure(killed.best),
        "low": _figure(killed.low),
        "high": _figure(killed.high),
    }
    return row


def _figure(number: int | None) -> str:
    return "" if number is None else str(number)


def days(when: When) -> tuple[str, str]:
    """First and last day (ISO) of a time; empty where open."""
    return when.earliest or "", when.latest or ""


def _headline(reader: Reader) -> str:
    part = next((part for part in reader.record.parts if part.kind == "headline"), None)
    return reader.text[part.start : part.end] if part is not None else reader.record.document.title or ""
