"""Readings of articles: every one is kept, one is current, and the claims of the current one are rows. What a new reading changed is said."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select, update

from recoupe.archive.articles import COMPRESSION, packed
from recoupe.archive.claims import names_of, rows_of
from recoupe.archive.columns import struct_of
from recoupe.archive.connection import Transaction
from recoupe.archive.differences import ClaimChange, reread
from recoupe.archive.rows import ClaimRow, Named
from recoupe.archive.tables import claim, claim_name, document, name, record
from recoupe.archive.upserts import chunks, insert_new, upsert
from recoupe.model.ids import sha256_bytes
from recoupe.model.record import MadeBy, Record
from recoupe.model.telling import Telling

_HASH = 16
_HEADLINE = 200
_Key = tuple[str, str | None, str]


TOLD_AS = sha256_bytes(msgspec.json.encode(msgspec.json.schema(Telling), order="sorted"))[:_HASH]
"""Which form of `Telling` is stored: a hash of its fields."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A record on its way in, with its text and, as far as there are any, its claims as the crossing sees them."""

    record: Record
    text: str
    tellings: Mapping[str, Telling] = {}


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a reading: `new` where the record differs from the current one; `changes` where the article was read before."""

    document: str
    claims: int
    new: bool
    again: bool
    changes: tuple[ClaimChange, ...] = ()


def made_by_hash(made_by: MadeBy) -> str:
    """A short hash of what made a record: equal where everything that reads is equal."""
    return sha256_bytes(msgspec.json.encode(made_by, order="sorted"))[:_HASH]


def put(transaction: Transaction, readings: Sequence[Reading], now: str) -> list[Reread]:
    """Make the records current, keep those before, renew the rows of the claims; one `Reread` for each, in order."""
    return [_put(transaction, reading, now) for reading in readings]


def _put(transaction: Transaction, reading: Reading, now: str) -> Reread:
    fresh = reading.record
    key = fresh.document.id
    raw = msgspec.json.encode(fresh)
    digest = sha256_bytes(raw)
    before = transaction.execute(select(record).where(record.c.document == key, record.c.current)).one_or_none()
    if before is not None and before.content_sha256 == digest:
        return Reread(document=key, claims=len(fresh.claims), new=False, again=True)
    number = (transaction.execute(select(func.max(record.c.number)).where(record.c.document == key)).scalar() or 0) + 1
    transaction.execute(update(record).where(record.c.document == key, record.c.current).values(current=False))
    transaction.execute(
        insert(record).values(
            document=key,
            number=number,
            made_by=made_by_hash(fresh.made_by),
            schema=fresh.schema,
            content_sha256=digest,
            compression=COMPRESSION,
            content=packed(raw),
            claims=len(fresh.claims),
            current=True,
            told_as=TOLD_AS if reading.tellings or not fresh.claims else None,
            read_at=now,
        )
    )
    _put_claims(transaction, reading, again=before is not None)
    changes = () if before is None else reread(_record(before.content), fresh)
    return Reread(document=key, claims=len(fresh.claims), new=True, again=before is not None, changes=changes)


def _put_claims(transaction: Transaction, reading: Reading, *, again: bool) -> None:
    """Renew the rows of the claims; a claim that is still there keeps its row and what hangs on it."""
    key = reading.record.document.id
    rows = [_plain(row) for row in rows_of(reading.record, reading.text, reading.tellings)]
    if again:
        there = set(transaction.execute(select(claim.c.id).where(claim.c.document == key)).scalars())
        gone = sorted(there - {row["id"] for row in rows})
        for some in chunks(gone):
            transaction.execute(delete(claim).where(claim.c.document == key, claim.c.id.in_(some)))
        transaction.execute(delete(claim_name).where(claim_name.c.document == key))
        upsert(transaction, claim, ("document", "id"), rows)
    elif rows:
        transaction.execute(insert(claim), rows)
    _put_names(transaction, list(names_of(reading.record)))
    headline = next((part for part in reading.record.parts if part.kind == "headline"), None)
    values: dict[str, str | None] = {"publisher": reading.record.document.outlet}
    if headline is not None:
        values["headline"] = " ".join(headline.span.of(reading.text).split())[:_HEADLINE]
    transaction.execute(update(document).where(document.c.id == key).values(**values))


def _plain(row: ClaimRow) -> dict[str, object]:
    return {field: getattr(row, field) for field in ClaimRow.__struct_fields__}


def _put_names(transaction: Transaction, named: Sequence[Named]) -> None:
    keys: set[_Key] = {(each.kind, each.ref, each.label) for each in named}
    ids = _name_ids(transaction, keys)
    missing: dict[_Key, str] = {
        (each.kind, each.ref, each.label): each.folded for each in named if (each.kind, each.ref, each.label) not in ids
    }
    if missing:
        transaction.execute(
            insert(name), [{"kind": k[0], "ref": k[1], "label": k[2], "folded": folded} for k, folded in missing.items()]
        )
        ids |= _name_ids(transaction, set(missing))
    rows = [
        {"document": each.document, "claim": each.claim, "role": each.role, "name": ids[each.kind, each.ref, each.label]}
        for each in named
    ]
    insert_new(transaction, claim_name, rows)


def _name_ids(transaction: Transaction, keys: set[_Key]) -> dict[_Key, int]:
    out: dict[_Key, int] = {}
    for some in chunks(sorted({label for _, _, label in keys})):
        for row in transaction.execute(select(name.c.id, name.c.kind, name.c.ref, name.c.label).where(name.c.label.in_(some))):
            out[row.kind, row.ref, row.label] = row.id
    return out


def put_tellings(transaction: Transaction, document: str, tellings: Sequence[Telling]) -> None:
    """Renew what the crossing sees of an article's claims; a telling of a claim that is not there is passed over."""
    if tellings:
        statement = (
            update(claim)
            .where(claim.c.document == bindparam("in_document"), claim.c.id == bindparam("of_claim"))
            .values(telling=bindparam("told"))
        )
        rows = [{"in_document": document, "of_claim": each.claim, "told": msgspec.to_builtins(each)} for each in tellings]
        transaction.execute(statement, rows)
    transaction.execute(update(record).where(record.c.document == document, record.c.current).values(told_as=TOLD_AS))


