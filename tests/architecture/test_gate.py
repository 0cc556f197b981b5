"""The gate of our own gold: a figure that falls behind fails the check."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture
def table():
    path = Path(__file__).resolve().parents[2] / "bench" / "table.py"
    spec = importlib.util.spec_from_file_location("bench_table", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_gate_is_on_our_own_gold_and_none_on_a_sealed_part(table) -> None:
    gated = [row for row in table.read_rows() if row.gate is not None]
    assert gated
    assert all(row.gold.startswith("root:gold") and "sealed" not in row.gold for row in gated)


@pytest.mark.parametrize(("ours", "code"), [(0.9, 0), (0.1, 1), ("set absent", 1)])
def test_a_figure_behind_its_gate_fails(table, monkeypatch, ours: object, code: int) -> None:
    row = table.Row(id="X", what="x", task="claims", gold="root:gold", figure="found", gate=0.5)
    monkeypatch.setattr(table, "read_rows", lambda: [row])
    monkeypatch.setattr(table, "_scored", lambda row: {"found": ours} if isinstance(ours, float) else {"why": ours})
    assert table.gate() == code
