"""What is read of a place name before and while its place is sought. Only types; nothing here reads a text."""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.knowledge.gazetteer.model import Candidate
from recoupe.model.record import Reading
from recoupe.model.spans import Anchor, Span
from recoupe.model.vocabulary import Use

ConstraintKind = Literal[
    "containment",
    "direction_inside",
    "direction_outside",
    "distance",
    "proximity",
    "between",
    "border",
    "bank",
    "from",
    "via",
    "to",
]
"""What the text says of where a place lies: in another, in a part of it, beside it, so far from it, near it, between two, on a border, on a bank of a river;
and, of the places of a movement, where it comes from, passes, goes to."""

Strength = Literal["hard", "graded"]
"""Whether a place against which a constraint speaks is out, or only less likely."""


FACILITY = "trigger.facility"
"""Rule of a facility that holds a name: "aéroport d'Erbil"."""
PART_OF_NAME = "part_of_name"
"""Rule of a name that is half of somebody's: "les Pingouins de Goma"."""
REGION = "region"
"""Rule of a stretch that leaves a region: "30 km au sud de Goma"."""


class Toponym(msgspec.Struct, frozen=True, kw_only=True):
    """A place name as it stands in the text.

    Args:
        start, end: code points of the document's text.
        text: those characters.
        part: id of the part.
        lang: language of the part.
        name: what is looked up: the text without article, elision, possessive; for a facility the name that it holds.
        use: literal, or standing for somebody.
        kinds: kinds of `data/gazetteer/kinds.toml` that a noun beside the name announces; empty if none does.
        cue: the characters of that noun, with the adjectives that qualify it ("passage illégal").
        host: index of the toponym that holds this one ("aéroport d'Erbil"), None if none does.
        state: ISO 3166-1 alpha-3 where the actor data has the name as a state's.
        capital: the name is that of the state's capital.
        rule: the evidence that made it a place.
    """

    start: int
    end: int
    text: str
    part: str
    lang: str
    name: str
    use: Use = "unknown"
    kinds: tuple[str, ...] = ()
    cue: Anchor | None = None
    host: int | None = None
    state: str | None = None
    capital: bool = False
    rule: str = ""


class Constraint(msgspec.Struct, frozen=True, kw_only=True):
    """What some words say of where a place lies.

    Args:
        kind: see `ConstraintKind`.
        about: index of the toponym that is placed.
        of: indices of the toponyms by which it is placed; for from, via, to the other places of the movement.
        compass: octant in degrees from north (0, 45, ... 315), None where the words give none; for direction_inside: the middle.
        km: kilometres, None where the words give none.
        words: the characters that say it.
        strength: see `Strength`.
        known: ids of states that an adjective gives ("la frontière libanaise"): references beside those of `of`.
    """

    kind: ConstraintKind
    about: int
    of: tuple[int, ...]
    words: Anchor
    compass: int | None = None
    km: float | None = None
    strength: Strength = "graded"
    known: tuple[str, ...] = ()


class RegionPhrase(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that leaves a region by itself: "l'est du Tchad", "30 km au sud de Goma".

    Args:
        start, end: code points of the document's text, without the small words before it.
        part: id of the part.
        lang: language of the part.
        constraint: what it says, its `about` -1.
        places: indices of the toponyms that it places; empty where it stands alone.
    """

    start: int
    end: int
    part: str
    lang: str
    constraint: Constraint
    places: tuple[int, ...] = ()


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate with its score, and what each feature gave to it: the sum of the contributions is the score before calibration."""

    candidate: Candidate
    score: float
    contributions: dict[str, float]


class Caution(msgspec.Struct, frozen=True, kw_only=True):
    """What a careful reader would remark of a resolved name. `code` is that of a warning of the record."""

    code: str
    spans: tuple[Span, ...]
    values: dict[str, str] = {}


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """A toponym with its readings, best first; *none of these* is always among them, with the region that the text leaves."""

    toponym: int
    readings: tuple[Reading, ...]
    weighed: tuple[Weighed, ...] = ()
    cautions: tuple[Caution, ...] = ()
