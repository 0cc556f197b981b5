""" ", a déclaré X"; "« P », affirme X"; "P, officials said."; "-t-il ajouté". Read on the surface: the parser mislabels inverted subjects."""

from __future__ import annotations

from recoupe.model.spans import Span
from recoupe.model.vocabulary import Construction
from recoupe.pipeline.attribution.extents import before, resumed
from recoupe.pipeline.attribution.holders import Nobody, holder_at, holder_of, inverted, may_speak, right_before, speaks
from recoupe.pipeline.attribution.model import Finding, Holder
from recoupe.pipeline.attribution.reports import carrier_of, listed
from recoupe.pipeline.attribution.units import Unit
from recoupe.pipeline.clauses import is_finite, is_passive
from recoupe.pipeline.fillers import is_relative
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

_BORDER = frozenset(",»”\"?!…—–'’")
_SHORTEST = 8
"""Characters before a closing "X said" that are enough for something said."""
_BEFORE_VERB = 6
"""Words of auxiliaries, clitics and adverbs that may stand between the border and the verb."""


def incises(unit: Unit) -> list[Finding]:
    """All reports that are inserted into, or close, what they report."""
    out = []
    for tree in unit.trees:
        for word in tree.words:
            if word.pos in {"VERB", "AUX"} and unit.quoted(word) is None and listed(tree, word, unit.cues) in unit.cues.incises:
                found = _inserted(unit, tree, word) or _closing(unit, tree, word)
                if found is not None:
                    out.append(found)
    return out


def _inserted(unit: Unit, tree: Tree, verb: Word) -> Finding | None:
    """Verb before its subject, behind a comma or a quotation mark."""
    carrier = carrier_of(tree, verb, unit.cues) or verb
    if carrier.has("VerbForm=Inf") or not (carrier.has("VerbForm=Fin") or is_finite(tree, carrier)):
        return None
    first = _first_of_group(tree, carrier)
    if first == 0 and tree is unit.trees[0]:
        return None
    border = _border_before(unit, tree.words[first].start)
    subject = inverted(unit, tree, verb) if border else None
    if subject is None:
        return None
    closes = unit.marks.ending_before(tree.words[first].start, unit.text) is not None
    own = [child for child in tree.children(verb, "subj", "subj_pass") if child.index < first and child.pos != "PRON"]
    if own and not closes and subject.pos != "PRON":
        return None
    try:
        holder = holder_at(unit, tree, subject, verb)
    except Nobody:
        return None
    if not closes and (
        listed(tree, verb, unit.cues) in unit.cues.no_incise or (verb.lemma in unit.cues.object and not may_speak(unit, holder))
    ):
        return None
    hole = Span(tree.words[first].start, max(verb.end, holder.span.end))
    impersonal = is_passive(tree, carrier) and lower(holder.span.of(unit.text)) in unit.pack.attribution.impersonal
    return _finding(unit, tree, verb, None if impersonal else holder, hole, "incise")


def _closing(unit: Unit, tree: Tree, verb: Word) -> Finding | None:
    """Subject and verb behind what they report: "P, the mission said on Friday"."""
    own = [child for child in tree.children(verb, "subj", "subj_pass") if child.index < verb.index]
    if not (own or right_before(unit, tree, verb)) or verb.has("VerbForm=Inf"):
        return None
    if any(child.index > verb.index for child in tree.children(verb, "ccomp")):
        return None
    try:
        holder = holder_of(unit, tree, verb)
    except Nobody:
        return None
    if holder is None or holder.span.start > verb.start:
        return None
    border = _border_before(unit, holder.span.start)
    closes = unit.marks.ending_before(holder.span.start, unit.text) is not None
    if not closes and (listed(tree, verb, unit.cues) in unit.cues.no_incise or not unit.pack.attribution.closing):
        return None
    if not border or (tree.children(verb, "obj", "xcomp") and border == "," and not _said_to(unit, tree, verb)):
        return None
    lead = unit.text[unit.start : holder.span.start].strip()
    if len(lead) < _SHORTEST:
        return None
    goes_on = unit.text[verb.end : verb.end + 1] == "," and unit.finite(verb.end, tree.end)
    if border == "," and not goes_on and not unit.finite(tree.start, holder.span.start):
        return None
    return _finding(unit, tree, verb, holder, Span(holder.span.start, verb.end), "closing")


def _said_to(unit: Unit, tree: Tree, verb: Word) -> bool:
    """ "P, he told reporters": the object is who hears it."""
    return any(speaks(unit, tree, child) for child in tree.children(verb, "obj"))


def _finding(unit: Unit, tree: Tree, verb: Word, holder: Holder | None, hole: Span, by: Construction) -> Finding | None:
    """The report as a finding; `hole` is what it takes of the sentence, verb and holder."""
    said = before(unit, tree, hole.start)
    content = [said] if said is not None else []
    closes = unit.marks.ending_before(hole.start, unit.text) is not None
    if closes:
        content += resumed(unit, hole.end)
    else:
        rest = unit.trimmed(hole.end, tree.end)
        goes_on = rest is not None and _goes_on(unit, tree, rest)
        between = unit.text[hole.end : hole.end + 1] == ","
        if (
            goes_on
            and rest is not None
            and (between or said is None or not unit.finite(said.start, said.end))
            and not _reports(unit, tree, rest)
        ):
            content.append(rest)
        elif said is not None and _subordinate(tree, said):
            return None
    if not content:
        return None
    cue = Span(hole.start if by == "incise" else verb.start, verb.end)
    return Finding(
        by=by, content=tuple(content), cue=cue, holder=holder,
        commitment=unit.cues.commitment(listed(tree, verb, unit.cues)), tree=unit.number(tree), word=verb.index,
    )  # fmt: skip


def _goes_on(unit: Unit, tree: Tree, rest: Span) -> bool:
    """Whether what stands behind an insertion is the verb that it interrupted, not where or when it was said."""
    first = next((word for word in tree.words if word.start >= rest.start), None)
    return first is not None and first.pos != "ADP" and not is_relative(first) and unit.finite(rest.start, rest.end)


def _reports(unit: Unit, tree: Tree, rest: Span) -> bool:
    """Whether the rest begins with another report ("ajoutant que", "et a précisé que", "adding that")."""
    opening = [word for word in tree.words if word.start >= rest.start][:_BEFORE_VERB]
    first = next((word for word in opening if word.pos == "VERB"), None)
    return first is not None and first.lemma in unit.cues.says


def _subordinate(tree: Tree, said: Span) -> bool:
    """A clause that cannot stand alone ("When X did, Y said"): it is circumstance, not content."""
    first = next((word for word in tree.words if word.start >= said.start), None)
    return first is not None and first.start == said.start and first.rel == "mark"


def _first_of_group(tree: Tree, verb: Word) -> int:
    """Index of the first word of ", a-t-il encore déclaré": auxiliaries, clitics and adverbs before the verb."""
    index = verb.index
    while index > 0 and verb.index - index < _BEFORE_VERB:
        other = tree.words[index - 1]
        if other.pos == "PRON" and other.rel in {"subj", "subj_pass"} and not other.text.startswith("-"):
            break
        if other.pos in {"AUX", "ADV", "PRON"} or (other.text.startswith("-") and len(other.text) > 1):
            index -= 1
        else:
            break
    return index


def _border_before(unit: Unit, at: int) -> str:
    """The sign that stands before a place, "" if none of those that set a report apart."""
    before = unit.text[unit.start : at].rstrip()
    return before[-1] if before and before[-1] in _BORDER else ""
