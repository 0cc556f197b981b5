"""Places: what is named as a place, where it may lie, and whether it stands for somebody."""

from __future__ import annotations

import pytest


def place(record, words: str):
    found = [mention for mention in record.mentions if mention.kind == "place" and mention.text == words]
    assert found, [(mention.text, mention.rule) for mention in record.mentions if mention.kind == "place"]
    return found[-1]


@pytest.mark.parametrize(
    ("lang", "text", "words", "use"),
    [
        ("fr", "Les soldats sont à Nairobi.", "Nairobi", "literal"),
        ("fr", "Les soldats ont quitté la caserne vers Kidal.", "Kidal", "literal"),
        ("fr", "Paris a attaqué la milice.", "Paris", "associative"),
        ("en", "The soldiers are in Nairobi.", "Nairobi", "literal"),
        ("en", "Nairobi has sent soldiers to the border.", "Nairobi", "associative"),
    ],
)
def test_the_use_of_a_name(make, lang: str, text: str, words: str, use: str) -> None:
    assert place(make(text, lang), words).use == use


def test_a_town_has_coordinates_and_a_country(make) -> None:
    best = place(make("Les soldats sont à Bukavu."), "Bukavu").best
    assert best is not None
    assert (best.country, best.precision) == ("COD", 2)
    assert best.lat == pytest.approx(-2.5, abs=0.2)
    assert best.lon == pytest.approx(28.85, abs=0.2)


def test_a_state_is_no_point(make) -> None:
    best = place(make("Les soldats sont au Tchad."), "Tchad").best
    assert best is not None
    assert (best.ref, best.lat, best.precision) == ("country:TCD", None, 6)


def test_none_of_these_is_always_a_reading_of_a_gazetteer_name(make) -> None:
    readings = place(make("Les soldats sont à Bukavu."), "Bukavu").readings
    assert [reading.ref for reading in readings][-1] is None


def test_a_name_that_no_layer_has_keeps_no_coordinates(make) -> None:
    mention = place(make("Les soldats sont dans le village de Krabuntal."), "Krabuntal")
    assert [(reading.ref, reading.lat) for reading in mention.readings] == [(None, None)]


@pytest.mark.parametrize(
    ("lang", "text", "words", "inner"),
    [
        ("fr", "Les soldats quittent l'aéroport de Bukavu.", "aéroport de Bukavu", "Bukavu"),
        ("fr", "Les soldats sont dans le camp d'Abéché.", "camp d'Abéché", "Abéché"),
    ],
)
def test_a_facility_holds_the_name_inside_it(make, lang: str, text: str, words: str, inner: str) -> None:
    record = make(text, lang)
    assert place(record, inner).inside == place(record, words).id


@pytest.mark.parametrize("text", ["Le Nord attaque.", "Les soldats vont vers le Sud."])
def test_a_compass_word_is_no_place_name(make, text: str) -> None:
    assert not [mention for mention in make(text).mentions if mention.kind == "place" and mention.rule.startswith("gazetteer")]


def test_the_name_of_an_actor_is_no_place(make) -> None:
    record = make("L'agence Reuters a parlé aux soldats.")
    assert not [mention for mention in record.mentions if mention.kind == "place"]


def test_an_elision_is_not_part_of_a_name(make) -> None:
    assert place(make("Les soldats viennent d'Abéché."), "Abéché").text == "Abéché"
