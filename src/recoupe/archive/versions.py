"""What stood at one address over time, and what changed from one version to the next. Two versions are two articles; neither is ever overwritten."""

from __future__ import annotations

from itertools import pairwise

import msgspec
from sqlalchemy import select

from recoupe.archive import articles, records
from recoupe.archive.connection import Transaction
from recoupe.archive.rewritten import Rewriting, rewriting
from recoupe.archive.tables import version


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version at an address: its number from 1, the article, when it was first seen here (ISO date-time in UTC)."""

    address: str
    number: int
    document: str
    seen: str


def versions(transaction: Transaction, document: str) -> list[Version]:
    """Every version at the addresses at which this article stood, in order; empty for one without an address."""
    own = select(version.c.address).where(version.c.document == document)
    query = select(version).where(version.c.address.in_(own)).order_by(version.c.address, version.c.number)
    return [
        Version(address=row.address, number=row.number, document=row.document, seen=row.seen)
        for row in transaction.execute(query)
    ]


def history(transaction: Transaction, document: str) -> list[Rewriting]:
    """What changed from each version to the next at the addresses of this article."""
    found = versions(transaction, document)
    ids = [each.document for each in found]
    texts, read = articles.get(transaction, ids), records.current(transaction, ids)
    return [
        rewriting((texts[one.document], read.get(one.document)), (texts[other.document], read.get(other.document)))
        for one, other in pairwise(found)
        if one.address == other.address
    ]
