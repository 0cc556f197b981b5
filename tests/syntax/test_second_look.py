from __future__ import annotations

import pytest

from recoupe.knowledge.packs import load_pack
from recoupe.syntax.second_look import Instead, SecondLook, Token

VERBS = ("annexer", "expirer", "renseigner", "présider", "fouetter", "garder", "incendier", "menacer")
NOUNS = ("garde", "menace", "fouet")


@pytest.fixture(scope="module")
def look() -> SecondLook:
    rules = load_pack("fr").syntax.relook
    assert rules is not None
    return SecondLook(rules, VERBS, NOUNS)


def sentence(*words: tuple[str, str]) -> list[Token]:
    return [Token(word, tag.lower().upper(), finite=tag == "VERB") for word, tag in words]


def test_an_ending_that_no_noun_has_is_a_verb(look: SecondLook) -> None:
    tokens = sentence(("Des", "DET"), ("officiers", "NOUN"), ("la", "PRON"), ("renseignent", "NOUN"))
    assert look.instead(tokens) == {3: Instead("occupent", "renseigner")}


def test_letters_of_the_stem_may_change(look: SecondLook) -> None:
    assert look.instead(sentence(("Ils", "PRON"), ("menaçaient", "ADV")))[1] == Instead("occupaient", "menacer")


def test_what_was_read_as_a_verb_is_left_alone(look: SecondLook) -> None:
    assert not look.instead(sentence(("Ils", "PRON"), ("annexeront", "VERB")))


@pytest.mark.parametrize("word", ["président", "garde"])
def test_a_form_that_is_a_noun_stays_one(look: SecondLook, word: str) -> None:
    assert not look.instead(sentence(("Le", "DET"), (word, "NOUN"), ("parle", "VERB")))


def test_behind_a_clitic_it_is_a_verb(look: SecondLook) -> None:
    assert look.instead(sentence(("Elle", "PRON"), ("n'", "ADV"), ("garde", "NOUN"), ("rien", "PRON")))[2].lemma == "garder"


def test_the_only_possible_verb_of_a_sentence(look: SecondLook) -> None:
    told = sentence(("L'", "DET"), ("ultimatum", "NOUN"), ("expire", "NOUN"), ("à", "ADP"), ("minuit", "NOUN"))
    assert look.instead(told)[2] == Instead("occupe", "expirer")
    assert not look.instead([*told, Token("tient", "VERB", finite=True)])


def test_participles_ask_for_an_auxiliary_and_infinitives_for_an_article(look: SecondLook) -> None:
    assert look.instead(sentence(("sont", "AUX"), ("fouettés", "NOUN")))[1].form == "occupés"
    assert not look.instead(sentence(("des", "DET"), ("fouettés", "NOUN")))
    assert look.instead(sentence(("d'", "ADP"), ("incendier", "NOUN"), ("la", "DET")))[1].form == "occuper"
    assert not look.instead(sentence(("un", "DET"), ("incendier", "NOUN"), ("parle", "VERB")))
