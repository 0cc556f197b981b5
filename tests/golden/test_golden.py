"""The sample dispatches read as they were read before. A wanted change is written with `make golden` and told in the commit."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from recoupe.app.samples import Dispatch, load_samples

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "golden.py"
DISPATCHES = load_samples().dispatch
REMEDY = "If the change is wanted, write it with: make golden"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GOLDEN = load_script()


@pytest.mark.parametrize("dispatch", DISPATCHES, ids=[dispatch.file for dispatch in DISPATCHES])
def test_a_dispatch_is_read_as_before(dispatch: Dispatch) -> None:
    path: Path = GOLDEN.golden_path(dispatch)
    assert path.is_file(), f"there is no {path.name}. Write it with: make golden"
    assert GOLDEN.golden_text(dispatch).splitlines() == path.read_text(encoding="utf-8").splitlines(), REMEDY


def test_every_golden_file_is_of_a_dispatch() -> None:
    known = {GOLDEN.golden_path(dispatch).name for dispatch in DISPATCHES}
    assert {path.name for path in Path(__file__).parent.glob("*.txt")} <= known
