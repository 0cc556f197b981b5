"""The same address with another text is a new version: what changed is said paragraph by paragraph and claim by claim."""

from __future__ import annotations

import msgspec
import pytest

from factory import Story
from recoupe.archive import articles, records, versions
from recoupe.archive.records import Reading
from recoupe.archive.rewritten import paragraphs, rewriting

from .conftest import NOW, arrival

URL = "https://example.org/orsk"


def story(dead: int, more: str = "") -> Story:
    told = Story(f"The League killed {dead} clerks in Orsk.\nThe brigade left Orsk.\n{more}", outlet="Velden Post")
    story_league = told.mention("actor", "The League")
    told.claim("KILL", "killed", {"perpetrator": story_league, "victim": f"{dead} clerks"})
    told.claim("MOVE-withdraw", "left", {"mover": "The brigade", "origin": told.mention("place", "Orsk", nth=1)})
    if more:
        told.claim("DENY", "denied", {"speaker": "A clerk"})
    return told


def put(archive, told: Story, url: str = URL) -> str:
    came = arrival(told.text, url=url)
    record = told.record()
    card = msgspec.structs.replace(record.document, id=came.document.id)
    with archive.write() as transaction:
        (kept,) = articles.put(transaction, [came], NOW)
        records.put(transaction, [Reading(record=msgspec.structs.replace(record, document=card), text=told.text)], NOW)
    return kept.document


def test_a_changed_toll_a_new_paragraph_a_new_claim(archive) -> None:
    first = put(archive, story(12))
    second = put(archive, story(15, "A clerk denied it.\n"))
    with archive.read() as transaction:
        (change,) = versions.history(transaction, second)
        assert [each.document for each in versions.versions(transaction, first)] == [first, second]
    assert (change.before, change.after) == (first, second)
    assert [(each.change, each.after) for each in change.paragraphs] == [
        ("changed", "The League killed 15 clerks in Orsk."),
        ("added", "A clerk denied it."),
    ]
    assert [(each.change, each.type) for each in change.claims] == [("changed", "KILL"), ("added", "DENY")]
    (field,) = change.claims[0].fields
    assert (field.field, field.after[1]) == ("roles", ["victim", "15 clerks"])


def test_three_versions_have_two_differences_and_other_addresses_none(archive) -> None:
    keys = [put(archive, story(dead)) for dead in (1, 2, 3)]
    put(archive, story(4), "https://example.org/maru")
    with archive.read() as transaction:
        assert [(each.before, each.after) for each in versions.history(transaction, keys[0])] == [
            (keys[0], keys[1]),
            (keys[1], keys[2]),
        ]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("One.\n\nTwo.", "One.\nTwo.\n", []),
        ("One.\nTwo.", "One.", [("gone", "Two.", None)]),
        ("", "One.", [("added", None, "One.")]),
        ("The old bridge was closed.", "The old bridge was opened.", [("changed", "The old bridge was closed.", "The old bridge was opened.")]),
        ("A b c d.\nOut it goes.\nE f g h.", "E f g i.", [("gone", "A b c d.", None), ("gone", "Out it goes.", None), ("changed", "E f g h.", "E f g i.")]),
    ],
)  # fmt: skip
def test_paragraphs(before: str, after: str, changes: list[tuple[str, str | None, str | None]]) -> None:
    assert [(each.change, each.before, each.after) for each in paragraphs(before, after)] == changes


def test_versions_that_were_not_read_are_compared_by_their_paragraphs() -> None:
    one, other = arrival("One.\n", url=URL).document, arrival("Two.\n", url=URL).document
    assert rewriting((one, None), (other, None)).claims == ()
