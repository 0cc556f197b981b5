"""Stories: articles that share rare keys within weeks, by the average over a group."""

from __future__ import annotations

from recoupe.crosscheck.stories import stories, vectors

ORSK = {"orsk": 3, "velm": 2, "riders": 1}
MARU = {"maru": 3, "tissa": 2, "ferry": 1}


def groups(counts: dict[str, dict[str, int]], days: dict[str, int | None] | None = None) -> list[set[str]]:
    found = stories(vectors(counts, days))
    return sorted(({name for name in found if found[name] == story} for story in set(found.values())), key=sorted)


def test_two_stories() -> None:
    assert groups({"a": ORSK, "b": {**ORSK, "mill": 1}, "c": MARU, "d": MARU}) == [{"a", "b"}, {"c", "d"}]


def test_the_same_names_a_season_later_are_another_story() -> None:
    assert groups({"a": ORSK, "b": ORSK}, {"a": 100, "b": 190}) == [{"a"}, {"b"}]


def test_one_shared_word_is_no_story() -> None:
    assert groups({"a": {**ORSK, "monday": 1}, "b": {**MARU, "monday": 1}}) == [{"a"}, {"b"}]


def test_an_article_between_does_not_chain_two_stories() -> None:
    counts = {**dict.fromkeys("abfhi", ORSK), **dict.fromkeys("cdgjk", MARU), "e": {"orsk": 1, "maru": 1}}
    found = groups(counts)
    assert not any({"a", "c"} <= each for each in found)
