"""Records to situations: ends, statuses, what is merged and what never is."""

from __future__ import annotations

import msgspec
import pytest

from factory import Story, convoy, reading
from recoupe.errors import UsageError
from recoupe.knowledge.labels import labels_for
from recoupe.knowledge.ontology import load_ontology
from recoupe.model.vocabulary import SAID_TO_HAPPEN
from recoupe.situation.build import build
from recoupe.situation.ends import CONTROL_TARGET, ENDS, PLACE_ROLES, THING_ROLES
from recoupe.situation.model import EDGE_KINDS, Situation


def edges(story: Story, kind: str):
    return [edge for edge in build([story.record()]).edges if edge.kind == kind]


def test_a_movement_has_its_mover_and_its_way() -> None:
    (edge,) = edges(convoy(), "moves")
    assert (edge.source, edge.from_, edge.via, edge.to) == ("actor:vel-brigade", ("place:v1",), ("place:o1",), ("place:r1",))


def test_an_end_that_the_text_leaves_empty_stays_empty() -> None:
    story = Story("Riders were moved to the hills.")
    story.claim("MOVE-redeploy", "moved", {"mover": "Riders", "destination": "the hills"})
    (edge,) = edges(story, "moves")
    assert (edge.agent, edge.from_, edge.via) == (None, (), ())


@pytest.mark.parametrize(
    ("occurrence", "attribution", "line"),
    [
        ("happened", "asserted", "happened"),
        ("ongoing", "claimed", "happened"),
        ("habitual", "asserted", "happened"),
        ("threatened", "asserted", "not_happened"),
        ("planned", "asserted", "not_happened"),
        ("did_not_happen", "asserted", "denied"),
        ("unknown", "asserted", "not_happened"),
        ("happened", "ascribed", "ascribed"),
        ("happened", "alleged", "ascribed"),
        ("happened", "denied", "denied"),
    ],
)
def test_only_what_is_told_as_a_fact_is_drawn_as_one(occurrence: str, attribution: str, line: str) -> None:
    story = Story("Guards hit the mill.")
    story.claim("ATTACK", "hit", {"attacker": "Guards", "target": "the mill"}, occurrence=occurrence, attribution=attribution)
    (edge,) = edges(story, "acts_on")
    assert edge.line == line


def test_an_ascribed_aim_is_never_a_fact_whatever_its_occurrence() -> None:
    story = Story("Guards want the mill.")
    story.claim("INTENT-ascribed", "want", {"holder": "Guards", "content": "the mill"}, occurrence="ongoing")
    assert edges(story, "aims")[0].line == "ascribed"


def test_the_expulsion_inside_the_threat_has_not_happened() -> None:
    (edge,) = [edge for edge in edges(convoy(), "acts_on") if edge.type == "COERCE-expel"]
    assert edge.occurrence not in SAID_TO_HAPPEN
    assert edge.line == "not_happened"


def test_two_targets_make_two_edges_of_one_claim() -> None:
    shelled = [edge for edge in edges(convoy(), "acts_on") if edge.type == "ATTACK-shelling"]
    assert [edge.target for edge in shelled] == ["actor:vel-brigade", "actor:text:butchers of orsk"]
    assert shelled[0].claims == shelled[1].claims


def test_two_sides_without_a_target_are_one_mutual_edge() -> None:
    story = Story("Riders and Guards clashed near the mill.")
    story.claim("CLASH", "clashed", {"actor": ["Riders", "Guards"], "place": "the mill"})
    (edge,) = edges(story, "acts_on")
    assert edge.mutual
    assert (edge.source, edge.target, edge.at) == ("actor:text:riders", "actor:text:guards", ("place:text:mill",))


def test_where_control_changes_the_place_is_acted_on() -> None:
    story = Story("Riders took the mill.")
    story.claim("CONTROL-change", "took", {"actor": "Riders", "place": "the mill"})
    assert edges(story, "acts_on")[0].target == "place:text:mill"


def test_the_voices_run_from_the_article_inwards() -> None:
    assert next(edge for edge in edges(convoy(), "acts_on") if edge.type == "ATTACK-shelling").voices == ("article", "a clerk")


