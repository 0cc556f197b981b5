"""Who does it: logical subjects and objects of a verb, explicit or inherited, in active, passive, participle, infinitive."""

from __future__ import annotations

import msgspec

from recoupe.knowledge.modality import Modality
from recoupe.pipeline.fillers import NOMINAL, RELATIVE
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

_DEPTH = 6
_REDUCED = frozenset({"acl", "relcl", "advcl", "obl"})
"""Where a past participle without auxiliary stands for a passive: "attaqués à l'aube, les soldats" attack nobody."""


_CONTROLLED = frozenset({"à", "de", "to", "from", "into", "of", "for"})
"""Markers of an infinitive that its governor's object does, however the parser hung it."""


_RAISED = frozenset({"xcomp", "advcl", "obl", "ccomp", "conj"})
"""Where an infinitive hangs that has its subject from the verb above."""


_BEHIND_OBJECT = frozenset({"of", "for", "from", "into"})
"""Prepositions of a gerund that the governor's object does."""
_REASONS = frozenset({"for", "pour"})
"""Before a gerund or a perfect infinitive they give the reason for what befalls the object: "jailed two men for firing"."""


class Argument(msgspec.Struct, frozen=True):
    """A filler and how it was reached; `inherited` is empty for an explicit one."""

    word: Word
    inherited: str = ""


def is_passive(tree: Tree, verb: Word) -> bool:
    """Auxiliary or subject says passive."""
    return bool(tree.children(verb, "aux_pass", "subj_pass")) or verb.has("Voice=Pass")


def is_participle(verb: Word) -> bool:
    """A past participle."""
    return (verb.has("VerbForm=Part") and (verb.has("Tense=Past") or verb.has("Aspect=Perf"))) or (
        verb.has("VerbForm=Part") and not verb.has("Tense=Pres")
    )


def is_infinitive(tree: Tree, verb: Word) -> bool:
    """An infinitive, French or English."""
    if verb.has("VerbForm=Inf"):
        return not any(child.has("VerbForm=Fin") for child in tree.children(verb, "aux", "aux_pass"))
    return False


def is_content_clause(tree: Tree, verb: Word) -> bool:
    """An infinitive, simple or perfect ("avoir tiré", "to have fired"): what somebody denies, claims, promises."""
    return is_infinitive(tree, verb) or any(child.has("VerbForm=Inf") for child in tree.children(verb, "aux", "aux_pass"))


def is_gerund_clause(tree: Tree, verb: Word) -> bool:
    """An English gerund, simple or perfect ("firing", "having fired")."""
    return any(each.has("VerbForm=Part") and each.has("Tense=Pres") for each in (verb, *tree.children(verb, "aux")))


def is_finite(tree: Tree, verb: Word) -> bool:
    """A finite verb or one with a finite auxiliary or copula."""
    return verb.has("VerbForm=Fin") or any(child.has("VerbForm=Fin") for child in tree.children(verb, "aux", "aux_pass", "cop"))


def is_apart(tree: Tree, verb: Word) -> bool:
    """A relative clause behind a comma: it tells more of its noun and does not say which one is meant."""
    first = tree.subtree(verb)[0]
    return first.text == "," or tree.words[max(0, first.index - 1)].text == ","


def is_reflexive(tree: Tree, verb: Word) -> bool:
    """Carries "se"."""
    return any(
        child.rel == "expl_refl" or (child.text.lower().rstrip("'’") in {"se", "s"} and child.pos == "PRON")
        for child in tree.children(verb)
    )


