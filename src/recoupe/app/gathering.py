"""What is to be added, item by item: what the paths hold, addresses, and what failed before and is tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from recoupe.app.preparing import Done, Refused, Taken, fetched, refused
from recoupe.app.reading import is_url
from recoupe.archive import articles, items
from recoupe.archive.connection import Archive
from recoupe.archive.rows import ItemRow
from recoupe.errors import IntakeError
from recoupe.intake.collections.items import Found, Item, Kind, Passed, Spoilt
from recoupe.intake.collections.opening import expanded, items_of
from recoupe.intake.documents import Given

Arriving = Taken | Refused | Done | Passed


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """What to take items from; `retry`: also what failed before; `refetch`: also addresses that were fetched before."""

    paths: tuple[str, ...]
    given: Given
    retry: bool
    refetch: bool
    now: Callable[[], str]


def gather(archive: Archive, sources: Sources) -> Iterator[Arriving]:
    """Every item, in the order of the paths; then those that failed before."""
    seen: set[str] = set()
    for path in sources.paths:
        for each in _of(archive, path, sources):
            seen.add(key_of(each))
            yield each
    if sources.retry:
        with archive.read() as transaction:
            failed = [row for row in items.in_state(transaction, "failed") if row.stage != "read" and row.name not in seen]
        yield from _again(archive, failed, sources)


def key_of(arriving: Arriving) -> str:
    """The item's key in the ledger; a count of what was passed over has none."""
    if isinstance(arriving, Refused):
        return arriving.row.name
    return "" if isinstance(arriving, Passed) else arriving.key


def _of(archive: Archive, path: str, sources: Sources) -> Iterator[Arriving]:
    if is_url(path):
        yield from _page(archive, path, sources)
    else:
        whole = str(Path(path).absolute())
        yield from _keyed(archive, items_of(path, sources.given), (path, whole), sources)


def _page(archive: Archive, url: str, sources: Sources) -> Iterator[Arriving]:
    """The page at an address given by hand, fetched now; its entries if it is a feed."""
    taken = Taken(key=url, source=url, item=Item(name=url, kind="address", url=url, given=sources.given, retrieved=sources.now()))
    try:
        item = fetched(taken.item)
    except IntakeError as error:
        yield refused(taken, "fetch", error)
        return
    entries = expanded(item)
    if entries is None:
        yield msgspec.structs.replace(taken, item=item)
    else:
        yield from _keyed(archive, entries, (item.url or url, url), sources)


def _keyed(archive: Archive, found: Found, names: tuple[str, str], sources: Sources) -> Iterator[Arriving]:
    """What a collection yields, with keys that begin with its whole name. Entries of a feed move: their address is their key."""
    called, whole = names
    for each in found:
        if isinstance(each, Passed):
            yield each
            continue
        inside = each.name.removeprefix(called.rstrip("/")) if each.name.startswith(called.rstrip("/")) else f"#{each.name}"
        if isinstance(each, Spoilt):
            item = Item(name=each.name, kind=each.kind, given=sources.given, resume=each.resume)
            yield refused(Taken(key=whole + inside, source=whole, item=item), "collection", each.error)
            continue
        key = f"{whole}#{each.url}" if each.kind == "feed" and each.url else whole + inside
        taken = Taken(key=key, source=whole, item=each)
        yield taken if each.data is not None else _address(archive, taken, sources)


def _address(archive: Archive, taken: Taken, sources: Sources) -> Taken | Done:
    """An address of a collection: to be fetched now, or passed over because it was fetched before."""
    if not sources.refetch:
        with archive.read() as transaction:
            row = items.find(transaction, [taken.key]).get(taken.key)
        if row is not None and row.document is not None and row.url == taken.item.url:
            return Done(key=taken.key, name=taken.item.name, document=row.document)
    return msgspec.structs.replace(taken, item=msgspec.structs.replace(taken.item, retrieved=sources.now()))


def _again(archive: Archive, failed: list[ItemRow], sources: Sources) -> Iterator[Arriving]:
    """What failed before, from its kept bytes, its address, or its collection opened anew."""
    sought: dict[str, set[str]] = {}
    for row in failed:
        data = None
        if row.blob is not None:
            with archive.read() as transaction:
                data = articles.content(transaction, row.blob)
        if data is None and row.url is None:
            sought.setdefault(row.source, set()).add(row.name)
        else:
            yield Taken(key=row.name, source=row.source, item=_as_item(row, data, sources.now()))
    for source, names in sought.items():
        yield from (each for each in _of(archive, source, sources) if key_of(each) in names)


def _as_item(row: ItemRow, data: bytes | None, now: str) -> Item:
    """The item of a line of the ledger. `now` is the time of retrieval where it must be fetched."""
    kind: Kind = msgspec.convert(row.kind, Kind)
    given = msgspec.convert(row.given or {}, Given)
    return Item(
        name=row.name, kind=kind, data=data, url=row.url, media_type=row.media_type, given=given, retrieved=now, resume=row.resume
    )  # fmt: skip
