"""Did it happen? Tense, mood, negation, modals, and the claim inside whose content another stands; a cue for every decision."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.knowledge.packs import Modal, Modality
from recoupe.model.record import Cue
from recoupe.model.vocabulary import SAID_TO_HAPPEN, Attribution, Nature, Occurrence
from recoupe.pipeline.base import Knowledge, Seed, Verdict, Work
from recoupe.pipeline.clauses import is_infinitive
from recoupe.syntax.tree import Tree, Word

_GOVERNED = frozenset({"nmod", "acl", "xcomp", "obl"})


class Statuses:
    """One verdict per seed, in the seeds' order."""

    name = "statuses"
    requires = ("trees", "seeds")
    provides = ("verdicts",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.packs = knowledge.packs
        self.ontology = knowledge.ontology

    def __call__(self, work: Work) -> Work:
        """The work with its verdicts. A claim inside another's content inherits what that frame gives."""
        own = [self._own(work, seed) for seed in work.seeds]
        out: list[Verdict] = []
        for index, seed in enumerate(work.seeds):
            verdict = own[index]
            parent = self._parent(work.seeds, index)
            if parent is not None:
                verdict = self._inherited(work, verdict, own, parent)
            if seed.frame.source.attribution:
                verdict = replace(verdict, attribution=seed.frame.source.attribution)
            out.append(verdict)
        return replace(work, verdicts=tuple(out))

    @staticmethod
    def _parent(seeds: tuple[Seed, ...], index: int) -> int | None:
        """The innermost seed that has this one's trigger in its content."""
        trigger = seeds[index].trigger
        best: int | None = None
        size = 0
        for other, seed in enumerate(seeds):
            for content in seed.contents:
                if (
                    other != index
                    and content.contains(trigger)
                    and not (seed.trigger.start == trigger.start and seed.trigger.end == trigger.end)
                ):
                    length = content.end - content.start
                    if best is None or length < size:
                        best, size = other, length
        return best

    def _inherited(self, work: Work, verdict: Verdict, own: list[Verdict], parent: int) -> Verdict:
        """Content of a threat is threatened, of a decision planned; what the outer claim is not, its content is not either."""
        frame = work.seeds[parent].frame.source
        trigger = work.seeds[parent].trigger
        verdict = replace(verdict, content_of=parent)
        gives = frame.gives
        outer = own[parent].occurrence
        if frame.voice == "denies" and gives is None:
            gives = "did_not_happen"
        if gives is not None and (verdict.occurrence in SAID_TO_HAPPEN or verdict.occurrence in {"unknown", "hypothetical"}):
            cue = Cue(start=trigger.start, end=trigger.end, text=trigger.text, why=f"content of “{trigger.text}”: {gives}")
            verdict = replace(verdict, occurrence=gives, cues=(*verdict.cues, cue))
        elif outer not in SAID_TO_HAPPEN and verdict.occurrence in SAID_TO_HAPPEN and frame.voice is None:
            verdict = replace(verdict, occurrence=outer, cues=(*verdict.cues, *own[parent].cues))
        if frame.gives_attribution:
            verdict = replace(verdict, attribution=frame.gives_attribution)
        elif frame.voice == "denies":
            verdict = replace(verdict, attribution="denied")
        return verdict

    def _own(self, work: Work, seed: Seed) -> Verdict:
        """What the clause of the trigger itself says."""
        tree = work.trees[seed.tree]
        modality = self.packs[tree.lang].modality
        word = tree.words[seed.word if seed.via is None else seed.via]
        nature: Nature = seed.frame.source.nature or self.ontology.types[seed.type].nature  # type: ignore[assignment]
        reader = _Mood(tree, modality)
        occurrence, cues = reader.of(word)
        if seed.via is not None and occurrence in SAID_TO_HAPPEN:
            noun_occurrence, noun_cues = reader.governed(tree.words[seed.word])
            if noun_occurrence is not None:
                occurrence, cues = noun_occurrence, noun_cues
        if occurrence in SAID_TO_HAPPEN and tree.words[seed.word].pos in {"NOUN", "PROPN"}:
            taken_back, why = reader.modified(tree.words[seed.word])
            if taken_back is not None:
                occurrence, cues = taken_back, why
        attribution: Attribution = "asserted"
        if any(child.lemma in modality.alleged for child in tree.children(tree.words[seed.word], "amod")):
            attribution = "alleged"
            occurrence = "possible" if occurrence in SAID_TO_HAPPEN else occurrence
        if seed.frame.source.status and occurrence in SAID_TO_HAPPEN:
            occurrence = seed.frame.source.status
            cues = (
                *cues,
                Cue(
                    start=seed.trigger.start,
                    end=seed.trigger.end,
                    text=seed.trigger.text,
                    why=f"the word itself says: {occurrence}",
                ),
            )
        if occurrence == "planned" and nature == "report" and any("future" in cue.why for cue in cues):
            nature = "prediction"
        return Verdict(occurrence=occurrence, attribution=attribution, nature=nature, cues=cues)


class _Mood:
    """Occurrence of one verb or noun from its own clause and what governs it."""

    def __init__(self, tree: Tree, modality: Modality) -> None:
        self.tree = tree
        self.modality = modality
        self.modals = {lemma: modal for modal in modality.modals for lemma in modal.lemmas}
        self.nouns = {lemma: entry for entry in modality.nouns for lemma in entry.lemmas}
        self.adjectives = {lemma: entry for entry in modality.adjectives for lemma in entry.lemmas}

    def of(self, word: Word) -> tuple[Occurrence, tuple[Cue, ...]]:
        """The occurrence and its cues. The order of the tests is the order of strength."""
        for test in (self._questioned, self._negated, self._conditional, self._modal, self._purpose, self.governed, self._bare):
            occurrence, cues = test(word)
            if occurrence is not None:
                return occurrence, cues
        return self._tense(word)

    def _cue(self, word: Word, why: str) -> tuple[Cue, ...]:
        return (Cue(start=word.start, end=word.end, text=word.text, why=why),)

    def _questioned(self, _word: Word) -> tuple[Occurrence | None, tuple[Cue, ...]]:
        last = self.tree.words[-1]
        if last.text == "?":
            return "questioned", self._cue(last, "a question")
        return None, ()

    def _negated(self, word: Word) -> tuple[Occurrence | None, tuple[Cue, ...]]:
        """A negation on the verb; "ne... que", expletive "ne" and litotes are none."""
        marks = self.tree.children(word, "neg")
        for child in self.tree.children(word, "aux", "aux_pass", "cop"):
            marks += self.tree.children(child, "neg")
        forms = [mark.text.lower().rstrip("'’") for mark in marks]
        if not forms:
            if word.pos in {"NOUN", "PROPN"}:
                determiners = [
                    child
                    for child in self.tree.children(word, "det", "neg")
                    if child.text.lower() in {"aucun", "aucune", "nul", "nulle", "no"}
                ]
                if determiners:
                    return "did_not_happen", self._cue(determiners[0], "negation")
            return None, ()
        if set(forms) <= {"ne", "n"}:
            return None, ()
        if word.lemma in self.modality.litotes:
            return None, ()
        if set(forms) & {"plus"} and not set(forms) & {"ne", "n"}:
            return None, ()
        return "did_not_happen", self._cue(marks[-1], "negation")

    def _conditional(self, word: Word) -> tuple[Occurrence | None, tuple[Cue, ...]]:
        """ "si", "if"; and the French conditional of unverified report."""
        for clause in (word, *self.tree.ancestors(word)):
            marker = clause.marker.split(" ")[0] if clause.marker else ""
            if (
                clause.rel in {"advcl", "obl"}
                and (clause.marker in self.modality.conditions or marker in {"si", "if", "unless"})
                and clause.pos in {"VERB", "AUX", "ADJ"}
            ):
                return "hypothetical", self._cue(clause, f"condition: {clause.marker}")
            if clause.rel in {"ccomp", "relcl"}:
                break
        for each in (word, *self.tree.children(word, "aux", "aux_pass", "cop")):
            if each.has("Mood=Cnd"):
                return "possible", self._cue(each, "conditional: reported without being vouched for")
        return None, ()

    def _modal(self, word: Word) -> tuple[Occurrence | None, tuple[Cue, ...]]:
        """A modal auxiliary, or a verb that sets the occurrence of its infinitive."""
        for child in self.tree.children(word, "aux"):
            entry = self.modals.get(child.lemma) or self.modals.get(child.text.lower())
            if entry:
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
            entry = self._governor(above, current)
            if entry and (current.rel == "xcomp" or is_infinitive(self.tree, current)):
                if entry.negated and self._negated(above)[0]:
                    return entry.negated, self._cue(above, entry.why)
                return entry.occurrence, self._cue(above, entry.why)
            adjective = self.adjectives.get(above.lemma)
            if adjective and current.rel in {"xcomp", "advcl", "ccomp"}:
                return adjective.occurrence, self._cue(above, adjective.why)
            if current.rel != "xcomp":
                break
            current = above
        return None, ()

    def _governor(self, above: Word, current: Word) -> Modal | None:
        """The entry of a governing verb: with its particle or the dependent's preposition ("set to", "call off") before the verb alone."""
        for child in self.tree.children(above, "prt"):
            if (entry := self.modals.get(f"{above.lemma} {child.text.lower()}")) is not None:
                return entry
        if current.marker and (entry := self.modals.get(f"{above.lemma} {current.marker.split(' ')[-1]}")) is not None:
            return entry
        return self.modals.get(above.lemma)

    def modified(self, noun: Word) -> tuple[Occurrence | None, tuple[Cue, ...]]:
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

    def _purpose(self, word: Word) -> tuple[Occurrence | None, tuple[Cue, ...]]:
        """ "pour + infinitive", "afin de": aimed at, not done. Coordinated infinitives follow the first."""
        current = word
        while current.rel == "conj":
            above = self.tree.head(current)
            if above is None:
                break
            current = above
        if (
            current.marker
            and (current.marker in self.modality.purposes or current.marker.split(" ")[0] in self.modality.purposes)
            and (current.pos in {"VERB", "AUX"})
        ):
            return "intended", self._cue(current, f"purpose: {current.marker}")
        if current.rel == "advcl" and current.marker == "to":
            return "intended", self._cue(current, "infinitive of purpose")
        return None, ()

    def governed(self, word: Word) -> tuple[Occurrence | None, tuple[Cue, ...]]:
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

    def _bare(self, word: Word) -> tuple[Occurrence | None, tuple[Cue, ...]]:
        """An infinitive that nothing finite governs ("Quitter l'Irak, seul moyen..."); an imperative."""
        if word.has("Mood=Imp"):
            return "requested", self._cue(word, "imperative")
        if is_infinitive(self.tree, word) and word.pos in {"VERB", "AUX"}:
            if word.rel in {"root", "csubj", "subj", "parataxis", "appos"}:
                return "hypothetical", self._cue(word, "infinitive: an act named, not reported")
            above = self.tree.head(word)
            if above is not None and above.pos in {"NOUN", "ADJ", "PROPN"} and not word.has("Tense=Past"):
                return "hypothetical", self._cue(word, "infinitive behind a noun")
        return None, ()

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
