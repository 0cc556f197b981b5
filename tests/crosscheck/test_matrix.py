"""Fields by sources, contradictions, losses, names and counts of one event."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from factory import Story, reading
from recoupe.crosscheck.compare import compare
from recoupe.model.comparison import Comparison, Shared
from recoupe.model.record import Loss, Record


def told(outlet: str, text: str, toll: int | None = None, **more: Any) -> tuple[str, Record, str]:
    """An article on the raid on the mill of Orsk; `toll` its dead."""
    story = Story(text, outlet=outlet)
    story.published = "2031-05-06"
    losses = ()
    if toll is not None:
        there = story.at(str(toll))
        losses = (
            Loss(side="millers", kind="dead", low=toll, high=toll, start=there.start, end=there.end, text=there.text, best=toll),
        )
    attacker = story.mention("actor", "Riders", replace(reading("hill-league"), country="POL", sector="REB"))
    story.claim("ATTACK", "hit", {"attacker": attacker, "target": "the mill of Orsk"}, losses=losses, **more)
    return outlet, story.record(), story.text


def only(comparison: Comparison) -> Shared:
    (shared,) = comparison.shared
    return shared


def test_tolls_that_exclude_one_another_are_a_contradiction_with_their_words() -> None:
    shared = only(
        compare([told("A", "Riders hit the mill of Orsk, 14 dead.", 14), told("B", "Riders hit the mill of Orsk: 23 dead.", 23)])
    )
    (found,) = shared.contradictions
    assert (found.field, {found.left_words, found.right_words}) == ("numbers", {"14", "23"})
    assert {(loss.side, loss.low) for loss in shared.losses} == {("millers", 14), ("millers", 23)}
    assert [field.relation for field in shared.fields if field.field == "numbers"] == ["different"]


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("happened", "happened", "same"),
        ("happened", "did_not_happen", "opposite"),
        ("happened", "possible", "different"),
        ("happened", "ongoing", "compatible"),
    ],
)
def test_the_status_of_two(left: str, right: str, relation: str) -> None:
    one = told("A", "Riders hit the mill of Orsk at dawn.", occurrence=left)
    other = told("B", "Riders hit the mill of Orsk at noon.", occurrence=right)
    shared = only(compare([one, other]))
    assert [field.relation for field in shared.fields if field.field == "status"] == [relation]
    assert bool(shared.contradictions) is (relation == "opposite")


def test_what_only_one_says_is_silent() -> None:
    shared = only(
        compare([told("A", "Riders hit the mill of Orsk, 14 dead.", 14), told("B", "Riders hit the mill of Orsk at noon.")])
    )
    assert [field.relation for field in shared.fields if field.field == "numbers"] == ["silent"]


def test_the_names_that_each_uses_stand_side_by_side() -> None:
    shared = only(compare([told("A", "Riders hit the mill of Orsk at dawn."), told("B", "Riders hit the mill of Orsk at noon.")]))
    (names,) = shared.names
    assert names.actor == "hill-league"
    assert len(names.names) == 2


def test_camps_count_only_where_a_person_set_them() -> None:
    articles = [told("A", "Riders hit the mill of Orsk at dawn."), told("B", "Riders hit the mill of Orsk at noon.")]
    unset, camps = only(compare(articles)), only(compare(articles, camps={"A": "hill", "B": "dale", "hill-league": "hill"}))
    assert unset.counts is not None
    assert camps.counts is not None
    assert (unset.counts.articles, unset.counts.outlets, unset.counts.camps) == (2, 2, None)
    assert camps.counts.camps == 2
    assert [entry.against_own_side for entry in camps.told] == [True, False]
    assert not any(entry.against_own_side for entry in unset.told)
