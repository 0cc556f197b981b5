"""The ledger of what was added: how far each item came, and why one failed. A row is never removed."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from recoupe.archive.columns import struct_of
from recoupe.archive.connection import Transaction
from recoupe.archive.rows import ItemRow, State
from recoupe.archive.tables import item
from recoupe.archive.upserts import chunks, upsert

_COLUMNS = [item.c[field] for field in ItemRow.__struct_fields__]


def mark(transaction: Transaction, rows: Sequence[ItemRow]) -> None:
    """Write the rows; where an item is known its row is renewed and its attempts are added up."""
    last = {row.name: row for row in rows}
    upsert(transaction, item, ("name",), [msgspec.structs.asdict(row) for row in last.values()], counting="attempts")


def find(transaction: Transaction, names: Sequence[str]) -> dict[str, ItemRow]:
    """Name → row, for the items that are known."""
    out: dict[str, ItemRow] = {}
    for some in chunks(names):
        for row in transaction.execute(select(*_COLUMNS).where(item.c.name.in_(some))).mappings():
            out[row["name"]] = struct_of(row, ItemRow)
    return out


def of_documents(transaction: Transaction, documents: Sequence[str]) -> list[ItemRow]:
    """The items that became these articles."""
    out: list[ItemRow] = []
    for some in chunks(documents):
        rows = transaction.execute(select(*_COLUMNS).where(item.c.document.in_(some)).order_by(item.c.id)).mappings()
        out += [struct_of(row, ItemRow) for row in rows]
    return out


def of_lists(transaction: Transaction, source: str) -> list[ItemRow]:
    """The lines of lists of addresses that were added from this path."""
    query = select(*_COLUMNS).where(item.c.kind == "list", item.c.source == source).order_by(item.c.id)
    return [struct_of(row, ItemRow) for row in transaction.execute(query).mappings()]


def in_state(transaction: Transaction, *states: State) -> list[ItemRow]:
    """The items in these states, in the order in which they were first seen."""
    rows = transaction.execute(select(*_COLUMNS).where(item.c.state.in_(states)).order_by(item.c.id)).mappings()
    return [struct_of(row, ItemRow) for row in rows]


def counts(transaction: Transaction) -> dict[str, int]:
    """How many items are in each state."""
    rows = transaction.execute(select(item.c.state, func.count()).group_by(item.c.state).order_by(item.c.state))
    return {state: number for state, number in rows}  # noqa: C416 - rows, not pairs
