"""The claims of several articles about one event: a proposal with its reasons, which a person may merge or split. Claims are never rewritten."""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.model.ids import episode_id

Ruling = Literal["same", "different"]
"""What a person says of two claims: they tell one event, or they do not. Rulings outlive every re-reading: they name claims, not episodes."""

ClaimKey = tuple[str, str]
"""Document id and claim id."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence for or against a link: the field compared, both values, what it gave to the score, and a sentence."""

    field: str
    left: str
    right: str
    gave: float
    why: str


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Two claims held to tell one event. `by` "person" is a ruling; its score is 1."""

    left: ClaimKey
    right: ClaimKey
    score: float
    reasons: tuple[Reason, ...]
    by: Literal["rule", "person"] = "rule"


class Episode(msgspec.Struct, frozen=True, kw_only=True):
    """Claims linked into one event. A claim that nothing is linked to is an episode of one.

    `id` is made of its first claim by document and claim id; a store that knew the episode before keeps the id that it had.
    """

    id: str
    family: str
    claims: tuple[ClaimKey, ...]
    links: tuple[Link, ...]

    @classmethod
    def of(cls, family: str, claims: tuple[ClaimKey, ...], links: tuple[Link, ...]) -> Episode:
        """The episode of these claims, in the order of their keys."""
        ordered = tuple(sorted(claims))
        return cls(id=episode_id(*ordered[0]), family=family, claims=ordered, links=links)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A ruling on two claims as the linker takes it."""

    left: ClaimKey
    right: ClaimKey
    ruling: Ruling
