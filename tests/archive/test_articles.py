"""Articles are stored once, with their bytes; what a person says of them later is taken over; the same address is a new version."""

from __future__ import annotations

import pytest

from recoupe.archive import articles
from recoupe.archive.addresses import address_of

from .conftest import NOW, arrival

TEXT = "The Velden brigade left Orsk on Monday.\n"


def put(archive, *arrivals):
    with archive.write() as transaction:
        return articles.put(transaction, arrivals, NOW)


def test_what_is_stored_comes_back(archive) -> None:
    came = arrival(TEXT, outlet="The Velden Post", published="2031-05-05")
    (kept,) = put(archive, came)
    with archive.read() as transaction:
        assert articles.get(transaction, [kept.document]) == {kept.document: came.document}
        assert articles.content(transaction, came.document.bytes_sha256) == TEXT.encode()


def test_the_same_bytes_are_known(archive) -> None:
    (first,) = put(archive, arrival(TEXT))
    again = put(archive, arrival(TEXT, "b.txt"), arrival(TEXT, "c.txt"))
    assert [(each.document, each.new) for each in again] == [(first.document, False)] * 2


def test_a_dispatch_printed_by_two_outlets_is_two_articles(archive) -> None:
    kept = put(archive, arrival(TEXT, outlet="Velden Post"), arrival(TEXT, outlet="Orsk Echo"), arrival(TEXT, outlet="orsk echo"))
    assert [each.new for each in kept] == [True, True, False]
    assert kept[1].document == kept[2].document != kept[0].document


def test_two_addresses_are_two_articles_and_one_address_is_one(archive) -> None:
    kept = put(
        archive,
        arrival(TEXT, url="https://www.example.org/a?utm_source=x"),
        arrival(TEXT, url="http://example.org/a/"),
        arrival(TEXT, url="https://example.org/b"),
    )
    assert [each.new for each in kept] == [True, False, True]


def test_a_changed_text_at_one_address_is_a_new_version(archive) -> None:
    first, second = put(
        archive, arrival(TEXT, url="https://example.org/a"), arrival(TEXT + "Two died.\n", url="https://example.org/a")
    )
    assert (first.version, first.before) == (1, None)
    assert (second.version, second.before) == (2, first.document)
    (again,) = put(archive, arrival(TEXT + "Two died.\n", url="https://example.org/a"))
    assert (again.new, again.version, again.before) == (False, 2, first.document)


def test_what_a_person_says_later_is_taken_over(archive) -> None:
    (first,) = put(archive, arrival(TEXT))
    (again,) = put(archive, arrival(TEXT, outlet="Velden Post", published="2031-05-05"))
    assert again.changed
    with archive.read() as transaction:
        stored = articles.get(transaction, [first.document])[first.document]
    assert (stored.outlet, stored.outlet_from, stored.published) == ("Velden Post", "given", "2031-05-05")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.Example.org/News/?utm_campaign=a&id=3#top", "example.org/News?id=3"),
        ("http://example.org:8080/", "example.org:8080"),
        ("ftp://example.org/a", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_the_address_of_a_page(url: str | None, address: str | None) -> None:
    assert address_of(url) == address
