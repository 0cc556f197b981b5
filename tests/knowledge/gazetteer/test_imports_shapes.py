"""GeoJSON and the Lua tables of maps: what they become, and what is refused."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer import Box, Gazetteer
from recoupe.knowledge.gazetteer.imports.adding import Added, Wanted, add
from recoupe.knowledge.gazetteer.imports.lua_reader import Broken, Table, tables
from recoupe.knowledge.gazetteer.imports.rows import defaults
from recoupe.knowledge.gazetteer.user import user_files


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOUPE_GAZETTEER", str(tmp_path / "layers"))
    return tmp_path / "layers"


def feature(name: str | None, kind: str, coordinates: object, **properties: object) -> dict:
    return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(path: Path, *features: dict, **more: object) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", **more, "features": features}), encoding="utf-8")
    return path


def refused(done: Added) -> list[tuple[str, str]]:
    assert done.refused is not None
    return [tuple(line.split("\t")[:2]) for line in done.refused.read_text(encoding="utf-8").splitlines()[1:]]  # type: ignore[misc]


SQUARE = [[[36, 33], [37, 33], [37, 34.5], [36, 34.5], [36, 33]]]


def test_points_stay_points_and_shapes_become_boxes(tmp_path: Path) -> None:
    path = collection(
        tmp_path / "p.geojson",
        feature("Torvel", "Point", [38.25, 35.5, 400], type="village", iso3="SYR", other_names=["Torbel", "Tor Vel"]),
        feature("Munsha", "Polygon", SQUARE, type="governorate"),
        feature("Dranuk", "MultiPolygon", [[SQUARE[0]], [[[40, 30], [41, 30], [41, 31], [40, 30]]]], type="region"),
        feature("Gorzan", "LineString", [[36, 33], [38, 31]], type="river"),
        feature("Palrim", "MultiPoint", [[36, 33], [36.5, 33.5]], lat=33.2, lon=36.2),
    )
    assert add(Wanted(path=path)).layer.places == 5
    gazetteer = Gazetteer([], user_files())
    places = {name: gazetteer.candidates(name)[0].place for name in ("Torbel", "Munsha", "Dranuk", "Gorzan", "Palrim")}
    assert (places["Torbel"].point, places["Torbel"].kind, places["Torbel"].countries) == ((35.5, 38.25), "village", ("SY",))
    assert (places["Munsha"].point, places["Munsha"].box, places["Munsha"].kind) == (None, Box(33, 36, 34.5, 37), "division")
    assert places["Dranuk"].box == Box(30, 36, 34.5, 41)
    assert places["Gorzan"].box == Box(31, 36, 33, 38)
    assert (places["Palrim"].point, places["Palrim"].box) == ((33.2, 36.2), Box(33, 36, 33.5, 36.5))


def test_features_one_a_line_are_read(tmp_path: Path) -> None:
    path = tmp_path / "p.geojsonl"
    lines = [json.dumps(feature(name, "Point", [38, 35])) for name in ("Torvel", "Munsha", "Dranuk")]
    path.write_text("\n".join([lines[0], "", "{", *lines[1:]]), encoding="utf-8")
    done = add(Wanted(path=path))
    assert done.layer.places == 3
    assert refused(done) == [("line 3", "R301")]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (feature("A", "Point", [38.25, 95]), "R305"),
        (feature("A", "Point", [4_50_000.0, 3_500_000.0]), "R305"),
        (feature("A", "Point", ["38", "35"]), "R305"),
        (feature("A", "Point", [38]), "R305"),
        (feature("A", "Polygon", [36, 33]), "R305"),
        (feature("A", "Circle", [36, 33]), "R305"),
        (feature("A", "Polygon", []), "R303"),
        (feature(None, "Point", [38, 35]), "R303"),
        ({"type": "Feature", "properties": {"name": "A"}, "geometry": None}, "R303"),
        ({"type": "Shape", "properties": {"name": "A"}}, "R302"),
        ({"properties": []}, "R301"),
    ],
)
def test_a_wrong_feature_is_listed(tmp_path: Path, wrong: dict, code: str) -> None:
    good = [feature(name, "Point", [38, 35]) for name in ("Torvel", "Munsha")]
    done = add(Wanted(path=collection(tmp_path / "p.json", *good, wrong)))
    assert done.layer.places == 2
    assert refused(done) == [("feature 3", code)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"type": "FeatureCollection", "features": [{"type": "Fea', "no whole GeoJSON"),
        ('{"type": "Topology", "objects": {}}', "FeatureCollection is needed"),
        ('[{"name": "A"}]', "no whole GeoJSON"),
        (
            '{"type": "FeatureCollection", "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}, "features": []}',
            "projected",
        ),
        (
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"q": "A"}, "geometry": null}]}',
            "no column says the name",
        ),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "p.json").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        add(Wanted(path=tmp_path / "p.json"))


MAP = """-- who holds what
local lime = "x.svg"
return {
    secondaryModules = { [[Module:Other map]] },
    marks = {
        { lat = "36.30", long = "41.30", mark = "Mountain pass 12x12 e.svg", marksize = "20" },
        { lat = "36.30", long = "41.30", mark = "Dot_yellow_ff4.svg", label = "[[Torvel, Nowhere|Torvel]]", link = "Torvel, Nowhere" },
        { lat = '35.5', long = 38.25, mark = "Location dot red.svg", label = "[[Munsha]] / Mûnşa" },
        { lat = "34.1", long = "-5", mark = lime, label = "Dranuk&nbsp;<br/>(town)", link = "Siege of somewhere" },
        --[[ { lat = "1", long = "1", label = "left out" }, ]]
        -- { lat = "1", long = "1", label = "left out too" },
        { ["lat"] = "34.2", ["long"] = "40", label = [==[Gorzan oil field]==] },
        { lat = "34.3", long = "40", mark = "Abm-red-icon.png", label = "[[Regiment of Palrim]]" };
        { lat = base .. "1", long = "40", label = "Bel\\"mir" },
        { lat = "north", long = "40", label = "Toros" },
        { lat = "34.4", long = "40", label = f("x"), link = "Halqab#History" },
    },
}
"""


def test_a_map_becomes_a_layer(tmp_path: Path) -> None:
    path = tmp_path / "map.lua"
    path.write_text(MAP, encoding="utf-8")
    done = add(Wanted(path=path, defaults=defaults(["SY"], [])))
    assert (done.form, done.layer.licence) == ("map of Wikipedia", "CC BY-SA 4.0 (Wikipedia)")
    gazetteer = Gazetteer([], user_files())
    found = {
        name: gazetteer.candidates(name)[0].place
        for name in ("Torvel", "Mûnşa", "Dranuk", "Gorzan oil field", "Regiment of Palrim", "Halqab")
    }
    assert {name: place.kind for name, place in found.items()} == {
        "Torvel": "crossing", "Mûnşa": "populated_place", "Dranuk": "populated_place", "Gorzan oil field": "oil_field", "Regiment of Palrim": "base", "Halqab": "populated_place",
    }  # fmt: skip
    assert found["Mûnşa"].point == (35.5, 38.25)
    assert found["Dranuk"].note == "Wikipedia: Siege of somewhere"
    assert not gazetteer.candidates("Left out")
    assert dict(done.report.left_out) == {"marks without a label: pictures, arrows, circles": 1}
    assert refused(done) == [("line 14", "R305"), ("line 15", "R305")]


def test_a_map_that_is_cut_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "map.txt"
    path.write_text(MAP[: MAP.index("{ lat = base")], encoding="utf-8")
    done = add(Wanted(path=path))
    assert refused(done) == [("line 3", "R301")]
    assert any("--country" in remark for remark in done.report.remarks)
    (tmp_path / "no.lua").write_text('return { a = "1" }', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no Lua table with lat"):
        add(Wanted(path=tmp_path / "no.lua"))


def test_nothing_of_lua_is_run_and_hostile_text_ends_soon() -> None:
    (table,) = tables('{ lat = os.execute("rm"), label = "a" .. "b", link = "\\65\\z  \\n\\q", n = -1.5e3 }')
    assert isinstance(table, Table)
    assert table.values == {"lat": None, "label": None, "link": "A\nq", "n": "-1.5e3"}
    started = time.perf_counter()
    for text in (
        "{" * 50_000,
        "[[" * 50_000,
        "--[[" * 50_000,
        "[=" * 50_000,
        '"' * 50_000,
        "{a=" * 50_000,
        "-" * 50_000,
        "'\\" * 50_000,
    ):
        assert all(isinstance(each, Broken | Table) for each in tables(text))
    assert time.perf_counter() - started < 20
