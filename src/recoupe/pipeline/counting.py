"""Numbers as texts write them: figures, words, both together, ranges, rough and bounded ones. Knows no syntax and never says what is counted."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import msgspec

from recoupe.knowledge.packs import Numbers
from recoupe.text.views import lower
from recoupe.text.words import numbers_of

_BEFORE_CHARS = 60
"""Characters before a number in which "au moins", "no fewer than" stand; the longest listed has 20."""
_TEENS_BEHIND = frozenset({60, 80})
"""French tens that take ten to nineteen behind them: soixante-quinze, quatre-vingt-douze."""
_BLANK = re.compile(r"[ \u00a0\u202f]")
_LETTER = re.compile(r"[^\W\d_]")


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A number of the text. `start`/`end` as the text given; None for a bound, or a best figure, that is not said."""

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None


class _Atom(msgspec.Struct, frozen=True, kw_only=True):
    """One figure or number word. `high` None: open. `scale`: multiplies what stands before ("thousand"), 0 for others."""

    start: int
    end: int
    low: Fraction
    high: Fraction | None
    exact: bool
    scale: int = 0
    word: bool = True


class Counter:
    """Finds the numbers of one language; without `numbers` figures only."""

    def __init__(self, numbers: Numbers | None = None) -> None:
        self.numbers = numbers
        self._words = _alternation([*numbers.exact, *numbers.rough, *numbers.scale]) if numbers else None
        self._joins = frozenset(numbers.joins) if numbers else frozenset()
        self._ranges = _alternation(numbers.ranges) if numbers else None
        self._between = _before(numbers.between) if numbers else None
        self._changes = _before(numbers.changes) if numbers else None
        self._bounds = (
            {name: _before(getattr(numbers, name)) for name in ("at_least", "at_most", "nearly", "about")} if numbers else {}
        )
        self._behind = _behind(numbers) if numbers else None

    def find(self, text: str) -> list[Count]:
        """The numbers of a text in order; ordinals, model names ("T-72") and number words inside compounds are none."""
        view = lower(text)
        atoms = self._atoms(text, view)
        groups: list[_Atom] = []
        for atom in atoms:
            joined = self._joined(view, groups[-1], atom) if groups else None
            if joined is not None:
                groups[-1] = joined
            else:
                groups.append(atom)
        return self._counts(view, [atom for atom in groups if self._stands_alone(view, atom)])

    def _atoms(self, text: str, view: str) -> list[_Atom]:
        out = []
        for start, end in numbers_of(text):
            value = _figure(text[start:end])
            if value is not None:
                out.append(_Atom(start=start, end=end, low=value, high=value, exact=True, word=False))
        if self._words is not None and self.numbers is not None:
            for match in self._words.finditer(view):
                out.append(self._word(match))
        return sorted(out, key=lambda atom: atom.start)

    def _word(self, match: re.Match[str]) -> _Atom:
        assert self.numbers is not None
        form, (start, end) = match.group(), match.span()
        scale = self.numbers.scale.get(form, 0)
        if form in self.numbers.rough:
            low, high = self.numbers.rough[form]
            return _Atom(
                start=start, end=end, low=Fraction(low), high=Fraction(high) if high >= 0 else None, exact=False, scale=scale
            )
        value = Fraction(self.numbers.exact.get(form, scale))
        return _Atom(start=start, end=end, low=value, high=value, exact=True, scale=scale)

    def _joined(self, view: str, left: _Atom, right: _Atom) -> _Atom | None:
        """ "three hundred", "soixante-quinze", "2,5 millions", "two dozen" as one number; None where they are two."""
        gap = _BLANK.sub(" ", view[left.end : right.start])
        if not left.exact:
            return None
        if gap == " " and right.scale and (left.low < right.scale):
            value = left.low * right.scale
        elif gap == " " and not right.exact and right.high is not None and left.low > 1:
            return _Atom(start=left.start, end=right.end, low=left.low * right.low, high=left.low * right.high, exact=False)
        elif right.exact and right.word and left.word and (gap in {" ", "-"} or gap.strip("- ") in self._joins):
            room = _room(left.low)
            if not (right.low < room or (left.low % 100 in _TEENS_BEHIND and right.low < 20)) or right.low == 0:
                return None
            value = left.low + right.low
        else:
            return None
        return _Atom(start=left.start, end=right.end, low=value, high=value, exact=True, word=left.word)

    def _stands_alone(self, view: str, atom: _Atom) -> bool:
        """Not "one", no fraction, no ordinal, no name of a weapon, no part of a compound."""
        if atom.low.denominator != 1 or (atom.word and atom.exact and atom.low <= 1):
            return False
        before, behind = view[max(0, atom.start - 2) : atom.start], view[atom.end : atom.end + 2]
        if not atom.word and (_LETTER.match(behind) or _LETTER.match(before[-1:])):
            return False
        if before[-1:] == "-" and _LETTER.match(before[:1]):
            return False
        return not (behind[:1] == "-" and _LETTER.match(behind[1:]))

    def _counts(self, view: str, atoms: list[_Atom]) -> list[Count]:
        out: list[Count] = []
        skip = False
        for index, atom in enumerate(atoms):
            if skip:
                skip = False
                continue
            other = atoms[index + 1] if index + 1 < len(atoms) else None
            if other is not None and self._is_range(view, atom, other):
                out.append(Count(start=atom.start, end=other.end, low=int(atom.low), best=None, high=int(other.low)))
                skip = True
            else:
                out.append(self._bounded(view, atom))
        return out

    def _is_range(self, view: str, left: _Atom, right: _Atom) -> bool:
        if self.numbers is None or self._ranges is None or self._between is None or not (left.exact and right.exact):
            return False
        gap = view[left.end : right.start]
        before = max(0, left.start - _BEFORE_CHARS)
        if left.low >= right.low or (self._changes is not None and self._changes.search(view, before, left.start)):
            return False
        if gap.strip() in self._joins:
            return bool(self._between.search(view, before, left.start))
        close = right.low - left.low <= max(Fraction(2), left.low)
        return bool(self._ranges.fullmatch(gap.strip())) and (gap.strip() not in self.numbers.alternatives or close)

    def _bounded(self, view: str, atom: _Atom) -> Count:
        """The number with what the words around it say of its bounds."""
        low, high = int(atom.low), None if atom.high is None else int(atom.high)
        best = low if atom.exact else None if high is None else (low + high) // 2
        margin = Fraction(self.numbers.margin_percent, 100) if self.numbers else Fraction(0)
        before = max(0, atom.start - _BEFORE_CHARS)
        found = {name: match for name, words in self._bounds.items() if (match := words.search(view, before, atom.start))}
        said = max(found, key=lambda name: len(found[name].group()), default="")
        if self._behind is not None and (match := self._behind.match(view, atom.end)):
            said = "at_least" if match.lastgroup == "least" else "at_most"
        if said == "at_least":
            high = None
        elif said == "at_most":
            return Count(start=atom.start, end=atom.end, low=None, best=None, high=high if high is not None else low)
        elif said == "nearly":
            high = best if best is not None else high
            low = math.floor(low * (1 - margin)) if atom.exact else low
        elif said == "about" and atom.exact:
            high = math.ceil(low * (1 + margin))
            low = math.floor(low * (1 - margin))
        return Count(start=atom.start, end=atom.end, low=low, best=best, high=high)


