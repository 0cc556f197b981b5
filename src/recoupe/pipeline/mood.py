"""What the clause around a word says of its happening: tense, mood, negation, modals, conditions. One tree, no frames, no voices."""

from __future__ import annotations

from recoupe.knowledge.packs import Modal, Modality
from recoupe.model.record import Cue
from recoupe.model.vocabulary import SAID_TO_HAPPEN, Occurrence
from recoupe.pipeline.clauses import is_finite, is_infinitive
from recoupe.pipeline.negation import negation, plain
from recoupe.syntax.tree import Tree, Word

Found = tuple[Occurrence | None, tuple[Cue, ...]]

_GOVERNED = frozenset({"nmod", "acl", "xcomp", "obl"})
_CONDITIONAL = frozenset({"advcl", "obl", "root", "conj", "parataxis", "dep"})
"""Where a clause behind "if" hangs: parsers take the first verb of "Si A attaque, B quittera" for the root. Not `ccomp`: "asked if"."""
_WHETHER = frozenset({"si", "if", "whether"})
_EXCLUDED = (
    "sans",
    "sans que",
    "au lieu de",
    "au lieu d'",
    "plutôt que de",
    "plutôt que d'",
    "without",
    "instead of",
    "rather than",
)
_GERUND_MARKERS = frozenset({"of", "from", "for", "on", "against", "into"})
"""Prepositions behind which a gerund is what the verb above speaks of ("accused of attacking"), not a circumstance ("after attacking")."""
_NOT_DONE = frozenset({"possible", "intended", "planned", "threatened", "requested"})
"""What a negated governor turns into "did not happen": who "does not want to attack" is said to intend nothing."""


_INTO = frozenset({"dans", "in", "into"})
_NOT_TOLD = frozenset({"possible", "intended", "planned", "threatened", "requested", "hypothetical", "prescribed", "questioned"})


