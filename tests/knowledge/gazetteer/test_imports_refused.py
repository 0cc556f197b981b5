"""Wrong files: each refused with where, why and what to do; the layer that was there stays as it was."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest

from dumps import dump, row
from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer import Writer
from recoupe.knowledge.gazetteer.imports import report as reports
from recoupe.knowledge.gazetteer.imports.adding import Added, Wanted, add

GOOD = [row(number) for number in range(1, 40)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOUPE_GAZETTEER", str(tmp_path / "layers"))
    return tmp_path / "layers"


def refused(done: Added) -> list[list[str]]:
    """The rows of the report, its header left out."""
    assert done.refused is not None
    return [line.split("\t") for line in done.refused.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(
    ("wrong", "code", "said", "remedy"),
    [
        ("\t".join(["1", "Torvel"]), "R302", "2 columns where a GeoNames dump has 19", "tabs"),
        (row(90, lat="91.2"), "R305", "outside -90 to 90", "exchanged"),
        (row(90, lon="-180.5"), "R305", "outside -180 to 180", "projected"),
        (row(90, lat="nan"), "R305", "outside", "Decimal degrees"),
        (row(90, lat="35°30'N"), "R305", "no number", "Decimal degrees"),
        (row(90, lat=""), "R303", "latitude is empty", "decimal degrees"),
        (row(90, lat="0", lon="0.0"), "R305", "both 0", "point"),
        (row(7), "R304", "id 7 stands in an earlier line", "first was taken"),
        (row(90, id="x9"), "R305", "no number of GeoNames", "geonameid"),
        (row(90, name=" - "), "R303", "name is empty", "name"),
        (row(90, name="k" * 201), "R305", "201 characters", "200"),
        (row(90, population="many"), "R305", "population", "whole number"),
        (row(90, population="-4"), "R305", "not possible", "whole number"),
        (row(90, country="Syria"), "R305", "no codes of states", "alpha-2"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_listed_with_its_line_and_the_others_are_kept(
    tmp_path: Path, wrong: str, code: str, said: str, remedy: str
) -> None:
    done = add(Wanted(path=dump(tmp_path / "XX.txt", [*GOOD, wrong, row(91)])))
    assert done.layer.places == len(GOOD) + 1
    ((where, its_code, reason, what_to_do, _),) = refused(done)
    assert (where, its_code) == (f"line {len(GOOD) + 1}", code)
    assert said in reason
    assert remedy in what_to_do


def test_a_line_that_is_no_utf8_or_endless_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "XX.txt"
    path.write_bytes("\n".join(GOOD).encode() + b"\n90\tCaf\xe9\t\t\n" + b"k" * 3_000_000 + b"\n" + row(91).encode())
    done = add(Wanted(path=path))
    assert done.layer.places == len(GOOD) + 1
    assert [(each[0], each[1]) for each in refused(done)] == [
        (f"line {len(GOOD) + 1}", "R301"),
        (f"line {len(GOOD) + 2}", "R301"),
    ]


def test_the_report_is_no_spreadsheet_formula(tmp_path: Path) -> None:
    done = add(Wanted(path=dump(tmp_path / "XX.txt", [*GOOD, "=1+1\x1b[2J"])))
    assert refused(done)[0][4] == "'=1+1 [2J"


WHOLE = [
    ("nothing", None, "R310", "no such file"),
    ("empty.txt", b"", "R310", "empty"),
    ("blank.csv", b"\xef\xbb\xbf  \n", "R310", "empty"),
    ("page.txt", b"\n<!DOCTYPE html><html><body>404</body></html>", "R310", "HTML"),
    ("page.csv", b"<?xml version='1.0'?><kml/>", "R310", "HTML or XML"),
    ("wide.txt", "1\tTorvel".encode("utf-16"), "R310", "UTF-16"),
    ("packed.txt", b"\x1f\x8b\x08\x00", "R310", "gzip"),
    ("table.txt", b"PAR1....", "R310", "Parquet"),
    ("latin.csv", "nom;lat;lon\nForêt;1;2\n".encode("cp1252"), "R312", "not valid UTF-8"),
    ("latin-header.csv", "préfecture;lat;lon\nA;1;2\n".encode("cp1252"), "R310", "header"),
    ("picture.png", b"text of a picture", "R310", "form of the file"),
    ("header.csv", b"name,lat,lon\n", "R312", "0 of the first 0 rows"),
    ("swapped.csv", b"name,lat,lon\nA,139.7,35.6\nB,135.5,34.7\n", "R312", "exchanged"),
    ("cut.zip", b"PK\x03\x04\x14\x00\x00\x00", "R311", "cut off"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "code", "said"), WHOLE, ids=[each[0] for each in WHOLE])
def test_a_wrong_file_is_refused_and_nothing_changes(
    tmp_path: Path, folder: Path, name: str, data: bytes | None, code: str, said: str
) -> None:
    add(Wanted(path=dump(tmp_path / "XX.txt", GOOD), name="mine"))
    before = (folder / "mine.sqlite").read_bytes()
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(KnowledgeError, match=said) as caught:
        add(Wanted(path=path, name="mine", replace=True))
    assert caught.value.code == code
    assert caught.value.remedy
    assert (folder / "mine.sqlite").read_bytes() == before
    assert {each.suffix for each in folder.iterdir()} <= {".sqlite", ".layer", ".tsv"}


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="folder"):
        add(Wanted(path=tmp_path))


def test_alternate_names_that_are_none_or_without_a_dump_are_refused(tmp_path: Path, folder: Path) -> None:
    good = dump(tmp_path / "XX.txt", GOOD)
    with pytest.raises(KnowledgeError, match="no alternate names of GeoNames"):
        add(Wanted(path=good, alternates=dump(tmp_path / "names.txt", ["no row"] * 200)))
    table = tmp_path / "t.csv"
    table.write_text("name,lat,lon\nA,1,2\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="joined to a GeoNames dump"):
        add(Wanted(path=table, alternates=good))
    assert not list(folder.glob("*.sqlite")) + list(folder.glob("*.names*")) + list(folder.glob("*.part*"))


def test_a_full_disk_leaves_the_old_layer_and_a_message(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = add(Wanted(path=dump(tmp_path / "XX.txt", GOOD), name="mine"))
    before = done.path.read_bytes()

    def full(writer: Writer) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Writer, "_finish", full)
    with pytest.raises(KnowledgeError, match="disk is full") as caught:
        add(Wanted(path=dump(tmp_path / "YY.txt", GOOD[:5]), name="mine", replace=True))
    assert caught.value.code == "R314"
    assert done.path.read_bytes() == before
    assert not list(folder.glob("*.part*"))
    monkeypatch.setenv("RECOUPE_GAZETTEER", str(tmp_path / "XX.txt"))
    with pytest.raises(KnowledgeError, match="R314"):
        add(Wanted(path=tmp_path / "YY.txt"))


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_archives_that_are_unsafe_or_unclear_are_refused(tmp_path: Path) -> None:
    data = "\n".join(GOOD).encode()
    cases = {
        "leads out": {"../XX.txt": data},
        "leads out of it": {"/etc/XX.txt": data},
        "leads out of": {"C:\\XX.txt": data},
        "would grow": {"XX.txt": b"0" * 60_000_000},
        "which of its files": {"XX.txt": data, "YY.txt": data},
        "It holds: nothing": {},
    }
    for said, members in cases.items():
        path = zipped(tmp_path / "a.zip", members)
        if not members:
            path.write_bytes(b"PK\x03\x04" + path.read_bytes())
            said = "cut off|which of its files"
        with pytest.raises(KnowledgeError, match=said) as caught:
            add(Wanted(path=path))
        assert caught.value.code == "R311"
    both = zipped(tmp_path / "b.zip", {"XX.txt": data, "YY.txt": data})
    assert add(Wanted(path=both, member="YY.txt")).layer.places == len(GOOD)
    with pytest.raises(KnowledgeError, match="has no"):
        add(Wanted(path=both, member="ZZ.txt"))


@pytest.mark.parametrize("kept", [0.5, 0.97])
def test_a_cut_archive_is_refused(tmp_path: Path, folder: Path, kept: float) -> None:
    whole = zipped(tmp_path / "a.zip", {"XX.txt": "\n".join(row(number) for number in range(1, 3000)).encode()}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(KnowledgeError, match="R311"):
        add(Wanted(path=tmp_path / "cut.zip"))
    torn = bytearray(whole)
    torn[len(torn) // 2] ^= 0xFF
    (tmp_path / "torn.zip").write_bytes(torn)
    with pytest.raises(KnowledgeError, match="R311"):
        add(Wanted(path=tmp_path / "torn.zip"))
    assert not list(folder.glob("*.sqlite"))


def test_rows_of_a_table_are_refused_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "id,name,lat,lon,type\n1,A,1,2,town\n1,B,1,2,town\n2,C,1,2\n3,D,1,2,castle\n4,E,1,2,town\n5,F,1,2,village\n6,G,1,2,\n7,H,1,2,town\n8,I,3,4,town\n",
        encoding="utf-8",
    )
    done = add(Wanted(path=path))
    assert [(each[0], each[1]) for each in refused(done)] == [("line 3", "R304"), ("line 4", "R303"), ("line 5", "R305")]
    assert '--kind "castle=KIND"' in refused(done)[2][3]
    assert done.layer.places == 6


def test_an_open_quotation_mark_is_told_with_the_line_on_which_it_opens(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "name,lat,lon\nA,1,2\nB,1,2\nC,3,4\n" + '"D,1,2\n' + "".join(f"E{number},1,2\n" for number in range(30)), encoding="utf-8"
    )
    done = add(Wanted(path=path))
    assert [(each[0], each[1]) for each in refused(done)] == [("line 5", "R301")]


def test_a_point_that_is_said_twice_without_ids_is_counted_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name,lat,lon\nA,1,2\nA,1,2\nA,1,3\n", encoding="utf-8")
    done = add(Wanted(path=path))
    assert (done.layer.places, done.report.repeated, done.report.refused) == (2, 1, 0)


def test_a_file_of_another_kind_is_given_up_after_its_first_thousand_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    monkeypatch.setattr(reports, "_EVERY", 500)
    path = dump(tmp_path / "XX.txt", [*GOOD[:10], *(["no row"] * 20_000)])
    with pytest.raises(KnowledgeError, match="R312"):
        add(Wanted(path=path), lambda report: read.append(report.rows))
    assert read[-1] <= 1000
