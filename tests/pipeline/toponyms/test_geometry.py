"""Distances, bearings and regions against known values; the 180th meridian and the poles."""

from __future__ import annotations

import itertools
import math

import pytest

from recoupe.knowledge.gazetteer import Box
from recoupe.pipeline.toponyms import geometry as g

PARIS, LONDON, QUITO = (48.8566, 2.3522), (51.5074, -0.1278), (0.0, -78.0)
FIJI, SAMOA = (-17.0, 179.5), (-17.0, -179.5)


def test_distances_are_known_ones() -> None:
    assert g.distance(PARIS, LONDON) == pytest.approx(343.6, abs=0.5)
    assert g.distance((0.0, 0.0), (0.0, 180.0)) == pytest.approx(math.pi * 6371.0088, abs=0.01)
    assert g.distance(FIJI, SAMOA) == pytest.approx(106.3, abs=0.2)
    assert g.distance((90.0, 13.0), (90.0, -99.0)) == pytest.approx(0.0, abs=1e-6)
    assert g.distance(PARIS, PARIS) == 0


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [((0, 0), (1, 0), 0), ((0, 0), (0, 1), 90), ((0, 0), (-1, 0), 180), ((0, 0), (0, -1), 270), (FIJI, SAMOA, 90), (PARIS, LONDON, 330), (PARIS, PARIS, 0)],
)  # fmt: skip
def test_bearings_are_known_ones(one, other, wanted: float) -> None:
    assert g.turn(g.bearing(one, other), wanted) < 0.5


@pytest.mark.parametrize("start", [PARIS, QUITO, FIJI, (89.0, 10.0), (-89.5, -170.0)])
@pytest.mark.parametrize("course", [0, 45, 133, 270])
def test_going_and_looking_back_agree(start, course: float) -> None:
    there = g.towards(start, course, 60)
    assert g.distance(start, there) == pytest.approx(60, abs=0.01)
    assert g.turn(g.bearing(start, there), course) < 0.1


def test_turns_are_never_more_than_half() -> None:
    assert g.turn(350, 10) == 20
    assert g.turn(0, 180) == 180
    assert g.turn(-90, 270) == 0


@pytest.mark.parametrize("centre", [PARIS, QUITO, FIJI, (89.9, 0.0), (-89.9, 100.0)])
def test_a_disc_holds_what_is_nearer_than_its_radius(centre) -> None:
    ring = g.disc(centre, 100)
    assert g.area(ring) == pytest.approx(math.pi * 100**2, rel=0.03)
    for course in range(0, 360, 40):
        assert g.holds(ring, g.towards(centre, course, 90))
        assert not g.holds(ring, g.towards(centre, course, 110))


def test_a_sector_lies_on_its_side() -> None:
    ring = g.sector(QUITO, 180, 45, (20, 60))
    assert g.holds(ring, g.towards(QUITO, 170, 40))
    assert not g.holds(ring, g.towards(QUITO, 170, 10))
    assert not g.holds(ring, g.towards(QUITO, 0, 40))
    assert g.area(ring) == pytest.approx(math.pi / 4 * (60**2 - 20**2), rel=0.02)


def test_a_corridor_follows_its_way() -> None:
    ring = g.corridor(PARIS, LONDON, 20)
    assert g.holds(ring, g.middle(PARIS, LONDON))
    assert g.holds(ring, g.towards(LONDON, g.bearing(PARIS, LONDON), 15))
    assert not g.holds(ring, g.towards(g.middle(PARIS, LONDON), 60, 30))
    across = g.corridor(FIJI, SAMOA, 20)
    assert g.holds(across, (-17.0, 180.0))
    assert g.holds(across, (-17.0, -180.0))
    assert not g.holds(across, (-17.0, 0.0))


def test_a_box_across_the_meridian_is_one_piece_inside_and_two_in_geojson() -> None:
    ring = g.of_box(Box(-20, 175, -10, -175))
    assert g.holds(ring, (-15, 179))
    assert g.holds(ring, (-15, -179))
    assert not g.holds(ring, (-15, 170))
    drawn = g.geojson(ring)
    assert drawn["type"] == "MultiPolygon"
    assert all(-180 <= east <= 180 for polygon in drawn["coordinates"] for one in polygon for east, _ in one)


@pytest.mark.parametrize(
    "ring", [g.disc(PARIS, 50), g.of_box(Box(1, 2, 3, 4)), g.corridor(PARIS, LONDON, 5), g.disc((89.9, 0.0), 200)]
)
def test_geojson_is_closed_counter_clockwise_and_within_the_world(ring) -> None:
    drawn = g.geojson(ring)
    polygons = [drawn["coordinates"]] if drawn["type"] == "Polygon" else drawn["coordinates"]
    for (outer,) in polygons:
        assert outer[0] == outer[-1]
        assert all(-180 <= east <= 180 and -90 <= lat <= 90 for east, lat in outer)
        assert sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in itertools.pairwise(outer)) < 0


def test_a_hull_holds_its_points() -> None:
    points = [(0.0, 179.0), (1.0, -179.0), (2.0, 179.5), (1.0, 179.7), (-1.0, 180.0)]
    ring = g.hull(points)
    assert g.holds(ring, (1.0, 179.7))
    assert not g.holds(ring, (5.0, 179.7))
    assert g.area(g.hull([PARIS])) == pytest.approx(math.pi * 15**2, rel=0.03)
    assert g.area(g.hull([(0.0, 0.0), (0.0, 1.0), (0.0, 2.0)])) > 0


def test_what_two_rings_have_in_common() -> None:
    one, other = g.of_box(Box(0, 0, 2, 2)), g.of_box(Box(1, 1, 3, 3))
    both = g.common(one, other)
    assert both is not None
    assert g.area(both) == pytest.approx(g.area(g.of_box(Box(1, 1, 2, 2))), rel=1e-9)
    assert g.common(one, g.of_box(Box(5, 5, 6, 6))) is None
    assert g.common(g.of_box(Box(0, 179, 2, -179)), g.of_box(Box(0, -180, 2, -179))) is not None


def test_offsets_are_east_and_north() -> None:
    east, north = g.offset((1.0, -179.5), (0.0, 179.5))
    assert east == pytest.approx(111.2, abs=0.2)
    assert north == pytest.approx(111.2, abs=0.2)
    assert g.mean([(0.0, 179.0), (2.0, -179.0)]) == pytest.approx((1.0, 180.0))
