"""Events: triggers with their auxiliaries, one frame per trigger, refusals with a reason."""

from __future__ import annotations

import pytest

from recoupe.pipeline.examples import read_example


@pytest.mark.parametrize(
    ("lang", "text", "rule", "trigger"),
    [
        ("fr", "Le convoi a été attaqué par les rebelles.", "attack", "a été attaqué"),
        ("fr", "Les rebelles attaquent le convoi.", "attack", "attaquent"),
        ("fr", "Les rebelles ont pris d'assaut la caserne.", "attack", "ont pris d'assaut"),
        ("fr", "Les rebelles ont lancé une attaque contre le convoi.", "attack", "attaque"),
        ("en", "The convoy was attacked by the rebels.", "attack", "was attacked"),
        ("en", "The rebels will attack the convoy.", "attack", "will attack"),
        ("en", "The soldiers pulled out of Goma.", "leave", "pulled out"),
    ],
)
def test_the_characters_of_a_trigger(only, lang: str, text: str, rule: str, trigger: str) -> None:
    assert only(text, rule, lang).trigger.text == trigger


@pytest.mark.parametrize(
    ("lang", "text"), [("fr", "Le Kenya a retiré ses soldats de Goma."), ("fr", "Les soldats retirent leur casque.")]
)
def test_a_reflexive_entry_wants_its_pronoun(make, lang: str, text: str) -> None:
    assert not make(text, lang).claims


def test_a_capitalised_act_noun_inside_a_name_is_the_name(make) -> None:
    record = make("Le groupe Transfert de Kidal a parlé.")
    assert not [claim for claim in record.claims if claim.trigger.text == "Transfert"]


def test_a_noun_without_any_role_makes_no_claim(make) -> None:
    record = make("Le retrait a commencé mardi.")
    assert not record.claims
    assert [each.text for each in record.refused] == ["retrait"]
    assert record.refused[0].why


@pytest.mark.parametrize("text", ["Lire aussi : Les rebelles ont attaqué le convoi", "SOURCE : L'Attaque du convoi"])
def test_nothing_is_drawn_from_what_is_not_the_story(make, text: str) -> None:
    body = "Le maire de la ville a parlé mardi devant une centaine d'habitants réunis sur la place."
    record = make(f"Le maire parle aux habitants\n\n{body}\n\n{body}\n\n{text}")
    assert not record.claims


def test_one_trigger_makes_one_claim(make) -> None:
    record = make("Les rebelles ont attaqué le convoi et tué trois civils.")
    assert len({claim.trigger.start for claim in record.claims}) == len(record.claims) == 2


def test_claims_stand_in_text_order(make) -> None:
    record = make("Les rebelles ont tué trois civils. Les soldats quittent Gao. Les rebelles ont attaqué le convoi.")
    starts = [claim.trigger.start for claim in record.claims]
    assert starts == sorted(starts)
    assert len(starts) == 3


def test_an_english_part_of_a_french_article_is_read_in_english(make) -> None:
    french = "Les rebelles ont attaqué le convoi mardi matin près de la ville, et le maire a demandé de l'aide aux habitants."
    english = "The rebels attacked the convoy on Tuesday morning close to the town, and the mayor asked the residents for help."
    rules = {claim.rule for claim in make(f"{french}\n\n{english}\n\n{french}").claims}
    assert {"fr.test.attack", "en.test.attack"} <= rules


def test_every_frame_that_knows_the_word_says_why_not(engine) -> None:
    from recoupe.pipeline.examples import read_example

    refused = read_example(engine, "Le colonel a quitté la salle.", "fr").refused
    tried = [each.rule for each in refused if each.text == "quitté"]
    assert len(tried) == len(set(tried)) > 1
    assert all(each.why for each in refused)


@pytest.mark.parametrize(
    ("lang", "text", "word", "why"),
    [
        ("fr", "Les rebelles ont pris d'assaut la caserne.", "assaut", "part of the longer trigger “ont pris d'assaut”"),
        ("en", "The Rapid Support Forces attacked El Fasher.", "Support", "part of a name or of a date"),
    ],
)
def test_a_word_on_which_no_frame_is_tried_is_listed(engine, lang: str, text: str, word: str, why: str) -> None:
    from recoupe.pipeline.examples import read_example

    assert [each.why for each in read_example(engine, text, lang).refused if each.text == word] == [why]


def test_a_modal_auxiliary_takes_its_roles_from_the_verb_beside_it(engine) -> None:
    claims = read_example(engine, "The envoy said that Chad must free the pilots.", "en").claims
    (claim,) = (claim for claim in claims if claim.type == "PRESCRIBE")
    assert claim.trigger.text == "must"
    assert {role.role: role.text for role in claim.roles} == {"addressee": "Chad", "content": "free the pilots"}


@pytest.mark.parametrize(
    "text", ["The rebels must have left Goma.", "If the rebels should leave Goma, we stay.", "Who should leave Goma?"]
)
def test_a_modal_auxiliary_of_a_guess_a_condition_or_a_question_prescribes_nothing(engine, text: str) -> None:
    assert not [claim for claim in read_example(engine, text, "en").claims if claim.type == "PRESCRIBE"]


@pytest.mark.parametrize(
    ("lang", "text", "reason"),
    [
        ("fr", "Vous attaquez la forteresse.", "is anybody"),
        ("en", "Senators attacked the minister over the bill.", "attacks with words"),
    ],
)
def test_anybody_and_officials_with_words_attack_nobody(make, lang: str, text: str, reason: str) -> None:
    record = make(text, lang)
    assert record.claims == ()
    assert any(reason in refusal.why for refusal in record.refused)
