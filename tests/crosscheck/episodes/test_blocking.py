"""Which claims are compared: those that share something within days, and never all with all."""

from __future__ import annotations

import pytest

from recoupe.crosscheck.episodes.blocking import LARGEST, NEIGHBOURS, candidates
from recoupe.crosscheck.episodes.facets import Facets
from recoupe.model.telling import Telling
from telling_factory import spot, telling


def pairs(*tellings: Telling) -> list[tuple[int, int]]:
    story = {each.document: each.document for each in tellings}
    return sorted(candidates([Facets([each]) for each in tellings], story))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"spots": (spot("a", 49.99, 20.0),)}, {"spots": (spot("b", 50.01, 20.0),)}),
        ({"spots": (spot("a", 49.99, 19.99),)}, {"spots": (spot("b", 50.1, 20.1),)}),
        ({"doers": ("hill-league",)}, {"sufferers": ("hill-league",)}),
        ({"names": ("orsk",)}, {"names": ("orsk",), "lang": "fr"}),
        ({"names": ("orsk",), "published": None}, {"names": ("orsk",), "published": None}),
        ({"names": ("orsk",), "day": "2031-05-05"}, {"names": ("orsk",), "published": "2031-05-09"}),
    ],
)
def test_what_may_be_one_is_compared(left: dict, right: dict) -> None:
    assert pairs(telling("d1", **left), telling("d2", **right)) == [(0, 1)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"names": ("orsk",)}, {"names": ("maru",)}),
        ({"names": ("orsk",)}, {"names": ("orsk",), "published": "2031-08-06"}),
        ({"spots": (spot("a", 50.0, 20.0),)}, {"spots": (spot("b", 53.0, 20.0),)}),
    ],
)
def test_what_shares_nothing_is_not(left: dict, right: dict) -> None:
    assert pairs(telling("d1", **left), telling("d2", **right)) == []


def test_a_large_block_costs_no_square() -> None:
    many = [telling(f"d{number}", names=("orsk",), trigger=f"t{number}") for number in range(LARGEST * 4)]
    assert len(pairs(*many)) <= len(many) * NEIGHBOURS
