"""Days, months and years: dates whole and in part, days counted from another, hours and parts of the day that stand alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from msgspec.structs import replace

from recoupe.model.vocabulary import Granularity, TimeAnchor
from recoupe.pipeline.chronology.context import Context
from recoupe.pipeline.chronology.matching import Values
from recoupe.pipeline.chronology.period import (
    Date,
    Period,
    century,
    choose,
    day,
    decade,
    month,
    months,
    night,
    shifted,
    week,
    weekend,
    year,
)

_YEARS_AROUND = 3
_WAYS = {
    "past": "told as past: the last up to the day of publication",
    "future": "still to come: the next from the day of publication on",
    "last": "the last before the day of publication",
    "next": "the next after the day of publication",
    "this": "the one in which the day of publication lies",
}
_WHOLE = "the words are a complete date"
_UNITS = {"minute": "minute", "hour": "hour", "night": "part_of_day", "weekend": "range", "fortnight": "week"}
RELATIVE = "relative, and no publication date is known"


def granularity_of(unit: str) -> Granularity:
    """The granularity of a unit of the words."""
    return cast("Granularity", _UNITS.get(unit, unit))


def number(values: Values, key: str) -> int | None:
    """A whole number among the values."""
    value = values.get(key)
    return value if isinstance(value, int) else None


def date(values: Values, context: Context) -> Period:
    """A date, whole or in part."""
    year_of, anchor_year = _year(values, context)
    month_of, day_of, weekday = number(values, "month"), number(values, "day"), number(values, "weekday")
    if month_of is not None:
        return _month_or_day(values, context, (year_of, month_of, day_of), anchor_year)
    if day_of is not None:
        return _day_of_month(values, context, day_of)
    if weekday is not None:
        return _weekday(values, context, weekday)
    if year_of is None:
        return Period(granularity="year", why="relative, and nothing before says from what")
    return _anchored(year(year_of), anchor_year, context, _WHOLE)


def _year(values: Values, context: Context) -> tuple[int | None, TimeAnchor]:
    """The year that the values give, and from what it is counted."""
    given, short, relation = number(values, "year"), number(values, "yy"), values.get("yearrel")
    if given is not None:
        return given, "absolute"
    if short is not None:
        last = context.published.year if context.published else 2049
        return (short + 2000 if short + 2000 <= last else short + 1900), "absolute"
    if relation == "same":
        stretch = context.told.stretch
        return (stretch.first.year, "narrative") if stretch is not None and stretch.first is not None else (None, "none")
    if isinstance(relation, int) and context.published is not None:
        return context.published.year + relation, "published"
    return None, "none"


def _month_or_day(values: Values, context: Context, parts: tuple[int | None, int, int | None], anchor: TimeAnchor) -> Period:
    year_of, month_of, day_of = parts

    def made(year_number: int) -> Period:
        return month(year_number, month_of) if day_of is None else day(Date(year_number, month_of, day_of))

    if year_of is not None:
        return _anchored(made(year_of), anchor, context, _WHOLE)
    if "yearrel" in values:
        return Period(granularity="month" if day_of is None else "day", why="relative, and nothing before says from what")
    unknown = f"XXXX-{month_of:02}" + ("" if day_of is None else f"-{day_of:02}")
    if day_of is not None:
        Date(2000, month_of, day_of)
    weekday = number(values, "weekday")

    def around(today: Date) -> list[Period]:
        found = yearly(made)(today)
        named = [each for each in found if day_of is not None and each.first is not None and each.first.weekday() == weekday]
        return named or found

    unit = Period(text=unknown, granularity="month" if day_of is None else "day", why="no year is known")
    return recurring(values, context, around, unit)


def yearly(made: Callable[[int], Period]) -> Callable[[Date], list[Period]]:
    """The candidates of what comes once a year, around a day."""

    def around(today: Date) -> list[Period]:
        out = []
        for number_ in range(today.year - _YEARS_AROUND, today.year + _YEARS_AROUND + 1):
            try:
                out.append(made(number_))
            except ValueError:
                continue
        return out

    return around


def recurring(
    values: Values, context: Context, around: Callable[[Date], Iterable[Period]], unknown: Period, *, narrative: bool = True
) -> Period:
    """What comes again and again: the one that tense and words choose about the day of publication, else the first from what was told on, else `unknown`."""
    relation = values.get("rel")
    today = context.published
    if relation in {"following", "previous"}:
        return _beside_told(around, context, str(relation), unknown)
    if today is not None:
        way = str(relation) if relation in {"last", "next", "this"} else context.tense()
        found = choose(around(today), today, way)
        if found is None and way == "this":
            way = context.tense()
            found = choose(around(today), today, way)
        if found is not None:
            return replace(found, anchor="published", base=today, why=_WAYS[way])
        return unknown
    told = context.told.stretch
    if narrative and relation is None and told is not None and told.first is not None:
        found = next((each for each in around(told.first) if each.last is not None and told.first <= each.last), None)
        if found is not None:
            return replace(
                found, anchor="narrative", base=told.first, why="no publication date: the first from what was told before on"
            )
    return unknown


def _beside_told(around: Callable[[Date], Iterable[Period]], context: Context, relation: str, unknown: Period) -> Period:
    """ "l'été suivant", "the following March": the next or last one from what was told."""
    told = context.told.day or (context.told.stretch.first if context.told.stretch is not None else None)
    found = choose(around(told), told, "next" if relation == "following" else "last") if told is not None else None
    if found is None:
        return replace(unknown, text=None, why="relative, and nothing before says from what")
    return replace(found, anchor="narrative", base=told, why="counted from what was told before")


def _day_of_month(values: Values, context: Context, number_: int) -> Period:
    """ "le 12", "the 9th", "le 15 du mois dernier"."""
    weekday = number(values, "weekday")

    def around(today: Date) -> list[Period]:
        found = _days_in_months(number_, today.year * 12 + today.month - 1)
        named = [each for each in found if each.first is not None and each.first.weekday() == weekday]
        return named or found

    relation = values.get("monthrel")
    if isinstance(relation, int):
        if context.published is None:
            return Period(granularity="day", why=RELATIVE)
        of = month(context.published.year, context.published.month + relation)
        assert of.first is not None
        found = day(of.first.replace(day=number_))
        return replace(found, anchor="published", base=context.published, why="counted from the day of publication")
    start = context.told.start
    unknown = Period(text=f"XXXX-XX-{number_:02}", granularity="day", why="no month is known")
    if start is not None and not (weekday is not None and relation is None and context.published is not None):
        if relation == "following":
            following = month(start.year, start.month + 1).first
            assert following is not None
            return replace(
                day(following.replace(day=number_)),
                anchor="narrative",
                base=start,
                why="counted from what was told before",
            )
        if relation == "same":
            return replace(
                day(start.replace(day=number_)), anchor="narrative", base=start, why="counted from what was told before"
            )
        after = next((each for each in around(start) if each.first is not None and each.first >= start), unknown)
        return replace(
            after, anchor="narrative", base=start, why="a day of the month alone: the first from what was told before on"
        )
    return recurring(values, context, around, unknown)


def _days_in_months(number_: int, middle: int) -> list[Period]:
    out = []
    for count in range(middle - 3, middle + 4):
        try:
            out.append(day(Date(count // 12, count % 12 + 1, number_)))
        except ValueError:
            continue
    return out


def _weekday(values: Values, context: Context, weekday: int) -> Period:
    """ "mardi", "mardi dernier", "the following Tuesday", "Wednesday of last week"."""

    def around(today: Date) -> list[Period]:
        nearest = shifted(today, "day", weekday - today.weekday())
        return [day(shifted(nearest, "week", count)) for count in (-2, -1, 0, 1, 2)]

    relation, weeks = values.get("rel"), number(values, "weekrel")
    if weeks is not None:
        if context.published is None:
            return Period(granularity="day", why=RELATIVE)
        monday = shifted(shifted(context.published, "day", -context.published.weekday()), "week", weeks)
        found = day(shifted(monday, "day", weekday))
        return replace(found, anchor="published", base=context.published, why="counted from the day of publication")
    if relation in {"following", "previous"}:
        told = context.told.day
        if told is None:
            return Period(granularity="day", why="relative, and nothing before says from what")
        found = choose(around(told), told, "next" if relation == "following" else "last") or Period(granularity="day")
        return replace(found, anchor="narrative", base=told, why="counted from what was told before")
    unknown = Period(granularity="day", why=RELATIVE)
    return recurring(values, context, around, unknown, narrative=False)


def offset(values: Values, context: Context) -> Period:
    """So many units from the day of publication (`base` now), or from what was told (`base` told)."""
    unit, count = str(values.get("unit", "day")), _count(values)
    granularity = granularity_of(unit)
    if count is None:
        return Period(granularity=granularity, vague=True, why="no number to count with")
    if values.get("base") == "event":
        return Period(granularity=granularity, why="counted from an event without a day")
    if values.get("base") == "told":
        return _from_told(values, context, unit, count)
    today = context.published
    if today is None:
        return Period(granularity=granularity, why=RELATIVE)
    if values.get("part") == "night" and values.get("by_tense") and context.tense() == "past":
        count = -1
    if unit in {"hour", "minute"}:
        return Period(granularity=granularity, why="the hour of publication is not known")
    made = counted(today, unit, count)
    return replace(made, anchor="published", base=today, why="counted from the day of publication")


def _count(values: Values) -> int | None:
    """Signed number of units; None where the text tells none. `times` multiplies it, as a dozen of days does."""
    found = number(values, "n")
    return None if found is None or values.get("some") else found * (number(values, "sign") or 1) * (number(values, "times") or 1)


def _from_told(values: Values, context: Context, unit: str, count: int) -> Period:
    told = context.told
    granularity = granularity_of(unit)
    nothing = Period(granularity=granularity, why="relative, and nothing before says from what")
    if unit in {"hour", "minute"}:
        return _clock_from_told(context, unit, count) or nothing
    base: Date | None
    if unit in {"month", "year", "decade", "century", "season", "quarter"}:
        stretch = told.stretch
        base = (stretch and (stretch.last if stretch.granularity == "range" else None)) or (stretch.first if stretch else None)
    else:
        base = told.eve if values.get("eve") == "after" and told.eve is not None else told.day
        if base is None and told.stretch is not None and unit in {"week", "weekend"} and told.stretch.granularity == "week":
            base = told.stretch.first
    if base is None:
        return nothing
    stretch = told.stretch
    after_night = stretch is not None and stretch.granularity == "part_of_day" and stretch.first != stretch.last
    if after_night and unit == "day" and count == 1 and values.get("part") == "morning":
        count = 0
    made = counted(base, unit, count)
    return replace(
        made,
        anchor="narrative",
        base=base,
        why="counted from what was told before",
    )


def _clock_from_told(context: Context, unit: str, count: int) -> Period | None:
    told = context.told
    if told.day is None or told.clock is None:
        return None
    total = told.clock[0] * 60 + told.clock[1] + count * (60 if unit == "hour" else 1)
    date_ = shifted(told.day, "day", total // 1440)
    hour, minute = divmod(total % 1440, 60)
    made = replace(
        day(date_), text=f"{date_}T{hour:02}:{minute:02}", granularity="minute" if unit == "minute" or minute else "hour"
    )
    return replace(made, clock=(hour, minute), anchor="narrative", base=told.day, why="counted from what was told before")


def counted(base: Date, unit: str, count: int) -> Period:
    """The unit that lies so many units from the one of `base`."""
    if unit == "day":
        return day(shifted(base, "day", count))
    if unit == "night":
        return night(shifted(base, "day", count))
    if unit in {"week", "fortnight"}:
        return week(shifted(base, "week", count * (2 if unit == "fortnight" else 1)))
    if unit == "weekend":
        return weekend(shifted(base, "week", count))
    if unit == "month":
        return month(base.year, base.month + count)
    if unit == "quarter":
        return months(base.year, (base.month - 1) // 3 * 3 + 1 + 3 * count, 3, "quarter")
    if unit == "decade":
        return decade((base.year // 10 + count) * 10)
    if unit == "century":
        return century((base.year // 100 + count) * 100)
    return year(base.year + count)


def part_alone(values: Values, context: Context) -> Period:
    """An hour or a part of the day without a day: of the last day told, else of one later in the sentence, else of the day of publication, else of none."""
    told = context.told.day
    if told is not None:
        return replace(day(told), anchor="narrative", base=told, why="of the last day told")
    later = context.later()
    if later is not None and later.told is not None:
        return replace(day(later.told), anchor="narrative", base=later.told, why="of the day told later in the sentence")
    if context.published is not None:
        begins = (
            context.published
            if values.get("part") != "night" or context.tense() == "future"
            else shifted(context.published, "day", -1)
        )
        return replace(day(begins), anchor="published", base=context.published, why="of the day of publication")
    return Period(granularity="day", why="a time of day without a day")


def nth(values: Values, context: Context) -> Period:
    """ "au sixième jour": counted from the day told, which is the first; "la troisième nuit d'affilée": from a day that nobody tells."""
    told, which = context.told.day, number(values, "n")
    if values.get("running") or told is None or which is None:
        return Period(granularity="day", why="counted from a day that is not told")
    made = day(shifted(told, "day", which - 1))
    return replace(made, anchor="narrative", base=told, why="counted from what was told before")


def indefinite(values: Values, context: Context) -> Period:
    """ "un soir", "one Sunday", "un dimanche d'octobre": some day, not which."""
    if "month" in values:
        of = date({key: value for key, value in values.items() if key in {"month", "year", "yearrel", "rel"}}, context)
        text = f"{of.text}-XX" if of.text is not None else None
        return replace(of, text=text, granularity="day", vague=True, told=None)
    unit = str(values.get("unit") or ("part_of_day" if "part" in values else "day"))
    return Period(granularity=granularity_of(unit), vague=True, why="the text does not say which")


def repeated(values: Values, _context: Context) -> Period:
    """ "chaque vendredi", "twice a week": no single time."""
    unit = str(
        values.get("unit")
        or ("part_of_day" if "part" in values else "month" if "month" in values else "season" if "season" in values else "day")
    )
    return Period(granularity=granularity_of(unit), why="repeated: no single time")


def vague(_values: Values, _context: Context) -> Period:
    """ "récemment": no unit to count with."""
    return Period(granularity="vague", vague=True, why="the words fix no date")


def fixed(values: Values, _context: Context) -> Period:
    """A day that its name fixes: "9/11"."""
    found = day(Date.fromisoformat(str(values["value"])))
    return replace(found, anchor="absolute", why="the words are a complete date")


def _anchored(period: Period, anchor: TimeAnchor, context: Context, why: str) -> Period:
    base = context.published if anchor == "published" else context.told.day if anchor == "narrative" else None
    return replace(period, anchor=anchor, base=base, why=why)
