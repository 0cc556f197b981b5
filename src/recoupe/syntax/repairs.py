"""Mending trees where the French parser is known to fail; each repair says what it was seen to get wrong. Only heads, relations and features change."""

from __future__ import annotations

from recoupe.model.syntax_rules import SyntaxRules
from recoupe.syntax.relations import Draft, children_of
from recoupe.syntax.repairs_arguments import repair_arguments
from recoupe.syntax.repairs_words import repair_words

_TAKES_INFINITIVE = frozenset(
    "prêt capable susceptible apte destiné décidé déterminé résolu désireux prompt facile difficile enclin incapable propre habilité".split()
)
_AUXILIARY = frozenset({"avoir", "être"})
_GERUND = frozenset({"ayant", "étant"})
_NEVER_SUBJECT = frozenset(
    {
        "selon",
        "d'après",
        "suivant",
        "pour",
        "dans",
        "depuis",
        "après",
        "avant",
        "lors de",
        "à",
        "en",
        "sur",
        "contre",
        "par",
        "avec",
        "sans",
        "vers",
    }
)
_REACH = 6
_CHANGES = 5
"""Last letters of an infinitive in -er within which its stem changes in the future ("acheter", "achèteront")."""
_PARTICIPLES = ("ées", "ée", "és", "é")
_FUTURE = frozenset({"ai", "as", "a", "ons", "ez", "ont"})
_CONDITIONAL = frozenset({"ais", "ait", "ions", "iez", "aient"})


def repair(drafts: list[Draft], rules: SyntaxRules) -> None:
    """All repairs, in order: of verbs and their forms here, of words in `repairs_words`, of arguments in `repairs_arguments`."""
    _future_and_conditional(drafts)
    _participle_by_ending(drafts)
    _subject_behind_preposition(drafts)
    _orphan_auxiliary(drafts)
    _participle_tagged_adjective(drafts)
    _participle_root(drafts)
    _infinitive_on_adjective(drafts)
    _object_of_passive(drafts)
    repair_words(drafts)
    repair_arguments(drafts, rules)


def _future_and_conditional(drafts: list[Draft]) -> None:
    """ "votera", "dirigerait": tagged past participle or imperfect. Infinitive and ending say future and conditional; such a verb is no participle of a noun."""
    for draft in drafts:
        if draft.pos not in {"VERB", "AUX"} or not draft.lemma.endswith(("r", "re")):
            continue
        stem = draft.lemma.removesuffix("e")
        ending = draft.text.lower()[len(stem) :] if draft.text.lower().startswith(stem) else _behind_changed_stem(draft)
        if ending in _FUTURE:
            mood = {"Mood=Ind", "Tense=Fut"}
        elif ending in _CONDITIONAL:
            mood = {"Mood=Cnd", "Tense=Pres"}
        else:
            continue
        draft.feats = frozenset(
            {feat for feat in draft.feats if not feat.startswith(("Mood=", "Tense=", "VerbForm=", "Voice="))}
            | mood
            | {"VerbForm=Fin"}
        )
        noun = drafts[draft.head]
        if draft.rel == "acl" and noun.rel == "root" and noun.pos in {"NOUN", "PROPN"} and noun.index < draft.index:
            noun.head, noun.rel = draft.index, "subj"
            draft.head, draft.rel = draft.index, "root"


def _behind_changed_stem(draft: Draft) -> str:
    """The ending of "paieraient", "achèteront", "appellera", whose stem is not that of the infinitive; empty where it is none of these."""
    form = draft.text.lower()
    if not draft.lemma.endswith("er") or form[: len(draft.lemma) - _CHANGES] != draft.lemma[:-_CHANGES]:
        return ""
    return next((each for each in sorted(_FUTURE | _CONDITIONAL) if form.endswith(f"er{each}")), "")


def _participle_by_ending(drafts: list[Draft]) -> None:
    """ "ont, par ailleurs, proclamé": tagged present. A verb in -é is a past participle."""
    for draft in drafts:
        ending = next((each for each in _PARTICIPLES if draft.text.lower().endswith(each)), "")
        if draft.pos == "VERB" and ending and "VerbForm=Fin" in draft.feats:
            agreement = {"Gender=Fem" if "e" in ending else "Gender=Masc", "Number=Plur" if "s" in ending else "Number=Sing"}
            draft.feats = frozenset({"VerbForm=Part", "Tense=Past"} | agreement)


