"""Articles into a file of one of the export formats: written beside it and moved into its place when it is whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from recoupe.app.naming import called
from recoupe.app.reading import Article
from recoupe.errors import UsageError
from recoupe.export.formats import BY_NAME, FORMATS
from recoupe.export.sheets import Format, Sheet, Written
from recoupe.model.document import Document
from recoupe.model.record import Record

_BATCH = 100

__all__ = ["FORMATS", "archived", "export", "format_named", "sheets_of"]


def format_named(name: str) -> Format:
    """The format. Raises UsageError R402 with the names that there are."""
    found = BY_NAME.get(name)
    if found is None:
        raise UsageError("R402", f"there is no format {name!r}.", remedy=f"One of: {', '.join(BY_NAME)}.")
    return found


def sheets_of(articles: Iterable[Article]) -> Iterator[Sheet]:
    """Articles as the exports take them."""
    for article in articles:
        yield Sheet(name=article.name, record=article.record, text=article.document.text)


def sheet_of(document: Document, record: Record) -> Sheet:
    """An article of the archive."""
    return Sheet(name=called(record, document.text), record=record, text=document.text)


def archived(where: str | None, documents: Sequence[str] | None = None) -> Iterator[Sheet]:
    """The articles of an archive that were read, in the order in which they came; only `documents` where given. Held a hundred at a time.

    Raises ArchiveError where there is no archive.
    """
    from recoupe.archive import articles, records
    from recoupe.archive.opening import open_archive

    with open_archive(where, readonly=True) as archive:
        with archive.read() as transaction:
            wanted = list(documents) if documents is not None else records.all_documents(transaction)
        for first in range(0, len(wanted), _BATCH):
            some = wanted[first : first + _BATCH]
            with archive.read() as transaction:
                texts, read = articles.get(transaction, some), records.current(transaction, some)
            for each in some:
                if each in read:
                    yield sheet_of(texts[each], read[each])


def export(sheets: Iterable[Sheet], form: Format, target: Path | None) -> Written:
    """Write the sheets to `target`, or to standard output where it is None. A file that was there is replaced only by a whole one.

    Raises UsageError R408 where it cannot be written, R407 where the format needs a package that is not installed.
    """
    if target is None:
        done = form.write(sheets, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return done
    with replacing(target) as out:
        return form.write(sheets, out)


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A file beside `target` that takes its place when all went well. Raises UsageError R408 where it cannot be written."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            yield out
        beside.replace(target)
    except OSError as err:
        raise UsageError(
            "R408", f"it cannot be written: {err.strerror or err}.", where=str(target), remedy="Name another place with -o."
        ) from err
    finally:
        beside.unlink(missing_ok=True)
