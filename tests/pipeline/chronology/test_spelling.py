"""Misspelt words of time mean what they should; words that are others stay."""

from __future__ import annotations

from recoupe.knowledge.packs import load_pack
from recoupe.pipeline.chronology.spelling import Spelling
from recoupe.text.tokens import tokens_of


def test_accents_and_slips_are_mended() -> None:
    french, english = (Spelling(load_pack(lang).times) for lang in ("fr", "en"))
    assert (
        french.mended(tokens_of("le 3 fevrier, apres la journee de mecredi")).texts
        == tokens_of("le 3 février, après la journée de mecredi").texts
    )
    assert english.mended(tokens_of("on Wendesday 4 Septembr")).texts == tokens_of("on wednesday 4 september").texts


def test_other_words_stay() -> None:
    french, english = (Spelling(load_pack(lang).times) for lang in ("fr", "en"))
    for spelling, text in (
        (french, "la jeune armee marche des deux cotes, a la une"),
        (english, "Augusta may march on Sundays in Julys"),
    ):
        assert spelling.mended(tokens_of(text)).texts == tokens_of(text).texts
