"""Runs of the command line inside this process: one engine for all of them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from recoupe.cli.main import main

TEXT = """Des soldats quittent la ville de Goma

Les soldats kényans ont quitté Goma vers Nairobi le 3 mars 2024, selon un porte-parole de la mission qui les commandait.

Les blindés ont été transférés de Goma à Bukavu, et les habitants de la ville ont vu passer le convoi pendant toute la matinée.
"""


class Ran(NamedTuple):
    """How a run ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """`recoupe ARGS`, with errors turned to messages and codes as the console script does."""

    def runner(*args: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["recoupe", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setenv("COLUMNS", "120")
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return runner


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A small article in a file."""
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
