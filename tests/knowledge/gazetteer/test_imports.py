"""The user's own layers: what a file becomes, which layer counts, and that nothing is lost on the way."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dumps import dump, row, word
from recoupe.errors import KnowledgeError, UsageError
from recoupe.knowledge.gazetteer import Entry, Gazetteer, Layer, Name, Place, Writer
from recoupe.knowledge.gazetteer.imports.adding import Added, Wanted, add, remove
from recoupe.knowledge.gazetteer.imports.columns import mapped, parsed
from recoupe.knowledge.gazetteer.imports.features import kind_of_feature, kind_of_word, load_features
from recoupe.knowledge.gazetteer.imports.rows import defaults
from recoupe.knowledge.gazetteer.kinds import load_kinds
from recoupe.knowledge.gazetteer.user import user_files


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's layers."""
    monkeypatch.setenv("RECOUPE_GAZETTEER", str(tmp_path / "layers"))
    return tmp_path / "layers"


def added(path: Path, **wanted) -> Added:
    return add(Wanted(path=path, **wanted))


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_dump_becomes_a_layer(tmp_path: Path, folder: Path) -> None:
    path = dump(
        tmp_path / "XX.txt",
        [row(5), row(6, **{"class": "S", "code": "AIRB", "cc2": "IQ"}), row(7, **{"class": "A", "code": "ADM1H"})],
    )
    done = added(path)
    assert (done.layer.name, done.layer.places, done.form) == ("xx", 2, "GeoNames dump")
    assert dict(done.report.left_out) == {"A.ADM1H: divisions that are no more": 1}
    gazetteer = Gazetteer([], user_files())
    (town,) = gazetteer.candidates(word(5))
    assert (town.place.id, town.place.kind, town.place.point, town.place.countries) == (
        "geonames:5",
        "populated_place",
        (33.05, 36.05),
        ("SY",),
    )
    assert (town.place.division, town.place.population, town.place.layer) == ("08", 5, "xx")
    assert [each.place.id for each in gazetteer.candidates(f"{word(5)}abad")] == ["geonames:5"]
    base = gazetteer.place("geonames:6")
    assert base is not None
    assert (base.kind, base.countries) == ("airfield", ("SY", "IQ"))
    assert sorted(path.name for path in folder.iterdir()) == ["xx.layer", "xx.sqlite"]


def test_the_same_file_gives_the_same_bytes_from_a_zip_too(tmp_path: Path, folder: Path) -> None:
    plain = dump(tmp_path / "XX.txt", [row(number) for number in range(1, 400)])
    packed = tmp_path / "XX.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, "XX.txt")
        archive.writestr("readme.txt", "what the columns are")
    one, two = added(plain, name="one"), added(packed, name="two", title="GeoNames dump XX.txt")
    assert one.layer.places == two.layer.places == 399
    again = added(plain, name="one", replace=True)
    assert again.layer == one.layer
    before = (folder / "one.sqlite").read_bytes()
    added(plain, name="one", replace=True)
    assert (folder / "one.sqlite").read_bytes() == before


def test_alternate_names_are_joined_with_their_language(tmp_path: Path) -> None:
    names = written(
        tmp_path / "alternateNamesV2.txt",
        "1\t5\tfr\tFortville\t1\n2\t5\tlink\thttps://example.org\n3\t5\tiata\tXQZ\n4\t5\tar\tقرية\n5\t5\tzh\t村\n6\t9\ten\tOther\nno row\n",
    )
    done = added(dump(tmp_path / "XX.txt", [row(5)]), alternates=names)
    gazetteer = Gazetteer([], user_files())
    (found,) = gazetteer.candidates("Fortville")
    assert (found.step, found.place.id) == ("exonym", "geonames:5")
    assert gazetteer.candidates("XQZ")[0].step == "abbreviation"
    assert "قرية" in gazetteer.names("geonames:5")
    assert not {"村", "https://example.org"} & set(gazetteer.names("geonames:5"))
    assert [line.split("\t")[0] for line in done.refused.read_text(encoding="utf-8").splitlines()[1:]] == [
        "alternate names, line 7"
    ]


def test_a_table_is_understood_by_its_header(tmp_path: Path) -> None:
    path = written(
        tmp_path / "Mes lieux.csv",
        'Nom;Latitude;Longitude;Pays;Type;Autres noms\nTorvel;35,5;38,25;Syrie;village;Tor Vel|Torbel\n"Mun; Sha";34.1;41;IRQ;poste frontalier;\n',
    )
    done = added(path)
    assert done.layer.name == "mes-lieux"
    gazetteer = Gazetteer([], user_files())
    (village,) = gazetteer.candidates("Torbel")
    assert (village.place.name, village.place.kind, village.place.point, village.place.countries) == (
        "Torvel",
        "village",
        (35.5, 38.25),
        ("SY",),
    )
    (post,) = gazetteer.candidates("Mun; Sha")
    assert (post.place.kind, post.place.countries) == ("crossing", ("IQ",))
    assert post.place.id.startswith("mes-lieux:")


