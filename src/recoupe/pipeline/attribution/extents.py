"""How far a content reaches: ends of clauses, ends at the next report, what an insertion interrupts. Must never look for a speaker."""

from __future__ import annotations

from recoupe.model.spans import Span
from recoupe.pipeline.attribution.units import Unit
from recoupe.pipeline.clauses import is_finite
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

_LONGEST_GAP = 15
"""Words without a finite verb between a report and the quotation that goes on ("he told a radio at noon. "B"")."""


def clause_end(unit: Unit, tree: Tree, cue: Word, clause: Word) -> int:
    """Where the content clause headed by `clause` ends.

    A complement rarely stops inside its sentence: it goes to the end unless a verb coordinated with the cue, or another report, takes over.
    """
    taken = _taken_back(unit, tree, clause) or _set_apart(tree, clause) or _set_against(unit, tree, clause)
    if taken is not None:
        return taken
    end = tree.subtree(clause)[-1].end
    taking_over = [
        word
        for word in tree.words
        if word.start >= end and word.pos in {"VERB", "AUX"} and (_with_cue(tree, word, cue) or word.lemma in unit.cues.says)
    ]
    if any(word.start >= end and word.text == ";" for word in tree.words):
        return end
    if not taking_over:
        rest = tree.end
        quotation = unit.marks.holding(max(rest - 1, clause.start))
        return max(rest, min(quotation.end, unit.end)) if quotation is not None and quotation.start >= cue.end else rest
    return end


def deed_end(unit: Unit, tree: Tree, cue: Word, deed: Word) -> int:
    """Where an infinitive ends: as a clause, but no further than the first comma behind what hangs on it."""
    own = tree.subtree(deed)[-1].end
    apart = _set_apart(tree, deed)
    if apart is not None:
        return apart
    comma = next((word.start for word in tree.words if word.start >= own and word.text in {",", ";", "—", "–"}), tree.end)
    return max(own, min(comma, clause_end(unit, tree, cue, deed)))


def _set_apart(tree: Tree, clause: Word) -> int | None:
    """Where a participle with a subject of its own begins behind a comma ("..., le Pentagone allant jusqu'à"): it is not part of what is said."""
    for word in tree.words[clause.index + 1 :]:
        if word.pos != "VERB" or not (word.has("VerbForm=Part") and word.has("Tense=Pres")):
            continue
        own = [child for child in tree.children(word, "subj") if child.pos in {"NOUN", "PROPN"} and child.index < word.index]
        first = tree.subtree(own[0])[0].index if own else 0
        if own and first > clause.index and tree.words[first - 1].text == ",":
            return tree.words[first - 1].start
    return None


def _set_against(unit: Unit, tree: Tree, clause: Word) -> int | None:
    """Where ", while Y has said" sets another report against this one."""
    for word in tree.words[clause.index + 1 :]:
        if word.pos != "VERB" or word.lemma not in unit.cues.says or not tree.children(word, "subj"):
            continue
        marks = [each for each in tree.children(word, "mark", "advmod") if lower(each.text) in unit.cues.contrasting]
        if marks and marks[0].index > clause.index and tree.words[marks[0].index - 1].text == ",":
            return marks[0].start
    return None


def _taken_back(unit: Unit, tree: Tree, clause: Word) -> int | None:
    """Where ", et a révélé", ", and added" takes the sentence back to the speaker: comma, conjunction, finite verb without a subject of its own."""
    words = tree.words
    for index in range(clause.index + 1, len(words) - 2):
        if words[index].text == "," and (
            _participle_of_speech(unit, words[index + 1]) or _saying_after(unit, tree, words[index + 1])
        ):
            return words[index].start
        comma = words[index].text == ","
        joint = words[index + 1] if comma else words[index]
        if joint.pos != "CCONJ" and not comma:
            continue
        behind = joint.index + 1 if joint.pos == "CCONJ" else joint.index
        while behind < len(words) and words[behind].pos in {"AUX", "ADV", "PART"} and not words[behind].has("VerbForm=Fin"):
            behind += 1
        first = words[behind] if behind < len(words) else None
        if first is None or first.pos not in {"VERB", "AUX"} or not first.has("VerbForm=Fin"):
            continue
        verb = next((word for word in words[behind:] if word.pos == "VERB"), first)
        alone = verb.index - behind <= 3 and not tree.children(verb, "subj", "subj_pass", "expl")
        if alone and ((comma and joint.pos == "CCONJ") or verb.lemma in unit.cues.says):
            return words[index].start
    return None


def _participle_of_speech(unit: Unit, word: Word) -> bool:
    """ ", ajoutant que", ", adding that"."""
    return word.pos == "VERB" and word.lemma in unit.cues.says and word.has("VerbForm=Part") and word.has("Tense=Pres")


def _saying_after(unit: Unit, tree: Tree, first: Word) -> bool:
    """ ", avant de préciser que": an infinitive of speech that goes on with the same speaker."""
    verb = next((word for word in tree.words[first.index : first.index + 4] if word.pos == "VERB"), None)
    return (
        verb is not None
        and verb.lemma in unit.cues.says
        and verb.has("VerbForm=Inf")
        and first.pos in {"ADP", "ADV", "SCONJ"}
        and bool(verb.marker)
    )


