from __future__ import annotations

from recoupe.text.phrases import Phrases


def index(*phrases: str) -> Phrases:
    made = Phrases()
    for phrase in phrases:
        made.add(phrase, phrase)
    return made


def test_the_longest_phrase_wins() -> None:
    found = list(index("armée", "armée de l'air").find("Une armée de l’air."))
    assert [(start, end, values) for start, end, values in found] == [(4, 18, ["armée de l'air"])]


def test_hyphen_apostrophe_and_blank_count_as_one_gap() -> None:
    assert [v for *_, v in index("Deir ez-Zor").find("à Deir ez Zor")] == [["Deir ez-Zor"]]


def test_a_phrase_does_not_reach_across_a_comma() -> None:
    assert not list(index("Mali Niger").find("le Mali, Niger"))


def test_a_word_is_not_found_inside_another() -> None:
    assert not list(index("Iran").find("les Iraniens"))


def test_two_values_under_one_phrase_are_both_kept() -> None:
    made = Phrases()
    made.add("JEM", 1)
    made.add("JeM", 2)
    assert made.get("jem") == [1, 2]


def test_a_phrase_without_letters_is_not_kept() -> None:
    assert not list(index("--").find("a -- b"))


def test_the_last_stop_of_an_abbreviation_belongs_to_it() -> None:
    text = "The U.S. army and the US."
    found = index("U.S", "US").find(text)
    assert [text[start:end] for start, end, _ in found] == ["U.S.", "US"]
