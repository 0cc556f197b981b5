"""Whether one place lies in another, by codes where the outer one is a state or a division, else by extent. A state is never a point: compare it here or by id."""

from __future__ import annotations

from recoupe.knowledge.gazetteer.model import Place

_MARGIN = 0.15
"""Degrees, about 15 km: border posts lie on the edge of every simplified extent."""


def lies_in(inner: Place, outer: Place) -> bool | None:
    """Whether `inner` lies in `outer`; None where nothing says so or not.

    A place on a border lies in both states. A bounding box can only deny, or make likely: within it the answer is True.
    """
    if inner.id == outer.id:
        return True
    if outer.kind == "country":
        return outer.country in inner.countries if inner.countries else _by_box(inner, outer)
    if outer.kind == "division" and outer.division:
        if inner.countries and outer.country not in inner.countries:
            return False
        if inner.division and len(inner.countries) == 1:
            return inner.division == outer.division
    return _by_box(inner, outer)


def _by_box(inner: Place, outer: Place) -> bool | None:
    point = inner.point
    if point is None or outer.box is None:
        return None
    return outer.box.holds(*point, margin=_MARGIN)
