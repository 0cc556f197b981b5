"""Opening and making archives, and bringing an old one up to date: never without a backup beside it, never a newer one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from recoupe.archive.connection import Archive, may_write, sqlite_engine, told, trouble
from recoupe.errors import ArchiveError

VARIABLE = "RECOUPE_ARCHIVE"
DEFAULT = "recoupe.db"
REVISIONS = ("r0001", "r0002", "r0003")
"""The migrations in order; the last is what this version writes."""
_SERVERS = ("postgresql://", "postgresql+")


def archive_name(given: str | None = None) -> str:
    """The archive that is meant: the one given, else that of RECOUPE_ARCHIVE, else `recoupe.db` in the current folder."""
    return given or os.environ.get(VARIABLE) or DEFAULT


def open_archive(where: str | None = None, *, create: bool = False, readonly: bool = False) -> Archive:
    """The archive at a path or address, brought up to date.

    Args:
        where: path of a file, `sqlite:///PATH`, or address of a PostgreSQL database; None: `archive_name`.
        create: make it where there is none.
        readonly: nothing will be written; an old archive is then not brought up to date but refused.

    Raises:
        ArchiveError: R501 (none there), R502 (another file), R503 (newer than this program), R504 to R507.
    """
    name = archive_name(where)
    if name.startswith(_SERVERS):
        return _ready(Archive(name, _server(name), None), create=create, readonly=readonly)
    path = Path(name.removeprefix("sqlite:///"))
    _check_path(path, name, create=create)
    if readonly:
        return _ready(_reader(path, name), create=False, readonly=True)
    if path.exists() and not may_write(path):
        raise trouble("R504", "the archive cannot be opened for writing: the file is read-only.", name)
    return _ready(Archive(name, sqlite_engine(path), path), create=create, readonly=False)


def _check_path(path: Path, name: str, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise trouble("R502", "this is a folder, not an archive.", name)
        there = path.exists()
        empty = there and path.stat().st_size == 0
    except (OSError, ValueError) as err:
        raise trouble("R504", f"the archive cannot be opened: {err}.", name) from err
    if not create and (not there or empty):
        raise trouble("R501", "there is no archive here.", name)
    if not there and not path.absolute().parent.is_dir():
        raise trouble("R504", "the archive cannot be made: its folder is not there.", name)


def _reader(path: Path, name: str) -> Archive:
    """For reading only. A file that is in the way of nobody's writing is read as it lies."""
    archive = Archive(name, sqlite_engine(path, readonly=True), path)
    try:
        with archive.read() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master"))
    except ArchiveError as err:
        if err.code != "R504":
            raise
        return Archive(name, sqlite_engine(path, readonly=True, unchanging=True), path)
    return archive


def _server(name: str) -> Engine:
    try:
        return create_engine(name)
    except (SQLAlchemyError, ImportError) as err:
        raise trouble("R501", f"the database cannot be reached: {err}.", name.partition("@")[2] or "database") from err


def _ready(archive: Archive, *, create: bool, readonly: bool) -> Archive:
    """The archive at the revision of this program."""
    found = _revision(archive)
    if found == REVISIONS[-1]:
        return archive
    if found is None and not create:
        raise trouble("R502", "this is no archive of recoupe.", archive.where)
    if found is not None and found not in REVISIONS:
        raise ArchiveError(
            "R503",
            f"this archive was written by a newer recoupe (revision {found}; this one knows {REVISIONS[-1]}).",
            where=archive.where,
            remedy="Install the newer version, or take the backup that it made before (FILE.before-*).",
        )
    if readonly:
        raise ArchiveError(
            "R504",
            f"this archive is of an older recoupe (revision {found}) and must be brought up to date first.",
            where=archive.where,
            remedy="Open it once where it can be written, for example with: recoupe add --retry",
        )
    if found is not None and archive.path is not None:
        back_up(archive.path, archive.path.with_name(f"{archive.path.name}.before-{REVISIONS[REVISIONS.index(found) + 1]}"))
    _upgrade(archive)
    return archive


def _revision(archive: Archive) -> str | None:
    """The revision of the archive's tables, None for an empty database. Raises ArchiveError R502 for another program's."""
    with archive.read() as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            return None
        if "alembic_version" not in tables or "document" not in tables:
            raise trouble("R502", "this is a database, but no archive of recoupe.", archive.where)
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _upgrade(archive: Archive, to: str = "head") -> None:
    """Run the migrations that are missing, all in one transaction."""
    from alembic import command  # noqa: PLC0415 - heavy, and needed only when an archive is made or is old
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "recoupe.archive:migrations")
    config.set_main_option("path_separator", "os")
    try:
        if archive.path is not None:
            with closing(archive.engine.raw_connection()) as raw:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as err:
        raise trouble("R504", f"the archive cannot be made: {err}.", archive.where) from err
    except SQLAlchemyError as err:
        raise told(err, archive.where) from err
    with archive.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def back_up(path: Path, target: Path) -> Path:
    """A copy of the archive as it stands, whole even while somebody writes. Raises ArchiveError R508."""
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except (sqlite3.Error, OSError) as err:
        raise ArchiveError(
            "R508", f"no backup could be made: {err}.", where=str(target), remedy="Make room beside the archive, then try again."
        ) from err
    return target
