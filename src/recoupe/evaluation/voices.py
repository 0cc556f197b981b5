"""Scores attributions: content, source, cue against gold, end to end. Must never know how they were found.

Spans are compared as sets of word characters, so quotation marks and commas do not count, and a complementiser at the head of a content is dropped on
both sides. An attribution is right end to end when its content matches a gold content by Jaccard of at least one half (one to one, best first) and the
two sources share a character or are both absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from recoupe.evaluation.figures import Miss, f1, gold_lines, jaccard, pair_off, share

_HALF = 0.5
_SHOWN = 90
_LEAD = re.compile(r"^[\s\W_]*(?:(?:que|that|whether|if|si)\b|qu['’]|s['’](?=ils?\b))[\s\W_]*", re.IGNORECASE)

Spans = Sequence[Sequence[int]]


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution by characters: lists of (start, end)."""

    content: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...] = ()
    cue: tuple[tuple[int, int], ...] = ()
    type: str = ""


class VoiceText(msgspec.Struct, frozen=True, kw_only=True):
    """One document with its gold attributions."""

    doc: str
    text: str
    lang: str
    gold: tuple[Attribution, ...]


class VoiceFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Scores from 0 to 1 over all documents together. `source_right`: of the matched contents."""

    end_to_end_f1: float
    end_to_end_precision: float
    end_to_end_recall: float
    content_f1: float
    source_right: float
    cue_right: float
    documents: int
    gold: int
    given: int
    right: int
    errors: tuple[Miss, ...] = ()


Read = Callable[[str, str], Sequence[Attribution]]
"""From text and language ("" if unknown) to attributions."""


def read_voices(path: Path) -> tuple[VoiceText, ...]:
    """The documents of a gold file; of several annotators the first. Raises UsageError R403."""
    out: dict[str, VoiceText] = {}
    for row in gold_lines(path, ("doc", "text", "attributions")):
        if row["doc"] not in out:
            gold = tuple(_attribution(each) for each in row["attributions"])
            out[row["doc"]] = VoiceText(doc=row["doc"], text=row["text"], lang=row.get("lang") or "", gold=gold)
    return tuple(out.values())


def _attribution(row: dict[str, Any]) -> Attribution:
    def spans(key: str) -> tuple[tuple[int, int], ...]:
        return tuple((int(start), int(end)) for start, end in row.get(key) or ())

    return Attribution(content=spans("content"), source=spans("source"), cue=spans("cue"), type=row.get("type") or "")


def score_voices(documents: Iterable[VoiceText], read: Read) -> VoiceFigures:
    """Reads every document and counts. Where the gold nests (almost) nothing, only the outermost attributions given are counted."""
    documents = tuple(documents)
    flat = _nests_nothing(documents)
    n = dict.fromkeys(("documents", "gold", "given", "content", "source", "cue", "right"), 0)
    errors: list[Miss] = []
    for document in documents:
        text = document.text
        gold = [each for each in document.gold if _characters(text, each.content, content=True)]
        given = [each for each in read(text, document.lang) if _characters(text, each.content, content=True)]
        given = _outermost(text, given) if flat else given
        pairs = _matched(text, gold, given)
        right = set()
        for at, place in pairs:
            source, cue = (_meet(text, getattr(gold[at], part), getattr(given[place], part)) for part in ("source", "cue"))
            n["source"] += source
            n["cue"] += cue
            if source:
                right.add(at)
        n["documents"] += 1
        n["gold"] += len(gold)
        n["given"] += len(given)
        n["content"] += len(pairs)
        n["right"] += len(right)
        errors += _errors(document, gold, given, right, {place for _, place in pairs})
    return VoiceFigures(
        end_to_end_f1=f1(n["right"], n["gold"], n["given"]), end_to_end_precision=share(n["right"], n["given"]), end_to_end_recall=share(n["right"], n["gold"]),
        content_f1=f1(n["content"], n["gold"], n["given"]), source_right=share(n["source"], n["content"]), cue_right=share(n["cue"], n["content"]),
        documents=n["documents"], gold=n["gold"], given=n["given"], right=n["right"], errors=tuple(errors),
    )  # fmt: skip


def _nests_nothing(documents: Sequence[VoiceText]) -> bool:
    """Whether the gold was annotated without nesting: fewer than one attribution in a hundred lies in another."""
    gold = sum(len(document.gold) for document in documents)
    nested = sum(len(document.gold) - len(_outermost(document.text, document.gold)) for document in documents)
    return nested * 100 < gold


def _outermost(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Those whose content does not lie in that of another."""
    contents = [_characters(text, each.content, content=True) for each in attributions]
    return [each for each, own in zip(attributions, contents, strict=True) if not any(own < other for other in contents)]


def _matched(text: str, gold: Sequence[Attribution], given: Sequence[Attribution]) -> list[tuple[int, int]]:
    wanted = [_characters(text, each.content, content=True) for each in gold]
    got = [_characters(text, each.content, content=True) for each in given]
    return [(at, place) for at, place, _ in pair_off(wanted, got, jaccard, _HALF)]


def _characters(text: str, spans: Spans, *, content: bool = False) -> frozenset[int]:
    """Positions of the letters and digits of spans, without the complementiser at the head of a content."""
    out: set[int] = set()
    for number, (first, end) in enumerate(sorted((each[0], each[1]) for each in spans)):
        start = first
        lead = _LEAD.match(text[start:end]) if content and number == 0 else None
        if lead and lead.end() < end - start:
            start += lead.end()
        out.update(at for at in range(max(start, 0), min(end, len(text))) if text[at].isalnum())
    return frozenset(out)


def _meet(text: str, one: Spans, other: Spans) -> bool:
    """Whether two lists of spans share a word character or both have none."""
    left, right = _characters(text, one), _characters(text, other)
    return bool(left & right) or (not left and not right)


def _errors(
    document: VoiceText, gold: Sequence[Attribution], given: Sequence[Attribution], right: set[int], used: set[int]
) -> list[Miss]:
    def said(each: Attribution) -> str:
        return " ".join(document.text[start:end] for start, end in each.content)[:_SHOWN]

    missed = [
        Miss(where=document.doc, wanted=f"{each.type} {said(each)}", got="nothing")
        for at, each in enumerate(gold)
        if at not in right
    ]
    return missed + [
        Miss(where=document.doc, wanted="nothing", got=f"{each.type} {said(each)}")
        for place, each in enumerate(given)
        if place not in used
    ]
