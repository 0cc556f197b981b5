"""What a text is about: features on one scale, shares that add up, bounds that demand more of a claim, and a file of weights that is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.errors import KnowledgeError
from recoupe.knowledge.packs import load_pack, pack_codes
from recoupe.knowledge.topics import load_topics
from recoupe.model.vocabulary import MOVING, SAID_TO_HAPPEN, VIOLENT, family
from recoupe.pipeline.topic import Features, share
from recoupe.text.words import folded_words

CONFLICT = """Two villages near Djibo were burned on Monday night by gunmen who came on motorcycles, a district official said. The army sent a column from
Ouahigouya, which lost a vehicle to a mine. At least fourteen residents were killed and others fled towards the camp. No group has said that it did it."""
GLIDER = """The gliding final turned into an air battle above Rieti. The reigning champion attacked from the ridge, shot past two rivals at the last turn point and
captured the title by nine points. A German favourite, ambushed by a dying thermal, landed in a bean field and was carried home on a tractor. The jury rejected a
protest, and the medals were handed out before supper."""
NOVEL = """In this slim novel the narrator, a widowed printer, hides a deserter behind his press. Soldiers search the street in the second chapter; in the fifth the
captain shoots the printer's dog. The author writes short sentences and trusts her reader, and the last pages, in which the army leaves the town in silence, are the best
that she has published. The translation keeps the rhythm of the dialogue."""


def _share(text: str, lang: str = "en"):
    pack = load_pack(lang)
    return share(folded_words(text), Features(pack.domains), pack.topics)


def _acts(record) -> list[str]:
    return [
        claim.trigger.text
        for claim in record.claims
        if family(claim.type) in VIOLENT | MOVING and claim.status.occurrence in SAID_TO_HAPPEN
    ]


def test_a_report_of_conflict_is_told_from_a_sport_and_a_novel() -> None:
    bounds = load_pack("en").topics.card.bounds
    assert _share(CONFLICT).other < bounds.arms
    assert _share(GLIDER).other >= bounds.named
    assert _share(NOVEL).invented >= bounds.invented


def test_a_long_text_weighs_as_its_pieces_do() -> None:
    once, often = _share(CONFLICT), _share(" ".join([CONFLICT] * 20))
    assert abs(once.other - often.other) < 0.15


def test_a_text_without_words_is_of_no_kind() -> None:
    assert 0 <= _share("").other <= 1


@pytest.mark.parametrize("lang", pack_codes())
def test_the_bounds_of_a_pack_are_in_order(lang: str) -> None:
    bounds = load_pack(lang).topics.card.bounds
    assert 0 < bounds.invented <= bounds.arms < bounds.named < 1


def test_acts_are_read_in_the_report_only_and_the_refusals_say_why(read) -> None:
    assert len(_acts(read(CONFLICT, "en"))) >= 3
    for text, why in ((GLIDER, "no armed actor is named in the claim"), (NOVEL, "did not happen outside of it")):
        record = read(text, "en")
        assert _acts(record) == []
        assert any(why in refusal.why for refusal in record.refused)
        assert any(warning.code == "other_domain" for warning in record.warnings)


def test_nothing_is_concluded_from_a_single_sentence(read) -> None:
    assert _acts(read("Rebels attacked the hospital in Goma with mortars.", "en")) == ["attacked"]


@pytest.mark.parametrize(
    ("lang", "heading", "body"),
    [
        ("en", "Corrections", "A report on Friday said that soldiers had attacked the village of Lere. They had not."),
        (
            "fr",
            "Rectificatif : la route de Gao",
            "Nous écrivions vendredi que des soldats avaient attaqué le village de Léré. Il n’en est rien.",
        ),
    ],
)
def test_a_short_text_headed_as_a_correction_tells_nothing(read, lang: str, heading: str, body: str) -> None:
    assert _acts(read(f"{heading}\n\n{body}", lang)) == []


def test_a_headline_that_opens_with_such_a_word_is_no_correction(read) -> None:
    assert _acts(read("Précisions sur l’attaque de Léré\n\nDes soldats ont attaqué le village de Léré vendredi.", "fr"))


@pytest.mark.parametrize(
    "text",
    ["Not one tank crossed the border.", "Not a single village was attacked by the army.", "Not even one soldier left Goma."],
)
def test_the_smallest_number_denied_is_nobody(read, text: str) -> None:
    assert _acts(read(text, "en")) == []


@pytest.mark.parametrize("text", ["Not all soldiers left the town of Sake.", "Not only rebels attacked the village of Moura."])
def test_not_all_and_not_only_leave_some(read, text: str) -> None:
    assert _acts(read(text, "en"))


def test_a_word_in_quotation_marks_is_attacked_as_a_word(read) -> None:
    record = read("Younger officers attacked “soldiers” in the new oath.", "en")
    assert _acts(record) == []
    assert any("the word is meant" in refusal.why for refusal in record.refused)


def test_a_weight_that_is_no_number_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "weights.tsv").write_text("feature\tfigure\tinvented\nwar\t1.0\tmuch\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_topics(tmp_path)
    assert error.value.code == "R305"
    assert "weights.tsv:2" in str(error.value)
