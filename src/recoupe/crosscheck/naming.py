"""Which words of an article are names: those with a capital inside a sentence. Compared across languages by their first letters."""

from __future__ import annotations

import re
from functools import lru_cache

from recoupe.model.record import Record
from recoupe.model.vocabulary import OWN_PARTS
from recoupe.text.nearby import Nearby
from recoupe.text.views import fold, unaccent

_WORD = re.compile(r"[^\W_]+")
_OPENS = re.compile(r"(?:^|[.!?…:;\n«“\"»”—–(]\s*|\n\s*)$")
SURE = 0.5
"""Score from which a reading is what the words mean."""
_SHORTEST = 4
_STEM = 5


class Name:
    """A word that is a name: its characters and its folded form."""

    def __init__(self, start: int, end: int, folded: str) -> None:
        self.start = start
        self.end = end
        self.folded = folded


class Names:
    """The names of one article, by where they stand."""

    def __init__(self, names: list[Name]) -> None:
        self._near = Nearby(names)
        self._all = tuple(name.folded for name in names)

    def all(self) -> tuple[str, ...]:
        """Every name as often as it stands in the text, in order."""
        return self._all

    def spans(self, start: int, end: int) -> list[Name]:
        """The names in `start`-`end` with their characters."""
        return self._near.within(start, end)

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """Folded names in `start`-`end`, each once, in order."""
        return tuple(dict.fromkeys(name.folded for name in self._near.within(start, end)))


@lru_cache(maxsize=1 << 17)
def stem(name: str) -> str:
    """What two languages' forms of a name have in common: "orenoque" and "orenoco" begin alike; figures stay whole."""
    return name if any(char.isdigit() for char in name) else name[:_STEM]


def names_of(record: Record, text: str) -> Names:
    """The names in the article's own parts; days and months, and words of a date, are none."""
    plain = unaccent(text)
    folded = fold(text)
    dated = Nearby(mention for mention in record.mentions if mention.kind == "time")
    sure = Nearby(mention for mention in record.mentions if (best := mention.best) and best.ref and best.score >= SURE)
    words = [
        (match, _opens(plain, part.start, match.start()))
        for part in record.parts
        if part.kind in OWN_PARTS
        for match in _WORD.finditer(plain, part.start, part.end)
        if _has_capital(match.group())
    ]
    inside = {match.group() for match, opens in words if not opens}
    return Names(
        [
            Name(*match.span(), folded[match.start() : match.end()])
            for match, opens in words
            if (not opens or match.group() in inside or sure.holding(*match.span())) and not dated.holding(*match.span())
        ]
    )


def plain_names(text: str) -> tuple[str, ...]:
    """Stems of the words with a capital and the figures of a text of any language, in order: where no record says more."""
    plain, folded = unaccent(text), fold(text)
    found = (match for match in _WORD.finditer(plain) if _has_capital(match.group()) or match.group().isdigit())
    return tuple(stem(folded[match.start() : match.end()]) for match in found)


def _has_capital(word: str) -> bool:
    """Whether a word looks like a name: four letters and a capital, an abbreviation, a letter with figures (M23)."""
    if not word[0].isupper() or len(word) < 2:
        return False
    if any(char.isdigit() for char in word):
        return len(word) <= 6
    return len(word) >= _SHORTEST or word.isupper()


def _opens(plain: str, start: int, at: int) -> bool:
    """Whether the word is the first of a sentence, where every word has a capital."""
    return _OPENS.search(plain[max(start, at - 6) : at]) is not None if at > start else True
