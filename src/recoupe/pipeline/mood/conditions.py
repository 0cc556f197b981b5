"""What hangs on something else: questions, conditions, the conditional of unverified report, what a future act waits for. Must never read governors."""

from __future__ import annotations

from recoupe.pipeline.clauses import is_apart
from recoupe.pipeline.mood.evidence import NOMINAL, NOT_TOLD, VERBAL, Evidence, Found, full, opens
from recoupe.pipeline.negation import plain
from recoupe.syntax.tree import Word

_CONDITIONAL = frozenset({"advcl", "obl", "root", "conj", "parataxis", "dep"})
"""Where a clause behind "if" hangs: parsers take the first verb of "Si A attaque, B quittera" for the root. Not `ccomp`: "asked if"."""
_OPENING = 6
_NEW_CLAUSE = frozenset({"ccomp", "relcl"})


def questioned(evidence: Evidence, _word: Word) -> Found | None:
    """Any act of a sentence that ends with a question mark; "pourquoi", "comment" take it for granted."""
    last = evidence.tree.words[-1]
    if any(plain(each) in evidence.source.clauses.granting for each in evidence.tree.words[:_OPENING]):
        return None
    return evidence.found("questioned", last, "a question") if last.text == "?" else None


def conditioned(evidence: Evidence, word: Word) -> Found | None:
    """An act behind "si", "if", "en cas de"; the act that waits for such a condition, or for its failing ("sinon")."""
    return _condition(evidence, word) or _consequence(evidence, word)


def _condition(evidence: Evidence, word: Word) -> Found | None:
    forms = evidence.source.clauses.conditions
    if (whoever := _whoever(evidence, word)) is not None:
        return evidence.found("hypothetical", whoever, "no act in particular")
    if word.pos in NOMINAL and word.marker in forms:
        return evidence.marked("hypothetical", word, f"condition: {word.marker}")
    for clause in (word, *evidence.tree.ancestors(word)):
        if (row := _row(evidence, clause, forms)) is not None:
            return evidence.found("hypothetical", row, "hangs on a condition")
        if clause.rel in _CONDITIONAL and _is_under(evidence, clause, forms) and clause.pos in {"VERB", "AUX", "ADJ"}:
            return evidence.marked("hypothetical", clause, f"condition: {clause.marker}")
        if clause.rel in _NEW_CLAUSE:
            break
    first = evidence.tree.words[0]
    comma = next((each.index for each in evidence.tree.words if each.text == ","), 0)
    said = _opening(evidence, forms)
    if said and word.index < comma:  # whatever the parser makes of the clause
        return evidence.found("hypothetical", first, f"condition: {said}")
    return None


def _is_under(evidence: Evidence, clause: Word, forms: tuple[str, ...]) -> bool:
    """Whether a clause or phrase opens with one of the forms, in full or elided ("s'il": before a pronoun only)."""
    if clause.marker in forms or opens(clause) in forms:
        return True
    elided, words = evidence.source.clauses.elided, evidence.tree.words
    marks = [child for child in evidence.tree.children(clause, "mark", "advmod", "expl_refl") if child.index + 1 < len(words)]
    return any(full(mark, elided) in forms and words[mark.index + 1].pos == "PRON" for mark in marks if plain(mark) in elided)


def _row(evidence: Evidence, clause: Word, forms: tuple[str, ...]) -> Word | None:
    """The first of several words that open a clause, wherever the parser hung them: "pourvu qu'on lève", "à condition que"."""
    words, elided = evidence.tree.words, evidence.source.clauses.elided
    for mark in evidence.tree.children(clause, "mark"):
        for length in range(2, _OPENING):
            row = words[max(0, mark.index + 1 - length) : mark.index + 1]
            if " ".join(full(each, elided) for each in row) in forms:
                return row[0]
    return None


def _whoever(evidence: Evidence, verb: Word) -> Word | None:
    """ "Quiconque collabore", "toute personne qui détient une arme", "any men who fled": nobody in particular."""
    for subject in evidence.tree.children(verb, "subj", "subj_pass"):
        if plain(subject) in evidence.source.clauses.whoever:
            return subject
    noun = evidence.tree.head(verb) if verb.rel == "relcl" else None
    if noun is None or is_apart(evidence.tree, verb):
        return None
    forms = evidence.source.clauses.whoever if noun.has("Number=Plur") else evidence.source.unspecific
    return next((child for child in evidence.tree.children(noun, "det", "amod") if plain(child) in forms), None)


