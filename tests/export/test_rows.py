"""Rows of ACLED, UCDP and PLOVER: nothing that the text does not say, and a reason for every claim without a row."""

from __future__ import annotations

import csv
import io
import json

import pytest

from recoupe.app.coding import FORMS, code, gaps_table
from recoupe.app.reading import Article
from recoupe.export.acled import COLUMNS as ACLED
from recoupe.export.acled import acled_rows
from recoupe.export.codable import OWN_COLUMNS, cell
from recoupe.export.plover import plover_records
from recoupe.export.ucdp import COLUMNS as UCDP
from recoupe.export.ucdp import ucdp_rows
from recoupe.intake.documents import Given, read_bytes

TEXT = """Le 3 mars 2024, des rebelles ont tué douze civils à Goma, selon un porte-parole de l'armée.

Des miliciens ont attaqué récemment un poste de l'armée. Les rebelles menacent d'attaquer Bukavu le 9 mars 2024.
"""


@pytest.fixture(scope="module")
def article(engine) -> Article:
    document = read_bytes(TEXT.encode(), name="a.txt", given=Given(lang="fr", outlet="Le Veilleur", published="2024-06-01"))
    return Article("a.txt", document, engine.read(document))


def test_the_columns_are_those_of_the_schemes() -> None:
    assert (len(ACLED), len(UCDP)) == (31, 49)
    assert len(set(ACLED)) == 31
    assert len(set(UCDP)) == 49


def test_a_claim_that_says_all_gives_a_row_of_acled(article: Article) -> None:
    (row,) = acled_rows(article.record, article.document.text).rows
    assert (row["event_date"], row["event_type"], row["sub_event_type"]) == ("2024-03-03", "Violence against civilians", "Attack")
    assert (row["actor1"], row["actor2"], row["location"], row["fatalities"]) == ("des rebelles", "douze civils", "Goma", "12")
    assert row["recoupe_voices"].startswith("article > ")
    assert row["event_id_cnty"] == row["timestamp"] == row["iso"] == ""


def test_a_row_of_ucdp_has_both_sides_and_the_dead(article: Article) -> None:
    (row,) = ucdp_rows(article.record, article.document.text).rows
    assert (row["type_of_violence"], row["side_b"], row["best"], row["deaths_civilians"]) == ("3", "Civilians", "12", "12")
    assert "porte-parole" in row["source_original"]
    assert row["source_date"] == "2024-06-01"


@pytest.mark.parametrize("rows_of", [acled_rows, ucdp_rows], ids=["acled", "ucdp"])
def test_the_publication_date_is_no_event_date(article: Article, rows_of) -> None:
    rows = rows_of(article.record, article.document.text).rows
    assert all("2024-06-01" not in row[name] for row in rows for name in row if name.startswith(("event_date", "date_")))


@pytest.mark.parametrize("rows_of", [acled_rows, ucdp_rows], ids=["acled", "ucdp"])
def test_every_claim_gives_a_row_or_a_reason(article: Article, rows_of) -> None:
    coding = rows_of(article.record, article.document.text)
    assert len(coding.rows) + len(coding.gaps) == len(article.record.claims)
    assert all(gap.missing for gap in coding.gaps)


def test_what_is_missing_is_named(article: Article) -> None:
    gaps = acled_rows(article.record, article.document.text).gaps
    said = {gap.trigger: "; ".join(gap.missing) for gap in gaps}
    assert "date: " in said["ont attaqué"]
    assert "status: threatened" in said["attaquer"]


def test_plover_lines_say_why_they_are_not_coded(article: Article) -> None:
    records = list(plover_records(article.record, article.document.text))
    coded = [each for each in records if each["has_event"]]
    assert [each["event"] for each in coded if each["event_text"] == ["ont tué"]] == [["ASSAULT"]]
    assert all(each["not_coded"] for each in records if not each["has_event"])
    assert all("date" not in each for each in records if not each["has_event"])


@pytest.mark.parametrize("form", FORMS)
def test_an_export_reads_back(article: Article, form: str) -> None:
    coded = code([article, article], form)
    if form == "plover":
        assert len([json.loads(line) for line in coded.text.splitlines()]) == 2 * len(article.record.claims)
    else:
        rows = list(csv.DictReader(io.StringIO(coded.text, newline="")))
        assert len(rows) == coded.rows
        assert set(OWN_COLUMNS) <= set(rows[0])
    assert len(list(csv.DictReader(io.StringIO(gaps_table(coded), newline="")))) == len(coded.gaps)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", " =1", "\t=1"])
def test_words_of_an_article_are_no_formula(text: str) -> None:
    assert cell(text).startswith("'")


def test_a_hostile_article_stays_in_its_cells(engine) -> None:
    text = 'Le 3 mars 2024, des rebelles du "Front; =1+1,\'" ont tué douze civils à Goma.\n'
    document = read_bytes(text.encode(), name="b.txt", given=Given(lang="fr", outlet='=cmd|"x",y'))
    hostile = Article("b.txt", document, engine.read(document))
    for form in ("acled", "ucdp"):
        for row in csv.DictReader(io.StringIO(code([hostile], form).text, newline="")):
            assert None not in row
            assert not any(value.startswith("=") for value in row.values())