def _room(value: Fraction) -> int:
    """How big a number may be added behind this one: below its lowest place that is not nought ("three hundred" takes up to ninety-nine)."""
    if value.denominator != 1 or value == 0:
        return 0
    room, whole = 1, int(value)
    while whole % (room * 10) == 0:
        room *= 10
    return room


def _figure(said: str) -> Fraction | None:
    """A number in figures; thousands may be grouped, a last group of other than three digits is a fraction."""
    plain = re.sub(r"[\u00a0\u202f ](?=\d{3})|[.,](?=\d{3}(?:\D|$))", "", said).replace(",", ".")
    if plain.count(".") > 1 or len(plain) > 12:
        return None
    return Fraction(plain)


def _alternation(words: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    found = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
    return re.compile(rf"(?<![\w])(?:{found})(?![\w])" if any(_LETTER.match(word) for word in words) else rf"(?:{found})")


def _before(words: tuple[str, ...]) -> re.Pattern[str]:
    """The end of a text that bounds the number behind it, an article between: "au moins", "près d'une"."""
    found = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{found})\s*(?:(?:une?|an?)\s+)?$")


def _behind(numbers: Numbers) -> re.Pattern[str]:
    """The beginning of a text that bounds the number before it, what is counted between: "12 chars au moins"."""
    least = "|".join(re.escape(word) for word in numbers.at_least_behind)
    most = "|".join(re.escape(word) for word in numbers.at_most_behind)
    return re.compile(rf"\s+(?:[^\W\d_]+\s+)?(?:(?P<least>{least})|(?P<most>{most}))(?!\w)(?!\s+(?:\d|une?\s))")
