"""Insert or update, insert or leave: the same words in both databases, from their own dialects. And lists cut to what one statement may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Each = TypeVar("Each")
AT_ONCE = 400
"""How many values one IN list takes: far below the limit of every SQLite."""


def chunks(values: Sequence[Each], size: int = AT_ONCE) -> Iterator[Sequence[Each]]:
    """The values in stretches of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add the rows whose key is not there yet; leave the others as they are."""
    if rows:
        insert = sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
        connection.execute(insert.on_conflict_do_nothing(), list(rows))


def upsert(
    connection: Connection, table: Table, key: Sequence[str], rows: Sequence[dict[str, Any]], *, counting: str | None = None
) -> None:
    """Add the rows; where a key is there, put the new values in its row. `counting`: a column whose new value is added to the old one."""
    if not rows:
        return
    insert = sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
    values: dict[str, ColumnElement[Any]] = {column: insert.excluded[column] for column in rows[0] if column not in key}
    if counting:
        values[counting] = table.c[counting] + insert.excluded[counting]
    connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=values), list(rows))
