"""Codes of published schemes: by weapon, sides, content and status, with the reason where there is none."""

from __future__ import annotations

import pytest

from recoupe.model.record import Claim, Codes


def codes_of(make, text: str, claim_type: str, lang: str = "fr") -> Codes:
    return claim_of(make, text, claim_type, lang).codes


def claim_of(make, text: str, claim_type: str, lang: str = "fr") -> Claim:
    claims = [claim for claim in make(text, lang).claims if claim.type.startswith(claim_type)]
    assert claims, "no such claim"
    return claims[0]


@pytest.fixture(scope="module")
def full(engine):
    """The shipped frames: codes depend on roles that the small frames lack."""
    from recoupe.intake.documents import Given, read_bytes

    return lambda text, lang: engine.read(read_bytes(text.encode(), name="article.txt", given=Given(lang=lang)))


VIOLENCE = [
    ("Des drones de l'armée ont frappé un village près de Gao.", "fr", "drone", "195", "Air/drone strike"),
    ("L'artillerie a pilonné le village de Gorki.", "fr", "heavy-weapons", "194", "Shelling/artillery/missile attack"),
    ("Rebels attacked an army patrol near Bunia.", "en", None, "190", "Armed clash"),
    ("Rebels attacked villagers near Bunia.", "en", None, "180", "Attack"),
]


@pytest.mark.parametrize(("text", "lang", "mode", "cameo", "acled"), VIOLENCE, ids=[row[0] for row in VIOLENCE])
def test_violence_goes_by_weapon_and_sides(full, text: str, lang: str, mode: str | None, cameo: str, acled: str) -> None:
    codes = codes_of(full, text, "ATTACK", lang)
    assert (codes.plover.code, codes.plover.sub) == ("ASSAULT", mode)
    assert (codes.cameo.sub, codes.acled.sub) == (cameo, acled)


def test_the_claim_carries_the_refined_plover_code(full) -> None:
    claim = claim_of(full, "Des drones de l'armée ont frappé un village près de Gao.", "ATTACK")
    assert claim.plover is not None
    assert (claim.plover.event, claim.plover.mode) == (claim.codes.plover.code, claim.codes.plover.sub)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("L'armée a tué douze rebelles près de Gao.", "1"),
        ("Des miliciens ont tué trois rebelles près de Bunia.", "2"),
        ("Des rebelles ont tué douze civils près de Bunia.", "3"),
    ],
)
def test_the_type_of_ucdp_goes_by_the_sides(full, text: str, kind: str) -> None:
    assert codes_of(full, text, "KILL").ucdp.code == kind


def test_what_did_not_happen_has_no_code_of_acled_or_ucdp(full) -> None:
    codes = codes_of(full, "Les rebelles menacent de bombarder la capitale.", "ATTACK")
    assert (codes.plover.code, codes.plover.sub) == ("THREATEN", "violence")
    assert codes.acled.code is None
    assert codes.ucdp.code is None
    assert "not said to have happened" in codes.acled.why


def test_a_threat_takes_its_mode_from_what_it_threatens(full) -> None:
    assert codes_of(full, "Les rebelles menacent d'attaquer la base.", "THREATEN").plover.sub == "violence"


def test_none_is_said_with_the_reason(full) -> None:
    codes = codes_of(full, "Le ministre a déclaré que la situation restait calme à Goma.", "STATEMENT")
    assert codes.plover.code is None
    assert codes.plover.why
    assert codes.cameo.code == "01"
    assert codes.acled.why


def test_contexts_are_words_of_the_sentence(full) -> None:
    record = full("Des soldats ont attaqué un camp de réfugiés près de Goma. L'élection aura lieu dimanche.", "fr")
    claim = next(claim for claim in record.claims if claim.type.startswith("ATTACK"))
    names = {each.name: each.text for each in claim.codes.contexts}
    assert names["migration"] == "réfugiés"
    assert "election" not in names


def test_every_context_re_reads(full) -> None:
    text = "Selon le procureur, des trafiquants ont attaqué un convoi de vivres près de Gao."
    for claim in full(text, "fr").claims:
        for context in claim.codes.contexts:
            assert text[context.start : context.end] == context.text
