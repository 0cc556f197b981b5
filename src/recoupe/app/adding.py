"""Adding articles to the archive: each is stored first and read afterwards, so that whatever happens in between loses none.

Every item has its line in the ledger; a run that was killed is taken up where it stood by giving the same paths again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from recoupe.app.gathering import Sources, gather
from recoupe.app.preparing import Done, Prepared, Preparer, Ready, Refused
from recoupe.app.reading import engine
from recoupe.app.statuses import write_statuses
from recoupe.archive import articles, items, records
from recoupe.archive.connection import Archive, Transaction
from recoupe.archive.differences import ClaimChange
from recoupe.archive.rows import ItemRow, Stage, State
from recoupe.crosscheck.tellings import tellings
from recoupe.errors import RecoupeError
from recoupe.intake.collections.items import Passed
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
        homes: the file of outlets' homes under which articles are read.
    """

    now: Callable[[], str]
    paths: tuple[str, ...] = ()
    given: Given = NOTHING
    read: bool = True
    retry: bool = False
    refetch: bool = False
    reread: bool = False
    jobs: int = 1
    homes: Path | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: each item in order, and how many things beside articles the collections held."""

    outcomes: tuple[Outcome, ...]
    passed: dict[str, int]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run is, for whoever shows it: `done` of `total` (None: not known) in the phase "storing" or "reading"."""

    phase: str
    done: int
    total: int | None = None


def add(archive: Archive, wanted: Adding, progress: Callable[[Step], None]) -> Report:
    """Store and read; what became of each item. Raises ArchiveError: what was stored until then stays stored."""
    run = _Run(archive, wanted, progress)
    try:
        run.store()
        if wanted.read:
            run.read()
    finally:
        write_statuses(archive, wanted.paths)
    return Report(outcomes=tuple(run.report.values()), passed=dict(sorted(run.passed.items())))


class _Run:
    """One run with what it knows so far: the report by key, which article came of which item, what must be read again."""

    def __init__(self, archive: Archive, wanted: Adding, progress: Callable[[Step], None]) -> None:
        self.archive = archive
        self.wanted = wanted
        self.progress = progress
        self.report: dict[str, Outcome] = {}
        self.passed: Counter[str] = Counter()
        self._item_of: dict[str, str] = {}
        self._changed: set[str] = set()

    def store(self) -> None:
        """Everything that the paths hold, in batches of one transaction each."""
        wanted, done = self.wanted, 0
        sources = Sources(paths=wanted.paths, given=wanted.given, retry=wanted.retry, refetch=wanted.refetch, now=wanted.now)
        with Preparer(wanted.jobs) as preparer:
            for batch in _batches(preparer.prepared(gather(self.archive, sources)), BATCH):
                with self.archive.write() as transaction:
                    stored = _store_batch(transaction, batch, wanted.now())
                for each in batch:
                    self.passed.update(each.what if isinstance(each, Passed) else {})
                for key, outcome, afresh in stored:
                    self._stored(key, outcome, afresh)
                done += len(batch)
                self.progress(Step(phase="storing", done=done))

    def _stored(self, key: str, outcome: Outcome, afresh: bool) -> None:  # noqa: FBT001 - told by its name
        self.report[key] = outcome
        if outcome.document is not None:
            self._item_of.setdefault(outcome.document, key)
            if afresh:
                self._changed.add(outcome.document)

    def read(self) -> None:
        """Read what is to be read, in batches of one transaction each."""
        documents = self._to_read()
        done = 0
        for start in range(0, len(documents), READ_BATCH):
            some = documents[start : start + READ_BATCH]
            with self.archive.read() as transaction:
                found = articles.get(transaction, some)
            readings: list[records.Reading] = []
            failures: dict[str, RecoupeError] = {}
            for key in some:
                try:
                    readings.append(_reading(found[key], self.wanted.homes))
                except RecoupeError as error:
                    failures[key] = error
                done += 1
                self.progress(Step(phase="reading", done=done, total=len(documents)))
            with self.archive.write() as transaction:
                became = records.put(transaction, readings, self.wanted.now())
                rows = items.of_documents(transaction, some)
                items.mark(
                    transaction, [_after_reading(row, failures.get(row.document or ""), self.wanted.now()) for row in rows]
                )
            self._note(became, failures, found)

    def _to_read(self) -> list[str]:
        """Ids of the articles that are to be read now."""
        with self.archive.read() as transaction:
            if self.wanted.reread:
                return list(self._item_of) if self.wanted.paths else records.all_documents(transaction)
            waiting = list(self._item_of)
            if self.wanted.retry:
                behind = items.in_state(transaction, "stored", "known", "failed")
                waiting += [row.document for row in behind if row.document and row.document not in self._item_of]
            unread = set(records.unread(transaction, waiting))
        return [each for each in dict.fromkeys(waiting) if each in unread or each in self._changed]

    def _note(self, became: Sequence[records.Reread], failures: dict[str, RecoupeError], found: dict[str, Document]) -> None:
        for each in became:
            key, before = self._before(each.document, found)
            state: State = "known" if before.state == "known" and not each.new else "read"
            self.report[key] = msgspec.structs.replace(before, state=state, claims=each.claims, changes=each.changes)
        for document, error in failures.items():
            key, before = self._before(document, found)
            self.report[key] = msgspec.structs.replace(before, state="failed", stage="read", code=error.code, message=str(error))

    def _before(self, document: str, found: dict[str, Document]) -> tuple[str, Outcome]:
        """The key of an article's line in the report, and the line so far."""
        key = self._item_of.get(document, document)
        called = found[document].url or found[document].title or document
        return key, self.report.get(key) or Outcome(name=called, state="known", document=document)


def _batches(values: Iterable[Ready], size: int) -> Iterator[list[Ready]]:
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch


def _store_batch(transaction: Transaction, batch: Sequence[Ready], now: str) -> list[tuple[str, Outcome, bool]]:
    """Store one batch and write its lines of the ledger; the line of an item that is the article it was stays as it is."""
    good = [each for each in batch if isinstance(each, Prepared)]
    kept = dict(zip((each.key for each in good), articles.put(transaction, [each.arrival for each in good], now), strict=True))
    lines = items.find(transaction, list(kept))
    rows, out = [], []
    for each in batch:
        if isinstance(each, Passed):
            continue
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
        before = lines.get(each.key)
        if before is None or before.document != became.document:
            rows.append(msgspec.structs.replace(each.row, state=state, document=became.document, changed=now))
        outcome = Outcome(name=each.name, state=state, document=became.document, version=became.version, before=became.before)
        out.append((each.key, outcome, became.changed))
    items.mark(transaction, rows)
    return out


def _failed(name: str, row: ItemRow) -> Outcome:
    return Outcome(name=name, state="failed", stage=row.stage, code=row.code, message=row.message, document=row.document)


def _reading(document: Document, homes: Path | None) -> records.Reading:
    record = engine(None, homes).read(document)
    return records.Reading(
        record=record, text=document.text, tellings={each.claim: each for each in tellings(record, document.text)}
    )


def _after_reading(row: ItemRow, error: RecoupeError | None, now: str) -> ItemRow:
    if error is None:
        return msgspec.structs.replace(row, state="read", stage=None, code=None, message=None, attempts=0, changed=now)
    return msgspec.structs.replace(
        row, state="failed", stage="read", code=error.code, message=str(error), attempts=1, changed=now
    )
