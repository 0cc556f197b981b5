""" "X affirme que P", "X nie avoir P", "X announced the death of Y", "X accuse Y de P", "X calls Y Z": what the verb takes as its content."""

from __future__ import annotations

import re

from recoupe.model.spans import Span
from recoupe.model.vocabulary import Construction
from recoupe.pipeline.attribution.extents import clause_end, deed_end, object_span
from recoupe.pipeline.attribution.holders import Nobody, holder_of, may_speak
from recoupe.pipeline.attribution.model import Finding, Holder
from recoupe.pipeline.attribution.reports import carrier_of, listed
from recoupe.pipeline.attribution.units import Unit
from recoupe.pipeline.clauses import is_content_clause, is_gerund_clause, is_infinitive, is_passive
from recoupe.pipeline.negation import negation
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

_COMPLEMENTISER_REACH = 18
"""Words behind a verb within which its "que" stands ("a affirmé, lors d'une visite à Gao, que")."""
_WORD = re.compile(r"\w+")
_NEAR = 3
"""Words between a verb of asking and an interrogative that opens what is asked."""
_CLAUSES = ("ccomp", "xcomp", "advcl", "obl", "acl", "dep", "parataxis", "nmod")


def complements(unit: Unit, used: set[tuple[int, int]]) -> list[Finding]:
    """All attributions by a verb with its complement; `used` are the (tree, word) of cues already read."""
    out = []
    for tree in unit.trees:
        number = unit.number(tree)
        for word in tree.words:
            if word.pos not in {"VERB", "AUX"} or (number, word.index) in used:
                continue
            if word.lemma not in unit.cues.verbs and listed(tree, word, unit.cues) not in unit.cues.says:
                continue
            if _is_aim(unit, tree, word):
                continue
            found = _of(unit, tree, word)
            if found is not None:
                out.append(found)
    return out


def _of(unit: Unit, tree: Tree, verb: Word) -> Finding | None:
    for read in (_clause, _comparison, _naming, _charge, _hidden, _infinitive, _object):
        found = read(unit, tree, verb)
        if found is None:
            continue
        by, content = found
        span = _inside(unit, verb, content)
        if span is None:
            continue
        try:
            holder = holder_of(unit, tree, verb)
        except Nobody:
            return None
        if holder is not None and span.start <= holder.span.start and holder.span.end <= span.end:
            if by != "comparison":
                return None
        if by in {"clause", "comparison"} and holder is not None and not may_speak(unit, holder, verb):
            return None
        if by not in {"clause", "comparison"} and not _stands(unit, tree, verb, holder, by):
            return None
        return Finding(
            by=by, content=(span,), cue=_cue(tree, verb), holder=holder, commitment=unit.cues.commitment(listed(tree, verb, unit.cues)),
            tree=unit.number(tree), word=verb.index,
        )  # fmt: skip
    return None


def _stands(unit: Unit, tree: Tree, verb: Word, holder: Holder | None, by: Construction) -> bool:
    """Whether a verb without a clause reports: somebody does it, and it is no bare infinitive ("vouloir dénoncer"). "Accusé d'avoir" needs nobody."""
    if holder is None:
        return by == "charge" and is_passive(tree, verb)
    carried = carrier_of(tree, verb, unit.cues) is not None
    if (is_infinitive(tree, verb) and not carried) or lower(tree.words[holder.word].text) in unit.cues.generic:
        return False
    return may_speak(unit, holder, verb)


def _clause(unit: Unit, tree: Tree, verb: Word) -> tuple[Construction, Span] | None:
    """A finite clause behind "que", "that", an indirect question, or (English) nothing."""
    if listed(tree, verb, unit.cues) not in unit.cues.says and not _litotes(unit, tree, verb):
        return None
    opener = _complementiser(unit, tree, verb)
    if opener is not None:
        clause = tree.head(opener)
        if clause is None or clause.index <= opener.index:
            clause = next((word for word in tree.words if word.index > opener.index and word.pos in {"VERB", "AUX"}), None)
        if clause is None:
            return None
        start = opener.end if lower(opener.text).rstrip("'") in unit.cues.that else opener.start
        end = clause_end(unit, tree, verb, clause)
        span = unit.trimmed(start, end)
        return None if span is None else ("clause", span)
    for clause in tree.children(verb, "ccomp"):
        if clause.index > verb.index and not is_infinitive(tree, clause) and not _after_colon(unit, verb, clause):
            start = min(tree.subtree(clause)[0].start, clause.start)
            start = max(start, verb.end)
            span = unit.trimmed(start, clause_end(unit, tree, verb, clause))
            if span is not None:
                return "clause", span
    return None


def _after_colon(unit: Unit, verb: Word, clause: Word) -> bool:
    """The quotation behind a colon is read as a quotation."""
    return ":" in unit.text[verb.end : clause.start]


