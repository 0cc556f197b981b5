"""Adding articles to the archive: each is stored first and read afterwards, so that whatever happens in between loses none.

Every item has its line in the ledger; a run that was killed is taken up where it stood by giving the same paths again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from recoupe.app.gathering import Sources, gather
from recoupe.app.preparing import Done, Prepared, Preparer, Ready, Refused
from recoupe.app.reading import engine
from recoupe.archive import articles, items, records
from recoupe.archive.connection import Archive, Transaction
from recoupe.archive.differences import ClaimChange
from recoupe.archive.rows import ItemRow, Stage, State
from recoupe.errors import RecoupeError
from recoupe.intake.documents import NOTHING, Given
from recoupe.model.document import Document

BATCH = 200
"""Most articles stored in one transaction."""
READ_BATCH = 20
"""Most articles read between two transactions: a kill costs at most the reading of these, never an article."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one item: a line of the report.

    Args:
        name: as the collection calls it.
        state: "stored", "read", "known", "failed".
        stage, code, message: where and why it failed.
        document: the article that it became, or was already.
        claims: how many claims its record has, None where it was not read in this run.
        version, before: which version at its address, and the document before it.
        changes: what a new reading changed in it, claim by claim.
    """

    name: str
    state: State
    stage: Stage | None = None
    code: str | None = None
    message: str | None = None
    document: str | None = None
    claims: int | None = None
    version: int | None = None
    before: str | None = None
    changes: tuple[ClaimChange, ...] = ()


class Adding(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done.

    Args:
        paths: files, folders, lists, feeds, archives, addresses.
        given: what the person says of all of them.
        read: also read what is stored.
        retry: also try again what failed before, and read what is waiting.
        refetch: fetch again the addresses of lists and feeds that were fetched before.
        reread: read again what was read by something else than what would read it now.
        now: gives the ISO date-time in UTC.
        jobs: processes that take articles in.
    """

    now: Callable[[], str]
    paths: tuple[str, ...] = ()
    given: Given = NOTHING
    read: bool = True
    retry: bool = False
    refetch: bool = False
    reread: bool = False
    jobs: int = 1


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run is, for whoever shows it: `done` of `total` (None: not known) in the phase "storing" or "reading"."""

    phase: str
    done: int
    total: int | None = None


def add(archive: Archive, wanted: Adding, progress: Callable[[Step], None]) -> list[Outcome]:
    """Store and read; what became of each item, in order. Raises ArchiveError: what was stored until then stays stored."""
    report: dict[str, Outcome] = {}
    touched: dict[str, str] = {}
    changed: set[str] = set()
    for key, outcome, afresh in _store(archive, wanted, progress):
        report[key] = outcome
        if outcome.document is not None:
            touched[outcome.document] = key
            if afresh:
                changed.add(outcome.document)
    if wanted.read:
        _read(archive, wanted, _to_read(archive, wanted, touched, changed), (report, touched), progress)
    return list(report.values())


def _store(archive: Archive, wanted: Adding, progress: Callable[[Step], None]) -> Iterator[tuple[str, Outcome, bool]]:
    """Everything that the paths hold, stored in batches: key, outcome, whether it must be read again."""
    done = 0
    sources = Sources(paths=wanted.paths, given=wanted.given, retry=wanted.retry, refetch=wanted.refetch, now=wanted.now)
    with Preparer(wanted.jobs) as preparer:
        arriving = preparer.prepared(gather(archive, sources))
        for batch in _batches(arriving, BATCH):
            with archive.write() as transaction:
                stored = _store_batch(transaction, batch, wanted.now())
            yield from stored
            done += len(batch)
            progress(Step(phase="storing", done=done))


def _batches(values: Iterable[Ready], size: int) -> Iterator[list[Ready]]:
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch


def _store_batch(transaction: Transaction, batch: Sequence[Ready], now: str) -> list[tuple[str, Outcome, bool]]:
    good = [each for each in batch if isinstance(each, Prepared)]
    kept = dict(zip((each.key for each in good), articles.put(transaction, [each.arrival for each in good], now), strict=True))
    rows, out = [], []
    for each in batch:
        if isinstance(each, Refused):
            if each.content is not None and each.row.blob is not None:
                articles.keep_bytes(transaction, each.row.blob, each.content, each.size)
            rows.append(msgspec.structs.replace(each.row, changed=now))
            out.append((each.row.name, _failed(each.name, each.row), False))
            continue
        if isinstance(each, Done):
            out.append((each.key, Outcome(name=each.name, state="known", document=each.document), False))
            continue
        became = kept[each.key]
        state: State = "stored" if became.new else "known"
        rows.append(msgspec.structs.replace(each.row, state=state, document=became.document, changed=now))
        outcome = Outcome(name=each.name, state=state, document=became.document, version=became.version, before=became.before)
        out.append((each.key, outcome, became.changed))
    items.mark(transaction, rows)
    return out


def _failed(name: str, row: ItemRow) -> Outcome:
    return Outcome(name=name, state="failed", stage=row.stage, code=row.code, message=row.message, document=row.document)


def _to_read(archive: Archive, wanted: Adding, touched: dict[str, str], changed: set[str]) -> list[str]:
    """Ids of the articles that are to be read now."""
    with archive.read() as transaction:
        if wanted.reread and not wanted.paths:
            return records.all_documents(transaction)
        if wanted.reread:
            return list(touched)
        waiting = list(touched)
        if wanted.retry:
            behind = items.in_state(transaction, "stored", "failed")
            waiting += [row.document for row in behind if row.document and row.document not in touched]
        unread = set(records.unread(transaction, waiting))
        return [each for each in dict.fromkeys(waiting) if each in unread or each in changed]


def _read(
    archive: Archive,
    wanted: Adding,
    documents: Sequence[str],
    into: tuple[dict[str, Outcome], dict[str, str]],
    progress: Callable[[Step], None],
) -> None:
    """Read the articles in batches and note each outcome under its item."""
    done = 0
    for start in range(0, len(documents), READ_BATCH):
        some = documents[start : start + READ_BATCH]
        with archive.read() as transaction:
            found = articles.get(transaction, some)
        readings, failures = [], []
        for key in some:
            try:
                readings.append(_reading(found[key]))
            except RecoupeError as error:
                failures.append((key, error))
            done += 1
            progress(Step(phase="reading", done=done, total=len(documents)))
        with archive.write() as transaction:
            became = records.put(transaction, readings, wanted.now())
            states = [(each.document, None) for each in became] + failures
            rows = items.of_documents(transaction, [key for key, _ in states])
            items.mark(transaction, [_after_reading(row, dict(states)[row.document or ""], wanted.now()) for row in rows])
        _note(into, became, failures, found)


def _reading(document: Document) -> records.Reading:
    return records.Reading(record=engine().read(document), text=document.text)


def _after_reading(row: ItemRow, error: RecoupeError | None, now: str) -> ItemRow:
    if error is None:
        return msgspec.structs.replace(row, state="read", stage=None, code=None, message=None, attempts=0, changed=now)
    return msgspec.structs.replace(
        row, state="failed", stage="read", code=error.code, message=str(error), attempts=1, changed=now
    )


def _note(
    into: tuple[dict[str, Outcome], dict[str, str]],
    became: Sequence[records.Reread],
    failures: Sequence[tuple[str, RecoupeError]],
    found: dict[str, Document],
) -> None:
    report, touched = into
    for each in became:
        key = touched.get(each.document, each.document)
        before = report.get(key) or Outcome(name=_called(found[each.document]), state="known", document=each.document)
        state: State = "known" if before.state == "known" and not each.new else "read"
        report[key] = msgspec.structs.replace(before, state=state, claims=each.claims, changes=each.changes)
    for document, error in failures:
        key = touched.get(document, document)
        before = report.get(key) or Outcome(name=_called(found[document]), state="failed", document=document)
        report[key] = msgspec.structs.replace(before, state="failed", stage="read", code=error.code, message=str(error))


def _called(document: Document) -> str:
    return document.url or document.title or document.id
