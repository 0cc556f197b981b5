"""Records in, one situation out. Draws nothing, adds nothing: an end that the text leaves empty stays empty, a claim without an edge is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from recoupe.knowledge.labels import edge_of_type, required_roles
from recoupe.model.record import Claim, Record, Role, Voice
from recoupe.model.vocabulary import family
from recoupe.situation.ends import CONTROL_TARGET, ENDS
from recoupe.situation.filters import about, at_date
from recoupe.situation.model import EDGE_KINDS, SCHEMA, Edge, EdgeKind, LeftOut, Situation, Speaker, Told
from recoupe.situation.names import naming_edges
from recoupe.situation.nodes import Nodes

_ASCRIBED = frozenset({"ascribed", "alleged", "denied"})
ARTICLE = "article"


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
    for record in records:
        for claim in record.claims:
            drawn, why = _edges_of(record, claim, nodes, many=len(records) > 1)
            edges += drawn
            if not drawn:
                left_out.append(LeftOut(claim=claim.id, why=why))
        edges += naming_edges(record, nodes, tell_apart=len(records) > 1)
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


def voice_name(record: Record, voice: Voice, *, tell_apart: bool) -> str:
    """Who speaks; of several articles each speaks under its outlet's name, or its document's id."""
    if voice.kind == "outlet" and voice.who == ARTICLE and tell_apart:
        return record.document.outlet or record.document.id
    return voice.who


def _told(record: Record) -> Told:
    card = record.document
    return Told(id=card.id, outlet=card.outlet, title=card.title, published=card.published, lang=card.lang)


def _edges_of(record: Record, claim: Claim, nodes: Nodes, *, many: bool) -> tuple[list[Edge], str]:
    """The edges of one claim: one for each pair of fillers of its two ends; with the reason where there is none."""
    kind = next((each for each in EDGE_KINDS if each == edge_of_type(claim.type)), None)
    if kind is None:
        return [], f"a claim of type {claim.type} draws no edge"
    sources = _filled(claim, ENDS[kind].source)
    targets = [role for role in _filled(claim, ENDS[kind].target) if role not in sources]
    if family(claim.type) == "CONTROL" and not targets:
        targets = _filled(claim, CONTROL_TARGET)
    mutual = kind == "acts_on" and not targets and len(sources) > 1
    if mutual:
        sources, targets = sources[:1], sources[1:]
    used = {role.role for role in [*sources, *targets]}
    common = _common(record, claim, nodes, kind, used, many=many)
    if not (sources or targets or common.content or common.ends):
        return [], "the text names none of its ends"
    source_ids: list[str | None] = [*(nodes.of_role(record, role) for role in sources)] or [None]
    target_ids: list[str | None] = [*(nodes.of_role(record, role) for role in targets)] or [None]
    if kind == "is_at" and target_ids == [None] and common.at:
        target_ids = [*common.at]
    pairs = [(source, target) for source in dict.fromkeys(source_ids) for target in dict.fromkeys(target_ids)]
    return [msgspec.structs.replace(common, source=source, target=target, mutual=mutual) for source, target in pairs], ""


def _filled(claim: Claim, roles: tuple[str, ...]) -> list[Role]:
    """The fillers of the first of these roles that the claim has."""
    for name in roles:
        found = [role for role in claim.roles if role.role == name]
        if found:
            return found
    return []


def _common(record: Record, claim: Claim, nodes: Nodes, kind: EdgeKind, used: set[str], *, many: bool) -> Edge:
    """Everything of the claim's edges but their two ends."""
    ends = ENDS[kind]
    agent = next((role for role in claim.roles if role.role == "agent" and "agent" not in used), None)
    content = _filled(claim, tuple(name for name in ends.content if name not in used))
    what = _filled(claim, tuple(name for name in ends.what if name not in used))
    time = claim.time
    have = {role.role for role in claim.roles} | ({"time"} if time else set()) | ({"place"} if claim.place else set())
    return Edge(
        id="",
        kind=kind,
        type=claim.type,
        source=None,
        target=None,
        label=claim.trigger.text,
        occurrence=claim.status.occurrence,
        attribution=claim.status.attribution,
        ascribed=claim.status.attribution in _ASCRIBED or claim.type == "INTENT-ascribed",
        voices=tuple(voice_name(record, voice, tell_apart=many) for voice in claim.voices),
        claims=(claim.id,),
        documents=(record.document.id,),
        agent=nodes.of_role(record, agent) if agent else None,
        from_=_places(record, claim, nodes, "origin"),
        via=_places(record, claim, nodes, "via"),
        to=_places(record, claim, nodes, "destination"),
        at=() if "place" in used else _places(record, claim, nodes, "place"),
        what=" · ".join(role.text for role in what) or None,
        content=" · ".join(role.text for role in content) or None,
        deadline=time.text if time and claim.type == "DEADLINE" else None,
        time=time.text if time else None,
        value=time.value if time else None,
        figures=tuple(dict.fromkeys([each.text for each in claim.quantities] + [each.text for each in claim.losses])),
        loaded=tuple(dict.fromkeys(each.text for each in claim.loaded)),
        missing=tuple(need for need in required_roles(claim.type) if not have & set(need.split("|"))),
    )


def _places(record: Record, claim: Claim, nodes: Nodes, name: str) -> tuple[str, ...]:
    """Nodes of the roles of that name; for `place` the claim's own place where no role says it."""
    found = [nodes.of_role(record, role) for role in claim.roles if role.role == name]
    mention = nodes.mention(record, claim.place.mention) if claim.place and name == "place" and not found else None
    if mention is not None and not any(role.mention == mention.id for role in claim.roles):
        found = [nodes.of_mention(record, mention)]
    return tuple(dict.fromkeys(found))


def _merge(edges: Sequence[Edge]) -> list[Edge]:
    """Edges that say the same in every respect but the words become one, with all their claims."""
    merged: dict[tuple[object, ...], Edge] = {}
    for edge in edges:
        fields = msgspec.structs.asdict(edge)
        key = tuple(value for name, value in fields.items() if name not in ("label", "claims", "documents", "loaded", "missing"))
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
        own = voice.kind == "outlet" and voice.who == ARTICLE
        number += not own
        out.append(Speaker(number=0 if own else number, who=who, kind=voice.kind, claims=tuple(dict.fromkeys(claims))))
    return tuple(out)
