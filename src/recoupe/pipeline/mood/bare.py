"""Acts that no finite verb of their own tells: bare infinitives, gerunds, nouns under verbs that are not told. Must never read governors' words."""

from __future__ import annotations

from recoupe.model.vocabulary import SAID_TO_HAPPEN
from recoupe.pipeline.clauses import is_finite, is_infinitive
from recoupe.pipeline.mood.evidence import NOMINAL, NOT_TOLD, VERBAL, Evidence, Found
from recoupe.pipeline.mood.governors import governed, modal, purpose
from recoupe.syntax.tree import Word

_NAMED = frozenset({"root", "csubj", "subj", "parataxis", "appos"})
_BESIDE = frozenset({"advcl", "obl", "dep", "xcomp"})
_SUBJECTS = frozenset({"subj", "subj_pass", "csubj"})


def series(evidence: Evidence, word: Word) -> Found | None:
    """One of several infinitives of purpose in a row, or where they lead ("dans"), which the parser hung elsewhere."""
    first = word
    while first.rel == "conj" and (above := evidence.tree.head(first)) is not None:
        first = above
    bare = is_infinitive(evidence.tree, word) and word.pos in VERBAL and not first.marker
    into = word.pos == "NOUN" and first.rel == "obl" and first.marker in evidence.source.clauses.leading
    if not (bare or into):
        return None
    for other in reversed(evidence.tree.words[: word.index]):
        if other.pos in VERBAL and is_finite(evidence.tree, other):
            return None
        if other.pos == "VERB" and is_infinitive(evidence.tree, other):
            found = purpose(evidence, other) or modal(evidence, other) or governed(evidence, other)
            if found is not None:
                return found
    return None


def named(evidence: Evidence, word: Word) -> Found | None:
    """An infinitive that nothing finite governs ("Quitter l'Irak, seul moyen..."), an act as a subject, an imperative."""
    if word.has("Mood=Imp"):
        return evidence.found("requested", word, "imperative")
    if evidence.is_gerund(word) and word.rel == "csubj":
        return evidence.found("hypothetical", word, "an act named, not reported")
    perfect = any(child.has("VerbForm=Inf") for child in evidence.tree.children(word, "aux"))
    if word.rel == "root" and perfect and not is_finite(evidence.tree, word):
        return evidence.found("unknown", word, "a perfect infinitive without the verb that says it")
    if not (is_infinitive(evidence.tree, word) and word.pos in VERBAL):
        return None
    if evidence.finite(word) is not None:
        return None  # a causative: "a fait exécuter"
    if word.rel in _NAMED:
        return evidence.found("hypothetical", word, "infinitive: an act named, not reported")
    above = evidence.tree.head(word)
    if above is not None and above.pos in NOMINAL and not word.marker:
        seen = evidence.tree.head(above)
        if seen is not None and seen.lemma in evidence.source.perceiving:
            return evidence.judge(seen)
    if above is not None and above.pos in {"NOUN", "ADJ", "PROPN"} and not word.has("Tense=Past"):
        return evidence.found("hypothetical", word, "infinitive behind a noun")
    if word.rel == "conj" and above is not None and is_infinitive(evidence.tree, above):
        return evidence.judge(above)
    return None


def circumstance(evidence: Evidence, word: Word) -> Found | None:
    """A participle or infinitive beside a verb shares its fate: "could leave, burning the depot"."""
    if word.pos not in VERBAL or is_finite(evidence.tree, word):
        return None
    first = evidence.first(word)
    above = evidence.tree.head(first)
    auxiliaries = evidence.tree.children(word, "aux")
    bare = evidence.is_gerund(word) or is_infinitive(evidence.tree, word) or any(evidence.is_gerund(each) for each in auxiliaries)
    if not bare or above is None or above.pos not in VERBAL or first.rel not in _BESIDE:
        return None
    found = evidence.judge(above)
    return Found("happened", found.cues) if found.occurrence in SAID_TO_HAPPEN and auxiliaries else found


def unspecific(evidence: Evidence, word: Word) -> Found | None:
    """ "Tout dialogue", "any attack": no act in particular."""
    if word.pos not in NOMINAL:
        return None
    for child in evidence.tree.children(word, "det", "amod"):
        if child.text.lower() in evidence.source.unspecific and not word.has("Number=Plur"):
            return evidence.found("hypothetical", child, "no act in particular")
    return None


def under(evidence: Evidence, word: Word) -> Found | None:
    """An act noun below a verb that is only intended, threatened, possible is not told as having happened."""
    if word.pos not in NOMINAL:
        return None
    current = word
    for above in evidence.tree.ancestors(word):
        if above.pos in VERBAL:
            if current.rel in _SUBJECTS:
                return None
            found = evidence.judge(above)
            return found if found.occurrence in NOT_TOLD else None
        current = above
    return None
