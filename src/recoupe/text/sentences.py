"""Cutting a paragraph into sentences by rules, before any parser sees it.

A parser that is free to choose cuts headlines and participles in two; these starts are given to it instead. Abbreviations come from the
language pack. A semicolon ends a sentence: what stands behind it is parsed apart, in the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from recoupe.model.spans import trimmed

_STOP = re.compile(r"(?:[.!?…]+[\"»”’')\]]*|;)(?=\s|$)|(?<=[a-zà-ÿ0-9»\"”])[.!?](?=[A-ZÀ-Ý«“][a-zà-ÿ])")
_DATELINE = re.compile(
    r"[A-ZÀ-Ý](?:[A-ZÀ-Ý'’-]|[^\S\n]){2,30}(?:,[^.!?—–]{0,45}?)?(?:\s*\([^()]{2,40}\))?\s+[—–-]\s+(?=[A-ZÀ-Ý«“\"'’\d])"
)
"""Place in capitals, date and agency up to a dash, at the start of a paragraph: no part of the sentence behind it."""
_CLOSING = " \t\u00a0\u202f"
_PREFIX = re.compile(r"[^:«“\"]{2,45}?\s?:\s+(?=[^\s«“\"])")
LONGEST_SENTENCE = 1500
"""Characters after which a sentence without any stop is cut at a blank: lists and tables saved as text."""


def split_sentences(text: str, start: int, end: int, abbreviations: Collection[str]) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]` as (start, end) in the text's offsets, without blanks at their ends.

    Args:
        text: the linear text.
        start: first code point of the paragraph.
        end: code point after its last.
        abbreviations: lower-case words that a full stop does not end ("m", "gén", "art").
    """
    cuts: list[int] = []
    for match in _STOP.finditer(text, start, end):
        stop = _past_closing(text, match.end(), end)
        if not _ends_sentence(text, start, match, stop, end, abbreviations):
            continue
        cuts.append(stop)
    out: list[tuple[int, int]] = []
    begin = start
    dateline = _DATELINE.match(text, start, end)
    if dateline is not None:
        cuts.insert(0, dateline.end())
    for cut in [*cuts, end]:
        for piece in _short_enough(text, begin, cut):
            first, last = trimmed(text, *piece)
            if first < last:
                out.append((first, last))
        begin = cut
    return out


def split_headline(text: str, start: int, end: int, abbreviations: Collection[str]) -> list[tuple[int, int]]:
    """The sentences of a headline; a topic before a colon ("Mali : un convoi attaqué") is one of its own, not the subject of what follows."""
    prefix = _PREFIX.match(text, start, end)
    if prefix is None or prefix.end() >= end:
        return split_sentences(text, start, end, abbreviations)
    topic = trimmed(text, start, prefix.end())  # never blank: the colon is in it
    return [topic, *split_sentences(text, prefix.end(), end, abbreviations)]


def _past_closing(text: str, at: int, end: int) -> int:
    """Past a closing guillemet that stands behind a blank ("... . »")."""
    probe = at
    while probe < end and text[probe] in _CLOSING:
        probe += 1
    if probe < end and text[probe] in "»”" and probe - at <= 1:
        return probe + 1
    return at


def _ends_sentence(text: str, start: int, match: re.Match[str], stop: int, end: int, abbreviations: Collection[str]) -> bool:
    mark = match.group()
    rest = text[stop:end].lstrip()
    if not rest:
        return False
    if mark == ";":
        return True
    if rest[0].islower() or (rest[0] in ",;:)" and mark != "…"):
        return False
    if mark == ".":
        before = re.search(r"[\w.]+$", text[max(start, match.start() - 20) : match.start()])
        word = before.group().lower() if before else ""
        if word in abbreviations or (len(word) == 1 and word.isalpha()) or re.fullmatch(r"(?:\w\.)+\w", word):
            return False
    return True


def _short_enough(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The piece itself, or slices of it at blanks where it is longer than a parser should see."""
    pieces = []
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]
