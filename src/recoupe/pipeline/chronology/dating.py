"""Which time expression dates which claim: the one that hangs on its verb or noun, never one of another clause. Must never value an expression.

By the parse, from an expression upwards: the first trigger above it owns it, unless another verb or a noun that the expression describes comes first ("the maps
of 1955", "trucks parked there in June"). Then the same clause: verbs joined to a dated one share a time told before the first; an act is dated by the act that it
is part of ("killed in Thursday's attack"). From another sentence comes only the day of the one before, where the sentence says that it goes on from it ("Puis").
"""

from __future__ import annotations

import re

import msgspec

from recoupe.knowledge.packs import Pack
from recoupe.model.record import Mention, When
from recoupe.model.vocabulary import SPEECH, TimeBy, family
from recoupe.pipeline.base import Seed, Work
from recoupe.pipeline.circumstances import CLAUSES, acts_within, joined, keeps
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby

_DESCRIBING = frozenset({"de", "of", "'s", "’s", "depuis", "since", "before", "avant"})
_DAYS = frozenset({"day", "part_of_day", "hour", "minute"})
_SEQUEL = 4
"""Words at the head of a sentence among which what takes up the story stands."""
_AFAR = frozenset({"à"})
"""Prepositions that make a distance of a length: "à une heure de route"."""
_FROM_EVENT = "after_event"
"""End of the ids of patterns for a length and the event that it is counted from, which stands behind it."""
_PLACE_BEFORE = re.compile(r"[^.!?:;()]{2,50}[,(]\s*(?:le |ce |on )?")
_AGENCY_BEHIND = re.compile(r"\)?\s*(?:\([^()]{1,60}\))?\s*[-–—:]")


class Dated(msgspec.Struct, frozen=True):
    """A mention that dates a claim, and how it came to it; `cue`: the word by which a sentence goes on from the one before."""

    mention: Mention
    by: TimeBy
    cue: str = ""


class _Reach(msgspec.Struct, frozen=True, order=True):
    """How well an expression fits a claim, the smallest first: a length or repetition after a date, then the distance in the tree, then text order."""

    rough: bool
    distance: int
    start: int


