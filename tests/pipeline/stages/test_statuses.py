"""Statuses: did it happen, by the clause itself and by what it stands in. Nothing that the text does not report may come out as having happened."""

from __future__ import annotations

import pytest

FRENCH = [
    ("Les rebelles ont attaqué le convoi.", "happened"),
    ("Les rebelles attaquent le convoi.", "ongoing"),
    ("Les rebelles attaquaient le convoi.", "happened"),
    ("Les rebelles attaquent régulièrement le convoi.", "habitual"),
    ("Les rebelles attaqueront le convoi.", "planned"),
    ("Les rebelles vont attaquer le convoi.", "planned"),
    ("Les rebelles veulent attaquer le convoi.", "intended"),
    ("Les rebelles ont traversé le fleuve pour attaquer le convoi.", "intended"),
    ("Les rebelles peuvent attaquer le convoi.", "possible"),
    ("Les rebelles auraient attaqué le convoi.", "possible"),
    ("Les rebelles doivent attaquer le convoi.", "prescribed"),
    ("Il est possible que les rebelles attaquent le convoi.", "possible"),
    ("Les habitants craignent que les rebelles attaquent le convoi.", "possible"),
    ("Les rebelles n'ont pas attaqué le convoi.", "did_not_happen"),
    ("Les rebelles n'ont jamais attaqué le convoi.", "did_not_happen"),
    ("Personne n'a attaqué le convoi.", "did_not_happen"),
    ("Aucun rebelle n'a attaqué le convoi.", "did_not_happen"),
    ("Ni les rebelles ni les soldats n'ont attaqué le convoi.", "did_not_happen"),
    ("Les rebelles ont failli attaquer le convoi.", "did_not_happen"),
    ("Les rebelles ne veulent pas attaquer le convoi.", "did_not_happen"),
    ("Les rebelles ont traversé le fleuve sans attaquer le convoi.", "did_not_happen"),
    ("Les rebelles ont traversé le fleuve au lieu d'attaquer le convoi.", "did_not_happen"),
    ("Les rebelles ont-ils attaqué le convoi ?", "questioned"),
    ("Le maire demande si les rebelles ont attaqué le convoi.", "questioned"),
    ("Si les rebelles attaquent le convoi, le maire partira.", "hypothetical"),
    ("Si l'armée attaque le convoi, la milice partira.", "hypothetical"),
    ("Attaquer le convoi, seul moyen.", "hypothetical"),
    ("Rien ne dit que les rebelles ont attaqué le convoi.", "unknown"),
    ("Le maire doute que les rebelles aient attaqué le convoi.", "unknown"),
    ("Les soldats pourraient quitter Gao, attaquant le port.", "possible"),
]
ENGLISH = [
    ("The rebels attacked the convoy.", "happened"),
    ("The rebels are attacking the convoy.", "ongoing"),
    ("The rebels often attack the convoy.", "habitual"),
    ("The rebels will attack the convoy.", "planned"),
    ("The rebels were about to attack the convoy.", "planned"),
    ("The rebels wanted to attack the convoy.", "intended"),
    ("The rebels crossed the river to attack the convoy.", "intended"),
    ("The rebels could attack the convoy.", "possible"),
    ("It is possible that the rebels attacked the convoy.", "possible"),
    ("The rebels must attack the convoy.", "prescribed"),
    ("The rebels did not attack the convoy.", "did_not_happen"),
    ("The rebels never attacked the convoy.", "did_not_happen"),
    ("Nobody attacked the convoy.", "did_not_happen"),
    ("No rebels attacked the convoy.", "did_not_happen"),
    ("Neither the rebels nor the army attacked the convoy.", "did_not_happen"),
    ("The rebels failed to attack the convoy.", "did_not_happen"),
    ("The rebels do not want to attack the convoy.", "did_not_happen"),
    ("The rebels crossed the river without attacking the convoy.", "did_not_happen"),
    ("The rebels crossed the river instead of attacking the convoy.", "did_not_happen"),
    ("The rebels were prevented from attacking the convoy.", "did_not_happen"),
    ("Did the rebels attack the convoy?", "questioned"),
    ("The mayor asked whether the rebels had attacked the convoy.", "questioned"),
    ("If the rebels attack the convoy, the mayor will go.", "hypothetical"),
    ("Attacking the convoy is a crime.", "hypothetical"),
    ("The rebels would have attacked the convoy.", "hypothetical"),
    ("There is no evidence that the rebels attacked the convoy.", "unknown"),
    ("The rebels are accused of attacking the convoy.", "unknown"),
    ("The rebels could cross the river, attacking the convoy.", "possible"),
    ("The rebels crossed the river, attacking the convoy.", "happened"),
    ("The rebels crossed the river after attacking the convoy.", "happened"),
]
NOUNS = [
    ("fr", "Les rebelles ont lancé une attaque contre le convoi.", "happened"),
    ("fr", "Les rebelles préparent une attaque contre le convoi.", "planned"),
    ("fr", "Le projet d'attaque contre le convoi par les rebelles existe.", "planned"),
    ("en", "The rebels launched an attack on the convoy.", "happened"),
    ("en", "Fears of an attack on the convoy by the rebels are growing.", "possible"),
    ("en", "The foiled attack by the rebels on the convoy worried the town.", "did_not_happen"),
]
CASES = [("fr", *case) for case in FRENCH] + [("en", *case) for case in ENGLISH] + NOUNS


