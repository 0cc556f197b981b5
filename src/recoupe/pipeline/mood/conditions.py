"""What hangs on something else: questions, conditions, the conditional of unverified report, what a future act waits for. Must never read governors."""

from __future__ import annotations

from recoupe.pipeline.mood.evidence import NOMINAL, NOT_TOLD, VERBAL, Evidence, Found, opens
from recoupe.syntax.tree import Word

_CONDITIONAL = frozenset({"advcl", "obl", "root", "conj", "parataxis", "dep"})
"""Where a clause behind "if" hangs: parsers take the first verb of "Si A attaque, B quittera" for the root. Not `ccomp`: "asked if"."""
_NEW_CLAUSE = frozenset({"ccomp", "relcl"})


def questioned(evidence: Evidence, _word: Word) -> Found | None:
    """Any act of a sentence that ends with a question mark."""
    last = evidence.tree.words[-1]
    return evidence.found("questioned", last, "a question") if last.text == "?" else None


def conditional(evidence: Evidence, word: Word) -> Found | None:
    """An act behind "si", "if", "en cas de"; the act that waits for such a condition; the conditional of unverified report."""
    return _condition(evidence, word) or _consequence(evidence, word) or _report(evidence, word)


def _condition(evidence: Evidence, word: Word) -> Found | None:
    forms = evidence.source.clauses.conditions
    if word.pos in NOMINAL and word.marker in forms:
        return evidence.marked("hypothetical", word, f"condition: {word.marker}")
    for clause in (word, *evidence.tree.ancestors(word)):
        if (
            clause.rel in _CONDITIONAL
            and (clause.marker in forms or opens(clause) in forms)
            and clause.pos in {"VERB", "AUX", "ADJ"}
        ):
            return evidence.marked("hypothetical", clause, f"condition: {clause.marker}")
        if clause.rel in _NEW_CLAUSE:
            break
    first = evidence.tree.words[0]
    comma = next((each.index for each in evidence.tree.words if each.text == ","), 0)
    if first.text.lower() in forms and word.index < comma:  # whatever the parser makes of the clause
        return evidence.found("hypothetical", first, f"condition: {first.text.lower()}")
    return None


def _consequence(evidence: Evidence, word: Word) -> Found | None:
    """ "S'il attaque, l'armée ripostera": a future or conditional act beside a condition."""
    if word.pos not in VERBAL or not (
        evidence.has(word, "Mood=Cnd") or evidence.has(word, "Tense=Fut") or _is_unreal(evidence, word)
    ):
        return None
    forms = evidence.source.clauses.conditions
    for other in evidence.tree.children(evidence.first(word)):
        if other.index != word.index and other.pos in {*VERBAL, "ADJ"} and (other.marker in forms or opens(other) in forms):
            if other.rel in _CONDITIONAL:
                return evidence.marked("hypothetical", other, "hangs on a condition")
    return None


def _is_unreal(evidence: Evidence, word: Word) -> bool:
    return any(each.text.lower() in evidence.source.tenses.unreal for each in evidence.tree.children(word, "aux"))


def _report(evidence: Evidence, word: Word) -> Found | None:
    """The conditional of what is reported without being vouched for; simple and behind a past verb of saying it is a future seen from there."""
    if not evidence.source.tenses.conditional_of_report:
        return None
    carrier = next((each for each in evidence.carriers(word) if each.has("Mood=Cnd")), None)
    if carrier is None:
        return None
    if carrier.rel in {"aux"} and carrier.lemma in evidence.words.verbs:
        return None  # "pourrait attaquer", "devrait partir": the governor says more
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
