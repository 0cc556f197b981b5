"""Plain text to blocks: paragraphs, and single lines where each line is one.

Never changes the text; every character that is no blank is in exactly one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from recoupe.intake.linear import Linear
from recoupe.model.document import Block
from recoupe.model.spans import Span, trimmed

LINEARISATION = "text/1"

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_FIRST_WORD = re.compile(r"\S+")
_ITEM = re.compile(r"(?:[-*•·–—>]|\d{1,3}[.)])\s")
_STOPS = ".!?…:;»”\"'؟۔"
_WRAP_MIN, _WRAP_MAX = 55, 100
_WRAP_LINES = 3
_WRAP_SHARE = 0.85
_STOP_SHARE = 0.5
_LOWER_SHARE = 0.5
_LOWER_MIN, _LOWER_MAX = 30, 120
_GROUP_LINES = 5_000
"""A run of lines is judged in pieces of this many: a file of ten million short lines must not be held at once."""


class Line(msgspec.Struct, frozen=True):
    """A line without the blanks at its ends: offsets of its characters (equal if it is blank), code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start


def linearise(text: str) -> Linear:
    """The text as it is, with its blocks."""
    blocks = tuple(Block(span=Span(start, end)) for start, end in paragraphs(text))
    return Linear(linearisation=LINEARISATION, text=text, blocks=blocks)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph of `text`, in order, without the blanks around it."""
    found: list[tuple[int, int]] = []
    for group in _groups(text):
        starts = _starts(text, group)
        for nth, first in enumerate(starts):
            last = (starts[nth + 1] if nth + 1 < len(starts) else len(group)) - 1
            found.append((group[first].start, group[last].end))
    return found


def lines(text: str) -> Iterator[Line]:
    """The lines of `text`, blank ones too, each trimmed to its characters."""
    at = 0
    for end in _LINE_END.finditer(text):
        yield Line(*trimmed(text, at, end.start()))
        at = end.end()
    yield Line(*trimmed(text, at, len(text)))


def _groups(text: str) -> Iterator[list[Line]]:
    """Runs of lines that no blank line interrupts."""
    group: list[Line] = []
    for line in lines(text):
        if line.length:
            group.append(line)
        if group and (not line.length or len(group) == _GROUP_LINES):
            yield group
            group = []
    if group:
        yield group


def _starts(text: str, group: list[Line]) -> list[int]:
    """Indices in `group` of the lines that begin a block."""
    everywhere = list(range(len(group)))
    if len(group) == 1:
        return everywhere
    words = [_first_word_length(text, line) for line in group]
    width = max(line.length for line in group)
    full = [line.length + 1 + word > width for line, word in zip(group[:-1], words[1:], strict=True)]
    if not (_looks_wrapped(text, group, full, width) or _runs_on(text, group, width)):
        return [nth for nth in everywhere if nth == 0 or not _goes_on(text, group[nth - 1], group[nth])]
    starts = [0]
    for nth in range(1, len(group)):
        ends_early = not full[nth - 1] and _stops(text, group[nth - 1])
        if ends_early or _is_item(text, group[nth]):
            starts.append(nth)
    return starts


def _looks_wrapped(text: str, group: list[Line], full: list[bool], width: int) -> bool:
    """Three lines or more broken at one width: no line but the last had room for the next word, and few end with a stop."""
    if len(group) < _WRAP_LINES or not _WRAP_MIN <= width <= _WRAP_MAX:
        return False
    stops = sum(_stops(text, line) for line in group[:-1])
    return sum(full) >= _WRAP_SHARE * len(full) and stops < _STOP_SHARE * len(full)


def _runs_on(text: str, group: list[Line], width: int) -> bool:
    """Most lines end without a stop and the next one goes on in lower case: one sentence over several lines."""
    if not _LOWER_MIN <= width <= _LOWER_MAX:
        return False
    running = sum(not _stops(text, line) and text[after.start].islower() for line, after in pairwise(group))
    return running >= _LOWER_SHARE * (len(group) - 1)


def _first_word_length(text: str, line: Line) -> int:
    word = _FIRST_WORD.match(text, line.start, line.end)
    return word.end() - word.start() if word else 0


def _stops(text: str, line: Line) -> bool:
    return text[line.end - 1] in _STOPS


def _goes_on(text: str, before: Line, line: Line) -> bool:
    """Whether a sentence was broken between the two, however the other lines are: a long line ends with a comma, lower case follows."""
    return before.length >= _WRAP_MIN and text[before.end - 1] == "," and text[line.start].islower()


def _is_item(text: str, line: Line) -> bool:
    return _ITEM.match(text, line.start, line.end) is not None
