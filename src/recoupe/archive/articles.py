"""Articles: their bytes, their text, how they came. What is stored is never changed, but for what a person says of outlet, date and language.

The same bytes are one article, unless their addresses or outlets differ: a dispatch that two outlets print word for word is two articles.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import msgspec
from sqlalchemy import func, insert, select, update

from recoupe.archive import fulltext
from recoupe.archive.addresses import address_of
from recoupe.archive.columns import struct_of
from recoupe.archive.connection import Transaction
from recoupe.archive.tables import blob, document, retrieval, version
from recoupe.archive.upserts import chunks, insert_new
from recoupe.model.document import Document
from recoupe.model.ids import document_id, sha256_bytes
from recoupe.text.views import fold

COMPRESSION = "zlib"
_LEVEL = 6
_HEADLINE = 200
_SAID = ("outlet", "published", "lang")


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """An article on its way in.

    Args:
        item: key of the item in the ledger.
        kind: of its collection.
        document: the article.
        content: its bytes, compressed by `packed`.
        size: number of bytes before.
        url, media_type, retrieved, headers, redirects: how it was got.
        said: what of outlet, published, lang was said by a person or a collection.
    """

    item: str
    kind: str
    document: Document
    content: bytes
    size: int
    url: str | None = None
    media_type: str | None = None
    retrieved: str | None = None
    headers: dict[str, str] = {}
    redirects: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an arrival.

    Args:
        document: id of the article in the archive.
        new: it was not there before.
        changed: it was there, and a person now says otherwise of outlet, date or language: it must be read again.
        version: which version at its address it is, None without an address.
        before: id of the version before, if there is one.
    """

    document: str
    new: bool
    changed: bool = False
    version: int | None = None
    before: str | None = None


def packed(data: bytes) -> bytes:
    """The bytes compressed as the archive keeps them."""
    return zlib.compress(data, _LEVEL)


def put(transaction: Transaction, arrivals: Sequence[Arrival], now: str) -> list[Kept]:
    """Store articles with their bytes, text, index and retrieval; one `Kept` for each, in order. `now`: ISO date-time in UTC."""
    known = _known(transaction, {each.document.bytes_sha256 for each in arrivals})
    kept: list[Kept] = []
    new: list[tuple[Arrival, Document]] = []
    for arrival in arrivals:
        same = known.setdefault(arrival.document.bytes_sha256, [])
        match = next((each for each in same if not _apart(each, arrival.document)), None)
        if match is None:
            made = _named(arrival.document, bool(same))
            same.append(made)
            new.append((arrival, made))
            kept.append(Kept(document=made.id, new=True))
        else:
            kept.append(Kept(document=match.id, new=False, changed=_correct(transaction, match, arrival)))
    _insert(transaction, new, now)
    _retrieved(transaction, arrivals, kept, now)
    return _versions(transaction, arrivals, kept, now)


def _known(transaction: Transaction, hashes: set[str]) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for some in chunks(sorted(hashes)):
        for row in transaction.execute(
            select(document).where(document.c.bytes_sha256.in_(some)).order_by(document.c.number)
        ).mappings():
            found.setdefault(row["bytes_sha256"], []).append(struct_of(row, Document))
    return found


def _apart(one: Document, other: Document) -> bool:
    """Whether the same bytes are two articles: their addresses differ, or where not both have one, their outlets."""
    left, right = address_of(one.url), address_of(other.url)
    if left and right:
        return left != right
    return bool(one.outlet and other.outlet and fold(one.outlet) != fold(other.outlet))


def _named(arrived: Document, taken: bool) -> Document:  # noqa: FBT001 - told by its name
    """The document with an id of its own where the one of its bytes is taken."""
    if not taken:
        return arrived
    own = sha256_bytes(f"{arrived.bytes_sha256}\x00{address_of(arrived.url) or arrived.outlet}".encode())
    return msgspec.structs.replace(arrived, id=document_id(own))


def _correct(transaction: Transaction, stored: Document, arrival: Arrival) -> bool:
    """Take over what was said of an article that is there; whether that changes it."""
    said = {
        field: getattr(arrival.document, field)
        for field in _SAID
        if field in arrival.said and getattr(arrival.document, field) != getattr(stored, field)
    }
    said |= {f"{field}_from": "given" for field in ("outlet", "published") if field in said}
    if stored.url is None and arrival.document.url is not None:
        said |= {"url": arrival.document.url, "address": address_of(arrival.document.url)}
    if said:
        transaction.execute(update(document).where(document.c.id == stored.id).values(**said))
    if "outlet" in said:
        transaction.execute(update(document).where(document.c.id == stored.id).values(publisher=said["outlet"]))
    return bool(said)


