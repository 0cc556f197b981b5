"""Reads the literal tables of a Lua file: strings, numbers, names and nested tables, with their lines. Nothing is run; what is no literal is read over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

_TOKEN = re.compile(
    r"""
    (?P<long>(?:--)?\[(?P<level>=*)\[)
    |(?P<comment>--[^\n]*)
    |(?P<string>"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)
    |(?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<mark>\.\.|[{}=,;\[\]()])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = {"n": "\n", "t": " ", "r": "", "\\": "\\", '"': '"', "'": "'", "\n": "\n"}
_ESCAPE = re.compile(r"\\(\d{1,3}|z\s*|.)", re.DOTALL)
_DEEPEST = 50

Value = str | None


class Table(msgspec.Struct, frozen=True):
    """A table with names: the line on which it opens, and the strings and numbers that it gives by name. What is no literal is None."""

    line: int
    values: Mapping[str, Value]


class Broken(msgspec.Struct, frozen=True):
    """Where the file ends within a table, or goes deeper than any map does."""

    line: int
    what: str


def tables(text: str) -> Iterator[Table | Broken]:
    """Every table that gives anything by name, in the order in which they close; at the end what is broken."""
    lines = _Lines(text)
    stack: list[_Open] = []
    at = 0
    while match := _TOKEN.search(text, at):
        kind, said, at = match.lastgroup or "", match.group(), match.end()
        if match["long"] is not None:
            closing = f"]{match['level']}]"
            behind = text.find(closing, at)
            if behind < 0:
                yield Broken(lines.at(match.start()), "a bracketed text that opens here never closes")
                return
            kind, said, at = (
                "comment" if said.startswith("-") else "string",
                text[at:behind].removeprefix("\n"),
                behind + len(closing),
            )
        elif kind == "string" and (len(said) < 2 or said[-1] != said[0]):
            kind = "mark"  # a quotation mark that does not close on its line: no literal
        elif kind == "string":
            said = _ESCAPE.sub(_unescaped, said[1:-1])
        if kind == "mark" and said == "{":
            if len(stack) >= _DEEPEST:
                yield Broken(lines.at(match.start()), "tables lie too deep in one another")
                return
            stack.append(_Open(line=lines.at(match.start())))
        elif kind == "mark" and said == "}":
            if stack and (table := stack.pop().closed()).values:
                yield table
            if stack:
                stack[-1].value(None)
        elif stack and kind != "comment":
            stack[-1].take(kind, said)
    if stack:
        yield Broken(stack[0].line, "the file ends within a table that opens here")


class _Open:
    """A table that has not closed yet: NAME = VALUE, or ["NAME"] = VALUE."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._values: dict[str, Value] = {}
        self._name: Value = None
        self._last: Value = None
        self._parts = 0

    def take(self, kind: str, said: str) -> None:
        """One token within the table."""
        if kind in {"string", "number"} or (kind == "word" and self._name is None):
            self.value(said)
        elif kind == "word":
            self.value(None)
        elif said in {",", ";"}:
            self._end()
        elif said == "=":
            self._name, self._last, self._parts = self._last, None, 0
        elif said not in {"[", "]"}:
            self._parts += 1  # a call or a concatenation: no literal

    def value(self, said: Value) -> None:
        """A value, or a name before its "="; two in a row are an expression. None: no literal."""
        self._parts += 1
        self._last = said

    def closed(self) -> Table:
        """The table at its end."""
        self._end()
        return Table(self.line, self._values)

    def _end(self) -> None:
        if self._name is not None:
            self._values[self._name] = self._last if self._parts == 1 else None
        self._name = self._last = None
        self._parts = 0


def _unescaped(match: re.Match[str]) -> str:
    said = match[1]
    if said.isdigit():
        return chr(int(said)) if int(said) < 256 else ""
    return "" if said.startswith("z") else _ESCAPES.get(said, said)


class _Lines:
    """Offsets to line numbers, asked in rising order."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def at(self, offset: int) -> int:
        self._line += self._text.count("\n", self._at, offset)
        self._at = offset
        return self._line
