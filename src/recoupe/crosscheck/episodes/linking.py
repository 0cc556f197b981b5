"""Episodes out of claims: best links first, no cluster that holds what cannot be one event, a person's rulings above all.

A weak link never chains two events: two clusters become one only if their claims agree on the whole, not only the two that the link joins.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from recoupe.crosscheck.episodes.blocking import candidates
from recoupe.crosscheck.episodes.facets import Facets, story_keys
from recoupe.crosscheck.episodes.scoring import Score, Scorer
from recoupe.crosscheck.stories import Vector, stories, vectors
from recoupe.knowledge.linking import Linking, load_linking
from recoupe.model.episode import Episode, Link, Reason, Verdict
from recoupe.model.telling import Telling

AGREE = 0.42
"""What the claims of two clusters must score on average before the clusters become one."""
WITHIN = 0.62
"""What two claims of one article must score to tell one act."""
APART = 0.3
"""Two claims of one article that score less are two acts, whoever else is linked to both."""
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
    return Linker(tellings, linking or load_linking()).episodes(verdicts)


class Linker:
    """One run over a set of claims."""

    def __init__(self, tellings: Sequence[Telling], linking: Linking) -> None:
        ordered = sorted(tellings, key=lambda telling: telling.key)
        self.facets = [Facets(number, telling) for number, telling in enumerate(ordered)]
        self.at = {telling.key: number for number, telling in enumerate(ordered)}
        self.vectors, self.common = _articles(self.facets)
        self.story = stories(self.vectors)
        self._likeness: dict[tuple[str, str], float] = {}
        self.scorer = Scorer(linking, self.likeness, self.commonness)
        self._scores: dict[tuple[int, int], Score] = {}

    def likeness(self, left: Facets, right: Facets) -> float:
        """How alike the stories of the two articles are."""
        one, other = left.telling.document, right.telling.document
        key = (one, other) if one < other else (other, one)
        if key not in self._likeness:
            self._likeness[key] = self._alike(one, other)
        return self._likeness[key]

    def _alike(self, one: str, other: str) -> float:
        found = self.vectors[one].likeness(self.vectors[other])
        return max(found, SAME_STORY) if self.story[one] == self.story[other] else found

    def commonness(self, facets: Facets, name: str) -> float:
        """The share of the article's claims whose sentence has the name."""
        counts, total = self.common[facets.telling.document]
        return counts.get(name, 0) / total if total > 2 else 0.0

    def score(self, one: int, other: int) -> Score:
        """The score of two claims by position."""
        key = (one, other) if one < other else (other, one)
        if key not in self._scores:
            self._scores[key] = self.scorer.score(self.facets[key[0]], self.facets[key[1]])
        return self._scores[key]

    def links(self, one: int, other: int) -> bool:
        """Whether two claims are linked by themselves."""
        if not self.same_article(one, other):
            return self.score(one, other).links
        return not self.same_sentence(one, other) and self.score(one, other).value >= WITHIN

    def same_article(self, one: int, other: int) -> bool:
        """Whether one article makes both claims."""
        return self.facets[one].telling.document == self.facets[other].telling.document

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether one sentence makes both: it rarely tells an act twice."""
        left, right = self.facets[one].telling, self.facets[other].telling
        return left.document == right.document and left.words == right.words

    def episodes(self, verdicts: Sequence[Verdict]) -> tuple[Episode, ...]:
        """The episodes under these rulings."""
        clusters = _Clusters(self, [each for each in verdicts if each.left in self.at and each.right in self.at])
        edges = []
        for one, other in candidates(self.facets, self.story):
            if self.links(one, other):
                edges.append((-self._scores[one, other].value, one, other))
            else:
                self._scores.pop((one, other), None)
        for _, one, other in sorted(edges):
            clusters.join(one, other)
        return clusters.episodes()


class _Clusters:
    """The clusters so far."""

    def __init__(self, linker: Linker, verdicts: Sequence[Verdict]) -> None:
        self.linker = linker
        self.of = list(range(len(linker.facets)))
        self.members: dict[int, list[int]] = {number: [number] for number in self.of}
        self.links: dict[int, list[Link]] = defaultdict(list)
        self.apart: dict[int, set[int]] = defaultdict(set)
        for verdict in verdicts:
            if verdict.ruling == "different":
                one, other = linker.at[verdict.left], linker.at[verdict.right]
                self.apart[one].add(other)
                self.apart[other].add(one)
        for verdict in verdicts:
            if verdict.ruling == "same":
                self._merge(linker.at[verdict.left], linker.at[verdict.right], _ruled(verdict))

    def join(self, one: int, other: int) -> None:
        """The clusters of two linked claims become one, if nothing in them speaks against it."""
        mine, its = self.of[one], self.of[other]
        if mine == its or not self._agree(mine, its):
            return
        found = self.linker.score(one, other)
        left, right = (self.linker.facets[each].telling.key for each in (one, other))
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
                found = self.linker.score(one, other)
                if found.forbidden:
                    return False
                if self.linker.same_article(one, other) and (found.value < APART or self.linker.same_sentence(one, other)):
                    return False
                total += found.value
                looked += 1
        return total / looked >= AGREE

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
        made = []
        for number, members in self.members.items():
            tellings = [self.linker.facets[each].telling for each in members]
            families = Counter(telling.family for telling in tellings)
            family = min(families, key=lambda name: (-families[name], name))
            made.append(Episode.of(family, tuple(telling.key for telling in tellings), tuple(self.links.get(number, ()))))
        return tuple(sorted(made, key=lambda episode: episode.claims[0]))


def _ruled(verdict: Verdict) -> Link:
    reason = Reason(field="ruling", left="", right="", gave=0.0, why="a person ruled that the two tell one event")
    return Link(left=verdict.left, right=verdict.right, score=1.0, reasons=(reason,), by="person")


def _articles(facets: Sequence[Facets]) -> tuple[dict[str, Vector], dict[str, tuple[Counter[str], int]]]:
    """What every article is about, and how many of its claims' sentences have each name."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    days: dict[str, int | None] = {}
    for each in facets:
        document = each.telling.document
        counts[document].update(story_keys(each))
        names[document].update(each.names)
        totals[document] += 1
        days[document] = each.published
    return vectors(counts, days), {document: (names[document], totals[document]) for document in counts}
