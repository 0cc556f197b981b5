"""Episodes keep their ids when their members change; what a new crossing changed is said; a joined episode is still found by its old id."""

from __future__ import annotations

import pytest

from recoupe.archive import episodes
from recoupe.archive.episodes import Crossing, EpisodeChange
from recoupe.model.comparison import Copy, Passage
from recoupe.model.episode import Episode, Link, Reason
from recoupe.model.spans import Span

from .conftest import NOW, arrival
from .test_versions import put, story


def made(*claims: tuple[str, str]) -> Episode:
    reason = Reason(field="place", left="Orsk", right="Orsk", gave=0.4, why="Both name Orsk.")
    links = tuple(Link(left=claims[0], right=each, score=0.8, reasons=(reason,)) for each in claims[1:])
    return Episode.of("KILL", claims, links)


@pytest.fixture
def keys(archive) -> list[tuple[str, str]]:
    """The first claim of each of six articles."""
    ids = [put(archive, story(dead), f"https://example.org/{dead}") for dead in range(1, 7)]
    with archive.read() as transaction:
        from recoupe.archive import records

        return [(each, next(records.claims(transaction, each)).id) for each in ids]


def cross(archive, *found: Episode, copies: tuple[Copy, ...] = ()) -> tuple[EpisodeChange, ...]:
    with archive.write() as transaction:
        return episodes.put_crossing(transaction, Crossing(episodes=found, copies=copies), NOW)


def test_an_episode_comes_back_with_its_reasons(archive, keys) -> None:
    episode = made(keys[0], keys[1])
    (change,) = cross(archive, episode)
    assert (change.change, change.episode) == ("new", episode.id)
    with archive.read() as transaction:
        assert episodes.get(transaction, episode.id) == episode
        assert [each["id"] for each in episodes.listed(transaction)] == [episode.id]


def test_crossing_again_changes_nothing(archive, keys) -> None:
    cross(archive, made(keys[0], keys[1]), made(keys[2]))
    assert cross(archive, made(keys[0], keys[1]), made(keys[2])) == ()


def test_an_episode_that_loses_its_first_claim_keeps_its_id(archive, keys) -> None:
    old = made(*sorted(keys)[:3])
    cross(archive, old)
    new = made(*sorted(keys)[1:4])
    assert new.id != old.id
    (change,) = cross(archive, new)
    assert (change.change, change.episode) == ("changed", old.id)
    assert (change.gained, change.lost) == ((sorted(keys)[3],), (min(keys),))


def test_joined_episodes_are_found_by_both_ids(archive, keys) -> None:
    large, small = made(*keys[:3]), made(*keys[3:5])
    cross(archive, large, small)
    changes = cross(archive, made(*keys[:5]))
    assert {(each.change, each.episode, each.into) for each in changes} == {
        ("changed", large.id, None),
        ("gone", small.id, large.id),
    }
    with archive.read() as transaction:
        assert episodes.get(transaction, small.id) == episodes.get(transaction, large.id)


def test_a_split_episode_gives_its_id_to_the_larger_part(archive, keys) -> None:
    whole = made(*keys[:5])
    cross(archive, whole)
    cross(archive, made(*keys[:2]), made(*keys[2:5]))
    with archive.read() as transaction:
        assert set(episodes.get(transaction, whole.id).claims) == set(keys[2:5])
        assert len(episodes.members(transaction)) == 2


def test_copies_come_back(archive, keys) -> None:
    passage = Passage(left=Span(0, 9), right=Span(4, 13), words=9)
    copy = Copy(
        left=keys[0][0], right=keys[1][0], of_left=0.5, of_right=0.25, passages=(passage,), from_document=None, why="9 words."
    )
    cross(archive, copies=(copy,))
    with archive.read() as transaction:
        assert episodes.copies(transaction, [keys[1][0]]) == [copy]


def test_texts_of_a_window(archive) -> None:
    from recoupe.archive import articles

    with archive.write() as transaction:
        articles.put(
            transaction, [arrival(f"Day {day}.\n", published=f"2031-05-0{day}T23:00:00+02:00") for day in (1, 2, 3)] + [arrival("No day.\n")], NOW
        )  # fmt: skip
    window = episodes.Window(first="2031-05-02", last="2031-05-02")
    with archive.read() as transaction:
        assert {each.text for each in episodes.texts(transaction, window)} == {"Day 2.\n", "No day.\n"}
        assert len(list(episodes.texts(transaction))) == 4
