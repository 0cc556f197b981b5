"""What people ruled: rows that are only ever added, each with the hash of the one before. What holds now is computed from them, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select

from recoupe import __version__
from recoupe.archive.columns import struct_of
from recoupe.archive.connection import Transaction
from recoupe.archive.tables import decision, ruling
from recoupe.archive.upserts import upsert
from recoupe.errors import ArchiveError
from recoupe.model.decision import FIRST, Decision, Target
from recoupe.model.episode import Ruling as PairRuling
from recoupe.model.episode import Verdict

PAIR_FIELD = "same"
"""The field of a decision on two claims: its value is "same" or "different", its ref names both claims in order."""


class Ruled(msgspec.Struct, frozen=True, kw_only=True):
    """What a person rules, before it is numbered and sealed. `after` None takes an earlier ruling on the field back."""

    who: str
    target: Target
    ref: str
    field: str
    after: Any
    why: str = ""


def append(transaction: Transaction, ruled: Ruled, now: str) -> Decision:
    """Add a decision to the chain and renew what holds. `now`: ISO date-time in UTC. `before` is what held until now."""
    last = transaction.execute(select(decision.c.number, decision.c.hash).order_by(decision.c.number.desc()).limit(1)).first()
    held = transaction.execute(
        select(ruling.c.value).where(ruling.c.target == ruled.target, ruling.c.ref == ruled.ref, ruling.c.field == ruled.field)
    ).scalar()
    made = Decision(
        number=last.number + 1 if last else 1,
        at=now,
        before=held,
        made_by=__version__,
        previous=last.hash if last else FIRST,
        **msgspec.structs.asdict(ruled),
    ).sealed()
    transaction.execute(insert(decision).values(**msgspec.structs.asdict(made)))
    _apply(transaction, made)
    return made


def _apply(transaction: Transaction, made: Decision) -> None:
    if made.after is None:
        transaction.execute(
            delete(ruling).where(ruling.c.target == made.target, ruling.c.ref == made.ref, ruling.c.field == made.field)
        )
        return
    row = {"target": made.target, "ref": made.ref, "field": made.field, "value": made.after, "decision": made.number}
    upsert(transaction, ruling, ("target", "ref", "field"), [row])


def read_all(transaction: Transaction, ref: str | None = None) -> Iterator[Decision]:
    """The decisions in order; with `ref` only those on it."""
    query = select(decision).order_by(decision.c.number)
    for row in transaction.execute(query if ref is None else query.where(decision.c.ref == ref)).mappings():
        yield struct_of(row, Decision)


def verify(decisions: Iterable[Decision]) -> int:
    """How many decisions there are, if each is what it was when it was added and none is missing. Raises ArchiveError R510."""
    number, previous = 0, FIRST
    for number, each in enumerate(decisions, 1):
        if each.number != number or each.previous != previous or each.hash != each.expected_hash():
            raise ArchiveError(
                "R510",
                f"the chain of decisions breaks at number {number}: it was changed, or one before it is missing.",
                where=f"decision {each.number}",
                remedy="Compare it with the same decision in a backup; nothing was repaired.",
            )
        previous = each.hash
    return number


def state(decisions: Iterable[Decision]) -> dict[tuple[str, str, str], tuple[Any, int]]:
    """What holds after these decisions: (target, ref, field) → value and the number of the decision."""
    held: dict[tuple[str, str, str], tuple[Any, int]] = {}
    for each in decisions:
        key = each.target, each.ref, each.field
        if each.after is None:
            held.pop(key, None)
        else:
            held[key] = each.after, each.number
    return held


def rebuild(transaction: Transaction) -> int:
    """Verify the chain and compute what holds anew from it; how many rulings hold. Raises ArchiveError R510."""
    decisions = list(read_all(transaction))
    verify(decisions)
    held = state(decisions)
    transaction.execute(delete(ruling))
    rows = [
        {"target": target, "ref": ref, "field": field, "value": value, "decision": number}
        for (target, ref, field), (value, number) in held.items()
    ]
    if rows:
        transaction.execute(insert(ruling), rows)
    return len(rows)


def holding(transaction: Transaction, target: Target | None = None, ref: str | None = None) -> list[dict[str, Any]]:
    """The rulings that hold, with target, ref, field, value and the number of the decision."""
    query = select(ruling).order_by(ruling.c.target, ruling.c.ref, ruling.c.field)
    if target is not None:
        query = query.where(ruling.c.target == target)
    if ref is not None:
        query = query.where(ruling.c.ref == ref)
    return [{str(key): value for key, value in row.items()} for row in transaction.execute(query).mappings()]


def verdicts(transaction: Transaction) -> list[Verdict]:
    """The rulings on pairs of claims, as the linker takes them."""
    rows = transaction.execute(select(ruling.c.ref, ruling.c.value).where(ruling.c.field == PAIR_FIELD).order_by(ruling.c.ref))
    out = []
    for ref, value in rows:
        left, _, right = ref.partition(" ")
        one, other = (key.partition("#") for key in (left, right))
        out.append(Verdict(left=(one[0], one[2]), right=(other[0], other[2]), ruling=msgspec.convert(value, PairRuling)))
    return out


def pair_ref(left: tuple[str, str], right: tuple[str, str]) -> str:
    """The ref of a decision on two claims: both keys, the smaller first."""
    one, other = sorted((left, right))
    return f"{one[0]}#{one[1]} {other[0]}#{other[1]}"
