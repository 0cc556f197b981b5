"""Words as runs of letters and digits, with their offsets; language-blind, used where no parser is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recoupe.text.views import fold

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")


def words_of(text: str) -> list[tuple[int, int]]:
    """Start and end of every run of letters or digits, in order."""
    return [match.span() for match in _WORD.finditer(text)]


def folded_words(text: str) -> list[str]:
    """The words of a text without case and accents, in order."""
    folded = fold(text)
    return [folded[start:end] for start, end in words_of(folded)]


def numbers_of(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every number written in figures, thousands grouped; figures behind a letter are part of a name (M23)."""
    return (match.span() for match in _NUMBER.finditer(text))
