"""Regions for places that no layer lists, and how precise places are."""

from __future__ import annotations

import pytest

from recoupe.knowledge.gazetteer import Box, Place, load_kinds
from recoupe.knowledge.reasons import recognise
from recoupe.model.precision import acled_precision
from recoupe.model.spans import Anchor
from recoupe.pipeline.toponyms import geometry
from recoupe.pipeline.toponyms.model import Constraint
from recoupe.pipeline.toponyms.regions import Region, RegionDrawer, precision_of


def place(name: str, lat: float | None, lon: float | None, country: str = "IQ", kind: str = "town", **more) -> Place:
    return Place(id=f"test:{name}", name=name, kind=kind, layer="test", lat=lat, lon=lon, countries=(country,), **more)


BAGHDAD, TIKRIT = place("Baghdad", 33.34, 44.40), place("Tikrit", 34.6, 43.68)
RIVER = place("Euphrates", None, None, "SY", "river")


def said(kind: str, words: str = "x", compass: int | None = None, km: float | None = None) -> Constraint:
    return Constraint(kind=kind, about=0, of=(1,), words=Anchor(0, len(words), words), compass=compass, km=km)


def holds(region: Region | None, lat: float, lon: float) -> bool:
    assert region is not None
    polygons = [region.shape["coordinates"]] if region.shape["type"] == "Polygon" else region.shape["coordinates"]
    assert recognise(region.why), region.why
    return any(geometry.holds(tuple((y, x) for x, y in outer), (lat, lon)) for (outer,) in polygons)


@pytest.fixture(scope="module")
def gazetteer(engine):
    if not engine.knowledge.gazetteer.available:
        pytest.skip("no compiled gazetteer")
    return engine.knowledge.gazetteer


@pytest.fixture(scope="module")
def drawer(gazetteer) -> RegionDrawer:
    return RegionDrawer(gazetteer)


def test_a_part_of_a_state(drawer, gazetteer) -> None:
    region = drawer.region_of([said("direction_inside", compass=315)], [[gazetteer.place("geonames:99237")]])
    assert holds(region, 36.81, 42.06)
    assert not holds(region, 30.5, 47.8)
    assert region is not None
    assert region.precision == 5
    assert 30_000 < region.km2 < 250_000


def test_a_distance_on_a_side(drawer) -> None:
    region = drawer.region_of([said("distance", compass=180, km=30)], [[BAGHDAD]])
    assert holds(region, 33.07, 44.40)
    assert not holds(region, 33.61, 44.40)
    assert not holds(region, 33.30, 44.40)


def test_near_a_town_and_near_two(drawer) -> None:
    region = drawer.region_of([said("proximity")], [[BAGHDAD]])
    assert holds(region, 33.4, 44.5)
    assert region is not None
    assert region.precision == 2
    both = drawer.region_of([said("proximity")], [[BAGHDAD, TIKRIT]])
    assert holds(both, 34.0, 44.0)
    assert both is not None
    assert both.precision == 5


def test_between_two_towns(drawer) -> None:
    region = drawer.region_of([said("between")], [[BAGHDAD, TIKRIT]])
    assert holds(region, 33.97, 44.05)
    assert not holds(region, 33.97, 45.5)


def test_along_a_border_of_two_states(drawer, gazetteer) -> None:
    states = [gazetteer.place("geonames:99237"), gazetteer.place("geonames:163843")]
    region = drawer.region_of([said("border")], [states])
    assert holds(region, 34.42, 40.95)
    assert not holds(region, 33.34, 44.40)
    assert drawer.region_of([said("border")], [states[:1]]) is None
    assert (
        drawer.region_of([said("border")], [states[:1]], home=states[1]).shape
        == drawer.region_of([said("border")], [states]).shape
    )


def test_the_middle_of_a_state(drawer, gazetteer) -> None:
    region = drawer.region_of([said("direction_inside")], [[gazetteer.place("geonames:99237")]])
    assert holds(region, 33.3, 43.6)
    assert not holds(region, 30.5, 47.8)
    assert region.precision == 5


def test_beside_a_division(drawer, gazetteer) -> None:
    anbar = gazetteer.place("geonames:99592")
    assert holds(drawer.region_of([said("direction_outside", compass=0)], [[anbar]]), 35.0, 42.0)
    assert drawer.region_of([said("direction_outside", compass=0)], [[gazetteer.place("geonames:99237")]]) is None


def test_several_constraints_leave_what_they_have_in_common(drawer, gazetteer) -> None:
    iraq = gazetteer.place("geonames:99237")
    wide = drawer.region_of([said("direction_inside", compass=0)], [[iraq]])
    narrow = drawer.region_of([said("direction_inside", "nord", compass=0), said("proximity", "near", km=60)], [[iraq], [TIKRIT]])
    assert narrow.km2 < wide.km2
    assert "nord" in narrow.why
    assert "near" in narrow.why
    assert narrow.precision == min(5, narrow.precision)


def test_contradicting_constraints_leave_the_smallest(drawer) -> None:
    region = drawer.region_of(
        [said("proximity", "one"), said("distance", "other", km=20)], [[BAGHDAD], [place("Basra", 30.5, 47.8)]]
    )
    assert holds(region, 33.4, 44.4) or holds(region, 30.5, 47.8)
    assert ";" not in region.why


def test_a_division_and_a_box_give_their_extent(drawer, gazetteer) -> None:
    anbar = gazetteer.place("geonames:99592")
    region = drawer.region_of([said("containment")], [[anbar]])
    assert holds(region, 33.4, 43.3)
    assert region.precision == 4
    lake = place("a lake", 35.9, 38.2, "SY", "lake", box=Box(35.7, 38.0, 36.2, 38.4))
    assert holds(drawer.region_of([said("containment")], [[lake]]), 35.9, 38.2)


def test_where_nothing_gives_an_extent_there_is_no_region(drawer) -> None:
    assert drawer.region_of([], []) is None
    assert drawer.region_of([said("bank", compass=90)], [[RIVER]]) is None
    assert drawer.region_of([said("direction_outside", compass=90)], [[RIVER]]) is None
    assert drawer.region_of([said("from")], [[BAGHDAD]]) is None
    assert drawer.region_of([said("proximity")], [[]]) is None


def test_a_region_across_the_meridian_is_cut(drawer) -> None:
    region = drawer.region_of([said("proximity", km=100)], [[place("an atoll", -17.0, 179.9, "FJ")]])
    assert region.shape["type"] == "MultiPolygon"
    assert holds(region, -17.0, -179.9)


def test_every_kind_has_its_precision() -> None:
    steps = {kind: precision_of(place("x", 0.0, 0.0, kind=kind)) for kind in load_kinds()}
    assert steps["country"] == 6
    assert steps["division"] == 4
    assert steps["district"] == 3
    assert steps["town"] == steps["crossing"] == steps["oil_field"] == 1
    assert steps["desert"] == steps["river"] == steps["road"] == 5
    assert steps["sea"] == 7
    assert precision_of(place("x", None, None, kind="crossing")) == 5
    assert {acled_precision(step) for step in steps.values()} == {1, 2, 3}
