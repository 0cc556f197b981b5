"""An import that is killed: the old layer stays whole, the next run takes up what was read and gives what an unbroken run gives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dumps import dump, row
from recoupe.knowledge.gazetteer.imports.adding import Wanted, add
from recoupe.knowledge.gazetteer.store import Store

pytestmark = pytest.mark.slow
ROWS = 160_000


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dump(tmp_path_factory.mktemp("big") / "XX.txt", [row(number) for number in range(1, ROWS + 1)])


def start(path: Path, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "recoupe", "gazetteer", "add", str(path), "--name", "mine", "--replace"]
    return subprocess.Popen(
        command, env={**os.environ, "RECOUPE_GAZETTEER": str(folder)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait(running: subprocess.Popen[str], folder: Path, when: str) -> None:
    """Until the working file is there; until 100,000 rows are read; until the layer is being written."""
    if when == "middle":
        assert running.stderr is not None
        assert "100,000 rows" in running.stderr.readline()
        return
    path = folder / ("mine.part" if when == "early" else "mine.new")
    while running.poll() is None and not path.exists():
        time.sleep(0.005)


@pytest.mark.parametrize("when", ["early", "middle", "late"])
def test_a_killed_import_is_taken_up(tmp_path: Path, big: Path, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    folder = tmp_path / "layers"
    monkeypatch.setenv("RECOUPE_GAZETTEER", str(folder))
    old = add(Wanted(path=dump(tmp_path / "old.txt", [row(1)]), name="mine"))
    before = old.path.read_bytes()
    running = start(big, folder)
    wait(running, folder, when)
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=30)
    assert running.returncode == -signal.SIGKILL, "the run ended before it could be killed"
    assert old.path.read_bytes() == before
    assert Store(old.path).layers[0].places == 1
    out, err = start(big, folder).communicate(timeout=240)
    assert "160,000 places" in out, err
    assert ("an unfinished run had read" in out) == (when != "early")
    monkeypatch.setenv("RECOUPE_GAZETTEER", str(tmp_path / "unbroken"))
    unbroken = add(Wanted(path=big, name="mine"))
    assert old.path.read_bytes() == unbroken.path.read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == ["mine.layer", "mine.sqlite"]


def test_a_run_stopped_by_hand_is_taken_up(tmp_path: Path, big: Path) -> None:
    folder = tmp_path / "layers"
    running = start(big, folder)
    wait(running, folder, "middle")
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=30)
    assert running.returncode == 130
    assert not (folder / "mine.sqlite").exists()
    out, err = start(big, folder).communicate(timeout=240)
    assert "an unfinished run had read" in out, err


def test_a_run_that_finds_another_source_starts_over(tmp_path: Path, big: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "layers"
    monkeypatch.setenv("RECOUPE_GAZETTEER", str(folder))
    running = start(big, folder)
    wait(running, folder, "middle")
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=30)
    done = add(Wanted(path=dump(tmp_path / "other.txt", [row(2), row(3)]), name="mine"))
    assert (done.taken_up, done.layer.places) == (0, 2)
    assert done.started_over


def test_two_runs_do_not_write_one_layer_at_the_same_time(tmp_path: Path, big: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "layers"
    first = start(big, folder)
    wait(first, folder, "middle")
    second = start(big, folder)
    _, err = second.communicate(timeout=120)
    out, _ = first.communicate(timeout=240)
    assert "another run writes this layer" in err
    assert "160,000 places" in out
