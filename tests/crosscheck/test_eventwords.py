"""Event words that mean one event: stem, kin with one party, losses; never across stories, nor two words of one sentence."""

from __future__ import annotations

import msgspec
import pytest

from recoupe.crosscheck.eventwords import EventWord, derived, events, story_of

ARREST = frozenset({"ARREST"})
NOBODY: frozenset[str] = frozenset()


def word(
    key: str,
    lemma: str,
    *,
    doers: str = "",
    sufferers: str = "",
    kin: frozenset[str] = NOBODY,
    loss: str = "",
    speech: bool = False,
) -> EventWord:
    return EventWord(
        key=key, document=key[0], sentence=int(key[1]), lemma=lemma, kin=kin, loss=loss, speech=speech, stands_in=lemma == "it",
        doers=frozenset(doers.split()), sufferers=frozenset(sufferers.split()),
    )  # fmt: skip


def together(*words: EventWord, story: dict[str, str] | None = None) -> bool:
    spare = word("z9", "plough", doers="x", sufferers="y")
    found = events([*words, spare], {"z": "s", **(story or {each.document: "s" for each in words})})
    return len({found[each.key] for each in words}) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("acquire", "acquisition", True),
        ("drive", "driving", True),
        ("bombarder", "bombardement", True),
        ("hit", "burn", False),
        ("die", "dine", False),
        ("confirm", "consider", False),
        ("take over", "take", False),
    ],
)
def test_derivations(one: str, other: str, same: bool) -> None:
    assert derived(one, other) is same


def test_one_lemma_in_one_story() -> None:
    assert together(word("a1", "burn"), word("b1", "burn"))
    assert not together(word("a1", "burn"), word("b1", "burn"), story={"a": "s", "b": "t"})


def test_kin_with_one_party() -> None:
    seized = word("a1", "seize", sufferers="miller", kin=ARREST)
    assert together(seized, word("b1", "detain", sufferers="miller", kin=ARREST))
    assert not together(seized, word("b1", "detain", sufferers="reeve", kin=ARREST))
    assert not together(seized, word("b1", "praise", sufferers="miller"))


def test_two_words_of_one_sentence_are_two_events() -> None:
    seized = word("a1", "seize", sufferers="miller", kin=ARREST)
    detained = msgspec.structs.replace(seized, key="a1b", lemma="detain")
    assert not together(seized, detained)
    assert together(seized, msgspec.structs.replace(detained, sentence=2))


def test_words_that_count_one_loss() -> None:
    assert together(word("a1", "die", loss="dead"), word("b1", "dead", loss="dead"))
    assert not together(word("a1", "die", loss="dead"), word("b1", "hurt", loss="injured"))


def test_sayings_of_others_and_pronouns_stay_apart() -> None:
    assert not together(word("a1", "say", doers="miller", speech=True), word("b1", "say", doers="reeve", speech=True))
    assert together(word("a1", "say", doers="miller", speech=True), word("b1", "say", doers="miller", speech=True))
    assert not together(word("a1", "it"), word("b1", "it"))


def test_stories_of_texts() -> None:
    mill = "The mill at Orsk burned. Riders from Velm saw the fire at the mill."
    boat = "A ferry left Maru. The ferry sank before Tissa with all its cargo."
    found = story_of({"a": mill, "b": mill + " Nobody came.", "c": boat, "d": boat + " Divers searched."})
    assert found["a"] == found["b"] != found["c"] == found["d"]
