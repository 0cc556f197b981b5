"""Cross-checking the archive: tell what was not told yet, find shared wording, link claims into episodes, keep them, list what changed.

Resumable: what is told is kept in steps; the links are kept whole or not at all. An episode keeps its id as long as most of its claims stay together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec

from recoupe.app.naming import called
from recoupe.archive import articles, decisions, episodes, records
from recoupe.archive.connection import Archive, Transaction
from recoupe.archive.episodes import Crossing, EpisodeChange
from recoupe.crosscheck.compare import View
from recoupe.crosscheck.copies import Worded, as_copy, worded
from recoupe.crosscheck.episodes.labels import label
from recoupe.crosscheck.episodes.linking import link
from recoupe.crosscheck.tellings import tellings
from recoupe.crosscheck.wording.index import Pair, WordingIndex
from recoupe.crosscheck.wording.sheets import Sheet
from recoupe.model.comparison import Copy, Shared
from recoupe.model.episode import Episode
from recoupe.model.record import Record
from recoupe.model.telling import Telling

Progress = Callable[[str, int, int], None]
"""Step, how much of it is done, of how much."""
_STEP = 200
_HELD = 2_000
"""Articles that are held decoded while shared wording is looked at."""


class Crossed(msgspec.Struct, frozen=True, kw_only=True):
    """What a crossing found: how much there is now, and what is not as it was."""

    articles: int
    claims: int
    told: int
    episodes: int
    shared: int
    copies: int
    changes: tuple[EpisodeChange, ...]


def cross(archive: Archive, now: str, progress: Progress | None = None) -> Crossed:
    """Cross-check the whole archive. Raises ArchiveError.

    Args:
        archive: open for writing.
        now: ISO date-time in UTC.
        progress: told how far each step is.
    """
    progress = progress or _silent
    told = _tell(archive, progress)
    with archive.read() as transaction:
        claims = list(episodes.tellings(transaction))
        verdicts = decisions.verdicts(transaction)
        copies, count = _copies(transaction, progress)
    progress("linking", 0, len(claims))
    found = link(claims, verdicts)
    progress("linking", len(claims), len(claims))
    by_key = {each.key: each for each in claims}
    shared = [each for each in found if len({document for document, _ in each.claims}) > 1]
    summaries = {each.id: _summary([by_key[key] for key in each.claims]) for each in shared}
    with archive.write() as transaction:
        changes = episodes.put_crossing(transaction, Crossing(episodes=found, copies=copies, summaries=summaries), now)
    return Crossed(
        articles=count,
        claims=len(claims),
        told=told,
        episodes=len(found),
        shared=len(shared),
        copies=len(copies),
        changes=changes,
    )


def _silent(_step: str, _done: int, _total: int) -> None:
    """Tells nobody how far it is."""


def _tell(archive: Archive, progress: Progress) -> int:
    """What is not told in the present form is told, some articles at a time, each time kept."""
    with archive.read() as transaction:
        missing = records.untold(transaction)
    for start in range(0, len(missing), _STEP):
        some = missing[start : start + _STEP]
        with archive.write() as transaction:
            texts = articles.get(transaction, some)
            for document, record in records.current(transaction, some).items():
                records.put_tellings(transaction, document, tellings(record, texts[document].text))
        progress("telling", min(start + _STEP, len(missing)), len(missing))
    return len(missing)


def _copies(transaction: Transaction, progress: Progress) -> tuple[list[Copy], int]:
    """Shared wording of all articles: candidates over whole texts in the order of their days, then looked at in their own parts."""
    sheets = [
        Sheet(each.document, each.text, [(0, len(each.text))], _ordinal(each.published)) for each in episodes.texts(transaction)
    ]
    index = WordingIndex()
    pairs: list[Pair] = []
    for number, sheet in enumerate(sorted(sheets, key=lambda each: (each.day or 0, each.document)), 1):
        pairs += index.add(sheet)
        if number % _STEP == 0 or number == len(sheets):
            progress("wording", number, len(sheets))
    wanted = sorted({tuple(sorted((pair.left.document, pair.right.document))) for pair in pairs})
    read = _Read(transaction)
    found = []
    for left, right in wanted:
        one, other = read.worded(left), read.worded(right)
        if one is None or other is None:
            continue
        index = WordingIndex(window=None)
        index.add(one.sheet)
        found += [copy for pair in index.sharing(other.sheet) if (copy := as_copy(pair, one, other)) is not None]
    return found, len(sheets)


class _Read:
    """Articles of the archive with their records, as many as are held."""

    def __init__(self, transaction: Transaction) -> None:
        self.transaction = transaction
        self._held: dict[str, Worded | None] = {}

    def worded(self, document: str) -> Worded | None:
        """The words of an article's own parts; None where it has no record."""
        if document not in self._held:
            if len(self._held) >= _HELD:
                self._held.clear()
            record = records.current(self.transaction, [document]).get(document)
            text = articles.get(self.transaction, [document])
            self._held[document] = worded(record, text[document].text) if record is not None and document in text else None
        return self._held[document]


def _name(record: Record, text: str) -> str:
    return record.document.outlet or called(record, text)


def _ordinal(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def _summary(told: Sequence[Telling]) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(label(told))
    return made


def compared(transaction: Transaction, episode: Episode) -> tuple[View, Shared]:
    """An episode of the archive as fields by sources, with its origins: read anew from the records of its articles."""
    documents = sorted({document for document, _ in episode.claims})
    read = records.current(transaction, documents)
    texts = articles.get(transaction, documents)
    given = [(_name(read[each], texts[each].text), read[each], texts[each].text) for each in documents if each in read]
    told = {each.key: each for _, record, text in given for each in tellings(record, text)}
    view = View(given, told, {}, {})
    return view, view.shared(episode)
