"""Tellings for tests: a claim as the crossing sees it, with only what a test is about."""

from __future__ import annotations

from typing import Any

import msgspec

from recoupe.model.telling import Number, Spot, Telling
from recoupe.model.vocabulary import family

PLAIN = Telling(
    document="d1", claim="c1", outlet="Gazette", published="2031-05-06", lang="en", type="ATTACK", family="ATTACK", nature="report", occurrence="happened",
    attribution="asserted", doers=(), sufferers=(), spots=(), earliest=None, latest=None, numbers=(), words=(), trigger="",
)  # fmt: skip


def telling(document: str, claim: str = "c1", **more: Any) -> Telling:
    """An attack told in English on 6 May 2031, changed by `more`; `day` sets both bounds, `type` the family too."""
    day = more.pop("day", None)
    if day:
        more |= {"earliest": day, "latest": day}
    if "type" in more:
        more["family"] = family(more["type"])
    return msgspec.structs.replace(PLAIN, document=document, claim=claim, **more)


def spot(
    key: str, lat: float | None = None, lon: float | None = None, km: float | None = 5.0, country: str | None = None, **more: Any
) -> Spot:
    """A place called by its key."""
    return Spot(
        key=key, label=more.pop("label", key), lat=lat, lon=lon, km=km if lat is not None else None, country=country, **more
    )


def count(of: str, low: int, high: int | None = None, side: str | None = None) -> Number:
    """So many of something; exact unless `high` is given."""
    return Number(of=of, low=low, high=low if high is None else high, side=side)
