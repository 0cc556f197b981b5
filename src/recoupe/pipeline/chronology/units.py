"""Seasons, quarters, half-years, decades, centuries, weeks, weekends, feasts, lengths and stretches that end or begin at publication."""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from recoupe.knowledge.times.pack import Feast
from recoupe.model.vocabulary import Granularity, TimeAnchor
from recoupe.pipeline.chronology import dates, period
from recoupe.pipeline.chronology.context import Context
from recoupe.pipeline.chronology.dates import RELATIVE, number, recurring, yearly
from recoupe.pipeline.chronology.feasts import feast_days
from recoupe.pipeline.chronology.matching import Values
from recoupe.pipeline.chronology.period import Date, Period, shifted

_CODES = {"year": "Y", "month": "M", "week": "W", "day": "D", "night": "D", "hour": "H", "minute": "M", "second": "S"}
_CLOCKED = frozenset({"hour", "minute", "second"})
_LONG = {
    "decade": ("year", 10),
    "century": ("year", 100),
    "fortnight": ("week", 2),
    "quarter": ("month", 3),
    "season": ("month", 3),
    "weekend": ("day", 2),
}
_HALVES = {"day": "PT12H", "hour": "PT30M", "year": "P6M", "decade": "P5Y", "century": "P50Y"}


def season(values: Values, context: Context) -> Period:
    """ "l'été 1995", "the winter of 2014-15", "last autumn", "en automne"."""
    code = number(values, "season") or 21
    given = _given_year(values, context)
    if given is not None:
        return replace(period.season(given[0], code), anchor=given[1], why="the words are a complete date")
    unknown = Period(text=f"XXXX-{code}", granularity="season", why="no year is known")
    return recurring(values, context, yearly(lambda year: period.season(year, code)), unknown, narrative=False)


def quarter(values: Values, context: Context) -> Period:
    """ "Q3 2017", "le premier trimestre"."""
    return _months(values, context, 3, "quarter")


def half(values: Values, context: Context) -> Period:
    """ "H1 2018", "le second semestre"."""
    return _months(values, context, 6, "range")


def _months(values: Values, context: Context, length: int, unit: Granularity) -> Period:
    which = number(values, "n") or 1
    if which < 0:
        which = 12 // length
    first = (which - 1) * length + 1
    given = _given_year(values, context)
    if given is not None:
        return replace(period.months(given[0], first, length, unit), anchor=given[1], why="the words are a complete date")
    unknown = Period(text=f"XXXX-{first:02}/XXXX-{first + length - 1:02}", granularity=unit, why="no year is known")
    return recurring(values, context, yearly(lambda year: period.months(year, first, length, unit)), unknown, narrative=False)


def _given_year(values: Values, context: Context) -> tuple[int, TimeAnchor] | None:
    """The year told with a unit, whole, of two figures, or counted; and from what."""
    if not {"year", "yy", "yearrel"} & set(values):
        return None
    found = dates.date({key: values[key] for key in ("year", "yy", "yearrel") if key in values}, context)
    return (found.first.year, found.anchor) if found.first is not None else None


