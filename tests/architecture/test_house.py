"""The rules of the house that no linter knows."""

from __future__ import annotations

import re
from pathlib import Path

from recoupe.errors import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "recoupe"


def test_there_is_no_python_in_data() -> None:
    assert not list((SOURCE / "data").rglob("*.py"))


def test_every_error_code_that_is_raised_is_in_the_catalogue() -> None:
    raised = {
        code
        for path in SOURCE.rglob("*.py")
        if path.name != "errors.py"
        for code in re.findall(r'"(R\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert raised <= set(CATALOGUE)


def test_every_code_of_the_catalogue_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.name != "errors.py")
    assert {code for code in CATALOGUE if code not in text} == set()


def test_no_module_is_called_utils() -> None:
    assert not [path for path in SOURCE.rglob("*.py") if path.stem in {"utils", "helpers", "misc", "common"}]


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    assert not [path.name for path in SOURCE.rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > 400]
