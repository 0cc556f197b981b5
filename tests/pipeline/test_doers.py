"""Who has done it where a neighbouring clause, a border, a distance or an accusation names somebody else; and what nobody has done."""

from __future__ import annotations

import pytest

from recoupe.intake.documents import Given, read_bytes
from recoupe.model.record import Claim
from recoupe.pipeline.engine import Engine

WRONG = [
    # lang, text, family, role that must not hold the words
    ("en", "The ministry accused the militia of killing nine farmers.", "KILL", "perpetrator", "ministry"),
    ("en", "It was a brutal raid, with at least six farmers killed.", "KILL", "perpetrator", "farmers"),
    ("en", "Woman stabbed while walking near Leeds.", "ATTACK", "attacker", "Woman"),
    ("en", "The driver was found shot near Basra.", "ATTACK", "attacker", "driver"),
    ("en", "A tank was destroyed near Homs, wounding four soldiers.", "ATTACK", "attacker", "tank"),
    ("en", "The fighting near the border with Chad went on for two days.", "CLASH", "side_b", "Chad"),
    ("en", "Two jets flew along the coast, nine hundred kilometres from Lisbon.", "MOVE", "origin", "Lisbon"),
    ("en", "The battalion was sent to Gao and was met by smugglers.", "MOVE", "agent", "smugglers"),
    ("fr", "Le ministère accuse la milice d'avoir tué neuf paysans.", "KILL", "perpetrator", "ministère"),
]
NOTHING = [
    ("en", "Two pupils were killed when a wall collapsed in Lagos.", "KILL"),
    ("en", "Doctors fear a strain of flu that has killed fifty people.", "KILL"),
    ("en", "Moonshine killed eleven people in Nairobi.", "KILL"),
    ("en", "She got out of the car and confronted the two men.", "CLASH"),
    ("en", "The cabinet came under fire from mayors and officials on Friday.", "ATTACK"),
    ("en", "Three nurses were struck by a truck in Dallas.", "ATTACK"),
    ("fr", "Deux élèves ont été tués lorsqu'un mur s'est effondré à Lomé.", "KILL"),
]


def read(engine: Engine, lang: str, text: str, family: str) -> list[Claim]:
    record = engine.read(read_bytes(text.encode(), name="article.txt", given=Given(lang=lang)))
    return [claim for claim in record.claims if claim.type.startswith(family)]


@pytest.mark.parametrize(("lang", "text", "family", "role", "words"), WRONG)
def test_who_did_not_do_it_is_no_doer(engine: Engine, lang: str, text: str, family: str, role: str, words: str) -> None:
    for claim in read(engine, lang, text, family):
        assert not any(each.role == role and words in each.text for each in claim.roles)


@pytest.mark.parametrize(("lang", "text", "family"), NOTHING)
def test_accidents_and_words_are_no_violence(engine: Engine, lang: str, text: str, family: str) -> None:
    assert not [claim for claim in read(engine, lang, text, family) if claim.status.occurrence in {"happened", "ongoing"}]


def test_fleeing_of_any_is_not_told(engine: Engine) -> None:
    claims = read(engine, "en", "The marines were to pursue any rebels who fled Tikrit.", "MOVE")
    assert all(claim.status.occurrence != "happened" for claim in claims)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Four officers were seen at the gate of the hotel who claim that bandits kidnapped them.", "Four officers"),
        ("The army said six people were killed, while the union has said nine of its members were kidnapped.", "the union"),
        ("The league said six members were kidnapped, accusing the police of shooting nine others.", "The league"),
    ],
)
def test_who_speaks_is_somebody_who_can(engine: Engine, text: str, voice: str) -> None:
    record = engine.read(read_bytes(text.encode(), name="article.txt", given=Given(lang="en")))
    last = [claim for claim in record.claims if claim.type.split("-")[0] in {"ABDUCT", "ATTACK", "KILL"}][-1]
    assert [each.who for each in last.voices[1:]] == [voice]
