"""Tells dates and months inside names ("mouvement du 23 mars", "May Achan", "capitaine Février") and idioms from times. Must never value one."""

from __future__ import annotations

from collections.abc import Callable

from recoupe.knowledge.times.pack import TimePack
from recoupe.pipeline.chronology.matching import Match
from recoupe.text.tokens import Tokens

_SKIPPED = 4
_BETWEEN = frozenset({"du", "de", "des", "d", "'", "dit", "dite", "dits", '"', "n", "°", "no", "of", "the", "st", "called"})
"""What may stand between the noun of a name and its date."""
_ARTICLES = frozenset({"le", "ce", "les", "cet", "cette"})
"""Behind them a date stands beside a noun, not in its name: "le groupe, le 3 mars"."""
_ENDS = frozenset('.:;!?"()[]-…')


class Names:
    """The names and idioms of one language."""

    def __init__(self, pack: TimePack) -> None:
        self._pack = pack
        self._calendar = frozenset(
            {*pack.classes.get("month", {}), *pack.classes.get("weekday", {}), *pack.classes.get("weekdays", {})}
        )
        self._idioms: dict[str, list[tuple[str, ...]]] = {}
        for phrase in pack.phrases["idioms"]:
            self._idioms.setdefault(phrase[0], []).append(phrase)
        self._common = frozenset({*pack.classes.get("part", {}), *pack.classes.get("season", {})})
        self._doubtful = frozenset(pack.cues.months_as_names)
        self._capitals = pack.cues.capitals
        self._laws = frozenset(pack.cues.laws)

    def idioms(self, tokens: Tokens) -> frozenset[int]:
        """Tokens that belong to an idiom."""
        out: set[int] = set()
        for at, text in enumerate(tokens.texts):
            for phrase in self._idioms.get(text, ()):
                if tokens.texts[at : at + len(phrase)] == phrase:
                    out.update(range(at, at + len(phrase)))
        return frozenset(out)

    def is_word(self, text: str, tokens: Tokens, at: int) -> bool:
        """Whether a token that may be a month is written small where months have a capital: "they may march"."""
        return self._capitals and tokens.texts[at] in self._doubtful and not text[tokens.starts[at]].isupper()

    def begins_in_one(self, text: str, tokens: Tokens, match: Match) -> bool:
        """Whether a match begins with the last word of a name: "the Anemone Dawn on Wednesday". Parts of the day and seasons are written small."""
        at = match.start
        if at == 0 or tokens.texts[at] not in self._common or not text[tokens.starts[at]].isupper():
            return False
        before = tokens.texts[at - 1]
        return (
            before.isalpha()
            and before not in self._calendar
            and text[tokens.starts[at - 1]].isupper()
            and not self._opened(tokens, at)
        )

    def part_of_one(self, text: str, tokens: Tokens, match: Match, person: Callable[[int, int], bool]) -> bool:
        """Whether a match is part of a name. `person` says whether a stretch lies within a person's name."""
        values = match.values
        if values.get("year") is not None and values.get("month") is not None:
            return False
        if any(self.is_word(text, tokens, at) for at in range(match.start, match.end)) and not values.get("day"):
            return True
        if self._titled(tokens, match) or self._followed(tokens, match):
            return True
        named = [at for at in range(match.start, match.end) if tokens.texts[at] in self._calendar]
        if not named:
            return False
        if person(tokens.starts[match.start], tokens.ends[match.end - 1]):
            return True
        if not self._pack.cues.capitals:
            return any(self._oddly_capital(text, tokens, at) for at in named) or self._leads_a_name(text, tokens, match)
        alone = match.end - match.start == 1
        return (alone and self._looks_like_a_name(text, tokens, match)) or self._listed(text, tokens, match)

    def _titled(self, tokens: Tokens, match: Match) -> bool:
        """A noun of names stands before, at most a few small words between: "avenue du 1er-Mai". A weekday only where nothing is between."""
        values = match.values
        if tokens.texts[match.start] in _ARTICLES or values.get("make") == "offset" or "third" in values:
            return False
        at, skipped = match.start, 0
        figured = "feast" in values and tokens.texts[at].isdecimal()
        only_day = "month" not in values and "year" not in values and not figured
        if only_day:
            return any(tokens.texts[max(0, at - len(phrase)) : at] == phrase for phrase in self._pack.phrases["ranks"])
        while at > 0 and skipped <= _SKIPPED:
            if any(tokens.texts[max(0, at - len(phrase)) : at] == phrase for phrase in self._pack.phrases["names"]):
                return not ({"day", "month"} <= set(values) and tokens.texts[at - 1] in self._laws)
            if tokens.texts[at - 1] not in _BETWEEN:
                return False
            at, skipped = at - 1, skipped + 1
        return False

    def _followed(self, tokens: Tokens, match: Match) -> bool:
        return any(tokens.texts[match.end : match.end + len(phrase)] == phrase for phrase in self._pack.phrases["titles"])

    def _oddly_capital(self, text: str, tokens: Tokens, at: int) -> bool:
        """A capital that no sentence begins with, in a language that writes these words small; words in capitals throughout are none."""
        start, end = tokens.starts[at], tokens.ends[at]
        if not text[start].isupper() or (end - start > 1 and text[start:end].isupper()):
            return False
        line = text.rfind("\n", 0, start) + 1
        return not (at == 0 or tokens.texts[at - 1] in _ENDS or tokens.starts[at - 1] < line)

    @staticmethod
    def _leads_a_name(text: str, tokens: Tokens, match: Match) -> bool:
        """One word with a capital before another capital: "Mardi Koné"."""
        if match.end - match.start > 1 or match.end >= len(tokens):
            return False
        first, after = text[tokens.starts[match.start]], text[tokens.starts[match.end] : tokens.ends[match.end]]
        return first.isupper() and after[:1].isupper() and after[1:].islower()

    def _looks_like_a_name(self, text: str, tokens: Tokens, match: Match) -> bool:
        """In a language that writes these words with a capital: small, or without a preposition beside another capital."""
        at = match.start
        doubtful = tokens.texts[at] in self._doubtful
        capital = text[tokens.starts[at]].isupper()
        if doubtful and not capital:
            return True
        if self._opened(tokens, at) or self._before_noun(text, tokens, match):
            return False
        first = at == 0 or tokens.texts[at - 1] in _ENDS
        before = not first and text[tokens.starts[at - 1]].isupper() and tokens.texts[at - 1].isalpha()
        after = match.end < len(tokens) and text[tokens.starts[match.end]].isupper()
        if "month" in match.values:
            return doubtful or before or (after and not first)
        return False

    @staticmethod
    def _before_noun(text: str, tokens: Tokens, match: Match) -> bool:
        """Between "the" and a small word: "the August coup"."""
        if match.start == 0 or match.end >= len(tokens) or tokens.texts[match.start - 1] != "the":
            return False
        return tokens.texts[match.end].isalpha() and text[tokens.starts[match.end]].islower()

    def _opened(self, tokens: Tokens, at: int) -> bool:
        return any(tokens.texts[max(0, at - len(phrase)) : at] == phrase for phrase in self._pack.phrases["openers"])

    def _listed(self, text: str, tokens: Tokens, match: Match) -> bool:
        """A day and month in one list with a name that holds a month: "Black September, 17 November and others"."""
        at = match.start - 1
        if (
            "month" not in match.values
            or at < 2
            or tokens.texts[at] not in {",", "and", "or"}
            or tokens.texts[at - 1] not in self._calendar
        ):
            return False
        before = tokens.texts[at - 2]
        return (
            before.isalpha()
            and text[tokens.starts[at - 2]].isupper()
            and not self._opened(tokens, at - 1)
            and before not in self._calendar
        )