def _insert(transaction: Transaction, new: Sequence[tuple[Arrival, Document]], now: str) -> None:
    if not new:
        return
    insert_new(
        transaction,
        blob,
        [
            {"sha256": each.document.bytes_sha256, "size": each.size, "compression": COMPRESSION, "content": each.content}
            for each, _ in new
        ],
    )
    first = (transaction.execute(select(func.max(document.c.number))).scalar() or 0) + 1
    rows = [
        {
            **{field: getattr(made, field) for field in Document.__struct_fields__},
            "number": number,
            "address": address_of(made.url),
            "headline": _headline(made),
            "publisher": made.outlet,
            "added": now,
        }
        for number, (_, made) in enumerate(new, first)
    ]
    transaction.execute(insert(document), rows)
    fulltext.add(transaction, [made.id for _, made in new])


def _headline(made: Document) -> str:
    """What a list calls the article before it is read: its title, else its first line."""
    first = made.title or made.text.strip().partition("\n")[0]
    return " ".join(first.split())[:_HEADLINE]


def _retrieved(transaction: Transaction, arrivals: Sequence[Arrival], kept: Sequence[Kept], now: str) -> None:
    """Note each way in once: the same item with the same bytes is not noted again."""
    rows = []
    for some in chunks(list(zip(arrivals, kept, strict=True))):
        wanted = {each.document for _, each in some}
        there = {
            (row.document, row.item, row.url)
            for row in transaction.execute(
                select(retrieval.c.document, retrieval.c.item, retrieval.c.url).where(retrieval.c.document.in_(wanted))
            )
        }
        for arrival, each in some:
            if (each.document, arrival.item, arrival.url) not in there:
                there.add((each.document, arrival.item, arrival.url))
                rows.append(
                    {
                        "document": each.document,
                        "blob": arrival.document.bytes_sha256,
                        **{field: getattr(arrival, field) for field in ("item", "kind", "url", "media_type")},
                        "retrieved": arrival.retrieved or arrival.document.retrieved,
                        "headers": arrival.headers,
                        "redirects": arrival.redirects,
                        "added": now,
                    }
                )
    if rows:
        transaction.execute(insert(retrieval), rows)


def _versions(transaction: Transaction, arrivals: Sequence[Arrival], kept: Sequence[Kept], now: str) -> list[Kept]:
    """Number what stands at each address; the kept ones with their place in the order."""
    addresses = {address for each in arrivals if (address := address_of(each.document.url)) is not None}
    seen: dict[str, list[str]] = {}
    for some in chunks(sorted(addresses)):
        for row in transaction.execute(
            select(version.c.address, version.c.document).where(version.c.address.in_(some)).order_by(version.c.number)
        ):
            seen.setdefault(row.address, []).append(row.document)
    out, rows = [], []
    for arrival, each in zip(arrivals, kept, strict=True):
        address = address_of(arrival.document.url)
        if address is None:
            out.append(each)
            continue
        there = seen.setdefault(address, [])
        if each.document not in there:
            there.append(each.document)
            rows.append({"address": address, "number": len(there), "document": each.document, "seen": now})
        place = there.index(each.document)
        out.append(msgspec.structs.replace(each, version=place + 1, before=there[place - 1] if place else None))
    if rows:
        transaction.execute(insert(version), rows)
    return out


def get(transaction: Transaction, documents: Sequence[str]) -> dict[str, Document]:
    """Id → document, for those that are there."""
    out = {}
    for some in chunks(documents):
        for row in transaction.execute(select(document).where(document.c.id.in_(some))).mappings():
            out[row["id"]] = struct_of(row, Document)
    return out


def content(transaction: Transaction, sha256: str) -> bytes | None:
    """The bytes of a hash as they arrived, None where they are not kept."""
    row = transaction.execute(select(blob).where(blob.c.sha256 == sha256)).one_or_none()
    return None if row is None else zlib.decompress(row.content)


def keep_bytes(transaction: Transaction, sha256: str, content: bytes, size: int) -> None:
    """Keep bytes that no document could be made of, so that they can be tried again."""
    insert_new(transaction, blob, [{"sha256": sha256, "size": size, "compression": COMPRESSION, "content": content}])
