"""Scores mentions of actors on re3d: gold spans of organisations and persons against predicted spans. Must never know how they were found.

Every distinct span of the two types is gold, whatever confidence its annotators gave; `kept_f1` counts only those that they did not reject
(confidence above 0). Two spans match when they share a character, one to one, the pair with the most shared characters first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from recoupe.errors import UsageError
from recoupe.evaluation.figures import Miss, f1, gold_lines, overlap, pair_off, share

TYPES = frozenset({"Organisation", "Person"})

Spans = tuple[tuple[int, int], ...]
Find = Callable[[str], Spans]
"""From a text to the spans of its actor mentions."""


class MentionText(msgspec.Struct, frozen=True, kw_only=True):
    """One document: its text, all gold spans, and those that the annotators did not reject."""

    id: str
    text: str
    gold: Spans
    kept: Spans


class MentionFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Overlap scores, 0 to 1, over all documents together."""

    overlap_f1: float
    precision: float
    recall: float
    kept_f1: float
    documents: int
    gold: int
    found: int
    errors: tuple[Miss, ...] = ()


def is_re3d(folder: Path) -> bool:
    """Whether the folder, or one right below it, holds `documents.json` and `entities.json`."""
    return bool(_sources(folder))


def _sources(folder: Path) -> list[Path]:
    return [
        each
        for each in (folder, *sorted(folder.glob("*")))
        if (each / "documents.json").is_file() and (each / "entities.json").is_file()
    ]


def read_re3d(folder: Path) -> tuple[MentionText, ...]:
    """The documents of re3d or of one of its sources. Raises UsageError R403 where there are none or a line is wrong."""
    out = []
    for source in _sources(folder):
        spans: dict[str, dict[tuple[int, int], float]] = {}
        for row in gold_lines(source / "entities.json", ("documentId", "begin", "end", "type", "confidence")):
            if row["type"] in TYPES:
                of_document = spans.setdefault(row["documentId"], {})
                span = (int(row["begin"]), int(row["end"]))
                of_document[span] = max(of_document.get(span, 0.0), float(row["confidence"]))
        for row in gold_lines(source / "documents.json", ("_id", "text")):
            gold = spans.get(row["_id"], {})
            kept = tuple(sorted(span for span, confidence in gold.items() if confidence > 0))
            out.append(MentionText(id=row["_id"], text=row["text"], gold=tuple(sorted(gold)), kept=kept))
    if not out:
        raise UsageError(
            "R403",
            "the folder holds no documents.json beside an entities.json.",
            where=folder.name,
            remedy="Give the folder re3d or one below it.",
        )
    return tuple(out)


def score_mentions(documents: Iterable[MentionText], find: Find) -> MentionFigures:
    """Finds the mentions of every document and counts the matches."""
    counts = {"gold": 0, "found": 0, "hits": 0, "kept": 0, "kept_hits": 0, "documents": 0}
    errors: list[Miss] = []
    for document in documents:
        found = tuple(dict.fromkeys(find(document.text)))
        pairs = pair_off(document.gold, found, overlap)
        counts["documents"] += 1
        counts["gold"] += len(document.gold)
        counts["kept"] += len(document.kept)
        counts["found"] += len(found)
        counts["hits"] += len(pairs)
        counts["kept_hits"] += len(pair_off(document.kept, found, overlap))
        met, used = {at for at, _, _ in pairs}, {place for _, place, _ in pairs}
        errors += [_miss(document, span, "") for at, span in enumerate(document.gold) if at not in met]
        errors += [
            _miss(document, None, document.text[span[0] : span[1]], span[0])
            for place, span in enumerate(found)
            if place not in used
        ]
    return MentionFigures(
        overlap_f1=f1(counts["hits"], counts["gold"], counts["found"]), precision=share(counts["hits"], counts["found"]), recall=share(counts["hits"], counts["gold"]),
        kept_f1=f1(counts["kept_hits"], counts["kept"], counts["found"]), documents=counts["documents"], gold=counts["gold"], found=counts["found"], errors=tuple(errors),
    )  # fmt: skip


def _miss(document: MentionText, span: tuple[int, int] | None, got: str, at: int = 0) -> Miss:
    wanted = document.text[span[0] : span[1]] if span else ""
    return Miss(where=f"{document.id[:8]}:{span[0] if span else at}", wanted=wanted or "nothing", got=got or "nothing")
