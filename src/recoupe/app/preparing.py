"""Items made ready to be stored: fetched, decoded, linearised, compressed. The heavy part of adding, done in several processes where there are many."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import Self

import msgspec

from recoupe.archive.articles import Arrival, packed
from recoupe.archive.rows import ItemRow, Stage
from recoupe.errors import IntakeError, RecoupeError
from recoupe.intake.collections.items import Item, Passed
from recoupe.intake.documents import read_bytes
from recoupe.model.ids import sha256_bytes

MANY = 256
"""Items from which further processes pay for their start."""
CHUNK = 32
"""Items handed to a process at a time."""
_AHEAD = 8


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """An item with its key in the ledger and the path or address that was added."""

    key: str
    source: str
    item: Item


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """An item ready to be stored, with its line of the ledger."""

    key: str
    name: str
    arrival: Arrival
    row: ItemRow


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """An item that is no article, with its line of the ledger; its bytes, compressed, where there are any."""

    name: str
    row: ItemRow
    content: bytes | None = None
    size: int = 0


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """An address that was fetched before, with the article that it became."""

    key: str
    name: str
    document: str


Ready = Prepared | Refused | Done | Passed


class Preparer:
    """Prepares items in order; with `jobs` above 1 and many items in that many processes."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def prepared(self, taken: Iterable[Taken | Refused | Done | Passed]) -> Iterator[Ready]:
        """Each item prepared, in order."""
        iterator = iter(taken)
        first = list(islice(iterator, MANY)) if self._jobs > 1 else []
        if len(first) < MANY:
            yield from map(prepare, chain(first, iterator))
            return
        self._pool = ProcessPoolExecutor(self._jobs, mp_context=get_context("forkserver"))
        waiting: deque[Future[list[Ready]]] = deque()
        rest = chain(first, iterator)
        while some := list(islice(rest, CHUNK)):
            waiting.append(self._pool.submit(prepare_all, some))
            if len(waiting) > self._jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def prepare_all(taken: list[Taken | Refused | Done | Passed]) -> list[Ready]:
    """The items prepared; what a process of the pool does."""
    return [prepare(each) for each in taken]


def prepare(taken: Taken | Refused | Done | Passed) -> Ready:
    """The article of an item, or why there is none."""
    if not isinstance(taken, Taken):
        return taken
    item = taken.item
    stage: Stage = "fetch" if item.data is None else "intake"
    data = item.data
    try:
        item = fetched(item)
        data = item.data or b""
        stage = "intake"
        document = read_bytes(data, name=item.url or item.name, media_type=item.media_type, given=item.given)
        document.text.encode()
        if document.url is None and item.url is not None:
            document = msgspec.structs.replace(document, url=item.url)
    except RecoupeError as error:
        return refused(taken, stage, error, data)
    except UnicodeEncodeError:
        broken = IntakeError("R102", "its text holds half a character (a lone surrogate).", where=item.name)
        return refused(taken, stage, broken, data)
    said = tuple(field for field in ("outlet", "published", "lang") if getattr(item.given, field) is not None)
    arrival = Arrival(
        item=taken.key,
        kind=item.kind,
        document=document,
        content=packed(data),
        size=len(data),
        url=item.url or document.url,
        media_type=item.media_type,
        retrieved=item.retrieved,
        headers=item.headers,
        redirects=item.redirects,
        said=said,
    )
    return Prepared(key=taken.key, name=item.name, arrival=arrival, row=ledger_row(taken))


def fetched(item: Item) -> Item:
    """The item with its bytes; an address is fetched now. Raises IntakeError."""
    if item.data is not None:
        return item
    from recoupe.intake.fetch import fetch

    page = fetch(item.url or "", now=item.retrieved or "")
    return msgspec.structs.replace(
        item,
        data=page.data,
        url=page.final_url,
        media_type=page.headers.get("content-type"),
        headers=dict(page.headers),
        redirects=page.redirects,
    )


def ledger_row(taken: Taken) -> ItemRow:
    """The item's line of the ledger as it begins."""
    item = taken.item
    return ItemRow(
        name=taken.key,
        source=taken.source,
        kind=item.kind,
        state="waiting",
        url=item.url,
        media_type=item.media_type,
        given={key: value for key, value in msgspec.structs.asdict(item.given).items() if value is not None} or None,
        resume=item.resume,
    )


def refused(taken: Taken, stage: Stage, error: RecoupeError, data: bytes | None = None) -> Refused:
    """The line of an item that failed; its bytes are kept for another try."""
    row = msgspec.structs.replace(
        ledger_row(taken),
        state="failed",
        stage=stage,
        code=error.code,
        message=str(error),
        blob=sha256_bytes(data) if data else None,
    )
    return Refused(name=taken.item.name, row=row, content=packed(data) if data else None, size=len(data or b""))


def usual_jobs() -> int:
    """As many processes as there are processors for this one, at most four."""
    return min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
