"""Claims as PLOVER records, one JSON object a line, in the field names of its manual. A claim that is not coded says why in `not_coded`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from recoupe.export.codable import Reader, dead, gaps_of
from recoupe.export.ucdp import days
from recoupe.knowledge.crosswalk import load_crosswalk
from recoupe.model.record import Claim, Record, Role


def plover_records(record: Record, text: str) -> Iterator[dict[str, Any]]:
    """One object per claim: coded (`has_event` true), or with the list of what is missing. Empty fields are left out."""
    reader = Reader(record, text)
    for claim in record.claims:
        missing = list(gaps_of(reader, claim, "plover"))
        if missing:
            yield {**_shared(reader, claim, coded=False), "event_text": [claim.trigger.text], "not_coded": missing}
        else:
            yield _event(reader, claim)


def _event(reader: Reader, claim: Claim) -> dict[str, Any]:
    codes, when = claim.codes, claim.time
    start, end = days(when) if when is not None else ("", "")
    event = codes.plover.code or "" if codes is not None else ""
    fields = {
        **_shared(reader, claim, coded=True),
        "date": start,
        "enddate": end if end != start else "",
        "actor": [_actor(reader, role) for role in reader.doers(claim)],
        "recipient": [_actor(reader, role) for role in reader.undergoers(claim)],
        "event": [event],
        "mode": [codes.plover.sub] if codes is not None and codes.plover.sub else [],
        "context": [context.name for context in codes.contexts] if codes is not None else [],
        "quad_code": int(load_crosswalk().schemes["plover"].tables["quad"].get(event, "0")),
        "event_loc": _location(reader, claim),
        "event_text": [claim.trigger.text],
        "dead": dead(claim).low,
    }
    return {name: value for name, value in fields.items() if value not in ("", [], {}, 0, None)}


def _shared(reader: Reader, claim: Claim, *, coded: bool) -> dict[str, Any]:
    document = reader.record.document
    cite = {"title": document.title, "url": document.url, "publication": document.outlet, "language": document.lang}
    made = reader.record.made_by
    cite |= {"coder": f"recoupe {made.recoupe}", "codebook": made.codebook.name if made.codebook is not None else None}
    return {
        "id": f"{document.id}-{claim.id}",
        "has_event": coded,
        "text_info": {"start": claim.span.start, "end": claim.span.end},
        "cite_info": {name: value for name, value in cite.items() if value is not None},
        "status": {
            "occurrence": claim.status.occurrence,
            "attribution": claim.status.attribution,
            "voices": [v.who for v in claim.voices],
        },
    }


def _actor(reader: Reader, role: Role) -> dict[str, str]:
    reading = reader.reading(role)
    found = {"actor_text": role.text}
    if reading is not None:
        found |= {"code": reading.country or "", "sector": reading.sector or "", "identifier_id": reading.ref or ""}
        found |= {"identifier_text": reading.label if reading.ref else ""}
    return {name: value for name, value in found.items() if value}


def _location(reader: Reader, claim: Claim) -> dict[str, Any]:
    point = reader.point(claim)
    if point is None:
        return {}
    found = {
        "geonameid": (point.ref or "").removeprefix("geonames:"),
        "name": reader.place_name(claim),
        "latitude": point.lat,
        "longitude": point.lon,
    }
    return {name: value for name, value in (found | {"cc3": point.country}).items() if value not in ("", None)}