def _complementiser(unit: Unit, tree: Tree, verb: Word) -> Word | None:
    """The nearest word behind the verb that opens a content clause, before any other finite verb."""
    for word in tree.words[verb.index + 1 : verb.index + 1 + _COMPLEMENTISER_REACH]:
        form = lower(word.text).rstrip("'")
        if form in unit.cues.that and tree.words[word.index - 1].text.lower() in unit.cues.compound:
            return None
        if (
            form in unit.cues.that
            and word.pos in {"SCONJ", "ADV", "CCONJ", "PRON"}
            and word.rel in {"mark", "advmod", "cc", "dep", "case", "obj", "fixed"}
        ):
            return word
        if form in unit.cues.whether and word.pos in {"SCONJ", "ADV", "CCONJ", "PRON"} and word.rel != "det":
            asked = verb.lemma in unit.cues.asking
            if form in unit.pack.attribution.conditional:
                return word if asked else None
            if form in unit.pack.attribution.interrogative:
                return word if asked and word.index - verb.index <= _NEAR else None
            return word
        if word.text in {";", ":"} or (
            word.pos in {"VERB", "AUX"} and word.has("VerbForm=Fin") and unit.quoted(word) is unit.quoted(verb)
        ):
            return None
    return None


def _litotes(unit: Unit, tree: Tree, verb: Word) -> bool:
    """ "N'a pas caché que": said."""
    return verb.lemma in unit.cues.litotes and negation(tree, verb, unit.cues.denying) is not None


def _comparison(unit: Unit, tree: Tree, verb: Word) -> tuple[Construction, Span] | None:
    """ "Comme le révèlent X, P"; "as X says, P": the clause beside it."""
    marker = verb.marker.split(" ")[0] if verb.marker else ""
    if (
        verb.lemma not in unit.cues.says
        or marker not in unit.cues.comparing
        or verb.rel not in {"advcl", "acl", "parataxis", "root"}
    ):
        return None
    if any(child.index > verb.index for child in tree.children(verb, "ccomp")):
        return None
    words = tree.subtree(verb)
    first, last = words[0].start, words[-1].end
    if not unit.text[tree.start : first].strip():
        span = unit.trimmed(last, tree.end)
    else:
        span = unit.trimmed(tree.start, first)
    return None if span is None or not unit.finite(span.start, span.end) else ("comparison", span)


def _hidden(unit: Unit, tree: Tree, verb: Word) -> tuple[Construction, Span] | None:
    """ "N'a pas caché son intérêt à P": the object with all that belongs to it."""
    if not _litotes(unit, tree, verb) or not tree.children(verb, "obj"):
        return None
    return _object(unit, tree, verb)


def _infinitive(unit: Unit, tree: Tree, verb: Word) -> tuple[Construction, Span] | None:
    """ "Nie avoir tiré", "menace de frapper", "denied firing", "vowed to strike"."""
    if verb.lemma not in unit.cues.infinitive and not _litotes(unit, tree, verb):
        return None
    for clause in tree.children(verb, *_CLAUSES):
        if clause.index <= verb.index or (clause.rel in {"acl", "nmod", "dep", "parataxis"} and not is_infinitive(tree, clause)):
            continue
        gerund = is_gerund_clause(tree, clause) and tree.lang == "en" and clause.rel in {"xcomp", "ccomp"}
        marker = clause.marker.split(" ")[-1] if clause.marker else ""
        if (
            not (is_content_clause(tree, clause) or gerund)
            or (clause.rel != "xcomp" and clause.marker in unit.cues.purposes)
            or marker not in {"", "de", "à", "to"}
        ):
            continue
        words = tree.subtree(clause)
        span = unit.trimmed(max(words[0].start, verb.end), deed_end(unit, tree, verb, clause))
        if span is not None:
            return "infinitive", span
    return None


def _object(unit: Unit, tree: Tree, verb: Word) -> tuple[Construction, Span] | None:
    """ "A annoncé la mort de X", "claimed responsibility for", "mettre en garde contre", "called for"."""
    for child in tree.children(verb, "obl", "obj", "xcomp", "nmod"):
        if child.index > verb.index and child.marker and _phrasal(unit, tree, verb, child):
            span = object_span(unit, tree, verb, child)
            if span is not None:
                return "object", span
    if verb.lemma not in unit.cues.object and not _litotes(unit, tree, verb):
        return None
    for child in tree.children(verb, "obj", "obl"):
        if (
            child.index > verb.index
            and child.pos in {"NOUN", "PROPN", "NUM", "ADJ"}
            and not child.marker
            and _is_thing(unit, tree, child)
        ):
            span = object_span(unit, tree, verb, child)
            if span is not None and len(_WORD.findall(unit.text, span.start, span.end)) > 1:
                return "object", span
    return None


def _is_thing(unit: Unit, tree: Tree, word: Word) -> bool:
    """Not the time at which it was said: parsers call a bare object oblique at times."""
    return "time" not in unit.fillers(tree).kinds(word)