def _subject_behind_preposition(drafts: list[Draft]) -> None:
    """ "Selon un porte-parole, des combattants ont quitté": the phrase behind the preposition is taken for the subject, the subject for its complement."""
    for draft in drafts:
        if draft.rel not in {"subj", "subj_pass"} or draft.marker not in _NEVER_SUBJECT:
            continue
        verb, relation = draft.head, draft.rel
        draft.rel = "obl"
        if children_of(drafts, verb, "subj", "subj_pass"):
            continue
        commas = [each.index for each in drafts[draft.index : verb] if each.text == ","]
        for comma in commas:
            noun = next((each for each in drafts[comma + 1 : verb] if each.pos in {"NOUN", "PROPN", "PRON"}), None)
            if noun is None:
                continue
            above = drafts[noun.head]
            participle = noun.rel == "subj" and comma < above.index < verb and "VerbForm=Part" in above.feats
            if noun.head < comma or participle:
                if participle:
                    above.head, above.rel = noun.index, "acl"
                noun.head, noun.rel, noun.marker = verb, relation, ""
                break


def _orphan_auxiliary(drafts: list[Draft]) -> None:
    """ "... groupes ont, par ailleurs, proclamé": the auxiliary hangs on the noun before it, the participle has neither auxiliary nor subject."""
    for draft in drafts:
        if (
            draft.pos != "AUX"
            or draft.lemma not in _AUXILIARY
            or "VerbForm=Fin" not in draft.feats
            or draft.rel in {"aux", "aux_pass", "cop", "root"}
        ):
            continue
        noun = drafts[draft.head]
        if noun.pos not in {"NOUN", "PROPN"} or noun.index > draft.index:
            continue
        for other in drafts[draft.index + 1 : draft.index + 1 + _REACH]:
            if "VerbForm=Part" in other.feats and not children_of(drafts, other.index, "aux", "aux_pass"):
                draft.head, draft.rel = other.index, "aux"
                if not children_of(drafts, other.index, "subj", "subj_pass"):
                    noun.head, noun.rel, noun.marker = other.index, "subj", ""
                break


def _participle_tagged_adjective(drafts: list[Draft]) -> None:
    """ "n'a pas caché": a word with the auxiliary avoir is a verb, whatever its tag."""
    for draft in drafts:
        if draft.pos == "ADJ" and any(child.lemma == "avoir" for child in children_of(drafts, draft.index, "aux")):
            draft.pos = "VERB"
            draft.feats = draft.feats | {"VerbForm=Part", "Tense=Past"}


def _participle_root(drafts: list[Draft]) -> None:
    """ "Ayant mis X, Y n'a pas caché Z": the participle is taken for the main verb. The finite clause behind it is."""
    for root in drafts:
        if root.rel != "root" or not any(
            child.text.lower() in _GERUND for child in children_of(drafts, root.index, "aux", "aux_pass")
        ):
            continue
        for child in children_of(drafts, root.index, "ccomp", "advcl", "conj", "parataxis", "xcomp", "dep"):
            finite = "VerbForm=Fin" in child.feats or any(
                "VerbForm=Fin" in aux.feats for aux in children_of(drafts, child.index, "aux", "cop")
            )
            if child.index > root.index and finite and not child.marker and children_of(drafts, child.index, "subj", "subj_pass"):
                child.head, child.rel = child.index, "root"
                root.head, root.rel = child.index, "advcl"
                return


def _infinitive_on_adjective(drafts: list[Draft]) -> None:
    """ "appelle les troupes américaines à faire": the infinitive hangs on the adjective. It is the verb's."""
    for draft in drafts:
        adjective = drafts[draft.head]
        if (
            draft.rel not in {"xcomp", "acl", "advcl"}
            or "VerbForm=Inf" not in draft.feats
            or adjective.pos != "ADJ"
            or adjective.lemma in _TAKES_INFINITIVE
        ):
            continue
        noun = drafts[adjective.head]
        verb = drafts[noun.head]
        if adjective.rel == "amod" and noun.rel in {"obj", "iobj", "obl"} and verb.pos == "VERB" and draft.marker:
            draft.head, draft.rel = verb.index, "xcomp"


def _object_of_passive(drafts: list[Draft]) -> None:
    """ "où sont situés les dépôts": an inverted subject is taken for an object, which a passive cannot have."""
    for draft in drafts:
        if (
            draft.rel == "obj"
            and children_of(drafts, draft.head, "aux_pass")
            and not children_of(drafts, draft.head, "subj_pass", "subj")
        ):
            draft.rel = "subj_pass"
