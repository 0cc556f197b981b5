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