@pytest.mark.parametrize(("lang", "text", "occurrence"), CASES, ids=[text for _, text, _ in CASES])
def test_the_occurrence_of_an_act(only, lang: str, text: str, occurrence: str) -> None:
    assert only(text, "attack", lang).status.occurrence == occurrence


@pytest.mark.parametrize(
    ("lang", "text", "occurrence"),
    [
        ("fr", "La milice a menacé d'attaquer le convoi.", "threatened"),
        ("fr", "La milice a décidé d'attaquer le convoi.", "planned"),
        ("fr", "Le ministre nie que la milice a attaqué le convoi.", "did_not_happen"),
        ("fr", "Le ministre n'a pas nié que la milice a attaqué le convoi.", "unknown"),
        ("fr", "Le ministre affirme que la milice a attaqué le convoi.", "happened"),
        ("en", "The militia threatened to attack the convoy.", "threatened"),
        ("en", "The militia decided to attack the convoy.", "planned"),
        ("en", "The minister denied that the militia had attacked the convoy.", "did_not_happen"),
        ("en", "The minister did not deny that the militia had attacked the convoy.", "unknown"),
        ("en", "The minister said that the militia had attacked the convoy.", "happened"),
    ],
)
def test_the_occurrence_of_a_content(only, lang: str, text: str, occurrence: str) -> None:
    assert only(text, "attack", lang).status.occurrence == occurrence


def test_a_content_points_at_the_claim_that_it_stands_in(only) -> None:
    text = "La milice a décidé d'attaquer le convoi."
    assert only(text, "attack").content_of == only(text, "decide").id


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le ministre nie que la milice a attaqué le convoi."),
        ("en", "The minister denied that the militia had attacked the convoy."),
    ],
)
def test_who_denies_does_deny(only, lang: str, text: str) -> None:
    deny, act = only(text, "deny", lang), only(text, "attack", lang)
    assert (deny.status.attribution, act.status.attribution) == ("asserted", "denied")


def test_an_alleged_act_is_no_fact(only) -> None:
    status = only("The alleged attack by the rebels on the convoy worried the town.", "attack", "en").status
    assert (status.occurrence, status.attribution) == ("possible", "alleged")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Les rebelles veulent attaquer le convoi.", "veulent"),
        ("Les rebelles auraient attaqué le convoi.", "auraient"),
        ("Les rebelles n'ont pas attaqué le convoi.", "pas"),
        ("Si les rebelles attaquent le convoi, le maire partira.", "Si"),
    ],
)
def test_what_did_not_simply_happen_shows_the_words_that_say_so(only, text: str, words: str) -> None:
    assert words in [cue.text for cue in only(text, "attack").status.cues]


def test_a_future_makes_a_prediction(only) -> None:
    assert only("Les rebelles attaqueront le convoi.", "attack").nature == "prediction"


