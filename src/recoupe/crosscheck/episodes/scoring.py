"""How likely two claims tell one event, with a sentence for every piece of evidence. Compares two claims; never sees a third, never decides.

The score is a logistic of what the pieces give. What contradicts (another country, days that exclude one another) forbids the link, whatever else agrees.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec

from recoupe.crosscheck.episodes.facets import Facets, Party
from recoupe.crosscheck.episodes.figures import number_evidence
from recoupe.crosscheck.episodes.where import place_evidence
from recoupe.knowledge.linking import Linking
from recoupe.model.episode import Reason
from recoupe.model.vocabulary import SAID_TO_HAPPEN, family

FORBIDDEN = -99.0
"""What a contradiction gives: no link, whatever else agrees."""
_BIAS = -3.1
_MAIN = 0.7
"""What it gives that both articles tell most about it."""
_OPEN_SLACK = 3
"""Days by which an interval without end may miss another."""
_LINKED = 0.5
_UNREAL = frozenset({"hypothetical", "prescribed", "requested", "possible"})


class Score(msgspec.Struct, frozen=True):
    """0 to 1, and why; `forbidden` where something contradicts."""

    value: float
    reasons: tuple[Reason, ...]
    forbidden: bool = False

    @property
    def links(self) -> bool:
        """Whether it is enough."""
        return not self.forbidden and self.value >= _LINKED


NEVER = Score(0.0, ())
"""Families that never tell one event."""


class Scorer:
    """Scores pairs of claims."""

    def __init__(
        self, linking: Linking, likeness: Callable[[Facets, Facets], float], commonness: Callable[[Facets, str], float]
    ) -> None:
        """`likeness`: of the two articles' stories, 0 to 1; `commonness`: the share of an article's claims whose sentence has a name."""
        self.linking = linking
        self.likeness = likeness
        self.commonness = commonness

    def score(self, left: Facets, right: Facets) -> Score:
        """The score of a pair; symmetric."""
        kind = self._kind(left, right)
        if kind is None:
            return NEVER
        reasons = [kind]
        for found in (when(left, right), place_evidence(left, right)):
            if found is not None:
                reasons.append(found)
                if found.gave <= FORBIDDEN:
                    return Score(0.0, tuple(reasons), forbidden=True)
        reasons += [
            each
            for each in (self._parties(left, right), number_evidence(left, right), self._names(left, right))
            if each is not None
        ]
        specific = sum(each.gave for each in reasons[1:] if each.gave > 0)
        reasons += [
            each for each in (status(left, right), self._story(left, right), self._wording(left, right)) if each is not None
        ]
        total = _BIAS + sum(each.gave for each in reasons)
        if self._talks(left, right) and not {"names", "numbers", "wording"} & {each.field for each in reasons}:
            total -= 0.8
        if specific < 0.4 and not (left.main and right.main):
            total -= 0.8
        return Score(round(1 / (1 + math.exp(-total)), 4), tuple(reasons))

    def _talks(self, left: Facets, right: Facets) -> bool:
        return left.telling.family in self.linking.talk or right.telling.family in self.linking.talk

    def _kind(self, left: Facets, right: Facets) -> Reason | None:
        """The nearest of their types."""
        one, other = left.telling, right.telling
        common = left.types & right.types
        families = {family(each) for each in left.types}, {family(each) for each in right.types}
        if common:
            gave, why = 1.2, f"both are {min(common)}"
        elif not any(self.linking.may_meet(a, b) for a in left.types for b in right.types):
            return None
        elif shared := families[0] & families[1]:
            gave, why = 0.6, f"both are {min(shared)}"
        else:
            nearness, group, first, second = max((*self.linking.nearness(a, b), a, b) for a in families[0] for b in families[1])
            if not nearness:
                return None
            gave, why = nearness - 0.4, f"{first} and {second} may tell one event ({group})"
        if families[0] <= self.linking.talk or families[1] <= self.linking.talk:
            gave -= 1.2
            why += "; such claims are many, so words must agree too"
        if left.main and right.main:
            gave += _MAIN
            why += "; of this sort, both articles tell most about it"
        return Reason(field="type", left=one.type, right=other.type, gave=round(gave, 2), why=why)

    def _parties(self, left: Facets, right: Facets) -> Reason | None:
        """Both parts: who does it, who undergoes it."""
        gave, said = 0.0, []
        spoken = left.telling.family in self.linking.spoken and right.telling.family in self.linking.spoken
        for name, one, other in (("who", left.doer, right.doer), ("whom", left.sufferer, right.sufferer)):
            value, why = party(one, other)
            if spoken and name == "who" and value <= 0:
                value, why = (-1.3, "two speakers") if one and other else (-0.4, "one does not say who speaks")
            if why:
                gave += value
                said.append(f"{name}: {why}")
        if not said:
            return None
        return Reason(field="actors", left=", ".join((*left.telling.doers[:2], *left.telling.sufferers[:2])),
            right=", ".join((*right.telling.doers[:2], *right.telling.sufferers[:2])), gave=round(gave, 2), why="; ".join(said))  # fmt: skip

    def _names(self, left: Facets, right: Facets) -> Reason | None:
        """Names that both sentences have and that do not stand all over the two articles."""
        counted = (
            (left.doer.names & right.doer.names)
            | (left.sufferer.names & right.sufferer.names)
            | (left.place_stems & right.place_stems)
        )
        common = sorted((left.names & right.names) - counted)
        if not common:
            return None
        worth = sum(1.0 - min(self.commonness(left, name), self.commonness(right, name)) for name in common)
        return Reason(field="names", left=", ".join(common), right=", ".join(common), gave=round(min(0.5 * worth, 1.2), 2),
            why=f"both sentences name {', '.join(common)}")  # fmt: skip

    def _story(self, left: Facets, right: Facets) -> Reason | None:
        if left.telling.document == right.telling.document:
            return None
        likeness = self.likeness(left, right)
        gave = 1.6 * min(likeness / 0.4, 1.0) - (1.6 if likeness < 0.04 else 0.4 if likeness < 0.1 else 0.0)
        return Reason(
            field="story",
            left="",
            right="",
            gave=round(gave, 2),
            why=f"the two articles' names and places are alike to {likeness:.2f}",
        )

    def _wording(self, left: Facets, right: Facets) -> Reason | None:
        if left.telling.lang != right.telling.lang or not left.words or not right.words:
            return None
        shared = len(left.words & right.words) / min(len(left.words), len(right.words))
        same = bool(left.heads & right.heads)
        gave = max(0.0, 1.6 * (shared - 0.2)) + (0.5 if same else 0.0)
        if gave <= 0:
            return None
        return Reason(field="wording", left=left.telling.trigger, right=right.telling.trigger, gave=round(min(gave, 1.6), 2),
            why=f"{shared:.0%} of the shorter sentence's words are shared{', the verb or noun too' if same else ''}")  # fmt: skip


def party(one: Party, other: Party) -> tuple[float, str]:
    """What two fillers of one part give, by the most telling thing that they share or that parts them."""
    if not one or not other:
        return 0.0, ""
    if common := one.ids & other.ids:
        return (1.5 if any(not key.startswith("state:") for key in common) else 1.0), f"both name {', '.join(sorted(common))}"
    if common := (one.ids & other.parents) | (one.parents & other.ids):
        return 1.0, f"one belongs to the other ({', '.join(sorted(common))})"
    if common := one.names & other.names:
        return min(0.9 + 0.2 * len(common), 1.4), f"both have the name {', '.join(sorted(common))}"
    if common := one.words & other.words:
        return 0.9, f"both are called {', '.join(sorted(common))}"
    if one.countries and other.countries:
        if one.countries & other.countries:
            kinds = bool(one.kinds & other.kinds)
            return (
                0.9 if kinds else 0.5
            ), f"both are of {', '.join(sorted(one.countries & other.countries))}{' and of one sort' if kinds else ''}"
        return -1.2, f"one is of {', '.join(sorted(one.countries))}, the other of {', '.join(sorted(other.countries))}"
    if one.kinds and other.kinds:
        if common := one.kinds & other.kinds:
            return 0.4, f"both are of the sort {', '.join(sorted(common))}"
        return (0.3, "both are on one side") if one.sides & other.sides else (-0.6, "they are of two sorts")
    if one.names and other.names:
        return -0.3, "their names differ"
    return 0.0, ""


def when(left: Facets, right: Facets) -> Reason | None:
    """Days: overlap, or a gap that excludes one event; where one does not date it, how near the articles appeared."""
    one, other = left.telling, right.telling
    if left.dated and right.dated:
        first = max(left.first or 0, right.first or 0)
        last = min(left.last or 10**7, right.last or 10**7)
        said = f"{one.earliest or '…'}/{one.latest or '…'}", f"{other.earliest or '…'}/{other.latest or '…'}"
        if first > last:
            gap = first - last
            ends = (left.first, left.last, right.first, right.last)
            gave = -0.2 if None in ends and gap <= _OPEN_SLACK else -0.8 if gap <= 1 else FORBIDDEN
            return Reason(field="time", left=said[0], right=said[1], gave=gave, why=f"the days that they give lie {gap} apart")
        wide = max(_width(left), _width(right))
        gave = 1.4 if wide <= 2 else 1.0 if wide <= 10 else 0.4 if wide <= 62 else 0.0
        return Reason(field="time", left=said[0], right=said[1], gave=gave, why="the days that they give overlap")
    if left.published and right.published:
        apart = abs(left.published - right.published)
        if one.background != other.background:
            return Reason(
                field="time",
                left=one.published or "",
                right=other.published or "",
                gave=-1.2,
                why="one tells of something long past",
            )
        gave = 0.3 if apart <= 4 else 0.0 if apart <= 14 else -0.8 if apart <= 40 else FORBIDDEN
        return Reason(
            field="time",
            left=one.published or "",
            right=other.published or "",
            gave=gave,
            why=f"not dated by both; the articles appeared {apart} days apart",
        )
    return Reason(
        field="time",
        left="",
        right="",
        gave=-0.6,
        why="nothing says when: not dated by both, and an article has no day of publication",
    )


def _width(facets: Facets) -> int:
    if facets.first is None or facets.last is None:
        return 10**4
    return facets.last - facets.first


def status(left: Facets, right: Facets) -> Reason | None:
    """What happened for one and is only wished or possible for the other is rarely the same act; a denial is of the same act."""
    one, other = left.telling.occurrence, right.telling.occurrence
    if one == other:
        return None
    real = {one, other} & SAID_TO_HAPPEN
    if real and {one, other} & _UNREAL:
        return Reason(
            field="status",
            left=one,
            right=other,
            gave=-0.7,
            why="for one it happened, for the other it is only wished or possible",
        )
    if real and {one, other} & {"planned", "intended", "threatened"}:
        return Reason(field="status", left=one, right=other, gave=-0.5, why="for one it happened, for the other it was to come")
    return None
