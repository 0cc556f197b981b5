"""docs/exports.md names every format, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from recoupe.export.formats import FORMATS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"


def test_every_format_is_documented() -> None:
    rows = re.findall(r"^\| `([a-z]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [form.name for form in FORMATS]
