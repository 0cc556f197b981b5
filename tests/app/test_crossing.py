"""Crossing an archive: episodes with kept ids, changes listed, rulings held, stopped and started again."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from factory import Story
from recoupe.app.crossing import compared, cross
from recoupe.archive import decisions, episodes, records
from recoupe.archive.articles import Arrival, packed, put
from recoupe.archive.connection import Archive
from recoupe.archive.decisions import PAIR_FIELD, Ruled, pair_ref
from recoupe.archive.opening import open_archive
from recoupe.crosscheck.tellings import tellings
from recoupe.intake.documents import Given, read_bytes

NOW = "2031-05-08T10:00:00+00:00"
ACT = "Riders hit the mill of Orsk near Velm"


def add(archive: Archive, outlet: str, text: str, *, told: bool = True) -> str:
    """An article that tells the raid, with its record."""
    document = read_bytes(text.encode(), name=outlet, given=Given(outlet=outlet, published="2031-05-06", lang="en"))
    story = Story(document.text, outlet=outlet)
    story.published = "2031-05-06"
    story.claim("ATTACK", "hit", {"attacker": "Riders", "target": "the mill of Orsk"})
    record = story.record()
    card = msgspec.structs.replace(
        record.document, id=document.id, bytes_sha256=document.bytes_sha256, text_sha256=document.text_sha256
    )
    record = msgspec.structs.replace(record, document=card)
    found = {each.claim: each for each in tellings(record, document.text)} if told else {}
    with archive.write() as transaction:
        put(
            transaction,
            [
                Arrival(
                    item=outlet,
                    kind="file",
                    document=document,
                    content=packed(text.encode()),
                    size=len(text),
                    said=("outlet", "published"),
                )
            ],
            NOW,
        )
        records.put(transaction, [records.Reading(record=record, text=document.text, tellings=found)], NOW)
    return document.id


@pytest.fixture
def archive(tmp_path: Path):
    with open_archive(str(tmp_path / "a.db"), create=True) as opened:
        add(opened, "Gazette", f"At dawn {ACT}. It rained.")
        add(opened, "Post", f"On Monday {ACT}. The bells rang.")
        yield opened


def test_claims_of_two_articles_are_one_episode_and_stay_it(archive: Archive) -> None:
    first = cross(archive, NOW)
    assert (first.articles, first.claims, first.episodes, first.shared) == (2, 2, 1, 1)
    assert [change.change for change in first.changes] == ["new"]
    again = cross(archive, NOW)
    assert again.changes == ()
    add(archive, "Lake News", f"Villagers say that {ACT}. Nobody slept.")
    third = cross(archive, NOW)
    (change,) = third.changes
    assert (change.change, change.episode, len(change.gained)) == ("changed", first.changes[0].episode, 1)


def test_what_was_never_told_is_told(archive: Archive) -> None:
    add(archive, "Lake News", f"Villagers say that {ACT}. Nobody slept.", told=False)
    steps: list[str] = []
    found = cross(archive, NOW, lambda step, _done, _total: steps.append(step))
    assert (found.told, found.claims) == (1, 3)
    assert {"telling", "wording", "linking"} <= set(steps)


def test_a_ruling_parts_an_episode(archive: Archive) -> None:
    cross(archive, NOW)
    with archive.write() as transaction:
        ((_, keys),) = episodes.members(transaction).items()
        left, right = sorted(keys)
        decisions.append(
            transaction,
            Ruled(who="ada", target="claim", ref=pair_ref(left, right), field=PAIR_FIELD, after="different", why="two mills"),
            NOW,
        )
    assert cross(archive, NOW).shared == 0


def test_an_episode_is_shown_field_by_field(archive: Archive) -> None:
    cross(archive, NOW)
    with archive.read() as transaction:
        (row,) = episodes.listed(transaction)
        episode = episodes.get(transaction, row["id"])
        assert episode is not None
        view, shared = compared(transaction, episode)
    assert row["summary"]["articles"] == 2
    assert set(view.names.values()) == {"Gazette", "Post"}
    assert shared.counts is not None
    assert (shared.counts.articles, shared.counts.origins_low, shared.counts.origins_high) == (2, 1, 1)
    assert all("words that it shares" in told.origin for told in shared.told)