def test_a_mapping_says_what_the_header_does_not(tmp_path: Path) -> None:
    path = written(tmp_path / "t.tsv", "A\tB\tC\tD\nTorvel\t35.5\t38.25\tcastle\n")
    with pytest.raises(KnowledgeError, match="A, B, C, D") as caught:
        added(path)
    assert caught.value.code == "R313"
    assert "--map COLUMN=lat" in caught.value.remedy
    columns = parsed(["A=name", "B=lat", "C=lon", "D=kind"])
    done = added(
        path, columns=columns, defaults=defaults(["SYR"], ["castle=base"]), licence="CC0", source="a walk", title="castles"
    )
    assert (done.layer.licence, done.layer.source, done.layer.title) == ("CC0", "a walk", "castles")
    (base,) = Gazetteer([], user_files()).candidates("Torvel")
    assert (base.place.kind, base.place.country) == ("base", "SY")


def test_an_unknown_column_field_or_kind_is_told() -> None:
    with pytest.raises(KnowledgeError, match="no column “E”"):
        mapped(["A"], {"E": "name"}, where="t.csv")
    for wrong in ("A", "A=castle", "=name"):
        with pytest.raises(UsageError, match="R402"):
            parsed([wrong])
    with pytest.raises(UsageError, match="no kind"):
        defaults([], ["castle"])
    with pytest.raises(UsageError, match="no state"):
        defaults(["Atlantis"], [])


def test_the_users_layer_counts_before_the_packaged_one_and_other_ids_stand_beside(tmp_path: Path) -> None:
    packaged = tmp_path / "packaged.sqlite"
    town = Place(id="geonames:5", name="Torvel", kind="town", layer="packaged", lat=1.0, lon=1.0, countries=("SY",))
    with Writer(packaged) as out:
        out.layer(
            Layer(name="packaged", title="", version="1", source="", licence=""),
            [Entry(town, (Name("Torvel", "usual"), Name("Torbel")))],
        )
    path = written(tmp_path / "mine.csv", "name,lat,lon,geonameid\nTorvel,35.5,38.25,5\nTorvel,36,39,\n")
    added(path)
    gazetteer = Gazetteer([packaged], user_files())
    assert {(each.place.id.split(":")[0], each.place.layer) for each in gazetteer.candidates("Torvel")} == {
        ("geonames", "mine"),
        ("mine", "mine"),
    }
    assert gazetteer.candidates("Torbel")[0].place.point == (35.5, 38.25), (
        "a spelling of the packaged layer leads to the user's entry"
    )
    assert gazetteer.names("geonames:5") == ["Torvel", "Torbel"]


def test_a_layer_that_is_gone_or_damaged_is_a_problem(tmp_path: Path, folder: Path) -> None:
    added(dump(tmp_path / "XX.txt", [row(number) for number in range(1, 900)]))
    whole = (folder / "xx.sqlite").read_bytes()
    (folder / "xx.sqlite").unlink()
    (problem,) = Gazetteer([], user_files()).problems
    assert "xx.sqlite" in problem
    assert "recoupe gazetteer add FILE --name xx --replace" in problem
    (folder / "xx.sqlite").write_bytes(whole[: len(whole) // 2])
    assert len(Gazetteer([], user_files()).problems) == 1
    (folder / "xx.sqlite").write_bytes(whole[:8192] + b"\xff" * (len(whole) - 16384) + whole[-8192:])
    gazetteer = Gazetteer([], user_files())
    for number in range(1, 50):
        gazetteer.candidates(word(number))
    assert len(gazetteer.problems) == 1


def test_a_layer_is_removed_with_all_that_lies_beside_it(tmp_path: Path, folder: Path) -> None:
    added(dump(tmp_path / "XX.txt", [row(1), row(2), row(3, lat="north")]))
    assert len(list(folder.iterdir())) == 3
    remove("xx")
    assert list(folder.iterdir()) == []
    for name in ("xx", "../xx", ""):
        with pytest.raises(UsageError, match="R405"):
            remove(name)


@pytest.mark.parametrize("name", ["Mine", "a/b", "..", "-a", "x" * 41, "airports", "conflict-places"])
def test_a_name_that_is_none_or_taken_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="R405"):
        added(dump(tmp_path / "XX.txt", [row(1)]), name=name)


def test_a_layer_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path = dump(tmp_path / "XX.txt", [row(1)])
    added(path)
    with pytest.raises(UsageError, match="--replace"):
        added(path)


def test_every_feature_has_a_kind_of_ours() -> None:
    features = load_features()
    assert set(features.kinds) | set(features.classes.values()) <= set(load_kinds())
    assert [kind_of_feature(code) for code in ("P.PPLA2", "H.STMI", "S.PSTB", "S.MSQE", "T.MTS", "A.ADM3", "L.OILF", "X", "")] == [
        "populated_place", "river", "crossing", "site", "mountain", "district", "oil_field", "site", "site",
    ]  # fmt: skip
    assert [kind_of_word(said) for said in ("Oil field", "village", "gouvernorat", "border_post", "P.PPLX", "castle")] == [
        "oil_field", "village", "division", None, "neighbourhood", None,
    ]  # fmt: skip
