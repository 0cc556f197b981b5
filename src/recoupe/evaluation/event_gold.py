"""Reads sentences whose event is known: PLOVER's gold records, source-target rows, PETRARCH's records. Must never read a text for claims.

Every file has two halves: the even records (0, 2, 4, ...) are for development, the odd ones are only scored.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from recoupe.errors import UsageError
from recoupe.evaluation.figures import first_row, gold_lines

R = TypeVar("R")
Spans = tuple[tuple[int, int], ...]
HALVES = ("all", "dev", "held")
_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_ROW_KEYS = ("sentence", "source", "target", "gold_root")


class EventCase(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence: its PLOVER root (15 of them, CONCEDE and RETREAT as YIELD), the spans of actor, target and event words.

    `given`: source and target are part of the question, not of the answer.
    """

    id: str
    text: str
    root: str
    source: Spans = ()
    target: Spans = ()
    event: Spans = ()
    given: bool = False


class CodedCase(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of PETRARCH's with its codings: source code, target code, CAMEO code. None is a coding too: "noevents"."""

    id: str
    text: str
    events: tuple[tuple[str, str, str], ...]


def root_name(event: str) -> str:
    """A PLOVER event as one of the fifteen roots."""
    return _MERGED.get(event, event)


def half_of(rows: Sequence[R], half: str) -> Sequence[R]:
    """All rows, the development half (even places) or the one held out (odd places). Raises UsageError R402 for another word."""
    if half not in HALVES:
        raise UsageError("R402", f"there is no half {half!r}.", remedy=f"Halves: {', '.join(HALVES)}.")
    return rows if half == "all" else rows[::2] if half == "dev" else rows[1::2]


def read_gsr(path: Path, half: str = "all") -> tuple[EventCase, ...]:
    """The records of PLOVER's gold standard. Raises UsageError R403, R402."""
    rows = list(gold_lines(path, ("text", "event_2_0", "spans")))
    return tuple(_record(number, row) for number, row in half_of(list(enumerate(rows)), half))


def _record(number: int, row: dict[str, Any]) -> EventCase:
    def spans(*labels: str) -> Spans:
        return tuple((start, end) for label, start, end, _ in row["spans"] if label in labels and start is not None)

    return EventCase(
        id=str(row.get("id", number)),
        text=row["text"],
        root=root_name(row["event_2_0"]),
        source=spans("SRC", "SRC/TAR"),
        target=spans("TAR", "SRC/TAR"),
        event=spans("EVT"),
    )


def read_pairs(path: Path, half: str = "all") -> tuple[EventCase, ...]:
    """Rows of a table with tabs: sentence, source, target, gold_root. A source or target that is not in the sentence has no span.

    Raises UsageError R403 where a column is missing, R402.
    """
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t")
        missing = [key for key in _ROW_KEYS if key not in (table.fieldnames or ())]
        if missing:
            raise UsageError(
                "R403", f"the table lacks {', '.join(missing)}.", where=path.name, remedy="See the README of the set."
            )
        rows = list(table)
    out = []
    for row in half_of(rows, half):
        source, target = _marked(row)
        out.append(
            EventCase(
                id=row.get("sentence_id", ""),
                text=row["sentence"],
                root=root_name(row["gold_root"]),
                source=source,
                target=target,
                given=True,
            )
        )
    return tuple(out)


def _marked(row: dict[str, str]) -> tuple[Spans, Spans]:
    """Where source and target stand: by the marks of `marked_sentence` if it says so, else the first place where their words stand."""
    marked = row.get("marked_sentence") or ""
    bare = marked
    for mark in ("<s>", "</s>", "<t>", "</t>"):
        bare = bare.replace(mark, "")
    if bare == row["sentence"]:
        return _between(marked, "s"), _between(marked, "t")
    found = [(row["sentence"].find(row[name]), len(row[name])) for name in ("source", "target")]
    source, target = (((start, start + length),) if start >= 0 and length else () for start, length in found)
    return source, target


def _between(marked: str, name: str) -> Spans:
    start, end = marked.find(f"<{name}>"), marked.find(f"</{name}>")
    if start < 0 or end < start:
        return ()
    low, high = (at - sum(len(mark) * marked[:at].count(mark) for mark in ("<s>", "</s>", "<t>", "</t>")) for at in (start, end))
    return ((low, high),)


def read_coded(path: Path, half: str = "all") -> tuple[CodedCase, ...]:
    """PETRARCH's records, those that it could code; `events_cameo` where a file has it, else `events`. Raises UsageError R403, R402."""
    rows = [row for row in gold_lines(path, ("id", "text")) if not str(row.get("special") or "").startswith("error")]
    out = []
    for row in half_of(rows, half):
        events = row.get("events_cameo", row.get("events"))
        if events is not None and row["text"].strip():
            out.append(CodedCase(id=row["id"], text=row["text"], events=tuple((each[0], each[1], each[2]) for each in events)))
    return tuple(out)


def is_coded(path: Path) -> bool:
    """Whether the file is one of PETRARCH's rather than PLOVER's, by its first line."""
    first = first_row(path)
    return "event_2_0" not in first and bool({"events", "events_cameo"} & set(first))
