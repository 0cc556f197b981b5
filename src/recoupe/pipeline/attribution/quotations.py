"""Where quotation marks open and close in one part, in every typography. Must never decide who speaks."""

from __future__ import annotations

import re

import msgspec

from recoupe.model.spans import Span

_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›"}
_STRAIGHT = ('"', "''", "＂")
_MARKS = re.compile("''|[" + "".join([*_PAIRS, *_PAIRS.values()]) + '"＂]')
"""Any mark; two apostrophes in a row count as one."""
_SCARE_WORDS = 3
"""A quoted stretch of fewer words is a distancing mark or a title, not speech."""


class Quotation(Span, frozen=True):
    """A quoted stretch with its marks. `inner` is what stands between them; `closed` is False where the part ends before the mark."""

    inner: Span
    closed: bool = True


def quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """The outermost quotations of `text[start:end]`, in order. One that never closes runs to the end of its paragraph.

    A paragraph that opens with a mark while one is open goes on quoting ("« A.\\n« B. »").
    """
    out: list[Quotation] = []
    for low, high in _paragraphs(text, start, end):
        out += _of_paragraph(text, low, high)
    return tuple(out)


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether there are words enough for something said."""
    return len(text[quotation.inner.start : quotation.inner.end].split()) >= _SCARE_WORDS


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    begin = start
    while begin < end:
        stop = text.find("\n", begin, end)
        stop = end if stop < 0 else stop
        if stop > begin:
            out.append((begin, stop))
        begin = stop + 1
    return out


def _of_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    out: list[Quotation] = []
    opened: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text, start, end):
        mark = found.group()
        if opened and mark in opened[-1][0]:
            _, first = opened.pop()
            if not opened:
                _add(out, first, found.end(), mark, text)
        elif mark in _PAIRS:
            opened.append((_PAIRS[mark], found.start()))
        elif mark in _STRAIGHT:
            opened.append((mark, found.start()))
    if opened:
        first = opened[0][1]
        if text[start:first].strip() == "" or len(text[first:end].split()) > _SCARE_WORDS:
            _add(out, first, end, "", text)
    return out


def _add(out: list[Quotation], first: int, last: int, closing: str, text: str) -> None:
    opening = 2 if text.startswith("''", first) else 1
    low, high = first + opening, last - len(closing)
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    if low < high:
        out.append(Quotation(first, last, inner=Span(low, high), closed=bool(closing)))


class Marks(msgspec.Struct, frozen=True):
    """The quotations of a unit, asked by place."""

    all: tuple[Quotation, ...]

    def holding(self, at: int) -> Quotation | None:
        """The quotation whose characters hold the place `at`."""
        return next((each for each in self.all if each.start <= at < each.end), None)

    def opened_at(self, at: int) -> bool:
        """Whether a quotation begins before `at` and ends behind it: no sentence ends there."""
        return any(each.start < at < each.end for each in self.all)

    def ending_before(self, at: int, text: str) -> Quotation | None:
        """The quotation that closes right before `at`, blanks and commas between them allowed."""
        found = [each for each in self.all if each.end <= at and not text[each.end : at].strip(" \u00a0\u202f,.")]
        return found[-1] if found else None

    def behind(self, at: int) -> list[Quotation]:
        """Those that begin at or behind `at`."""
        return [each for each in self.all if each.start >= at]
