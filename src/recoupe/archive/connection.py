"""One open archive: transactions to read and to write, and every fault of the database told as an error for people.

A write transaction takes the lock at once, so that it never fails half-way for want of it; readers never wait for a writer.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from recoupe.errors import ArchiveError

BUSY_MS = 10_000
"""How long a statement waits for another program's lock, in milliseconds."""
Transaction = Connection
"""What callers hand on within one transaction; they never look into it."""
_REMEDIES = {
    "R501": "Make one with: recoupe add PATH",
    "R502": "Give the file that `recoupe add` made, or another name for a new one.",
    "R504": "Check who may write the file and its folder.",
    "R505": "Wait until the other program is done, then run the same command again: what is stored stays stored.",
    "R506": "Make room, then run the same command again: what is stored stays stored.",
    "R507": "Take the last backup (FILE.before-*), or add the articles to a new archive.",
}
_NAMES = (
    ("SQLITE_BUSY", "R505"),
    ("SQLITE_LOCKED", "R505"),
    ("SQLITE_FULL", "R506"),
    ("SQLITE_IOERR", "R506"),
    ("SQLITE_READONLY", "R504"),
    ("SQLITE_PERM", "R504"),
    ("SQLITE_CANTOPEN", "R504"),
    ("SQLITE_NOTADB", "R502"),
    ("SQLITE_CORRUPT", "R507"),
)
_WHAT = {
    "R502": "this is no archive of recoupe.",
    "R504": "the archive cannot be opened for writing",
    "R505": "another program keeps the archive locked",
    "R506": "the archive cannot be written: no room on the disk, or the disk fails",
    "R507": "the archive is damaged",
}


def trouble(code: str, what: str, where: str) -> ArchiveError:
    """The error of a code with the remedy that it always has."""
    return ArchiveError(code, what, where=where, remedy=_REMEDIES.get(code, ""))


class Archive:
    """An open archive.

    Args:
        where: how the person named it.
        engine: of the database.
        path: the file, None for a database server.
    """

    def __init__(self, where: str, engine: Engine, path: Path | None) -> None:
        self.where = where
        self.engine = engine
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the last one to do so leaves one file without companions."""
        self.engine.dispose()

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that sees one state of the archive. Raises ArchiveError."""
        with self._told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that is kept whole or not at all. Raises ArchiveError R504, R505, R506."""
        with self._told(), self.engine.connect().execution_options(immediate=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as err:
            raise told(err, self.where) from err


def told(err: SQLAlchemyError, where: str) -> Exception:
    """The error for people behind one of the database; the same error where it is a bug of ours."""
    orig = err.orig if isinstance(err, DBAPIError) else None
    name = getattr(orig, "sqlite_errorname", "") or ""
    code = next((code for start, code in _NAMES if name.startswith(start)), None)
    if code is None:
        return err
    detail = "" if code == "R502" else f" ({orig})."
    return trouble(code, _WHAT[code] + detail, where)


def may_write(path: Path) -> bool:
    """Whether this process may write the file."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def sqlite_engine(path: Path, *, readonly: bool = False, unchanging: bool = False) -> Engine:
    """An engine on a file. A reader opens it as a writer does, where it may, so that the last one to close it leaves one file.

    `unchanging`: nobody can write it, its folder neither, so no lock and no companion file is needed.
    """
    sealed = unchanging or (readonly and not may_write(path))
    mode = "mode=ro" if sealed else "mode=rw" if readonly else "mode=rwc"
    uri = f"{path.absolute().as_uri()}?{mode}{'&immutable=1' if unchanging else ''}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def configure(raw: Any, _: object) -> None:  # noqa: ANN401 - the driver's connection
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA cache_size = -65536")
        raw.execute("PRAGMA query_only = ON" if readonly else "PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("immediate") else "BEGIN")

    return engine
