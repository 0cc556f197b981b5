"""Matching: which claims of two articles tell the same act, and when they contradict one another."""

from __future__ import annotations

import pytest

from factory import Story, reading
from recoupe.crosscheck.matching import MATCH, Named, Side, match, opposite


def side(text: str, claim_type: str, trigger: str, roles: dict[str, str], places: dict[str, str] | None = None, **more) -> Side:
    """One claim; `places` gives references to role fillers."""
    story = Story(text)
    named = {words: story.mention("place", words, reading(ref)) for words, ref in (places or {}).items()}
    claim = story.claim(claim_type, trigger, {role: named.get(words, words) for role, words in roles.items()}, **more)
    record = story.record()
    return Side(record, claim, Named(record))


RAID = side("Riders hit the mill of Orsk.", "ATTACK", "hit", {"attacker": "Riders", "target": "the mill of Orsk"})
SAME = side("At noon riders struck the mill of Orsk.", "ATTACK", "struck", {"attacker": "riders", "target": "the mill of Orsk"})
FRENCH = side("Riders, le raid à Orsk.", "ATTACK", "raid", {"attacker": "Riders", "place": "Orsk"}, {"Orsk": "g1"})
THERE = side("Bandits rode on Orsque.", "ATTACK", "rode", {"attacker": "Bandits", "place": "Orsque"}, {"Orsque": "g1"})
OTHER = side("Fishermen hit the bank of Maru.", "ATTACK", "hit", {"attacker": "Fishermen", "target": "the bank of Maru"})
MOVE = side("Riders left the mill of Orsk.", "MOVE-withdraw", "left", {"mover": "Riders", "origin": "the mill of Orsk"})
TALK = side("Riders said so.", "STATEMENT", "said", {"speaker": "Riders"})


@pytest.mark.parametrize(("left", "right"), [(RAID, SAME), (RAID, RAID), (OTHER, OTHER)])
def test_the_same_act(left: Side, right: Side) -> None:
    score, why = match(left, right)
    assert score >= MATCH
    assert why


@pytest.mark.parametrize(("left", "right"), [(RAID, OTHER), (RAID, MOVE), (TALK, TALK), (OTHER, MOVE)])
def test_another_act(left: Side, right: Side) -> None:
    assert match(left, right)[0] < MATCH


def test_two_spellings_of_a_place_are_one_when_they_are_sure_to_be() -> None:
    assert FRENCH.fillers(frozenset({"place"})) & THERE.fillers(frozenset({"place"}))


@pytest.mark.parametrize(("left", "right"), [(RAID, SAME), (RAID, OTHER), (FRENCH, THERE), (RAID, MOVE)])
def test_a_match_is_symmetric(left: Side, right: Side) -> None:
    assert match(left, right) == match(right, left)


def test_a_match_without_anything_shared_is_none() -> None:
    bare = side("They hit.", "ATTACK", "hit", {})
    assert match(bare, bare) == (0.0, "")


@pytest.mark.parametrize(
    ("left", "right", "against"),
    [
        ("happened", "did_not_happen", True),
        ("ongoing", "did_not_happen", True),
        ("happened", "happened", False),
        ("planned", "did_not_happen", False),
        ("happened", "possible", False),
    ],
)
def test_only_yes_against_no_is_opposite(left: str, right: str, against: bool) -> None:
    one, other = (
        side("Riders hit the mill.", "ATTACK", "hit", {"attacker": "Riders"}, occurrence=each).claim for each in (left, right)
    )
    assert opposite(one, other) is opposite(other, one) is against
