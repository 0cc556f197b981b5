"""Fixtures of the whole suite. The engine loads two language models: one for the session."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from recoupe.intake.documents import Given, read_bytes
from recoupe.model.record import Record
from recoupe.pipeline.engine import Engine

ROOT = Path(__file__).resolve().parent.parent
os.environ["RECOUPE_GAZETTEER"] = "-"  # the layers of whoever runs the tests are not theirs


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="session")
def read(engine: Engine):
    """Text in, record out."""

    def reader(text: str, lang: str | None = None, **given: str) -> Record:
        return engine.read(read_bytes(text.encode(), name="article.txt", given=Given(lang=lang, **given)))

    return reader


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of benchmarks; a test that asks for it is skipped, saying so, where it is absent."""
    folder = Path(os.environ.get("RECOUPE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"{folder.name}/ is absent: the benchmarks cannot be read")
    return folder