def subject(tree: Tree, verb: Word, modality: Modality, depth: int = 0) -> Argument | None:
    """Who does it. Passive: the agent only. Without a subject of its own: inherited, with the way it came."""
    if verb.rel == "pred" and (verb.pos == "ADJ" or is_gerund_clause(tree, verb)) and (copula := tree.head(verb)) is not None:
        own = tree.children(copula, "subj")
        return _resolved(tree, own[0], copula) if own else None
    if is_passive(tree, verb):
        return _agent(tree, verb)
    own = tree.children(verb, "subj", "csubj")
    if own:
        return _resolved(tree, _nearest(own, verb), verb)
    above = tree.head(verb)
    if above is None or depth > _DEPTH:
        return None
    if verb.rel in _REDUCED and is_participle(verb) and not tree.children(verb, "aux") and not is_finite(tree, verb):
        return _agent(tree, verb)
    return _inherited_subject(tree, verb, above, modality, depth)


def _nearest(words: list[Word], verb: Word) -> Word:
    """Of several subjects before a verb the last: "chaque nuit, ou presque, un drone survole" has a time for its first."""
    before = [word for word in words if word.index < verb.index and word.pos in {"NOUN", "PROPN"}]
    return before[-1] if len(before) > 1 else words[0]


def _agent(tree: Tree, verb: Word) -> Argument | None:
    """By whom a passive or a past participle is done."""
    agents = tree.children(verb, "agent") or [word for word in tree.children(verb, "obl") if word.marker in {"par", "by"}]
    return Argument(agents[0]) if agents else None


def _inherited_subject(tree: Tree, verb: Word, above: Word, modality: Modality, depth: int) -> Argument | None:
    if verb.rel == "conj" and above.pos in {"VERB", "AUX"}:
        if is_passive(tree, above):
            patient = tree.children(above, "subj_pass")
            return Argument(patient[0], "coordinated verb") if patient and not is_participle(verb) else None
        governor = tree.head(above)
        if is_infinitive(tree, above) and verb.has("Tense=Past") and governor is not None:
            above = governor  # "urged them to leave and offered": the past belongs to the first finite verb
        found = subject(tree, above, modality, depth + 1)
        return Argument(found.word, "coordinated verb") if found else None
    if verb.rel in {"acl", "relcl"} and above.pos in NOMINAL:
        if is_infinitive(tree, verb) or verb.marker:
            return _holder_of_noun(tree, above, modality, depth)
        return Argument(above, "relative or participle")
    if verb.rel == "xcomp":
        if above.lemma in modality.object_control:
            objects = tree.children(above, "obj", "iobj", "subj_pass") or [
                word for word in tree.children(above, "obl") if word.marker in {"à", "to", "on", "upon"} and word.pos in NOMINAL
            ]
            if objects:
                return Argument(objects[0], f"object of “{above.text}”")
        if is_passive(tree, above):
            patient = tree.children(above, "subj_pass")
            return Argument(patient[0], f"subject of “{above.text}”") if patient else None
        if above.pos not in {"VERB", "AUX", "ADJ"}:
            return _holder_of_noun(tree, above, modality, depth)
        found = subject(tree, above, modality, depth + 1)
        return Argument(found.word, f"subject of “{above.text}”") if found else None
    if verb.rel in {"advcl", "obl", "ccomp"} and _is_of_object(tree, verb, above, modality):
        undergoes = _undergoer(tree, above)
        if undergoes is not None:
            return Argument(undergoes.word, f"object of “{above.text}”")
    if verb.rel in {"advcl", "obl", "ccomp"} and not is_finite(tree, verb):
        found = subject(tree, above, modality, depth + 1) or (
            Argument(patient[0]) if (patient := tree.children(above, "subj_pass")) else None
        )
        if found is None and above.pos in NOMINAL:
            return _holder_of_noun(tree, above, modality, depth)
        return Argument(found.word, "main clause") if found else None
    return None


def _undergoer(tree: Tree, verb: Word) -> Argument | None:
    objects = tree.children(verb, "obj", "iobj", "subj_pass")
    return _resolved(tree, objects[0], verb) if objects else patient(tree, verb)


