"""Who does it: logical subjects and objects of a verb, explicit or inherited, in active, passive, participle, infinitive."""

from __future__ import annotations

import msgspec

from recoupe.knowledge.modality import Modality
from recoupe.pipeline.fillers import NOMINAL, RELATIVE
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

_DEPTH = 6
_REDUCED = frozenset({"acl", "relcl", "advcl", "obl", "xcomp"})
"""Where a past participle without auxiliary stands for a passive: "attaqués à l'aube, les soldats" attack nobody, nor does who "was found shot"."""


_CONTROLLED = frozenset({"à", "de", "to", "from", "into", "of", "for"})
"""Markers of an infinitive that its governor's object does, however the parser hung it."""


_RAISED = frozenset({"xcomp", "advcl", "obl", "ccomp", "conj"})
"""Where an infinitive hangs that has its subject from the verb above."""


_BEHIND_OBJECT = frozenset({"of", "for", "from", "into"})
"""Prepositions of a gerund that the governor's object does."""
_ATTENDANT = frozenset({"with", "avec"})
"""Before a past participle with a subject of its own: "with ten people killed"."""
_LINKED = frozenset({"nmod", "conj", "appos"})
_REASONS = frozenset({"for", "pour"})
"""Before a gerund or a perfect infinitive they give the reason for what befalls the object: "jailed two men for firing"."""


class Argument(msgspec.Struct, frozen=True):
    """A filler and how it was reached; `inherited` is empty for an explicit one."""

    word: Word
    inherited: str = ""


def is_passive(tree: Tree, verb: Word) -> bool:
    """Auxiliary or subject says passive, or "with" before a participle that has a subject of its own."""
    return bool(tree.children(verb, "aux_pass", "subj_pass")) or verb.has("Voice=Pass") or _is_attendant(tree, verb)


def main_subject(tree: Tree, verb: Word) -> Argument | None:
    """The verb's own subject, as somebody taken over from the main clause."""
    own = tree.children(verb, "subj", "subj_pass")
    return Argument(own[0], "main clause") if own else None


def headline_patient(tree: Tree, verb: Word) -> Word | None:
    """ "Woman stabbed near the park": before a past form without object or auxiliary a bare English noun in the singular undergoes it."""
    own = tree.children(verb, "subj")
    if tree.lang != "en" or verb.rel != "root" or not verb.has("Tense=Past") or len(own) != 1:
        return None
    if tree.children(verb, "obj", "aux", "ccomp", "xcomp", "prt", "pred", "iobj", "conj"):
        return None
    bare = (
        own[0].pos == "NOUN" and own[0].has("Number=Sing") and not tree.children(own[0], "det", "poss", "nummod", "conj", "nmod")
    )
    return own[0] if bare and tree.subtree(own[0])[0].index == 0 and verb.index == own[0].index + 1 else None


def _is_attendant(tree: Tree, verb: Word) -> bool:
    """ "with ten people killed and a bridge destroyed": who stands before the participle undergoes it."""
    if not is_participle(verb) or not tree.children(verb, "subj") or tree.children(verb, "aux", "cop"):
        return False
    above = tree.head(verb)
    first = above if verb.rel == "conj" and above is not None else verb
    return first.marker in _ATTENDANT


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
            accused = _charged(tree, verb, above, modality)
            if accused is not None:
                return accused
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
        found = subject(tree, above, modality, depth + 1)
        patient = tree.children(above, "subj_pass") if found is None and not _is_outcome(tree, verb, above) else []
        found = Argument(patient[0]) if patient else found
        if found is None and above.pos in NOMINAL:
            return _holder_of_noun(tree, above, modality, depth)
        return Argument(found.word, "main clause") if found else None
    return None


def _charged(tree: Tree, verb: Word, noun: Word, modality: Modality) -> Argument | None:
    """ "accused the coalition of killing": the deed hangs on the noun to which it is laid; whoever accuses has not done it."""
    if not (
        (is_gerund_clause(tree, verb) and verb.marker in _BEHIND_OBJECT)
        or (is_content_clause(tree, verb) and not is_infinitive(tree, verb) and verb.marker in _CONTROLLED)
    ):
        return None
    above = tree.head(noun)
    while above is not None and noun.rel in _LINKED and above.pos in NOMINAL:
        noun, above = above, tree.head(above)
    if above is None or noun.rel not in {"obj", "subj_pass"} or above.lemma in modality.light:
        return None
    return Argument(noun, f"object of “{above.text}”") if above.lemma in modality.object_control else None


def _is_outcome(tree: Tree, verb: Word, above: Word) -> bool:
    """ "the carrier was destroyed, wounding three": what comes of a passive behind its comma is not done by who undergoes it."""
    first = tree.subtree(verb)[0]
    before = tree.words[max(0, first.index - 1)].text
    apart = first.text == "," or before == ","
    return (
        apart
        and verb.index > above.index
        and is_passive(tree, above)
        and not verb.marker
        and bool(tree.children(verb, "obj", "ccomp"))
    )


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
    if verb.rel == "xcomp" and is_participle(verb) and not tree.children(verb, "aux") and above.pos in {"VERB", "AUX"}:
        own = tree.children(above, "subj_pass") or tree.children(above, "obj")
        return Argument(own[0], f"object of “{above.text}”") if own else None
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
