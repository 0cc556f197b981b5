"""Episodes out of claims: the acts of each article, then the best links between articles, and a person's rulings above all.

A weak link never chains two events: two clusters become one only if their acts agree on the whole, not only the two that the link joins, and nothing in
them contradicts.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from recoupe.crosscheck.episodes.blocking import candidates
from recoupe.crosscheck.episodes.facets import Facets, ordinal, story_keys
from recoupe.crosscheck.episodes.scoring import Score, Scorer
from recoupe.crosscheck.episodes.within import acts
from recoupe.crosscheck.naming import stem
from recoupe.crosscheck.stories import Vector, stories, vectors
from recoupe.knowledge.linking import Linking, load_linking
from recoupe.model.episode import ClaimKey, Episode, Link, Reason, Verdict
from recoupe.model.telling import Telling

AGREE = 0.36
"""What the acts of two clusters must score on average before the clusters become one."""
SAME_STORY = 0.2
"""How alike two articles of one story are at least taken to be."""
_LOOKED_AT = 36
"""How many pairs of two clusters are looked at."""


def link(tellings: Sequence[Telling], verdicts: Sequence[Verdict] = (), linking: Linking | None = None) -> tuple[Episode, ...]:
    """Every claim in exactly one episode, those of one claim included; in the order of their first claims.

    Args:
        tellings: claims of any number of articles; the order plays no part.
        verdicts: rulings of people; those on claims that are not there are passed over.
        linking: which families may tell one event; the shipped table by default.
    """
    return Linker(tellings, verdicts, linking or load_linking()).episodes()


class Linker:
    """One run over a set of claims. `acts` are its units, `at` the act of each claim."""

    def __init__(self, tellings: Sequence[Telling], verdicts: Sequence[Verdict], linking: Linking) -> None:
        ordered = sorted(tellings, key=lambda telling: (telling.document, telling.position, telling.claim))
        known = {telling.key for telling in ordered}
        self.verdicts = [each for each in verdicts if each.left in known and each.right in known]
        ruled = {key for each in self.verdicts for key in (each.left, each.right)}
        by_article: dict[str, list[Telling]] = defaultdict(list)
        for telling in ordered:
            by_article[telling.document].append(telling)
        self.vectors, self.common = _articles(by_article)
        self.story = stories(self.vectors)
        self.acts = [
            act
            for found in by_article.values()
            for act in acts(found, linking, lambda one, other: one.key in ruled or other.key in ruled)
        ]
        self.at = {telling.key: number for number, act in enumerate(self.acts) for telling in act.members}
        self._likeness: dict[tuple[str, str], float] = {}
        self._scores: dict[tuple[int, int], Score] = {}
        self.scorer = Scorer(linking, self.likeness, self.commonness)
        self.ruled = ruled

    def likeness(self, left: Facets, right: Facets) -> float:
        """How alike the stories of the two articles are."""
        one, other = left.telling.document, right.telling.document
        key = (one, other) if one < other else (other, one)
        if key not in self._likeness:
            found = self.vectors[one].likeness(self.vectors[other])
            self._likeness[key] = max(found, SAME_STORY) if self.story[one] == self.story[other] else found
        return self._likeness[key]

    def commonness(self, facets: Facets, name: str) -> float:
        """The share of the article's claims whose sentence has the name."""
        counts, total = self.common[facets.telling.document]
        return counts.get(name, 0) / total if total > 2 else 0.0

    def score(self, one: int, other: int) -> Score:
        """The score of two acts by position."""
        key = (one, other) if one < other else (other, one)
        if key not in self._scores:
            self._scores[key] = self.scorer.score(self.acts[key[0]], self.acts[key[1]])
        return self._scores[key]

    def same_article(self, one: int, other: int) -> bool:
        """Whether one article tells both acts."""
        return self.acts[one].telling.document == self.acts[other].telling.document

    def episodes(self) -> tuple[Episode, ...]:
        """The episodes."""
        clusters = _Clusters(self)
        edges = []
        for one, other in candidates(self.acts, self.story):
            if self.same_article(one, other):
                continue
            found = self.score(one, other)
            if found.links:
                edges.append((-found.value, one, other))
            else:
                self._scores.pop((one, other) if one < other else (other, one), None)
        for _, one, other in sorted(edges):
            clusters.join(one, other)
        return clusters.episodes()


