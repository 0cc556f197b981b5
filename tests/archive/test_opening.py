"""Opening: what is no archive is refused with its reason, an old one is backed up and brought up to date, a reader disturbs nobody."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from recoupe.archive import articles, connection, opening
from recoupe.archive.opening import open_archive
from recoupe.archive.search import statistics
from recoupe.errors import ArchiveError

from .conftest import NOW, arrival


def fill(path: Path) -> None:
    with open_archive(str(path), create=True) as archive, archive.write() as transaction:
        articles.put(transaction, [arrival("The Velden brigade left Orsk on Monday.\n")], NOW)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    fill(tmp_path / "a.db")
    return tmp_path / "a.db"


def sql(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute(statement)
    raw.close()


def refused(path: Path | str, code: str, **how: bool) -> str:
    with pytest.raises(ArchiveError) as caught:
        open_archive(str(path), **how)
    assert caught.value.code == code
    assert caught.value.exit_code == 5
    return str(caught.value)


def count(path: Path) -> int:
    with open_archive(str(path), readonly=True) as archive, archive.read() as transaction:
        return statistics(transaction)["articles"]


def test_it_is_one_file_when_nobody_has_it_open(filled: Path) -> None:
    assert count(filled) == 1
    assert [path.name for path in filled.parent.iterdir()] == ["a.db"]


def test_none_there(tmp_path: Path) -> None:
    assert "recoupe add" in refused(tmp_path / "none.db", "R501")
    (tmp_path / "empty.db").touch()
    refused(tmp_path / "empty.db", "R501")
    refused(tmp_path / "no" / "folder.db", "R504", create=True)


def test_the_name_comes_from_the_option_the_variable_or_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECOUPE_ARCHIVE", raising=False)
    assert opening.archive_name() == "recoupe.db"
    monkeypatch.setenv("RECOUPE_ARCHIVE", "b.db")
    assert (opening.archive_name(), opening.archive_name("c.db")) == ("b.db", "c.db")


def test_another_file_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes and no database. " * 50)
    before = path.read_bytes()
    refused(path, "R502", create=True)
    assert path.read_bytes() == before
    sql(tmp_path / "other.db", "CREATE TABLE t (a)")
    refused(tmp_path / "other.db", "R502", create=True)
    refused(tmp_path, "R502")


def test_a_newer_archive_is_refused(filled: Path) -> None:
    sql(filled, "UPDATE alembic_version SET version_num = 'r9999'")
    assert "newer" in refused(filled, "R503")


def test_an_old_archive_is_backed_up_and_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    with monkeypatch.context() as old:
        upgrade = opening._upgrade
        old.setattr(opening, "_upgrade", lambda archive: upgrade(archive, "r0001"))
        fill(path)
    assert "older" in refused(path, "R504", readonly=True)
    open_archive(str(path)).close()
    assert count(path) == 1
    with sqlite3.connect(path.with_name("a.db.before-r0002")) as backup:
        assert backup.execute("SELECT version_num FROM alembic_version").fetchone() == ("r0001",)
        assert backup.execute("SELECT count(*) FROM document").fetchone() == (1,)
    backup.close()


def test_no_backup_no_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    with monkeypatch.context() as old:
        upgrade = opening._upgrade
        old.setattr(opening, "_upgrade", lambda archive: upgrade(archive, "r0001"))
        fill(path)
    (tmp_path / "a.db.before-r0002").mkdir()
    refused(path, "R508")
    (tmp_path / "a.db.before-r0002").rmdir()
    open_archive(str(path)).close()
    assert count(path) == 1


def test_a_failed_migration_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    monkeypatch.setattr("recoupe.archive.fulltext.create", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_archive(str(path), create=True)
    monkeypatch.undo()
    fill(path)
    assert count(path) == 1


def test_a_damaged_archive_is_told(filled: Path) -> None:
    raw = bytearray(filled.read_bytes())
    raw[4096 : len(raw) - 4096] = b"\xff" * (len(raw) - 8192)
    filled.write_bytes(raw)
    with pytest.raises(ArchiveError) as caught, open_archive(str(filled)) as archive, archive.read() as transaction:
        statistics(transaction)
    assert caught.value.code == "R507"


def test_a_locked_archive_is_told_and_can_be_read(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with open_archive(str(filled)) as archive:
            with pytest.raises(ArchiveError) as caught, archive.write():
                pass
            assert caught.value.code == "R505"
            with archive.read() as transaction:
                assert statistics(transaction)["articles"] == 1
    finally:
        other.close()


def test_many_threads_write_without_an_error(filled: Path) -> None:
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            with open_archive(str(filled)) as archive:
                for each in range(10):
                    with archive.write() as transaction:
                        articles.put(transaction, [arrival(f"The brigade left Orsk {number} {each}.\n")], NOW)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test must see it
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert count(filled) == 61


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator can become somebody else")
def test_a_file_that_may_not_be_written(filled: Path) -> None:
    filled.chmod(0o444)
    filled.parent.chmod(0o755)
    for folder in (filled.parent.parent, filled.parent.parent.parent):
        folder.chmod(0o755)
    os.seteuid(65534)
    try:
        message = refused(filled, "R504")
        assert "read-only" in message
        assert count(filled) == 1
    finally:
        os.seteuid(0)
