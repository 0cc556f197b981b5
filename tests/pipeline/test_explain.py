"""Explanations: the slot, the path, the needs, the voices and the near misses of a claim, computed from the finished work."""

from __future__ import annotations

import pytest

from recoupe.intake.documents import Given, read_bytes
from recoupe.model.explanation import Explanation
from recoupe.pipeline.engine import Engine


@pytest.fixture
def explain(small: Engine):
    def explainer(text: str, rule: str, lang: str = "fr") -> Explanation:
        found = small.explain(read_bytes(text.encode(), name="article.txt", given=Given(lang=lang))).values()
        return next(each for each in found if each.rule == f"{lang}.test.{rule}")

    return explainer


def steps(role) -> list[str]:
    return [f"{step.way} {step.relation} {step.word.text}" for step in role.path]


def test_a_frame_says_where_it_stands(explain) -> None:
    found = explain("Les soldats quittent Gao.", "leave")
    file, _, line = found.where.rpartition(":")
    assert file.endswith("small.toml")
    assert int(line) > 1
    assert found.entry == "quitter"


def test_a_role_has_its_slot_and_its_path(explain) -> None:
    roles = {role.role: role for role in explain("Les soldats quittent Gao.", "leave").roles}
    assert roles["mover"].slot == "subj[actor,force]"
    assert steps(roles["mover"]) == ["down subj soldats"]
    assert steps(roles["origin"]) == ["down obj Gao"]


def test_an_inherited_role_says_how_it_was_reached(explain) -> None:
    mover = next(role for role in explain("Les soldats veulent quitter Gao.", "leave").roles if role.role == "mover")
    assert mover.inherited
    assert steps(mover)[0].startswith("up ")
    assert mover.words.text == "Les soldats"


def test_the_further_words_of_an_entry_are_shown(explain) -> None:
    assert explain("Les rebelles ont pris d'assaut la caserne.", "attack").entry == "prendre d' assaut"


def test_what_is_needed_and_not_said(explain) -> None:
    found = explain("Les soldats quittent la région.", "leave")
    assert [need.met_by for need in found.needs if need.of == "frame"] == ["mover"]


def test_what_made_it_a_report(explain) -> None:
    found = explain("Les soldats quittent Gao.", "leave")
    assert (found.nature, found.nature_by) == ("report", "type")


def test_the_article_speaks_in_its_own_name(explain) -> None:
    assert [each.by for each in explain("Les soldats quittent Gao.", "leave").voices] == ["own_voice"]


@pytest.mark.parametrize(
    ("text", "construction"),
    [
        ("Selon le ministère, les soldats quittent Gao.", "preposition"),
        ("Les soldats quittent Gao, a déclaré le ministère.", "incise"),
    ],
)
def test_what_makes_a_voice_and_what_it_carries(explain, text: str, construction: str) -> None:
    found = explain(text, "leave")
    voice = found.voices[-1]
    assert voice.by == construction
    assert voice.content is not None
    assert voice.content.contains(found.trigger)


def test_the_cues_are_those_of_the_claim(small: Engine) -> None:
    document = read_bytes(b"Les soldats ne quittent pas Gao.", name="article.txt", given=Given(lang="fr"))
    record = small.read(document)
    explained = small.explain(document)
    assert explained
    for claim in record.claims:
        assert explained[claim.id].cues == claim.status.cues


def test_a_near_miss_says_what_spoke_against_it(engine: Engine) -> None:
    document = read_bytes(b"The soldiers pulled out of Goma.", name="article.txt", given=Given(lang="en"))
    (found,) = engine.explain(document).values()
    assert found.near
    assert all(each.why and each.rule != found.rule for each in found.near)


def test_every_claim_of_a_text_is_explained_in_its_order(engine: Engine) -> None:
    text = "Les rebelles ont tué trois civils. Les soldats quittent Gao. Les rebelles ont attaqué le convoi."
    document = read_bytes(text.encode(), name="article.txt", given=Given(lang="fr"))
    explained = engine.explain(document)
    assert list(explained) == [claim.id for claim in engine.read(document).claims]
    assert all(role.slot for each in explained.values() for role in each.roles)
