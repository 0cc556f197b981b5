"""What PLOVER makes of a claim type, and of one that has not happened."""

import pytest

from recoupe.knowledge.ontology import load_ontology
from recoupe.model.record import Plover


@pytest.mark.parametrize(
    ("name", "occurrence", "event", "mode"),
    [
        ("RELEASE", "happened", "RETREAT", "release"),
        ("RELEASE", "planned", "CONCEDE", None),
        ("RELEASE", "did_not_happen", "REJECT", None),
        ("CONSULT", "planned", "AGREE", None),
        ("CONSULT", "possible", "CONSULT", None),
        ("ATTACK-aerial", "threatened", "THREATEN", None),
        ("ATTACK-aerial", "hypothetical", "ASSAULT", "aerial"),
        ("MOVE-withdraw", "requested", "REQUEST", None),
        ("REQUEST", "happened", "REQUEST", None),
    ],
)
def test_the_event_of_a_type_and_its_occurrence(name, occurrence, event, mode):
    assert load_ontology().plover(name, occurrence) == Plover(event=event, mode=mode)


def test_a_type_that_plover_does_not_have():
    assert load_ontology().plover("PRESENCE", "planned") is None


def test_what_becomes_of_events_are_events_of_plover():
    ontology = load_ontology()
    known = {each.plover.partition("-")[0] for each in ontology.types.values() if each.plover}
    named = {(event, becomes) for (_, event), becomes in ontology.unrealised.items()}
    assert {name for pair in named for name in pair} <= known