def untold(transaction: Transaction) -> list[str]:
    """Articles whose claims were never told as the crossing sees them now: `Telling` has other fields since."""
    query = select(record.c.document).where(record.c.current, record.c.told_as.is_distinct_from(TOLD_AS))
    return list(transaction.execute(query.order_by(record.c.document)).scalars())


def current(transaction: Transaction, documents: Sequence[str]) -> dict[str, Record]:
    """Id of the document → its current record, for those that were read."""
    out = {}
    for some in chunks(documents):
        for row in transaction.execute(
            select(record.c.document, record.c.content).where(record.c.document.in_(some), record.c.current)
        ):
            out[row.document] = _record(row.content)
    return out


def readings_of(transaction: Transaction, key: str) -> list[Record]:
    """Every record of an article, the first reading first."""
    rows = transaction.execute(select(record.c.content).where(record.c.document == key).order_by(record.c.number))
    return [_record(content) for content in rows.scalars()]


def unread(transaction: Transaction, documents: Sequence[str]) -> list[str]:
    """Which of these articles have no record, in order."""
    read: set[str] = set()
    for some in chunks(documents):
        read.update(transaction.execute(select(record.c.document).where(record.c.document.in_(some), record.c.current)).scalars())
    return [each for each in documents if each not in read]


def all_documents(transaction: Transaction) -> list[str]:
    """Ids of all articles in the order in which they came."""
    return list(transaction.execute(select(document.c.id).order_by(document.c.number)).scalars())


def claims(transaction: Transaction, key: str) -> Iterator[ClaimRow]:
    """The rows of an article's claims in the order of the text."""
    for row in transaction.execute(select(claim).where(claim.c.document == key).order_by(claim.c.position)).mappings():
        yield struct_of(row, ClaimRow)


def _record(content: bytes) -> Record:
    return msgspec.json.decode(zlib.decompress(content), type=Record)
