"""Finds the time expressions of a stretch of text: the longest at each place, none inside another, none that is part of a name."""

from __future__ import annotations

from collections.abc import Callable, Collection

import msgspec

from recoupe.knowledge.packs import Numbers
from recoupe.knowledge.times.pack import TOP, TimePack
from recoupe.pipeline.chronology.matching import Match, Matcher, Values
from recoupe.pipeline.chronology.names import Names
from recoupe.pipeline.chronology.numerals import Numerals
from recoupe.pipeline.chronology.openings import Openings
from recoupe.pipeline.chronology.spelling import Spelling
from recoupe.text.tokens import Tokens, tokens_of

_AHEAD = 7
"""Words from the beginning of an expression within which one stands that only times have."""
_MARKS = frozenset('.,;:!?()[]"…-')
_DASHES = "-‐‑–—"
_BLANKS = " \u00a0\u202f"


class Found(msgspec.Struct, frozen=True):
    """An expression: code points, the pattern's rank, and the values of its words."""

    start: int
    end: int
    rank: int
    values: Values


class Surroundings(msgspec.Struct, frozen=True):
    """What the parser says about a text: the part of speech of the word at a code point ("" if unknown), and whether a stretch is told as past or future."""

    pos: Callable[[int], str]
    tense: Callable[[int, int], str]
    names: Callable[[int, int], bool]


class Scanner:
    """The scanner of one language."""

    def __init__(self, pack: TimePack, numbers: Numbers) -> None:
        self.pack = pack
        self._numerals = Numerals({**numbers.exact}, numbers.joins)
        self._openings = Openings(pack, self._numerals.first_tokens)
        self._core = _core(pack)
        self._names = Names(pack)
        self._spelling = Spelling(pack)

    def find(self, text: str, around: Surroundings) -> list[Found]:
        """The expressions of a text in order. `around` answers for code points of this text."""
        tokens = self._spelling.mended(tokens_of(text))
        idle = self._names.idioms(tokens)
        near = self._near(text, tokens, idle)
        if not any(near):
            return []
        matcher = Matcher(text, tokens, self.pack, self._numerals, self._openings)
        out: list[Found] = []
        at = 0
        while at < len(tokens):
            tried = near[at] and at not in idle and self._openings.may_begin(TOP, tokens.texts[at])
            match = self._longest(text, matcher, at, around) if tried else None
            if match is None:
                at += 1
                continue
            if match.values.get("make") != "no" and not self._names.part_of_one(text, tokens, match, around.names):
                start, end = tokens.starts[match.start], tokens.ends[match.end - 1]
                out.append(Found(start, end, match.ending.rank, match.values))
            at = match.end
        return out

    def _near(self, text: str, tokens: Tokens, idle: Collection[int]) -> list[bool]:
        """Per token whether one that only times have stands there or a few words on. What an idiom holds counts for nothing, nor a small "may"."""
        out, left = [False] * len(tokens), 0
        for at in range(len(tokens) - 1, -1, -1):
            token = tokens.texts[at]
            if (token in self._core or token.isdecimal()) and at not in idle and not self._names.is_word(text, tokens, at):
                left = _AHEAD
            out[at] = left > 0
            if token.isalnum():
                left -= 1
        return out

    def _longest(self, text: str, matcher: Matcher, at: int, around: Surroundings) -> Match | None:
        found = sorted(matcher.at(TOP, at), key=lambda match: (-match.end, match.ending.rank, bool(match.values.get("late"))))
        return next((match for match in found if self._may_stand(text, matcher.tokens, match, around)), None)

    def _may_stand(self, text: str, tokens: Tokens, match: Match, around: Surroundings) -> bool:
        """Whether no figure or letter clings to the match and the pattern's conditions hold."""
        if _clings(text, tokens, match) or self._names.begins_in_one(text, tokens, match):
            return False
        condition = self.pack.conditions[match.ending.rank]
        beside = _Beside(text, tokens, match, around)
        if condition.behind and not beside.behind(condition.behind):
            return False
        if condition.not_behind and beside.behind(condition.not_behind):
            return False
        if condition.before and not beside.before(condition.before):
            return False
        if condition.not_before and beside.before(condition.not_before):
            return False
        return not condition.tense or around.tense(tokens.starts[match.start], tokens.ends[match.end - 1]) == condition.tense


class _Beside(msgspec.Struct, frozen=True):
    """What stands right before and right behind a match."""

    text: str
    tokens: Tokens
    match: Match
    around: Surroundings

    def behind(self, phrases: Collection[tuple[str, ...]]) -> bool:
        start = self.match.start
        return any(
            self._is(start - 1, phrase[0])
            if phrase[0].startswith("@")
            else self.tokens.texts[max(0, start - len(phrase)) : start] == phrase
            for phrase in phrases
        )

    def before(self, phrases: Collection[tuple[str, ...]]) -> bool:
        end = self.match.end
        return any(
            self._is(end, phrase[0]) if phrase[0].startswith("@") else self.tokens.texts[end : end + len(phrase)] == phrase
            for phrase in phrases
        )

    def _is(self, at: int, what: str) -> bool:
        """Whether the token there is of a kind; outside the text only `@start` and `@stop` hold."""
        if not 0 <= at < len(self.tokens):
            return what in {"@start", "@stop"}
        token, start = self.tokens.texts[at], self.tokens.starts[at]
        if what in {"@start", "@stop"}:
            return token in _MARKS
        if what == "@figure":
            return token.isdecimal()
        if what == "@capital":
            return self.text[start].isupper()
        if what == "@word":
            return token[0].isalpha()
        return self.around.pos(start) in {"NOUN", "PROPN"}


def _clings(text: str, tokens: Tokens, match: Match) -> bool:
    """Whether the match is a piece of a longer figure ("1 950", "104.5", "20-20") or compound ("M-16", "29e", "5km")."""
    start, end = tokens.starts[match.start], tokens.ends[match.end - 1]
    return _clings_before(text, start) or _clings_behind(text, end)


def _clings_before(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    if not before:
        return False
    figures = _figures(text, start)
    if before[-1].isalnum() or (figures and before[-1] in "$€£#_"):
        return True
    if len(before) == 1 or not before[0].isalnum():
        return False
    if before[-1] in _DASHES:
        return True
    if not figures or not before[0].isdecimal():
        return False
    return before[-1] in ".,/:'’" or (before[-1] in _BLANKS and figures == 3)


def _clings_behind(text: str, end: int) -> bool:
    behind = text[end : end + 2]
    if not behind:
        return False
    if behind[0].isalnum() or (text[end - 1].isdecimal() and behind[0] in "%°_"):
        return True
    if behind[0] in _DASHES:
        return behind[1:].isalnum()
    if not text[end - 1].isdecimal() or not behind[1:].isdigit():
        return False
    return behind[0] in ".,/:" or (behind[0] in _BLANKS and _figures(text, end + 1) == 3)


def _figures(text: str, start: int) -> int:
    """How many figures begin there."""
    end = start
    while end < len(text) and text[end].isdecimal():
        end += 1
    return end - start


def _core(pack: TimePack) -> frozenset[str]:
    """Tokens of which every expression has one: the words of classes and patterns but the small ones."""
    tokens = {token for table in pack.classes.values() for entries in table.values() for forms, _ in entries for token in forms}
    nodes = list(pack.roots.values())
    while nodes:
        node = nodes.pop()
        tokens.update(node.words)
        nodes += [*node.words.values(), *node.drawn.values(), *node.nested.values()]
        if node.glued is not None:
            nodes.append(node.glued)
    return frozenset(token for token in tokens if len(token) > 1 and token not in pack.small)
