"""Clauses: who does it and whom it is done to, said or inherited."""

from __future__ import annotations

import pytest

from recoupe.pipeline.clauses import is_passive, is_reflexive, patient, subject

CASES = [
    # lang, text, verb, subject, patient; None: none
    ("fr", "Les rebelles ont attaqué le convoi.", "attaqué", "rebelles", "convoi"),
    ("fr", "Le convoi a été attaqué par les rebelles.", "attaqué", "rebelles", "convoi"),
    ("fr", "Le convoi a été attaqué.", "attaqué", None, "convoi"),
    ("fr", "Le convoi attaqué par les rebelles transportait du blé.", "attaqué", "rebelles", "convoi"),
    ("fr", "Le convoi attaqué mardi transportait du blé.", "attaqué", None, "convoi"),
    ("fr", "Attaqués à l'aube, les soldats ont quitté Gao.", "Attaqués", None, "soldats"),
    ("fr", "Les rebelles ont attaqué le convoi et tué trois civils.", "tué", "rebelles", "civils"),
    ("fr", "Les rebelles, qui ont attaqué le convoi, quittent Gao.", "attaqué", "rebelles", "convoi"),
    ("fr", "Le convoi que les rebelles ont attaqué quitte Gao.", "attaqué", "rebelles", "convoi"),
    ("fr", "Le général a ordonné aux soldats de quitter Gao.", "quitter", "soldats", "Gao"),
    ("fr", "L'armée a décidé d'attaquer le port.", "attaquer", "armée", "port"),
    ("fr", "Des hommes armés ont enlevé lundi deux ingénieurs.", "enlevé", "hommes", "ingénieurs"),
    ("fr", "La brigade a transféré jeudi trois batteries vers Gao.", "transféré", "brigade", "batteries"),
    ("fr", "La radio avait révélé samedi la frappe menée contre Gao.", "révélé", "radio", "frappe"),
    ("fr", "« C'est un mensonge », a-t-elle déclaré.", "déclaré", "elle", None),
    ("fr", "Le convoi a quitté Gao, précisent-ils.", "précisent", "ils", None),
    ("fr", "Le village que l'on voulait reprendre est tombé.", "voulait", "on", "village"),
    ("fr", "Trois civils sont morts, a annoncé le préfet de Mopti.", "annoncé", "préfet", None),
    ("fr", "« Nous tenons la ville », assure l’état-major.", "assure", "état", None),
    ("fr", "Le délai étant passé, plusieurs factions du Front ont menacé la mission.", "menacé", "factions", "mission"),
    ("fr", "Le général a appelé les deux milices à quitter la ville.", "quitter", "milices", "ville"),
    ("fr", "Le groupe avait menacé fin mars de brûler les récoltes.", "brûler", "groupe", "récoltes"),
    ("fr", "Le déplacement de soldats et de camions opéré par la mission inquiète Gao.", "opéré", "mission", "déplacement"),
    ("fr", "Le gouverneur impute le raid aux rebelles.", "impute", "gouverneur", "raid"),
    ("fr", "Le Rwanda et l'Ouganda ont attaqué le convoi.", "attaqué", "Rwanda", "convoi"),
    ("en", "The rebels attacked the convoy.", "attacked", "rebels", "convoy"),
    ("en", "The convoy was attacked by the rebels.", "attacked", "rebels", "convoy"),
    ("en", "The convoy was attacked.", "attacked", None, "convoy"),
    ("en", "The convoy attacked by the rebels carried wheat.", "attacked", "rebels", "convoy"),
    ("en", "The convoy attacked on Monday carried wheat.", "attacked", None, "convoy"),
    ("en", "Attacked at dawn, the soldiers left Goma.", "Attacked", None, "soldiers"),
    ("en", "The rebels attacked the convoy and killed three civilians.", "killed", "rebels", "civilians"),
    ("en", "The rebels, who attacked the convoy, left Goma.", "attacked", "rebels", "convoy"),
    ("en", "The convoy that the rebels attacked left Goma.", "attacked", "rebels", "convoy"),
    ("en", "The general ordered the soldiers to leave Goma.", "leave", "soldiers", "Goma"),
    ("en", "The soldiers left Goma, killing three civilians.", "killing", "soldiers", "civilians"),
    ("en", "The army decided to attack the port.", "attack", "army", "port"),
]  # fmt: skip


@pytest.fixture
def word(work_after):
    """The tree of a sentence and one of its words."""

    def finder(text: str, lang: str, form: str):
        (tree,) = work_after(text, "syntax", lang).trees
        return tree, next(each for each in tree.words if each.text == form)

    return finder


@pytest.mark.parametrize(
    ("lang", "text", "verb", "doer", "done_to"), CASES, ids=[f"{text} [{verb}]" for _, text, verb, _, _ in CASES]
)
def test_who_does_it_to_whom(small, word, lang: str, text: str, verb: str, doer: str | None, done_to: str | None) -> None:
    tree, trigger = word(text, lang, verb)
    found = subject(tree, trigger, small.knowledge.packs[lang].modality)
    undergone = patient(tree, trigger)
    assert (found and found.word.text.lstrip("-"), undergone and undergone.word.text) == (doer, done_to)


@pytest.mark.parametrize(
    ("lang", "text", "verb"),
    [
        ("fr", "Les rebelles ont attaqué le convoi et tué trois civils.", "tué"),
        ("fr", "Les rebelles, qui ont attaqué le convoi, quittent Gao.", "attaqué"),
        ("en", "The general ordered the soldiers to leave Goma.", "leave"),
    ],
)
def test_what_is_inherited_says_from_where(small, word, lang: str, text: str, verb: str) -> None:
    tree, trigger = word(text, lang, verb)
    found = subject(tree, trigger, small.knowledge.packs[lang].modality)
    assert found is not None
    assert found.inherited


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("Le convoi a été attaqué.", "attaqué", True),
        ("Les rebelles ont attaqué.", "attaqué", False),
        ("Le convoi est arrivé.", "arrivé", False),
    ],
)
def test_a_compound_tense_is_no_passive(word, text: str, verb: str, passive: bool) -> None:
    assert is_passive(*word(text, "fr", verb)) is passive


@pytest.mark.parametrize(
    ("text", "reflexive"), [("Les soldats se sont retirés.", True), ("Le Kenya a retiré ses soldats.", False)]
)
def test_a_reflexive_verb(word, text: str, reflexive: bool) -> None:
    tree, verb = word(text, "fr", "retirés" if reflexive else "retiré")
    assert is_reflexive(tree, verb) is reflexive
