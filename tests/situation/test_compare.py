"""Two situations side by side."""

from __future__ import annotations

import msgspec
import pytest

from factory import Story, reading
from recoupe.model.record import Quantity
from recoupe.situation.build import build
from recoupe.situation.compare import Comparison, compare
from recoupe.situation.model import Situation


def attack(attacker: str, verb: str = "hit", **more: str) -> Situation:
    story = Story(f"{attacker} {verb} the mill.")
    story.claim("ATTACK", verb, {"attacker": attacker, "target": "the mill"}, **more)
    return build([story.record()])


def move(origin: tuple, destination: tuple) -> Situation:
    story = Story("The brigade left Here for There.")
    places = [
        story.mention("place", words, reading(ref, country=country, precision=precision))
        for words, (ref, country, precision) in (("Here", origin), ("There", destination))
    ]
    story.claim("MOVE-redeploy", "left", {"mover": "The brigade", "origin": places[0], "destination": places[1]})
    return build([story.record()])


def test_the_same_on_both_sides_is_the_same() -> None:
    (shared,) = compare(attack("Riders"), attack("Riders")).shared
    assert shared.same
    assert shared.differences == ()


@pytest.mark.parametrize(
    ("more", "differences"),
    [
        ({"verb": "stormed"}, ("label",)),
        ({"occurrence": "did_not_happen"}, ("occurrence",)),
        ({"attribution": "denied"}, ("attribution",)),
    ],
)
def test_both_say_it_but_differently(more: dict, differences: tuple) -> None:
    (shared,) = compare(attack("Riders"), attack("Riders", **more)).shared
    assert not shared.same
    assert shared.differences == differences


def test_another_doer_is_another_edge() -> None:
    comparison = compare(attack("Riders"), attack("Guards"))
    assert (comparison.shared, comparison.only_left, comparison.only_right) == ((), ("e1",), ("e1",))


def test_a_silent_side_leaves_the_edge_to_the_other() -> None:
    comparison = compare(attack("Riders"), build([Story("Nothing.").record()]))
    assert comparison.only_left == ("e1",)


@pytest.mark.parametrize(
    ("origin", "destination", "differences"),
    [
        (("a", "VEL", 1), ("b", "MAR", 1), ()),
        (("country", "VEL", 6), ("b", "MAR", 1), ("from",)),
        (("a", "VEL", 1), ("elsewhere", "MAR", 1), None),
        (("country", "XXX", 6), ("b", "MAR", 1), None),
    ],
)
def test_a_country_may_stand_for_its_place_but_no_place_for_another(
    origin: tuple, destination: tuple, differences: tuple | None
) -> None:
    shared = compare(move(("a", "VEL", 1), ("b", "MAR", 1)), move(origin, destination)).shared
    assert [each.differences for each in shared] == ([] if differences is None else [differences])


def test_two_aims_of_one_holder_are_told_apart_by_their_content() -> None:
    def aim(content: str) -> Situation:
        story = Story(f"Riders want {content}.")
        story.claim("INTENT", "want", {"holder": "Riders", "content": content}, occurrence="intended")
        return build([story.record()])

    assert compare(aim("to mine the northern bridges"), aim("mining of northern bridges")).shared
    assert not compare(aim("to mine the northern bridges"), aim("peace talks")).shared


def test_homonymous_places_of_two_countries_do_not_match() -> None:
    def stay(country: str) -> Situation:
        story = Story("Riders sleep in Kessel.")
        story.claim(
            "PRESENCE",
            "sleep",
            {"actor": "Riders", "place": story.mention("place", "Kessel", reading(None, 0.9, country=country))},
        )
        return build([story.record()])

    assert compare(stay("VEL"), stay("VEL")).shared
    assert not compare(stay("VEL"), stay("MAR")).shared


def test_each_edge_is_matched_once_and_its_json_is_read_back() -> None:
    story = Story("Riders hit the mill. Riders struck the mill.")
    for verb in ("hit", "struck"):
        story.claim(
            "ATTACK", verb, {"attacker": "Riders", "target": "the mill"}, occurrence="happened" if verb == "hit" else "possible"
        )
    comparison = compare(attack("Riders", "struck", occurrence="possible"), build([story.record()]))
    assert [(each.left, each.right) for each in comparison.shared] == [("e1", "e2")]
    assert comparison.only_right == ("e1",)
    assert msgspec.json.decode(msgspec.json.encode(comparison), type=Comparison) == comparison


def test_an_act_on_one_target_is_shared_where_only_one_says_who_did_it() -> None:
    def strike(*, told: bool) -> Situation:
        story = Story("Riders struck Orsk airport.")
        target = story.mention("place", "Orsk airport", reading("a1", country="VEL"))
        story.claim("ATTACK", "struck", {"attacker": "Riders", "target": target} if told else {"target": target})
        return build([story.record()])

    (shared,) = compare(strike(told=True), strike(told=False)).shared
    assert shared.differences == ("source",)


def test_two_columns_of_one_number_through_one_place_may_be_one() -> None:
    def column(words: str, through: str) -> Situation:
        story = Story(f"{words} crossed at {through}.")
        story.claim(
            "MOVE-cross",
            "crossed",
            {"mover": words, "via": through},
            quantities=(Quantity(what="vehicles", low=45, high=45, **span(story, "45")),),
        )
        return build([story.record()])

    assert compare(column("A convoy of 45 lorries", "Orsk ford"), column("The 45 trucks", "the ford of Orsk")).shared
    assert not compare(column("A convoy of 45 lorries", "Orsk ford"), column("The 45 trucks", "Maru ford")).shared


def span(story: Story, words: str) -> dict:
    there = story.at(words)
    return {"start": there.start, "end": there.end, "text": there.text}
