"""Possible translations: the same names and figures in the same order, in two languages."""

from __future__ import annotations

from recoupe.app.samples import load_samples, read_sample
from recoupe.crosscheck.wording.translated import Landmarks, in_order, landmarks, possible_translations


def test_what_comes_in_the_same_order_is_counted() -> None:
    assert in_order("abcdef", "axbxcd") == 4
    assert in_order("abc", "cba") == 1
    assert in_order("", "abc") == 0


def marks(document: str, lang: str, row: str, day: int | None = None) -> Landmarks:
    return Landmarks(document, lang, day, tuple(row.split()))


ROW = "orsk 14 velm maru 230 tissa hamme 7 dorp"


def test_only_two_languages_and_one_week() -> None:
    one = marks("a", "fr", ROW, 100)
    assert [count for *_, count in possible_translations([one, marks("b", "en", ROW, 103)])] == [9]
    assert list(possible_translations([one, marks("b", "fr", ROW, 103)])) == []
    assert list(possible_translations([one, marks("b", "en", ROW, 130)])) == []
    assert list(possible_translations([one, marks("b", "en", " ".join(reversed(ROW.split())), 103)])) == []


def test_the_translated_dispatch_is_found_and_is_said_to_be_possible() -> None:
    cards = [card for card in load_samples().dispatch if card.affair in {"a1", "a7"}]
    read = {card.file: read_sample(card) for card in cards}
    rows = [landmarks(each.record, each.document.text) for each in read.values()]
    file_of = {each.record.document.id: file for file, each in read.items()}
    found = {frozenset((file_of[left.document], file_of[right.document])) for left, right, _ in possible_translations(rows)}
    assert frozenset(("a1-03-agence-volta-presse.txt", "a1-05-harbour-wire.txt")) in found
    assert all(len({file[:2] for file in pair}) == 1 for pair in found)
    known = {frozenset((card.file, card.from_)) for card in cards if card.kind == "translation"}
    assert known <= found
