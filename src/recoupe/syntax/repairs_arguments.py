"""Giving French verbs back the subjects, objects and infinitives that the parser hung elsewhere. Only heads, relations, tags and features change.

Each repair asks for agreement in number or for a fixed order of words, and does nothing where it is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.model.syntax_rules import SyntaxRules
from recoupe.syntax.relations import Draft, children_of, is_passive

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BREAKS = frozenset({",", "»", '"', "”", "–", "—"})
_LOOSE = frozenset({"obj", "obl", "nmod", "dep", "appos", "amod", "advmod", "xcomp", "parataxis"})
_REACH = 4
_CLAUSE_LEVEL = frozenset({"punct", "obl", "advcl", "advmod", "ccomp", "xcomp"})
_BEFORE_PARTICIPLE = frozenset({"sur", "en", "dans", "à", "au", "aux", "par", "depuis", "vers", "chez"})


def repair_arguments(drafts: list[Draft], rules: SyntaxRules) -> None:
    """All repairs of arguments, in order; `rules` say which nouns are times, which verbs speak, which make others act."""
    times, speech, control = frozenset(rules.times), frozenset(rules.speech), frozenset(rules.object_control)
    intransitive = frozenset(rules.intransitive)
    _coordinated_subjects(drafts)
    _coordinated_complements(drafts)
    _time_is_no_object(drafts, times)
    _object_behind_time(drafts, times, intransitive)
    _detached_participle(drafts, times)
    _main_verb_under_noun(drafts)
    _relative_clause(drafts)
    _agreeing_participle(drafts)
    _infinitive_of_object(drafts, control, times)
    _infinitive_of_nearest(drafts, control)
    _inverted_speaker(drafts, speech, times)
    _apposed_root(drafts)
    _lost_subject(drafts)


def _feature(draft: Draft, name: str) -> str:
    return next((feat.partition("=")[2] for feat in draft.feats if feat.startswith(f"{name}=")), "")


def _above(drafts: list[Draft], draft: Draft) -> Iterator[Draft]:
    """Heads up to the root."""
    seen = {draft.index}
    while draft.head not in seen:
        seen.add(draft.head)
        draft = drafts[draft.head]
        yield draft


def _number(drafts: list[Draft], noun: Draft) -> str:
    """Number of a noun phrase; coordinated nouns are plural."""
    return "Plur" if children_of(drafts, noun.index, "conj") else _feature(noun, "Number")


def _agree(drafts: list[Draft], noun: Draft, verb: Draft) -> bool:
    """No contradiction in number between a subject and the finite part of its verb."""
    parts = [each for each in (*children_of(drafts, verb.index, "aux", "aux_pass", "cop"), verb) if "VerbForm=Fin" in each.feats]
    wanted = _feature(parts[0], "Number") if parts else ""
    had = _number(drafts, noun)
    return not wanted or not had or wanted == had


def _is_finite(drafts: list[Draft], verb: Draft) -> bool:
    return "VerbForm=Fin" in verb.feats or any(
        "VerbForm=Fin" in each.feats for each in children_of(drafts, verb.index, "aux", "aux_pass", "cop")
    )


def _has_subject(drafts: list[Draft], verb: Draft) -> bool:
    return bool(children_of(drafts, verb.index, "subj", "subj_pass", "csubj", "expl"))


def _first(drafts: list[Draft], draft: Draft) -> int:
    """Index of the first word of what hangs directly on `draft` before it."""
    return min([draft.index, *(each.index for each in children_of(drafts, draft.index) if each.index < draft.index)])


def _coordinated_subjects(drafts: list[Draft]) -> None:
    """ "Le Rwanda et l'Ouganda ont signé": the second subject belongs to the first."""
    for draft in drafts:
        first = next((each for each in children_of(drafts, draft.head, "subj", "subj_pass") if each.index < draft.index), None)
        if (
            draft.rel in {"subj", "subj_pass"}
            and first is not None
            and children_of(drafts, draft.index, "cc")
            and draft.index < draft.head
        ):
            draft.head, draft.rel = first.index, "conj"


def _coordinated_complements(drafts: list[Draft]) -> None:
    """ "le transfert de soldats et de camions": the second complement is coordinated with the act instead of with the first."""
    for draft in drafts:
        if draft.rel != "conj" or not draft.marker or drafts[draft.head].marker == draft.marker:
            continue
        first = [
            each
            for each in children_of(drafts, draft.head, "nmod", "obl")
            if each.marker == draft.marker and each.index < draft.index
        ]
        if first and drafts[draft.head].index < first[-1].index:
            draft.head = first[-1].index


def _time_is_no_object(drafts: list[Draft], times: frozenset[str]) -> None:
    """ "ont enlevé lundi deux ingénieurs": a bare time is taken for the object."""
    for draft in drafts:
        if (
            draft.rel in {"obj", "xcomp"}
            and draft.pos in _NOMINAL
            and draft.lemma in times
            and not draft.marker
            and not children_of(drafts, draft.index, "det", "nummod")
        ):
            draft.rel = "obl"


def _object_behind_time(drafts: list[Draft], times: frozenset[str], intransitive: frozenset[str]) -> None:
    """ "a transféré lundi deux compagnies", "a révélé mercredi la frappe": behind the time, the object is hung on it or called a circumstance."""
    for noun in drafts:
        if noun.pos != "NOUN" or noun.marker or noun.lemma in times or noun.rel not in {"nmod", "obl", "appos", "dep", "amod"}:
            continue
        if not children_of(drafts, noun.index, "det", "nummod"):
            continue
        time = drafts[noun.head]
        verb = drafts[time.head] if time.lemma in times else time
        before = drafts[_first(drafts, noun) - 1]
        if time.lemma in times and (time.rel != "obl" or time.marker or time.index > noun.index):
            continue
        if before.lemma not in times and before.index != verb.index:
            continue
        if verb.pos != "VERB" or verb.index > noun.index or verb.lemma in intransitive or is_passive(drafts, verb):
            continue
        if (
            children_of(drafts, verb.index, "obj", "ccomp", "xcomp", "expl_refl", "obl_arg")
            or noun.index - verb.index > 2 * _REACH
        ):
            continue
        noun.head, noun.rel = verb.index, "obj"


def _detached_participle(drafts: list[Draft], times: frozenset[str]) -> None:
    """ "Arrivées en Syrie, les troupes...": the participle that opens the sentence is taken for a noun; it agrees with the subject."""
    if len(drafts) < _REACH or drafts[0].pos != "NOUN" or drafts[0].lemma in times:
        return
    word, behind = drafts[0], drafts[1]
    ending = next((each for each in ("ées", "ée", "és", "é") if word.text.lower().endswith(each)), "")
    verb = drafts[word.head]
    subjects = children_of(drafts, verb.index, "subj", "subj_pass")
    if not ending or behind.text.lower() not in _BEFORE_PARTICIPLE or verb.pos not in {"VERB", "AUX"} or not subjects:
        return
    wanted = ("Fem" if "e" in ending[1:] else "Masc", "Plur" if ending.endswith("s") else "Sing")
    had = (_feature(subjects[0], "Gender") or wanted[0], _number(drafts, subjects[0]) or wanted[1])
    if wanted != had or subjects[0].index < word.index or not any(each.text == "," for each in drafts[: subjects[0].index]):
        return
    word.pos, word.rel, word.lemma = "VERB", "advcl", f"{word.text.lower()[: -len(ending)]}er"
    word.feats = frozenset({"VerbForm=Part", "Tense=Past", f"Gender={wanted[0]}", f"Number={wanted[1]}"})
    for child in children_of(drafts, word.index, "nmod"):
        child.rel = "obl"


def _main_verb_under_noun(drafts: list[Draft]) -> None:
    """ "L'administrateur impute...", "Kyiv, qui a frappé, parle de...": the subject is taken for the root and its verb for a clause below it."""
    root = next((draft for draft in drafts if draft.rel == "root"), None)
    if root is None or root.pos not in {"NOUN", "PROPN"} or root.marker or children_of(drafts, root.index, "cop"):
        return
    for verb in drafts[root.index + 1 :]:
        if verb.pos != "VERB" or verb.rel not in {"acl", "advcl", "parataxis"} or verb.marker or not _is_finite(drafts, verb):
            continue
        if verb.rel != "acl" and drafts[_first(drafts, verb) - 1].text != ",":
            continue
        if (
            _has_subject(drafts, verb)
            or not _agree(drafts, root, verb)
            or root.index not in {e.index for e in _above(drafts, verb)}
        ):
            continue
        if verb.rel == "parataxis" and verb.head == root.index:
            continue
        verb.head, verb.rel = verb.index, "root"
        root.head, root.rel = verb.index, "subj_pass" if is_passive(drafts, verb) else "subj"
        for child in children_of(drafts, root.index):
            if child.index > verb.index and child.rel in _CLAUSE_LEVEL:
                child.head = verb.index
        return


def _relative_clause(drafts: list[Draft]) -> None:
    """ "plusieurs factions du Sursaut, qui jugent...": the clause hangs on a verb, or on a noun with which its verb does not agree."""
    for pronoun in drafts[1:]:
        if pronoun.text.lower() != "qui" or pronoun.rel not in {"subj", "subj_pass"} or pronoun.head < pronoun.index:
            continue
        verb = drafts[pronoun.head]
        if verb.rel in {"root", "conj"} or (verb.rel in {"relcl", "acl"} and _agree(drafts, drafts[verb.head], verb)):
            continue
        near = next(
            (each for each in reversed(drafts[max(0, pronoun.index - 3) : pronoun.index]) if each.text not in _BREAKS), None
        )
        if near is None or near.text.lower() in {"et", "ou", "ce", "mais"}:
            continue
        while near.pos not in _NOMINAL and near.head != near.index and near.head < pronoun.index:
            near = drafts[near.head]
        chain = [near, *(each for each in _above(drafts, near))]
        if near.pos not in _NOMINAL or verb.index in {each.index for each in chain}:
            continue
        nouns = [each for each in chain if each.pos in _NOMINAL and each.index < pronoun.index]
        fitting = next((each for each in nouns if _agree(drafts, each, verb)), None)
        if fitting is not None:
            verb.head, verb.rel = fitting.index, "relcl"


def _agreeing_participle(drafts: list[Draft]) -> None:
    """ "le déplacement d'hommes et de véhicules opéré par...": a participle belongs to the nearest noun before it with which it agrees."""
    for verb in drafts:
        noun = drafts[verb.head]
        if verb.rel != "acl" or "Tense=Past" not in verb.feats or children_of(drafts, verb.index, "aux") or noun.pos != "NOUN":
            continue
        if verb.index < noun.index or _fits(verb, noun):
            continue
        near = next((each for each in reversed(drafts[: verb.index]) if each.pos in {"NOUN", "VERB", "AUX"}), noun)
        for other in (near, *_above(drafts, near)):
            if other.pos not in _NOMINAL or other.index > verb.index:
                break
            if other.pos == "NOUN" and _fits(verb, other):
                verb.head = other.index
                break


def _fits(participle: Draft, noun: Draft) -> bool:
    """Gender and number are said and the same; what is not said contradicts nothing."""
    pairs = [(_feature(participle, name), _feature(noun, name)) for name in ("Gender", "Number")]
    return all(not a or not b or a == b for a, b in pairs)


def _infinitive_of_object(drafts: list[Draft], control: frozenset[str], times: frozenset[str]) -> None:
    """ "a appelé les belligérants à épargner", "avait menacé fin mai de brûler": the infinitive hangs on the noun between. It is the verb's."""
    for draft in drafts:
        noun = drafts[draft.head]
        verb = drafts[noun.head]
        infinitive = "VerbForm=Inf" in draft.feats or any(
            "VerbForm=Inf" in e.feats for e in children_of(drafts, draft.index, "aux")
        )
        if draft.rel != "acl" or not infinitive or draft.marker not in {"à", "de"} or verb.pos != "VERB":
            continue
        if not verb.index < noun.index < draft.index:
            continue
        controlled = verb.lemma in control and noun.rel in {"obj", "iobj", "obl"} and noun.marker in {"", "à"}
        if controlled or (noun.lemma in times and noun.rel == "obl" and not noun.marker):
            draft.head, draft.rel = verb.index, "xcomp"


