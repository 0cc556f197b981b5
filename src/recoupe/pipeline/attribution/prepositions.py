""" "Selon X, P"; "P, d'après X"; "according to X"; "citing X". Read on the surface: parsers hang these phrases anywhere."""

from __future__ import annotations

from recoupe.model.spans import Span
from recoupe.pipeline.attribution.holders import Nobody, holder_at
from recoupe.pipeline.attribution.model import Finding, Holder
from recoupe.pipeline.attribution.units import Unit
from recoupe.pipeline.fillers import NOMINAL, is_relative
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

_ENDS = frozenset({",", ":", ";", ".", "«", "»", "“", "”", '"', "!", "?", "—", "–", "("})
_SHORT_LEAD = 4
"""Words without a verb that may stand before an opening "selon X" ("Jeudi matin, selon X, P")."""


def prepositions(unit: Unit) -> list[Finding]:
    """All attributions by a preposition or a citing participle in the unit."""
    out = []
    for tree in unit.trees:
        view = lower(unit.text[tree.start : tree.end])
        opening = _opening(unit, tree)
        if opening is not None:
            out.append(opening)
        for match in unit.cues.prepositions.finditer(view):
            cue = Span(tree.start + match.start(), tree.start + match.end())
            found = _of(unit, tree, cue, match.group())
            if found is not None:
                out.append(found)
    return out


def _opening(unit: Unit, tree: Tree) -> Finding | None:
    """ "Pour X, P": a named speaker between the preposition that opens the sentence and a comma, and a clause with a subject of its own."""
    first = next((word for word in tree.words if word.rel != "punct"), tree.words[0])
    if lower(first.text) not in unit.cues.initial or unit.quoted(first) is not None:
        return None
    holder = _holder(unit, tree, Span(first.start, first.end))
    if holder is None or unit.text[holder.span.end : holder.span.end + 1] != ",":
        return None
    if not _views(unit, tree, tree.words[holder.word]):
        return None
    content = unit.trimmed(holder.span.end, tree.end)
    if content is None or not unit.finite(content.start, content.end):
        return None
    return Finding(
        by="preposition",
        content=(content,),
        cue=Span(first.start, first.end),
        holder=holder,
        commitment="neutral",
        tree=unit.number(tree),
    )


def _views(unit: Unit, tree: Tree, head: Word) -> bool:
    """Somebody with an opinion of his own rather than those whom something befalls ("pour les habitants, la vie est dure")."""
    kind = unit.cues.kinds.get(head.lemma)
    if kind is not None:
        return kind not in {"unnamed", "evidence", "images"}
    kinds = unit.fillers(tree).kinds(head)
    return "actor" in kinds and "place" not in kinds


def _of(unit: Unit, tree: Tree, cue: Span, form: str) -> Finding | None:
    holder = _holder(unit, tree, cue)
    if holder is None:
        return None
    if holder.span.start < cue.end and not _set_apart(unit, tree, cue):
        return None
    low, high = _limits(unit, tree, cue)
    lead = unit.trimmed(low, cue.start)
    words = [] if lead is None else unit.text[lead.start : lead.end].split()
    behind = unit.trimmed(holder.span.end, high)
    citing = form in unit.cues.citing
    opens = lead is not None and len(words) <= _SHORT_LEAD and not unit.finite(lead.start, lead.end)
    if lead is None or (opens and not _interrupted(tree, lead)):
        content: tuple[Span | None, ...] = (behind,)
    elif behind is None or (unit.finite(lead.start, lead.end) and not _inside_clause(tree, low)):
        content = (lead,)
    else:
        content = (lead, behind)
    said = tuple(each for each in content if each is not None)
    if not said:
        return None
    return Finding(
        by="citing" if citing else "preposition",
        content=said,
        cue=cue,
        holder=holder,
        commitment="neutral",
        tree=unit.number(tree),
    )


def _interrupted(tree: Tree, lead: Span) -> bool:
    """Whether the words before hold the subject of what stands behind: "Le pont, selon X, sera fermé"."""
    return any(word.rel in {"subj", "subj_pass"} and lead.start <= word.start < lead.end for word in tree.words)


