"""Who does it to whom where an act noun's phrase, an accusation or a reason leaves it open: empty beats wrong."""

from __future__ import annotations

import pytest

from recoupe.intake.documents import Given, read_bytes
from recoupe.pipeline.engine import Engine

CASES = [
    # lang, text, what the doer must be ("" for nobody), what it is done to, where
    ("en", "The Paris attack killed 12 people.", "", "", "Paris"),
    ("en", "The Israel strike on Tyre killed 12 people.", "Israel", "Tyre", ""),
    ("en", "The US strike killed 12 people near Baghdad.", "US", "", ""),
    ("en", "The teenager's shooting by police sparked protests.", "police", "The teenager's", ""),
    ("en", "The town under attack by the militia held out.", "the militia", "The town", ""),
    ("en", "Ukraine accused Russia of shelling Kherson.", "Russia", "Kherson", ""),
    ("en", "Police arrested two men for attacking a bank in Abuja.", "two men", "a bank", "Abuja"),
    ("fr", "L'attentat de Paris a fait douze morts.", "", "", "Paris"),
    ("fr", "L'attaque de Goma par le M23 a duré une heure.", "le M23", "Goma", ""),
    ("fr", "L'attaque du M23 contre le convoi a échoué.", "M23", "le convoi", ""),
    ("fr", "La police a arrêté deux hommes pour avoir attaqué une banque à Niamey.", "deux hommes", "une banque", "Niamey"),
]


@pytest.mark.parametrize(("lang", "text", "doer", "undergoer", "place"), CASES)
def test_the_direction_is_what_grammar_says(engine: Engine, lang: str, text: str, doer: str, undergoer: str, place: str) -> None:
    record = engine.read(read_bytes(text.encode(), name="article.txt", given=Given(lang=lang)))
    claim = next(claim for claim in record.claims if claim.type.startswith("ATTACK"))
    roles = {role.role: role.text for role in claim.roles}
    assert roles.get("attacker", "") == doer
    assert roles.get("target", "").startswith(undergoer)
    assert bool(undergoer) == ("target" in roles)
    assert not place or roles["place"] == place


@pytest.mark.parametrize(
    ("lang", "text", "wrong"),
    [
        ("en", "The abduction of the nuns by gunmen was condemned.", "gunmen"),
        ("fr", "L'enlèvement des religieuses par des hommes armés a été condamné.", "des hommes armés"),
    ],
)
def test_who_did_it_does_not_condemn_it(engine: Engine, lang: str, text: str, wrong: str) -> None:
    record = engine.read(read_bytes(text.encode(), name="article.txt", given=Given(lang=lang)))
    accusers = [role.text for claim in record.claims for role in claim.roles if role.role == "accuser"]
    assert wrong not in accusers
