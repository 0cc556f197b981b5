"""How precise a place is, in the seven steps of the UCDP's georeferenced events, and ACLED's three for them. The meanings stand in docs/places.md. Measures nothing."""

from __future__ import annotations

EXACT, NEARBY, DISTRICT, DIVISION, PART, COUNTRY, SEA = 1, 2, 3, 4, 5, 6, 7
"""UCDP's steps: the place itself; near it (up to about 25 km); a second-order division; a first-order one; part of a country or an estimate; a country; water."""
_ACLED = {EXACT: 1, NEARBY: 2, DISTRICT: 2, DIVISION: 3, PART: 3, COUNTRY: 3, SEA: 3}


def acled_precision(step: int) -> int:
    """ACLED's step for one of the UCDP's: 1 a town, 2 near a town or a small part of a region, 3 a larger region, a natural location, a province. Raises KeyError."""
    return _ACLED[step]
