"""Did it happen? Tense, mood, negation, modals, and the claim inside whose content another stands; a cue for every decision."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.model.record import Cue
from recoupe.model.vocabulary import SAID_TO_HAPPEN, Attribution, Nature
from recoupe.pipeline.base import Knowledge, Seed, Verdict, Work
from recoupe.pipeline.mood import Mood
from recoupe.text.nearby import Nearby, Owned

_WEAKER: dict[str, frozenset[str]] = {
    "threatened": frozenset({"unknown", "hypothetical", "planned", "possible", "intended"}),
    "did_not_happen": frozenset({"unknown", "hypothetical", "planned", "possible"}),
}
"""Occurrences that a frame's `gives` overrides: "warned that it would shut the bridge" is a threat, whatever the tense."""


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
        contents = Nearby(
            Owned(content.start, content.end, index) for index, seed in enumerate(work.seeds) for content in seed.contents
        )
        out: list[Verdict] = []
        for index, seed in enumerate(work.seeds):
            verdict = own[index]
            parent = self._parent(work.seeds, contents, index)
            if parent is not None:
                verdict = self._inherited(work, verdict, own, parent)
            if seed.frame.source.attribution:
                verdict = replace(verdict, attribution=seed.frame.source.attribution)
            out.append(verdict)
        return replace(work, verdicts=tuple(out))

    @staticmethod
    def _parent(seeds: tuple[Seed, ...], contents: Nearby[Owned], index: int) -> int | None:
        """The innermost seed that has this one's trigger in its content."""
        trigger = seeds[index].trigger
        best: int | None = None
        size = 0
        for content in contents.touching(trigger.start, trigger.end):
            outer = seeds[content.owner].trigger
            same = outer.start == trigger.start and outer.end == trigger.end
            if content.owner != index and content.contains(trigger) and not same:
                length = content.end - content.start
                if best is None or length < size:
                    best, size = content.owner, length
        return best

    def _inherited(self, work: Work, verdict: Verdict, own: list[Verdict], parent: int) -> Verdict:
        """Content of a threat is threatened, of a decision planned; what the outer claim is not, its content is not either."""
        frame = work.seeds[parent].frame.source
        trigger = work.seeds[parent].trigger
        verdict = replace(verdict, content_of=parent)
        gives = frame.gives
        outer = own[parent].occurrence
        if frame.voice == "denies" and gives is None and outer != "did_not_happen":
            gives = "did_not_happen"
        if gives == "did_not_happen" and outer == "did_not_happen":
            gives = "possible"  # what is not ruled out, not refused, may be
        weaker = _WEAKER.get(gives or "unknown", frozenset({"unknown", "hypothetical"}))
        if gives is not None and (verdict.occurrence in SAID_TO_HAPPEN or verdict.occurrence in weaker):
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
        reader = Mood(tree, modality)
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
