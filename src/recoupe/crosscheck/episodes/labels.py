"""What an episode is called: the commonest type, place, parties and days of its claims. A help for lists; never what an episode is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from recoupe.model.telling import Telling


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """An episode in a line.

    Args:
        type: commonest claim type.
        trigger: commonest word for it.
        doers, sufferers: the commonest filler of each part, as said; empty where nobody says.
        place: commonest place, as said.
        earliest, latest: the narrowest days that a claim gives, ISO.
        articles, outlets, langs: how many articles and outlets tell it, in which languages.
    """

    type: str
    trigger: str
    doers: str
    sufferers: str
    place: str
    earliest: str | None
    latest: str | None
    articles: int
    outlets: int
    langs: tuple[str, ...]


def label(tellings: Sequence[Telling]) -> Label:
    """The label of the claims of one episode."""
    dated = sorted((each.latest, each.earliest) for each in tellings if each.earliest and each.latest)
    narrowest = min(dated, key=lambda each: (_span(each[1], each[0]), each), default=(None, None))
    return Label(
        type=_most(each.type for each in tellings), trigger=_most(each.trigger for each in tellings),
        doers=_most(_said(each.doers) for each in tellings), sufferers=_most(_said(each.sufferers) for each in tellings),
        place=_most(spot.label for each in tellings for spot in each.spots[:1]), earliest=narrowest[1], latest=narrowest[0],
        articles=len({each.document for each in tellings}), outlets=len({each.outlet or each.document for each in tellings}),
        langs=tuple(sorted({each.lang for each in tellings})),
    )  # fmt: skip


def _span(first: str, last: str) -> int:
    """How wide an interval is, by the part of the two dates that is the same."""
    return -next((number for number, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))


def _said(keys: Sequence[str]) -> str:
    """The first key that is an id or words."""
    return next((key for key in keys if not key.startswith(("of:", "in:", "kind:", "name:"))), "")


def _most(said: Iterable[str]) -> str:
    """The commonest, empty ones aside; of equal ones the first by the alphabet."""
    counts = Counter(each for each in said if each)
    return min(counts, key=lambda each: (-counts[each], each), default="")
