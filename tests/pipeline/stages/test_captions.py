"""Captions: which ones belong to another story. A stray one stays visible and gives no claim."""

from __future__ import annotations

import pytest

HEAD = "Les rebelles attaquent un convoi près de Goma"
BODY = (
    "Les rebelles ont attaqué un convoi de soldats en juin 2024 près de Goma, et le gouverneur a demandé des renforts à Kinshasa."
)
OWN = "Des soldats du convoi attaqué près de Goma en juin 2024. (Photo AFP)"
FOREIGN = "Mayor Tom Berrow (L) attacked the ribbon with scissors during the opening of the new swimming pool in 2016 in Leeds, England. (AFP photo)"
OTHER_NAMES = "Jeanne Morel et Pierre Duval pendant le festival du cinéma de Quimper en août 2011. (Photo AFP)"


def page(caption: str) -> str:
    return f"{HEAD}\n\n{caption}\n\n{BODY}\n\n{BODY}"


def kind_of(record, text: str, caption: str) -> str:
    at = text.index(caption)
    return next(part.kind for part in record.parts if part.start <= at < part.end)


@pytest.mark.parametrize(
    ("caption", "kind"),
    [(OWN, "caption"), (FOREIGN, "stray_caption"), (OTHER_NAMES, "stray_caption")],
    ids=["own", "other language", "other names"],
)
def test_whose_caption_it_is(make, caption: str, kind: str) -> None:
    text = page(caption)
    assert kind_of(make(text), text, caption) == kind


def test_a_stray_caption_is_told_with_its_reasons(make) -> None:
    text = page(FOREIGN)
    (warning,) = [each for each in make(text).warnings if each.code == "stray_caption"]
    assert "language" in warning.message
    assert warning.spans[0].of(text) == FOREIGN


def test_a_stray_caption_gives_no_claim_and_no_mention(make) -> None:
    text = page(FOREIGN)
    record, at = make(text), text.index(FOREIGN)
    inside = range(at, at + len(FOREIGN))
    assert not [claim for claim in record.claims if claim.trigger.start in inside]
    assert not [mention for mention in record.mentions if mention.start in inside]


def test_one_sign_alone_is_a_doubt_and_no_more(make) -> None:
    caption = "Une rue de Quimper un soir de pluie, vue par Jeanne Morel. (Photo AFP)"
    text = page(caption)
    record = make(text)
    assert kind_of(record, text, caption) in {"caption", "stray_caption"}
    assert {"doubtful_caption", "stray_caption"} & {each.code for each in record.warnings}


def test_an_archive_picture_is_told(make) -> None:
    text = page("Des soldats du convoi attaqué près de Goma. (Photo AFP / Archives)")
    assert "archive_picture" in {each.code for each in make(text).warnings}
