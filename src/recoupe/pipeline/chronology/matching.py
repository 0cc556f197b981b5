"""Matches compiled time patterns against the tokens of a text. Knows nothing of what they mean."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from recoupe.knowledge.times.pack import TimePack
from recoupe.knowledge.times.patterns import Ending, Node
from recoupe.pipeline.chronology.numerals import Numerals
from recoupe.pipeline.chronology.openings import Openings
from recoupe.text.tokens import Tokens

Values = dict[str, "int | str | Values"]
"""What a match holds: the values of its classes, and of what is nested under a key."""
_Taken = tuple[str, "int | str | Values", "_Taken"] | None


class Match(msgspec.Struct, frozen=True):
    """A pattern matched from a token to before another, with its values."""

    start: int
    end: int
    ending: Ending
    values: Values


class Matcher:
    """One text and the patterns of its language."""

    def __init__(self, text: str, tokens: Tokens, pack: TimePack, numerals: Numerals, openings: Openings) -> None:
        self._text = text
        self._openings = openings
        self.tokens = tokens
        self._pack = pack
        self._numerals = numerals
        self._known: dict[tuple[str, int], list[Match]] = {}

    def at(self, name: str, at: int) -> list[Match]:
        """Every match of a pattern name that begins at a token."""
        key = (name, at)
        if key not in self._known:
            self._known[key] = [
                Match(at, end, ending, _values(taken, ending))
                for end, ending, taken in self._walk(self._pack.roots[name], at, None)
            ]
        return self._known[key]

    def _walk(self, node: Node, at: int, taken: _Taken) -> Iterator[tuple[int, Ending, _Taken]]:
        for ending in node.endings:
            yield at, ending, taken
        if at >= len(self.tokens):
            return
        if node.glued is not None and at > 0 and self.tokens.starts[at] == self.tokens.ends[at - 1]:
            yield from self._walk(node.glued, at, taken)
        following = node.words.get(self.tokens.texts[at])
        if following is not None:
            yield from self._walk(following, at + 1, taken)
        classes, patterns = self._openings.edges(node, self.tokens.texts[at])
        for name, key, after in classes:
            for value, end in self._drawn(name, at):
                yield from self._walk(after, end, (key, value, taken))
        for name, key, after in patterns:
            for match in self.at(name, at):
                if key:
                    yield from self._walk(after, match.end, (key, match.values, taken))
                else:
                    more = taken
                    for pair in match.values.items():
                        more = (*pair, more)
                    yield from self._walk(after, match.end, more)

    def _drawn(self, name: str, at: int) -> Iterator[tuple[int | str, int]]:
        """The values of a class at a token, and the index after each."""
        texts = self.tokens.texts
        table = self._pack.classes.get(name)
        if table is not None:
            for forms, value in table.get(texts[at], ()):
                if len(forms) == 1 or texts[at : at + len(forms)] == forms:
                    yield value, at + len(forms)
            return
        if name == "number":
            number = self._numerals.at(texts, at)
            if number is not None:
                yield number
        elif name == "name":
            if self._text[self.tokens.starts[at]].isupper():
                yield texts[at], at + 1
        elif name == "hhmm":
            clock = texts[at]
            if len(clock) == 4 and clock.isdecimal() and clock < "2400" and clock[2] < "6":
                yield int(clock[:2]) * 60 + int(clock[2:]), at + 1
        elif texts[at].isdecimal() and texts[at].isascii() and _fits(name, texts[at]):
            yield int(texts[at]), at + 1


def _fits(name: str, figures: str) -> bool:
    """Whether figures are of a number class."""
    value, length = int(figures[:9]), len(figures)
    if name == "year":
        return length == 4 and 1000 <= value <= 2199
    if name in {"yy", "minute"}:
        return length == 2 and (name == "yy" or value < 60)
    high = {"day": 31, "monthnumber": 12, "hour": 24}.get(name)
    return high is None or (length <= 2 and (0 if name == "hour" else 1) <= value <= high)


def _values(taken: _Taken, ending: Ending) -> Values:
    pairs = []
    while taken is not None:
        key, value, taken = taken
        pairs.append((key, value))
    return {**dict(reversed(pairs)), **dict(ending.gives)}
