"""Claims as rows in the columns of ACLED: what a coder would find prepared, with every cell that the text does not fill left empty. Holds none of ACLED's data."""

from __future__ import annotations

from recoupe.export.codable import Coding, Reader, cell, coding_of, dead, gaps_of
from recoupe.knowledge.crosswalk import load_crosswalk
from recoupe.knowledge.labels import country_name
from recoupe.model.precision import acled_precision
from recoupe.model.record import Claim, Reading, Record

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
    "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_TIME_PRECISION = {"minute": "1", "hour": "1", "part_of_day": "1", "day": "1", "week": "2", "month": "3"}
_STATE, _EXTERNAL = "1", "8"


def acled_rows(record: Record, text: str) -> Coding:
    """The rows of an article, and a gap for each claim that gives none. A battle needs both its sides."""
    reader = Reader(record, text)
    rows, gaps = {}, {}
    for claim in record.claims:
        missing = list(gaps_of(reader, claim, "acled"))
        code = claim.codes.acled if claim.codes is not None else None
        if code is not None and code.code == "Battles" and not reader.undergoers(claim):
            missing.append("actor2: the other side is not said")
        if missing:
            gaps[claim.id] = missing
        else:
            rows[claim.id] = _row(reader, claim)
    return coding_of(reader, "acled", COLUMNS, rows, gaps)


def _row(reader: Reader, claim: Claim) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "")
    tables = load_crosswalk().schemes["acled"].tables
    codes, when, point = claim.codes, claim.time, reader.point(claim)
    if codes is None or when is None or when.earliest is None or point is None:
        return row
    event, sub = codes.acled.code or "", codes.acled.sub or ""
    first, second = reader.doers(claim)[0], next(iter(reader.undergoers(claim)), None)
    killed = dead(claim)
    fatalities = killed.low if killed.best is None else killed.best
    inter1 = _inter(reader.reading(first), point)
    inter2 = _inter(reader.reading(second), point) if second is not None else ""
    row |= {
        "event_date": when.earliest,
        "year": when.earliest[:4],
        "time_precision": _TIME_PRECISION.get(when.granularity, ""),
        "disorder_type": tables["disorder"].get(sub) or tables["disorder"].get(event, ""),
        "event_type": event,
        "sub_event_type": sub,
        "actor1": cell(first.text),
        "inter1": inter1,
        "actor2": cell(second.text) if second is not None else "",
        "inter2": inter2,
        "interaction": inter1 + inter2 if inter1 and inter2 else "",
        "civilian_targeting": "Civilian targeting" if event == "Violence against civilians" else "",
        "country": country_name(point.country, "en") if point.country else "",
        "location": reader.place_name(claim),
        "latitude": "" if point.lat is None else str(point.lat),
        "longitude": "" if point.lon is None else str(point.lon),
        "geo_precision": "" if point.precision is None else str(acled_precision(point.precision)),
        "source": cell(reader.record.document.outlet or ""),
        "notes": cell(reader.quote(claim)),
        "fatalities": "" if fatalities is None else str(fatalities),
    }
    return row


def _inter(actor: Reading | None, place: Reading) -> str:
    """The `inter` code; for state forces only where both countries are known."""
    code = load_crosswalk().schemes["acled"].tables["inter"].get((actor.sector if actor is not None else None) or "", "")
    if code != _STATE or actor is None:
        return code
    if not actor.country or not place.country:
        return ""
    return _STATE if actor.country == place.country else _EXTERNAL