def _infinitive_of_nearest(drafts: list[Draft], control: frozenset[str]) -> None:
    """ "... s'indigne-t-il, avant d'appeler le gouverneur à partir": the infinitive hangs on the main verb. It is that of the verb of asking between."""
    for draft in drafts:
        verbs = [each for each in drafts[draft.head + 1 : draft.index] if each.pos == "VERB"]
        if draft.rel not in {"advcl", "obl", "xcomp"} or "VerbForm=Inf" not in draft.feats or draft.marker not in {"à", "de"}:
            continue
        if verbs and verbs[-1].lemma in control and verbs[-1].rel in {"advcl", "xcomp", "conj", "acl"}:
            if children_of(drafts, verbs[-1].index, "obj") and not children_of(drafts, verbs[-1].index, "xcomp"):
                draft.head, draft.rel = verbs[-1].index, "xcomp"


def _inverted_speaker(drafts: list[Draft], speech: frozenset[str], times: frozenset[str]) -> None:
    """ "..., a annoncé le préfet": behind what is said, the speaker is taken for the object."""
    for verb in drafts:
        if verb.lemma not in speech or verb.pos != "VERB" or not _is_finite(drafts, verb):
            continue
        for clause in children_of(drafts, verb.index, "subj"):
            if clause.index < verb.index and children_of(drafts, clause.index, "cop"):
                clause.rel = "ccomp"
        if _has_subject(drafts, verb):
            continue
        start = min([verb.index, *(each.index for each in children_of(drafts, verb.index, "aux", "aux_pass", "neg", "iobj"))])
        if start == 0 or drafts[start - 1].text not in _BREAKS or verb.marker or children_of(drafts, verb.index, "conj", "cc"):
            continue
        if not any(each.pos in {"VERB", "AUX"} and each.index < start for each in drafts):
            continue
        behind = [
            each
            for each in children_of(drafts, verb.index, "obj", "obl", "dep", "iobj")
            if each.index > verb.index and each.pos in {"NOUN", "PROPN"} and not each.marker and each.lemma not in times
        ]
        if behind and _agree(drafts, behind[0], verb):
            behind[0].rel = "subj"


