"""Loaded words: which count, who uses them, of whom."""

from __future__ import annotations

import pytest

from recoupe.knowledge.labels import labels_for
from recoupe.knowledge.packs import load_pack, pack_codes
from recoupe.model.vocabulary import FAMILIES


def words(record) -> list[tuple[str, str, str]]:
    return [(each.text, each.by, each.how) for each in record.loaded]


def test_a_loaded_word_outside_every_claim_is_listed(make) -> None:
    record = make("La ville craint les hordes de mercenaires.")
    assert not record.claims
    assert [each.text for each in record.loaded] == ["hordes", "mercenaires"]
    assert all(each.neutral and each.why and each.technique for each in record.loaded)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les terroristes ont attaqué le convoi.", ("terroristes", "article", "own")),
        ("Selon le ministère, les terroristes ont attaqué le convoi.", ("terroristes", "le ministère", "reported")),
        ("« Les terroristes ont attaqué le convoi mardi », a déclaré le ministère.", ("terroristes", "le ministère", "quoted")),
        ("Les « terroristes » ont attaqué le convoi.", ("terroristes", "article", "quoted")),
    ],
)
def test_who_uses_the_word(make, text: str, expected: tuple[str, str, str]) -> None:
    assert words(make(text)) == [expected]


def test_of_whom_it_is_said(make) -> None:
    record = make("Les terroristes ont attaqué le convoi.")
    mention = next(each for each in record.mentions if each.id == record.loaded[0].of)
    assert "terroristes" in mention.text


@pytest.mark.parametrize(
    ("lang", "text", "loaded"),
    [
        ("en", "The soldiers fled Goma on Tuesday.", True),
        ("en", "Thousands of civilians fled Goma on Tuesday.", False),
        ("en", "The army liberated the town of Goma.", True),
        ("en", "The army released ten prisoners in Goma.", False),
        ("fr", "Les troupes fuient Gao.", True),
        ("fr", "Les habitants fuient Gao.", False),
    ],
)
def test_a_word_that_counts_of_forces_or_of_towns_only(engine, lang: str, text: str, loaded: bool) -> None:
    from recoupe.pipeline.examples import read_example

    assert bool(read_example(engine, text, lang).loaded) is loaded


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le tribunal juge le génocide des Tutsi."),
        ("en", "The court heard witnesses of the Rwandan genocide."),
        ("en", "He works at Bastion Storage in the town of Goma."),
    ],
)
def test_a_settled_expression_or_a_name_is_no_loaded_word(engine, lang: str, text: str) -> None:
    from recoupe.pipeline.examples import read_example

    assert not read_example(engine, text, lang).loaded


def test_a_claim_has_the_words_of_its_trigger_and_roles(make) -> None:
    record = make("Les terroristes ont attaqué le convoi. La ville craint les hordes.")
    (claim,) = record.claims
    assert [each.text for each in claim.loaded] == ["terroristes"]
    assert len(record.loaded) == 2


@pytest.mark.parametrize("lang", pack_codes())
def test_every_group_is_complete_and_no_form_stands_twice(lang: str) -> None:
    terms = load_pack(lang).loaded.term
    assert len(terms) >= 150
    forms = [form for term in terms for form in term.forms]
    assert len(forms) == len(set(forms))
    for term in terms:
        assert term.forms
        assert term.neutral
        assert term.why
        assert term.technique in labels_for(lang).technique
        assert set(term.only) <= set(FAMILIES)
        assert not term.doer or term.doer in load_pack(lang).classes
        assert all(form == form.lower().strip() for form in term.forms)
