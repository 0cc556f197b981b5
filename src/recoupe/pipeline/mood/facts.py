"""What tells an act as a fact: tense, habit, words that presuppose it. Must never overrule evidence that it is no fact; the reader's order sees to that."""

from __future__ import annotations

from recoupe.pipeline.mood.evidence import NOMINAL, VERBAL, Evidence, Found, granted
from recoupe.pipeline.negation import plain
from recoupe.syntax.tree import Word

_HEAD = 3
"""How many first words of a sentence may hold a habit that reaches every act in it."""
_OBJECTS = frozenset({"obj", "obl", "subj_pass", "iobj"})


def presupposed(evidence: Evidence, word: Word) -> Found | None:
    """An act noun that the text takes for granted, whatever the clause above: "depuis l'attaque", "condamnera l'attaque", "deux ans après sa défaite"."""
    if word.pos not in NOMINAL:
        return None
    clauses = evidence.source.clauses
    if word.marker in clauses.known:
        return granted(evidence.marked("happened", word, f"taken for granted: {word.marker}"))
    marks = [child for child in evidence.tree.children(word, "case", "mark") if child.index < word.index]
    if word.marker in clauses.measured and marks and marks[0].index:
        if evidence.tree.words[marks[0].index - 1].lemma in evidence.source.tenses.units:
            return granted(evidence.marked("happened", word, f"taken for granted: a measure of time {word.marker}"))
    above = evidence.tree.head(word)
    if above is None or above.pos not in VERBAL or word.rel not in _OBJECTS:
        return None
    if {above.lemma if not word.marker or word.rel != "obl" else "", f"{above.lemma} {word.marker}"} & {
        *evidence.source.presupposing
    }:
        return granted(evidence.found("happened", above, f"taken for granted: “{above.text}” needs it"))
    return None


def upheld(evidence: Evidence, noun: Word) -> Found | None:
    """A state that the verb or noun above needs in order to be kept, ended or countered: "maintenir sa présence", "la fin de l'occupation"."""
    if noun.pos not in NOMINAL:
        return None
    above = evidence.tree.head(noun)
    if above is None or noun.rel not in {*_OBJECTS, "nmod"} or above.lemma not in evidence.source.upholding:
        return None
    return granted(evidence.found("ongoing", above, f"taken for granted: “{above.text}” needs it"))


def warned(evidence: Evidence, verb: Word) -> Found | None:
    """A future in the first person, or told by a verb of warning: what is announced to an enemy is a threat."""
    if any(each.has("Person=1") for each in (*evidence.carriers(verb), *evidence.tree.children(verb, "subj"))):
        return evidence.found("threatened", verb, "announced by who would do it")
    warns = next((each for each in evidence.tree.words if each.pos in VERBAL and each.lemma in evidence.source.warning), None)
    return evidence.found("threatened", warns, "a warning") if warns is not None and warns.index != verb.index else None


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
    finite = evidence.finite(word)
    if finite is not None and finite.has("Tense=Fut"):
        return evidence.found("planned", finite, "future tense", tense="future")
    perfect = evidence.source.tenses.perfect
    own = finite is not None and (finite.index == word.index or finite.rel in {"cop", "aux_pass"} or finite.lemma not in perfect)
    told = _present(evidence, word, finite) if finite is not None and own and finite.has("Tense=Pres") else None
    if told is not None:
        return told
    if finite is not None and finite.has("Tense=Pres") and word.has("Aspect=Prog"):
        return evidence.found("ongoing", word, "told as going on")
    if finite is None and evidence.is_gerund(word):
        return evidence.found("ongoing", word, "present tense", tense="present")
    habit = _habit(evidence, word)
    if habit is not None and (word.pos in NOMINAL or (finite is not None and finite.has("Tense=Imp"))):
        return evidence.found("habitual", habit, "said to recur")
    return evidence.found("happened", finite or word, "told as a fact" if word.pos in NOMINAL else "past tense")


