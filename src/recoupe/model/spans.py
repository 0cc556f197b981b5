"""Stretches of a document's linear text: half-open, counted in Unicode code points."""

from __future__ import annotations

import msgspec

from recoupe.errors import PipelineError


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of text.

    Args:
        start: first code point.
        end: code point after the last one; always greater than `start`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise PipelineError("R203", f"a span from {self.start} to {self.end} is empty or negative")

    def of(self, text: str) -> str:
        """The characters of the span. Raises PipelineError R203 past the end of `text`."""
        if self.end > len(text):
            raise PipelineError("R203", f"span {self.start}-{self.end} ends after the text ({len(text)} characters)")
        return text[self.start : self.end]

    @property
    def bounds(self) -> tuple[int, int]:
        """`start` and `end` as a pair."""
        return self.start, self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Anchor(Span, frozen=True):
    """A span that carries its characters, so that it can be re-read without the document."""

    text: str


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of `text[start:end]`, without the blanks at its two ends."""
    start, end = trimmed(text, start, end)
    return Anchor(start, end, text[start:end])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`start` and `end` without the blanks at the two ends of `text[start:end]`; equal where nothing else is there."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
