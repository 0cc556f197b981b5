"""A capital that somebody leaves, takes or shells is the town; one that speaks is its government; a month in a date is no place."""

from __future__ import annotations

import pytest

from recoupe.intake.documents import Given, read_bytes


def mentions(engine, text: str, lang: str, kind: str) -> set[str]:
    record = engine.read(read_bytes(text.encode(), name="a.txt", given=Given(lang=lang)))
    return {mention.text for mention in record.mentions if mention.kind == kind}


@pytest.mark.parametrize(
    ("lang", "text", "town"),
    [
        ("en", "A convoy of forty trucks left Erbil for Kirkuk on Monday.", "Erbil"),
        ("en", "Rebels captured Bamako on Friday.", "Bamako"),
        ("en", "The air force shelled Damascus again.", "Damascus"),
        ("en", "Troops entered Khartoum from Omdurman.", "Omdurman"),
        ("fr", "Le convoi a quitté Bamako lundi matin.", "Bamako"),
        ("fr", "L'aviation a bombardé Damas dans la nuit.", "Damas"),
    ],
)
def test_a_town_that_is_left_taken_or_fired_at_is_a_place(engine, lang: str, text: str, town: str) -> None:
    assert town in mentions(engine, text, lang, "place")
    assert town not in mentions(engine, text, lang, "actor")


@pytest.mark.parametrize(
    ("lang", "text", "capital"),
    [("en", "Paris accused Kigali of lying.", "Kigali"), ("fr", "Bamako a accusé Paris de mentir.", "Paris")],
)
def test_a_capital_that_is_accused_is_somebody(engine, lang: str, text: str, capital: str) -> None:
    assert capital in mentions(engine, text, lang, "actor")


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "Trucks reached Kirkuk on 4 May 2024."), ("fr", "Les camions sont entrés à Kirkouk le 3 mars.")]
)
def test_a_month_in_a_date_is_no_place(engine, lang: str, text: str) -> None:
    assert not {"May", "mars"} & mentions(engine, text, lang, "place")


def test_a_role_of_a_place_names_the_place_where_words_name_both(engine) -> None:
    text = "Thousands of residents fled to Taiz and Sanaa on Tuesday."
    record = engine.read(read_bytes(text.encode(), name="a.txt", given=Given(lang="en")))
    kinds = {mention.id: mention.kind for mention in record.mentions}
    (claim,) = [claim for claim in record.claims if claim.type.startswith("MOVE")]
    assert [kinds[role.mention] for role in claim.roles if role.role == "destination"] == ["place", "place"]


def test_a_city_behind_a_preposition_is_a_place_though_a_time_is_tagged_over_it(engine) -> None:
    assert "Odesa" in mentions(engine, "Russian forces launched 22 drones at Odesa overnight, officials said.", "en", "place")
