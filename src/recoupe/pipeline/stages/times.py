"""Dates and vague times, with the value that the words fix and no more. Nothing is taken from the publication date."""

from __future__ import annotations

import datetime
import re

import msgspec
from msgspec.structs import replace

from recoupe.knowledge.packs import TimeWords
from recoupe.model.record import Mention, Reading
from recoupe.model.vocabulary import Granularity
from recoupe.pipeline.base import Knowledge, Work
from recoupe.text.views import lower


class Dated(msgspec.Struct, frozen=True):
    """A time expression: where, its ISO/EDTF value if the words fix one, its granularity."""

    start: int
    end: int
    value: str | None
    granularity: Granularity


class Times:
    """Time mentions. `Reading.ref` is the value, `Reading.kind` the granularity."""

    name = "times"
    requires = ("parts", "mentions")
    provides = ("mentions",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.grammars = {lang: _Grammar(pack.times) for lang, pack in knowledge.packs.items()}

    def __call__(self, work: Work) -> Work:
        """The work with time mentions added."""
        text = work.document.text
        out = list(work.mentions)
        number = 0
        for part in work.own_parts:
            grammar = self.grammars.get(part.lang)
            if grammar is None:
                continue
            for each in grammar.find(text[part.start : part.end]):
                number += 1
                start, end = each.start + part.start, each.end + part.start
                why = "the words fix this value" if each.value else "the words fix no date"
                reading = Reading(
                    ref=each.value,
                    label=each.value or "undated",
                    score=0.9 if each.value else 0.5,
                    why=why,
                    kind=each.granularity,
                )
                out.append(
                    Mention(
                        id=f"t{number}",
                        kind="time",
                        start=start,
                        end=end,
                        text=text[start:end],
                        readings=(reading,),
                        rule="times",
                    )
                )
        return replace(work, mentions=tuple(out))


class _Grammar:
    """The patterns of one language, made from its words."""

    def __init__(self, words: TimeWords) -> None:
        self.months = {form: number for number, forms in enumerate(words.months, 1) for form in forms}
        months = "|".join(re.escape(form) for form in sorted(self.months, key=len, reverse=True))
        days = "|".join(re.escape(day) for day in words.weekdays)
        opener = "|".join(re.escape(word) for word in sorted(words.openers, key=len, reverse=True))
        lead = rf"(?:(?:{opener})\s*)?(?:(?:{days}),?\s+)?"
        self.patterns = (
            re.compile(
                rf"(?<!\w){lead}(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{months})(?!\w)(?:\.?,?\s+(?P<year>(?:19|20)\d\d)(?!\w))?"
            ),
            re.compile(
                rf"(?<!\w){lead}(?P<month>{months})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>(?:19|20)\d\d))?(?![\w])"
            ),
            re.compile(rf"(?<!\w)(?:(?:{opener})\s*)?(?P<month>{months})\.?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)(?!\w)"),
            re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<mm>\d\d)-(?P<day>\d\d)(?![\w-])"),
            re.compile(
                rf"(?<!\w)(?:en|in|since|depuis|début|fin|dès|by|until|jusqu'en|fin de|early|late|mid)[\s-](?:(?P<month>{months})\s+)?(?P<year>(?:19|20)\d\d)(?!\w)"
            ),
            re.compile(
                rf"(?<!\w)(?:(?:{opener}|on|last|next|this)\s+)?(?P<weekday>{days})(?:\s+(?:dernier|prochain|matin|soir|après-midi|morning|evening|afternoon|night))?(?!\w)"
            ),
        )
        self.vague = [
            (form, re.compile(rf"(?<!\w){re.escape(form)}(?!\w)"), entry.granularity)
            for entry in words.vague
            for form in sorted(entry.forms, key=len, reverse=True)
        ]

    def find(self, piece: str) -> list[Dated]:
        """Time expressions of a part, by start, none inside another."""
        view = lower(piece)
        found: list[Dated] = []
        for pattern in self.patterns:
            for match in pattern.finditer(view):
                if not any(each.start < match.end() and match.start() < each.end for each in found):
                    dated = self._dated(match)
                    if dated is not None:
                        found.append(dated)
        for form, pattern, granularity in self.vague:
            for match in pattern.finditer(view) if form in view else ():
                if not any(each.start < match.end() and match.start() < each.end for each in found):
                    found.append(Dated(match.start(), match.end(), None, granularity))
        return sorted(found, key=lambda each: each.start)

    def _dated(self, match: re.Match[str]) -> Dated | None:
        groups = match.groupdict()
        if groups.get("weekday"):
            return Dated(*match.span(), None, "day")
        month = int(groups["mm"]) if groups.get("mm") else self.months.get(groups.get("month") or "", 0)
        year, day = groups.get("year"), groups.get("day")
        if day and month:
            try:
                datetime.date(int(year or 2000), month, int(day))
            except ValueError:
                return None
            return Dated(*match.span(), f"{year or 'XXXX'}-{month:02}-{int(day):02}", "day")
        if month and year:
            return Dated(*match.span(), f"{year}-{month:02}", "month")
        return Dated(*match.span(), year, "year") if year else None
