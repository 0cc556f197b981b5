"""Articles into a file of one of the export formats: written beside it and moved into its place when it is whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from recoupe.app.reading import Article
from recoupe.errors import UsageError
from recoupe.export.formats import BY_NAME, FORMATS
from recoupe.export.sheets import Format, Sheet, Written

__all__ = ["FORMATS", "export", "format_named", "sheets_of"]


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


def export(sheets: Iterable[Sheet], form: Format, target: Path | None) -> Written:
    """Write the sheets to `target`, or to standard output where it is None. A file that was there is replaced only by a whole one.

    Raises UsageError R408 where it cannot be written, R407 where the format needs a package that is not installed.
    """
    if target is None:
        done = form.write(sheets, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return done
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            done = form.write(sheets, out)
        beside.replace(target)
    except OSError as err:
        raise UsageError(
            "R408", f"it cannot be written: {err.strerror or err}.", where=str(target), remedy="Name another place with -o."
        ) from err
    finally:
        beside.unlink(missing_ok=True)
    return done