def _present(evidence: Evidence, word: Word, finite: Word) -> Found:
    """A present: of habit, of what is to come, of a state or of a done act."""
    tenses = evidence.source.tenses
    if (habit := _habit(evidence, word) or _recurring(evidence, word)) is not None:
        return evidence.found("habitual", habit, "said to recur")
    before = evidence.tree.head(word) if word.rel == "advcl" and word.marker in evidence.source.clauses.temporal else None
    if before is not None and evidence.is_past(before):
        return evidence.marked("happened", word, "past tense")  # "a fui avant que l'armée n'attaque": a told sequence
    if (soon := _coming(evidence, word)) is not None:
        return evidence.found("planned", soon, "a present for what is to come", tense="future")
    lasts = word.lemma in tenses.lasting or word.has("Aspect=Prog")
    done = word.lemma in tenses.punctual and finite.rel not in {"aux_pass", "cop"}
    return evidence.found(
        "happened" if done and not lasts else "ongoing", word, "present tense", tense="" if lasts else "present"
    )


def _habit(evidence: Evidence, word: Word) -> Word | None:
    """An adverb of habit, "chaque nuit", "tous les jours", "par semaine", "ses frappes quotidiennes": on the act, or at the head of the sentence."""
    tenses = evidence.source.tenses
    below = [each for each in evidence.tree.subtree(word) if each.pos not in VERBAL or each.index == word.index]
    own = {each.index for each in evidence.tree.children(word, "advmod", "obl", "amod", "obj", "nmod")}
    for each in evidence.tree.words:
        near = each.index in own or (word.pos in VERBAL and (each.index < _HEAD or each in below))
        if not near:
            continue
        if plain(each) in tenses.habitual and each.index in own:
            return each
        if word.pos in NOMINAL and each.lemma in tenses.recurrent and each.index in own:
            return each
        if each.lemma in tenses.units and (mark := _often(evidence, each)) is not None:
            return mark
    return None


def _often(evidence: Evidence, unit: Word) -> Word | None:
    """The word that makes a time unit recur: "chaque", "tous les", "par"."""
    tenses = evidence.source.tenses
    for other in evidence.tree.words[max(0, unit.index - 2) : unit.index]:
        form = plain(other)
        if form in tenses.each or (form in tenses.all and unit.index - other.index == 2):
            return other
        if form in tenses.per and unit.index - other.index == 1:
            return other
    return None


def _recurring(evidence: Evidence, word: Word) -> Word | None:
    """ "Quand il ouvre, ils attendent", "ceux qui refusent sont battus": a present that recurs, and the one beside it."""
    clauses = evidence.source.clauses
    for clause in (word, *evidence.tree.children(word, "advcl")):
        if clause.rel == "advcl" and clause.marker in clauses.whenever and _is_present(evidence, clause):
            main = evidence.tree.head(clause)
            if main is not None and _is_present(evidence, main):
                return next(iter(evidence.tree.children(clause, "mark", "advmod")), clause)
    if word.rel == "relcl" and (noun := evidence.tree.head(word)) is not None and plain(noun) in clauses.generic:
        return noun
    for subject in evidence.tree.children(word, "subj", "subj_pass"):
        if plain(subject) in clauses.generic and evidence.tree.children(subject, "relcl"):
            return subject
    return None


def _is_present(evidence: Evidence, verb: Word) -> bool:
    finite = evidence.finite(verb)
    return finite is not None and finite.has("Tense=Pres") and not (finite.rel == "aux" and verb.has("VerbForm=Part"))


def _coming(evidence: Evidence, word: Word) -> Word | None:
    """A word that puts a present into the future: "arrivent demain", "la semaine prochaine", "reprend lundi"."""
    tenses = evidence.source.tenses
    for child in evidence.tree.children(word, "advmod", "obl", "nmod", "obj"):
        beside = evidence.tree.children(child, "amod", "nmod", "advmod")
        for each in (child, *beside):
            if plain(each) in tenses.coming:
                return each
        bare = not child.marker and not evidence.tree.children(child, "det")
        if bare and child.lemma in tenses.weekdays and not any(each.lemma in tenses.gone for each in beside):
            return child
    return None
