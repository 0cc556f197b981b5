"""Scores event types and their sides on sentences whose event is known: E1 to E3. Must never read a text.

A sentence without an answer counts against recall of its root, never as a guess. Actor and target are scored as words: a word is right
where it stands in a gold span of its side; articles, figures and punctuation are no words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from recoupe.evaluation.event_choice import binding_claim, main_claim, root_of, sides
from recoupe.evaluation.event_gold import EventCase, Spans
from recoupe.evaluation.figures import Miss, f1, share
from recoupe.model.record import Claim, Record

NOTHING = "nothing"
_WORD = re.compile(r"[^\W\d]+")
_ARTICLES = frozenset({"the", "a", "an"})

Read = Callable[[str], Record]


class TypeFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Macro-F1 over the gold's roots, accuracy, F1 of each root, word F1 of the sides (0 where the gold gives them with the question)."""

    macro_f1: float
    accuracy: float
    of: int
    unanswered: int
    actor_f1: float
    target_f1: float
    roots: dict[str, float]
    errors: tuple[Miss, ...] = ()


class _Count:
    """Words of one side: given, in the gold, in both."""

    def __init__(self) -> None:
        self.hits = self.gold = self.given = 0

    def add(self, text: str, gold: Spans, given: Spans) -> None:
        wanted, got = words_in(text, gold), words_in(text, given)
        self.hits += len(wanted & got)
        self.gold += len(wanted)
        self.given += len(got)

    @property
    def f1(self) -> float:
        return f1(self.hits, self.gold, self.given)


def words_in(text: str, spans: Spans) -> frozenset[int]:
    """Where the words of the spans start, articles and figures apart."""
    return frozenset(
        start + match.start()
        for start, end in spans
        for match in _WORD.finditer(text[start:end])
        if match.group().lower() not in _ARTICLES
    )


def score_types(cases: Iterable[EventCase], read: Read) -> TypeFigures:
    """Reads every case and counts."""
    pairs: list[tuple[str, str]] = []
    actor, target = _Count(), _Count()
    errors = []
    for case in cases:
        record = read(case.text)
        claim = binding_claim(record.claims, case) if case.given else main_claim(record.claims)
        got = root_of(claim) if claim is not None else NOTHING
        pairs.append((case.root, got))
        if not case.given:
            source, aim = sides(claim, record) if claim is not None else ((), ())
            actor.add(case.text, case.source, source)
            target.add(case.text, case.target, aim)
        if got != case.root:
            errors.append(Miss(where=f"{case.id} {case.text}", wanted=case.root, got=f"{got} {_made(record.claims)}"))
    roots = root_f1(pairs)
    right = sum(wanted == got for wanted, got in pairs)
    return TypeFigures(
        macro_f1=round(sum(roots.values()) / len(roots), 4) if roots else 0.0,
        accuracy=share(right, len(pairs)),
        of=len(pairs),
        unanswered=sum(got == NOTHING for _, got in pairs),
        actor_f1=actor.f1,
        target_f1=target.f1,
        roots=roots,
        errors=tuple(errors),
    )


def root_f1(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """F1 of each root that the gold holds, from pairs of wanted and given."""
    listed = list(pairs)
    return {
        name: f1(sum(w == g == name for w, g in listed), sum(w == name for w, _ in listed), sum(g == name for _, g in listed))
        for name in sorted({wanted for wanted, _ in listed})
    }


def _made(claims: Iterable[Claim]) -> str:
    made = (f"{claim.type}/{claim.status.occurrence} “{claim.trigger.text}”" for claim in claims)
    return "(" + ", ".join(made) + ")"
