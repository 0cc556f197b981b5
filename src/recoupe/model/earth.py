"""Distances on the sphere."""

from __future__ import annotations

import math

RADIUS_KM = 6371.0088
"""The mean radius of the earth."""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance between two points in decimal degrees."""
    low, high = math.radians(lat), math.radians(other_lat)
    half = math.sin((high - low) / 2) ** 2 + math.cos(low) * math.cos(high) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))
