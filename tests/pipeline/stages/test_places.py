"""Places: what is named as a place, where it may lie, and whether it stands for somebody."""

from __future__ import annotations

import pytest

from recoupe.knowledge.reasons import recognise, say


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
    assert (best.country, best.precision) == ("COD", 1)
    assert best.lat == pytest.approx(-2.5, abs=0.2)
    assert best.lon == pytest.approx(28.85, abs=0.2)


def test_a_state_is_an_area_and_says_so(make) -> None:
    best = place(make("Les soldats sont au Tchad."), "Tchad").best
    assert best is not None
    assert (best.ref, best.kind, best.precision) == ("country:TCD", "state", 6)
    assert best.region is not None
    assert best.region["type"] == "Polygon"


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("fr", "Des combats ont éclaté à Ménaka, à Ansongo et à Tessit. Gao reste calme.", "Gao"),
        (
            "en",
            "Shelling hit Sloviansk, Druzhkivka and Kostiantynivka. In the evening it was the turn of Kramatorsk.",
            "Kramatorsk",
        ),
    ],
)
def test_a_listed_name_among_its_neighbours_is_a_place_without_any_sign(make, lang: str, text: str, words: str) -> None:
    assert place(make(text, lang), words).best.ref.startswith("geonames:")


@pytest.mark.parametrize(
    ("text", "words"), [("Il joue pour les Pingouins de Goma.", "Goma"), ("Il lit la Gazette de Beni.", "Beni")]
)
def test_half_of_a_name_stands_for_somebody(make, text: str, words: str) -> None:
    found = place(make(text), words)
    assert (found.use, found.rule) == ("associative", "part_of_name")


def test_the_noun_of_a_sea_or_a_mountain_is_part_of_its_name(make) -> None:
    assert place(make("Le navire a coulé en mer Noire."), "mer Noire")


def test_the_town_comes_before_the_division_called_after_it(make) -> None:
    assert place(make("Les soldats sont à Kidal."), "Kidal").best.kind == "populated place"
    assert place(make("Les soldats sont dans la région de Kidal."), "Kidal").best.kind == "division"


def test_a_reading_says_what_spoke_for_it(make) -> None:
    best = place(make("Les soldats sont à Tripoli, en Libye."), "Tripoli").best
    assert best.country == "LBY"
    assert best.contributions["country_named"] > 0


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


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_reason_of_a_place_has_its_wording(make, lang: str) -> None:
    record = make("Les soldats sont à Tripoli, en Libye, puis à Abéché, à Goma et à Krabuntal.")
    for mention in record.mentions:
        for reading in mention.readings if mention.kind == "place" else ():
            assert recognise(reading.why), reading.why
            assert "{" not in say(reading.why, lang)
    best = place(record, "Tripoli").best
    assert ("Pèsent" in say(best.why, "fr"), "weighs" in say(best.why, "fr")) == (True, False)


def test_two_places_of_one_name_are_told_apart_by_what_the_text_says(make) -> None:
    record = make(
        "Une colonne franchit, près de Qamichli et de Hassaké, le passage illégal nommé al-Walid, au nord-ouest du pays irakien.\n\n"
        "Bien plus au sud, à al-Tanf, non loin du poste-frontière officiel d’al-Walid, rien ne bouge."
    )
    first, second = [m for m in record.mentions if m.kind == "place" and m.text == "al-Walid"]
    assert (first.best.ref, second.best.ref) == ("own:al-walid-yarubiyah", "own:al-walid-official-crossing")
    assert first.best.lat is None
    assert first.best.precision == 5
    assert "homonym_place" in {warning.code for warning in record.warnings}


def test_a_stretch_without_a_name_leaves_a_region(make) -> None:
    best = place(make("Trois villages ont brûlé à 30 km au sud de Kidal."), "30 km au sud de Kidal").best
    assert (best.ref, best.lat, best.kind) == (None, None, "region")
    assert best.region["type"] == "Polygon"


def test_an_unlisted_place_keeps_the_region_that_the_text_leaves(make) -> None:
    best = place(make("Les soldats sont à Krabuntal, à 20 km au nord de Gao."), "Krabuntal").best
    assert (best.ref, best.lat) == (None, None)
    assert best.region is not None


def test_a_facility_that_no_layer_has_is_near_its_town(make) -> None:
    best = place(make("Les soldats gardent la prison d'Abéché."), "prison d'Abéché").best
    assert (best.ref, best.precision) == (None, 2)