class _Clusters:
    """The clusters so far, of acts by position."""

    def __init__(self, linker: Linker) -> None:
        self.linker = linker
        self.of = list(range(len(linker.acts)))
        self.members: dict[int, list[int]] = {number: [number] for number in self.of}
        self.links: dict[int, list[Link]] = defaultdict(list)
        self.apart: dict[int, set[int]] = defaultdict(set)
        for verdict in linker.verdicts:
            one, other = linker.at[verdict.left], linker.at[verdict.right]
            if verdict.ruling == "different":
                self.apart[one].add(other)
                self.apart[other].add(one)
        for verdict in linker.verdicts:
            if verdict.ruling == "same":
                self._merge(linker.at[verdict.left], linker.at[verdict.right], _ruled(verdict))

    def join(self, one: int, other: int) -> None:
        """The clusters of two linked acts become one, if nothing in them speaks against it."""
        mine, its = self.of[one], self.of[other]
        if mine == its or not self._agree(mine, its):
            return
        found = self.linker.score(one, other)
        left, right = (self.linker.acts[each].telling.key for each in (one, other))
        self._merge(one, other, Link(left=left, right=right, score=found.value, reasons=found.reasons))

    def _agree(self, mine: int, its: int) -> bool:
        ours, theirs = self.members[mine], self.members[its]
        if any(self.apart[each] & set(theirs) for each in ours if each in self.apart):
            return False
        if len(ours) == len(theirs) == 1:
            return True
        total, looked = 0.0, 0
        step = max(1, math.isqrt(len(ours) * len(theirs) // _LOOKED_AT))
        for one in ours[::step]:
            for other in theirs[::step]:
                if self.linker.same_article(one, other) and not self._was_split(one, other):
                    return False
                found = self.linker.score(one, other)
                if found.forbidden:
                    return False
                total += found.value
                looked += 1
        return total / looked >= AGREE

    def _was_split(self, one: int, other: int) -> bool:
        """Whether two acts of one article are two only because a person ruled on a claim of one."""
        claims = [telling.key for each in (one, other) for telling in self.linker.acts[each].members]
        return any(key in self.linker.ruled for key in claims)

    def _merge(self, one: int, other: int, how: Link) -> None:
        mine, its = self.of[one], self.of[other]
        if mine != its:
            if len(self.members[mine]) < len(self.members[its]):
                mine, its = its, mine
            for each in self.members[its]:
                self.of[each] = mine
            self.members[mine] += self.members.pop(its)
            self.links[mine] += self.links.pop(its, [])
        self.links[mine].append(how)

    def episodes(self) -> tuple[Episode, ...]:
        """One per cluster, in the order of their first claims."""
        made = []
        for number, members in self.members.items():
            tellings = [telling for each in members for telling in self.linker.acts[each].members]
            families = Counter(telling.family for telling in tellings)
            family = min(families, key=lambda name: (-families[name], name))
            claims: tuple[ClaimKey, ...] = tuple(telling.key for telling in tellings)
            made.append(Episode.of(family, claims, (*self._inner(members), *self.links.get(number, ()))))
        return tuple(sorted(made, key=lambda episode: episode.claims[0]))

    def _inner(self, members: Sequence[int]) -> Iterator[Link]:
        """The links inside the acts: one article tells one act in several claims."""
        why = Reason(field="article", left="", right="", gave=0.0, why="one article tells them as one act: nothing parts them")
        for each in members:
            first, *others = self.linker.acts[each].members
            yield from (Link(left=first.key, right=other.key, score=1.0, reasons=(why,)) for other in others)


def _ruled(verdict: Verdict) -> Link:
    reason = Reason(field="ruling", left="", right="", gave=0.0, why="a person ruled that the two tell one event")
    return Link(left=verdict.left, right=verdict.right, score=1.0, reasons=(reason,), by="person")


def _articles(by_article: dict[str, list[Telling]]) -> tuple[dict[str, Vector], dict[str, tuple[Counter[str], int]]]:
    """What every article is about, and how many of its claims' sentences have each name."""
    counts: dict[str, Counter[str]] = {}
    names: dict[str, tuple[Counter[str], int]] = {}
    days: dict[str, int | None] = {}
    for document, found in by_article.items():
        told = [key for each in found for key in each.story]
        counts[document] = Counter(told or [key for each in found for key in story_keys(Facets([each]))])
        names[document] = Counter(stem(name) for each in found for name in set(each.names)), len(found)
        days[document] = ordinal(found[0].published)
    return vectors(counts, days), names
