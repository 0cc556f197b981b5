"""Claims that tell one relation together, and the aims that intended deeds show."""

from __future__ import annotations

import msgspec

from factory import Story, reading
from recoupe.model.record import Role
from recoupe.situation.build import build
from recoupe.situation.model import Edge


def edges(story: Story, kind: str) -> list[Edge]:
    return [edge for edge in build([story.record()]).edges if edge.kind == kind]


def inherit(story: Story, nth: int, name: str, words: str) -> None:
    """Gives the nth claim a role taken over from elsewhere."""
    there = story.at(words)
    role = Role(role=name, start=there.start, end=there.end, text=there.text, inherited_from=f"{there.start}-{there.end}")
    story.claims[nth] = msgspec.structs.replace(story.claims[nth], roles=(*story.claims[nth].roles, role))


def test_a_law_and_what_it_demands_are_one_edge() -> None:
    story = Story("The council passed a law demanding that the guards leave.")
    story.claim("LEGAL-act", "passed", {"body": "The council", "instrument": "a law"})
    story.claim("REQUEST", "demanding", {"asker": "a law", "content": "the guards leave"}, occurrence="ongoing")
    (edge,) = edges(story, "demands")
    assert (edge.source, edge.content, edge.what, len(edge.claims)) == ("actor:text:council", "the guards leave", "a law", 2)


def test_a_demand_of_somebody_else_stays_apart() -> None:
    story = Story("The council passed a law. The riders demanded that the guards leave.")
    story.claim("LEGAL-act", "passed", {"body": "The council", "instrument": "a law"})
    story.claim("REQUEST", "demanded", {"asker": "The riders", "content": "the guards leave"})
    assert len(edges(story, "demands")) == 2


def test_a_stay_takes_its_holder_from_the_facility_that_names_him() -> None:
    story = Story("The stronghold of the riders lies at Orsk.")
    story.claim("PRESENCE", "stronghold", {"actor": "the riders"})
    story.claim("PRESENCE", "lies", {"facility": "The stronghold of the riders", "place": "Orsk"})
    (edge,) = edges(story, "is_at")
    assert (edge.source, edge.target, edge.what) == ("actor:text:riders", "place:text:orsk", "The stronghold of the riders")
    assert len(edge.characters) == 2


def test_a_deed_in_the_part_of_its_doer_gives_way_to_him() -> None:
    story = Story("The buildup of the guards in Orsk aims to break the siege.")
    story.claim("PRESENCE-reinforce", "buildup", {"actor": "the guards", "place": "Orsk"})
    story.claim(
        "INTENT-ascribed",
        "aims",
        {"subject": "The buildup of the guards in Orsk", "content": "break the siege"},
        occurrence="ongoing",
    )
    (edge,) = edges(story, "aims")
    assert (edge.source, edge.content, edge.line) == ("actor:text:guards", "break the siege", "ascribed")


def test_an_intended_deed_is_an_aim_of_its_doer_and_only_ascribed_where_nobody_declares_it() -> None:
    story = Story("The League sent riders to arm the brigade.")
    story.claim("AID", "arm", {"beneficiary": "the brigade"}, occurrence="intended")
    inherit(story, 0, "donor", "The League")
    (aim,) = edges(story, "aims")
    assert (aim.source, aim.content, aim.line) == ("actor:text:league", "arm the brigade", "ascribed")
    assert [edge.line for edge in edges(story, "acts_on")] == ["ascribed"]


def test_a_declared_aim_is_told_once() -> None:
    story = Story("The League wants to arm the brigade.")
    parent = story.claim("INTENT", "wants", {"holder": "The League", "content": "arm the brigade"})
    story.claim("AID", "arm", {"beneficiary": "the brigade"}, occurrence="intended", content_of=parent.id)
    inherit(story, 1, "donor", "The League")
    assert [edge.type for edge in edges(story, "aims")] == ["INTENT"]


def test_a_stay_that_somebody_wants_to_end_is_no_aim_of_those_who_stay() -> None:
    story = Story("They lack the will to end the presence of the guards in Orsk.")
    story.claim("PRESENCE", "presence", {"actor": "the guards", "place": "Orsk"}, occurrence="intended")
    assert edges(story, "aims") == []


def test_a_group_that_forms_somewhere_is_there_and_one_that_forms_nowhere_is_left_out() -> None:
    story = Story("The League revived the riders in Orsk. The guards formed.")
    story.claim("GROUP-resurge", "revived", {"actor": "The League", "group": "the riders", "place": "Orsk"})
    story.claim("GROUP-create", "formed", {"group": "The guards"})
    situation = build([story.record()])
    (edge,) = [edge for edge in situation.edges if edge.kind == "is_at"]
    assert (edge.source, edge.agent, edge.target) == ("actor:text:riders", "actor:text:league", "place:text:orsk")
    assert [left.claim for left in situation.left_out] == [story.claims[1].id]


def test_what_a_speaker_says_without_a_content_is_what_is_handed_to_him() -> None:
    story = Story("Riders left Orsk, a clerk said.")
    story.claim("STATEMENT", "said", {"speaker": "a clerk"})
    voices = list(story.voice("a clerk"))
    voices[-1] = msgspec.structs.replace(voices[-1], cue=story.at("said"))
    story.claim("MOVE-withdraw", "left", {"mover": "Riders", "origin": "Orsk"}, voices=tuple(voices))
    assert edges(story, "says")[0].content == "Riders left Orsk"


def test_a_state_in_the_part_of_a_place_is_its_land_and_a_land_that_acts_its_state() -> None:
    story = Story("Velden guards left Velden. Velden struck.")
    first = story.mention("actor", "Velden", reading("state:VEL", country="VEL"), nth=1)
    second = story.mention("place", "Velden", reading("country:VEL", country="VEL", precision=6), nth=2)
    story.claim("MOVE-withdraw", "left", {"mover": "guards", "origin": first})
    story.claim("ATTACK", "struck", {"attacker": second})
    situation = build([story.record()])
    assert situation.edges[0].from_ == ("place:country:VEL",)
    assert situation.edges[1].source == "actor:state:VEL"
