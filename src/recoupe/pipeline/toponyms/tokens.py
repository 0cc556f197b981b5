"""The words of a stretch in which names are sought: elisions and possessives cut off, what separates names kept as a word of its own. Knows no place."""

from __future__ import annotations

import re

import msgspec

from recoupe.text.views import clean

SEPARATOR = "|"
"""Stands where a comma, a full stop, a bracket or a line end parts two names; no listed name holds it."""

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+|[^\W\d_]+(?:[-'](?=[^\W\d_])[^\W\d_]+)*\.?")
_ELISION = re.compile(r"(?:[ldcjmnst]|qu|jusqu|lorsqu|puisqu)'(?=[^\W\d_]{2})", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?$")
_JOINS = re.compile(r"(?:['’]s?)?[ \u00a0\u202f]?[-‑]?[ \u00a0\u202f]?")
_ARTICLED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ed|en|er|es|et|ez|ul|ol|oum|umm|ben|bin)-(?=[^\W\d_])", re.IGNORECASE)


class Token(msgspec.Struct, frozen=True):
    """A word: code points of the stretch, its characters, and whether it begins as names do."""

    start: int
    end: int
    text: str
    capital: bool


def tokens_of(piece: str, shift: int = 0) -> list[Token]:
    """The words of `piece` in order, `shift` added to their offsets; a token of the text SEPARATOR between words that no blank or hyphen joins."""
    out: list[Token] = []
    view = clean(piece)
    behind = 0
    for match in _TOKEN.finditer(view):
        start, end = _trimmed(match)
        if out and not _JOINS.fullmatch(piece, behind, match.start()):
            out.append(Token(behind + shift, behind + shift, SEPARATOR, capital=False))
        said = view[start:end]
        out.append(Token(start + shift, end + shift, said, capital=_is_capital(said)))
        behind = end
    return out


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Without elision before and possessive behind, and without the full stop unless it is one of several letters ("U.S.")."""
    start, end = match.span()
    said = match.group()
    elided = _ELISION.match(said)
    if elided is not None and (said[0].islower() or said[elided.end()].isupper()):
        start += elided.end()
        said = said[elided.end() :]
    if said.endswith(".") and said.count(".") == 1:
        end -= 1
        said = said[:-1]
    possessive = _POSSESSIVE.search(said)
    return start, end - (len(possessive.group()) if possessive else 0)


def _is_capital(said: str) -> bool:
    bare = _ARTICLED.sub("", said)
    return said[:1].isupper() or bare[:1].isupper()
