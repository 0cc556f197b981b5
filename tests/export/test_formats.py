"""formats: every export is valid by its format's own schema or library, and every row keeps article, characters, quote, voices and status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import msgspec
import pyarrow.parquet
import pytest
from geojson_pydantic import FeatureCollection

from recoupe.app.exporting import export, format_named
from recoupe.errors import UsageError
from recoupe.export.acled import COLUMNS as ACLED
from recoupe.export.claim_row import COLUMNS, ClaimRow, claim_rows
from recoupe.export.formats import BY_NAME, FORMATS
from recoupe.export.geojson import features
from recoupe.export.sheets import Sheet, Written
from recoupe.export.ucdp import COLUMNS as UCDP
from recoupe.intake.documents import Given, read_bytes
from recoupe.model.record import Mention, Reading

SCHEMAS = Path(__file__).parent / "schemas"
PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "schema"
TEXTS = {
    "a.txt": (
        "Le 3 mars 2024, des rebelles ont tué douze civils à Goma, selon un porte-parole de l'armée.\n\n"
        "=Des miliciens ont attaqué récemment un poste de l'armée. Les rebelles menacent d'attaquer Bukavu le 9 mars 2024.\n"
    ),
    "b.txt": "A convoy of 60 trucks left Mosul for Kirkuk on 4 May 2024, the ministry said. The army denied that it had shelled the town.\n",
    "empty.txt": "Il fait beau, et le marché est plein de fruits.\n",
}


@pytest.fixture(scope="module")
def sheets(engine) -> list[Sheet]:
    found = []
    for name, text in TEXTS.items():
        given = Given(lang="en" if name == "b.txt" else "fr", outlet="Le Veilleur 😀", url=f"https://veilleur.test/{name}")
        document = read_bytes(text.encode(), name=name, given=given)
        found.append(Sheet(name=name, record=engine.read(document), text=document.text))
    return found


def written(name: str, sheets: list[Sheet]) -> tuple[bytes, Written]:
    out = io.BytesIO()
    done = BY_NAME[name].write(iter(sheets), out)
    return out.getvalue(), done


def claims(sheets: list[Sheet]) -> int:
    return sum(len(sheet.record.claims) for sheet in sheets)


def lines(data: bytes) -> list[dict]:
    return [json.loads(line) for line in data.splitlines()]


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
def test_every_format_counts_what_it_wrote(form: str, sheets: list[Sheet]) -> None:
    data, done = written(form, sheets)
    assert (done.articles, done.claims) == (3, claims(sheets))
    assert data


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
def test_no_articles_give_a_valid_empty_file(form: str) -> None:
    data, done = written(form, [])
    assert done == Written()
    if form in {"geojson", "annotation"}:
        assert json.loads(data)


def test_a_row_re_reads_on_its_characters(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        for row in claim_rows(sheet):
            assert " ".join(sheet.text[row.start : row.end].split()) == row.quote
            assert row.voices.startswith("article")
            assert row.text_sha256 == sheet.record.document.text_sha256


def test_csv_has_every_column_and_no_formula(sheets: list[Sheet]) -> None:
    rows = table(written("csv", sheets)[0])
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == claims(sheets)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_json_lines_hold_by_the_published_schema(sheets: list[Sheet]) -> None:
    schema = json.loads((PUBLISHED / "claim-row-1.json").read_text())
    rows = lines(written("jsonl", sheets)[0])
    assert len(rows) == claims(sheets)
    for row in rows:
        jsonschema.validate(row, schema)


def test_records_hold_by_the_published_schema(sheets: list[Sheet]) -> None:
    schema = json.loads((PUBLISHED / "record-1.json").read_text())
    for record in lines(written("records", sheets)[0]):
        jsonschema.validate(record, schema)


def test_parquet_reads_back_typed(sheets: list[Sheet]) -> None:
    found = pyarrow.parquet.read_table(io.BytesIO(written("parquet", sheets)[0]))
    assert tuple(found.column_names) == COLUMNS
    assert [msgspec.convert(row, ClaimRow) for row in found.to_pylist()] == [row for sheet in sheets for row in claim_rows(sheet)]


def test_geojson_holds_by_its_library(sheets: list[Sheet]) -> None:
    data = json.loads(written("geojson", sheets)[0])
    FeatureCollection.model_validate(data)
    assert len(data["features"]) == claims(sheets)
    (killed,) = [each for each in data["features"] if each["properties"]["type"].startswith("KILL")]
    assert killed["geometry"]["type"] == "Point"
    assert killed["geometry"]["coordinates"] == pytest.approx([29.2, -1.7], abs=0.2)
    (moved,) = [each for each in data["features"] if each["properties"]["type"].startswith("MOVE")]
    assert moved["geometry"]["type"] == "LineString"
    assert moved["properties"]["drawn"] == "route: origin, destination"
    assert any(each["geometry"] is None for each in data["features"])


def test_a_name_of_several_places_is_several_points(sheets: list[Sheet]) -> None:
    sheet = sheets[0]
    number = next(n for n, claim in enumerate(sheet.record.claims) if claim.place is not None)
    place = sheet.record.claims[number].place.mention

    def unsure(mention: Mention) -> Mention:
        if mention.id != place:
            return mention
        both = tuple(Reading(ref=f"x:{n}", label="Goma", score=0.4, why="", lat=float(n), lon=1.0) for n in (1, 2))
        return msgspec.structs.replace(mention, readings=both)

    record = msgspec.structs.replace(sheet.record, mentions=tuple(map(unsure, sheet.record.mentions)))
    feature = list(features(Sheet(name="a", record=record, text=sheet.text)))[number]
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[1.0, 1.0], [1.0, 2.0]]}
    assert feature["properties"]["drawn"] == "one of 2 places of that name"


@pytest.mark.parametrize(("form", "columns"), [("acled", ACLED), ("ucdp", UCDP)])
def test_rows_of_coders_keep_the_exact_columns_and_say_why_not(form: str, columns: tuple[str, ...], sheets: list[Sheet]) -> None:
    data, done = written(form, sheets)
    rows = table(data)
    assert tuple(rows[0])[: len(columns)] == columns
    assert len(rows) == claims(sheets)
    coded = [row for row in rows if not row["recoupe_not_codable"]]
    assert len(coded) == done.rows >= 1
    for row in rows:
        assert row["recoupe_quote"]
        assert row["recoupe_voices"]
        assert row["recoupe_occurrence"]
        if row["recoupe_not_codable"]:
            assert not any(row[name] for name in columns)


def test_plover_holds_by_its_schema(sheets: list[Sheet]) -> None:
    schema = json.loads((SCHEMAS / "plover.json").read_text())
    rows = lines(written("plover", sheets)[0])
    assert {row["has_event"] for row in rows} == {True, False}
    for row in rows:
        jsonschema.validate(row, schema)


def test_annotations_hold_by_their_schema_and_find_their_words(sheets: list[Sheet]) -> None:
    page = json.loads(written("annotation", sheets)[0])
    jsonschema.validate(page, json.loads((SCHEMAS / "web_annotation.json").read_text()))
    texts = {f"https://veilleur.test/{sheet.name}": sheet.text for sheet in sheets}
    assert len({each["id"] for each in page["items"]}) == claims(sheets)
    for each in page["items"]:
        position, quote = each["target"]["selector"]
        text = texts[each["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        format_named("xls")
    assert "geojson" in caught.value.remedy


def test_a_file_that_was_there_is_replaced_only_by_a_whole_one(tmp_path: Path, sheets: list[Sheet]) -> None:
    target = tmp_path / "a.csv"
    target.write_text("before")

    def broken():
        yield sheets[0]
        raise OSError(28, "No space left on device")

    with pytest.raises(UsageError) as caught:
        export(broken(), BY_NAME["csv"], target)
    assert caught.value.code == "R408"
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]
    export(sheets, BY_NAME["csv"], target)
    assert target.read_text().startswith("schema,")
