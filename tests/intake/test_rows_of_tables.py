"""rows: which field of a row is what; a date that is none is told, never guessed."""

from __future__ import annotations

import json

import pytest

from recoupe.errors import IntakeError
from recoupe.intake.documents import Given, read_bytes
from recoupe.intake.rows import MEDIA_TYPE, understood

TEXT = "Les camions ont quitté la base mardi matin, selon le porte-parole du ministère."


def read(values: object, given: Given = Given()):  # noqa: B008 - frozen
    return read_bytes(json.dumps(values).encode(), media_type=MEDIA_TYPE, given=given)


def test_the_accents_of_a_column_do_not_count() -> None:
    assert read({"Média": "La Gazette", "texte": TEXT}).outlet == "La Gazette"


def test_fields_under_their_usual_names() -> None:
    document = read(
        {"Headline": "Le convoi", "maintext": TEXT, "source": "La Gazette", "date": "2024-05-14", "link": "https://a.test/1"}
    )
    assert document.text == f"Le convoi\n\n{TEXT}"
    assert (document.outlet, document.outlet_from, document.published, document.url) == (
        "La Gazette",
        "metadata",
        "2024-05-14",
        "https://a.test/1",
    )


def test_a_persons_word_goes_before_the_row() -> None:
    document = read({"text": TEXT, "outlet": "La Gazette"}, Given(outlet="Le Veilleur"))
    assert (document.outlet, document.outlet_from) == ("Le Veilleur", "given")


def test_a_date_that_is_none_is_told() -> None:
    document = read({"text": TEXT, "date": "le 14 mai"})
    assert document.published is None
    assert "le 14 mai" in document.notes[0]


def test_the_same_text_of_two_outlets_is_two_documents() -> None:
    assert read({"text": TEXT, "outlet": "A"}).id != read({"text": TEXT, "outlet": "B"}).id


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[1]", "R113"),
        (b"{", "R113"),
        (b'{"a": 1}', "R114"),
        (b'{"url": "https://a.test/"}', "R114"),
        (b'{"text": " \\n"}', "R114"),
        (b"\xff", "R113"),
    ],
)
def test_bad_rows_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read_bytes(data, media_type=MEDIA_TYPE)
    assert caught.value.code == code


def test_a_table_without_articles_is_known_by_its_header() -> None:
    assert understood(["Date", "Full Text"])
    assert not understood(["lat", "lon", "name"])
