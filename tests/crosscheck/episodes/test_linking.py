"""Clusters of claims: no chain over a weak link, no two acts of one article, a person's rulings above all, no order."""

from __future__ import annotations

import random

import pytest

from recoupe.app.samples import load_samples, read_sample
from recoupe.crosscheck.episodes.linking import link
from recoupe.crosscheck.tellings import tellings
from recoupe.model.episode import Episode, Verdict
from recoupe.model.telling import Telling
from telling_factory import count, spot, telling

ORSK = spot("g1", 50.0, 20.0, country="POL", label="Orsk")
TOLD = {"spots": (ORSK,), "doers": ("hill-league",), "sufferers": ("millers",), "names": ("orsk",)}


def groups(episodes: tuple[Episode, ...]) -> list[set[str]]:
    return [{f"{document}{claim}" for document, claim in each.claims} for each in episodes if len(each.claims) > 1]


def raid(document: str, claim: str = "c1", **more: object) -> Telling:
    return telling(document, claim, **{**TOLD, **more})


def test_three_articles_one_event_across_languages() -> None:
    told = [raid("d1", day="2031-05-05"), raid("d2", lang="fr", day="2031-05-05"), raid("d3")]
    assert groups(link(told)) == [{"d1c1", "d2c1", "d3c1"}]


def test_every_claim_is_in_one_episode() -> None:
    told = [raid("d1", day="2031-05-05"), raid("d2", day="2031-05-05"), telling("d3", type="LEGAL-act")]
    found = [key for each in link(told) for key in each.claims]
    assert sorted(found) == sorted(each.key for each in told)


def test_an_undated_claim_does_not_chain_two_days() -> None:
    told = [raid("d1", day="2031-05-01"), raid("d2", day="2031-05-05"), raid("d3"), raid("d4", day="2031-05-05")]
    assert not any({"d1c1", "d2c1"} <= found for found in groups(link(told)))


def test_two_acts_of_one_article_stay_two() -> None:
    first = raid("d1", "c1", day="2031-05-05", numbers=(count("dead", 14),))
    second = raid("d1", "c2", day="2031-05-02", numbers=(count("dead", 3),))
    found = groups(link([first, second, raid("d2", "c1", day="2031-05-05"), raid("d2", "c2", day="2031-05-02")]))
    assert sorted(map(sorted, found)) == [["d1c1", "d2c1"], ["d1c2", "d2c2"]]


@pytest.mark.parametrize(("ruling", "together"), [("same", True), ("different", False)])
def test_a_ruling_holds(ruling: str, together: bool) -> None:
    told = (
        [raid("d1", day="2031-05-05"), raid("d2", day="2031-05-05")]
        if not together
        else [raid("d1", day="2031-05-01"), raid("d2", day="2031-05-09")]
    )
    verdict = Verdict(left=told[0].key, right=told[1].key, ruling=ruling)  # type: ignore[arg-type]
    assert bool(groups(link(told))) is not together
    episodes = link(told, [verdict])
    assert bool(groups(episodes)) is together
    assert all(each.by == "person" for episode in episodes for each in episode.links)


def test_a_ruling_against_holds_over_a_third() -> None:
    told = [raid("d1", day="2031-05-05"), raid("d2", day="2031-05-05"), raid("d3", day="2031-05-05")]
    verdict = Verdict(left=told[0].key, right=told[1].key, ruling="different")
    (found,) = groups(link(told, [verdict]))
    assert len(found) == 2


def test_a_ruling_on_what_is_not_there_is_passed_over() -> None:
    assert len(link([raid("d1")], [Verdict(left=("d1", "c1"), right=("d9", "c9"), ruling="same")])) == 1


@pytest.fixture(scope="module")
def sample_tellings() -> list[tuple[str, Telling]]:
    return [
        (dispatch.affair, each)
        for dispatch in load_samples().dispatch
        for article in [read_sample(dispatch)]
        for each in tellings(article.record, article.document.text)
    ]


def test_no_episode_joins_two_affairs_of_the_samples(sample_tellings: list[tuple[str, Telling]]) -> None:
    affair = {each.key: name for name, each in sample_tellings}
    episodes = link([each for _, each in sample_tellings])
    assert all(len({affair[key] for key in episode.claims}) == 1 for episode in episodes)
    assert sum(len(episode.claims) > 1 for episode in episodes) > 50


def test_the_order_of_the_claims_changes_nothing(sample_tellings: list[tuple[str, Telling]]) -> None:
    told = [each for _, each in sample_tellings]
    wanted = link(told)
    random.Random(7).shuffle(told)
    assert link(told) == wanted
