"""Where outlets are at home: found by name or by domain, refused loudly where a row is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer import Place
from recoupe.knowledge.homes import Homes, load_homes

KNOWN = {
    ref: Place(id=ref, name=ref, kind="town", layer="test", lat=1.0, lon=2.0, countries=("XX",)) for ref in ("test:a", "test:b")
}


def write(folder: Path, *rows: str, header: str = "outlet\tplace\tsource") -> Path:
    path = folder / "homes.tsv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_an_outlet_is_found_by_its_name_and_by_its_address(tmp_path: Path) -> None:
    homes = load_homes(write(tmp_path, "L'Écho du Gué\ttest:a\tits imprint", "echo.example\ttest:b\tits imprint"), KNOWN.get)
    assert [place.id for place in homes.of("l'écho du gué", None)] == ["test:a"]
    assert [place.id for place in homes.of(None, "https://www.nord.echo.example/2024/1")] == ["test:b"]
    assert homes.of("another", "https://notecho.example/") == homes.of(None, None) == homes.of(None, "http://[") == ()
    assert homes.label.startswith("homes/homes#")


def test_several_rows_are_several_homes_and_no_file_is_none(tmp_path: Path) -> None:
    homes = load_homes(write(tmp_path, "The Ford\ttest:a\tx", "The Ford\ttest:b\tx"), KNOWN.get)
    assert [place.id for place in homes.of("The Ford", None)] == ["test:a", "test:b"]
    assert (Homes().of("The Ford", "https://ford.example"), Homes().label) == ((), "")


def test_the_label_changes_with_the_file(tmp_path: Path) -> None:
    first = load_homes(write(tmp_path, "The Ford\ttest:a\tx"), KNOWN.get).label
    assert first != load_homes(write(tmp_path, "The Ford\ttest:b\tx"), KNOWN.get).label


@pytest.mark.parametrize(
    ("rows", "header", "code"),
    [
        (["The Ford\ttest:none\tx"], "outlet\tplace\tsource", "R307"),
        (["The Ford\ttest:a\t"], "outlet\tplace\tsource", "R303"),
        (["The Ford\ttest:a"], "outlet\tplace\tsource", "R303"),
        (["The Ford\ttest:a\tx", "the ford\ttest:a\ty"], "outlet\tplace\tsource", "R304"),
        (["The Ford\ttest:a\tx"], "name\tplace\tsource", "R302"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, rows: list[str], header: str, code: str) -> None:
    with pytest.raises(KnowledgeError) as refused:
        load_homes(write(tmp_path, *rows, header=header), KNOWN.get)
    assert refused.value.code == code
    assert "homes.tsv" in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as refused:
        load_homes(tmp_path / "none.tsv", KNOWN.get)
    assert refused.value.code == "R301"
