"""Reads the edges that a gold wants: from the frames of the annotated article, by characters, and from our own lines, by names. Scores nothing.

The annotated article has no file of edges; its frames give them mechanically: the type gives the kind (as the ontology draws it), the other families that
the annotators accept give further kinds, each pair of fillers of the two ends is one edge. Frames that are not core, and an `is_at` without a place, are
optional. Ascribed are the types and statuses that say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import msgspec

from recoupe.evaluation.figures import gold_lines
from recoupe.evaluation.situation import TOLD, End, Ends, Wanted
from recoupe.evaluation.specimen_source import read_specimen
from recoupe.knowledge.ontology import load_ontology
from recoupe.model.vocabulary import family

_SOURCES = ("mover", "actor", "agent", "speaker", "owner", "group")
_TARGETS = ("recipient", "beneficiary", "good", "facility", "against", "place")
_ASCRIBED = ("alleged intent", "alleged")
_OPEN = "?"


class GoldSituation(msgspec.Struct, frozen=True):
    """The edges wanted of one file."""

    file: str
    wanted: tuple[Wanted, ...]


def specimen_edges(folder: Path) -> tuple[Wanted, ...]:
    """The edges of the annotated article. Raises UsageError R403 where the article is another one or a frame lacks a field."""
    annotation, text = read_specimen(folder)
    frames = {frame.id: frame for frame in annotation.frames}
    rows = (row for row in gold_lines(folder / "frames.jsonl", ("id", "type", "roles", "status")) if row["id"] in frames)
    out: list[Wanted] = []
    for row in rows:
        frame = frames[row["id"]]
        own, kinds = _kinds(row["type"], frame.families)
        roles = {name: [(span[0], span[1]) for span in spans] for name, spans in row["roles"].items()}
        for ends in _pairs(own, kinds, roles, text):
            place = any(not each.target.empty for kind, each in ends.items() if kind == "is_at")
            out.append(
                Wanted(
                    where=f"article.txt#{row['id']}",
                    said=f"{row['type']} “{row['trigger'][2]}” {_said(next(iter(ends.values())))}",
                    ends=ends,
                    occurrences=frozenset(frame.occurrences),
                    ascribed=row["type"] == "INTENT-ascribed" or row["status"] in _ASCRIBED,
                    optional=not frame.core or not own or (own == "is_at" and not place),
                    triggers=frame.triggers,
                )
            )
    return tuple(out)


def _kinds(claim_type: str, families: tuple[str, ...]) -> tuple[str, list[str]]:
    """The kind of edge that a type draws (empty if none), and all kinds under which its families may be drawn, that one first."""
    types = load_ontology().types
    plain = claim_type.replace("_", "-")
    of_family = {one: [kind.edge for name, kind in types.items() if family(name) == one] for one in (*families, family(plain))}
    own = types[plain].edge if plain in types else next(iter(of_family[family(plain)]), "")
    return own, list(dict.fromkeys(kind for kind in (own, *(each for kinds in of_family.values() for each in kinds)) if kind))


def _pairs(own: str, kinds: list[str], roles: dict[str, list[tuple[int, int]]], text: str) -> Iterator[dict[str, Ends]]:
    """One set of ends for each pair of fillers of the two ends of the first kind."""
    if not kinds:
        return
    first = own or kinds[0]
    sources, targets = _fillers(first, roles)
    both = roles.get("actor", [])
    if first == "acts_on" and len(both) > 1 and not targets:  # the two sides of a clash
        sources, targets = both[:1], both[1:]
        yield {first: Ends(source=_end(sources, text), target=_end(targets, text), mutual=True)}
        return
    one_by_one = [[each] for each in sources] or [[]]
    whole = [targets] if first in TOLD or first == "moves" else [[each] for each in targets] or [[]]
    for source, target in product(one_by_one, whole):
        yield {
            kind: _ends(kind, roles, source if kind == first else None, target if kind == first else None, text) for kind in kinds
        }


def _fillers(kind: str, roles: dict[str, list[tuple[int, int]]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The characters of the two ends. What is told of has any other role as its other end."""
    names = ("mover",) if kind == "moves" else tuple(name for name in _SOURCES if name != "mover")
    names += ("subject",) if kind == "is_at" else ()  # the group that grows
    source_role = next((name for name in names if name in roles), "")
    if kind in TOLD:
        return roles.get(source_role, []), [
            span for name, spans in roles.items() if name not in (source_role, "time") for span in spans
        ]
    wanted = ("place", "facility") if kind == "is_at" else _TARGETS[:-1]
    return roles.get(source_role, []), roles.get(next((name for name in wanted if name in roles), ""), [])


def _ends(
    kind: str,
    roles: dict[str, list[tuple[int, int]]],
    source: list[tuple[int, int]] | None,
    target: list[tuple[int, int]] | None,
    text: str,
) -> Ends:
    sources, targets = _fillers(kind, roles)
    who = _end(sources if source is None else source, text)
    if kind == "moves":
        route = tuple(_end(roles.get(name, []), text) for name in ("origin", "via", "destination"))
        return Ends(source=who, by=_end(roles.get("agent", roles.get("actor", [])), text), route=(route[0], route[1], route[2]))
    other = _end(targets if target is None else target, text)
    if kind == "is_at" and not other.empty and "facility" in roles:
        other = _end([*(targets if target is None else target), *roles["facility"]], text)
    return Ends(source=who, target=other)


def _end(spans: list[tuple[int, int]], text: str) -> End:
    return End(names=tuple(text[slice(*span)] for span in spans), spans=tuple(spans))


def _said(ends: Ends) -> str:
    stops = [*(each.names for each in ends.route), ends.target.names]
    return " → ".join("/".join(names) for names in (ends.source.names or ends.by.names, *stops) if names)


def read_situations(path: Path) -> tuple[GoldSituation, ...]:
    """Our own gold: one line a file (`gold/guidelines.md`). Raises UsageError R403."""
    return tuple(
        GoldSituation(row["file"], tuple(_wanted(row["file"], number, edge) for number, edge in enumerate(row["edges"], 1)))
        for row in gold_lines(path, ("file", "edges"))
    )


def _wanted(file: str, number: int, edge: dict[str, Any]) -> Wanted:
    kind = edge["type"]
    to = edge.get("to", [])
    route = tuple(_named(edge.get(name, []) if name != "to" else to) for name in ("from", "via", "to"))
    about = tuple(
        name
        for name in (to if isinstance(to, str) else "", edge.get("content", ""), "" if to else edge.get("facility", ""))
        if name
    )
    ends = (
        Ends(source=_named(edge.get("who", "")), by=_named(edge.get("by", "")), route=(route[0], route[1], route[2]))
        if kind == "moves"
        else Ends(source=_named(edge.get("who", "")), target=_named("|".join(about)), mutual=edge.get("mutual", False))
    )
    said = " ".join(
        f"{name}={edge[name]}" for name in ("who", "by", "from", "via", "to", "content", "status", "ascribed_to") if name in edge
    )
    return Wanted(
        where=f"{file}#{number}",
        said=f"{kind} “{edge.get('trigger', '')}” {said}",
        ends={kind: ends},
        occurrences=frozenset({edge["status"]}),
        ascribed="ascribed_to" in edge,
    )


def _named(names: str | list[str]) -> End:
    """An end by its names: `a|b` are names of one node, a list several nodes of which one is enough, "?" says that it may be open."""
    every = [each for one in ([names] if isinstance(names, str) else names) for each in one.split("|") if each]
    return End(names=tuple(each for each in every if each != _OPEN), may_be_open=_OPEN in every)
