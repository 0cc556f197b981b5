"""What must never happen on the specimen, as rules over offsets. Must never hold a word of its text.

Kinds: `no_claim` (no claim's span touches the stretch), `not_happened` (no trigger inside is said to have happened, but for the families named: the act of
deciding, demanding, aiming happened), `no_role` (a claim there has none of the roles named), `not_at` (a place mention there is not put at the point
named), `not_same` (the place mentions of the two stretches are not read as one), `dates` (no claim is dated but by the values named, and no day of
publication is given).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from recoupe.evaluation.figures import overlap
from recoupe.model.record import Claim, Reading, Record
from recoupe.model.vocabulary import SAID_TO_HAPPEN, family

_DEGREES = 0.3


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """One rule over one stretch. `rule`: its number in the list of what must never happen; `other`: the second stretch of `not_same`."""

    rule: int
    kind: Literal["no_claim", "not_happened", "no_role", "not_at", "not_same", "dates"]
    start: int = 0
    end: int = 0
    families: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    other: tuple[int, int] | None = None
    values: tuple[str, ...] = ()


class Broken(msgspec.Struct, frozen=True):
    """A rule that a record breaks, and how."""

    guard: int
    what: str


def broken_guards(guards: Iterable[Guard], record: Record) -> list[Broken]:
    """Every breach, in the order of the guards."""
    return [Broken(guard.rule, what) for guard in guards for what in _breaches(guard, record)]


def _breaches(guard: Guard, record: Record) -> list[str]:
    stretch = (guard.start, guard.end)
    here = [claim for claim in record.claims if overlap(claim.trigger.bounds, stretch)]
    match guard.kind:
        case "no_claim":
            return [_said(claim) for claim in record.claims if overlap(claim.span.bounds, stretch)]
        case "not_happened":
            return [
                _said(claim)
                for claim in here
                if claim.status.occurrence in SAID_TO_HAPPEN and family(claim.type) not in guard.families
            ]
        case "no_role":
            return [f"{_said(claim)} with {role.role}" for claim in here for role in claim.roles if role.role in guard.roles]
        case "not_at":
            best = _read_as(record, guard.start)
            return [f"put at {best.lat}, {best.lon}"] if best and _near(best, guard.point) else []
        case "not_same":
            first, second = _read_as(record, guard.start), _read_as(record, guard.other[0] if guard.other else guard.start)
            return [f"both are {first.ref}"] if first and second and first.ref and first.ref == second.ref else []
        case _:
            return _dates(guard, record)


def _dates(guard: Guard, record: Record) -> list[str]:
    given = [f"published {record.document.published}"] if record.document.published else []
    for claim in record.claims:
        for value in (claim.time.value, claim.time.earliest, claim.time.latest) if claim.time else ():
            if value and value[:2].isdigit() and not value.startswith(guard.values):
                given.append(f"{_said(claim)} dated {value}")
    return given


def _read_as(record: Record, position: int) -> Reading | None:
    """The best reading of the place mentions that hold a character."""
    readings = [
        reading
        for mention in record.mentions
        if mention.kind == "place" and mention.start <= position < mention.end
        for reading in mention.readings
    ]
    return max(readings, key=lambda reading: reading.score, default=None)


def _near(reading: Reading, point: tuple[float, float] | None) -> bool:
    return (
        point is not None
        and reading.lat is not None
        and reading.lon is not None
        and abs(reading.lat - point[0]) < _DEGREES
        and abs(reading.lon - point[1]) < _DEGREES
    )


def _said(claim: Claim) -> str:
    return f"{claim.type} {claim.status.occurrence} at {claim.trigger.start}"
