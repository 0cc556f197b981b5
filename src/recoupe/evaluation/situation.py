"""Scores the edges of a situation against the edges that a gold wants. Must never build a situation nor read a text for meaning.

An edge is right if its kind, both its ends and its status are. A situation is a set: an edge is counted as right if it fits any edge of the gold, an edge
of the gold as found if any given edge fits it, so that a thing told twice costs nothing. Optional edges of the gold make a given edge right and are not
missed. An end fits if half of the shorter stretch lies on the other (gold by characters), or if the names share half of their words (gold by names).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from recoupe.evaluation.figures import Miss, overlap, share
from recoupe.model.vocabulary import SAID_TO_HAPPEN
from recoupe.text.views import fold

Pair = tuple[int, int]

HALF = 0.5
TOLD = frozenset({"demands", "decides", "aims", "says", "threatens"})
"""Kinds whose act is one thing and whose content another: the other end may be whom it is addressed to or what it is about, and the status that of either."""
_ALIKE = (
    SAID_TO_HAPPEN, frozenset({"planned", "intended"}), frozenset({"intended", "threatened"}), frozenset({"requested", "prescribed"}),
    frozenset({"possible", "unknown"}), frozenset({"possible", "hypothetical"}),
)  # fmt: skip
_CONTENT_STATUS = frozenset({"planned", "intended", "threatened", "requested", "prescribed"})
_WORD = re.compile(r"[^\W_]{3,}|\d+")
_EMPTY = frozenset(
    "les des une aux ses son leurs leur cette ces dans par sur pour avec the its their his her and for with from ces que qui est".split()
)


class End(msgspec.Struct, frozen=True):
    """One end of an edge: its names and its characters. `may_be_open`: the gold lets it be empty as well."""

    names: tuple[str, ...] = ()
    spans: tuple[Pair, ...] = ()
    may_be_open: bool = False

    @property
    def empty(self) -> bool:
        """Whether the text leaves this end open."""
        return not self.names and not self.spans


class Ends(msgspec.Struct, frozen=True, kw_only=True):
    """The ends of one edge. `route` of a movement holds where it starts, passes and ends; `by` who makes it move; `mutual` edges have no direction."""

    source: End = End()
    target: End = End()
    by: End = End()
    route: tuple[End, End, End] = (End(), End(), End())
    mutual: bool = False


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """An edge as a situation gives it. `about` is what is decided, demanded, said; `line` how it is drawn; `triggers` the words that make it."""

    said: str
    kind: str
    ends: Ends
    about: End
    occurrence: str
    line: str
    triggers: tuple[Pair, ...] = ()


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """An edge of the gold. `ends` by each kind under which it may be drawn; `triggers` where the gold is by characters."""

    where: str
    said: str
    ends: dict[str, Ends]
    occurrences: frozenset[str]
    ascribed: bool = False
    optional: bool = False
    triggers: tuple[Pair, ...] = ()


class SituationFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Shares from 0 to 1 with counts. `ends_f1`: kind and both ends, whatever the status. `ascribed_as_happened`: a count that must be 0."""

    edge_f1: float
    precision: float
    recall: float
    ends_f1: float
    given: int
    wanted: int
    ascribed_as_happened: int
    unscored: int
    by_kind: dict[str, str]
    errors: tuple[Miss, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One text: what the gold wants, what the situation gives; `unscored` counts given edges of kinds that the gold does not hold."""

    wanted: tuple[Wanted, ...]
    given: tuple[Given, ...]
    unscored: int = 0


def score_situations(cases: Iterable[Case]) -> SituationFigures:
    """All figures over all texts together."""
    tally = _Tally()
    for case in cases:
        _count(tally, case)
    precision, recall = share(tally.right, tally.given), share(tally.found, tally.wanted)
    ends = share(tally.right_ends, tally.given), share(tally.found_ends, tally.wanted)
    kinds = sorted(tally.of_kind)
    return SituationFigures(
        edge_f1=_balanced(precision, recall), precision=precision, recall=recall, ends_f1=_balanced(*ends), given=tally.given, wanted=tally.wanted,
        ascribed_as_happened=tally.as_happened, unscored=tally.unscored, errors=tuple(tally.errors),
        by_kind={kind: "found {}/{}, right {}/{}".format(*tally.of_kind[kind]) for kind in kinds},
    )  # fmt: skip


def _balanced(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


class _Tally(msgspec.Struct):
    """Counts over all texts. `of_kind`: found, wanted, right, given."""

    right: int = 0
    right_ends: int = 0
    given: int = 0
    found: int = 0
    found_ends: int = 0
    wanted: int = 0
    as_happened: int = 0
    unscored: int = 0
    of_kind: dict[str, list[int]] = msgspec.field(default_factory=dict)
    errors: list[Miss] = msgspec.field(default_factory=list)

    def add(self, kind: str, at: int, *, hit: bool) -> None:
        counts = self.of_kind.setdefault(kind, [0, 0, 0, 0])
        counts[at] += hit
        counts[at + 1] += 1


def _count(tally: _Tally, case: Case) -> None:
    tally.unscored += case.unscored
    where = case.wanted[0].where.partition("#")[0] if case.wanted else ""
    for given in case.given:
        ends = [wanted for wanted in case.wanted if same_ends(wanted, given)]
        right = any(same_status(wanted, given) for wanted in ends)
        tally.given += 1
        tally.right_ends += bool(ends)
        tally.right += right
        tally.add(given.kind, 2, hit=right)
        tally.as_happened += _ascribed_as_happened(case.wanted, ends, given)
        if not right:
            status = f"status: {'/'.join(sorted({one for each in ends for one in each.occurrences}))}" if ends else "no such edge"
            tally.errors.append(Miss(where=where, wanted=status, got=f"{given.said} [{given.occurrence}, {given.line}]"))
    for wanted in case.wanted:
        ends_of = [given for given in case.given if same_ends(wanted, given)]
        found = any(same_status(wanted, given) for given in ends_of)
        if wanted.optional:
            continue
        tally.wanted += 1
        tally.found_ends += bool(ends_of)
        tally.found += found
        tally.add(next(iter(wanted.ends)), 0, hit=found)
        if not found:
            near = next((f"{each.occurrence}, {each.line}" for each in ends_of), "no edge")
            tally.errors.append(Miss(where=wanted.where, wanted=wanted.said, got=near))


def _ascribed_as_happened(gold: Sequence[Wanted], same: Sequence[Wanted], given: Given) -> bool:
    """Whether an edge that the gold ascribes is drawn as a fact: the same edge, or (by characters) one on the same words."""
    if given.line != "happened" or any(not wanted.ascribed for wanted in same):
        return False
    on_words = (
        wanted
        for wanted in gold
        if wanted.ascribed and any(overlap(one, other) for one in wanted.triggers for other in given.triggers)
    )
    return bool(same) or any(True for _ in on_words)


def same_ends(wanted: Wanted, given: Given) -> bool:
    """Whether kind and both ends are those of the gold."""
    ends = wanted.ends.get(given.kind)
    if ends is None:
        return False
    if given.kind == "moves":
        return _same_move(ends, given.ends)
    if given.kind in TOLD:
        other = ends.target.empty or _fits(ends.target, given.ends.target) or _is_about(ends.target, given.about)
        return other and _fits(ends.source, given.ends.source)
    straight = _fits(ends.source, given.ends.source) and _fits(ends.target, given.ends.target)
    return straight or (ends.mutual and _fits(ends.source, given.ends.target) and _fits(ends.target, given.ends.source))


def _same_move(wanted: Ends, given: Ends) -> bool:
    """Mover and route; where the gold names no mover, who makes it move."""
    mover = _fits(wanted.source, given.source) or (
        wanted.source.empty and not wanted.by.empty and (_fits(wanted.by, given.by) or _fits(wanted.by, given.source))
    )
    return mover and all(_fits(one, other) for one, other in zip(wanted.route, given.route, strict=True))


def same_status(wanted: Wanted, given: Given) -> bool:
    """Whether the occurrence is one that the gold allows; what is only ascribed must be drawn so."""
    if wanted.ascribed and given.line != "ascribed":
        return False
    if given.occurrence in wanted.occurrences or any(
        given.occurrence in group and wanted.occurrences & group for group in _ALIKE
    ):
        return True
    act_or_content = given.kind in TOLD and (wanted.occurrences & SAID_TO_HAPPEN or wanted.occurrences & _CONTENT_STATUS)
    return bool(act_or_content) and given.occurrence in SAID_TO_HAPPEN | _CONTENT_STATUS


def _fits(wanted: End, given: End) -> bool:
    if given.empty or wanted.empty:
        return wanted.may_be_open or (given.empty and wanted.empty)
    if any(_on(one, other) for one in wanted.spans for other in given.spans):
        return True
    return any(alike(one, other) for one in wanted.names for other in given.names)


def _is_about(wanted: End, given: End) -> bool:
    on = any(_on(one, other) for one in wanted.spans for other in given.spans)
    return on or any(held(one, other) for one in wanted.names for other in given.names)


def _on(one: Pair, other: Pair) -> bool:
    return overlap(one, other) >= HALF * max(min(one[1] - one[0], other[1] - other[0]), 1)


def alike(one: str, other: str) -> bool:
    """Whether two names share half of all their words; articles and the like do not count."""
    left, right = _words(one), _words(other)
    return bool(left and right) and len(left & right) >= HALF * len(left | right)


def held(short: str, long: str) -> bool:
    """Whether half of the words of the shorter of two contents stand in the other."""
    left, right = _words(short), _words(long)
    return bool(left and right) and len(left & right) >= HALF * min(len(left), len(right))


def _words(text: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(_WORD.findall(folded)) - _EMPTY or frozenset(folded.split())
