"""Views of a text for matching: always of the same length as the text, so that offsets hold.

`casefold` and NFKC change lengths (104 and 1,237 characters of Unicode) and are never used here; a property test holds every view to
`len(view) == len(text)`.
"""

from __future__ import annotations

import unicodedata

_APOSTROPHES = "’‘ʼʹ＇´`′‛"
_QUOTES = "“”„‟«»‹›〝〞＂"
_DASHES = "‐‑‒–—―−﹣－"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\x0b\x0c\u2028\u2029\x85"


def _plain(char: str) -> str:
    """One character without its accent, or itself."""
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isalpha() else char


class _Table(dict[int, str]):
    """Translation table that fills itself: a code point to exactly one character."""

    def __init__(self, *, accents: bool, lower: bool) -> None:
        super().__init__()
        self.accents = accents
        self.lower = lower

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _APOSTROPHES:
            char = "'"
        elif char in _QUOTES:
            char = '"'
        elif char in _DASHES:
            char = "-"
        elif char in _SPACES:
            char = " "
        elif not self.accents and code > 127:
            char = {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}.get(char) or _plain(char)
        if self.lower:
            low = char.lower()
            char = low if len(low) == 1 else low[0]
        self[code] = char
        return char


_CLEAN = _Table(accents=True, lower=False)
_LOWER = _Table(accents=True, lower=True)
_FOLDED = _Table(accents=False, lower=True)
_PLAIN = _Table(accents=False, lower=False)


def clean(text: str) -> str:
    """One kind of apostrophe, quote, dash and blank; case and accents kept. Same length."""
    return text.translate(_CLEAN)


def lower(text: str) -> str:
    """`clean`, in lower case. Same length."""
    return text.translate(_LOWER)


def fold(text: str) -> str:
    """`lower` without accents, for looking names up. Same length."""
    return text.translate(_FOLDED)


def unaccent(text: str) -> str:
    """`clean` without accents, case kept. Same length."""
    return text.translate(_PLAIN)


_ORDERS = (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_COMMANDS = {code: "\ufffd" for code in _ORDERS if chr(code) not in "\n\t"}


def printable(text: str) -> str:
    """The text with every control character but line ends and tabs, and every sign that turns the direction of writing, as
    U+FFFD, so that no article gives orders to a terminal. Same length."""
    return text.translate(_COMMANDS)
