"""The score of episodes: pairs of mentions, mentions placed on claims, affairs joined."""

from __future__ import annotations

import pytest

from factory import Story
from recoupe.errors import UsageError
from recoupe.evaluation.episodes import GoldMention, Placed, claim_of, locate, read_episodes, score_episodes


def placed(number: int, episode: str, *, article: str = "x", affair: str = "a", claim: bool = True) -> Placed:
    mention = GoldMention(text="hit", episode=episode, type="ATTACK", start=0, end=3)
    return Placed(f"m{number}", article, affair, mention, ("d", f"c{number}") if claim else None)


def test_pairs_are_counted_among_mentions_with_a_claim_and_among_all() -> None:
    gold = [placed(1, "e1"), placed(2, "e1", article="y"), placed(3, "e1", claim=False), placed(4, "e2")]
    found = score_episodes(gold, {("d", "c1"): "s1", ("d", "c2"): "s1", ("d", "c4"): "s2"})
    assert (found.mentions, found.with_claim) == (4, 3)
    assert (found.pairwise_f1, found.across_f1) == (1.0, 1.0)
    assert found.end_to_end == 0.5
    assert found.errors == ()


def test_what_is_divided_and_what_is_joined_is_told() -> None:
    gold = [placed(1, "e1"), placed(2, "e1"), placed(3, "e2")]
    found = score_episodes(gold, {("d", "c1"): "s1", ("d", "c2"): "s2", ("d", "c3"): "s2"})
    assert found.pairwise_f1 == 0.0
    assert [miss.where for miss in found.errors] == ["e1", "s2"]


def test_an_episode_over_two_affairs_counts_unless_the_gold_has_it() -> None:
    joined = [placed(1, "e1"), placed(2, "e2", affair="b")]
    assert score_episodes(joined, {("d", "c1"): "s", ("d", "c2"): "s"}).joined_across == 1
    told_again = [placed(1, "e1"), placed(2, "e1", affair="b")]
    assert score_episodes(told_again, {("d", "c1"): "s", ("d", "c2"): "s"}).joined_across == 0


def test_a_mention_stands_on_the_claim_of_its_family() -> None:
    story = Story("Riders hit the mill and left.")
    story.claim("MOVE-withdraw", "hit", {"mover": "Riders"})
    attack = story.claim("ATTACK", "hit", {"attacker": "Riders"})
    mention = GoldMention(text="hit", episode="e1", type="ATTACK", start=7, end=10)
    assert claim_of(mention, (7, 10), story.claims) == attack
    assert claim_of(mention, (0, 3), story.claims) is None


def test_a_quote_is_found_over_line_ends() -> None:
    mention = GoldMention(text="hit", episode="e1", type="ATTACK", quote="Riders hit the mill")
    assert locate(mention, "At noon Riders\n  hit the\u00a0mill.") == (17, 20)
    assert locate(mention, "Nothing.") is None


def test_another_form_is_refused(tmp_path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"file": "x", "affair": "a", "mentions": [{"text": 3}]}\n')
    with pytest.raises(UsageError):
        read_episodes(path)