def decade(values: Values, context: Context) -> Period:
    """ "les années 1990", "the 80s"."""
    first = number(values, "decade") or 0
    if first < 100:
        last = context.published.year if context.published else 2029
        first += 2000 if first + 2000 <= last and first < 30 else 1900
    return replace(period.decade(first // 10 * 10), anchor="absolute", why="the words are a complete date")


def century(values: Values, _context: Context) -> Period:
    """ "le XXe siècle": the years that begin with the same two figures."""
    which = number(values, "century") or 1
    return replace(period.century((which - 1) * 100), anchor="absolute", why="the words are a complete date")


def week(values: Values, context: Context) -> Period:
    """ "la première semaine de mars", "les deux dernières semaines d'août", "la semaine du 3 mai"."""
    of = dates.date({key: value for key, value in values.items() if key not in {"n", "count"}}, context)
    which, count = number(values, "n"), number(values, "count") or 1
    if of.first is None or of.last is None:
        return Period(granularity="week" if count == 1 else "range", why=of.why)
    if values.get("weekendof"):
        made = period.weekend(of.first)
    elif which is None:
        made = period.week(of.first)
    else:
        last = which < 0
        length = 1 if values.get("unit") == "day" else 7
        first = shifted(of.last, "day", 1 - length * count) if last else shifted(of.first, "day", length * (which - 1))
        made = period.days(first, shifted(first, "day", length * count - 1), "week" if length * count == 7 else "range")
    return replace(made, anchor=of.anchor, base=of.base, why=of.why)


def weekend(values: Values, context: Context) -> Period:
    """ "ce week-end", "the weekend": Saturday and Sunday."""

    def around(today: Date) -> list[Period]:
        return [period.weekend(shifted(today, "week", count)) for count in (-2, -1, 0, 1, 2)]

    return recurring(values, context, around, Period(granularity="range", why=RELATIVE), narrative=False)


class Feasts:
    """Feasts by their keys."""

    def __init__(self, feasts: dict[str, Feast]) -> None:
        self._feasts = feasts

    def of(self, values: Values, context: Context) -> Period:
        """ "Noël 2016", "l'Aïd", "le 29e jour du ramadan"; `nth`: a day of a feast of several, -1 its last; `days`: days before or after it."""
        feast = self._feasts[str(values["feast"])]
        given = _given_year(values, context)
        if given is not None:
            found = next(iter(self._in(feast, values, given[0])), None)
            if found is None:
                return Period(granularity="day", why="the table of feasts has no such year")
            return replace(found, anchor=given[1], why=_feast_why(feast, "the words are a complete date"))

        def around(today: Date) -> list[Period]:
            return [each for year in range(today.year - 2, today.year + 3) for each in self._in(feast, values, year)]

        found = recurring(values, context, around, Period(granularity="day", why="no year is known"))
        return replace(found, why=_feast_why(feast, found.why))

    @staticmethod
    def _in(feast: Feast, values: Values, year: int) -> list[Period]:
        out = []
        for first, last in feast_days(feast, year):
            nth, days = number(values, "nth"), number(values, "days") or 0
            if nth is not None:
                first = last = last if nth < 0 else shifted(first, "day", nth - 1)
            first, last = shifted(first, "day", days), shifted(last, "day", days)
            made = period.day(first) if first == last else period.days(first, last)
            if feast.loose:
                slack = datetime.timedelta(days=1)
                made = replace(made, first=first - slack, last=last + slack)
            out.append(made)
        return out


def _feast_why(feast: Feast, why: str) -> str:
    return f"{why}; by a calendar, a day either way by country" if feast.loose else why


def length(values: Values, _context: Context) -> Period:
    """ "trois semaines", "48-hour", "huit mois et neuf jours", "une demi-journée"."""
    unit, count = str(values.get("unit", "day")), number(values, "n")
    if values.get("bare") or unit in {"morning", "afternoon", "evening"}:
        return Period(granularity="duration", why="a length without a number")
    if values.get("demi"):
        return Period(text=_HALVES.get(unit), granularity="duration", why="a length of time")
    if count is None or values.get("some"):
        return Period(granularity="duration", vague=True, why="a length without a number")
    count *= number(values, "times") or 1
    text = "P" + _amount(unit, count)
    second = values.get("and")
    if isinstance(second, dict):
        more = _amount(str(second.get("unit", "day")), number(second, "n") or 1)
        text += more.removeprefix("T") if "T" in text else more
    return Period(text=text, granularity="duration", vague=bool(values.get("plushalf")), why="a length of time")


def _amount(unit: str, count: int) -> str:
    unit, times = _LONG.get(unit, (unit, 1))
    return ("T" if unit in _CLOCKED else "") + f"{count * times}{_CODES[unit]}"


def recent(values: Values, context: Context) -> Period:
    """ "ces trois derniers jours", "the next two weeks": from so many units before publication to it, or from it on."""
    unit, count = str(values.get("unit", "day")), number(values, "n")
    if count is None or values.get("some"):
        return Period(granularity="vague", vague=True, why="no number to count with")
    count *= number(values, "times") or 1
    unit, times = _LONG.get(unit, (unit, 1))
    if unit == "hour" and count % 24 == 0:
        unit, count = "day", count // 24
    if unit in _CLOCKED:
        return Period(text=f"PT{count}{_CODES[unit]}", granularity="duration", why="a length of time")
    if context.published is None:
        return Period(granularity="range", why=RELATIVE)
    whole = "day" if unit in {"week", "night"} else unit
    steps = count * times * (7 if unit == "week" else 1) * (number(values, "sign") or -1)
    here, there = dates.counted(context.published, whole, 0), dates.counted(context.published, whole, steps)
    made = period.between(*((there, here) if steps < 0 else (here, there)))
    return replace(made, anchor="published", base=context.published, told=None, why="counted from the day of publication")
