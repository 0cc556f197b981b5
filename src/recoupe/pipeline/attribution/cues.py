"""The cues of a language pack as look-up tables: built once per pack, asked for every word. Must never hold a word of a language itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from recoupe.knowledge.modality import Modality
from recoupe.knowledge.packs import Attribution
from recoupe.model.vocabulary import Commitment, VoiceKind

_NEUTRAL: Commitment = "neutral"


class Cues:
    """Who may speak, with which words, and what those words take as their content."""

    def __init__(self, attribution: Attribution, modality: Modality, markers: Mapping[str, str]) -> None:
        self.commitments: dict[str, Commitment] = {
            lemma: group.commitment for group in attribution.speech for lemma in group.lemmas
        }
        self.says = frozenset(self.commitments)
        takes = attribution.takes
        self.incises = self.says | frozenset(attribution.incise_only)
        self.no_incise = frozenset(takes.no_incise)
        self.infinitive = frozenset(takes.infinitive)
        self.object = frozenset(takes.object)
        self.phrasal: Mapping[str, frozenset[str]] = _by_verb(takes.phrase)
        self.charge: Mapping[str, frozenset[str]] = _by_verb(takes.charge)
        self.naming: Mapping[str, frozenset[str]] = _by_verb(takes.naming)
        self.telling: Mapping[str, frozenset[str]] = _by_verb(takes.telling)
        self.resulting: Mapping[str, frozenset[str]] = _by_verb(takes.resulting)
        self.showing = frozenset(takes.showing)
        self.quoting = self.incises | self.object | self.naming.keys()
        self.carried = _carried(self.says)
        self.talking: Mapping[str, frozenset[str]] = _by_verb(takes.talking)
        self.compound = frozenset(attribution.compound_that)
        self.generic = frozenset(attribution.generic)
        self.asking = frozenset(takes.asking)
        self.opinion = frozenset(takes.opinion)
        self.nouns = frozenset(takes.nouns)
        self.whether = frozenset(attribution.whether)
        self.that = frozenset(attribution.that)
        self.contrasting = frozenset(attribution.contrasting)
        self.comparing = frozenset(attribution.comparing)
        self.first_person = frozenset(attribution.first_person)
        self.nobody = frozenset(attribution.nobody)
        self.citing = frozenset(attribution.citing)
        self.no_holder = frozenset(attribution.no_holder)
        self.initial = frozenset(attribution.initial)
        self.purposes = frozenset(modality.clauses.purposes)
        self.denying = replace(modality.negation, litotes=())
        self.litotes = frozenset(attribution.litotes)
        self.kinds: dict[str, VoiceKind] = {lemma: entry.kind for entry in attribution.holders for lemma in entry.lemmas}
        self.prepositions = _alternatives(attribution.prepositions, markers)
        self.verbs = (
            self.says
            | self.infinitive
            | self.object
            | self.litotes
            | self.charge.keys()
            | self.naming.keys()
            | self.telling.keys()
            | {key.partition(" ")[0] for key in self.phrasal}
        )

    def commitment(self, lemma: str) -> Commitment:
        """What the article takes on itself by choosing this cue."""
        return self.commitments.get(lemma, _NEUTRAL)


def _by_verb(entries: Iterable[str]) -> dict[str, frozenset[str]]:
    """ "accuser de" → accuser: {de}."""
    out: dict[str, set[str]] = {}
    for entry in entries:
        verb, _, marker = entry.rpartition(" ")
        out.setdefault(verb or marker, set()).add(marker if verb else "")
    return {verb: frozenset(markers) for verb, markers in out.items()}


def _carried(says: Iterable[str]) -> dict[str, frozenset[str]]:
    """ "faire savoir" → savoir: {faire}."""
    out: dict[str, set[str]] = {}
    for entry in says:
        first, _, second = entry.partition(" ")
        if second:
            out.setdefault(second, set()).add(first)
    return {second: frozenset(firsts) for second, firsts in out.items()}


def _alternatives(forms: Iterable[str], markers: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern for all forms, the longest first; applied to a `lower` view. A preposition at the end also in its contracted spellings ("du" for "de")."""
    spelled = set(forms)
    for form in forms:
        lead, _, last = form.rpartition(" ")
        if lead:
            spelled |= {f"{lead} {written}" for written, marker in markers.items() if marker == last}
    ordered = sorted(spelled, key=len, reverse=True)
    parts = (re.escape(form) + ("" if form.endswith("'") else r"(?!\w)") for form in ordered)
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + ")")
