"""Scores the status of single claims against gold lines of triggers with their occurrence and attribution. Must never read a text for meaning.

A line is one document: `doc`, `lang`, `text`, and `statuses`, each with `trigger` (start, end: code points of `text`), `occurrence`, `attribution`, and for
people `text`, `family`, `why`. A gold trigger is found by a claim whose trigger shares a character with it; of several, one of its family, then the one that
shares most. What is not found is wrong end to end. Beside it, the same on every trigger given: what the status rules make of those words, claim or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from recoupe.errors import UsageError
from recoupe.evaluation.figures import Miss, f1, first_row, gold_lines, overlap, share
from recoupe.model.record import Claim
from recoupe.model.vocabulary import Attribution, Occurrence, family

_KEYS = ("doc", "lang", "text", "statuses")
_NONE = "no claim"


class GoldStatus(msgspec.Struct, frozen=True, kw_only=True):
    """One trigger and what is said of its happening. `attribution` and `family` are empty where the gold leaves them open."""

    trigger: tuple[int, int]
    occurrence: str
    attribution: str = ""
    family: str = ""


class StatusText(msgspec.Struct, frozen=True, kw_only=True):
    """One document with its gold."""

    doc: str
    lang: str
    text: str
    statuses: tuple[GoldStatus, ...]


class OccurrenceFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Shares from 0 to 1 with their counts. `macro_f1`: mean over the gold's occurrences, a trigger without claim being wrong; `macro_f1_found`: among the
    triggers that have a claim; `macro_f1_given`: on every trigger, where the rules are told where it stands. `confusions`: how often one occurrence was
    given for another ("planned > possible")."""

    macro_f1: float
    macro_f1_found: float
    macro_f1_given: float
    accuracy_found: float
    found: float
    of: int
    attribution_right: float
    attribution_of: int
    confusions: dict[str, int]
    errors: tuple[Miss, ...] = ()


Given = Callable[[int, int], str | None]
"""From the characters of a trigger to the occurrence that the rules give it, None where no word stands."""
ReadText = Callable[[str, str], tuple[Sequence[Claim], Given]]
"""From a text and its language to the claims, and to what the rules say of any characters of it."""


def is_occurrences(path: Path) -> bool:
    """Whether the first line of a JSON Lines file has statuses by trigger."""
    return "statuses" in first_row(path)


def read_occurrences(path: Path) -> tuple[StatusText, ...]:
    """The documents of a file. Raises UsageError R403 on a line that lacks a key, a trigger outside its text, an unknown occurrence or attribution."""
    return tuple(_text(row, path) for row in gold_lines(path, _KEYS))


def _text(row: dict[str, Any], path: Path) -> StatusText:
    statuses = tuple(_status(each, row, path) for each in row["statuses"])
    return StatusText(doc=row["doc"], lang=row["lang"], text=row["text"], statuses=statuses)


def _status(each: dict[str, Any], row: dict[str, Any], path: Path) -> GoldStatus:
    start, end = each["trigger"]
    attribution = each.get("attribution") or ""
    wrong = (
        f"the trigger {start}-{end} lies outside the text"
        if not 0 <= start < end <= len(row["text"])
        else f"there is no occurrence {each['occurrence']!r}"
        if each["occurrence"] not in get_args(Occurrence)
        else f"there is no attribution {attribution!r}"
        if attribution and attribution not in get_args(Attribution)
        else ""
    )
    if wrong:
        raise UsageError("R403", f"{wrong}.", where=f"{path.name}:{row['doc']}", remedy="See gold/guidelines.md.")
    return GoldStatus(
        trigger=(start, end), occurrence=each["occurrence"], attribution=attribution, family=family(each.get("family") or "")
    )


def score_occurrences(texts: Iterable[StatusText], read: ReadText) -> OccurrenceFigures:
    """Reads every text and counts."""
    pairs: list[tuple[str, str]] = []
    errors: list[Miss] = []
    given: list[tuple[str, str]] = []
    attributed = attributed_right = 0
    for each in texts:
        claims, at = read(each.text, each.lang)
        given += [(wanted.occurrence, at(*wanted.trigger) or _NONE) for wanted in each.statuses]
        for wanted in each.statuses:
            claim = _claim_of(wanted, claims)
            got = claim.status.occurrence if claim else _NONE
            pairs.append((wanted.occurrence, got))
            where = f"{each.doc}:{wanted.trigger[0]} “{each.text[slice(*wanted.trigger)]}”"
            if got != wanted.occurrence:
                errors.append(Miss(where=where, wanted=wanted.occurrence, got=got))
            if claim and wanted.attribution:
                right = claim.status.attribution == wanted.attribution
                attributed += 1
                attributed_right += right
                if not right:
                    errors.append(Miss(where=where, wanted=f"attribution {wanted.attribution}", got=claim.status.attribution))
    found = [pair for pair in pairs if pair[1] != _NONE]
    confused = Counter(f"{wanted} > {got}" for wanted, got in pairs if wanted != got)
    return OccurrenceFigures(
        macro_f1=_macro_f1(pairs), macro_f1_found=_macro_f1(found), macro_f1_given=_macro_f1(given), accuracy_found=share(sum(w == g for w, g in found), len(found)),
        found=share(len(found), len(pairs)), of=len(pairs), attribution_right=share(attributed_right, attributed), attribution_of=attributed,
        confusions=dict(sorted(confused.items(), key=lambda item: (-item[1], item[0]))), errors=tuple(errors),
    )  # fmt: skip


def _claim_of(wanted: GoldStatus, claims: Sequence[Claim]) -> Claim | None:
    """The claim on the trigger: of its family before others, then the one that shares most characters with it."""

    def fit(claim: Claim) -> tuple[bool, int]:
        return family(claim.type) == wanted.family, overlap(claim.trigger.bounds, wanted.trigger)

    return max((claim for claim in claims if fit(claim)[1]), key=fit, default=None)


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the wanted words of (wanted, got) pairs; 0 for none."""
    wanted, got, hits = Counter(w for w, _ in pairs), Counter(g for _, g in pairs), Counter(w for w, g in pairs if w == g)
    each = [f1(hits[name], wanted[name], got[name]) for name in sorted(wanted)]
    return round(sum(each) / len(each), 4) if each else 0.0
