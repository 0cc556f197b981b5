"""A run that is killed leaves nothing behind that the next run trips over."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seconds", [0.3, 2.5, 5.0])
def test_a_killed_demo_can_be_run_again(tmp_path: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "recoupe", "demo", "--affair", "a6", "--out", str(tmp_path / "out")]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    first.send_signal(signal.SIGKILL)
    first.wait(timeout=30)
    again = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert again.returncode == 0, again.stderr
    assert len(list((tmp_path / "out").glob("*.html"))) == 5
    assert all(page.read_text(encoding="utf-8").rstrip().endswith("</html>") for page in (tmp_path / "out").glob("*.html"))


def test_a_reader_that_stops_listening_ends_the_run_quietly() -> None:
    sample = Path(__file__).resolve().parents[2] / "src" / "recoupe" / "data" / "samples" / "a6-01-agence-kivu-depeches.txt"
    reading = subprocess.Popen(
        [sys.executable, "-m", "recoupe", "read", str(sample), "--to", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert reading.stdout is not None
    assert reading.stderr is not None
    reading.stdout.close()
    assert b"Traceback" not in reading.stderr.read()
    reading.stderr.close()
    reading.wait(timeout=60)
