"""Decisions are chained: any change of one shows."""

from __future__ import annotations

import msgspec
import pytest

from recoupe.model.decision import FIRST, Decision


def _decision() -> Decision:
    return Decision(
        number=1, at="2026-01-02T03:04:05+00:00", who="A. Reader", target="claim", ref="d1#c1", field="verdict", before=None,
        after={"accepted": True}, why="", made_by="0.1.0", previous=FIRST,
    ).sealed()  # fmt: skip


def test_a_sealed_decision_bears_its_own_hash() -> None:
    decision = _decision()
    assert decision.hash == decision.expected_hash()
    assert len(decision.hash) == 64


@pytest.mark.parametrize(
    ("field", "value"), [("who", "B. Other"), ("after", {"accepted": False}), ("previous", "1" * 64), ("number", 2)]
)
def test_a_changed_field_no_longer_fits_the_hash(field: str, value: object) -> None:
    changed = msgspec.structs.replace(_decision(), **{field: value})
    assert changed.hash != changed.expected_hash()
