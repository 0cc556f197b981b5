"""Extents of states and divisions from the cities in them: a box, and the city nearest its middle as the point. Arithmetic only."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.knowledge.gazetteer.model import Box

Point = tuple[float, float]


def box_of(points: Sequence[Point]) -> Box:
    """The smallest box around points (latitude, longitude), across the 180th meridian where that is shorter. At least one point."""
    lats = [lat for lat, _ in points]
    lons = sorted({lon for _, lon in points})
    gaps = [(lons[(at + 1) % len(lons)] - lon) % 360 or 360 for at, lon in enumerate(lons)]
    widest = max(range(len(lons)), key=lambda at: (gaps[at], -at))
    west, east = lons[(widest + 1) % len(lons)], lons[widest]
    return Box(_rounded(min(lats)), _rounded(west), _rounded(max(lats)), _rounded(east))


def middle_of(points: Sequence[Point], box: Box) -> Point:
    """The one of the points that lies nearest the middle of their box."""
    width = (box.east - box.west) % 360
    lat, lon = (box.south + box.north) / 2, box.west + width / 2
    return min(points, key=lambda point: ((point[0] - lat) ** 2 + ((point[1] - lon + 180) % 360 - 180) ** 2, point))


def _rounded(value: float) -> float:
    return round(value, 3)
