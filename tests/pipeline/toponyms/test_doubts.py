"""Names that the tagger takes for persons or bodies, or that nothing marks: places in the company of sure names, and only there."""

from __future__ import annotations

import pytest

from recoupe.knowledge.packs import load_pack
from recoupe.pipeline.toponyms.surroundings import Words


def names(record) -> list[str]:
    return [
        mention.text for mention in record.mentions if mention.kind == "place" and mention.rule not in {"part_of_name", "region"}
    ]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "Shelling hit Kramatorsk, Sloviansk and Bakhmut on Sunday, officials said.", "Kramatorsk"),
        ("en", "Soldiers left Gao and Ansongo for Ménaka. Two trucks burned between Labbezanga and Ayorou.", "Labbezanga"),
        ("fr", "Des tirs ont touché Gao, Ansongo et Ménaka. Le convoi venait de Labbezanga.", "Labbezanga"),
        ("en", "They left Goma, Sake and Bukavu. A patrol was attacked near the Zuma dam at dusk.", "Zuma"),
        ("fr", "À Goma, à Sake et à Bukavu, on attend. Zerimba, un village au nord de Sake, a brûlé.", "Zerimba"),
        ("fr", "Les camions de Sévaré et de Gao attendent. L'axe Gao-Ansongo reste fermé, dit Bamako.", "Ansongo"),
    ],
)
def test_what_is_doubtful_alone_is_a_place_in_company(make, lang: str, text: str, words: str) -> None:
    assert words in names(make(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "Soldiers left Goma and Bukavu for Sake. Colonel Albert Kalehe spoke on Monday. Then Kalehe denied it.", "Kalehe"),
        ("en", "Gao, Ansongo and Ménaka are calm. The Syrian town of Manbij waits. On 2 May the agency said so.", "May"),
    ],
)
def test_persons_named_in_full_and_dates_stay_what_they_are(make, lang: str, text: str, words: str) -> None:
    assert words not in names(make(text, lang))


def test_a_word_that_says_the_people_is_no_name_before_its_noun(make) -> None:
    assert "Congolese" not in names(make("They pulled out of the Congolese town of Kasugho on Thursday.", "en"))


def test_a_longer_listed_name_wins_over_a_capital_in_it(make) -> None:
    assert "La Victoria" in names(make("Les camions de Saravena allaient vers La Victoria, dans l'Apure, au Venezuela."))


@pytest.mark.parametrize(
    ("lang", "between", "how"),
    [
        ("en", " and ", "and"),
        ("en", ", ", ","),
        ("en", " with ", ""),
        ("fr", " et de ", "and"),
        ("fr", ", puis l'", "and"),
        ("fr", " contre ", ""),
    ],
)
def test_how_words_join_two_names(lang: str, between: str, how: str) -> None:
    assert Words(load_pack(lang).places, lang).join(between) == how
