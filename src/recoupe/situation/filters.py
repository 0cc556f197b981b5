"""Keeping the edges about one actor, or those that may hold at one date. Drops edges, never changes one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recoupe.errors import UsageError
from recoupe.model.record import Record, When
from recoupe.situation.model import Actor, Edge
from recoupe.text.views import fold


def about(edges: Sequence[Edge], asked: str, actors: Sequence[Actor]) -> tuple[Edge, ...]:
    """The edges that touch the actor asked for. Raises UsageError R402 with the actors that there are."""
    wanted = fold(asked.strip())
    ids = {
        actor.id
        for actor in actors
        if asked in (actor.id, actor.ref) or wanted in {fold(actor.label), *(fold(name.text) for name in actor.names)}
    }
    if not ids:
        there = ", ".join(actor.label for actor in actors) or "none"
        raise UsageError("R402", f"no actor of this situation is called {asked!r}.", remedy=f"Actors: {there}.")
    return tuple(edge for edge in edges if ids & set(edge.ends))


def at_date(edges: Sequence[Edge], asked: str, records: Sequence[Record]) -> tuple[Edge, ...]:
    """The edges of which a claim may hold on that day: its dates contain the day, or the text gives it none.

    Raises UsageError R402 where `asked` is no ISO date.
    """
    try:
        day = date.fromisoformat(asked).isoformat()
    except ValueError as err:
        raise UsageError("R402", f"{asked!r} is no date.", remedy="Write it as 2024-03-25.") from err
    times = {claim.id: claim.time for record in records for claim in record.claims}
    return tuple(edge for edge in edges if any(_may_hold(times.get(claim), day) for claim in edge.claims))


def _may_hold(when: When | None, day: str) -> bool:
    """Whether a claim of that time may hold on the day; an end that is not known excludes nothing, a value without bounds (a hand-made record) counts at its own length."""
    if when is None:
        return True
    bounded = when.earliest is not None or when.latest is not None
    plain = when.value if when.value and when.value[:1].isdigit() and not bounded else None
    first, last = when.earliest or plain, when.latest or plain
    return (first is None or first[:10] <= day[: len(first[:10])]) and (last is None or last[:10] >= day[: len(last[:10])])
