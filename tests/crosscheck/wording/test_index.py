"""The index of wording: formulae dropped, old articles forgotten, quotations no copy, the same runs when winnowed."""

from __future__ import annotations

from factory import Story
from recoupe.crosscheck.copies import compare_wording, worded
from recoupe.crosscheck.wording.index import WordingIndex
from recoupe.crosscheck.wording.sheets import Sheet

FIRST = "Riders of the hill league burned two barns near the ferry at Velden before dawn, and a clerk of the council counted the goats that were lost."
OTHER = "A choir from the coast sang for an hour in the old market hall while the rain kept the visitors under the arches of the square."
SPEECH = "“We shall not give up the ferry nor the barns that our fathers built on this bank of the river,” the reeve said."


def sheet(name: str, text: str, day: int | None = None) -> Sheet:
    return Sheet(name, text, [(0, len(text))], day)


def test_shared_words_are_found_with_their_places() -> None:
    index = WordingIndex()
    index.add(sheet("a", FIRST))
    (pair,) = index.sharing(sheet("b", f"{OTHER} {FIRST}"))
    (run,) = pair.runs
    assert (run.left, run.words) == (0, len(pair.left))
    assert pair.longest == run.words


def test_a_formula_of_the_trade_brings_nobody_together() -> None:
    index = WordingIndex(most=3)
    for number in range(5):
        index.add(sheet(f"d{number}", FIRST))
    assert index.sharing(sheet("x", FIRST)) == []


def test_articles_of_another_month_are_not_compared() -> None:
    index = WordingIndex(window=21)
    index.add(sheet("a", FIRST, 100))
    assert index.sharing(sheet("b", FIRST, 122)) == []
    assert len(index.sharing(sheet("c", FIRST, 121))) == 1
    assert len(index.sharing(sheet("d", FIRST))) == 1


def test_a_winnowed_index_finds_what_is_long_enough() -> None:
    index = WordingIndex(winnow_above=0)
    index.add(sheet("a", FIRST))
    index.add(sheet("b", OTHER))
    (pair,) = index.sharing(sheet("c", f"{OTHER[:40]} {FIRST}"))
    assert pair.left.document == "a"
    assert pair.longest == len(pair.left)


def article(text: str, outlet: str):
    return worded(Story(text, outlet=outlet).record(), text)


def test_two_that_quote_one_speech_copy_no_one() -> None:
    assert compare_wording(article(f"{FIRST} {SPEECH}", "A"), article(f"{OTHER} {SPEECH}", "B")) is None


def test_a_copy_with_a_quotation_tells_both() -> None:
    copy = compare_wording(article(f"{FIRST} {SPEECH}", "A"), article(f"{FIRST} {SPEECH} {OTHER}", "B"))
    assert copy is not None
    assert copy.of_left == 1.0
    assert copy.quoted or len(copy.passages) == 1
