"""Act nouns without a side of their own: bound by a time or a place and what governs them, denied, or told again; never by anniversaries, films, fears."""

from __future__ import annotations

import pytest

from recoupe.intake.documents import Given, read_bytes
from recoupe.model.record import Claim
from recoupe.pipeline.engine import Engine

BOUND = [
    ("en", "A splinter group claimed responsibility for the airport bombing.", {"target": "airport"}, "happened"),
    ("en", "The ministers condemned last week's ambush.", {"time": "last week's"}, "happened"),
    ("en", "The navy denied any raid.", {}, "did_not_happen"),
    ("en", "The navy denied that any raid took place.", {}, "did_not_happen"),
    ("fr", "Le gouvernement a condamné l'attentat de mardi.", {"time": "mardi"}, "happened"),
]
UNBOUND = [
    ("en", "A film about the airport bombing opened in Cannes."),
    ("en", "The town marked the anniversary of the airport bombing."),
    ("en", "Officials fear a repeat of the airport bombing."),
    ("en", "The ministers condemned ambushes."),
    ("en", "The ministers condemned an ambush."),
    ("fr", "Un film sur l'attentat de mardi sort à Cannes."),
]


def _violence(engine: Engine, text: str, lang: str) -> list[Claim]:
    record = engine.read(read_bytes(text.encode(), name="article.txt", given=Given(lang=lang)))
    return [claim for claim in record.claims if claim.type.startswith("ATTACK")]


@pytest.mark.parametrize(("lang", "text", "roles", "occurrence"), BOUND)
def test_a_bounded_act_is_a_claim(engine: Engine, lang: str, text: str, roles: dict[str, str], occurrence: str) -> None:
    (claim,) = _violence(engine, text, lang)
    assert {role.role: role.text for role in claim.roles} == roles
    assert claim.status.occurrence == occurrence


@pytest.mark.parametrize(("lang", "text"), UNBOUND)
def test_what_is_only_remembered_told_or_feared_is_none(engine: Engine, lang: str, text: str) -> None:
    assert not _violence(engine, text, lang)


def test_an_act_told_again_is_a_claim(engine: Engine) -> None:
    claims = _violence(engine, "Rebels carried out a bombing in Kidal. The bombing took place at noon.", "en")
    assert [claim.trigger.text for claim in claims][-1] == "bombing"
