"""Voices: according to whom, outermost first, with what the article commits to."""

from __future__ import annotations

import pytest

CASES = [
    # lang, text, chain behind the article
    ("fr", "Les rebelles ont attaqué le convoi.", []),
    ("fr", "Selon le ministère, les rebelles ont attaqué le convoi.", [("le ministère", "body", "neutral")]),
    ("fr", "Les rebelles ont attaqué le convoi, selon des habitants.", [("des habitants", "unnamed", "neutral")]),
    ("fr", "Les rebelles ont attaqué le convoi, selon l'agence Reuters.", [("l'agence Reuters", "agency", "neutral")]),
    ("fr", "Le ministre affirme que les rebelles ont attaqué le convoi.", [("Le ministre", "person", "neutral")]),
    ("fr", "Le ministre nie que les rebelles ont attaqué le convoi.", [("Le ministre", "person", "denies")]),
    ("fr", "Les rebelles ont attaqué le convoi, a déclaré le ministre.", [("le ministre", "person", "neutral")]),
    ("fr", "« Les rebelles ont attaqué le convoi », a déclaré le ministre.", [("le ministre", "person", "neutral")]),
    ("fr", "Les rebelles ont attaqué le convoi, a-t-il ajouté.", [("il", "unnamed", "neutral")]),
    ("fr", "Selon des témoins, les rebelles ont attaqué le convoi, a déclaré le maire.",
     [("le maire", "person", "neutral"), ("des témoins", "unnamed", "neutral")]),
    ("en", "The rebels attacked the convoy.", []),
    ("en", "According to the ministry, the rebels attacked the convoy.", [("the ministry", "body", "neutral")]),
    ("en", "The minister said that the rebels had attacked the convoy.", [("The minister", "person", "neutral")]),
    ("en", "The rebels attacked the convoy, the minister said.", [("the minister", "person", "neutral")]),
    ("en", "The rebels attacked the convoy, residents said.", [("residents", "unnamed", "neutral")]),
    ("en", "“The rebels attacked the convoy,” said the minister.", [("the minister", "person", "neutral")]),
    ("en", "The minister denied that the rebels had attacked the convoy.", [("The minister", "person", "denies")]),
    ("en", "The minister said that witnesses said that the rebels had attacked the convoy.",
     [("The minister", "person", "neutral"), ("witnesses", "unnamed", "neutral")]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "chain"), CASES, ids=[text for _, text, _ in CASES])
def test_the_chain_of_voices(only, lang: str, text: str, chain: list[tuple[str, str, str]]) -> None:
    voices = only(text, "attack", lang).voices
    assert (voices[0].who, voices[0].commitment) == ("article", "own_voice")
    assert [(voice.who, voice.kind, voice.commitment) for voice in voices[1:]] == chain


def test_a_quotation_over_several_sentences_belongs_to_its_speaker_whole(make) -> None:
    record = make("Le maire affirme que « les rebelles ont attaqué le convoi. Les soldats ont quitté Goma ».")
    assert [claim.voices[-1].who for claim in record.claims] == ["Le maire"] * 3


@pytest.mark.parametrize("text", ["Les « amis » des rebelles ont attaqué le convoi.", "Les rebelles ont « attaqué » le convoi."])
def test_a_word_in_scare_quotes_is_no_speech(only, text: str) -> None:
    assert len(only(text, "attack").voices) == 1


def test_a_subordinate_attribution_does_not_reach_the_next_sentence(make) -> None:
    record = make("Selon le ministère, les rebelles ont attaqué le convoi. Les soldats ont quitté Goma.")
    assert [len(claim.voices) for claim in record.claims] == [2, 1]


def test_holder_and_cue_are_anchored(only) -> None:
    voice = only("Selon le ministère, les rebelles ont attaqué le convoi.", "attack").voices[1]
    assert (voice.holder and voice.holder.text, voice.cue and voice.cue.text) == ("le ministère", "Selon")


def test_what_is_said_is_vouched_for_by_who_says_it(only) -> None:
    assert only("Selon le ministère, les rebelles ont attaqué le convoi.", "attack").status.vouched_by == "le ministère"
    assert only("Les rebelles ont attaqué le convoi.", "attack").status.vouched_by == "article"