def _phrasal(unit: Unit, tree: Tree, verb: Word, child: Word) -> bool:
    """A verb with the preposition of its content ("appeler à", "call for"), its particle between ("mettre en garde contre")."""
    marker = child.marker.split(" ")[0]
    keys = [verb.lemma, *(f"{verb.lemma} {lower(other.text)}" for other in tree.children(verb, "prt"))]
    keys += [f"{verb.lemma} {other.marker} {other.lemma}" for other in tree.children(verb, "obl", "xcomp") if other.marker]
    keys += [f"{verb.lemma} {other.lemma}" for other in tree.children(verb, "obj")]
    return any(marker in unit.cues.phrasal.get(key, frozenset()) for key in keys)


def _charge(unit: Unit, tree: Tree, verb: Word) -> tuple[Construction, Span] | None:
    """ "Accuse X de P", "appelle X à P", "reproche à X d'avoir P", "urged X to": from the accused to the end of the deed."""
    markers = unit.cues.charge.get(verb.lemma, frozenset())
    telling = unit.cues.telling.get(verb.lemma, frozenset())
    if not markers and not telling:
        return None
    patients = [
        child
        for child in tree.children(verb, "obj", "iobj", "obl", "subj_pass")
        if child.index > verb.index or child.rel == "subj_pass" or child.pos == "PRON"
    ]
    deeds = [
        child
        for above in (verb, *patients)
        for child in tree.children(above, *_CLAUSES)
        if child.index > verb.index and _opens_deed(tree, child, markers, telling) and child not in patients
    ]
    if not deeds:
        return None
    deed = deeds[0]
    if is_passive(tree, verb) and deed.pos not in {"VERB", "AUX"}:
        return None
    words = tree.subtree(deed)
    first = min(
        (word.start for child in patients if child.index > verb.index for word in tree.subtree(child)), default=words[0].start
    )
    end = deed_end(unit, tree, verb, deed) if deed.pos in {"VERB", "AUX"} else words[-1].end
    span = unit.trimmed(max(min(first, words[0].start), verb.end), end)
    return None if span is None else ("charge", span)


def _opens_deed(tree: Tree, child: Word, markers: frozenset[str], telling: frozenset[str]) -> bool:
    """The deed of an accusation may be a noun; what somebody is told to do is an infinitive."""
    marker = child.marker.split(" ")[0] if child.marker else ""
    return marker in markers or (marker in telling and is_infinitive(tree, child))


def _naming(unit: Unit, tree: Tree, verb: Word) -> tuple[Construction, Span] | None:
    """ "Qualifie X de Y", "décrit X comme Y", "called X a Y"."""
    markers = unit.cues.naming.get(verb.lemma)
    if markers is None:
        return None
    objects = [
        child
        for child in tree.children(verb, "obj", "subj_pass", "xcomp")
        if child.index > verb.index and child.pos in {"NOUN", "PROPN", "PRON"} and not child.marker
    ]
    names = [
        child
        for above in (verb, *objects)
        for child in tree.children(above, "pred", "obl", "xcomp", "nmod", "advcl", "ccomp", "amod", "advmod")
        if child.index > verb.index and _marked(child, markers)
    ]
    if not names:
        return None
    words = [word for child in (*objects, names[-1]) for word in tree.subtree(child)]
    first, end = min(word.start for word in words), max(word.end for word in words)
    quotation = unit.marks.holding(end - 1)
    span = unit.trimmed(max(first, verb.end), max(end, quotation.end if quotation is not None else end))
    return None if span is None else ("naming", span)


def _marked(child: Word, markers: frozenset[str]) -> bool:
    marker = child.marker.split(" ")[0] if child.marker else ""
    return marker in markers and (
        bool(marker) or child.rel in {"pred", "xcomp", "ccomp"} or (child.rel == "advmod" and child.pos == "ADJ")
    )


def _is_aim(unit: Unit, tree: Tree, verb: Word) -> bool:
    """ "Pour s'assurer que", "afin de rappeler que": nobody has said it."""
    if not is_infinitive(tree, verb):
        return False
    return bool(verb.marker) and (verb.marker in unit.cues.purposes or verb.marker.split(" ")[0] in unit.cues.purposes)


def _inside(unit: Unit, verb: Word, content: Span) -> Span | None:
    """A content does not leave the quotation in which its verb stands."""
    quotation = unit.quoted(verb)
    if quotation is None:
        return content
    return unit.trimmed(content.start, min(content.end, quotation.inner.end))


def _cue(tree: Tree, verb: Word) -> Span:
    """The verb with its auxiliaries, clitics and negation in front."""
    first = verb.index
    while first > 0 and tree.words[first - 1].pos in {"AUX", "ADV", "PART"} and tree.words[first - 1].head in {verb.index, first}:
        first -= 1
    return Span(tree.words[first].start, verb.end)
