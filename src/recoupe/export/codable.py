"""What stands between a claim and a row of coded data: date, place, actor, status. Shared by the rows of ACLED, UCDP and PLOVER.

Must never fill a gap: no publication date for an event's date, no country's middle for a place.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from recoupe.knowledge.crosswalk import Scheme, load_crosswalk
from recoupe.model.record import Claim, Mention, Reading, Record, Role

_TAKEN_PLACE = 0.5
"""Least score of the best reading of a place; below, another place of that name is as likely."""
_VAGUEST = 5
"""Precision of a place (UCDP's scale) above which only a country or the open sea is said."""
_GRANULAR = frozenset({"minute", "hour", "part_of_day", "day", "week", "month"})
_FORMULA = frozenset("=+-@\t\r")


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that gives no row, and what is missing. `number` is its number in the article, as `recoupe read` shows it."""

    claim: str
    number: int
    type: str
    trigger: str
    missing: tuple[str, ...]


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """One article in one scheme: rows (column → cell), and a gap for every claim without a row."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    gaps: tuple[Gap, ...]


class Reader:
    """A record with its text, asked claim by claim."""

    def __init__(self, record: Record, text: str) -> None:
        self.record = record
        self.text = text
        self._mentions = {mention.id: mention for mention in record.mentions}
        sides = load_crosswalk().sides
        self._doers, self._undergoers = sides.doers, sides.undergoers

    def doers(self, claim: Claim) -> list[Role]:
        """Who does it, in the order of the roles that say so best."""
        return _ranked(claim, self._doers)

    def undergoers(self, claim: Claim) -> list[Role]:
        """Those it is done to; of a fight with two doers, the second."""
        others = _ranked(claim, self._undergoers)
        doers = self.doers(claim)
        return others or (doers[1:] if claim.type.startswith("CLASH") else [])

    def reading(self, role: Role | None) -> Reading | None:
        """The best reading of the actor that fills a role."""
        mention = self._mentions.get(role.mention or "") if role is not None else None
        return mention.best if mention is not None and mention.kind == "actor" else None

    def place(self, claim: Claim) -> Mention | None:
        """The mention of the claim's place."""
        return self._mentions.get(claim.place.mention) if claim.place is not None else None

    def point(self, claim: Claim) -> Reading | None:
        """The reading of its place if one is likely enough to be written down."""
        place = self.place(claim)
        best = place.best if place is not None else None
        return best if best is not None and best.ref is not None and best.score >= _TAKEN_PLACE else None

    def place_name(self, claim: Claim) -> str:
        """The words for its place, without the full stop behind them."""
        place = self.place(claim)
        return cell(place.text).rstrip(" .,;:") if place is not None else ""

    def quote(self, claim: Claim) -> str:
        """The characters that make the claim, on one line."""
        return " ".join(self.text[claim.span.start : claim.span.end].split())


def _ranked(claim: Claim, names: tuple[str, ...]) -> list[Role]:
    rank = {name: number for number, name in enumerate(names)}
    return sorted((role for role in claim.roles if role.role in rank), key=lambda role: (rank[role.role], role.start))


def gaps_of(reader: Reader, claim: Claim, scheme: Scheme) -> Iterator[str]:
    """What keeps the claim from being coded, in words; nothing where a row can be written."""
    if claim.coded is not None and not claim.coded.included:
        yield f"codebook: {claim.coded.why}"
    code = getattr(claim.codes, scheme, None)
    if code is None or code.code is None:
        yield f"code: {code.why if code is not None else 'the record has none'}"
        if claim.status.occurrence in {"happened", "ongoing"}:
            return
    if claim.status.occurrence not in {"happened", "ongoing"}:
        yield f"status: {claim.status.occurrence.replace('_', ' ')}"
    if claim.nature != "report":
        yield f"nature: {claim.nature}"
    yield from _date_gap(claim)
    if scheme != "plover":  # its place is optional
        yield from _place_gap(reader, claim)
    if not reader.doers(claim):
        yield "actor: who does it is not said"
    elif claim.status.attribution == "denied":
        yield "actor: denied"


def _date_gap(claim: Claim) -> Iterator[str]:
    when = claim.time
    if when is None:
        yield "date: not said"
    elif when.value is None:
        yield f"date: “{when.text}” fixes no date"
    elif when.value.startswith("XXXX"):
        yield f"date: “{when.text}” names no year"
    elif when.granularity not in _GRANULAR or when.earliest is None or when.latest is None:
        yield f"date: “{when.text}” is no nearer than a {when.granularity}"


def _place_gap(reader: Reader, claim: Claim) -> Iterator[str]:
    place, point = reader.place(claim), reader.point(claim)
    if place is None:
        yield "place: not said"
    elif point is None:
        known = sum(reading.ref is not None for reading in place.readings)
        said = "several places have that name" if known > 1 else "in no layer of places" if not known else "not sure enough"
        yield f"place: “{place.text}”, {said}"
    elif point.precision is None or point.precision > _VAGUEST:
        yield f"place: “{place.text}” is no nearer than a country"


def own_columns(reader: Reader, claim: Claim, scheme: Scheme) -> dict[str, str]:
    """The columns that tie a row to the record: ids, characters, voices, status, the row of the crosswalk."""
    code = getattr(claim.codes, scheme)
    return identity(reader, claim) | {"recoupe_row": code.rule, "recoupe_why": code.why}


def identity(reader: Reader, claim: Claim) -> dict[str, str]:
    """What ties any row of the claim to the record, coded or not: ids, characters, voices, status, readings."""
    first, second = next(iter(reader.doers(claim)), None), next(iter(reader.undergoers(claim)), None)
    refs = [reading.ref or "" if (reading := reader.reading(role)) is not None else "" for role in (first, second)]
    point = reader.point(claim)
    return {
        "recoupe_document": reader.record.document.id,
        "recoupe_claim": claim.id,
        "recoupe_start": str(claim.span.start),
        "recoupe_end": str(claim.span.end),
        "recoupe_occurrence": claim.status.occurrence,
        "recoupe_attribution": claim.status.attribution,
        "recoupe_voices": " > ".join(cell(voice.who) for voice in claim.voices),
        "recoupe_actor1_ref": refs[0],
        "recoupe_actor2_ref": refs[1],
        "recoupe_place_ref": point.ref or "" if point is not None else "",
        "recoupe_date_text": cell(claim.time.text) if claim.time is not None else "",
    }


OWN_COLUMNS = (
    "recoupe_document", "recoupe_claim", "recoupe_start", "recoupe_end", "recoupe_occurrence", "recoupe_attribution", "recoupe_voices",
    "recoupe_actor1_ref", "recoupe_actor2_ref", "recoupe_place_ref", "recoupe_date_text", "recoupe_row", "recoupe_why",
)  # fmt: skip


def cell(text: str) -> str:
    """Words of an article as a cell: one line, and never a formula for a spreadsheet."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat[:1] in _FORMULA else flat


class Dead(msgspec.Struct, frozen=True, kw_only=True):
    """How many dead a claim says: bounds and the one number said; None where not said."""

    low: int | None = None
    high: int | None = None
    best: int | None = None


def dead(claim: Claim) -> Dead:
    """The dead of all sides; those counted already in another number are not counted twice."""
    losses = [loss for loss in claim.losses if loss.kind == "dead" and not loss.within]
    return Dead(
        low=_sum([loss.low for loss in losses]),
        high=_sum([loss.high for loss in losses]),
        best=_sum([loss.best for loss in losses]),
    )


def _sum(numbers: list[int | None]) -> int | None:
    """The sum where every number is said."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def coding_of(
    reader: Reader, scheme: Scheme, columns: tuple[str, ...], rows: dict[str, dict[str, str]], gaps: dict[str, list[str]]
) -> Coding:
    """Rows and gaps by claim id, in the order of the record."""
    return Coding(
        columns=(*columns, *OWN_COLUMNS),
        rows=tuple(rows[claim.id] | own_columns(reader, claim, scheme) for claim in reader.record.claims if claim.id in rows),
        gaps=tuple(
            Gap(
                claim=claim.id,
                number=number,
                type=claim.type,
                trigger=" ".join(claim.trigger.text.split()),
                missing=tuple(gaps[claim.id]),
            )
            for number, claim in enumerate(reader.record.claims, 1)
            if claim.id in gaps
        ),
    )