class Dating:
    """The times of the claims in the making of one article."""

    def __init__(self, work: Work, packs: dict[str, Pack]) -> None:
        self._work = work
        self._packs = packs
        self._trees = Nearby(_Numbered(tree.start, tree.end, number) for number, tree in enumerate(work.trees))
        self._times = Nearby(mention for mention in work.mentions if mention.kind == "time")
        self._triggers: dict[int, dict[int, int]] = {}
        for index, seed in enumerate(work.seeds):
            self._triggers.setdefault(seed.tree, {})[seed.word] = index
        for index, seed in enumerate(work.seeds):
            if seed.via is not None:
                self._triggers[seed.tree][seed.via] = index

    def all(self) -> dict[int, Dated]:
        """Index of the seed → its time."""
        best: dict[int, tuple[_Reach, Mention]] = {}
        for mention in self._work.mentions:
            if mention.kind != "time" or mention.inside:
                continue
            for index, distance in self._owners(mention):
                reach = _Reach(_is_rough(mention), distance, mention.start)
                if index not in best or reach < best[index][0]:
                    best[index] = (reach, mention)
        out = {index: Dated(mention, "own") for index, (_, mention) in best.items()}
        for index, seed in enumerate(self._work.seeds):
            if index not in out:
                shared = self._of_the_clause(seed, out) or self._of_the_act(seed, out)
                if shared is not None:
                    out[index] = shared
        for index, seed in enumerate(self._work.seeds):
            told = self._of_the_sentence_before(index, seed, out) if index not in out else None
            if told is not None:
                out[index] = told
        return out

    def _of_the_sentence_before(self, index: int, seed: Seed, dated: dict[int, Dated]) -> Dated | None:
        """The day of what the sentence before tells, where this one says that it goes on from it ("Puis ils ont brûlé le pont"), with no time of its own."""
        tree = self._work.trees[seed.tree]
        cue = self._sequel(tree)
        if (
            not cue
            or seed.tree == 0
            or not self._is_told(index)
            or any(each.kind == "time" for each in self._times.touching(tree.start, tree.end))
        ):
            return None
        before = self._work.trees[seed.tree - 1]
        if before.part != tree.part or not self._heads(tree, seed):
            return None
        for number in self._triggers.get(seed.tree - 1, {}).values():
            found = dated.get(number)
            if found is None or found.by not in {"own", "narrative"} or not self._is_told(number):
                continue
            best = found.mention.best
            if (
                self._heads(before, self._work.seeds[number])
                and best is not None
                and best.granularity in _DAYS
                and best.earliest
                and best.latest
            ):
                return Dated(found.mention, "narrative", cue)
        return None

    def _sequel(self, tree: Tree) -> str:
        """The word at the head of a sentence that takes up the story: "puis", "then"."""
        words = self._packs[tree.lang].times.cues.sequels if tree.lang in self._packs else ()
        said = " ".join(word.text.lower() for word in tree.words[:_SEQUEL])
        return next((each for each in words if f"{said} ".startswith(f"{each} ")), "")

    def _is_told(self, index: int) -> bool:
        """Whether the text tells an act as having happened, in no content of another."""
        verdicts = self._work.verdicts
        return index < len(verdicts) and verdicts[index].occurrence == "happened" and verdicts[index].content_of is None

    @staticmethod
    def _heads(tree: Tree, seed: Seed) -> bool:
        """Whether a trigger is the main verb, or joined to it."""
        word = tree.words[seed.word if seed.via is None else seed.via]
        return word.rel == "root" or any(each.rel == "root" for each in joined(tree, word))

    def _owners(self, mention: Mention) -> list[tuple[int, int]]:
        """The seed above a mention, and how many words above. Of a length before an event ("deux ans après sa chute") the event, and what came so long after it."""
        counted = mention.rule.endswith(_FROM_EVENT)
        found = [self._owner(mention, past_event=False), self._owner(mention, past_event=True) if counted else None]
        return [owner for owner in dict.fromkeys(found) if owner is not None]

    def _owner(self, mention: Mention, *, past_event: bool) -> tuple[int, int] | None:
        number = next((each.number for each in self._trees.touching(mention.start, mention.end)), None)
        if number is None or _is_dateline(self._work, mention):
            return None
        tree = self._work.trees[number]
        words = tree.at(mention.start, mention.end)
        head = tree.top_of(words) if words else None
        if head is None or (head.marker in _AFAR and _is_length(mention)):
            return None
        triggers = self._triggers.get(number, {})
        describes = self._marker(tree, words, head) in _DESCRIBING
        inside, previous, fronted = {word.index for word in words}, head, False
        skipped = not past_event
        for distance, above in enumerate((head, *tree.ancestors(head))):
            if above.index in triggers:
                if not skipped and above.start >= mention.end:
                    skipped = True
                    continue
                seed = self._work.seeds[triggers[above.index]]
                if self._is_content(seed, mention, above, previous) or (fronted and family(seed.type) not in SPEECH):
                    return None
                return triggers[above.index], distance
            if above.index not in inside and keeps(above, describes=describes):
                if not self._is_fronted(tree, above):
                    return self._occurring(tree, above, triggers)
                fronted = True
            previous = above
        return None

    @staticmethod
    def _is_fronted(tree: Tree, verb: Word) -> bool:
        """A participle before the main clause: "asked on Thursday, the spokesman said"."""
        bare = verb.has("VerbForm=Part") and not tree.children(verb, "aux", "aux_pass", "cop")
        above = tree.head(verb)
        return bare and above is not None and verb.index < above.index and not tree.children(verb, "subj")

    def _occurring(self, tree: Tree, verb: Word, triggers: dict[int, int]) -> tuple[int, int] | None:
        """The act noun that is the subject of a verb of happening: "l'attaque s'est produite mardi"."""
        occurring = self._packs[tree.lang].modality.occurring if tree.lang in self._packs else ()
        rest = {child.lemma for child in tree.children(verb, "obj", "dep", "xcomp", "obl")}
        if verb.lemma not in occurring and not any(f"{verb.lemma} {each}" in occurring for each in rest):
            return None
        subject = next(iter(tree.children(verb, "subj", "subj_pass")), None)
        return (triggers[subject.index], 2) if subject is not None and subject.index in triggers else None

    @staticmethod
    def _is_content(seed: Seed, mention: Mention, trigger: Word, below: Word) -> bool:
        """Whether the expression belongs to what the act says or decides, not to the act: it lies in the content, behind a verb of its own."""
        inside = any(span.start <= mention.start and mention.end <= span.end for span in seed.contents)
        return inside and below.index != trigger.index and below.rel in CLAUSES and below.pos in {"VERB", "AUX"}

    @staticmethod
    def _marker(tree: Tree, words: list[Word], head: Word) -> str:
        """The preposition that ties an expression to what is above it: inside the expression or right before it; "'s" behind it."""
        if words[-1].index + 1 < len(tree.words) and tree.words[words[-1].index + 1].text in {"'s", "’s"}:
            return "'s"
        first = words[0]
        if first.lemma in _DESCRIBING:
            return first.lemma
        before = tree.words[first.index - 1] if first.index else None
        return before.lemma if before is not None and before.pos == "ADP" and before.lemma in {"de", "of"} else head.marker

    def _of_the_clause(self, seed: Seed, dated: dict[int, Dated]) -> Dated | None:
        """The time told before the first of several joined verbs."""
        tree = self._work.trees[seed.tree]
        word = tree.words[seed.word]
        if word.rel != "conj" or word.pos not in {"VERB", "AUX"}:
            return None
        for above in joined(tree, word):
            index = self._triggers.get(seed.tree, {}).get(above.index)
            found = dated.get(index) if index is not None else None
            if found is not None and found.by == "own" and found.mention.end <= above.start:
                return Dated(found.mention, "clause")
        return None

    def _of_the_act(self, seed: Seed, dated: dict[int, Dated]) -> Dated | None:
        """The time of the act in the course of which something is done ("tués dans l'attaque de jeudi"), or of what was done in its course ("tués jeudi dans l'attaque")."""
        tree = self._work.trees[seed.tree]
        triggers = self._triggers.get(seed.tree, {})
        for word in acts_within(tree, tree.words[seed.word]):
            index = triggers.get(word.index)
            found = dated.get(index) if index is not None else None
            if found is not None and found.by == "own":
                return Dated(found.mention, "event")
        return None


