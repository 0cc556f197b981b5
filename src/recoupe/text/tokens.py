"""Words, figures and marks of a text, one by one, with their offsets: what patterns of words are matched against. Knows no language."""

from __future__ import annotations

import re

import msgspec

from recoupe.text.views import lower

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")


class Tokens(msgspec.Struct, frozen=True):
    """The tokens of a text in order, as columns of one length: lower-case characters, first code point, code point after the last."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)


def tokens_of(text: str) -> Tokens:
    """The tokens of a text: runs of letters, runs of digits, single marks. Blanks are none; apostrophes, dashes and case are made alike."""
    found = list(_TOKEN.finditer(lower(text)))
    return Tokens(
        tuple(match.group() for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
    )
