"""Claims as the crossing sees them: sure readings become keys, words the rest; days, places, numbers as said."""

from __future__ import annotations

from msgspec.structs import replace

from factory import Story, reading
from recoupe.crosscheck.naming import names_of, stem
from recoupe.crosscheck.tellings import KM, tellings
from recoupe.model.record import Loss, When


def story(text: str) -> Story:
    made = Story(text, outlet="Gazette")
    made.published = "2031-05-06"
    return made


def test_a_sure_actor_is_its_id_with_its_country() -> None:
    made = story("Riders of the Hill League hit the mill of Orsk.")
    sure = made.mention("actor", "Riders of the Hill League", replace(reading("hill-league"), country="POL", sector="REB"))
    made.claim("ATTACK", "hit", {"attacker": sure, "target": "the mill of Orsk"})
    (told,) = tellings(made.record(), made.text)
    assert {"hill-league", "of:POL", "kind:REB", "name:hill", "name:league"} <= set(told.doers)
    assert "mill of orsk" in told.sufferers
    assert told.names == ("riders", "hill", "league", "orsk")


def test_an_unsure_actor_is_its_words() -> None:
    made = story("Riders hit the mill.")
    unsure = made.mention("actor", "Riders", replace(reading("hill-league"), score=0.3))
    made.claim("ATTACK", "hit", {"attacker": unsure})
    (told,) = tellings(made.record(), made.text)
    assert told.doers == ("riders",)


def test_a_place_has_its_precision_as_a_radius() -> None:
    made = story("Riders hit Orsk.")
    place = made.mention("place", "Orsk", replace(reading("g1"), lat=50.0, lon=20.0, precision=2, country="POL"))
    made.claim("ATTACK", "hit", {"attacker": "Riders"}, place=place)
    (told,) = tellings(made.record(), made.text)
    (spot,) = told.spots
    assert (spot.key, spot.km, spot.country, spot.role) == ("g1", KM[2], "POL", "place")


def test_a_place_that_nobody_knows_keeps_its_words() -> None:
    made = story("Riders left for Orsk.")
    made.claim("MOVE-redeploy", "left", {"mover": "Riders", "destination": "Orsk"})
    (told,) = tellings(made.record(), made.text)
    assert [(spot.key, spot.lat, spot.role) for spot in told.spots] == [("orsk", None, "destination")]


def test_days_are_those_of_the_text_never_that_of_publication() -> None:
    made = story("Riders hit the mill on Monday. Riders burned a barn.")
    when = When(
        start=24, end=33, text="on Monday", value="2031-05-05", earliest="2031-05-05", latest="2031-05-05", granularity="day"
    )
    made.claim("ATTACK", "hit", {"attacker": "Riders"}, time=when)
    made.claim("ATTACK", "burned", {"attacker": "Riders"}, nth=0)
    dated, undated = tellings(made.record(), made.text)
    assert (dated.earliest, dated.latest) == ("2031-05-05", "2031-05-05")
    assert (undated.earliest, undated.latest, undated.published) == (None, None, "2031-05-06")


def test_what_lies_years_back_is_background() -> None:
    made = story("Riders hit the mill in 2022.")
    when = When(start=20, end=27, text="in 2022", value="2022", earliest="2022-01-01", latest="2022-12-31", granularity="year")
    made.claim("ATTACK", "hit", {"attacker": "Riders"}, time=when)
    assert tellings(made.record(), made.text)[0].background


def test_losses_are_numbers_with_their_side() -> None:
    made = story("Riders killed 14 millers.")
    loss = Loss(side="millers", kind="dead", low=14, high=14, start=14, end=16, text="14", best=14)
    made.claim("KILL", "killed", {"perpetrator": "Riders"}, losses=(loss,))
    (number,) = tellings(made.record(), made.text)[0].numbers
    assert (number.of, number.low, number.high, number.side) == ("dead", 14, 14, "millers")


def test_names_are_words_with_a_capital_that_are_never_small() -> None:
    text = "Mills burn at Velm. Riders of the Iron Hand came with Anna to the mills."
    made = story(text)
    assert names_of(made.record(), text).within(0, len(text)) == ("velm", "iron", "hand", "anna")


def test_a_name_has_one_stem_in_two_languages() -> None:
    assert stem("orenoque") == stem("orenoco")
    assert stem("m23") == "m23"