class Mood:
    """Occurrence of one verb or noun from its own clause and what governs it."""

    def __init__(self, tree: Tree, modality: Modality) -> None:
        self.tree = tree
        self.modality = modality
        self.modals = {lemma: modal for modal in modality.modals for lemma in modal.lemmas}
        self.nouns = {lemma: entry for entry in modality.nouns for lemma in entry.lemmas}
        self.adjectives = {lemma: entry for entry in modality.adjectives for lemma in entry.lemmas}

    def of(self, word: Word) -> tuple[Occurrence, tuple[Cue, ...]]:
        """The occurrence and its cues. The order of the tests is the order of strength."""
        tests = (
            self._questioned, self._negated, self._conditional, self._excluded, self._doubted, self._modal, self._purpose,
            self._temporal, self.governed, self._series, self._bare, self._circumstance, self._unspecific, self._under,
        )  # fmt: skip
        for test in tests:
            occurrence, cues = test(word)
            if occurrence is not None:
                return occurrence, cues
        return self._tense(word)

    def _cue(self, word: Word, why: str) -> tuple[Cue, ...]:
        return (Cue(start=word.start, end=word.end, text=word.text, why=why),)

    def _questioned(self, _word: Word) -> Found:
        last = self.tree.words[-1]
        if last.text == "?":
            return "questioned", self._cue(last, "a question")
        return None, ()

    def _negated(self, word: Word) -> Found:
        """A negation on the verb, its subject or its object."""
        mark = negation(self.tree, word, self.modality.litotes)
        return (None, ()) if mark is None else ("did_not_happen", self._cue(mark, "negation"))

    def _conditional(self, word: Word) -> Found:
        """ "si", "if"; and the French conditional of unverified report."""
        for clause in (word, *self.tree.ancestors(word)):
            marker = clause.marker.split(" ")[0] if clause.marker else ""
            if (
                clause.rel in _CONDITIONAL
                and (clause.marker in self.modality.conditions or marker in {"si", "if", "unless"})
                and clause.pos in {"VERB", "AUX", "ADJ"}
            ):
                return "hypothetical", self._cue(clause, f"condition: {clause.marker}")
            if clause.rel in {"ccomp", "relcl"}:
                break
        first = self.tree.words[0]
        comma = next((each.index for each in self.tree.words if each.text == ","), 0)
        if first.text.lower() in self.modality.conditions and word.index < comma:
            return "hypothetical", self._cue(first, f"condition: {first.text.lower()}")  # whatever the parser makes of the clause
        for each in (word, *self.tree.children(word, "aux", "aux_pass", "cop")):
            if each.has("Mood=Cnd"):
                return "possible", self._cue(each, "conditional: reported without being vouched for")
        return None, ()

    def _excluded(self, word: Word) -> Found:
        """ "sans attaquer", "instead of attacking": what was not done. Coordinated verbs follow the first."""
        if word.pos not in {"VERB", "AUX"}:
            return None, ()
        first = self._first(word)
        before = " ".join(plain(each) for each in self.tree.words[max(0, first.index - 3) : first.index])
        before = before.replace(" d", " d'") if before.endswith(" d") else before
        if first.marker in _EXCLUDED or f" {before}".endswith(tuple(f" {form}" for form in _EXCLUDED)):
            return "did_not_happen", self._cue(first, "an act that is said to be left out")
        return None, ()

    def _first(self, word: Word) -> Word:
        """The first of coordinated verbs."""
        while word.rel == "conj" and (above := self.tree.head(word)) is not None and above.pos in {"VERB", "AUX"}:
            word = above
        return word

    def _doubted(self, word: Word) -> Found:
        """An indirect question ("demande si"), or what somebody does not say ("no evidence that")."""
        current = self._first(word)
        for above in self.tree.ancestors(current):
            if current.rel == "ccomp" and current.marker.split(" ")[0] in _WHETHER:
                return "questioned", self._cue(current, f"indirect question: {current.marker}")
            if current.rel not in {"ccomp", "acl", "relcl"} or (current.rel != "ccomp" and current.marker not in {"que", "that"}):
                break
            if current.rel != "ccomp" and self._has(current, "Mood=Sub"):
                return "unknown", self._cue(above, "subjunctive: doubted, feared or wished")
            if is_finite(self.tree, current) and self._negated(above)[0]:
                return "unknown", self._cue(above, f"content of a negated “{above.text}”")
            if current.rel != "ccomp":
                break
            current = self._first(above)
        return None, ()

    def _modal(self, word: Word) -> Found:
        """A modal auxiliary, or a verb or adjective that sets the occurrence of its infinitive, gerund or wished-for clause."""
        auxiliaries = self.tree.children(word, "aux")
        for child in auxiliaries:
            entry = self.modals.get(child.lemma) or self.modals.get(child.text.lower())
            if entry is None:
                continue
            if child.text.lower() in {"would", "'d", "’d"} and any(each.lemma == "have" for each in auxiliaries):
                return "hypothetical", self._cue(child, "would have: did not come about")
            return entry.occurrence, self._cue(child, entry.why)
        current = word
        for above in self.tree.ancestors(word):
            if current.rel not in {"xcomp", "conj", "obl", "advcl", "acl", "ccomp"} or above.pos not in {"VERB", "AUX", "ADJ"}:
                break
            if current.rel == "conj":
                if above.pos in {"VERB"} and above.rel in {"xcomp"}:
                    current = above
                    continue
                break
            found = self._governed_by(above, current)
            if found[0] is not None:
                return found
            if current.rel != "xcomp":
                break
            current = above
        return None, ()

    def _governed_by(self, above: Word, current: Word) -> Found:
        """What the verb or adjective `above` makes of the clause `current`."""
        entry = self._governor(above, current)
        gerund = self._is_gerund(current) and current.marker in _GERUND_MARKERS
        if entry and (current.rel == "xcomp" or is_infinitive(self.tree, current) or gerund or self._is_wished(current, entry)):
            if not self._negated(above)[0]:
                return entry.occurrence, self._cue(above, entry.why)
            negated: Occurrence = "did_not_happen" if entry.occurrence in _NOT_DONE else entry.occurrence
            negated = "unknown" if entry.occurrence == "did_not_happen" else negated
            return entry.negated or negated, self._cue(above, f"{entry.why}; negated")
        if current.rel == "ccomp" and self._has(current, "Mood=Sub"):
            return "unknown", self._cue(above, "subjunctive: doubted, feared or wished")
        if current.rel in {"xcomp", "advcl", "ccomp"}:
            for each in (above, *self.tree.children(above, "pred")):
                if (adjective := self.adjectives.get(each.lemma)) is not None:
                    return adjective.occurrence, self._cue(each, adjective.why)
        return None, ()

    def _is_wished(self, clause: Word, entry: Modal) -> bool:
        """A finite clause behind a verb of demand, or in the subjunctive: "veulent que les soldats quittent"."""
        if clause.rel != "ccomp" or self.tree.lang != "fr":
            return False
        return entry.occurrence == "requested" or self._is_subjunctive(clause)

    def _is_subjunctive(self, clause: Word) -> bool:
        """A French subjunctive, or a form that may be one ("attaquent" is both, and taggers say indicative)."""
        if self._has(clause, "Mood=Sub"):
            return True
        present = clause.has("Tense=Pres") and clause.has("VerbForm=Fin")
        return present and clause.lemma.endswith("er") and clause.text.lower().endswith(("e", "es", "ent"))

    def _has(self, verb: Word, feature: str) -> bool:
        """Whether the verb or one of its auxiliaries has the feature."""
        return any(each.has(feature) for each in (verb, *self.tree.children(verb, "aux", "aux_pass", "cop")))

    def _is_gerund(self, word: Word) -> bool:
        """A present participle without auxiliary."""
        return (
            word.has("VerbForm=Part") and word.has("Tense=Pres") and not self.tree.children(word, "aux", "aux_pass")
        ) or word.has("VerbForm=Ger")

    def _governor(self, above: Word, current: Word) -> Modal | None:
        """The entry of a governing verb: with its particle or the dependent's preposition ("set to", "call off") before the verb alone."""
        for child in self.tree.children(above, "prt"):
            if (entry := self.modals.get(f"{above.lemma} {child.text.lower()}")) is not None:
                return entry
        if current.marker and (entry := self.modals.get(f"{above.lemma} {current.marker.split(' ')[-1]}")) is not None:
            return entry
        return self.modals.get(above.lemma)

    def modified(self, noun: Word) -> Found:
        """An act noun under a modifier that takes it back: "le retrait prévu", "a failed coup", "attentat déjoué"."""
        for child in self.tree.children(noun, "amod", "acl"):
            if child.rel == "acl" and self.tree.children(child, "obj", "ccomp", "xcomp"):
                continue
            entry = self.adjectives.get(child.lemma) or self.adjectives.get(child.text.lower())
            modal = self.modals.get(child.lemma) if child.has("VerbForm=Part") or child.pos == "VERB" else None
            if entry is not None:
                return entry.occurrence, self._cue(child, entry.why)
            if modal is not None and modal.occurrence not in {"requested", "prescribed"}:
                return modal.occurrence, self._cue(child, modal.why)
        return None, ()

    def _purpose(self, word: Word) -> Found:
        """ "pour + infinitive", "afin de": aimed at, not done. Coordinated infinitives follow the first."""
        current = self._first(word)
        if (
            current.marker
            and (current.marker in self.modality.purposes or current.marker.split(" ")[0] in self.modality.purposes)
            and (current.pos in {"VERB", "AUX"})
        ):
            return "intended", self._cue(current, f"purpose: {current.marker}")
        if current.rel == "advcl" and current.marker == "to":
            return "intended", self._cue(current, "infinitive of purpose")
        return None, ()

    def governed(self, word: Word) -> Found:
        """Under a noun of possibility, intention, plan, demand ("la possibilité du resurgissement")."""
        current = word
        for above in self.tree.ancestors(word):
            if current.rel == "conj":
                current = above
                continue
            if (
                above.pos in {"NOUN", "PROPN"}
                and current.rel in _GOVERNED
                and above.lemma in self.nouns
                and current.marker != "par"
            ):
                entry = self.nouns[above.lemma]
                return entry.occurrence, self._cue(above, entry.why)
            if above.pos in {"VERB", "AUX"} and word.pos in {"NOUN", "PROPN"} and current.rel in {"obj", "obl", "subj_pass"}:
                modal = self._governor(above, current)
                if modal and modal.negated is None and self._negated(above)[0] and modal.occurrence == "did_not_happen":
                    return None, ()
                if modal and (current.rel != "obl" or current.marker in {"à", "de", "to", "for", "of", "against", "contre"}):
                    return modal.occurrence, self._cue(above, modal.why)
                return None, ()
            if above.pos not in {"NOUN", "PROPN"}:
                return None, ()
            current = above
        return None, ()

    def _series(self, word: Word) -> Found:
        """One of several infinitives of purpose in a row, or where they lead ("dans"), which the parser hung elsewhere."""
        first = word
        while first.rel == "conj" and (above := self.tree.head(first)) is not None:
            first = above
        bare = is_infinitive(self.tree, word) and word.pos in {"VERB", "AUX"} and not first.marker
        into = word.pos == "NOUN" and first.rel == "obl" and first.marker in _INTO
        if not (bare or into):
            return None, ()
        for other in reversed(self.tree.words[: word.index]):
            if other.pos in {"VERB", "AUX"} and is_finite(self.tree, other):
                return None, ()
            if other.pos == "VERB" and is_infinitive(self.tree, other):
                occurrence, cues = self._purpose(other)
                if occurrence is None:
                    occurrence, cues = self._modal(other)
                if occurrence is None:
                    occurrence, cues = self.governed(other)
                if occurrence is not None:
                    return occurrence, cues
        return None, ()

    def _temporal(self, word: Word) -> Found:
        """ "Would be returned once the army withdrew": what a future or conditional act waits for has not happened."""
        for clause in (word, *self.tree.ancestors(word)):
            above = self.tree.head(clause)
            if clause.rel == "advcl" and clause.marker in self.modality.temporal and above is not None:
                occurrence, _ = self.of(above)
                if occurrence in _NOT_TOLD:
                    return "hypothetical", self._cue(clause, f"awaited: {clause.marker}")
            if clause.rel in {"ccomp", "relcl"}:
                break
        return None, ()

    def _unspecific(self, word: Word) -> Found:
        """ "Tout dialogue", "any attack": no act in particular."""
        for child in self.tree.children(word, "det", "amod"):
            if word.pos in {"NOUN", "PROPN"} and child.text.lower() in self.modality.unspecific:
                return "hypothetical", self._cue(child, "no act in particular")
        return None, ()

    def _under(self, word: Word) -> Found:
        """An act noun below a verb that is only intended, threatened, possible is not told as having happened."""
        if word.pos not in {"NOUN", "PROPN"}:
            return None, ()
        current = word
        for above in self.tree.ancestors(word):
            if above.pos in {"VERB", "AUX"}:
                if current.rel in {"subj", "subj_pass", "csubj"}:
                    return None, ()
                occurrence, cues = self.of(above)
                return (occurrence, cues) if occurrence in _NOT_TOLD else (None, ())
            current = above
        return None, ()

    def _bare(self, word: Word) -> Found:
        """An infinitive that nothing finite governs ("Quitter l'Irak, seul moyen..."), an act as a subject, an imperative."""
        if word.has("Mood=Imp"):
            return "requested", self._cue(word, "imperative")
        if self._is_gerund(word) and word.rel == "csubj":
            return "hypothetical", self._cue(word, "an act named, not reported")
        if (
            word.rel == "root"
            and not is_finite(self.tree, word)
            and any(child.has("VerbForm=Inf") for child in self.tree.children(word, "aux"))
        ):
            return "unknown", self._cue(word, "a perfect infinitive without the verb that says it")
        if is_infinitive(self.tree, word) and word.pos in {"VERB", "AUX"}:
            if word.rel in {"root", "csubj", "subj", "parataxis", "appos"}:
                return "hypothetical", self._cue(word, "infinitive: an act named, not reported")
            above = self.tree.head(word)
            if above is not None and above.pos in {"NOUN", "ADJ", "PROPN"} and not word.has("Tense=Past"):
                return "hypothetical", self._cue(word, "infinitive behind a noun")
            if word.rel == "conj" and above is not None and is_infinitive(self.tree, above):
                return self.of(above)
        return None, ()

    def _circumstance(self, word: Word) -> Found:
        """A participle or infinitive beside a verb shares its fate: "could leave, burning the depot"."""
        if word.pos not in {"VERB", "AUX"} or is_finite(self.tree, word):
            return None, ()
        first = self._first(word)
        above = self.tree.head(first)
        bare = (
            self._is_gerund(word)
            or is_infinitive(self.tree, word)
            or any(self._is_gerund(each) for each in self.tree.children(word, "aux"))
        )
        if not bare or above is None or above.pos not in {"VERB", "AUX"} or first.rel not in {"advcl", "obl", "dep", "xcomp"}:
            return None, ()
        occurrence, cues = self.of(above)
        if occurrence in SAID_TO_HAPPEN and self.tree.children(word, "aux"):
            return "happened", cues
        return occurrence, cues

    def _tense(self, word: Word) -> tuple[Occurrence, tuple[Cue, ...]]:
        carriers = [word, *self.tree.children(word, "aux", "aux_pass", "cop")]
        adverbs = [child for child in self.tree.children(word, "advmod") if child.text.lower() in self.modality.habitual]
        for each in carriers:
            if each.has("Tense=Fut"):
                return "planned", self._cue(each, "future tense")
        present = (word.has("Tense=Pres") and not word.has("VerbForm=Part")) or (
            word.has("VerbForm=Part") and word.has("Tense=Pres")
        )
        past = any(each.has("Tense=Past") or each.has("Aspect=Perf") for each in carriers)
        if present and not past:
            return ("habitual", self._cue(adverbs[0], "adverb of habit")) if adverbs else ("ongoing", ())
        if word.has("Tense=Imp") or any(each.has("Aspect=Prog") for each in carriers):
            return "ongoing", ()
        return "happened", ()
