"""What the archive keeps beside the record types: the ledger, the claims as a search sees them, the names in them. Tables derive from here."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from recoupe.model.record import Loss
from recoupe.model.vocabulary import Attribution, MentionKind, Nature, Occurrence

State = Literal["waiting", "stored", "read", "known", "failed"]
"""Of an item: seen and not yet stored; stored and not yet read; read; the same as an article that was there; failed, to be tried again."""
Stage = Literal["collection", "fetch", "intake", "store", "read"]
"""Where an item failed: taken out of its collection, fetched, made a document, stored, read."""


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the ledger of what was added.

    Args:
        name: key of the item: the collection's absolute path or address, and where in it.
        source: the path or address that was added.
        kind: of collection.
        state, stage: how far it came, and where it failed.
        code, message: of the error, None if there was none.
        attempts: how often it was tried.
        document: id of the document that it became.
        blob: hash of its bytes where they are kept although no document could be made of them.
        url, media_type: as the collection declares them.
        given: what was said of outlet, date, language.
        resume: how far the collection was read when this item was complete.
        changed: ISO date-time in UTC of the last try.
    """

    name: str
    source: str
    kind: str
    state: State
    stage: Stage | None = None
    code: str | None = None
    message: str | None = None
    attempts: int = 1
    document: str | None = None
    blob: str | None = None
    url: str | None = None
    media_type: str | None = None
    given: dict[str, Any] | None = None
    resume: int = 0
    changed: str = ""


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """One current claim, flat. `(document, id)` is its key; `words` are the characters of the claim, `start` and `end` its span.

    `position` counts from 1 in the article. `ref` of a place or time is the best reading's. `telling` is the claim as the crossing sees it.
    """

    document: str
    id: str
    position: int
    type: str
    family: str
    nature: Nature
    occurrence: Occurrence
    attribution: Attribution
    vouched_by: str
    part: str
    trigger: str
    words: str
    start: int
    end: int
    time_words: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    place_ref: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    voices: tuple[str, ...]
    losses: tuple[Loss, ...]
    content_of: str | None
    complete: bool
    rule: str
    score: float
    telling: dict[str, Any] | None = None


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A name in a role of a claim: its words, the id of its best sure reading, and the words folded for looking up."""

    document: str
    claim: str
    role: str
    kind: MentionKind | Literal["words"]
    ref: str | None
    label: str
    folded: str
