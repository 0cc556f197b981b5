"""`recoupe gazetteer add | list | remove`, and what a record says of the user's layers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dumps import dump, row
from recoupe.knowledge.gazetteer import load_gazetteer


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RECOUPE_GAZETTEER", str(tmp_path / "layers"))
    load_gazetteer.cache_clear()
    yield tmp_path / "layers"
    load_gazetteer.cache_clear()


def test_a_layer_is_added_listed_and_removed(ran, tmp_path: Path, folder: Path) -> None:
    path = dump(tmp_path / "XX.txt", [row(1), row(2), row(3), row(4, lat="north")])
    done = ran("gazetteer", "add", path, "--name", "mine", "--title", "towns of nowhere")
    assert done.code == 0, done.err
    assert "3 places" in done.out
    assert "line 4: [R305] the latitude “north” is no number." in done.out
    assert str(folder / "mine.refused.tsv") in done.out
    listed = ran("gazetteer", "list")
    assert "mine.sqlite  0 MB, yours" in listed.out
    assert "towns of nowhere" in listed.out
    assert "of 4 rows 1 refused" in listed.out
    again = ran("gazetteer", "add", path, "--name", "mine")
    assert (again.code, "--replace" in again.err) == (2, True)
    assert ran("gazetteer", "remove", "mine").code == 0
    load_gazetteer.cache_clear()
    assert "mine" not in ran("gazetteer", "list").out
    assert ran("gazetteer", "remove", "mine").code == 2


def test_a_table_asks_for_its_columns_and_takes_them(ran, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("A,B,C\nTorvel,35.5,38.25\n", encoding="utf-8")
    asked = ran("gazetteer", "add", path)
    assert asked.code == 4
    assert "A, B, C" in asked.err
    assert "--map COLUMN=name" in asked.err
    done = ran(
        "gazetteer", "add", path, "--map", "A=name", "--map", "B=lat", "--map", "C=lon", "--country", "SY", "--kind", "village"
    )
    assert done.code == 0, done.err
    assert "A = name, B = lat, C = lon" in done.out
    assert ran("gazetteer", "add", path, "--map", "A=names:xyzzy").code == 2
    assert ran("gazetteer", "add", path, "--kind", "castle").code == 2


def read(article: Path, folder: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "recoupe", "read", str(article), "--to", "json"],
        env={**os.environ, "RECOUPE_GAZETTEER": str(folder)}, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)["made_by"]


def test_a_record_names_the_layer_with_its_hash_and_says_when_it_is_damaged(
    ran, tmp_path: Path, folder: Path, article: Path
) -> None:
    assert ran("gazetteer", "add", dump(tmp_path / "XX.txt", [row(1), row(2)])).code == 0
    label = (folder / "xx.layer").read_text(encoding="utf-8").strip()
    made_by = read(article, folder)
    assert made_by["layers"][0] == label
    assert made_by["degraded"] == []
    (folder / "xx.sqlite").write_bytes((folder / "xx.sqlite").read_bytes()[:5000])
    assert "not there" in read(article, tmp_path / "elsewhere")["degraded"][0]
    made_by = read(article, folder)
    assert label not in made_by["layers"]
    (said,) = made_by["degraded"]
    assert "xx.sqlite" in said
    assert "--replace" in said
