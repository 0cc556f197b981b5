"""Event words that mean one event: lemma, derivation, company; never across stories, rarely of speech."""

from __future__ import annotations

import pytest

from recoupe.crosscheck.eventwords import EventWord, derived, events
from recoupe.crosscheck.stories import vectors


def word(key: str, lemma: str, *company: str, speech: bool = False) -> EventWord:
    return EventWord(
        key=key,
        document=key[0],
        sentence=0,
        lemma=lemma,
        families=frozenset({"STATEMENT"} if speech else ()),
        speech=speech,
        company=frozenset(company),
    )


def together(*words: EventWord, story: dict[str, str] | None = None) -> bool:
    documents = {each.document for each in words}
    articles = vectors({each: {"mill": 1, "orsk": 1} for each in documents})
    return len(set(events(words, articles, story or dict.fromkeys(documents, "s")).values())) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("acquire", "acquisition", True), ("drive", "driving", True), ("hit", "burn", False), ("die", "dine", False)],
)
def test_derivations(one: str, other: str, same: bool) -> None:
    assert derived(one, other) is same


def test_one_lemma_in_one_story() -> None:
    assert together(word("a1", "burn", "mill"), word("b1", "burn", "mill"))
    assert not together(word("a1", "burn", "mill"), word("b1", "burn", "mill"), story={"a": "s", "b": "t"})


def test_other_words_and_sayings_of_others_stay_apart() -> None:
    assert not together(word("a1", "burn", "mill"), word("b1", "leave", "ferry"))
    assert not together(word("a1", "say", "miller", speech=True), word("b1", "say", "reeve", speech=True))