DECIDED = [
    ("Les rebelles n’ont attaqué que le convoi.", "happened", "ont"),
    ("Les rebelles n'ont pas seulement attaqué le convoi, ils l'ont pillé.", "happened", "ont"),
    ("Les rebelles ont quitté Gao avant que l'armée n'attaque le convoi.", "happened", "avant"),
    ("L'armée n'a pas toujours attaqué le convoi.", "did_not_happen", "pas"),
    ("L'armée ne cesse d'attaquer le convoi.", "habitual", "cesse"),
    ("L'armée n'a cessé d'attaquer le convoi.", "happened", "cessé"),
    ("L'armée ne manquera pas d'attaquer le convoi.", "planned", "manquera"),
    ("L'armée n'a pas hésité à attaquer le convoi.", "happened", "hésité"),
    ("L'armée était sur le point d'attaquer le convoi.", "planned", "point"),
    ("Les rebelles sont trop faibles pour attaquer le convoi.", "did_not_happen", "trop"),
    ("S'ils attaquent le convoi, le maire partira.", "hypothetical", "S'"),
    ("Toute milice qui attaque le convoi sera punie.", "hypothetical", "Toute"),
    ("Chaque nuit, les rebelles attaquent le convoi.", "habitual", "Chaque"),
    ("Les rebelles attaquent le convoi deux fois par semaine.", "habitual", "par"),
    ("Les rebelles attaquent le convoi demain.", "planned", "demain"),
    ("L'armée devait attaquer le convoi mardi.", "planned", "devait"),
    ("L'armée a dû attaquer le convoi.", "happened", "dû"),
    ("Le maire recommande de ne pas attaquer le convoi.", "requested", "recommande"),
    ("Le maire regrette que les rebelles aient attaqué le convoi.", "happened", "regrette"),
    ("Les rebelles auraient tenté d'attaquer le convoi.", "possible", "auraient"),
    ("Le groupe prétend avoir attaqué le convoi.", "unknown", "prétend"),
    ("Le maire accuse la milice d'avoir attaqué le convoi.", "unknown", "accuse"),
    ("Le gouvernement envisage d'attaquer le convoi.", "hypothetical", "envisage"),
    ("Pas un de ces rebelles n'attaquera le convoi.", "did_not_happen", "Pas"),
    ("Le maire partira, pourvu que les rebelles attaquent le convoi.", "hypothetical", "pourvu"),
    ("Leur mission : attaquer le convoi.", "intended", "mission"),
    ("Pourquoi les rebelles ont-ils attaqué le convoi ?", "happened", "ont"),
]


@pytest.mark.parametrize(("text", "occurrence", "cue"), DECIDED, ids=[text for text, _, _ in DECIDED])
def test_the_words_that_decide(only, text: str, occurrence: str, cue: str) -> None:
    status = only(text, "attack").status
    assert (status.occurrence, cue in [each.text for each in status.cues]) == (occurrence, True), status.cues


ACT_NOUNS = [
    ("Les rebelles n'ont pas mené d'attaque contre le convoi.", "did_not_happen"),
    ("Depuis l'attaque contre le convoi, le maire pourrait partir.", "happened"),
    ("Le ministre condamnera l'attaque contre le convoi.", "happened"),
    ("En cas d'attaque contre le convoi, le maire partira.", "hypothetical"),
    ("La police a déjoué un projet d'attaque contre le convoi.", "did_not_happen"),
    ("La soi-disant attaque des rebelles contre le convoi fait rire.", "unknown"),
]


@pytest.mark.parametrize(("text", "occurrence"), ACT_NOUNS, ids=[text for text, _ in ACT_NOUNS])
def test_the_occurrence_of_an_act_noun(only, text: str, occurrence: str) -> None:
    assert only(text, "attack").status.occurrence == occurrence


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("L'attaque contre le convoi attribuée aux rebelles fait peur.", "alleged"),
        ("L'attaque contre le convoi revendiquée par les rebelles fait peur.", "claimed"),
        ("Des rebelles présumés ont attaqué le convoi.", "alleged"),
        ("« Nous avons attaqué le convoi », dit le chef.", "claimed"),
        ("Les rebelles ont traversé le fleuve pour attaquer le convoi.", "ascribed"),
        ("Les rebelles ont attaqué le convoi.", "asserted"),
    ],
)
def test_how_the_deed_is_laid_at_its_door(only, text: str, attribution: str) -> None:
    assert only(text, "attack").status.attribution == attribution


def test_every_status_shows_the_characters_that_decide_it(make) -> None:
    for lang, text, _ in CASES:
        for claim in make(text, lang).claims:
            assert claim.status.cues, (text, claim.type)
            assert all(text[cue.start : cue.end] == cue.text for cue in claim.status.cues)
