"""`recoupe evaluate situation`: the annotated article's folder, or our own lines. Hands situations to the scorer in its own terms; counts nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from recoupe.evaluation.situation import Case, End, Ends, Given, SituationFigures, Wanted, score_situations
from recoupe.evaluation.situation_gold import read_situations, specimen_edges
from recoupe.evaluation.specimen_source import ARTICLE
from recoupe.intake.documents import read_path
from recoupe.model.record import Record
from recoupe.situation.build import build
from recoupe.situation.model import Edge, Situation

if TYPE_CHECKING:
    from collections.abc import Callable

    from recoupe.pipeline.engine import Engine

_UNSCORED = frozenset({"names"})
"""Kinds that no gold holds."""


def situation_figures(gold: Path, engine: Engine, sample: Callable[[Path, str], Path]) -> SituationFigures:
    """The figures of a gold path; `sample` finds a dispatch by its name. Raises UsageError R403."""
    if gold.is_dir() and (gold / ARTICLE).is_file():
        return score_situations([_case(engine, gold / ARTICLE, specimen_edges(gold))])
    path = gold / "situations.jsonl" if gold.is_dir() else gold
    return score_situations(_case(engine, sample(path.parent, each.file), each.wanted) for each in read_situations(path))


def _case(engine: Engine, path: Path, wanted: tuple[Wanted, ...]) -> Case:
    record = engine.read(read_path(path))
    situation = build([record])
    scored = [edge for edge in situation.edges if edge.kind not in _UNSCORED]
    given = tuple(given_edge(situation, record, edge) for edge in scored)
    return Case(wanted=wanted, given=given, unscored=len(situation.edges) - len(scored))


def given_edge(situation: Situation, record: Record, edge: Edge) -> Given:
    """One edge as the scorer reads it: its ends with all names and characters of their nodes."""
    claims = [claim for claim in record.claims if claim.id in edge.claims]
    source = _end(situation, record, (edge.source,))
    roles = [role for claim in claims for role in claim.roles if (role.start, role.end) not in source.spans]
    words = tuple(each for each in (edge.content, edge.what) if each)
    ends = Ends(
        source=source,
        target=_end(situation, record, (edge.target,)),
        by=_end(situation, record, (edge.agent,)),
        route=(
            _end(situation, record, edge.route[0]),
            _end(situation, record, edge.route[1]),
            _end(situation, record, edge.route[2]),
        ),
    )
    return Given(
        said=_said(situation, edge),
        kind=edge.kind,
        ends=ends,
        about=End(names=words, spans=tuple((role.start, role.end) for role in roles)),
        occurrence=edge.occurrence,
        line=edge.line,
        triggers=tuple((claim.trigger.start, claim.trigger.end) for claim in claims),
    )


def _end(situation: Situation, record: Record, ids: tuple[str | None, ...]) -> End:
    nodes = [situation.node(each) for each in ids if each]
    names = tuple(dict.fromkeys(text for node in nodes for text in (node.label, *(name.text for name in node.names))))
    return End(names=names, spans=tuple(_characters(record, [at for node in nodes for name in node.names for at in name.at])))


def _characters(record: Record, places: list[str]) -> Iterator[tuple[int, int]]:
    """The characters behind "DOCUMENT#MENTION" and "DOCUMENT#START-END"."""
    mentions = {mention.id: (mention.start, mention.end) for mention in record.mentions}
    for place in places:
        at = place.rpartition("#")[2]
        start, dash, end = at.partition("-")
        if at in mentions:
            yield mentions[at]
        elif dash and start.isdigit() and end.isdigit():
            yield int(start), int(end)


def _said(situation: Situation, edge: Edge) -> str:
    stops = [(edge.source,), edge.from_, edge.via, edge.to or edge.at, (edge.target,)]
    named = ["/".join(situation.node(each).label for each in stop if each) for stop in stops]
    return (
        f"{edge.kind} {edge.type} “{edge.label}” {' → '.join(each for each in named if each)} “{edge.content or edge.what or ''}”"
    )
