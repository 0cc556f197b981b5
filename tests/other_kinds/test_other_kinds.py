"""Texts about other things than wars: nothing violent and no movement of forces may be told as having happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.intake.documents import read_path
from recoupe.model.vocabulary import SAID_TO_HAPPEN, family
from recoupe.pipeline.engine import Engine

TEXTS = sorted(Path(__file__).parent.glob("*.txt"))
WARLIKE = frozenset({"ATTACK", "CLASH", "KILL", "ABDUCT", "MOVE", "CONTROL"})


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_no_act_of_war_is_read_in_it(engine: Engine, path: Path) -> None:
    record = engine.read(read_path(path))
    found = [
        f"{claim.rule} on “{claim.trigger.text}” in “{' '.join(claim.span.of(read_path(path).text).split())[:90]}”"
        for claim in record.claims
        if family(claim.type) in WARLIKE and claim.status.occurrence in SAID_TO_HAPPEN
    ]
    assert found == []


def test_there_are_texts_of_both_languages() -> None:
    assert {path.stem[-2:] for path in TEXTS} == {"fr", "en"}