def test_names_of_one_reading_are_one_node_with_every_name() -> None:
    brigade = build([convoy().record()]).node("actor:vel-brigade")
    assert [name.text for name in brigade.names] == ["The brigade", "the brigade"]
    assert brigade.label == "brigade"


@pytest.mark.parametrize(
    ("readings", "node"),
    [
        ((reading("x", 0.9),), "actor:x"),
        ((reading("x", 0.5),), "actor:x"),
        ((reading("x", 0.4),), "actor:text:guards"),
        ((reading("x", 0.7), reading("y", 0.7)), "actor:text:guards"),
        ((reading("x", 0.7), reading("x", 0.7)), "actor:x"),
        ((reading(None, 0.9), reading("x", 0.3)), "actor:text:guards"),
        ((), "actor:text:guards"),
    ],
)
def test_a_reading_names_the_node_only_when_it_is_sure_and_alone(readings: tuple, node: str) -> None:
    story = Story("The Guards hit the mill.")
    story.claim("ATTACK", "hit", {"attacker": story.mention("actor", "The Guards", *readings), "target": "the mill"})
    assert edges(story, "acts_on")[0].source == node


def test_unresolved_names_are_one_without_their_article_and_accents() -> None:
    story = Story("L'Étoile a pris le moulin. L’etoile a pris la tour.", lang="fr")
    story.claim("ATTACK", "a pris", {"attacker": "L'Étoile", "target": "le moulin"})
    story.claim("ATTACK", "a pris", {"attacker": "L’etoile", "target": "la tour"}, nth=1)
    assert {edge.source for edge in edges(story, "acts_on")} == {"actor:text:etoile"}


def test_two_places_of_one_name_with_other_readings_are_never_merged() -> None:
    story = Story("Riders crossed Kessel in the north. Later Riders slept in Kessel in the south.")
    north = story.mention("place", "Kessel", reading(None, 0.6, country="VEL"), reading("k1", 0.3, country="MAR"))
    south = story.mention("place", "Kessel", reading("k1", 0.4, country="MAR"), reading("k2", 0.4, country="MAR"), nth=1)
    story.claim("MOVE-cross", "crossed", {"mover": "Riders", "via": north})
    story.claim("PRESENCE", "slept", {"actor": "Riders", "place": south})
    places = build([story.record()]).places
    assert len(places) == 2
    assert [place.label for place in places] == ["Kessel (VEL)", "Kessel (MAR)"]
    assert all(place.lat is None for place in places)


def test_two_places_of_one_name_with_the_same_readings_are_one() -> None:
    story = Story("Riders crossed Kessel. Guards slept in Kessel.")
    same = (reading("k1", 0.4), reading("k2", 0.4))
    story.claim("MOVE-cross", "crossed", {"mover": "Riders", "via": story.mention("place", "Kessel", *same)})
    story.claim("PRESENCE", "slept", {"actor": "Guards", "place": story.mention("place", "Kessel", *same, nth=1)})
    assert len(build([story.record()]).places) == 1


def test_two_pronouns_are_never_one_actor() -> None:
    story = Story("They hit the mill. They hit the tower.")
    story.claim("ATTACK", "hit", {"attacker": story.mention("actor", "They"), "target": "the mill"})
    story.claim("ATTACK", "hit", {"attacker": story.mention("actor", "They", nth=1), "target": "the tower"}, nth=1)
    sources = {edge.source for edge in edges(story, "acts_on")}
    assert len(sources) == 2


def test_the_same_thing_said_twice_is_one_edge_with_both_claims() -> None:
    story = Story("Riders left Kessel. The leaving of Kessel by Riders.")
    for trigger in ("left", "leaving"):
        story.claim("MOVE-withdraw", trigger, {"mover": "Riders", "origin": "Kessel"})
    (edge,) = edges(story, "moves")
    assert len(edge.claims) == 2
    assert edge.label == "left / leaving"


