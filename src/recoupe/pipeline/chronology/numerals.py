"""Small numbers in figures or words as tokens: "58", "cinquante-huit", "twenty-one". Exact ones only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recoupe.text.tokens import tokens_of

_LARGEST = 99_999


class Numerals:
    """The number words of one language by their first token."""

    def __init__(self, exact: Mapping[str, int], joins: Sequence[str]) -> None:
        table: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for form, value in exact.items():
            tokens = tokens_of(form).texts
            table.setdefault(tokens[0], []).append((tokens, value))
        self._words = {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in table.items()}
        self._links = frozenset({"-", *joins})

    @property
    def first_tokens(self) -> frozenset[str]:
        """Tokens with which a number in words begins."""
        return frozenset(self._words)

    def at(self, texts: Sequence[str], at: int) -> tuple[int, int] | None:
        """The number that begins at a token, as long as it goes: (its value, index after it). None where none begins."""
        if texts[at].isdecimal():
            value = int(texts[at][:9])
            plain = value <= _LARGEST and not (len(texts[at]) > 1 and texts[at][0] == "0")
            return (value, at + 1) if plain else None
        first = self._word(texts, at)
        if first is None:
            return None
        value, end = first
        last = value
        while end < len(texts):
            following = end + 1 if texts[end] in self._links and end + 1 < len(texts) else end
            more = self._word(texts, following)
            if more is None:
                break
            if more[0] in {100, 1000} and 1 < value < more[0] and following == end:
                value, last = value * more[0], more[0]
            elif 0 < more[0] < _room(last):
                value, last = value + more[0], more[0]
            else:
                break
            end = more[1]
        return value, end

    def _word(self, texts: Sequence[str], at: int) -> tuple[int, int] | None:
        for tokens, value in self._words.get(texts[at], ()):
            if tuple(texts[at : at + len(tokens)]) == tokens:
                return value, at + len(tokens)
        return None


def _room(last: int) -> int:
    """What may be added behind a number word: less than ten behind a ten (less than twenty behind sixty and eighty), less than it behind a hundred."""
    if last >= 100:
        return last
    return 20 if last in {60, 80} else 10 if last >= 20 and last % 10 == 0 else 0
