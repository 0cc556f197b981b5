"""Every example that stands beside a frame is a test: what must match, and what must not."""

from __future__ import annotations

import pytest

from recoupe.knowledge.packs import load_pack, pack_codes
from recoupe.pipeline.engine import Engine
from recoupe.pipeline.examples import failures

FRAMES = [(code, frame) for code in pack_codes() for frame in load_pack(code).frames]


@pytest.mark.parametrize(("lang", "frame"), FRAMES, ids=[frame.id for _, frame in FRAMES])
def test_the_examples_of_a_frame_hold(engine: Engine, lang: str, frame) -> None:
    assert list(failures(engine, lang, frame)) == []


def test_the_languages_have_the_same_classes() -> None:
    classes = {code: set(load_pack(code).classes) for code in pack_codes()}
    assert classes["fr"] == classes["en"]