def _is_of_object(tree: Tree, verb: Word, above: Word, modality: Modality) -> bool:
    """Whether an infinitive or gerund is the deed of the governor's object: "accused them of firing", "arrêtés pour avoir tiré"."""
    gerund = is_gerund_clause(tree, verb)
    if above.lemma in modality.object_control and verb.marker in _CONTROLLED:
        return is_content_clause(tree, verb) or (gerund and verb.marker in _BEHIND_OBJECT)
    return verb.marker in _REASONS and (gerund or (is_content_clause(tree, verb) and not is_infinitive(tree, verb)))


def _holder_of_noun(tree: Tree, noun: Word, modality: Modality, depth: int) -> Argument | None:
    """Whose intention, decision, interest: the possessor, else the subject of the verb above the noun."""
    for child in tree.children(noun, "poss", "nmod"):
        if child.marker in {"de", "of", ""} and child.pos in {"NOUN", "PROPN"}:
            return Argument(child, f"holder of “{noun.text}”")
    for above in tree.ancestors(noun):
        if above.pos in {"VERB", "AUX"}:
            found = subject(tree, above, modality, depth + 1)
            return Argument(found.word, f"subject of “{above.text}”") if found and found.word.index != noun.index else None
    return None


def patient(tree: Tree, verb: Word) -> Argument | None:
    """What it is done to: object, subject of a passive, noun of a past participle."""
    if is_passive(tree, verb):
        own = tree.children(verb, "subj_pass") or tree.children(verb, "subj")
        if own:
            return _resolved(tree, own[0], verb)
        above = tree.head(verb)
        if verb.rel == "conj" and above is not None:
            return _as_inherited(patient(tree, above), "coordinated verb")
        if verb.rel in {"acl", "relcl"} and above is not None and above.pos in NOMINAL:
            return Argument(above, "relative or participle")
        return _raised(tree, verb)
    own = tree.children(verb, "obj") or [
        word for particle in tree.children(verb, "prt") for word in tree.children(particle, "pobj")
    ]
    own = [word for word in own if word.text.lower().rstrip("'’") not in {"se", "s"}]
    if own:
        return _resolved(tree, own[0], verb)
    above = tree.head(verb)
    if above is None:
        return None
    if verb.rel in {"acl", "advcl"} and is_participle(verb) and above.pos in NOMINAL:
        return Argument(above, "participle")
    if verb.rel == "advcl" and is_participle(verb) and not tree.children(verb, "aux"):
        own = tree.children(above, "subj", "subj_pass")
        return Argument(own[0], "main clause") if own else None
    if verb.rel == "conj" and is_participle(verb) and above.rel in {"acl", "advcl"}:
        return _as_inherited(patient(tree, above), "coordinated participle")
    return None


def _raised(tree: Tree, verb: Word) -> Argument | None:
    """The subject of the verb above a passive infinitive: "a failli être enlevé", "doit être vidé", "avant d'être livrée"."""
    infinitive = any(child.has("VerbForm=Inf") for child in tree.children(verb, "aux_pass", "aux"))
    current = verb
    for _ in range(_DEPTH):
        above = tree.head(current)
        if not infinitive or above is None or above.pos not in {"VERB", "AUX", "ADJ"} or current.rel not in _RAISED:
            return None
        own = tree.children(above, "subj", "subj_pass")
        if own:
            return _as_inherited(_resolved(tree, _nearest(own, above), above), f"subject of “{above.text}”")
        current = above
    return None


def _as_inherited(argument: Argument | None, way: str) -> Argument | None:
    return Argument(argument.word, way) if argument else None


def _resolved(tree: Tree, word: Word, verb: Word) -> Argument:
    """A relative pronoun gives way to its antecedent."""
    if lower(word.text) in RELATIVE and word.pos in {"PRON", "SCONJ", "DET", "ADV"}:
        clause = verb
        for _ in range(_DEPTH):
            if clause.rel == "relcl" or (clause.rel == "acl" and tree.head(clause) is not None):
                antecedent = tree.head(clause)
                return Argument(antecedent, "relative clause") if antecedent is not None else Argument(word)
            above = tree.head(clause)
            if above is None:
                break
            clause = above
    return Argument(word)