class _Numbered(msgspec.Struct, frozen=True):
    """A stretch with the number of its tree."""

    start: int
    end: int
    number: int


def _is_dateline(work: Work, mention: Mention) -> bool:
    """Whether an expression is the date of a dateline: "KARA, 14 July 2025 (Agency) - ". It says when the text was written, not when anything happened."""
    text = work.document.text
    part = next((part for part in work.parts if part.start <= mention.start < part.end), None)
    if part is None or not _PLACE_BEFORE.fullmatch(text[part.start : mention.start]):
        return False
    return _AGENCY_BEHIND.match(text[mention.end : part.end]) is not None


def _is_length(mention: Mention) -> bool:
    return mention.best is not None and mention.best.granularity == "duration"


def _is_rough(mention: Mention) -> bool:
    """Whether an expression is a length, a repetition or without any date: it dates only where nothing else does."""
    best = mention.best
    return best is None or (best.earliest is None and best.latest is None)


def when_of(dated: Dated | None) -> When | None:
    """The time of a claim from what dates it."""
    best = dated.mention.best if dated is not None else None
    if dated is None or best is None:
        return None
    mention = dated.mention
    return When(
        start=mention.start, end=mention.end, text=mention.text, value=best.ref, earliest=best.earliest, latest=best.latest,
        granularity=best.granularity or "vague", vague=best.vague, anchor=best.anchor or "none", anchored_to=best.anchored_to, why=f"goes on (“{dated.cue}”) from the sentence before; {best.why}" if dated.cue else best.why, by=dated.by,
    )  # fmt: skip
