"""Compiled files: same entries, same bytes; what is missing, damaged or of another schema is said, and reading goes on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer import Entry, Gazetteer, Layer, Name, Place, Store, Writer
from recoupe.knowledge.gazetteer.compile.extents import box_of, middle_of
from recoupe.knowledge.gazetteer.keys import load_sounds, place_key, sound_of, without_article
from recoupe.knowledge.gazetteer.writer import is_latin

CARD = Layer(name="test", title="", version="1", source="invented", licence="CC0")


def entry(ref: str, form: str, kind: str = "town") -> Entry:
    return Entry(
        Place(id=ref, name=form, kind=kind, layer="test", countries=("SY",), lat=1.0, lon=2.0),
        (Name(form, "usual"), Name(f"{form}a")),
    )


def compiled(path: Path, *entries: Entry) -> Layer:
    with Writer(path) as out:
        done = out.layer(CARD, entries)
        out.meta("inputs", "none")
    return done


def test_the_same_entries_give_the_same_bytes_and_the_same_hash(tmp_path: Path) -> None:
    several = [entry(f"t:{number}", f"Krabuntal {number}") for number in range(300)]
    one, two = compiled(tmp_path / "a.sqlite", *several), compiled(tmp_path / "b.sqlite", *several)
    assert one == two
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    assert compiled(tmp_path / "c.sqlite", *several[1:]).sha256 != one.sha256


def test_an_id_that_is_there_twice_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="R304"):
        compiled(tmp_path / "a.sqlite", entry("t:1", "One"), entry("t:1", "Two"))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_kind_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    compiled(path, entry("t:1", "One"))
    before = path.read_bytes()
    with pytest.raises(KnowledgeError, match="R305"):
        compiled(path, entry("t:1", "One", kind="castle"))
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.sqlite"]


def test_a_missing_file_is_a_problem_and_nothing_worse(tmp_path: Path) -> None:
    gazetteer = Gazetteer([tmp_path / "none.sqlite"])
    assert not gazetteer.available
    assert gazetteer.candidates("Alep") == []
    assert gazetteer.find_names(["Alep"]) == []
    assert "recoupe gazetteer build" in gazetteer.problems[0]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 4000])
def test_a_damaged_file_is_a_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.sqlite"
    path.write_bytes(content)
    assert len(Gazetteer([path]).problems) == 1


def test_a_file_cut_short_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    compiled(path, *(entry(f"t:{number}", f"Krabuntal {number}") for number in range(500)))
    path.write_bytes(path.read_bytes()[:8192])
    assert len(Gazetteer([path]).problems) == 1


def test_another_database_and_another_schema_are_told_apart(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE place (id INTEGER)")
    db.close()
    later = tmp_path / "later.sqlite"
    compiled(later, entry("t:1", "One"))
    with sqlite3.connect(later) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    for path, said in ((other, "no compiled gazetteer"), (later, "schema 99")):
        with pytest.raises(KnowledgeError, match=said) as caught:
            Store(path)
        assert caught.value.code == "R309"


def test_a_good_file_serves_beside_a_bad_one(tmp_path: Path) -> None:
    compiled(tmp_path / "good.sqlite", entry("t:1", "Krabuntal"))
    gazetteer = Gazetteer([tmp_path / "none.sqlite", tmp_path / "good.sqlite"])
    assert gazetteer.available
    assert len(gazetteer.problems) == 1
    assert [each.place.id for each in gazetteer.candidates("Krabuntal")] == ["t:1"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("Deir ez‑Zor", "deir ez zor"), ("L’Aquila", "l aquila"), ("ʿAyn ʿIsa", "ayn isa"), ("Łódź", "lodz"), ("Œrsted", "oersted"), ("St. Louis", "st louis"), ("...", "")],
)  # fmt: skip
def test_keys(name: str, key: str) -> None:
    assert place_key(name) == key


@pytest.mark.parametrize(
    ("key", "bare"),
    [("al omar", "omar"), ("tall al abyad", "tall abyad"), ("the hague", "hague"), ("al i", "al i"), ("aleppo", "aleppo")],
)
def test_articles(key: str, bare: str) -> None:
    assert without_article(key) == bare


@pytest.mark.parametrize(
    ("family", "one", "two"),
    [("a", "khan shaykhun", "khan cheikhoun"), ("a", "al qaim", "el kaim"), ("c", "luhansk", "lougansk"), ("c", "chasiv yar", "tchassiv iar"), ("f", "wadougou", "ouadugu")],
)  # fmt: skip
def test_spellings_of_one_sound(family: str, one: str, two: str) -> None:
    rules = next(each for each in load_sounds().family if each.id == family)
    assert sound_of(one, rules)[0] == sound_of(two, rules)[0] != ""


def test_letters_of_other_scripts_are_told(tmp_path: Path) -> None:
    assert [is_latin(form) for form in ("Hasakah", "Al Ḩasakah", "الحسكة", "Донецк", "Đà Nẵng")] == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_an_extent_may_cross_the_180th_meridian() -> None:
    box = box_of([(-17.0, 178.0), (-18.0, -179.0), (-16.0, 177.5)])
    assert (box.west, box.east, box.south, box.north) == (177.5, -179.0, -18.0, -16.0)
    assert box_of([(5.0, 6.0)]).west == 6.0
    assert middle_of([(-17.0, 178.0), (-18.0, -179.0)], box) == (-17.0, 178.0)
