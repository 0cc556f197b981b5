"""Actors: who is named, with readings; bare states and capitals only where they do or undergo something."""

from __future__ import annotations

import pytest


def actors(record) -> dict[str, str | None]:
    return {mention.text: (mention.best.ref if mention.best else None) for mention in record.mentions if mention.kind == "actor"}


@pytest.mark.parametrize(
    ("lang", "text", "words", "ref"),
    [
        ("fr", "Le Kenya a retiré ses soldats de Goma.", "Kenya", "state:KEN"),
        ("fr", "Paris a attaqué la milice.", "Paris", "state:FRA"),
        ("fr", "Les soldats kényans quittent Goma.", "soldats kényans", "KEN/MIL"),
        ("fr", "L'agence Reuters cite un témoin.", "agence Reuters", "reuters"),
        ("en", "Kenya withdrew its soldiers from Goma.", "Kenya", "state:KEN"),
        ("en", "The convoy was hit, Reuters said.", "Reuters", "reuters"),
    ],
)
def test_the_best_reading_of_a_name(make, lang: str, text: str, words: str, ref: str) -> None:
    assert actors(make(text, lang))[words] == ref


@pytest.mark.parametrize(
    "text", ["Les soldats sont à Paris.", "Les soldats vont de Paris à Lille.", "Les soldats traversent la ville de Paris."]
)
def test_a_capital_behind_a_preposition_is_no_actor(make, text: str) -> None:
    assert "Paris" not in actors(make(text))


def test_an_agent_noun_without_a_country_has_no_reference(make) -> None:
    assert actors(make("Des rebelles ont attaqué le convoi."))["rebelles"] is None


def test_a_name_inside_a_wider_one_points_at_it(make) -> None:
    record = make("Le ministre de la Défense du Tchad a parlé.")
    by_id = {mention.id: mention for mention in record.mentions}
    for mention in record.mentions:
        if mention.kind == "actor" and mention.inside:
            outer = by_id[mention.inside]
            assert outer.start <= mention.start
            assert mention.end <= outer.end


def test_every_reading_has_a_sentence_and_a_score(make) -> None:
    record = make("Le Kenya et l'agence Reuters parlent aux rebelles de Jean-Marc Tavel.")
    readings = [reading for mention in record.mentions for reading in mention.readings]
    assert readings
    assert all(reading.why and 0 <= reading.score <= 1 for reading in readings)


def test_a_name_that_no_list_holds_is_only_a_proposal(make) -> None:
    record = make("Le général Armand Kerdoncuff a quitté la caserne avec ses soldats.")
    found = [mention for mention in record.mentions if mention.kind == "actor" and "Kerdoncuff" in mention.text]
    assert found
    assert all(mention.best is None or mention.best.ref is None for mention in found)
