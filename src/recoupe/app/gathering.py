"""What is to be added, item by item: what the paths hold, addresses, and what failed before and is tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from recoupe.app.preparing import Done, Refused, Taken, refused
from recoupe.app.reading import is_url
from recoupe.archive import articles, items
from recoupe.archive.connection import Archive
from recoupe.archive.rows import ItemRow
from recoupe.errors import IntakeError
from recoupe.intake.collections.items import Item, Kind, Spoilt
from recoupe.intake.decode import MAX_BYTES
from recoupe.intake.documents import Given, list_folder

Arriving = Taken | Refused | Done


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
            seen.add(each.row.name if isinstance(each, Refused) else each.key)
            yield each
    if sources.retry:
        with archive.read() as transaction:
            failed = [row for row in items.in_state(transaction, "failed") if row.stage != "read" and row.name not in seen]
        yield from _again(archive, failed, sources)


def _of(archive: Archive, path: str, sources: Sources) -> Iterator[Arriving]:
    if is_url(path):
        item = Item(name=path, kind="address", url=path, given=sources.given, retrieved=sources.now())
        yield Taken(key=path, source=path, item=item)
        return
    whole = str(Path(path).absolute())
    for each in items_of(path, sources.given):
        key = whole + each.name.removeprefix(path.rstrip("/")) if each.name.startswith(path.rstrip("/")) else each.name
        if isinstance(each, Spoilt):
            yield _spoilt(key, whole, each, sources.given)
        elif each.data is None:
            yield _address(archive, Taken(key=key, source=whole, item=each), sources)
        else:
            yield Taken(key=key, source=whole, item=each)


def items_of(path: str, given: Given) -> Iterator[Item | Spoilt]:
    """The file, or the files of the folder."""
    place = Path(path)
    try:
        names = [str(each) for each in list_folder(path)] if place.is_dir() else [path]
    except IntakeError as error:
        yield Spoilt(name=path, kind="file", error=error)
        return
    for name in names:
        try:
            with Path(name).open("rb") as stream:
                yield Item(name=name, kind="file", data=stream.read(MAX_BYTES + 1), given=given)
        except (FileNotFoundError, NotADirectoryError):
            missing = IntakeError("R103", "there is no such file.", where=name, remedy="Check the spelling of the path.")
            yield Spoilt(name=name, kind="file", error=missing)
        except (OSError, ValueError) as err:
            unread = IntakeError("R104", f"it cannot be read: {err}.", where=name, remedy="Check who may read it.")
            yield Spoilt(name=name, kind="file", error=unread)


def kind_of_row(row: ItemRow) -> Kind:
    """The kind of collection as the ledger has it."""
    kind: Kind = msgspec.convert(row.kind, Kind)
    return kind


def _spoilt(key: str, source: str, spoilt: Spoilt, given: Given) -> Refused:
    item = Item(name=spoilt.name, kind=spoilt.kind, given=given, resume=spoilt.resume)
    return refused(Taken(key=key, source=source, item=item), "collection", spoilt.error)


def _address(archive: Archive, taken: Taken, sources: Sources) -> Taken | Done:
    """An address of a collection: fetched now, or passed over because it was fetched before."""
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
            continue
        item = Item(
            name=row.name,
            kind=kind_of_row(row),
            data=data,
            url=row.url,
            media_type=row.media_type,
            given=msgspec.convert(row.given or {}, Given),
            retrieved=sources.now(),
            resume=row.resume,
        )
        yield Taken(key=row.name, source=row.source, item=item)
    for source, names in sought.items():
        for each in _of(archive, source, sources):
            if (each.row.name if isinstance(each, Refused) else each.key) in names:
                yield each
