"""What a comparison says: `recoupe/comparison/1`. Every score has a sentence, every origin its path."""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.model.spans import Span

SCHEMA = "recoupe/comparison/1"
Relation = Literal["same", "compatible", "different", "opposite", "silent"]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One article of the comparison."""

    document: str
    name: str
    outlet: str | None
    lang: str
    published: str | None
    claims: int


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A run of equal words in two articles."""

    left: Span
    right: Span
    words: int


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Shared wording of two articles. `from_document` None: the direction is not known; `why` says how it was found."""

    left: str
    right: str
    of_left: float
    of_right: float
    passages: tuple[Passage, ...]
    from_document: str | None
    why: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One article's claim about a shared act."""

    document: str
    claim: str
    trigger: str
    occurrence: str
    attribution: str
    voices: tuple[str, ...]
    origin: str


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a shared act across the articles, with its relation and the values as said."""

    field: str
    relation: Relation
    values: tuple[tuple[str, str], ...]


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """An act that several articles tell: their claims, the fields compared, the origins behind."""

    family: str
    told: tuple[Told, ...]
    fields: tuple[Field, ...]
    origins_low: int
    origins_high: int
    score: float
    why: str


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where claims come from in the end. `named` False: an unnamed source, which may be the same as another."""

    key: str
    label: str
    kind: str
    named: bool
    documents: tuple[str, ...]
    claims: int
    path: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Articles side by side."""

    schema: str
    sides: tuple[Side, ...]
    copies: tuple[Copy, ...]
    shared: tuple[Shared, ...]
    alone: tuple[Told, ...]
    origins: tuple[Origin, ...]
    origins_low: int
    origins_high: int
    notes: tuple[str, ...]
