"""Adding that is killed, has no room, may not write: no article lost, none twice, the archive opens, and the reason is told."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
KILLS = 100
SEED = 5
ARTICLES = 3000
_READ = 14


def write_articles(path: Path, number: int, words: str = "The Velden brigade left Orsk on Monday and went to Maru.") -> Path:
    lines = [
        json.dumps({"text": f"Report {nth}\n\n{words} It was convoy {nth}.", "url": f"https://example.org/{nth}", "lang": "en"})
        for nth in range(number)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def command(source: Path, archive: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "recoupe", "add", str(source), "--archive", str(archive), "--json", "--lang", "en", *more]


def run(source: Path, archive: Path, *more: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def bound() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(command(source, archive, *more), capture_output=True, text=True, preexec_fn=bound, check=False)


def contents(archive: Path) -> tuple[int, int, int, str]:
    """Articles, different ones among them, lines of the ledger, and what SQLite says of the file."""
    with sqlite3.connect(archive) as raw:
        row = raw.execute(
            "SELECT (SELECT count(*) FROM document), (SELECT count(DISTINCT url) FROM document), (SELECT count(*) FROM item)"
        ).fetchone()
        sound = raw.execute("PRAGMA integrity_check").fetchone()[0]
        raw.execute("INSERT INTO document_text (document_text) VALUES ('integrity-check')")
        raw.rollback()
    raw.close()
    return (*row, sound)


def is_made(archive: Path) -> bool:
    """Whether the tables are there: a run may be killed before it has made them, and then made none."""
    with sqlite3.connect(archive) as raw:
        tables = raw.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]
    raw.close()
    assert tables == 0 or tables > 15
    return bool(tables)


def killed(source: Path, archive: Path, after: float, *more: str) -> bool:
    """Start adding and kill it with all that it started; whether it was still running."""
    running = subprocess.Popen(
        command(source, archive, *more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait(60)
    return running.returncode == -signal.SIGKILL


def test_killed_at_a_hundred_moments_while_storing(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    source = write_articles(tmp_path / "a.jsonl", ARTICLES)
    archive = tmp_path / "a.db"
    start = time.monotonic()
    whole = run(source, tmp_path / "whole.db", "--no-read")
    took = time.monotonic() - start
    assert whole.returncode == 0, whole.stderr
    kills, stored = 0, 0
    for attempt in range(KILLS * 2):
        if kills == KILLS:
            break
        if attempt % 10 == 0:
            archive.unlink(missing_ok=True)
            for end in ("-wal", "-shm"):
                Path(f"{archive}{end}").unlink(missing_ok=True)
            stored = 0
        kills += killed(source, archive, chance.uniform(0.05, 1.0) * took, "--no-read")
        if archive.exists() and archive.stat().st_size:
            if not is_made(archive):
                continue
            articles, different, lines, sound = contents(archive)
            assert sound == "ok"
            assert articles == different == lines
            assert articles >= stored, "an article that was stored is gone"
            stored = articles
    assert kills == KILLS
    done = run(source, archive, "--no-read")
    assert done.returncode == 0, done.stderr
    assert contents(archive) == (ARTICLES, ARTICLES, ARTICLES, "ok")


def test_killed_while_reading(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    source = write_articles(tmp_path / "a.jsonl", 150)
    archive = tmp_path / "a.db"
    for _ in range(_READ):
        killed(source, archive, chance.uniform(3, 12), "--jobs", "1")
    done = run(source, archive)
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(archive) as raw:
        assert raw.execute("SELECT count(*) FROM record WHERE current").fetchone()[0] == 150
        assert raw.execute("SELECT count(*) FROM record").fetchone()[0] == 150
        assert raw.execute("SELECT count(*) FROM item WHERE state = 'read'").fetchone()[0] == 150
    raw.close()


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "a.jsonl", 3000)
    archive = tmp_path / "a.db"
    full = run(source, archive, "--no-read", "--jobs", "1", limit=3_000_000)
    assert full.returncode == 5
    assert "R506" in full.stderr
    assert "Make room" in full.stderr
    before, different, lines, sound = contents(archive)
    assert (before > 0, before == different == lines, sound) == (True, True, "ok")
    assert run(source, archive, "--no-read").returncode == 0
    assert contents(archive) == (3000, 3000, 3000, "ok")


def test_a_disk_that_is_full_from_the_start(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "a.jsonl", 10)
    full = run(source, tmp_path / "a.db", "--no-read", limit=20_000)
    assert (full.returncode, "R506" in full.stderr) == (5, True), full.stderr
    assert run(source, tmp_path / "a.db", "--no-read").returncode == 0


def test_an_archive_that_another_program_locks(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "a.jsonl", 10)
    archive = tmp_path / "a.db"
    assert run(source, archive, "--no-read").returncode == 0
    other = sqlite3.connect(archive, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    more = run(write_articles(tmp_path / "b.jsonl", 20), archive, "--no-read")
    other.close()
    assert (more.returncode, "R505" in more.stderr) == (5, True), more.stderr
    assert contents(archive)[0] == 10
