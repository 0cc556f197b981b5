"""Our own rows: what is refused, with file, line and remedy; and that those that are shipped are in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer import Gazetteer, Store, Writer, gazetteer_path, load_gazetteer, load_kinds
from recoupe.knowledge.gazetteer.compile import own
from recoupe.knowledge.gazetteer.own_rows import COLUMNS, own_files, read_own

GOOD = {
    "id": "krabuntal-crossing", "name": "Krabuntal crossing", "names": "fr:passage de Krabuntal | Krabountal", "kind": "crossing", "country": "SY+IQ", "division": "-", "lat": "36.81", "lon": "42.06",
    "region": "", "source": "https://example.org/list", "licence": "CC0", "note": "invented",
}  # fmt: skip
COUNTRIES = frozenset({"SY", "IQ"})


def write(folder: Path, *rows: dict[str, str], name: str = "test.tsv") -> Path:
    path = folder / name
    lines = ["\t".join(COLUMNS), *("\t".join(row[column] for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_good_row(tmp_path: Path) -> None:
    (row,) = read_own([write(tmp_path, GOOD)], COUNTRIES)
    assert (row.id, row.countries, row.lat, row.division) == ("krabuntal-crossing", ("SY", "IQ"), 36.81, "")
    assert [(name.form, name.role, name.lang) for name in row.names] == [
        ("Krabuntal crossing", "usual", ""),
        ("passage de Krabuntal", "exonym", "fr"),
        ("Krabountal", "other", ""),
    ]


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"id": "Krabuntal"}, "R305", "id"),
        ({"id": ""}, "R303", "id"),
        ({"kind": "castle"}, "R305", "crossing"),
        ({"source": ""}, "R303", "source"),
        ({"source": "from memory"}, "R305", "address"),
        ({"licence": ""}, "R303", "licence"),
        ({"country": "XX"}, "R305", "alpha-2"),
        ({"country": ""}, "R303", "country"),
        ({"lat": "96.1"}, "R305", "lat"),
        ({"lat": "36°N"}, "R305", "lat"),
        ({"lon": ""}, "R305", "lon"),
        ({"lat": "", "lon": ""}, "R303", "region"),
        ({"lat": "", "lon": "", "region": "division"}, "R305", "division"),
        ({"region": "north"}, "R305", "box"),
        ({"region": "37,42,36,43"}, "R305", "south,west"),
        ({"region": "30,40,31,41"}, "R305", "outside"),
        ({"names": "French:passage"}, "R305", "names"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, changes: dict[str, str], code: str, said: str) -> None:
    path = write(tmp_path, GOOD, GOOD | {"id": "second"} | changes)
    with pytest.raises(KnowledgeError) as caught:
        read_own([path], COUNTRIES)
    assert caught.value.code == code
    assert caught.value.where == "test.tsv:3"
    assert said in str(caught.value)


def test_an_id_is_unique_over_all_files(tmp_path: Path) -> None:
    paths = [write(tmp_path, GOOD), write(tmp_path, GOOD, name="other.tsv")]
    with pytest.raises(KnowledgeError, match=r"test\.tsv:2") as caught:
        read_own(paths, COUNTRIES)
    assert caught.value.code == "R304"


def test_a_place_without_a_point_has_the_extent_of_where_it_lies(tmp_path: Path) -> None:
    changes = {"lat": "", "lon": "", "region": "division", "country": "SY", "division": "Hasakah"}
    place = _compiled(tmp_path, GOOD | changes).place("own:krabuntal-crossing")
    assert place is not None
    assert (place.point, place.division) == (None, "01")
    assert place.box is not None
    assert place.box.holds(36.5, 40.75)
    assert not place.box.holds(33.5, 36.3)


def test_a_division_that_geonames_lacks_is_told_and_the_place_lies_in_its_state(tmp_path: Path) -> None:
    row = GOOD | {"country": "SY", "division": "Atlantis", "lat": "", "lon": "", "region": "division"}
    place = _compiled(tmp_path, row).place("own:krabuntal-crossing")
    assert place is not None
    assert place.division is None
    assert place.box is not None
    assert place.box.holds(33.5, 36.3)
    known = Store(gazetteer_path())
    assert list(own.unknown_divisions(read_own([write(tmp_path, row)], COUNTRIES), known)) == ["test.tsv:2: SY Atlantis"]


def test_a_row_for_a_town_that_is_listed_adds_its_spellings(tmp_path: Path) -> None:
    town = {
        "id": "erbil",
        "name": "Erbil",
        "names": "Krabuntopolis",
        "kind": "town",
        "country": "IQ",
        "lat": "36.19",
        "lon": "44.01",
    }
    gazetteer = _compiled(tmp_path, GOOD | town)
    (found,) = gazetteer.candidates("Krabuntopolis")
    assert found.place.id == "geonames:95446"
    assert gazetteer.place("own:erbil") == found.place


def _compiled(folder: Path, row: dict[str, str]) -> Gazetteer:
    known = Store(gazetteer_path())
    rows = read_own([write(folder, row)], COUNTRIES)
    with Writer(folder / "own.sqlite") as out:
        out.layer(own.card([folder / "test.tsv"]), own.entries(rows, known))
        for ours, theirs in own.aliases(rows, known):
            out.alias(ours, theirs)
    return Gazetteer([folder / "own.sqlite"])


def test_the_shipped_rows_are_in_order() -> None:
    known = Store(gazetteer_path())
    rows = read_own(own_files(), frozenset(place.country for place in known.of_kind("country")))
    assert len(list(own.entries(rows, known))) > 0


def test_the_shipped_layers_are_there() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.problems == ()
    assert {"countries", "divisions", "geonames-cities500", "airports", "conflict-places"} <= {
        layer.name for layer in gazetteer.layers
    }
    assert all(layer.licence and layer.source and len(layer.sha256) == 64 for layer in gazetteer.layers)


def test_every_kind_has_nouns_in_both_languages() -> None:
    assert all((kind.id == "site" or (kind.fr and kind.en)) and kind.prominence > 0 for kind in load_kinds().values())


@pytest.mark.parametrize(
    ("name", "ref"),
    [("Syrie", "geonames:163843"), ("Alep", "geonames:170063"), ("U.S.", "geonames:6252001"), ("N.M.", "geonames:5481136"), ("Lougansk", "geonames:702658"), ("ORER", "airports:ORER")],
)  # fmt: skip
def test_names_that_dispatches_use(name: str, ref: str) -> None:
    assert ref in [each.place.id for each in load_gazetteer().candidates(name)]


@pytest.mark.parametrize("kind", ["sea", "strait", "region", "desert"])
def test_a_sea_is_not_named_without_its_noun(tmp_path: Path, kind: str) -> None:
    noun = load_kinds()[kind].en[0]
    gazetteer = _compiled(tmp_path, GOOD | {"name": f"Krabuntal {noun}", "names": "", "kind": kind})
    assert [each.step for each in gazetteer.candidates("Krabuntal")] != ["bare"]
    assert [each.step for each in gazetteer.candidates(f"Krabuntal {noun}")] == ["exact"]


def test_a_dam_or_river_is_not_called_like_a_state(tmp_path: Path) -> None:
    gazetteer = _compiled(
        tmp_path, GOOD | {"name": "Syria dam", "names": "fr:barrage de Syrie|Krabuntal dam", "kind": "dam", "country": "SY"}
    )
    assert "bare" not in [each.step for each in gazetteer.candidates("Syrie")]
    assert [each.step for each in gazetteer.candidates("Krabuntal")] == ["bare"]
