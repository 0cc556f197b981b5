"""One article of a collection before it is read: its bytes or its address, and where in the collection it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from recoupe.errors import IntakeError
from recoupe.intake.documents import NOTHING, Given

Kind = Literal["file", "address", "feed", "warc", "wacz", "jsonl", "csv", "list"]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One article to add.

    Args:
        name: where it stands, for people and as its key in the report: "folder/a.txt", "list.txt:17", "feed.xml#3", "a.warc.gz@1024".
        kind: of the collection that it stands in; "file" for a file of its own.
        data: its bytes; None where only its address is known and it must be fetched.
        url: its address, None if unknown.
        media_type: as the collection declares it, may carry a charset.
        given: what the collection or the person says of outlet, date, language.
        retrieved: ISO date-time of retrieval as the collection says, None if it does not.
        headers: of the answer it came with, names in lower case.
        redirects: the addresses that pointed on to it, in order.
        resume: how far its collection was read when this item was complete; given back to the reader, it goes on after it.
    """

    name: str
    kind: Kind
    data: bytes | None = None
    url: str | None = None
    media_type: str | None = None
    given: Given = NOTHING
    retrieved: str | None = None
    headers: dict[str, str] = {}
    redirects: tuple[str, ...] = ()
    resume: int = 0


class Spoilt(msgspec.Struct, frozen=True, kw_only=True):
    """A place of a collection where no article could be taken out: a bad line, a cut record. The collection goes on if it can."""

    name: str
    kind: Kind
    error: IntakeError
    resume: int = 0


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """What a collection holds besides articles, counted at its end: pictures, style sheets, pages that answered with an error. `what`: how many of each."""

    name: str
    kind: Kind
    what: dict[str, int]
    resume: int = 0


Found = Iterator[Item | Spoilt | Passed]


def with_given(given: Given, **said: str | None) -> Given:
    """What a person gave, completed by what the collection says: the person's word goes first. Dates that are none are left out by the caller."""
    return Given(**{name: getattr(given, name) or said.get(name) for name in Given.__struct_fields__})
