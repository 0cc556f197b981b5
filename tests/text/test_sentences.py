from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.sentences import split_sentences

ABBREVIATIONS = frozenset({"gén", "m", "mr", "u.s"})


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), ABBREVIATIONS)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("Le gén. Diallo parle. Il part.", ["Le gén. Diallo parle.", "Il part."]),
        ("Le U.S. Army convoy left. It rained.", ["Le U.S. Army convoy left.", "It rained."]),
        ("« Nous partons. » Il est parti.", ["« Nous partons. »", "Il est parti."]),
        ("Le camp est vide ; la route est libre.", ["Le camp est vide ;", "la route est libre."]),
        ("Quoi ? Rien ! Si.", ["Quoi ?", "Rien !", "Si."]),
        ("Le prix est de 3.5 millions. Fin.", ["Le prix est de 3.5 millions.", "Fin."]),
        ("M. A. Traoré arrive", ["M. A. Traoré arrive"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@given(st.text(alphabet="aB .!?;«»\n", max_size=80))
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    spans = split_sentences(text, 0, len(text), ABBREVIATIONS)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert [c for c in kept if c.isalpha()] == [c for c in text if c.isalpha()]


def test_a_very_long_line_is_cut_at_blanks() -> None:
    assert max(len(piece) for piece in cut("mot " * 5000)) <= 1500
