"""Which place each claim takes: that of its own clause, or none. Must never resolve a name, nor look into another sentence.

In order: the place that fills a role; the one that hangs on the trigger, with no other clause's verb and nobody whom it describes in between; the one that a
relative clause begins with ("La Victoria, où ..."); the one told before the first of joined verbs; that of the act in the course of which it is done.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from recoupe.model.record import Mention, Where
from recoupe.model.spans import Span
from recoupe.model.vocabulary import SPEECH, family
from recoupe.pipeline.base import Seed, Work
from recoupe.pipeline.circumstances import CLAUSES, acts_within, joined, keeps
from recoupe.syntax.tree import Word
from recoupe.text.nearby import Nearby

_ROLES = ("place", "destination", "target", "facility", "origin", "via")
_DOERS = frozenset({"actor", "speaker", "agent", "mover", "subject", "holder", "addressee", "source"})
"""Roles of people and bodies: a place inside one says whose they are, not where it happened."""
_DESCRIBING = frozenset({"de", "of", "'s", "’s", "from", "depuis"})
_RELATIVE = frozenset({"où", "where"})
_JUST_BEFORE = 3
"""Characters between a place and the "where" that tells more of it: a comma and a blank."""


class _Numbered(msgspec.Struct, frozen=True):
    """A stretch with the number of its tree."""

    start: int
    end: int
    number: int


class Placing:
    """The places of the claims in the making of one article."""

    def __init__(self, work: Work) -> None:
        self._work = work
        places = [mention for mention in work.mentions if mention.kind == "place"]
        self._places = Nearby(places)
        self._actors = Nearby(mention for mention in work.mentions if mention.kind == "actor")
        self._literal: dict[str, Mention] = {}
        """The first place of each name that stands for the place itself: the same name in a role, where nothing says so, is the same place."""
        for mention in places:
            if mention.use == "literal":
                self._literal.setdefault(mention.text, mention)
        self._by_id = {mention.id: mention for mention in work.mentions}
        self._trees = Nearby(_Numbered(tree.start, tree.end, number) for number, tree in enumerate(work.trees))
        self._triggers: dict[int, dict[int, int]] = {}
        for index, seed in enumerate(work.seeds):
            self._triggers.setdefault(seed.tree, {})[seed.word] = index
        for index, seed in enumerate(work.seeds):
            if seed.via is not None:
                self._triggers[seed.tree][seed.via] = index

    def all(self) -> dict[int, Where]:
        """Index of the seed → its place."""
        out = {index: where for index, seed in enumerate(self._work.seeds) if (where := self._of_a_role(seed)) is not None}
        for index, mention in self._hanging().items():
            out.setdefault(index, Where(mention=mention.id, by="own"))
        for index, seed in enumerate(self._work.seeds):
            antecedent = self._of_the_antecedent(seed) if index not in out else None
            if antecedent is not None:
                out[index] = Where(mention=antecedent.id, by="relative")
        shared = {
            index: where
            for index, seed in enumerate(self._work.seeds)
            if index not in out and (where := self._shared(seed, out)) is not None
        }
        return {**out, **shared}

    def _of_a_role(self, seed: Seed) -> Where | None:
        """The place that fills a role, or the first inside one."""
        for name in _ROLES:
            for role in seed.roles:
                if role.role != name:
                    continue
                inside = [each for each in self._inside(role.span) if each.use != "associative"]
                if inside:
                    return Where(mention=min(inside, key=lambda each: (each.start, -each.end)).id, by="role", role=name)
                if role.mention and self._by_id[role.mention].kind == "place":
                    return Where(mention=role.mention, by="role", role=name)
                elsewhere = self._literal.get(role.text) if name == "place" else None
                if elsewhere is not None:
                    return Where(mention=elsewhere.id, by="role", role=name)
        return None

    def _inside(self, span: Span) -> list[Mention]:
        near = self._places.touching(span.start, span.end)
        return [each for each in near if span.start <= each.start and each.end <= span.end]

    def _hanging(self) -> dict[int, Mention]:
        """Each seed's nearest place of those whose nearest trigger upwards it is."""
        out: dict[int, tuple[int, Mention]] = {}
        for mention in self._work.mentions:
            if mention.kind != "place" or mention.inside or mention.use != "literal":
                continue
            owner = self._owner(mention)
            if owner is not None and (owner[0] not in out or owner[1] < out[owner[0]][0]):
                out[owner[0]] = (owner[1], mention)
        return {index: mention for index, (_, mention) in out.items()}

    def _owner(self, mention: Mention) -> tuple[int, int] | None:
        """The seed above a place in its clause, and how many words above."""
        number = next((each.number for each in self._trees.touching(mention.start, mention.end)), None)
        if number is None:
            return None
        tree = self._work.trees[number]
        words = tree.at(mention.start, mention.end)
        if not words:
            return None
        head, inside = tree.top_of(words), {word.index for word in words}
        triggers, below, bare = self._triggers.get(number, {}), head, True
        for distance, above in enumerate((head, *tree.ancestors(head))):
            if above.index in triggers:
                index = triggers[above.index]
                return (index, distance) if self._takes(self._work.seeds[index], mention, below, bare=bare) else None
            if above.index not in inside:
                bare = False
                if keeps(above, describes=False) or (head.marker in _DESCRIBING and self._is_somebody(above)):
                    return None
            below = above
        return None

    def _takes(self, seed: Seed, mention: Mention, below: Word, *, bare: bool) -> bool:
        """Whether the clause of a trigger is where the place stands: not what somebody says, not who does it."""
        if any(span.start <= mention.start and mention.end <= span.end for span in seed.contents):
            return False
        beside = mention.start >= seed.trigger.end or mention.start <= self._opening(seed)
        if family(seed.type) in SPEECH and not (bare and beside):
            return False
        if below.rel in CLAUSES and below.pos in {"VERB", "AUX"}:
            return False
        doer = (role for role in seed.roles if role.role in _DOERS)
        return not any(role.start <= mention.start and mention.end <= role.end for role in doer)

    def _opening(self, seed: Seed) -> int:
        """Where the first noun of the sentence may begin: behind its preposition and article."""
        words = self._work.trees[seed.tree].words
        return words[min(2, len(words) - 1)].start

    def _is_somebody(self, word: Word) -> bool:
        return any(each.start <= word.start and word.end <= each.end for each in self._actors.touching(word.start, word.end))

    def _of_the_antecedent(self, seed: Seed) -> Mention | None:
        """The place that a clause behind "où", "where" tells more of."""
        tree = self._work.trees[seed.tree]
        word = tree.words[seed.word if seed.via is None else seed.via]
        while word.rel == "xcomp" and tree.head(word) is not None:
            word = tree.words[word.head]
        first = min((each.start for each in tree.children(word) if each.text.lower() in _RELATIVE), default=None)
        if first is None or word.rel not in CLAUSES:
            return None
        text = self._work.document.text
        before = self._places.touching(max(0, first - _JUST_BEFORE), first)
        near = [
            each
            for each in before
            if each.use != "associative" and each.end <= first and not text[each.end : first].strip(" ,\u00a0")
        ]
        return min(near, key=lambda each: each.start, default=None)

    def _shared(self, seed: Seed, placed: dict[int, Where]) -> Where | None:
        """The place told before the first of several joined verbs, or that of the act of which this one is part."""
        tree = self._work.trees[seed.tree]
        word = tree.words[seed.word]
        if word.pos in {"VERB", "AUX"} and family(seed.type) not in SPEECH:
            for above, where in self._placed(seed, joined(tree, word), placed):
                if where.by == "own" and self._by_id[where.mention].end <= above.start:
                    return Where(mention=where.mention, by="clause")
        for _, where in self._placed(seed, acts_within(tree, word), placed):
            if where.by == "own" or where.role in {"place", "target", "facility"}:
                return Where(mention=where.mention, by="event")
        return None

    def _placed(self, seed: Seed, words: Iterator[Word], placed: dict[int, Where]) -> Iterator[tuple[Word, Where]]:
        for word in words:
            index = self._triggers.get(seed.tree, {}).get(word.index)
            if index is not None and index in placed:
                yield word, placed[index]
