"""The acts of one article: a toll belongs to its attack; what days, places or statuses part stays apart."""

from __future__ import annotations

import pytest

from recoupe.crosscheck.episodes.within import acts
from recoupe.knowledge.linking import load_linking
from telling_factory import count, spot, telling

ORSK = spot("g1", 50.0, 20.0, country="POL", label="Orsk")
MARU = spot("g3", 55.0, 30.0, country="POL", label="Maru")


def gathered(left: dict, right: dict) -> bool:
    told = [telling("d1", "c1", words=("a",), **left), telling("d1", "c2", words=("b",), **right)]
    return len(acts(told, load_linking(), lambda one, other: False)) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({}, {"type": "KILL", "numbers": (count("dead", 9),)}),
        ({"day": "2031-05-05"}, {"type": "KILL"}),
        ({}, {"occurrence": "did_not_happen"}),
        ({"type": "ARREST", "sufferers": ("name:velm",)}, {"type": "ARREST", "sufferers": ("name:velm",)}),
        ({"type": "MOVE-withdraw", "doers": ("hill-league",)}, {"type": "MOVE-redeploy"}),
    ],
)
def test_one_act(left: dict, right: dict) -> None:
    assert gathered(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"day": "2031-05-05"}, {"day": "2031-05-02"}),
        ({"spots": (ORSK,)}, {"spots": (MARU,)}),
        ({}, {"occurrence": "planned"}),
        ({"day": "2031-03-01"}, {"type": "KILL"}),
        ({"type": "ARREST", "sufferers": ("miller",)}, {"type": "ARREST", "sufferers": ("ferryman",)}),
        ({"type": "STATEMENT", "doers": ("miller",)}, {"type": "STATEMENT", "doers": ("miller",)}),
        ({"type": "ATTACK"}, {"type": "LEGAL-act"}),
    ],
)
def test_two_acts(left: dict, right: dict) -> None:
    assert not gathered(left, right)


def test_what_a_person_parts_is_not_gathered() -> None:
    told = [telling("d1", "c1"), telling("d1", "c2", type="KILL")]
    assert len(acts(told, load_linking(), lambda one, other: True)) == 2


def test_the_largest_attack_is_what_the_article_tells_most_about() -> None:
    told = [telling("d1", f"c{number}", day="2031-05-05") for number in range(3)] + [telling("d1", "c9", day="2031-05-01")]
    assert [(len(each.members), each.main) for each in acts(told, load_linking(), lambda one, other: False)] == [
        (3, True),
        (1, False),
    ]
