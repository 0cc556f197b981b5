"""Every reading is kept, one is current; what a new reading changed is said; ids and what hangs on them stay."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import select

from factory import Story, convoy
from recoupe.archive import articles, episodes, records, tables
from recoupe.archive.records import Reading
from recoupe.archive.search import Wanted, search
from recoupe.model.episode import Episode, Link

from .conftest import NOW, arrival


def stored(archive, story: Story) -> Reading:
    """The story as an article of the archive with its record."""
    with archive.write() as transaction:
        came = arrival(story.text)
        articles.put(transaction, [came], NOW)
    record = story.record()
    card = msgspec.structs.replace(record.document, id=came.document.id, text_sha256=came.document.text_sha256)
    reading = Reading(record=msgspec.structs.replace(record, document=card), text=story.text)
    put(archive, reading)
    return reading


def put(archive, reading: Reading):
    with archive.write() as transaction:
        return records.put(transaction, [reading], NOW)[0]


@pytest.fixture
def reading(archive) -> Reading:
    return stored(archive, convoy())


def changed(reading: Reading, **fields) -> Reading:
    first, *rest = reading.record.claims
    claims = (msgspec.structs.replace(first, **fields), *rest)
    return msgspec.structs.replace(reading, record=msgspec.structs.replace(reading.record, claims=claims))


def test_a_record_comes_back_as_it_was(archive, reading: Reading) -> None:
    with archive.read() as transaction:
        key = reading.record.document.id
        assert records.current(transaction, [key]) == {key: reading.record}
        rows = list(records.claims(transaction, key))
    assert [row.id for row in rows] == [claim.id for claim in reading.record.claims]
    assert rows[0].words == reading.record.claims[0].span.of(reading.text)


def test_the_same_record_again_changes_nothing(archive, reading: Reading) -> None:
    again = put(archive, reading)
    assert (again.new, again.again, again.changes) == (False, True, ())


def test_what_a_new_reading_changed_is_listed_claim_by_claim(archive, reading: Reading) -> None:
    first, second, *rest = reading.record.claims
    status = msgspec.structs.replace(first.status, occurrence="planned")
    fresh = msgspec.structs.replace(first, status=status)
    own = msgspec.structs.replace(second, id="c000000000000")
    after = put(
        archive, msgspec.structs.replace(reading, record=msgspec.structs.replace(reading.record, claims=(fresh, own, *rest)))
    )
    listed = {(each.change, each.claim): each.fields for each in after.changes}
    assert set(listed) == {("changed", first.id), ("added", own.id), ("gone", second.id)}
    (field,) = listed["changed", first.id]
    assert (field.field, field.before, field.after) == ("occurrence", "happened", "planned")
    with archive.read() as transaction:
        assert len(records.readings_of(transaction, reading.record.document.id)) == 2
        assert {row.id for row in records.claims(transaction, reading.record.document.id)} == {
            fresh.id,
            own.id,
            *(each.id for each in rest),
        }


def test_a_claim_that_stays_keeps_its_episode(archive, reading: Reading) -> None:
    key, (first, second, *_) = reading.record.document.id, reading.record.claims
    with archive.write() as transaction:
        link = Link(left=(key, first.id), right=(key, second.id), score=1.0, reasons=())
        made = Episode.of("MOVE", ((key, first.id), (key, second.id)), (link,))
        episodes.put_crossing(transaction, episodes.Crossing(episodes=[made]), NOW)
    put(archive, changed(reading, score=0.5))
    with archive.read() as transaction:
        assert set(episodes.get(transaction, made.id).claims) == {(key, first.id), (key, second.id)}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(types=("MOVE",)), 1),
        (Wanted(types=("MOVE-redeploy", "THREATEN")), 2),
        (Wanted(types=("ATTACK",), actor="league"), 1),
        (Wanted(types=("MOVE",), place="orsk"), 1),
        (Wanted(types=("MOVE",), place="100%"), 0),
        (Wanted(since="2031-01-01"), None),
        (Wanted(occurrences=("threatened",)), 1),
        (Wanted(occurrences=("denied",)), None),
    ],
)
def test_claims_are_found_by_what_they_say(archive, reading: Reading, wanted: Wanted, found: int | None) -> None:
    with archive.read() as transaction:
        hits = search(transaction, wanted).hits
    assert (hits[0].claims_found if hits else None) == (found or None)


def test_names_are_kept_once(archive, reading: Reading) -> None:
    with archive.read() as transaction:
        labels = transaction.execute(select(tables.name.c.kind, tables.name.c.ref, tables.name.c.label)).all()
    assert len(labels) == len(set(labels))
