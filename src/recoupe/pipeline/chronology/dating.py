"""Which time expression dates which claim: the one that hangs on its verb or noun, never one of another clause. Must never value an expression.

By the parse, from an expression upwards: the first trigger above it owns it, unless another verb or a noun that the expression describes comes first ("the maps
of 1955", "trucks parked there in June"). Then the same clause: verbs joined to a dated one share a time told before the first; an act is dated by the act that it
is part of ("killed in Thursday's attack"). Nothing comes from another sentence: what the text takes up ("le même jour") stands in the claim's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from recoupe.knowledge.packs import Pack
from recoupe.model.record import Mention, When
from recoupe.model.vocabulary import SPEECH, TimeBy, family
from recoupe.pipeline.base import Seed, Work
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby

_CLAUSES = frozenset({"ccomp", "advcl", "acl", "relcl", "csubj", "parataxis", "root"})
_DESCRIBING = frozenset({"de", "of", "'s", "’s", "depuis", "since", "before", "avant"})
_WITHIN = frozenset({"dans", "in", "lors de", "pendant", "during", "au cours de", "durant", "by"})
_FRONT = ("conj",)
_AFAR = frozenset({"à"})
"""Prepositions that make a distance of a length: "à une heure de route"."""
_FROM_EVENT = "after_event"
"""End of the ids of patterns for a length and the event that it is counted from, which stands behind it."""
_PLACE_BEFORE = re.compile(r"[^.!?:;()]{2,50}[,(]\s*(?:le |ce |on )?")
_AGENCY_BEHIND = re.compile(r"\)?\s*(?:\([^()]{1,60}\))?\s*[-–—:]")


class Dated(msgspec.Struct, frozen=True):
    """A mention that dates a claim, and how it came to it."""

    mention: Mention
    by: TimeBy


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
                shared = self._of_the_clause(seed, out) or self._of_the_act(seed, out) or self._of_the_whole(seed, out)
                if shared is not None:
                    out[index] = shared
        return out

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
            if above.index not in inside and self._stops(above, describes=describes):
                if not self._is_fronted(tree, above):
                    return self._occurring(tree, above, triggers)
                fronted = True
            previous = above
        return None

    @staticmethod
    def _stops(above: Word, *, describes: bool) -> bool:
        """Whether a word between an expression and the trigger keeps the expression to itself: the verb of another clause, or a noun that it describes."""
        if above.pos in {"VERB", "AUX"}:
            return above.rel != "xcomp" and (above.rel in _CLAUSES or above.rel == "conj" or above.has("VerbForm=Fin"))
        return describes and above.pos in {"NOUN", "PROPN", "ADJ"}

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
        return inside and below.index != trigger.index and below.rel in _CLAUSES and below.pos in {"VERB", "AUX"}

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
        if word.rel not in _FRONT or word.pos not in {"VERB", "AUX"}:
            return None
        for above in self._joined(tree, word):
            index = self._triggers.get(seed.tree, {}).get(above.index)
            found = dated.get(index) if index is not None else None
            if found is not None and found.by == "own" and found.mention.end <= above.start:
                return Dated(found.mention, "clause")
        return None

    @staticmethod
    def _joined(tree: Tree, word: Word) -> Iterator[Word]:
        """The verbs to which a verb is joined, nearest first."""
        seen = {word.index}
        while word.rel in _FRONT:
            above = tree.head(word)
            if above is None or above.index in seen:
                return
            seen.add(above.index)
            yield above
            word = above

    def _of_the_act(self, seed: Seed, dated: dict[int, Dated]) -> Dated | None:
        """The time of the act in the course of which something is done: "tués dans l'attaque de jeudi"."""
        tree = self._work.trees[seed.tree]
        triggers = self._triggers.get(seed.tree, {})
        for child in tree.children(tree.words[seed.word], "obl", "nmod", "agent"):
            index = triggers.get(child.index)
            found = dated.get(index) if index is not None else None
            if found is not None and found.by == "own" and child.marker in _WITHIN:
                return Dated(found.mention, "event")
        return None

    def _of_the_whole(self, seed: Seed, dated: dict[int, Dated]) -> Dated | None:
        """The time of what was done in the course of this act: "tués jeudi dans l'attaque"."""
        tree = self._work.trees[seed.tree]
        word = tree.words[seed.word]
        above = tree.head(word)
        if above is None or word.rel not in {"obl", "nmod"} or word.marker not in _WITHIN:
            return None
        index = self._triggers.get(seed.tree, {}).get(above.index)
        found = dated.get(index) if index is not None else None
        return Dated(found.mention, "event") if found is not None and found.by == "own" else None


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
        granularity=best.granularity or "vague", vague=best.vague, anchor=best.anchor or "none", anchored_to=best.anchored_to, why=best.why, by=dated.by,
    )  # fmt: skip
