"""The order in which the constructions are read, and what a later one may not take from an earlier. Must never read words itself."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.model.spans import Span
from recoupe.pipeline.attribution.complements import complements
from recoupe.pipeline.attribution.extents import without
from recoupe.pipeline.attribution.incises import incises
from recoupe.pipeline.attribution.model import Finding
from recoupe.pipeline.attribution.nouns import nouns
from recoupe.pipeline.attribution.prepositions import prepositions
from recoupe.pipeline.attribution.quoted import quoted
from recoupe.pipeline.attribution.units import Unit

_REPORTS = frozenset({"incise", "closing", "clause", "preposition", "quotation", "colon", "object"})


def attributions(unit: Unit, last: Finding | None) -> list[Finding]:
    """All attributions of a unit. `last`: the last one of the unit before it in the same part."""
    inserted = incises(unit)
    marked = [_beside(unit, each, inserted) for each in prepositions(unit)]
    used = {(each.tree, each.word) for each in inserted}
    taking = [_same_speaker(unit, each, [*inserted, *marked]) for each in complements(unit, used)]
    found = [*inserted, *marked, *taking, *nouns(unit)]
    found += quoted(unit, found, last)
    return [_cited(each, found) if each.by == "citing" else each for each in _unlike(found)]


def latest(unit: Unit, found: list[Finding]) -> Finding | None:
    """The attribution whose speaker may go on in the next unit: the last one outside quotations with a named holder."""
    speaking = [
        each for each in found if each.holder is not None and (each.cue is None or unit.marks.holding(each.cue.start) is None)
    ]
    return max(speaking, key=lambda each: each.content[-1].end, default=None)


def _same_speaker(unit: Unit, each: Finding, reports: list[Finding]) -> Finding:
    """ "P, a indiqué X, précisant que Q": the participle goes on with X, not with the subject of P."""
    tree = unit.tree(each.tree)
    verb = tree.words[each.word]
    if each.cue is None or not (verb.has("VerbForm=Part") and verb.has("Tense=Pres")):
        return each
    before = [
        other
        for other in reports
        if other.tree == each.tree and other.cue is not None and other.cue.end <= each.cue.start and other.by != "citing"
    ]
    if not before or (
        each.holder is not None and any(other.holder is not None and other.holder.word == each.holder.word for other in before)
    ):
        return each
    return replace(each, holder=before[-1].holder)


def _beside(unit: Unit, each: Finding, inserted: list[Finding]) -> Finding:
    """ "Selon X, P, a déclaré Y": the inserted clause is not what X says; it carries X and P."""
    content = each.content
    for incise in inserted:
        if incise.cue is None or incise.holder is None:
            continue
        hole = Span(min(incise.cue.start, incise.holder.span.start), max(incise.cue.end, incise.holder.span.end))
        content = tuple(
            piece
            for span in content
            for piece in ((span,) if not span.overlaps(hole) else without(unit, span.start, span.end, hole))
        )
    return replace(each, content=content or each.content)


def _cited(each: Finding, found: list[Finding]) -> Finding:
    """ "A rapporté l'agence X, citant Y": what Y says is what X reports."""
    before = [
        other
        for other in found
        if other.cue is not None
        and each.cue is not None
        and other.tree == each.tree
        and other.cue.end <= each.cue.start
        and other.by in _REPORTS
    ]
    if not before:
        return each
    outer = max(before, key=lambda other: other.cue.end if other.cue is not None else -1)
    return replace(each, content=outer.content)


def _unlike(found: list[Finding]) -> list[Finding]:
    """Without those that repeat content and holder of an earlier one."""
    seen = set()
    out = []
    for each in found:
        key = (each.content, each.holder.span if each.holder is not None else None)
        if key not in seen:
            seen.add(key)
            out.append(each)
    return out
