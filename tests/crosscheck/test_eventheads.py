"""From the characters of an event word to its entry and its parties, on parsed sentences of our own."""

from __future__ import annotations

import pytest

from recoupe.app.reading import engine
from recoupe.crosscheck.eventheads import Lexicon, event_word
from recoupe.crosscheck.eventwords import EventWord


def read(text: str, words: str) -> EventWord:
    knowledge = engine().knowledge
    parser = knowledge.parser("en")
    assert parser is not None
    tree = next(iter(parser.parse(text, [(0, len(text), "p")])))
    at = text.index(words)
    return event_word("k", ("a", 1), tree, tree.at(at, at + len(words)), Lexicon(knowledge.packs["en"]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The riders seized the miller.", "seized"),
        ("The miller was seized by the riders.", "seized"),
        ("The seizure of the miller by the riders went on.", "seizure"),
    ],
)
def test_the_parties_of_active_passive_and_noun(text: str, words: str) -> None:
    found = read(text, words)
    assert (set(found.doers), set(found.sufferers)) == ({"rider"}, {"mille"})


def test_an_entry_of_two_words() -> None:
    found = read("The guards opened fire on the riders.", "opened fire")
    assert found.lemma == "open fire"
    assert found.kin


def test_losses_speech_and_pronouns() -> None:
    assert read("The fire left two dead.", "dead").loss == "dead"
    assert read("The miller said so.", "said").speech
    assert read("It was a long day.", "It").stands_in
