"""Slots: which words fill the roles of a frame, in active, passive, participle, with light verbs and noun complements."""

from __future__ import annotations

import pytest

CASES = [
    # lang, text, rule, role, fillers
    ("fr", "Les soldats quittent Gao vers Kidal.", "leave", {"mover": ["Les soldats"], "origin": ["Gao"], "destination": ["Kidal"]}),
    ("fr", "Les soldats quittent Gao en camion.", "leave", {"mover": ["Les soldats"], "origin": ["Gao"], "means": ["camion"]}),
    ("fr", "Les rebelles ont attaqué le convoi à l'aide de drones.", "attack", {"attacker": ["Les rebelles"], "target": ["le convoi"], "weapon": ["drones"]}),
    ("fr", "Les rebelles ont attaqué le convoi pour voler le blé et chasser les habitants.", "attack", {"attacker": ["Les rebelles"], "target": ["le convoi"], "purpose": ["voler le blé"]}),
    ("en", "The soldiers left Goma by boat.", "leave", {"mover": ["The soldiers"], "origin": ["Goma"], "means": ["boat"]}),
    ("fr", "Les soldats se sont retirés de Gao vers Kidal.", "leave", {"mover": ["Les soldats"], "origin": ["Gao"], "destination": ["Kidal"]}),
    ("fr", "Le convoi a été attaqué par les rebelles.", "attack", {"target": ["Le convoi"], "attacker": ["les rebelles"]}),
    ("fr", "Le convoi a été attaqué sur la route par les rebelles.", "attack", {"target": ["Le convoi"], "attacker": ["les rebelles"], "place": ["la route"]}),
    ("fr", "Le convoi attaqué par les rebelles transportait du blé.", "attack", {"target": ["Le convoi"], "attacker": ["les rebelles"]}),
    ("fr", "Le convoi attaqué mardi transportait du blé.", "attack", {"target": ["Le convoi"]}),
    ("fr", "Attaqués à l'aube, les soldats ont quitté Gao.", "attack", {"target": ["les soldats"]}),
    ("fr", "Les rebelles ont attaqué le convoi et tué trois civils.", "kill", {"perpetrator": ["Les rebelles"], "victim": ["trois civils"]}),
    ("fr", "Les rebelles, qui ont attaqué le convoi, quittent Gao.", "attack", {"attacker": ["Les rebelles"], "target": ["le convoi"]}),
    ("fr", "Le convoi que les rebelles ont attaqué quitte Gao.", "attack", {"attacker": ["les rebelles"], "target": ["Le convoi"]}),
    ("fr", "Le général a ordonné aux soldats de quitter Gao.", "leave", {"mover": ["soldats"], "origin": ["Gao"]}),
    ("fr", "Les rebelles ont lancé une attaque contre le convoi.", "attack", {"attacker": ["Les rebelles"], "target": ["le convoi"]}),
    ("fr", "Une attaque a été lancée contre le convoi par les rebelles.", "attack", {"attacker": ["les rebelles"], "target": ["le convoi"]}),
    ("fr", "Les rebelles ont pris d'assaut la caserne.", "attack", {"attacker": ["Les rebelles"], "target": ["la caserne"]}),
    ("fr", "Le transfert de soldats par l'armée depuis Gao vers Kidal continue.", "transfer",
     {"mover": ["soldats"], "agent": ["l'armée"], "origin": ["Gao"], "destination": ["Kidal"]}),
    ("fr", "Le retrait des troupes burundaises de Bukavu a commencé.", "leave", {"mover": ["troupes burundaises"], "origin": ["Bukavu"]}),
    ("fr", "Les rebelles et les miliciens ont attaqué le convoi.", "attack", {"attacker": ["Les rebelles", "les miliciens"], "target": ["le convoi"]}),
    ("fr", "Les rebelles ont attaqué le convoi et la caserne.", "attack", {"attacker": ["Les rebelles"], "target": ["le convoi", "la caserne"]}),
    ("en", "The soldiers pulled out of Goma.", "leave", {"mover": ["The soldiers"], "origin": ["Goma"]}),
    ("en", "The convoy was attacked by the rebels.", "attack", {"target": ["The convoy"], "attacker": ["the rebels"]}),
    ("en", "The convoy was attacked on the road by the rebels.", "attack", {"target": ["The convoy"], "attacker": ["the rebels"], "place": ["the road"]}),
    ("en", "The convoy attacked on Monday carried wheat.", "attack", {"target": ["The convoy"]}),
    ("en", "Attacked at dawn, the soldiers withdrew to Goma.", "attack", {"target": ["the soldiers"]}),
    ("en", "The rebels attacked the convoy and killed three civilians.", "kill", {"perpetrator": ["The rebels"], "victim": ["three civilians"]}),
    ("en", "The rebels, who attacked the convoy, withdrew.", "attack", {"attacker": ["The rebels"], "target": ["the convoy"]}),
    ("en", "The convoy that the rebels attacked withdrew.", "attack", {"attacker": ["the rebels"], "target": ["The convoy"]}),
    ("en", "The general ordered the soldiers to withdraw from Goma.", "leave", {"mover": ["the soldiers"], "origin": ["Goma"]}),
    ("en", "The rebels launched an attack on the convoy.", "attack", {"attacker": ["The rebels"], "target": ["the convoy"]}),
    ("en", "An attack was launched on the convoy by the rebels.", "attack", {"attacker": ["the rebels"], "target": ["the convoy"]}),
    ("en", "The transfer of soldiers by the army from Goma to Bukavu goes on.", "transfer",
     {"mover": ["soldiers"], "agent": ["the army"], "origin": ["Goma"], "destination": ["Bukavu"]}),
    ("en", "The withdrawal of Burundian troops from Bukavu has begun.", "leave", {"mover": ["Burundian troops"], "origin": ["Bukavu"]}),
    ("en", "The rebels and the militiamen attacked the convoy.", "attack", {"attacker": ["The rebels", "the militiamen"], "target": ["the convoy"]}),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "rule", "roles"), CASES, ids=[f"{text} [{rule}]" for _, text, rule, _ in CASES])
def test_the_roles_of_a_claim(only, lang: str, text: str, rule: str, roles: dict[str, list[str]]) -> None:
    found: dict[str, list[str]] = {}
    for role in only(text, rule, lang).roles:
        found.setdefault(role.role, []).append(role.text)
    assert found == roles


@pytest.mark.parametrize(
    ("lang", "text", "why"),
    [
        ("fr", "Le ministre quitte son poste.", "poste"),
        ("en", "The minister left his post.", "post"),
        ("fr", "La journée a tué.", "no victim"),
    ],
)
def test_what_speaks_against_a_frame_is_told(make, lang: str, text: str, why: str) -> None:
    record = make(text, lang)
    assert not record.claims
    assert [each for each in record.refused if why in each.why or "no " in each.why]


@pytest.mark.parametrize(
    ("text", "rule", "role"),
    [
        ("Les rebelles ont attaqué le convoi et tué trois civils.", "kill", "perpetrator"),
        ("Le général a ordonné aux soldats de quitter Gao.", "leave", "mover"),
    ],
)
def test_an_inherited_role_points_at_where_it_was_taken_from(only, text: str, rule: str, role: str) -> None:
    claim = only(text, rule)
    assert [each.inherited_from is not None for each in claim.roles if each.role == role] == [True]
    assert not any(each.inherited_from for each in claim.roles if each.role != role)


def test_an_empty_role_stays_empty(only) -> None:
    assert {role.role for role in only("Le convoi a été attaqué.", "attack").roles} == {"target"}
