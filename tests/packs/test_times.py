"""Every example that stands beside a time pattern is a test: what must be found with which value, and what must not."""

from __future__ import annotations

import pytest

from recoupe.knowledge.packs import load_pack, pack_codes
from recoupe.knowledge.times.pack import TOP
from recoupe.pipeline.chronology.examples import failures

PATTERNS = [(code, source) for code in pack_codes() for source in load_pack(code).times.sources if source.name == TOP]


@pytest.mark.parametrize(("lang", "source"), PATTERNS, ids=[source.id for _, source in PATTERNS])
def test_the_examples_of_a_pattern_hold(engine, lang: str, source) -> None:
    assert list(failures(engine, lang, source)) == []
