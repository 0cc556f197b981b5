"""One claim as one flat row: the native table. CSV, JSON Lines and Parquet have these columns; the published schema is made of this type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from recoupe.export.sheets import Sheet
from recoupe.knowledge.crosswalk import load_crosswalk
from recoupe.model.record import Claim, Mention, Reading, Record, Role

SCHEMA = "recoupe/claim-row/1"
_AND = " | "


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with everything that ties it to its article. None: not said or not known. Several values are joined by " | ".

    `number` is the claim's number in the article, as `recoupe read` shows it. `start` and `end` count code points of the article's linear text, whose
    hash is `text_sha256`; `quote` are these characters. `who`, `whom` are the words of those who do it and to whom it is done, `who_ref`, `whom_ref` their
    ids where one reading is the best, `roles` all roles as "role: words". `place_*` is the best reading of its place, `place_score` how sure it is, `places_meant` how
    many places may be meant; `origin`, `via`, `destination` are words. `date_*` as in the record: the publication date is never among them.
    `voices` is the chain of those who say so, the article first; `voice_kind` the kind of the last one, `commitment` what the article makes of it. `warnings` are
    codes of warnings on characters of the claim. `content_of` is the claim whose content this is.
    """

    schema: str
    document: str
    article: str
    outlet: str | None
    url: str | None
    published: str | None
    lang: str
    text_sha256: str
    claim: str
    number: int
    type: str
    nature: str
    part: str
    start: int
    end: int
    quote: str
    trigger: str
    who: str | None
    who_ref: str | None
    whom: str | None
    whom_ref: str | None
    roles: str
    place: str | None
    place_ref: str | None
    place_label: str | None
    latitude: float | None
    longitude: float | None
    place_precision: int | None
    place_country: str | None
    place_score: float | None
    places_meant: int
    origin: str | None
    via: str | None
    destination: str | None
    date_text: str | None
    date_value: str | None
    date_earliest: str | None
    date_latest: str | None
    date_granularity: str | None
    quantities: str | None
    losses: str | None
    dead_low: int | None
    dead_high: int | None
    occurrence: str
    attribution: str
    vouched_by: str
    voices: str
    voice_kind: str
    commitment: str
    content_of: str | None
    loaded: str | None
    warnings: str | None
    plover: str | None
    acled: str | None
    ucdp: str | None
    complete: bool
    score: float
    rule: str
    why: str
    made_by: str


COLUMNS: tuple[str, ...] = ClaimRow.__struct_fields__


def claim_row_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a row, derived from the type."""
    schema = msgspec.json.schema(ClaimRow)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": SCHEMA, **schema}


def claim_rows(sheet: Sheet) -> Iterator[ClaimRow]:
    """The claims of an article, in its order."""
    record = sheet.record
    mentions = {mention.id: mention for mention in record.mentions}
    for number, claim in enumerate(record.claims, 1):
        yield _row(sheet, claim, number, mentions)


def quote_of(text: str, claim: Claim) -> str:
    """The characters of the claim on one line."""
    return " ".join(text[claim.span.start : claim.span.end].split())


def place_of(claim: Claim, mentions: dict[str, Mention]) -> Mention | None:
    """The mention of the claim's place."""
    return mentions.get(claim.place.mention) if claim.place is not None else None


