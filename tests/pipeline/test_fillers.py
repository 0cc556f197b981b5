"""Fillers: what a word can be, the phrase that it heads, the clause of a verb."""

from __future__ import annotations

import pytest

from recoupe.pipeline.fillers import Fillers, is_relative


@pytest.fixture
def fillers(work_after, small):
    def maker(text: str, lang: str = "fr") -> Fillers:
        work = work_after(text, "quantities", lang)
        return Fillers(work.trees[0], work.mentions, small.knowledge.packs[lang], text)

    return maker


def word(fillers: Fillers, form: str):
    return next(each for each in fillers.tree.words if each.text == form)


@pytest.mark.parametrize(
    ("lang", "text", "form", "kinds"),
    [
        ("fr", "Les soldats quittent Kidal.", "soldats", {"actor", "force", "thing"}),
        ("fr", "Les soldats sont dans la ville de Kidal.", "ville", {"place"}),
        ("fr", "Le Kenya envoie des soldats.", "Kenya", {"actor", "place"}),
        ("fr", "Ils quittent la caserne.", "Ils", {"actor"}),
        ("en", "The soldiers left the town.", "soldiers", {"actor", "force", "thing"}),
        ("en", "The soldiers are in Goma.", "Goma", {"place"}),
        ("en", "Kenya sent soldiers.", "Kenya", {"actor", "place"}),
    ],
)
def test_the_kinds_of_a_word(fillers, lang: str, text: str, form: str, kinds: set[str]) -> None:
    made = fillers(text, lang)
    assert kinds <= made.kinds(word(made, form))


@pytest.mark.parametrize(
    ("lang", "text", "form"),
    [("fr", "Les soldats quittent Gao en juin.", "juin"), ("en", "The soldiers withdrew in June.", "June")],
)
def test_a_time_fills_no_slot_without_kinds(fillers, lang: str, text: str, form: str) -> None:
    made = fillers(text, lang)
    assert not made.fits(word(made, form), ())


@pytest.mark.parametrize(
    ("lang", "text", "form", "phrase"),
    [
        ("fr", "Les soldats de l'armée tchadienne quittent Gao.", "soldats", "Les soldats de l'armée tchadienne"),
        ("fr", "Les rebelles, qui ont attaqué le convoi, quittent Gao.", "rebelles", "Les rebelles"),
        ("fr", "Les soldats quittent le camp de la Rivière.", "camp", "le camp de la Rivière"),
        ("fr", "Les rebelles et les miliciens quittent Gao.", "rebelles", "Les rebelles"),
        ("fr", "Les soldats partent vers la ville.", "ville", "la ville"),
        ("en", "The soldiers of the Chadian army withdrew.", "soldiers", "The soldiers of the Chadian army"),
        ("en", "The rebels, who attacked the convoy, withdrew.", "rebels", "The rebels"),
        ("en", "The soldiers withdrew to the town.", "town", "the town"),
    ],
)
def test_the_phrase_of_a_head(fillers, lang: str, text: str, form: str, phrase: str) -> None:
    made = fillers(text, lang)
    start, end = made.phrase(word(made, form))
    assert text[start:end] == phrase


def test_a_phrase_leaves_out_what_fills_another_role(fillers) -> None:
    text = "Le transfert de soldats vers Kidal continue."
    made = fillers(text)
    start, end = made.phrase(word(made, "soldats"), [word(made, "Kidal").index])
    assert text[start:end] == "soldats"


def test_the_clause_of_a_verb_keeps_its_words_and_drops_the_stop(fillers) -> None:
    text = "Les rebelles ont attaqué le convoi."
    made = fillers(text)
    start, end = made.clause(word(made, "attaqué"))
    assert text[start:end] == "Les rebelles ont attaqué le convoi"


def test_the_mention_of_a_word_is_the_widest_actor(fillers) -> None:
    made = fillers("Le ministre de la Défense du Kenya a parlé.")
    mention = made.mention_of(word(made, "ministre"), kind="actor")
    assert mention is not None
    assert mention.text.startswith("Le ministre") or mention.text.startswith("ministre")


@pytest.mark.parametrize(
    ("lang", "text", "form"),
    [
        ("fr", "Le convoi que les rebelles ont attaqué quitte Gao.", "que"),
        ("en", "The rebels, who attacked the convoy, withdrew.", "who"),
    ],
)
def test_a_relative_pronoun_names_nobody(fillers, lang: str, text: str, form: str) -> None:
    made = fillers(text, lang)
    assert is_relative(word(made, form))
    assert not is_relative(made.tree.words[1])
