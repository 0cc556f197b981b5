"""Made copies in both languages: recall and precision in every column (`bench/copies.py` draws more of them)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[3] / "bench" / "copies.py"
spec = importlib.util.spec_from_file_location("made_copies", BENCH)
assert spec is not None
assert spec.loader is not None
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)


@pytest.mark.parametrize("column", list(made.columns(60)), ids=lambda column: "-".join(map(str, column[:3])))
def test_copies_are_found_and_nothing_else_is(column: tuple[str, float, float, float, float]) -> None:
    *_, recall, precision = column
    assert recall >= 0.98
    assert precision >= 0.99