def test_the_same_thing_with_another_status_is_another_edge() -> None:
    story = Story("Riders left Kessel. The leaving of Kessel by Riders.")
    story.claim("MOVE-withdraw", "left", {"mover": "Riders", "origin": "Kessel"})
    story.claim("MOVE-withdraw", "leaving", {"mover": "Riders", "origin": "Kessel"}, occurrence="planned")
    assert [edge.line for edge in edges(story, "moves")] == ["happened", "not_happened"]


def test_a_loaded_label_is_an_edge_from_who_uses_it() -> None:
    (edge,) = edges(convoy(), "names")
    assert (edge.source, edge.target) == ("actor:text:a clerk".replace("a clerk", "clerk"), "actor:text:butchers of orsk")
    assert (edge.label, edge.content) == ("butchers", "plain word")


def test_a_label_in_the_articles_own_voice_comes_from_the_article() -> None:
    story = Story("The true sons hit the mill.", outlet="Harbour Gazette")
    story.claim("ATTACK", "hit", {"attacker": story.mention("actor", "The true sons", label="true-sons"), "target": "the mill"})
    situation = build([story.record()])
    (edge,) = [edge for edge in situation.edges if edge.kind == "names"]
    assert situation.node(edge.source or "").label == "Harbour Gazette"


def test_a_claim_without_an_edge_is_listed_with_its_reason() -> None:
    story = Story("The approach works. It rained fire.")
    story.claim("EVALUATE", "works", {"subject": "The approach"}, nature="opinion")
    story.claim("ATTACK", "rained fire", {})
    assert [left.why for left in build([story.record()]).left_out] == [
        "a claim of type EVALUATE draws no edge",
        "the text names none of its ends",
    ]


def test_an_actor_filter_keeps_what_touches_it() -> None:
    situation = build([convoy().record()], actor="vel-brigade")
    assert {edge.kind for edge in situation.edges} == {"moves", "threatens", "acts_on", "demands"}
    assert "actor:text:general" not in {actor.id for actor in situation.actors}


def test_an_unknown_actor_is_refused_with_the_actors_that_there_are() -> None:
    with pytest.raises(UsageError, match="League"):
        build([convoy().record()], actor="Nobody")


@pytest.mark.parametrize(("day", "moves"), [("2031-05-05", 1), ("2031-05-06", 0)])
def test_a_date_keeps_what_may_hold_then(day: str, moves: int) -> None:
    kinds = [edge.kind for edge in build([convoy().record()], at=day).edges]
    assert kinds.count("moves") == moves
    assert "demands" in kinds  # undated: it stays


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="no date"):
        build([convoy().record()], at="some day")


def test_several_texts_speak_under_their_own_names() -> None:
    situation = build([convoy("Harbour Gazette").record(), convoy("Inland Post").record()])
    assert {edge.voices for edge in situation.edges if edge.kind == "moves"} == {("Harbour Gazette",), ("Inland Post",)}


def test_nothing_in_nothing_out() -> None:
    assert build([]).edges == ()


def test_its_json_is_read_back_whole_and_is_the_same_every_time() -> None:
    situation = build([convoy().record()])
    data = msgspec.json.encode(situation)
    assert msgspec.json.decode(data, type=Situation) == situation
    assert data == msgspec.json.encode(build([convoy().record()]))
    assert b'"from":["place:v1"]' in data
    assert situation.schema == "recoupe/situation/1"


def test_every_role_of_the_table_is_a_role_of_the_ontology() -> None:
    named = {name for ends in ENDS.values() for name in (*ends.source, *ends.target, *ends.content, *ends.what)}
    assert named | set(CONTROL_TARGET) | PLACE_ROLES | THING_ROLES <= set(load_ontology().roles)


def test_every_edge_of_the_ontology_has_its_ends() -> None:
    assert {each.edge for each in load_ontology().types.values() if each.edge} <= set(ENDS)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_role_and_edge_has_a_word(lang: str) -> None:
    labels = labels_for(lang)
    assert set(load_ontology().roles) == set(labels.role)
    assert set(labels.edge) == set(labels.heading) == set(EDGE_KINDS)