def _opening(evidence: Evidence, forms: tuple[str, ...]) -> str:
    """The form with which the sentence opens, empty for none."""
    elided = evidence.source.clauses.elided
    words = [full(each, elided) for each in evidence.tree.words[:_OPENING]]
    first, second = evidence.tree.words[0], evidence.tree.words[1:2]
    if plain(first) != words[0] and second and second[0].pos in VERBAL:
        return ""  # "s'étant retiré": the reflexive
    return next((form for form in forms if words[: len(form.split())] == form.split()), "")


def _consequence(evidence: Evidence, word: Word) -> Found | None:
    """ "S'il attaque, l'armée ripostera": a future or conditional act beside a condition."""
    unreal = evidence.has(word, "Mood=Cnd") or _is_unreal(evidence, word)
    finite = evidence.finite(word)
    present = finite is not None and finite.index == word.index and finite.has("Tense=Pres")
    if word.pos not in VERBAL or not (unreal or present or evidence.has(word, "Tense=Fut")):
        return None
    clauses = evidence.source.clauses
    forms = clauses.conditions
    if not present and _opening(evidence, (*(form for form in forms if " " in form), *clauses.otherwise)):
        return evidence.found("hypothetical", evidence.tree.words[0], "hangs on a condition")
    comma = next((each.index for each in evidence.tree.words if each.text == ","), len(evidence.tree.words))
    if not present and comma < word.index and not word.has("VerbForm=Part") and _opening(evidence, forms):
        return evidence.found("hypothetical", evidence.tree.words[0], "hangs on a condition")
    past = unreal and word.has("VerbForm=Part")
    for other in evidence.tree.children(evidence.first(word)):
        if other.index != word.index and _is_under(evidence, other, forms) and other.rel in _CONDITIONAL:
            if present and evidence.is_past(other):
                continue  # "si l'armée a quitté Gao, elle tient Kidal": while
            missed = past and evidence.is_past(other)
            return evidence.marked("did_not_happen" if missed else "hypothetical", other, "hangs on a condition")
        if past and other.pos in NOMINAL and other.marker in clauses.excluded:
            return evidence.marked("did_not_happen", other, "hangs on a condition")
        if plain(other) in clauses.otherwise:
            return evidence.found("hypothetical", other, "hangs on a condition")
    return None


def _is_unreal(evidence: Evidence, word: Word) -> bool:
    return any(each.text.lower() in evidence.source.tenses.unreal for each in evidence.tree.children(word, "aux"))


def reported(evidence: Evidence, word: Word) -> Found | None:
    """The conditional of what is reported without being vouched for; simple and behind a past verb of saying it is a future seen from there."""
    if not evidence.source.tenses.conditional_of_report:
        return None
    carrier = next((each for each in evidence.carriers(word) if each.has("Mood=Cnd")), None)
    if carrier is None:
        return None
    if carrier.rel in {"aux"} and carrier.lemma in evidence.words.verbs:
        return None  # "pourrait attaquer", "devrait partir": the governor says more
    if word.has("VerbForm=Inf") and carrier.rel == "cop":
        return None  # "l'objectif serait d'étrangler la ville"
    compound = carrier.rel in {"aux", "aux_pass"}
    if not compound and word.rel in {"ccomp", "conj"}:
        above = evidence.above(evidence.first(word))
        if evidence.first(word).rel == "ccomp" and above is not None and evidence.is_past(above):
            return evidence.found("planned", carrier, "conditional: a future seen from the past", tense="future")
    return evidence.found("possible", carrier, "conditional: reported without being vouched for")


def awaited(evidence: Evidence, word: Word) -> Found | None:
    """ "Would be returned once the army withdrew": what a future or conditional act waits for has not happened."""
    forms = evidence.source.clauses.temporal
    for clause in (word, *evidence.tree.ancestors(word)):
        above = evidence.tree.head(clause)
        if clause.rel == "advcl" and above is not None:
            adverbs = [child for child in evidence.tree.children(clause, "advmod") if child.text.lower() in forms]
            if (clause.marker in forms or adverbs) and evidence.judge(above).occurrence in NOT_TOLD:
                awaits = evidence.found("hypothetical", adverbs[0], "awaited") if adverbs else None
                return awaits or evidence.marked("hypothetical", clause, f"awaited: {clause.marker}")
        if clause.rel in _NEW_CLAUSE:
            break
    return None
