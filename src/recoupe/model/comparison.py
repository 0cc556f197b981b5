"""What a comparison says: `recoupe/comparison/1`. Every score has a sentence, every origin its path."""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.model.episode import Link
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
    """Shared wording of two articles. `from_document` None: the direction is not known; `why` says how it was found.

    Shares count words outside of quotations; `quoted` are passages that both quote: a speaker in common, no copy. `translation`: no wording is
    shared, but names and figures come in the same order in two languages; the shares are of these, and a person must confirm it.
    """

    left: str
    right: str
    of_left: float
    of_right: float
    passages: tuple[Passage, ...]
    from_document: str | None
    why: str
    quoted: tuple[Passage, ...] = ()
    translation: bool = False


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One article's claim about a shared act. `against_own_side`: it is told against the outlet's own camp, where a person set the camps."""

    document: str
    claim: str
    trigger: str
    occurrence: str
    attribution: str
    voices: tuple[str, ...]
    origin: str
    against_own_side: bool = False


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a shared act across the articles, with its relation and the values as said."""

    field: str
    relation: Relation
    values: tuple[tuple[str, str], ...]


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """Two claims of different articles that exclude one another in a field: document and claim of both, their words, and why."""

    field: str
    left: tuple[str, str]
    right: tuple[str, str]
    left_words: str
    right_words: str
    why: str


class LossTold(msgspec.Struct, frozen=True, kw_only=True):
    """Losses of one side as one voice of one article counts them; bounds as in the record's `Loss`."""

    document: str
    claim: str
    voice: str
    side: str
    kind: str
    low: int | None
    high: int | None
    text: str
    within: bool = False


class NamesOf(msgspec.Struct, frozen=True, kw_only=True):
    """How each article calls one actor: its id, and by document the words used."""

    actor: str
    names: tuple[tuple[str, tuple[str, ...]], ...]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many tell it: articles, outlets, independent origins as an interval, camps (None where a person set none)."""

    articles: int
    outlets: int
    origins_low: int
    origins_high: int
    camps: int | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where claims come from in the end, with the path that led there in words.

    `named` True: somebody who could be asked. False: an unnamed source, or an outlet that tells without one (it has it from somewhere); it may be the same as
    another. `denies`: what comes from there is that it did not happen. `owner`: others of the outlets behind it have the same owner, a flag and no more.
    """

    key: str
    label: str
    kind: str
    named: bool
    documents: tuple[str, ...]
    claims: int
    path: str
    denies: bool = False
    owner: str | None = None


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """An act that several articles tell: their claims, the fields compared, the origins behind. `links` are why the claims are held to tell one act."""

    family: str
    told: tuple[Told, ...]
    fields: tuple[Field, ...]
    origins_low: int
    origins_high: int
    score: float
    why: str
    links: tuple[Link, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    losses: tuple[LossTold, ...] = ()
    names: tuple[NamesOf, ...] = ()
    counts: Counts | None = None
    origins: tuple[Origin, ...] = ()


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
