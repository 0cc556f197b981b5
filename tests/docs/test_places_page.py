"""The curve of docs/places.md is drawn from the figures that are stored, and the page gives those figures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_picture_is_fresh() -> None:
    assert subprocess.run([sys.executable, ROOT / "scripts" / "places_coverage.py", "--check"], check=False).returncode == 0


def test_the_page_gives_the_stored_figures() -> None:
    page = (ROOT / "docs" / "places.md").read_text(encoding="utf-8")
    stored = json.loads((ROOT / "bench" / "places_coverage.json").read_text(encoding="utf-8"))
    for name, both in stored.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| {name} |") and "→" in line)
        for figure in ("brier", "calibration_error", "right_at_75"):
            before, after = (f"{both[by][figure]:.3f}".lstrip("0") for by in ("share", "sure"))
            assert f"{before} → {after}" in row, (name, figure)
