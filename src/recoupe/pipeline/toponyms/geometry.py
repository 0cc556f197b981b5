"""Distances, bearings and regions on a sphere: degrees in, kilometres out, regions as GeoJSON. Knows no places.

A point is (latitude, longitude). A ring is a closed row of points whose longitudes run on beyond 180 where they must (no jump inside a ring); `geojson` brings them back
and cuts a region at the 180th meridian, as RFC 7946 asks. Rings of more than a few hundred kilometres are drawn point by point along great circles.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

from recoupe.knowledge.gazetteer.model import Box
from recoupe.model.earth import RADIUS_KM, kilometres

Point = tuple[float, float]
Ring = tuple[Point, ...]

KM_PER_DEGREE = math.pi * RADIUS_KM / 180
"""Kilometres of a degree of latitude."""
_STEPS = 32
"""Points of a full circle."""
_POLE = 90.0
_TINY = 1e-12


def distance(one: Point, other: Point) -> float:
    """Kilometres along the great circle."""
    return kilometres(*one, *other)


def bearing(one: Point, other: Point) -> float:
    """Degrees from north, 0 to 360, in which `other` lies seen from `one`; 0 where they are the same point."""
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    east = math.radians(other[1] - one[1])
    across = math.sin(east) * math.cos(lat2)
    along = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(east)
    if abs(across) < _TINY and abs(along) < _TINY:
        return 0.0
    return math.degrees(math.atan2(across, along)) % 360


def turn(one: float, other: float) -> float:
    """The angle between two bearings, 0 to 180."""
    return abs((one - other + 180) % 360 - 180)


def towards(point: Point, degrees: float, km: float) -> Point:
    """The point that lies so many kilometres off in a bearing. Its longitude is not brought back below 180."""
    lat, course, angle = math.radians(point[0]), math.radians(degrees), km / RADIUS_KM
    up = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(course)
    high = math.asin(max(-1.0, min(1.0, up)))
    east = math.atan2(math.sin(course) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * up)
    return math.degrees(high), point[1] + math.degrees(east)


def nearest_longitude(east: float, to: float) -> float:
    """The same longitude, given so that it lies within 180 degrees of `to`."""
    return east + 360 * round((to - east) / 360)


def middle(one: Point, other: Point) -> Point:
    """The point halfway on the great circle."""
    return towards(one, bearing(one, other), distance(one, other) / 2)


def mean(points: Sequence[Point]) -> Point:
    """The point in the middle of some, none of them farther than half the earth from the first."""
    lon = sum(nearest_longitude(east, points[0][1]) for _, east in points) / len(points)
    return sum(lat for lat, _ in points) / len(points), lon


def offset(point: Point, origin: Point) -> tuple[float, float]:
    """Kilometres east and north of `origin`, on the plane: for shapes of up to a few thousand kilometres."""
    east = nearest_longitude(point[1], origin[1]) - origin[1]
    narrow = math.cos(math.radians((point[0] + origin[0]) / 2))
    return east * KM_PER_DEGREE * narrow, (point[0] - origin[0]) * KM_PER_DEGREE


def disc(point: Point, km: float) -> Ring:
    """The ring around a point."""
    return sector(point, 0.0, 180.0, (0.0, km))


def sector(point: Point, degrees: float, half: float, km: tuple[float, float]) -> Ring:
    """The part of a ring or a disc between two bearings.

    Args:
        point: its centre.
        degrees: the bearing of its middle.
        half: degrees to either side; 180 for all around, where the inner radius must be 0.
        km: inner and outer radius.
    """
    inner, outer = km
    steps = max(4, round(_STEPS * half / 180))
    courses = [degrees - half + 2 * half * step / steps for step in range(steps + 1)]
    far = [towards(point, course, outer) for course in courses]
    if half >= 180:
        return closed(far[:-1])
    near = [towards(point, course, inner) for course in reversed(courses)] if inner > 0 else [point]
    return closed([*far, *near])


def corridor(one: Point, other: Point, km: float) -> Ring:
    """The strip along the great circle between two points, so many kilometres to either side and beyond its ends."""
    ahead, back = bearing(one, other), bearing(other, one)
    length = distance(one, other)
    steps = max(1, min(_STEPS, round(length / 200)))
    left, right = [], []
    for step in range(1, steps):
        at = towards(one, ahead, length * step / steps)
        course = bearing(at, other)
        left.append(towards(at, course - 90, km))
        right.append(towards(at, course + 90, km))
    round_the_end = [towards(other, back + 180 + turned, km) for turned in (-90, -45, 0, 45, 90)]
    round_the_start = [towards(one, ahead + 180 + turned, km) for turned in (-90, -45, 0, 45, 90)]
    return closed([*left, *round_the_end, *reversed(right), *round_the_start])


def of_box(box: Box) -> Ring:
    """The ring of an extent."""
    east = box.east if box.west <= box.east else box.east + 360
    return closed([(box.south, box.west), (box.south, east), (box.north, east), (box.north, box.west)])


def closed(points: Sequence[Point]) -> Ring:
    """A ring through some points: longitudes without a jump, the first point again at the end; around a pole, by way of the pole."""
    out = [points[0]]
    for lat, east in points[1:]:
        out.append((lat, nearest_longitude(east, out[-1][1])))
    back = nearest_longitude(out[0][1], out[-1][1])
    if abs(back - out[0][1]) > 180:
        pole = math.copysign(_POLE, out[0][0])
        out += [(out[0][0], back), (pole, back), (pole, out[0][1])]
    return (*out, out[0])


def hull(points: Sequence[Point]) -> Ring:
    """The convex ring around some points on the plane of latitude and longitude; around fewer than three, a disc of 15 km."""
    origin = points[0][1]
    flat = sorted({(nearest_longitude(east, origin), lat) for lat, east in points})
    if len(flat) < 3:
        return disc(points[0], 15.0)

    def half(row: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        out: list[tuple[float, float]] = []
        for x, y in row:
            while len(out) > 1 and (out[-1][0] - out[-2][0]) * (y - out[-2][1]) <= (out[-1][1] - out[-2][1]) * (x - out[-2][0]):
                out.pop()
            out.append((x, y))
        return out

    ring = [*half(flat)[:-1], *half(flat[::-1])[:-1]]
    return closed([(y, x) for x, y in ring]) if len(ring) > 2 else disc(points[0], 15.0)


def widened(points: Sequence[Point], km: float) -> Ring:
    """The convex ring so many kilometres around some points."""
    return hull([towards(point, course, km) for point in points for course in range(0, 360, 30)])


def holds(ring: Ring, point: Point) -> bool:
    """Whether a point lies inside a ring."""
    lat = point[0]
    low = min(east for _, east in ring)
    lon = point[1] + 360 * math.ceil((low - point[1]) / 360)
    inside = False
    for (lat1, lon1), (lat2, lon2) in itertools.pairwise(ring):
        if (lat1 > lat) != (lat2 > lat) and lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1:
            inside = not inside
    return inside


def area(ring: Ring) -> float:
    """Square kilometres inside a ring."""
    total = sum(
        math.radians(lon2 - lon1) * (math.sin(math.radians(lat1)) + math.sin(math.radians(lat2))) / 2
        for (lat1, lon1), (lat2, lon2) in itertools.pairwise(ring)
    )
    return abs(total) * RADIUS_KM**2


def common(ring: Ring, convex: Ring) -> Ring | None:
    """What two rings have in common, the second convex, on the plane of latitude and longitude; None where nothing."""
    shift = nearest_longitude(convex[0][1], ring[0][1]) - convex[0][1]
    edges = [(lat, east + shift) for lat, east in convex[:-1]]
    if _turns_right(edges):
        edges.reverse()
    points = list(ring[:-1])
    for a, b in zip(edges, [*edges[1:], edges[0]], strict=True):
        points = _left_of(points, a, b)
        if len(points) < 3:
            return None
    return (*points, points[0])


def _turns_right(points: Sequence[Point]) -> bool:
    return sum((b[1] - a[1]) * (b[0] + a[0]) for a, b in zip(points, [*points[1:], points[0]], strict=True)) > 0


def _left_of(points: list[Point], a: Point, b: Point) -> list[Point]:
    """The part of a shape to the left of the line from `a` to `b`."""

    def side(point: Point) -> float:
        return (b[1] - a[1]) * (point[0] - a[0]) - (b[0] - a[0]) * (point[1] - a[1])

    out: list[Point] = []
    for one, other in zip(points, [*points[1:], points[0]], strict=True):
        here, there = side(one), side(other)
        if here >= 0:
            out.append(one)
        if (here > 0 > there) or (here < 0 < there):
            share = here / (here - there)
            out.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
    return out


def geojson(ring: Ring) -> dict[str, Any]:
    """A ring as a GeoJSON Polygon, or as a MultiPolygon cut at the 180th meridian; counter-clockwise, degrees to four places (about ten metres)."""
    low = min(east for _, east in ring)
    ring = tuple((lat, east - 360 * math.floor((low + 180) / 360)) for lat, east in ring)
    pieces: list[tuple[Ring, float]] = [(ring, 0.0)]
    if max(east for _, east in ring) > 180:
        west, east = (
            ((-90.0, -180.0), (-90.0, 180.0), (90.0, 180.0), (90.0, -180.0)),
            ((-90.0, 180.0), (-90.0, 540.0), (90.0, 540.0), (90.0, 180.0)),
        )
        pieces = [(piece, shift) for half, shift in ((west, 0.0), (east, -360.0)) if (piece := _cut(ring, half))]
    drawn = [[_drawn(piece, shift)] for piece, shift in pieces]
    return {"type": "Polygon", "coordinates": drawn[0]} if len(drawn) == 1 else {"type": "MultiPolygon", "coordinates": drawn}


def _cut(ring: Ring, edges: Sequence[Point]) -> Ring | None:
    points = list(ring[:-1])
    for a, b in zip(edges, [*edges[1:], edges[0]], strict=True):
        points = _left_of(points, a, b)
    return (*points, points[0]) if len(points) > 2 else None


def _drawn(ring: Ring, shift: float) -> list[list[float]]:
    points = [[round(east + shift, 4), round(lat, 4)] for lat, east in ring]
    return points[::-1] if _turns_right(ring[:-1]) else points
