"""Finding many fixed phrases in a text at once, longest match first.

A phrase is a sequence of words (runs of letters and digits, folded); what stands between the words (blank, hyphen, apostrophe) must be the same kind of
gap in phrase and text, except that hyphen, apostrophe and blank count as equal. The index is a trie over words: the cost grows with the text, not with
the number of phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from recoupe.text.views import fold
from recoupe.text.words import words_of

_GAP = frozenset(" -'’.")
_END = ""
_DOTTED = re.compile(r"(?:[^\W\d_]\. ?)+[^\W\d_]")
LONGEST_GAP = 2  # characters allowed between two words of one phrase: ". " in "U. S."


class Phrases:
    """A trie from folded word sequences to lists of values."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, phrase: str, value: object) -> None:
        """Put `value` under `phrase`. A phrase without any letter or digit is not kept."""
        folded = fold(phrase)
        node = self._root
        spans = words_of(folded)
        if not spans:
            return
        for start, end in spans:
            node = node.setdefault(folded[start:end], {})
        node.setdefault(_END, []).append(value)

    def get(self, phrase: str) -> list[Any]:
        """The values under exactly this phrase."""
        folded = fold(phrase)
        node = self._root
        for start, end in words_of(folded):
            if folded[start:end] not in node:
                return []
            node = node[folded[start:end]]
        return list(node.get(_END, ()))

    def find(self, text: str, *, longest: bool = True) -> Iterator[tuple[int, int, list[Any]]]:
        """Every phrase in `text` as (start, end, values); with `longest`, no match lies inside another that starts earlier."""
        folded = fold(text)
        spans = words_of(folded)
        skip_to = 0
        for first, (start, _) in enumerate(spans):
            if longest and first < skip_to:
                continue
            found = list(self._from(folded, spans, first))
            if not found:
                continue
            if longest:
                last, values = found[-1]
                skip_to = last + 1
                yield start, _with_stop(folded, start, spans[last][1]), values
            else:
                for last, values in found:
                    yield start, _with_stop(folded, start, spans[last][1]), values

    def _from(self, folded: str, spans: list[tuple[int, int]], first: int) -> Iterator[tuple[int, list[Any]]]:
        """Phrases that start at word `first`, shortest first, as (index of the last word, values)."""
        node = self._root
        for index in range(first, len(spans)):
            start, end = spans[index]
            if index > first:
                gap = folded[spans[index - 1][1] : start]
                if len(gap) > LONGEST_GAP or any(char not in _GAP for char in gap):
                    return
            if folded[start:end] not in node:
                return
            node = node[folded[start:end]]
            if _END in node:
                yield index, node[_END]


def _with_stop(text: str, start: int, end: int) -> int:
    """The end of a match; behind an abbreviation with stops ("U.S.") its last stop belongs to it."""
    return end + 1 if text[end : end + 1] == "." and _DOTTED.fullmatch(text, start, end) else end
