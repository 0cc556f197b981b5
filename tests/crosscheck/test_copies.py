"""Copied wording: found where it is, shown in both texts, and not where there is none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from factory import Story
from recoupe.crosscheck.copies import compare_wording, find_copies, worded
from recoupe.text.views import fold

FIRST = "Riders of the hill league burned two barns near the ferry at Velden before dawn, and a clerk of the council counted the goats that were lost."
SECOND = "The ferryman moved his boat to the other bank and waited there for the miller, who came late and without his cart."
OTHER = "A choir from the coast sang for an hour in the old market hall while the rain kept the visitors under the arches of the square."


def article(text: str, outlet: str = "Harbour Gazette", published: str | None = None):
    story = Story(text, outlet=outlet)
    story.published = published
    return worded(story.record(), text)


def test_a_verbatim_copy_is_found_whole() -> None:
    copy = compare_wording(article(FIRST), article(FIRST, "Lake Post"))
    assert copy is not None
    assert (copy.of_left, copy.of_right) == (1.0, 1.0)


def test_a_partial_copy_under_another_headline_is_found() -> None:
    right = f"Barns lost at the ferry\n\n{OTHER} {FIRST}"
    copy = compare_wording(article(FIRST), article(right, "Lake Post"))
    assert copy is not None
    assert copy.of_left == 1.0
    assert 0.3 < copy.of_right < 0.7


@pytest.mark.parametrize(("left", "right"), [(FIRST, OTHER), (FIRST, SECOND), (SECOND, OTHER)])
def test_texts_of_their_own_are_no_copies(left: str, right: str) -> None:
    assert compare_wording(article(left), article(right, "Lake Post")) is None


def test_a_formula_of_the_trade_is_no_copy() -> None:
    formula = "a spokesman of the ministry told reporters"
    assert compare_wording(article(f"{FIRST} So {formula}."), article(f"{OTHER} Thus {formula}.", "Lake Post")) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (FIRST, f"{OTHER} {FIRST}"),
        (f"{FIRST} {SECOND}", f"{SECOND} {OTHER} {FIRST}"),
        (f"Été à Zoé. {FIRST}", f"\u00ab\u00a0Ça\u00a0\u00bb {FIRST.upper()}"),
    ],
)
def test_the_passages_re_read_in_both_texts(left: str, right: str) -> None:
    copy = compare_wording(article(left), article(right, "Lake Post"))
    assert copy is not None
    for passage in copy.passages:
        assert fold(passage.left.of(left)).split() == fold(passage.right.of(right)).split()
        assert passage.words >= 8


def test_no_word_is_counted_twice() -> None:
    copy = compare_wording(article(f"{FIRST} {FIRST}"), article(FIRST, "Lake Post"))
    assert copy is not None
    assert copy.of_right <= 1.0


@pytest.mark.parametrize(
    ("text", "dates", "source"),
    [
        (f"{FIRST} (Harbour Gazette)", (None, None), "named"),
        (FIRST + " Later.", ("2031-05-05", "2031-05-06"), "earlier"),
        (FIRST + " Later.", ("2031-05-05", None), None),
        (FIRST + " Later.", ("2031-05-05", "2031-05-05"), None),
    ],
)
def test_who_was_first_is_told_only_with_a_reason(text: str, dates: tuple[str | None, str | None], source: str | None) -> None:
    left, right = article(FIRST, published=dates[0]), article(text, "Lake Post", dates[1])
    copy = compare_wording(left, right)
    assert copy is not None
    assert copy.from_document == (left.record.document.id if source else None)


def test_the_wording_of_other_stories_is_not_compared() -> None:
    story = Story(f"{OTHER}\n\n{FIRST}")
    story.part("body", OTHER)
    story.part("stray_caption", FIRST)
    assert compare_wording(article(FIRST), worded(replace(story.record()), story.text)) is None


def test_all_pairs_are_compared() -> None:
    articles = [article(f"{FIRST} {words}", name) for words, name in (("One.", "A"), ("Two.", "B"), ("Three.", "C"))]
    assert len(find_copies(articles)) == 3
