"""Counts texts without any event in which violence or movement is recorded as having happened. Must never know which words tempted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from recoupe.evaluation.figures import Miss, first_row, gold_lines, share
from recoupe.model.record import Claim
from recoupe.model.vocabulary import MOVING, SAID_TO_HAPPEN, VIOLENT, family

_FIELDS = ("doc", "lang", "kind", "text")


class NonEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One text in which nothing violent happens and no force moves; `kind` says of what it is."""

    doc: str
    lang: str
    kind: str
    text: str


class FalseRecordFigures(msgspec.Struct, frozen=True, kw_only=True):
    """`false_texts`: share of the texts with at least one false record. `records`: all false records; `of`: texts."""

    false_texts: float
    of: int
    records: int
    errors: tuple[Miss, ...] = ()


def is_non_events(path: Path) -> bool:
    """Whether the first line of a gold file is such a text."""
    return set(_FIELDS) <= first_row(path).keys()


def read_non_events(path: Path) -> tuple[NonEvent, ...]:
    """The texts of a gold file. Raises UsageError R403."""
    return tuple(
        NonEvent(doc=row["doc"], lang=row["lang"], kind=row["kind"], text=row["text"]) for row in gold_lines(path, _FIELDS)
    )


def score_non_events(texts: Iterable[NonEvent], read: Callable[[str, str], Iterable[Claim]]) -> FalseRecordFigures:
    """Reads every text (text, language → claims) and counts claims of violence or movement that are said to happen."""
    errors: list[Miss] = []
    false = total = 0
    for each in texts:
        total += 1
        found = [claim for claim in read(each.text, each.lang) if is_false(claim)]
        false += bool(found)
        errors += [
            Miss(
                where=f"{each.doc} ({each.kind})",
                wanted="nothing",
                got=f"{claim.type} “{claim.trigger.text}” {claim.status.occurrence}",
            )
            for claim in found
        ]
    return FalseRecordFigures(false_texts=share(false, total), of=total, records=len(errors), errors=tuple(errors))


def is_false(claim: Claim) -> bool:
    """Violence or movement that is recorded as happened, ongoing or habitual."""
    return family(claim.type) in VIOLENT | MOVING and claim.status.occurrence in SAID_TO_HAPPEN
