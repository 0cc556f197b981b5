"""`recoupe cross` and `recoupe episodes` on an archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recoupe.app.samples import samples_folder

FILES = ("a1-03-agence-volta-presse.txt", "a1-05-harbour-wire.txt")


@pytest.fixture
def crossed(ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict:
    monkeypatch.setenv("RECOUPE_ARCHIVE", str(tmp_path / "a.db"))
    assert ran("add", *(samples_folder() / file for file in FILES)).code == 0
    run = ran("cross", "--json")
    assert run.code == 0
    found: dict = json.loads(run.out)
    return found


def test_two_dispatches_share_episodes_and_crossing_again_changes_nothing(ran, crossed: dict) -> None:
    assert crossed["articles"] == 2
    assert crossed["shared"] > 3
    assert json.loads(ran("cross", "--json").out)["changes"] == []
    assert "2 articles" in ran("cross").out


def test_episodes_are_listed_and_one_is_shown_with_its_origins(ran, crossed: dict) -> None:
    rows = json.loads(ran("episodes", "--json").out)
    assert len(rows) == crossed["shared"]
    shown = ran("episodes", rows[0]["id"])
    assert shown.code == 0
    assert "origin" in shown.out
    plain = json.loads(ran("episodes", rows[0]["id"], "--json").out)
    assert plain["counts"]["articles"] == 2
    assert plain["fields"]
    assert rows[0]["id"] in ran("episodes").out


def test_an_episode_that_is_not_there(ran, crossed: dict) -> None:
    assert crossed
    run = ran("episodes", "e000000000000")
    assert run.code == 5
    assert "R509" in run.err
