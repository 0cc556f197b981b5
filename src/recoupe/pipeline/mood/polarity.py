"""What is said not to be: negated, left out, doubted. Must never read tense."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.pipeline.clauses import is_finite, is_infinitive
from recoupe.pipeline.mood.evidence import NOMINAL, VERBAL, Evidence, Found, opens
from recoupe.pipeline.mood.governors import modal
from recoupe.pipeline.negation import plain
from recoupe.syntax.tree import Word

_REACH = 4
"""How many words before a verb may hold a phrase such as "au lieu de"."""
_DUTIES = frozenset({"requested", "prescribed"})
_BREAKS = frozenset({":", "«", "»", "“", "”", '"'})
_CLAUSES = frozenset({"ccomp", "acl", "relcl"})


def negated(evidence: Evidence, word: Word) -> Found | None:
    """A negation on the verb or noun, its subject or its object; on the verb of which an act noun is the partitive object ("pas d'attaque")."""
    mark = evidence.negation(word)
    if mark is not None and is_infinitive(evidence.tree, word):
        duty = modal(evidence, word)
        if duty is not None and duty.occurrence in _DUTIES:
            return duty  # "recommande de ne pas évacuer": the duty is what is told
    if mark is None and word.pos in NOMINAL and word.rel in {"obj", "obl", "subj", "subj_pass"}:
        above = evidence.tree.head(word)
        if above is not None and above.pos in VERBAL and _is_partitive(evidence, word):
            mark = evidence.negation(above)
    return None if mark is None else evidence.found("did_not_happen", mark, "negation")


def _is_partitive(evidence: Evidence, noun: Word) -> bool:
    words = evidence.source.negation.partitive
    return noun.rel == "obj" and any(plain(child) in words for child in evidence.tree.children(noun, "det", "case"))


def excluded(evidence: Evidence, word: Word) -> Found | None:
    """ "sans attaquer", "instead of attacking", "sans combat": what was not done. Coordinated verbs follow the first."""
    forms = evidence.source.clauses.excluded
    first = evidence.first(word)
    if word.pos in NOMINAL and word.marker in forms and _is_known(evidence, word):
        return evidence.marked("happened", word, f"taken for granted: {word.marker}")
    if word.pos in NOMINAL:
        return evidence.marked("did_not_happen", word, f"left out: {word.marker}") if word.marker in forms else None
    if word.pos not in VERBAL:
        return None
    before = " ".join(plain(each) for each in evidence.tree.words[max(0, first.index - _REACH) : first.index])
    said = next((form for form in forms if f" {before}".endswith(f" {_elided(form)}") or f" {before}".endswith(f" {form}")), None)
    if first.marker in forms or said:
        return evidence.marked("did_not_happen", first, f"an act that is said to be left out: {said or first.marker}")
    return None


def _is_known(evidence: Evidence, noun: Word) -> bool:
    """ "Sans l'intervention des casques bleus, la ville serait tombée": there was an intervention."""
    above = evidence.tree.head(noun)
    definite = any(child.has("Definite=Def") or child.rel == "poss" for child in evidence.tree.children(noun, "det", "poss"))
    return definite and above is not None and evidence.has(above, "Mood=Cnd")


def _elided(form: str) -> str:
    """A form as its words stand without apostrophes: "au lieu de" before a vowel."""
    return f"{form[:-1]}" if form.endswith(" de") else form


def doubted(evidence: Evidence, word: Word) -> Found | None:
    """An indirect question ("demande si"), or what somebody does not say ("no evidence that")."""
    clauses = evidence.source.clauses
    current = evidence.first(word)
    for above in evidence.tree.ancestors(current):
        if current.rel == "ccomp" and opens(current) in clauses.whether:
            return evidence.marked("questioned", current, f"indirect question: {current.marker}")
        if current.rel in {"ccomp", "xcomp"} and above.lemma in clauses.askers:
            asked = [child for child in evidence.tree.children(current) if plain(child) in clauses.interrogatives]
            if asked and asked[0].index < current.index:
                return evidence.found("questioned", asked[0], f"indirect question: {plain(asked[0])}")
        if current.rel not in _CLAUSES or (current.rel != "ccomp" and current.marker not in clauses.content):
            return None
        if any(each.text in _BREAKS for each in evidence.tree.words[above.index : current.index]):
            return None  # a quotation, whatever verb it hangs on
        if current.rel != "ccomp" and evidence.has(current, "Mood=Sub"):
            return evidence.found("unknown", above, "subjunctive: doubted, feared or wished")
        if is_finite(evidence.tree, current) and (no := negated(evidence, above)) is not None:
            said = evidence.found("unknown", above, f"content of a negated “{above.text}”")
            return replace(said, cues=(*said.cues, *no.cues))
        if current.rel != "ccomp":
            return None
        current = evidence.first(above)
    return None
