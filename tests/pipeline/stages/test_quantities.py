"""Quantities: numbers in figures and words, exact, rough and bounded."""

from __future__ import annotations

import pytest

CASES = [
    ("fr", "Il y avait 60 camions.", [("60", "60..60")]),
    ("fr", "Il y avait 1 200 soldats.", [("1 200", "1200..1200")]),
    ("fr", "Il y avait 1\u202f200 soldats.", [("1\u202f200", "1200..1200")]),
    ("fr", "Il y avait deux cents soldats.", [("deux cents", "200..200")]),
    ("fr", "Il y avait vingt-deux soldats.", [("vingt-deux", "22..22")]),
    ("fr", "Il y avait des dizaines de soldats.", [("dizaines", "20..")]),
    ("fr", "Il y avait une douzaine de soldats.", [("douzaine", "10..14")]),
    ("fr", "Il y avait plus de 30 soldats.", [("30", "30..")]),
    ("fr", "Il y avait au moins trois soldats.", [("trois", "3..")]),
    ("en", "There were 60 lorries.", [("60", "60..60")]),
    ("en", "There were 1,200 soldiers.", [("1,200", "1200..1200")]),
    ("en", "There were three soldiers.", [("three", "3..3")]),
    ("en", "There were at least three soldiers.", [("three", "3..")]),
    ("en", "There were more than 30 soldiers.", [("30", "30..")]),
    ("fr", "Il y avait soixante-quinze soldats.", [("soixante-quinze", "75..75")]),
    ("fr", "Il y avait quatre-vingt-dix-sept soldats.", [("quatre-vingt-dix-sept", "97..97")]),
    ("fr", "Il y avait trois mille cinq cents soldats.", [("trois mille cinq cents", "3500..3500")]),
    ("fr", "Il y avait 2,5 millions de déplacés.", [("2,5 millions", "2500000..2500000")]),
    ("fr", "Il y avait 15 000 déplacés.", [("15 000", "15000..15000")]),
    ("fr", "Il y avait 3 millions de déplacés.", [("3 millions", "3000000..3000000")]),
    ("fr", "Il y avait entre 20 et 30 soldats.", [("20 et 30", "20..30")]),
    ("fr", "Il y avait de vingt à trente soldats.", [("vingt à trente", "20..30")]),
    ("fr", "Il y avait 4 à 6 chars.", [("4 à 6", "4..6")]),
    ("fr", "Il y avait deux ou trois chars.", [("deux ou trois", "2..3")]),
    ("fr", "Il y avait 20-30 soldats.", [("20-30", "20..30")]),
    ("fr", "Il y avait environ 40 soldats.", [("40", "36..44")]),
    ("fr", "Il y avait quelque 400 soldats.", [("400", "360..440")]),
    ("fr", "Il y avait près de 70 camions.", [("70", "63..70")]),
    ("fr", "Il y avait près d'une dizaine de camions.", [("dizaine", "8..10")]),
    ("fr", "Il y avait jusqu'à 500 soldats.", [("500", "..500")]),
    ("fr", "Il y avait moins de 12 chars.", [("12", "..12")]),
    ("fr", "Il y avait 12 chars au moins.", [("12", "12..")]),
    ("fr", "Il y avait au moins une vingtaine de chars.", [("vingtaine", "18..")]),
    ("fr", "Il y avait plusieurs dizaines de chars.", [("plusieurs dizaines", "20..")]),
    ("fr", "Il y avait des centaines de milliers de déplacés.", [("centaines de milliers", "200000..")]),
    ("fr", "Il y avait 8 morts et 3 blessés.", [("8", "8..8"), ("3", "3..3")]),
    ("fr", "Le 2e régiment a quitté la base.", []),
    ("fr", "Un char T-72 et un F-16 ont brûlé.", []),
    ("fr", "Les deux-roues sont interdits.", []),
    ("fr", "Le bilan est passé de 11 à 19 morts.", [("11", "11..11"), ("19", "19..19")]),
    ("en", "The toll rose from 11 to 19 dead.", [("11", "11..11"), ("19", "19..19")]),
    ("en", "There were three hundred and fifty soldiers.", [("three hundred and fifty", "350..350")]),
    ("en", "There were twelve thousand soldiers.", [("twelve thousand", "12000..12000")]),
    ("en", "There were 1.5 million displaced people.", [("1.5 million", "1500000..1500000")]),
    ("en", "There were two dozen lorries.", [("two dozen", "20..28")]),
    ("en", "There were between 20 and 30 soldiers.", [("20 and 30", "20..30")]),
    ("en", "There were 4 to 6 tanks.", [("4 to 6", "4..6")]),
    ("en", "There were two or three tanks.", [("two or three", "2..3")]),
    ("en", "There were about 40 soldiers.", [("40", "36..44")]),
    ("en", "There were some 400 soldiers.", [("400", "360..440")]),
    ("en", "There were nearly 70 lorries.", [("70", "63..70")]),
    ("en", "There were up to 500 soldiers.", [("500", "..500")]),
    ("en", "There were fewer than 12 tanks.", [("12", "..12")]),
    ("en", "There were 12 tanks or more.", [("12", "12..")]),
    ("en", "There were dozens of lorries.", [("dozens", "24..")]),
    ("en", "There were at least a dozen lorries.", [("dozen", "10..")]),
    ("en", "The 3rd brigade left the base.", []),
    ("en", "A T-72 and an F-16 burned.", []),
    ("en", "The seven-year war is over.", []),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), CASES, ids=[text for _, text, _ in CASES])
def test_a_number_and_its_bounds(make, lang: str, text: str, wanted: list[tuple[str, str]]) -> None:
    found = [
        (mention.text, mention.best.ref) for mention in make(text, lang).mentions if mention.kind == "quantity" and mention.best
    ]
    assert found == wanted


@pytest.mark.parametrize(
    ("lang", "text"), [("fr", "Il est parti le 3 mars 2024."), ("en", "He left on 3 March 2024."), ("fr", "Il en a vu un.")]
)
def test_the_figures_of_a_date_and_articles_are_no_quantities(make, lang: str, text: str) -> None:
    assert not [mention for mention in make(text, lang).mentions if mention.kind == "quantity"]


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("fr", "Il y avait 60 camions.", 60),
        ("fr", "Il y avait une douzaine de camions.", 12),
        ("fr", "Il y avait au moins trois camions.", 3),
        ("fr", "Il y avait près de 70 camions.", 70),
        ("fr", "Il y avait entre 20 et 30 camions.", None),
        ("fr", "Il y avait jusqu'à 500 camions.", None),
        ("fr", "Il y avait des dizaines de camions.", None),
        ("en", "There were about 40 lorries.", 40),
        ("en", "There were dozens of lorries.", None),
    ],
)
def test_the_number_that_is_said_is_the_best_one(make, lang: str, text: str, count: int | None) -> None:
    (mention,) = [mention for mention in make(text, lang).mentions if mention.kind == "quantity"]
    assert mention.best.count == count
