"""The comparison: groups, fields, and that the order of the articles changes nothing."""

from __future__ import annotations

import json
from itertools import permutations

import jsonschema
import pytest

from factory import ARTICLE, Story
from recoupe.app.samples import load_samples, read_sample
from recoupe.crosscheck.compare import compare
from recoupe.model.codec import comparison_schema, to_json
from recoupe.model.comparison import Comparison

ACT = "Riders hit the mill of Orsk"


def article(words: str, outlet: str, occurrence: str = "happened", **roles: str) -> tuple[str, object, str]:
    story = Story(words, outlet=outlet)
    story.claim(
        "ATTACK", "hit", {"attacker": "Riders", "target": "the mill of Orsk", **roles}, occurrence=occurrence, voices=(ARTICLE,)
    )
    return outlet, story.record(), story.text


def essence(comparison: Comparison) -> tuple[object, ...]:
    """What must not depend on the order of the articles."""
    groups = {frozenset((told.document, told.claim, told.origin) for told in shared.told) for shared in comparison.shared}
    counts = sorted((shared.family, shared.origins_low, shared.origins_high) for shared in comparison.shared)
    copies = {(frozenset((copy.left, copy.right)), copy.from_document) for copy in comparison.copies}
    return groups, counts, copies, comparison.origins_low, comparison.origins_high, {origin.key for origin in comparison.origins}


def test_one_act_told_by_two_is_one_group() -> None:
    comparison = compare([article(f"{ACT} at noon.", "A"), article(f"{ACT} on Monday.", "B")])  # type: ignore[list-item]
    (shared,) = comparison.shared
    assert {told.document for told in shared.told} == {side.document for side in comparison.sides}
    assert comparison.alone == ()


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [("happened", "happened", "same"), ("happened", "did_not_happen", "opposite"), ("happened", "planned", "different")],
)
def test_the_status_field(left: str, right: str, relation: str) -> None:
    comparison = compare([article(f"{ACT} at noon.", "A", left), article(f"{ACT} on Monday.", "B", right)])  # type: ignore[list-item]
    assert [field.relation for field in comparison.shared[0].fields if field.field == "status"] == [relation]


def test_what_one_does_not_say_is_silent() -> None:
    comparison = compare([article(f"{ACT} at Maru.", "A", place="Maru"), article(f"{ACT} on Monday.", "B")])  # type: ignore[list-item]
    assert [field.relation for field in comparison.shared[0].fields if field.field == "where"] == ["silent"]


def test_nothing_shared_is_told() -> None:
    other = Story("Fishermen left Maru.", outlet="B")
    other.claim("MOVE-withdraw", "left", {"mover": "Fishermen", "origin": "Maru"})
    comparison = compare([article(f"{ACT} at noon.", "A"), ("b", other.record(), other.text)])  # type: ignore[list-item]
    assert comparison.shared == ()
    assert comparison.notes
    assert len(comparison.alone) == 2


def test_the_same_bytes_twice_are_one_article() -> None:
    one = article(f"{ACT} at noon.", "A")
    comparison = compare([one, one, article(f"{ACT} on Monday.", "B")])  # type: ignore[list-item]
    assert len(comparison.sides) == 2
    assert [note for note in comparison.notes if "same bytes" in note]


def test_the_order_of_made_articles_changes_nothing() -> None:
    articles = [
        article(f"{ACT} {words}.", name)
        for words, name in (("at noon", "A"), ("on Monday", "B"), ("says A", "C"), ("again", "D"))
    ]
    wanted = essence(compare(articles))  # type: ignore[arg-type]
    assert all(essence(compare(order)) == wanted for order in permutations(articles))  # type: ignore[arg-type]


@pytest.mark.parametrize("affair", sorted({dispatch.affair for dispatch in load_samples().dispatch}))
def test_the_order_of_the_sample_dispatches_changes_nothing(affair: str) -> None:
    articles = [read_sample(dispatch) for dispatch in load_samples().dispatch if dispatch.affair == affair]
    given = [(article.name, article.record, article.document.text) for article in articles]
    wanted = essence(compare(given))
    for order in (given[::-1], given[1:] + given[:1], given[2:] + given[:2][::-1]):
        assert essence(compare(order)) == wanted


def test_a_comparison_validates_against_its_schema() -> None:
    comparison = compare([article(f"{ACT} at noon.", "A"), article(f"{ACT} on Monday.", "B", "did_not_happen")])  # type: ignore[list-item]
    jsonschema.validate(json.loads(to_json(comparison)), comparison_schema())
    assert comparison.shared[0].contradictions
