"""What a path holds: one article, a folder of them, or one of the collections; told by its name, else by its first bytes."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import msgspec

from recoupe.errors import IntakeError
from recoupe.intake.collections.feeds import feed_items, is_feed
from recoupe.intake.collections.items import Found, Item, Kind, Passed, Spoilt
from recoupe.intake.collections.lists import is_list, list_items
from recoupe.intake.collections.tables import csv_items, jsonl_items, looks_like_list
from recoupe.intake.collections.wacz import wacz_items
from recoupe.intake.collections.warc import warc_items
from recoupe.intake.decode import MAX_BYTES, too_large
from recoupe.intake.documents import NOTHING, Given
from recoupe.intake.formats import EXTENSIONS

_HEAD = 8_192
_SUFFIXES: dict[str, Kind] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".warc": "warc", ".warc.gz": "warc", ".wacz": "wacz",
    ".rss": "feed", ".atom": "feed", ".urls": "list",
}  # fmt: skip
_TEXTS = frozenset({*EXTENSIONS, ".pdf", ".xml"})


def items_of(path: Path | str, given: Given = NOTHING, start: int = 0) -> Found:
    """The articles at a path, one by one, in an order that is the same every time.

    Args:
        path: file or folder. Folders are walked, hidden files and links to folders left out; files of kinds that are not read are counted.
        given: a person's word on all of them.
        start: `resume` of the last item that was complete, for one collection; 0 for folders.

    Yields: items, places where none could be taken out, and counts of what was passed over. Never raises IntakeError: it becomes a `Spoilt`.
    """
    place = Path(path)
    if place.is_dir():
        yield from _folder(place, given)
        return
    kind = None
    try:
        kind = kind_of(place)
        yield from _collection(place, kind, given, start)
    except IntakeError as error:
        yield Spoilt(name=str(path), kind=kind or "file", error=error)
    except (OSError, ValueError) as err:
        yield Spoilt(name=str(path), kind=kind or "file", error=_unreadable(str(path), err))


def kind_of(path: Path) -> Kind:
    """What the file is. Raises OSError."""
    name = path.name.lower()
    found = next(
        (kind for suffix, kind in sorted(_SUFFIXES.items(), key=lambda each: -len(each[0])) if name.endswith(suffix)), None
    )
    if found is not None:
        return found
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"WARC/"):
        return "warc"
    if is_feed(head) and path.suffix.lower() not in EXTENSIONS:
        return "feed"
    return "list" if is_list(_whole_lines(head)) else "file"


def expanded(item: Item) -> Found | None:
    """The items in a fetched page that is a feed, None if it is an article. `item.data` must be there."""
    if item.data is None or not is_feed(item.data):
        return None
    return feed_items(item.data, item.url or item.name, item.given)


def _whole_lines(head: bytes) -> str:
    """The first lines as text, without the last one if the reading may have cut it."""
    text = head.decode("utf-8-sig", "replace")
    return text if len(head) < _HEAD else text.rpartition("\n")[0]


def _collection(path: Path, kind: Kind, given: Given, start: int) -> Found:
    if kind == "jsonl":
        return jsonl_items(path, given, start)
    if kind == "csv":
        return csv_items(path, given, start)
    if kind == "warc":
        return warc_items(path, given, start)
    if kind == "wacz":
        return wacz_items(path, given, start)
    if kind == "list":
        return list_items(path, given, start)
    if kind == "feed":
        return feed_items(_bytes(path), str(path), given, start)
    return iter((Item(name=str(path), kind="file", data=_bytes(path), given=given),))


def _bytes(path: Path) -> bytes:
    """The file, no more than the limit. Raises IntakeError R105."""
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_large(None, MAX_BYTES, str(path))
    return data


def _folder(top: Path, given: Given) -> Found:
    """Every file of the folder that may hold articles; how many others there are, by ending."""
    others: Counter[str] = Counter()
    errors: list[OSError] = []
    found = 0
    for folder, names, files in os.walk(top, onerror=errors.append):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if name.startswith("."):
                continue
            if not _may_hold(path):
                others[path.suffix.lower() or "no ending"] += 1
                continue
            found += 1
            for each in items_of(path, given):
                yield msgspec.structs.replace(each, resume=0)
    for err in errors:
        yield Spoilt(name=str(err.filename or top), kind="file", error=_unreadable(str(err.filename or top), err))
    if others:
        yield Passed(name=str(top), kind="file", what={f"{suffix} files": count for suffix, count in sorted(others.items())})
    if not found and not errors:
        error = IntakeError(
            "R109", "there is no article or collection of articles in it.", where=str(top), remedy="Give a folder with articles."
        )
        yield Spoilt(name=str(top), kind="file", error=error)


def _may_hold(path: Path) -> bool:
    """Whether the ending is one of those read. A CSV file must have a column for articles: other tables lie beside them."""
    name = path.name.lower()
    if name.endswith((".csv", ".tsv")):
        try:
            with path.open(encoding="utf-8-sig", errors="replace") as stream:
                return looks_like_list(stream.readline(_HEAD))
        except OSError:
            return True
    return path.suffix.lower() in _TEXTS or any(name.endswith(suffix) for suffix in _SUFFIXES)


def _unreadable(where: str, err: Exception) -> IntakeError:
    if isinstance(err, FileNotFoundError | NotADirectoryError):
        return IntakeError("R103", "there is no such file.", where=where, remedy="Check the spelling of the path.")
    why = (err.strerror if isinstance(err, OSError) else None) or str(err)
    return IntakeError("R104", f"it cannot be read: {why}.", where=where, remedy="Check who may read it.")
