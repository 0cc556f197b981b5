"""Two claims: what speaks for one event, what against, what forbids it. Every piece has a sentence."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from recoupe.crosscheck.episodes.facets import Facets
from recoupe.crosscheck.episodes.scoring import Score, Scorer
from recoupe.knowledge.linking import load_linking
from telling_factory import count, spot, telling

ORSK = spot("g1", 50.0, 20.0, country="POL", label="Orsk")
NEAR = spot("g2", 50.1, 20.1, country="POL", label="Velm")
FAR = spot("g3", 55.0, 30.0, country="POL", label="Maru")
ABROAD = spot("g4", 48.0, 25.0, country="ROU", label="Tissa")


def score(left: dict[str, Any], right: dict[str, Any], likeness: float = 0.4) -> Score:
    scorer = Scorer(load_linking(), lambda one, other: likeness, lambda facets, name: 0.0)
    one, other = Facets([telling("d1", **left)]), Facets([telling("d2", **right)])
    found = scorer.score(one, other)
    turned = scorer.score(other, one)
    assert (turned.value, turned.forbidden) == (found.value, found.forbidden)
    return found


BASE: dict[str, Any] = {"spots": (ORSK,), "day": "2031-05-05", "doers": ("hill-league",)}


@pytest.mark.parametrize(
    "other",
    [
        BASE,
        {**BASE, "spots": (NEAR,)},
        {**BASE, "spots": (), "numbers": (count("dead", 14),)},
        {**BASE, "day": None, "lang": "fr"},
        {**BASE, "type": "KILL", "sufferers": ("millers",)},
        {**BASE, "occurrence": "did_not_happen", "attribution": "denied"},
        {**BASE, "doers": ("kind:REB", "league of the hills")},
    ],
)
def test_one_event(other: dict[str, Any]) -> None:
    found = score(BASE, other)
    assert found.links
    assert all(reason.why for reason in found.reasons)


@pytest.mark.parametrize(
    "other",
    [
        {**BASE, "type": "LEGAL-act"},
        {**BASE, "day": "2031-05-19"},
        {**BASE, "spots": (FAR,)},
        {**BASE, "type": "KILL", "spots": (ABROAD,)},
        {"published": "2031-09-01", "doers": ("hill-league",)},
    ],
)
def test_another_event(other: dict[str, Any]) -> None:
    assert not score(BASE, other).links


@pytest.mark.parametrize("other", [{**BASE, "spots": (ABROAD,)}, {**BASE, "day": "2031-05-19"}])
def test_a_contradiction_forbids_whatever_else_agrees(other: dict[str, Any]) -> None:
    found = score(
        {**BASE, "words": ("hill", "mill", "burned"), "trigger": "burned"},
        {**other, "words": ("hill", "mill", "burned"), "trigger": "burned"},
        1.0,
    )
    assert found.forbidden
    assert found.value == 0.0


def test_other_stories_ask_for_more() -> None:
    bare = {"type": "ATTACK", "day": "2031-05-05", "doers": ("kind:REB", "gunmen")}
    assert score(bare, bare, 0.5).value > score(bare, bare, 0.0).value
    assert not score(bare, bare, 0.0).links


def test_different_tolls_do_not_part_one_event() -> None:
    assert score({**BASE, "numbers": (count("dead", 11),)}, {**BASE, "numbers": (count("dead", 23),)}).links


def test_speech_asks_for_words() -> None:
    spoke = {"type": "STATEMENT", "doers": ("of:POL", "kind:GOV", "minister"), "day": "2031-05-05"}
    other = {**spoke, "doers": ("of:POL", "kind:GOV", "spokesman")}
    assert not score(spoke, other, 0.2).links


def test_who_leaves_a_town_is_not_who_arrives_there() -> None:
    moved = {"type": "MOVE-withdraw", "day": "2031-05-05"}
    leaving = {**moved, "doers": ("hill-league",), "spots": (msgspec.structs.replace(ORSK, role="origin"),)}
    arriving = {**moved, "doers": ("river-guard",), "spots": (msgspec.structs.replace(ORSK, role="destination"),)}
    found = score(leaving, arriving)
    assert not found.links
    assert any("leaves where the other arrives" in reason.why for reason in found.reasons)
    assert score(leaving, {**leaving, "lang": "fr"}).links