def _lost_subject(drafts: list[Draft]) -> None:
    """ "Le délai étant écoulé, plusieurs factions ... ont menacé": the subject is hung on a clause before it."""
    root = next((draft for draft in drafts if draft.rel == "root"), None)
    if root is None or root.pos != "VERB" or not _is_finite(drafts, root) or _has_subject(drafts, root):
        return
    for noun in reversed(drafts[: root.index]):
        if noun.pos not in {"NOUN", "PROPN"} or noun.marker or noun.rel not in _LOOSE or noun.head == root.index:
            continue
        start = _first(drafts, noun)
        if start == 0 or drafts[start - 1].text != "," or noun.head >= start or not _agree(drafts, noun, root):
            continue
        if drafts[noun.head].rel in {"advcl", "obl", "xcomp"} and drafts[noun.head].pos in {"VERB", "NOUN"}:
            noun.head, noun.rel = root.index, "subj_pass" if is_passive(drafts, root) else "subj"
            return


def _apposed_root(drafts: list[Draft]) -> None:
    """ "Les Lances, un groupe apparu en mai, ont revendiqué...": the participle of the apposition is taken for the root. The finite verb behind it is."""
    root = next((draft for draft in drafts if draft.rel == "root"), None)
    if root is None or "VerbForm=Part" not in root.feats or _is_finite(drafts, root) or children_of(drafts, root.index, "aux"):
        return
    subjects = children_of(drafts, root.index, "subj", "subj_pass")
    for verb in children_of(drafts, root.index, "conj", "ccomp", "advcl", "parataxis"):
        if verb.index < root.index or verb.marker or not subjects or not _is_finite(drafts, verb) or _has_subject(drafts, verb):
            continue
        if not _agree(drafts, subjects[0], verb):
            continue
        verb.head, verb.rel = verb.index, "root"
        subjects[0].head, subjects[0].rel = verb.index, "subj_pass" if is_passive(drafts, verb) else "subj"
        for other in subjects[1:]:
            other.head, other.rel = subjects[0].index, "appos"
        root.head, root.rel = subjects[-1].index, "acl"
        return