def _with_cue(tree: Tree, word: Word, cue: Word) -> bool:
    """Whether a verb goes on with the cue's subject: coordinated with it, or a participle or clause that hangs on it."""
    return (
        word.head == cue.index and word.rel in {"conj", "advcl", "parataxis"} and (is_finite(tree, word) or word.rel == "advcl")
    )


def phrase_span(unit: Unit, tree: Tree, head: Word) -> Span | None:
    """Everything below a noun or infinitive, without the preposition that links it."""
    words = tree.subtree(head)
    low = next((i for i, word in enumerate(words) if word.index == head.index), 0)
    first = low
    while first > 0 and words[first].index - words[first - 1].index == 1:
        first -= 1
    run = words[first:]
    apposed = [
        child for child in tree.children(head, "appos", "relcl") if tree.words[tree.subtree(child)[0].index - 1].text == ","
    ]
    stop = min((tree.subtree(child)[0].start for child in apposed), default=tree.end)
    run = [word for word in run if word.start < stop] or [head]
    last = next(
        (i for i in range(len(run) - 1) if run[i + 1].index - run[i].index > 2 and run[i].index >= head.index), len(run) - 1
    )
    run = run[: last + 1]
    while len(run) > 1 and run[0].rel in {"case", "mark", "punct", "cc"} and run[0].index != head.index:
        run = run[1:]
    return unit.trimmed(run[0].start, run[-1].end)


def object_span(unit: Unit, tree: Tree, verb: Word, head: Word) -> Span | None:
    """The object of a report with the prepositional phrases right behind it, which the parser may have hung on the verb ("la reprise de X au sud de Y")."""
    span = phrase_span(unit, tree, head)
    if span is None:
        return None
    reporting = [word for word in tree.subtree(head) if word.rel == "relcl" and _has_report_below(unit, tree, word)]
    if reporting:
        cut = unit.trimmed(span.start, min(tree.subtree(word)[0].start for word in reporting))
        return cut if cut is not None else span
    end = span.end
    for child in sorted(tree.children(verb, "obl", "nmod", "acl", "dep", "xcomp"), key=lambda word: word.index):
        words = tree.subtree(child)
        if words[0].start < end or unit.text[end : words[0].start].strip() or _beside_object(unit, tree, child):
            continue
        end = words[-1].end
    return unit.trimmed(span.start, end)


def _has_report_below(unit: Unit, tree: Tree, clause: Word) -> bool:
    """Whether a relative clause holds a report of its own: its words are another's."""
    return any(word.pos == "VERB" and word.lemma in unit.cues.says for word in tree.subtree(clause))


def _beside_object(unit: Unit, tree: Tree, child: Word) -> bool:
    """When it was said, and in which medium ("in a video", "dans un communiqué"): no part of what is said."""
    return "time" in unit.fillers(tree).kinds(child) or unit.cues.kinds.get(child.lemma) in {"document", "images", "outlet"}


def without(unit: Unit, start: int, end: int, hole: Span) -> tuple[Span, ...]:
    """What is left of a stretch before and behind the attribution."""
    pieces = (unit.trimmed(start, min(hole.start, end)), unit.trimmed(max(hole.end, start), end))
    return tuple(piece for piece in pieces if piece is not None)


def before(unit: Unit, tree: Tree, at: int) -> Span | None:
    """What is said before an inserted or closing report at `at`: the quotation that ends there with the words it completes, else the sentence so far."""
    quotation = unit.marks.ending_before(at, unit.text)
    if quotation is None:
        return unit.trimmed(tree.start, at)
    first = unit.tree_at(quotation.start)
    start = quotation.start
    lead = unit.text[first.start : quotation.start].rstrip()
    if lead and lead[-1] not in ":," and not _has_report(unit, first, first.start, quotation.start):
        start = first.start
    return unit.trimmed(start, at)


def _has_report(unit: Unit, tree: Tree, start: int, end: int) -> bool:
    return any(word.lemma in unit.cues.says and word.pos == "VERB" and start <= word.start < end for word in tree.words)


def resumed(unit: Unit, at: int) -> tuple[Span, ...]:
    """Quotations behind a report that interrupted or ended one ("A", said X. "B."), up to the next report."""
    out: list[Span] = []
    while True:
        following = next(iter(unit.marks.behind(at)), None)
        if following is None or following.start >= unit.end or _reported(unit, at, following.start):
            return tuple(out)
        opens = any(tree.start == following.start for tree in unit.trees)
        if not opens and (len(unit.text[at : following.start].split()) > _LONGEST_GAP or unit.finite(at, following.start)):
            return tuple(out)
        out.append(Span(following.start, min(following.end, unit.end)))
        at = following.end


def _reported(unit: Unit, start: int, end: int) -> bool:
    """Whether another verb of speech stands between two places, outside quotations."""
    return any(
        word.pos == "VERB" and word.lemma in unit.cues.says and start <= word.start < end and unit.quoted(word) is None
        for tree in unit.trees
        for word in tree.words
    )
