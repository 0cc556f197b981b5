"""Scores whether claims say as the codebook does that something happened: a smoke test of eighteen short texts. Must never read a text.

What the record says of a text is brought to the codebook's five words: no eligible claim → `not_applicable`; a claim said to have happened →
`reported_as_fact`, or `claimed_or_alleged` where another voice than the article's own carries it; beside a claim that it did not happen → `disputed`;
only such a claim → `denied`; only possible or unknown ones → `claimed_or_alleged`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from recoupe.evaluation.figures import Miss, f1, gold_lines, share
from recoupe.model.record import Claim
from recoupe.model.vocabulary import SAID_TO_HAPPEN, family

_NOTHING = "not_applicable"
_FACT = "reported_as_fact"
_CLAIMED = "claimed_or_alleged"
_EVENTS = frozenset({"ATTACK", "CLASH", "KILL", "ABDUCT", "ARREST", "DISRUPT", "PROTEST", "COERCE"})
_OPEN = frozenset({"possible", "unknown", "questioned"})
_DENIED = "did_not_happen"


class StatusCase(msgspec.Struct, frozen=True, kw_only=True):
    """One text with the statuses that fit."""

    text: str
    wanted: tuple[str, ...]


class StatusFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Cases right, and the mean F1 over the statuses that the gold holds (a case of two fitting ones counts under its first, or the one given)."""

    right: int
    of: int
    accuracy: float
    macro_f1: float
    errors: tuple[Miss, ...] = ()


Read = Callable[[str], Sequence[Claim]]


def read_status_cases(path: Path) -> tuple[StatusCase, ...]:
    """The cases of a file. Raises UsageError R403."""
    return tuple(
        StatusCase(text=row["text"], wanted=tuple(row["event_assertion_status"].split("|")))
        for row in gold_lines(path, ("text", "event_assertion_status"))
    )


def status_of(claims: Iterable[Claim]) -> str:
    """The codebook's word for what the claims say."""
    events = [claim for claim in claims if family(claim.type) in _EVENTS]
    said = [claim for claim in events if claim.status.occurrence in SAID_TO_HAPPEN]
    denied = any(claim.status.occurrence == _DENIED for claim in events)
    if said and denied:
        return "disputed"
    if any(len(claim.voices) <= 1 for claim in said):
        return _FACT
    if said or any(claim.status.occurrence in _OPEN for claim in events):
        return _CLAIMED
    return "denied" if denied else _NOTHING


def score_status(cases: Iterable[StatusCase], read: Read) -> StatusFigures:
    """Reads every case and counts."""
    pairs: list[tuple[str, str]] = []
    errors = []
    for case in cases:
        got = status_of(read(case.text))
        wanted = got if got in case.wanted else case.wanted[0]
        pairs.append((wanted, got))
        if wanted != got:
            errors.append(Miss(where=case.text[:60], wanted="|".join(case.wanted), got=got))
    names = sorted({wanted for wanted, _ in pairs})
    right = sum(wanted == got for wanted, got in pairs)
    each = [
        f1(sum(w == g == name for w, g in pairs), sum(w == name for w, _ in pairs), sum(g == name for _, g in pairs))
        for name in names
    ]
    return StatusFigures(
        right=right,
        of=len(pairs),
        accuracy=share(right, len(pairs)),
        macro_f1=round(sum(each) / len(each), 4) if each else 0.0,
        errors=tuple(errors),
    )
