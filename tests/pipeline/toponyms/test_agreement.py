"""How listed places agree with what texts say: the right one must be clearly ahead of the wrong one. Values of real places, approximate ones where the gazetteer is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from recoupe.knowledge.gazetteer import Box, Place
from recoupe.knowledge.reasons import recognise
from recoupe.model.spans import Anchor
from recoupe.pipeline.toponyms.agreement import Judge
from recoupe.pipeline.toponyms.model import Constraint


def place(name: str, lat: float, lon: float, country: str = "IQ", kind: str = "town", **more) -> Place:
    return Place(
        id=f"test:{name}", name=name, kind=kind, layer="test", lat=lat, lon=lon, countries=tuple(country.split("+")), **more
    )


OFFICIAL = place("al-Walid", 33.4332, 38.9374, "IQ+SY", "crossing")
OTHER = place("al-Walid", 36.81, 42.06, "IQ+SY", "crossing_unofficial")
TANF = place("al-Tanf", 33.506, 38.62, "SY", "base")
BAGHDAD, TIKRIT = place("Baghdad", 33.34, 44.40), place("Tikrit", 34.6, 43.68)
SAMARRA, BASRA, TAJI = place("Samarra", 34.2, 43.87), place("Basra", 30.5, 47.8), place("Taji", 33.51, 44.24)
RIVER = Place(id="test:river", name="Euphrates", kind="river", layer="test", countries=("SY", "IQ"))


@pytest.fixture(scope="module")
def gazetteer(engine):
    if not engine.knowledge.gazetteer.available:
        pytest.skip("no compiled gazetteer")
    return engine.knowledge.gazetteer


@pytest.fixture(scope="module")
def state(gazetteer):
    return {
        name: gazetteer.place(ref)
        for name, ref in {"Iraq": "geonames:99237", "Syria": "geonames:163843", "Lebanon": "geonames:272103"}.items()
    }


@pytest.fixture(scope="module")
def value(gazetteer):
    """Kind, candidate, references → value, None where there is none; the sentence must be one that pages can word."""
    judge = Judge(gazetteer)

    def valuer(
        kind: str, candidate: Place, *references: Place, compass: int | None = None, km: float | None = None
    ) -> float | None:
        said = Constraint(kind=kind, about=0, of=(1,), words=Anchor(0, 1, "x"), compass=compass, km=km)
        found = judge.agreement(said, candidate, references)
        if found is None:
            return None
        assert -1 <= found.value <= 1
        assert recognise(found.why), found.why
        return found.value

    return valuer


def test_a_place_lies_in_its_state_and_not_in_another(value, state) -> None:
    assert value("containment", BASRA, state["Iraq"]) == 1
    assert value("containment", BASRA, state["Syria"]) == -1
    assert value("containment", OFFICIAL, state["Syria"]) == 1


def test_just_beyond_a_border_is_neither(value, gazetteer) -> None:
    damascus = gazetteer.place("geonames:170654")
    near = place("near Damascus", damascus.lat + 0.05, damascus.lon, "LB")
    assert value("containment", near, gazetteer.place("geonames:163843")) == 0


def test_a_town_holds_what_lies_in_and_by_it(value) -> None:
    assert value("containment", place("a bridge", 34.61, 43.69, kind="bridge"), TIKRIT) > 0.9
    assert value("containment", BASRA, TIKRIT) < -0.9


def test_the_two_crossings_of_one_name_are_told_apart(value, state) -> None:
    """The official crossing lies in the north-west too, less squarely; that is evidence, no proof."""
    right, wrong = (
        value("direction_inside", OTHER, state["Iraq"], compass=315),
        value("direction_inside", OFFICIAL, state["Iraq"], compass=315),
    )
    assert right > 0.7
    assert -0.2 < wrong < right - 0.4
    assert value("direction_inside", OFFICIAL, state["Iraq"], compass=270) > 0.9
    assert value("proximity", TANF, OFFICIAL) > -0.2
    assert value("proximity", TANF, OTHER) < -0.9


def test_parts_of_a_state(value, state) -> None:
    assert value("direction_inside", BASRA, state["Iraq"], compass=135) > 0.7
    assert value("direction_inside", BASRA, state["Iraq"], compass=315) < -0.9
    assert value("direction_inside", place("Qamishli", 37.05, 41.23, "SY"), state["Syria"], compass=45) > 0.8
    assert value("direction_inside", BASRA, state["Syria"], compass=135) == -1


def test_the_middle_of_a_state(value, state) -> None:
    assert value("direction_inside", place("Ramadi", 33.42, 43.30), state["Iraq"]) > 0.7
    assert value("direction_inside", BASRA, state["Iraq"]) < 0


def test_sides_of_a_town_and_of_a_state(value, state) -> None:
    assert (
        value("direction_outside", TAJI, BAGHDAD, compass=0)
        > value("direction_outside", TAJI, BAGHDAD, compass=90)
        > value("direction_outside", TAJI, BAGHDAD, compass=180)
    )
    assert value("direction_outside", BAGHDAD, BAGHDAD, compass=0) is None
    assert value("direction_outside", place("Mosul", 36.34, 43.12), state["Iraq"], compass=0) > 0.3
    assert value("direction_outside", place("Mardin", 37.31, 40.74, "TR"), state["Syria"], compass=0) > 0


def test_distances(value, state) -> None:
    assert value("distance", TAJI, BAGHDAD, km=24) > 0.9
    assert value("distance", TAJI, BAGHDAD, km=100) < 0
    assert value("distance", TAJI, BAGHDAD, km=24, compass=315) > value("distance", TAJI, BAGHDAD, km=24, compass=180)
    assert value("distance", TAJI, state["Iraq"], km=24) is None


def test_nearness_reaches_farther_from_towns_than_from_posts(value) -> None:
    assert value("proximity", TAJI, BAGHDAD) > 0.8
    assert value("proximity", TIKRIT, BAGHDAD) < 0
    post = replace(BAGHDAD, kind="base")
    assert value("proximity", replace(TAJI, kind="crossing"), post) < value("proximity", TAJI, BAGHDAD)


def test_on_the_way_between_two(value, state) -> None:
    assert value("between", SAMARRA, BAGHDAD, TIKRIT) > 0.7
    assert value("between", BASRA, BAGHDAD, TIKRIT) < -0.9
    assert value("between", SAMARRA, BAGHDAD) is None
    assert value("between", SAMARRA, state["Iraq"], state["Syria"]) is None


def test_borders_are_approximate(value, state) -> None:
    qaim = place("al-Qaim", 34.37, 41.09)
    assert value("border", qaim, state["Syria"]) > 0.2
    assert value("border", qaim, state["Iraq"], state["Syria"]) > 0.2
    assert value("border", BASRA, state["Syria"]) < -0.9
    assert value("border", place("Ankara", 39.9, 32.9, "TR"), state["Iraq"], state["Syria"]) == -1


def test_what_cannot_be_told_is_none(value, state) -> None:
    assert value("bank", TIKRIT, RIVER, compass=90) is None
    assert value("direction_outside", TIKRIT, RIVER, compass=90) is None
    assert value("from", TIKRIT, BAGHDAD) is None
    assert value("proximity", replace(TIKRIT, lat=None, lon=None), BAGHDAD) is None
    assert value("proximity", TIKRIT) is None


def test_a_box_serves_where_there_are_no_towns(value) -> None:
    lake = place("a lake", 35.9, 38.2, "SY", "lake", box=Box(35.7, 38.0, 36.2, 38.4))
    assert value("direction_inside", place("a village", 36.15, 38.2, "SY"), lake, compass=0) > 0.5
    assert value("containment", place("a village", 36.1, 38.2, "SY"), lake) == 1