def _limits(unit: Unit, tree: Tree, cue: Span) -> tuple[int, int]:
    """The clause in which the phrase stands: a quotation around it, a complementiser before it, else the sentence with the quotations that go on."""
    quotation = unit.marks.holding(cue.start)
    low, high = tree.start, tree.end
    if quotation is not None:
        low, high = max(quotation.inner.start, tree.start), min(quotation.inner.end, unit.end)
    else:
        last = unit.marks.holding(tree.end - 1)
        if last is not None and last.start >= cue.end:
            high = min(last.end, unit.end)
        if unit.marks.opened_at(tree.start):
            first = unit.marks.holding(tree.start)
            low = first.start if first is not None else low
    for word in reversed(tree.words):
        if low < word.end <= cue.start:
            if word.rel == "punct":
                continue
            if lower(word.text).rstrip("'") in unit.cues.that and word.pos != "PRON":
                low = word.end
            break
    return (_clause_start(tree, cue, low) if quotation is None else low), high


def _set_apart(unit: Unit, tree: Tree, cue: Span) -> bool:
    """Whether "de source militaire" stands behind a sign, opens the sentence or follows a report: "établie de source sûre" says how, not who speaks."""
    before = [word for word in tree.words if word.end <= cue.start]
    if not before or before[-1].rel == "punct":
        return True
    return before[-1].pos == "VERB" and before[-1].lemma in unit.cues.incises


def _clause_start(tree: Tree, cue: Span, low: int) -> int:
    """Where the relative clause begins that the phrase interrupts ("où l'on reconnaît, d'après X, des images"); `low` where it interrupts none."""
    for word in reversed(tree.words):
        if low < word.end <= cue.start and is_relative(word) and (verb := tree.head(word)) is not None:
            below = tree.subtree(verb)
            return word.start if verb.start < cue.start and below[-1].start >= cue.end else low
    return low


def _inside_clause(tree: Tree, low: int) -> bool:
    """Whether the phrase interrupts a relative clause that begins at `low`."""
    return any(word.start == low and is_relative(word) for word in tree.words)


def _holder(unit: Unit, tree: Tree, cue: Span) -> Holder | None:
    """The noun phrase behind the preposition, up to a comma, a colon, a quotation mark or a finite verb; with the apposition that follows."""
    last = next((word for word in tree.words if word.end == cue.end), None)
    begins = cue.end if last is None or last.pos != "NOUN" or last.lemma not in unit.cues.kinds else last.start
    words = [word for word in tree.words if word.start >= begins]  # "de source militaire": the source is a word of the cue
    run: list[Word] = []
    for word in words:
        if (
            word.text in _ENDS
            or is_relative(word)
            or (run and word.pos == "PRON" and word.rel == "subj")
            or (word.pos in {"VERB", "AUX"} and word.has("VerbForm=Fin") and run)
        ):
            break
        run.append(word)
    heads = [word for word in run if word.pos in NOMINAL and word.pos != "ADJ"]
    if not run or not heads or lower(run[0].text).rstrip("'") in unit.cues.no_holder or run[0].pos in {"SCONJ"}:
        return None
    head = next((word for word in heads if word.head not in {each.index for each in run}), heads[0])
    try:
        holder_at(unit, tree, head)
    except Nobody:
        return None
    span = unit.trimmed(run[0].start, _with_apposition(tree, run))
    return None if span is None else Holder(span, unit.number(tree), head.index)


def _with_apposition(tree: Tree, run: list[Word]) -> int:
    """ "Selon X, commandant du front, P": a bare noun between two commas belongs to X."""
    comma = run[-1].index + 1
    if comma + 1 >= len(tree.words) or tree.words[comma].text != ",":
        return run[-1].end
    first = tree.words[comma + 1]
    if first.pos not in {"NOUN", "PROPN"} or not first.text[:1].islower():
        return run[-1].end
    for word in tree.words[comma + 1 :]:
        if word.text == ",":
            return tree.words[word.index - 1].end
        if word.pos in {"VERB", "AUX"} and word.has("VerbForm=Fin"):
            break
    return run[-1].end
