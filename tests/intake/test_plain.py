"""plain: where paragraphs of a text file begin and end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.intake.plain import linearise

LONG = (
    "The second convoy, which had waited for two days beside the river, crossed the bridge under escort and went on to the east."
)
WRAPPED = (
    "The ministry said on Tuesday that the last vehicles had left the depot\n"
    "near the border, although people of the neighbouring village reported\n"
    "seeing lorries on the road until late in the evening and on the day\n"
    "after. No figure was given."
)


def pieces(text: str) -> list[str]:
    return [block.span.of(text) for block in linearise(text).blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one", ["one"]),
        ("one\n\ntwo", ["one", "two"]),
        ("one\r\n\r\ntwo\r\n", ["one", "two"]),
        ("one\rtwo", ["one", "two"]),
        ("  one \n \t \n\n two  ", ["one", "two"]),
        ("WORLD\nA convoy leaves the base\nA caption (Agency)", ["WORLD", "A convoy leaves the base", "A caption (Agency)"]),
        (f"{LONG}\n{LONG}", [LONG, LONG]),
        ("First sentence here, of middle length.\nSecond sentence, of middle length too.", None),
        ("one\u2029two", ["one", "two"]),
        (WRAPPED, [WRAPPED]),
        (f"Headline\n\n{WRAPPED}\n\n{WRAPPED}", ["Headline", WRAPPED, WRAPPED]),
        ("The army said that the whole of its\ncolumn had gone back to the port in\nthe south of it.", "joined"),
        ("- a point that is made here at some length,\n- and another one which goes on in lower case", None),
    ],
)
def test_blocks(text: str, blocks: list[str] | str | None) -> None:
    expected = text.split("\n") if blocks is None else [text] if blocks == "joined" else blocks
    assert pieces(text) == expected


def test_a_new_paragraph_inside_wrapped_text_is_told_by_its_short_last_line() -> None:
    assert pieces(WRAPPED + "\n" + WRAPPED) == [WRAPPED, WRAPPED]


def test_a_sentence_broken_at_a_comma_is_one_block() -> None:
    text = "Nouvelles du fleuve\nUne patrouille sans nouvelles\nLa patrouille a quitté le camp de Ménaka à l'aube avec douze véhicules,\nlundi, selon un élu. Elle est rentrée le soir."
    assert pieces(text) == ["Nouvelles du fleuve", "Une patrouille sans nouvelles", text.split("\n", 2)[2]]


def test_blank_text_has_no_block() -> None:
    assert pieces(" \n\u00a0\n") == []


def test_text_is_untouched() -> None:
    text = "a \r\n\tb\u00a0\n"
    assert linearise(text).text == text
    assert linearise(text).linearisation == "text/1"


@pytest.mark.parametrize("text", ["x" * 1_000_000, "word " * 200_000, "a\n" * 100_000, " " * 1_000_000 + "x", "a b\n" * 100_000])
def test_long_input_is_not_quadratic(text: str) -> None:
    begun = time.perf_counter()
    assert linearise(text).blocks
    assert time.perf_counter() - begun < 5


@given(st.text(alphabet=st.sampled_from("ab Z.\n\r\t-\u00a0\u2028é,1)"), max_size=400))
def test_blocks_are_in_order_and_hold_all_that_is_not_blank(text: str) -> None:
    at = 0
    for block in linearise(text).blocks:
        assert at <= block.span.start < block.span.end <= len(text)
        assert not text[at : block.span.start].strip()
        piece = block.span.of(text)
        assert piece == piece.strip()
        at = block.span.end
    assert not text[at:].strip()
