"""Who calls whom what: edges from the loaded labels that a text gives an actor or a place. A label is never an identity."""

from __future__ import annotations

from recoupe.knowledge.labels import labels_for
from recoupe.model.record import Claim, Loaded, Mention, Record
from recoupe.situation.model import Edge
from recoupe.situation.nodes import Nodes
from recoupe.situation.voices import voice_name


def naming_edges(record: Record, nodes: Nodes, *, tell_apart: bool) -> list[Edge]:
    """One edge for each label: from the innermost voice of the claim that uses it (the article where none is said) to the one so called.

    `label` of the edge holds the words, `content` the neutral counterpart. A camp's label outside every claim is the article's own.
    """
    out: list[Edge] = []
    for claim in record.claims:
        for mention in _mentions_of(record, claim):
            words = next((each for each in claim.loaded if _on(each, mention)), None)
            if words is not None or mention.label is not None:
                out.append(_edge(record, claim, mention, words, nodes, tell_apart=tell_apart))
    return out


def _mentions_of(record: Record, claim: Claim) -> list[Mention]:
    """The actors and places that fill a role of the claim."""
    ids = {role.mention for role in claim.roles}
    return [mention for mention in record.mentions if mention.id in ids and mention.kind in ("actor", "place")]


def _on(loaded: Loaded, mention: Mention) -> bool:
    return loaded.start < mention.end and mention.start < loaded.end


def _edge(record: Record, claim: Claim, mention: Mention, words: Loaded | None, nodes: Nodes, *, tell_apart: bool) -> Edge:
    innermost = claim.voices[-1] if claim.voices else None
    held = innermost.holder if innermost is not None and innermost.kind != "outlet" else None
    if innermost is not None and held is not None:
        source = nodes.speaker(record, innermost.who, held.start, held.end)
    else:
        source = nodes.outlet(record, labels_for(record.document.lang).picture["article"])
    return Edge(
        id="",
        kind="names",
        type=claim.type,
        source=source,
        target=nodes.of_mention(record, mention),
        label=words.text if words else mention.text,
        content=words.neutral if words else None,
        occurrence="ongoing",
        attribution="asserted",
        ascribed=False,
        voices=tuple(voice_name(record, voice, tell_apart=tell_apart) for voice in claim.voices),
        claims=(claim.id,),
        documents=(record.document.id,),
        characters=(f"{record.document.id}#{mention.start}-{mention.end}",),
    )
