"""The closed grammar in which time patterns are written, and its compiled form. Knows no language and no calendar.

words        as they stand, lower case
<class>      a form of that class of `words.toml`, or a number class; its value is kept under the name of the class, `<class:key>` under `key`
{pattern}    another pattern, whose values are taken over; `{pattern:key}` keeps them together under `key`
[ ... ]      may be left out
( a | b )    one of them
_            no blank between what stands on its two sides
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.text.tokens import tokens_of

NUMBER_CLASSES = ("int", "day", "monthnumber", "year", "yy", "hour", "minute", "number", "name", "hhmm")
"""Classes that are read from the characters: any figure, 1-31, 1-12, four figures, two figures, 0-24, 00-59, a number in figures or words, a capitalised word, and
"0530" as minutes of the day."""
_PIECE = re.compile(r"<([^<>]+)>|\{([^{}]+)\}|([\[\]()|_])|([^<>{}\[\]()|_\s]+)|\s+")
_MOST_WAYS = 600


class Word(msgspec.Struct, frozen=True):
    """A token as it stands."""

    text: str


class Drawn(msgspec.Struct, frozen=True):
    """A form of a class; its value is kept under `key`."""

    name: str
    key: str


class Nested(msgspec.Struct, frozen=True):
    """Another pattern; `key` empty: its values are taken over."""

    name: str
    key: str


class Glue(msgspec.Struct, frozen=True):
    """No blank here."""


Item = Word | Drawn | Nested | Glue
Way = tuple[Item, ...]


def ways(pattern: str, where: str) -> tuple[Way, ...]:
    """Every sequence of items that a pattern allows, the fullest first. Raises KnowledgeError R305 where it is not of the grammar."""
    pieces = list(_pieces(pattern, where))
    out, end = _alternatives(pieces, 0, where)
    if end != len(pieces):
        raise KnowledgeError("R305", f"pattern {pattern!r}: a bracket closes that none opened.", where=where)
    unique = tuple(dict.fromkeys(way for way in out if way))
    if not unique or len(unique) > _MOST_WAYS:
        raise KnowledgeError(
            "R305", f"pattern {pattern!r} allows {len(unique)} sequences; 1 to {_MOST_WAYS} are allowed.", where=where
        )
    return unique


def _pieces(pattern: str, where: str) -> Iterator[Item | str]:
    position = 0
    while position < len(pattern):
        match = _PIECE.match(pattern, position)
        if match is None:
            raise KnowledgeError("R305", f"pattern {pattern!r}: {pattern[position]!r} is not of the grammar.", where=where)
        position = match.end()
        drawn, nested, mark, words = match.groups()
        if drawn:
            name, _, key = drawn.partition(":")
            yield Drawn(name, key or name)
        elif nested:
            name, _, key = nested.partition(":")
            yield Nested(name, key)
        elif mark:
            yield Glue() if mark == "_" else mark
        elif words:
            yield from (Word(text) for text in tokens_of(words).texts)


def _alternatives(pieces: list[Item | str], at: int, where: str) -> tuple[list[Way], int]:
    """The ways of a stretch up to its closing bracket or the end, and where it stops."""
    out: list[Way] = []
    current: list[Way] = [()]
    while at < len(pieces):
        piece = pieces[at]
        if piece in ("]", ")"):
            break
        if piece == "|":
            out += current
            current = [()]
        elif piece in ("[", "("):
            inner, close = _alternatives(pieces, at + 1, where)
            wanted = "]" if piece == "[" else ")"
            if close >= len(pieces) or pieces[close] != wanted:
                raise KnowledgeError("R305", f"a bracket {piece} is not closed by {wanted}.", where=where)
            if piece == "[":
                inner = [*inner, ()]
            current = [(*left, *right) for left in current for right in inner]
            at = close
        else:
            assert not isinstance(piece, str)
            current = [(*way, piece) for way in current]
        at += 1
    return [*out, *current], at


class Ending(msgspec.Struct, frozen=True):
    """A way has been matched to its end: which pattern it belongs to, its rank in the files (lower comes first), and what the pattern adds to the values."""

    pattern: str
    rank: int
    gives: tuple[tuple[str, int | str], ...]


class Node(msgspec.Struct):
    """A point in the compiled ways of one pattern name: what may come next. `glued`: what comes next without a blank."""

    words: dict[str, Node] = msgspec.field(default_factory=dict)
    drawn: dict[tuple[str, str], Node] = msgspec.field(default_factory=dict)
    nested: dict[tuple[str, str], Node] = msgspec.field(default_factory=dict)
    glued: Node | None = None
    endings: list[Ending] = msgspec.field(default_factory=list)

    def add(self, way: Way, ending: Ending) -> None:
        """Lay one way into the tree."""
        node = self
        for item in way:
            if isinstance(item, Word):
                node = node.words.setdefault(item.text, Node())
            elif isinstance(item, Drawn):
                node = node.drawn.setdefault((item.name, item.key), Node())
            elif isinstance(item, Nested):
                node = node.nested.setdefault((item.name, item.key), Node())
            else:
                node.glued = node.glued or Node()
                node = node.glued
        node.endings.append(ending)
