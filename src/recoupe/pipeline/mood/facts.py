"""What tells an act as a fact: tense, habit, words that presuppose it. Must never overrule evidence that it is no fact; the reader's order sees to that."""

from __future__ import annotations

from recoupe.model.vocabulary import Occurrence
from recoupe.pipeline.mood.evidence import NOMINAL, VERBAL, Evidence, Found
from recoupe.pipeline.negation import plain
from recoupe.syntax.tree import Word

_OBJECTS = frozenset({"obj", "obl", "subj_pass", "iobj"})


def presupposed(evidence: Evidence, word: Word) -> Found | None:
    """An act noun that the text takes for granted, whatever the clause above: "depuis l'attaque", "condamnera l'attaque", "deux ans après sa défaite"."""
    if word.pos not in NOMINAL:
        return None
    clauses = evidence.source.clauses
    if word.marker in clauses.known:
        return evidence.marked("happened", word, f"taken for granted: {word.marker}")
    marks = [child for child in evidence.tree.children(word, "case", "mark") if child.index < word.index]
    if word.marker in clauses.measured and marks and marks[0].index:
        if evidence.tree.words[marks[0].index - 1].lemma in evidence.source.tenses.units:
            return evidence.marked("happened", word, f"taken for granted: a measure of time {word.marker}")
    above = evidence.tree.head(word)
    if above is not None and above.pos in VERBAL and word.rel in _OBJECTS and above.lemma in evidence.source.presupposing:
        return evidence.found("happened", above, f"taken for granted: “{above.text}” needs it")
    return None


def upheld(evidence: Evidence, noun: Word) -> Found | None:
    """A state that the verb or noun above needs in order to be kept, ended or countered: "maintenir sa présence", "la fin de l'occupation"."""
    if noun.pos not in NOMINAL:
        return None
    above = evidence.tree.head(noun)
    if above is None or noun.rel not in {*_OBJECTS, "nmod"} or above.lemma not in evidence.source.upholding:
        return None
    return evidence.found("ongoing", above, f"taken for granted: “{above.text}” needs it")


def carried(evidence: Evidence, word: Word) -> Found | None:
    """An act noun that is the subject of "avoir lieu", "se produire", "take place" has the fate of that verb."""
    above = evidence.tree.head(word)
    if word.pos not in NOMINAL or above is None or above.pos not in VERBAL or word.rel not in {"subj", "subj_pass"}:
        return None
    rest = {child.lemma for child in evidence.tree.children(above, "obj", "dep", "xcomp", "obl")}
    said = above.lemma in evidence.source.occurring or any(f"{above.lemma} {each}" in evidence.source.occurring for each in rest)
    return evidence.judge(above) if said else None


def tense(evidence: Evidence, word: Word) -> Found:
    """What the tense of a verb says; a noun without other evidence is told as a fact."""
    for each in evidence.carriers(word):
        if each.has("Tense=Fut"):
            return evidence.found("planned", each, "future tense", tense="future")
    past = any(each.has("Tense=Past") or each.has("Aspect=Perf") for each in evidence.carriers(word))
    present = word.has("Tense=Pres") and not past
    habit = _habit(evidence, word)
    if present and (soon := _coming(evidence, word)) is not None:
        return evidence.found("planned", soon, "a present for what is to come", tense="future")
    if habit is not None and (present or word.has("Tense=Imp") or word.pos in NOMINAL):
        return evidence.found("habitual", habit, "said to recur")
    if present:
        occurrence: Occurrence = "happened" if word.lemma in evidence.source.tenses.punctual else "ongoing"
        lasts = word.lemma in evidence.source.tenses.lasting or word.has("Aspect=Prog")
        return evidence.found("ongoing" if lasts else occurrence, word, "present tense", tense="" if lasts else "present")
    if word.has("Tense=Imp") or any(each.has("Aspect=Prog") for each in evidence.carriers(word)):
        return evidence.found("ongoing", word, "told as going on")
    carrier = next((each for each in evidence.carriers(word) if each.has("VerbForm=Fin")), word)
    return evidence.found("happened", carrier, "told as a fact" if word.pos in NOMINAL else "past tense")


def _habit(evidence: Evidence, word: Word) -> Word | None:
    """An adverb of habit, "chaque nuit", "tous les jours", "ses frappes quotidiennes"."""
    tenses = evidence.source.tenses
    for child in evidence.tree.children(word, "advmod", "obl", "amod", "obj", "nmod"):
        if child.text.lower() in tenses.habitual or (word.pos in NOMINAL and child.lemma in tenses.recurrent):
            return child
        if child.lemma in tenses.units:
            for other in evidence.tree.words[max(0, child.index - 2) : child.index]:
                if plain(other) in tenses.each or (plain(other) in tenses.all and child.index - other.index == 2):
                    return other
    return None


def _coming(evidence: Evidence, word: Word) -> Word | None:
    """A word that puts a present into the future: "arrivent demain", "la semaine prochaine"."""
    coming = evidence.source.tenses.coming
    for child in evidence.tree.children(word, "advmod", "obl", "nmod"):
        for each in (child, *evidence.tree.children(child, "amod")):
            if plain(each) in coming:
                return each
    return None
