"""Numbers in figures and words, exact and rough. Works in any language for figures; words need a pack."""

from __future__ import annotations

import re

from msgspec.structs import replace

from recoupe.knowledge.packs import Numbers
from recoupe.model.record import Mention, Reading
from recoupe.model.vocabulary import OWN_PARTS
from recoupe.pipeline.base import Knowledge, Work
from recoupe.text.nearby import Nearby
from recoupe.text.views import lower
from recoupe.text.words import numbers_of

_BEFORE_CHARS = 60
"""Characters before a number in which "au moins", "no fewer than" stand; the longest listed has 13."""


class Quantities:
    """Quantity mentions. `Reading.ref` is "low..high", high empty for none."""

    name = "quantities"
    requires = ("parts", "mentions")
    provides = ("mentions",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.words = {lang: _words(pack.numbers) for lang, pack in knowledge.packs.items()}
        self.at_least = {lang: _before(pack.numbers.at_least) for lang, pack in knowledge.packs.items()}

    def __call__(self, work: Work) -> Work:
        """The work with quantity mentions added; figures inside dates are no quantities."""
        text = work.document.text
        dated = Nearby(m for m in work.mentions if m.kind == "time")
        out = list(work.mentions)
        number = 0
        for part in work.parts:
            if part.kind not in OWN_PARTS:
                continue
            piece = text[part.start : part.end]
            view = lower(piece)
            found = [(a, b, *_value(piece[a:b])) for a, b in numbers_of(piece)]
            if part.lang in self.words:
                pattern, values = self.words[part.lang]
                found += [(m.start(), m.end(), *values[m.group()]) for m in pattern.finditer(view)]
            for a, b, low, high in sorted(found):
                start, end = a + part.start, b + part.start
                if low is None or dated.touching(start, end):
                    continue
                if part.lang in self.at_least and self.at_least[part.lang].search(view, max(0, a - _BEFORE_CHARS), a):
                    high = None
                number += 1
                upper = "" if high is None else str(high)
                reading = Reading(
                    ref=f"{low}..{upper}",
                    label=f"{low}" if low == high else f"{low} to {upper or 'more'}",
                    score=0.9,
                    why="as the words say",
                )
                out.append(
                    Mention(
                        id=f"q{number}",
                        kind="quantity",
                        start=start,
                        end=end,
                        text=text[start:end],
                        readings=(reading,),
                        rule="quantities",
                    )
                )
        return replace(work, mentions=tuple(out))


def _words(numbers: Numbers) -> tuple[re.Pattern[str], dict[str, tuple[int, int | None]]]:
    values: dict[str, tuple[int, int | None]] = {word: (value, value) for word, value in numbers.exact.items() if value > 1}
    values |= {word: (low, None if high < 0 else high) for word, (low, high) in numbers.rough.items()}
    alternation = "|".join(re.escape(word) for word in sorted(values, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternation})(?![\w-])"), values


def _before(words: tuple[str, ...]) -> re.Pattern[str]:
    """The end of a text that gives the number behind it a lower bound only: "au moins", "more than"."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})\s*$")


def _value(said: str) -> tuple[int | None, int | None]:
    """Whole part of a number in figures; None for a fraction that is no count."""
    plain = re.sub(r"[\u00a0\u202f ](?=\d{3})|[.,](?=\d{3}(?:\D|$))", "", said)
    return (int(plain), int(plain)) if plain.isdigit() and len(plain) < 12 else (None, None)
