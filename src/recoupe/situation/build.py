"""Records in, one situation out. Draws nothing, adds nothing: an end that the text leaves empty stays empty, a claim without an edge is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from recoupe.model.record import Record, Voice
from recoupe.situation.edges import Drawer
from recoupe.situation.filters import about, at_date
from recoupe.situation.joins import joined
from recoupe.situation.model import SCHEMA, Edge, LeftOut, Situation, Speaker, Told
from recoupe.situation.names import naming_edges
from recoupe.situation.nodes import Nodes
from recoupe.situation.voices import is_own, voice_name

_OF_ONE_CLAIM = frozenset({"label", "claims", "documents", "loaded", "missing", "characters", "pointing"})
"""Fields of an edge in which edges that are one may differ."""


def build(records: Sequence[Record], *, actor: str | None = None, at: str | None = None) -> Situation:
    """The situation that the records describe together.

    Args:
        records: one article's record, or several (an episode, an outlet).
        actor: keep only edges that touch this actor (node id, reference, or any of its names).
        at: keep only edges that may hold at this ISO date; edges whose text gives no date stay, marked by their empty `value`.

    Raises UsageError R402 where no actor is called so, or `at` is no ISO date.
    """
    nodes = Nodes(records)
    left_out: list[LeftOut] = []
    edges: list[Edge] = []
    many = len(records) > 1
    for record in records:
        drawer = Drawer(record, nodes, many=many)
        for each in joined(record):
            drawn, why = drawer.edges_of(each)
            edges += drawn
            if not drawn:
                left_out.append(LeftOut(claim=each.claim.id, why=why))
        edges += naming_edges(record, nodes, tell_apart=many)
    merged = _numbered(_merge(edges))
    kept = at_date(merged, at, records) if at else merged
    actors, places, things = nodes.built(end for edge in kept for end in edge.ends)
    if actor is not None:
        kept = about(kept, actor, actors)
        actors, places, things = nodes.built(end for edge in kept for end in edge.ends)
    return Situation(
        schema=SCHEMA,
        lang=Counter(record.document.lang for record in records).most_common(1)[0][0] if records else "en",
        documents=tuple(_told(record) for record in records),
        actors=actors,
        places=places,
        things=things,
        edges=kept,
        voices=_speakers(records, kept),
        left_out=tuple(left_out),
        actor=actor,
        at=at,
    )


def _told(record: Record) -> Told:
    card = record.document
    return Told(id=card.id, outlet=card.outlet, title=card.title, published=card.published, lang=card.lang)


def _merge(edges: Sequence[Edge]) -> list[Edge]:
    """Edges that say the same in every respect but the words become one, with all their claims."""
    merged: dict[tuple[object, ...], Edge] = {}
    for edge in edges:
        fields = msgspec.structs.asdict(edge)
        key = tuple(value for name, value in fields.items() if name not in _OF_ONE_CLAIM)
        before = merged.get(key)
        if before is None:
            merged[key] = edge
            continue
        merged[key] = msgspec.structs.replace(
            before,
            label=before.label if edge.label in before.label.split(" / ") else f"{before.label} / {edge.label}",
            claims=_joined(before.claims, edge.claims),
            documents=_joined(before.documents, edge.documents),
            loaded=_joined(before.loaded, edge.loaded),
            characters=_joined(before.characters, edge.characters),
            pointing=_joined(before.pointing, edge.pointing),
        )
    return list(merged.values())


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))


def _numbered(edges: Sequence[Edge]) -> tuple[Edge, ...]:
    return tuple(msgspec.structs.replace(edge, id=f"e{number}") for number, edge in enumerate(edges, 1))


def _speakers(records: Sequence[Record], edges: Sequence[Edge]) -> tuple[Speaker, ...]:
    """Who speaks in the kept edges, numbered in the order met; an article in its own voice has the number 0."""
    shown = {claim for edge in edges for claim in edge.claims}
    said: dict[str, tuple[Voice, list[str]]] = {}
    for record in records:
        for claim in record.claims:
            for voice in claim.voices if claim.id in shown else ():
                who = voice_name(record, voice, tell_apart=len(records) > 1)
                said.setdefault(who, (voice, []))[1].append(claim.id)
    out: list[Speaker] = []
    number = 0
    for who, (voice, claims) in said.items():
        own = is_own(voice)
        number += not own
        out.append(Speaker(number=0 if own else number, who=who, kind=voice.kind, claims=tuple(dict.fromkeys(claims))))
    return tuple(out)
