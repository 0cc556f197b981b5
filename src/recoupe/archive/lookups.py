"""Finding one thing in the archive by its id or the beginning of it: an article, a claim, an episode, an outlet."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import func, select

from recoupe.archive.columns import struct_of
from recoupe.archive.connection import Transaction
from recoupe.archive.rows import ClaimRow
from recoupe.archive.tables import claim, document, retrieval
from recoupe.errors import ArchiveError
from recoupe.text.views import fold

SHORTEST = 4
"""Characters of an id from which its beginning is enough."""
_ARTICLES = 1_000


class Retrieval(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which an article came here."""

    item: str
    kind: str
    url: str | None
    media_type: str | None
    retrieved: str | None
    headers: dict[str, str]
    redirects: tuple[str, ...]
    added: str


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list."""

    id: str
    headline: str
    publisher: str | None
    published: str | None
    lang: str
    url: str | None


def document_id(transaction: Transaction, wanted: str) -> str:
    """The id of the one article that is meant. Raises ArchiveError R509 where there is none, or more than one."""
    query = select(document.c.id).where(document.c.id == wanted)
    if len(wanted) >= SHORTEST:
        query = select(document.c.id).where(document.c.id >= wanted, document.c.id < wanted + "~").limit(2)
    found = list(transaction.execute(query).scalars())
    if len(found) != 1:
        raise absent(f"{'more than one article begins' if found else 'no article begins'} with {wanted!r}.")
    return str(found[0])


def claims_called(transaction: Transaction, wanted: str) -> list[ClaimRow]:
    """The claims of an id, or the beginning of it: several where articles have the same text."""
    query = select(claim).where(claim.c.id == wanted)
    if len(wanted) >= SHORTEST:
        query = select(claim).where(claim.c.id >= wanted, claim.c.id < wanted + "~")
    return [struct_of(row, ClaimRow) for row in transaction.execute(query.order_by(claim.c.document)).mappings()]


def retrievals(transaction: Transaction, wanted: str) -> list[Retrieval]:
    """How an article came here, each time."""
    rows = transaction.execute(select(retrieval).where(retrieval.c.document == wanted).order_by(retrieval.c.id)).mappings()
    return [struct_of(row, Retrieval) for row in rows]


def of_outlet(transaction: Transaction, wanted: str) -> list[Listed]:
    """The articles of an outlet by its name, accents and case aside, the newest first."""
    meant = [each for each in outlet_names(transaction) if fold(each) == fold(wanted)]
    query = select(document).where(document.c.publisher.in_(meant)).order_by(document.c.published.desc(), document.c.id)
    return [struct_of(row, Listed) for row in transaction.execute(query.limit(_ARTICLES)).mappings()]


def outlet_names(transaction: Transaction) -> list[str]:
    """The names of the outlets of the archive, in order; the index is leapt through, not walked."""
    first = select(func.min(document.c.publisher).label("outlet")).cte("outlets", recursive=True)
    after = select(func.min(document.c.publisher)).where(document.c.publisher > first.c.outlet).scalar_subquery()
    names = first.union_all(select(after).where(first.c.outlet.is_not(None)))
    return [each for each in transaction.execute(select(names.c.outlet)).scalars() if each is not None]


def listed(transaction: Transaction, ids: list[str]) -> dict[str, Listed]:
    """Id → article, as in a list."""
    rows = transaction.execute(select(document).where(document.c.id.in_(ids))).mappings()
    return {row["id"]: struct_of(row, Listed) for row in rows}


def outlets(transaction: Transaction) -> dict[str, int]:
    """The outlets of the archive and how many articles each has, most first."""
    number = func.count()
    query = (
        select(document.c.publisher, number)
        .where(document.c.publisher.is_not(None))
        .group_by(document.c.publisher)
        .order_by(number.desc(), document.c.publisher)
    )
    rows: list[Any] = list(transaction.execute(query))
    return {row[0]: row[1] for row in rows}


def absent(what: str) -> ArchiveError:
    """The error R509."""
    return ArchiveError("R509", what, remedy="Find it with: recoupe search WORDS")