def _row(sheet: Sheet, claim: Claim, number: int, mentions: dict[str, Mention]) -> ClaimRow:
    record, document = sheet.record, sheet.record.document
    sides = load_crosswalk().sides
    place = place_of(claim, mentions)
    best = place.best if place is not None else None
    when, voice = claim.time, claim.voices[-1]
    doers, others = _those(claim, sides.doers), _those(claim, sides.undergoers)
    dead = [loss for loss in claim.losses if loss.kind == "dead" and not loss.within]
    return ClaimRow(
        schema=SCHEMA, document=document.id, article=sheet.name, outlet=document.outlet, url=document.url, published=document.published,
        lang=document.lang, text_sha256=document.text_sha256, claim=claim.id, number=number, type=claim.type, nature=claim.nature,
        part=next((part.kind for part in record.parts if part.id == claim.part), ""), start=claim.span.start, end=claim.span.end,
        quote=quote_of(sheet.text, claim), trigger=_flat(claim.trigger.text), who=_words(doers), who_ref=_refs(doers, mentions),
        whom=_words(others), whom_ref=_refs(others, mentions), roles=_AND.join(f"{role.role}: {_flat(role.text)}" for role in claim.roles),
        place=_flat(place.text) if place is not None else None, place_ref=best.ref if best is not None else None,
        place_label=best.label if best is not None else None, latitude=best.lat if best is not None else None,
        longitude=best.lon if best is not None else None, place_precision=best.precision if best is not None else None,
        place_country=best.country if best is not None else None, place_score=best.score if best is not None else None,
        places_meant=_meant(place), origin=_role(claim, "origin"), via=_role(claim, "via"), destination=_role(claim, "destination"),
        date_text=_flat(when.text) if when is not None else None, date_value=when.value if when is not None else None,
        date_earliest=when.earliest if when is not None else None, date_latest=when.latest if when is not None else None,
        date_granularity=when.granularity if when is not None else None,
        quantities=_joined(f"{each.what}: {_bounds(each.low, each.high)}" for each in claim.quantities),
        losses=_joined(f"{each.side}: {_bounds(each.low, each.high)} {each.kind}" for each in claim.losses),
        dead_low=_sum([each.low for each in dead]), dead_high=_sum([each.high for each in dead]),
        occurrence=claim.status.occurrence, attribution=claim.status.attribution, vouched_by=_flat(claim.status.vouched_by),
        voices=" > ".join(_flat(each.who) for each in claim.voices), voice_kind=voice.kind, commitment=voice.commitment,
        content_of=claim.content_of, loaded=_joined(_flat(word.text) for word in claim.loaded), warnings=_warnings(record, claim),
        plover=_code(claim, "plover"), acled=_code(claim, "acled"), ucdp=_code(claim, "ucdp"), complete=claim.complete, score=claim.score,
        rule=claim.rule, why=claim.why, made_by=f"recoupe {record.made_by.recoupe}",
    )  # fmt: skip


def _those(claim: Claim, names: tuple[str, ...]) -> list[Role]:
    return [role for role in claim.roles if role.role in names]


def _words(roles: list[Role]) -> str | None:
    return _joined(_flat(role.text) for role in roles)


def _refs(roles: list[Role], mentions: dict[str, Mention]) -> str | None:
    readings = (mention.best for role in roles if (mention := mentions.get(role.mention or "")) is not None)
    return _joined(reading.ref for reading in readings if reading is not None and reading.ref)


def _role(claim: Claim, name: str) -> str | None:
    return _words(_those(claim, (name,)))


def _meant(place: Mention | None) -> int:
    return sum(_has_point(reading) for reading in place.readings) if place is not None else 0


def _has_point(reading: Reading) -> bool:
    return reading.ref is not None and reading.lat is not None


def _bounds(low: int | None, high: int | None) -> str:
    if low == high:
        return "?" if low is None else str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def _sum(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _warnings(record: Record, claim: Claim) -> str | None:
    touching = (warning.code for warning in record.warnings if any(span.overlaps(claim.span) for span in warning.spans))
    return _joined(sorted(set(touching)))


def _code(claim: Claim, scheme: str) -> str | None:
    code = getattr(claim.codes, scheme, None)
    if code is None or code.code is None:
        return None
    return f"{code.code}/{code.sub}" if code.sub else str(code.code)


def _joined(values: Iterable[str]) -> str | None:
    return _AND.join(dict.fromkeys(values)) or None


def _flat(words: str) -> str:
    return " ".join(words.split())
