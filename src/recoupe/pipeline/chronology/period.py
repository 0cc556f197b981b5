"""Stretches of the calendar with their value in ISO 8601 or EDTF. Arithmetic only: knows no text, no language, no today."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from recoupe.model.vocabulary import Granularity, TimeAnchor

Date = datetime.date
_DAY = datetime.timedelta(days=1)
SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
"""EDTF's number of a season and its first month; winter has the year of its December."""


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """What an expression means. `text` is the value, None where nothing is fixed; `first` and `last` its days, None where open.

    `base`: the day it was counted from; `clock`: hour and minute; `told`: the day that it leaves for what is counted on from it; `why`: in words.
    """

    text: str | None = None
    first: Date | None = None
    last: Date | None = None
    granularity: Granularity = "vague"
    vague: bool = False
    anchor: TimeAnchor = "none"
    base: Date | None = None
    clock: tuple[int, int] | None = None
    told: Date | None = None
    why: str = ""


def day(date: Date) -> Period:
    """One day."""
    return Period(text=date.isoformat(), first=date, last=date, granularity="day", told=date)


def night(begins: Date) -> Period:
    """The night that begins on a day: two days. What is counted on from it counts from its morning."""
    ends = _plus(begins, 1)
    return Period(text=f"{begins}/{ends}", first=begins, last=ends, granularity="part_of_day", told=ends)


def days(first: Date, last: Date, granularity: Granularity = "range") -> Period:
    """From a day to a day, both included."""
    return Period(
        text=f"{first}/{last}", first=first, last=last, granularity=granularity, told=last if granularity == "range" else None
    )


def week(date: Date) -> Period:
    """Monday to Sunday around a day."""
    monday = _plus(date, -date.weekday())
    return days(monday, _plus(monday, 6), "week")


def weekend(date: Date) -> Period:
    """Saturday and Sunday of the week of a day."""
    monday = _plus(date, -date.weekday())
    return replace(days(_plus(monday, 5), _plus(monday, 6)), told=None)


def month(year: int, number: int) -> Period:
    """A month; numbers beyond 1 to 12 go into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(
        text=f"{year:04}-{number:02}", first=Date(year, number, 1), last=Date(year, number, calendar.monthrange(year, number)[1]), granularity="month"
    )  # fmt: skip


def months(year: int, number: int, count: int, granularity: Granularity) -> Period:
    """Several months in a row from one on: quarters, half-years."""
    first, last = month(year, number), month(year, number + count - 1)
    return Period(text=f"{first.text}/{last.text}", first=first.first, last=last.last, granularity=granularity)


def season(year: int, number: int) -> Period:
    """A season of EDTF (21 to 24) in whole months."""
    first = SEASON_MONTHS[number]
    return Period(
        text=f"{year:04}-{number}", first=month(year, first).first, last=month(year, first + 2).last, granularity="season"
    )


def year(number: int) -> Period:
    """A year."""
    return Period(text=f"{number:04}", first=Date(number, 1, 1), last=Date(number, 12, 31), granularity="year")


def decade(first: int) -> Period:
    """Ten years from a year that ends in 0."""
    return Period(text=f"{first // 10}X", first=Date(first, 1, 1), last=Date(first + 9, 12, 31), granularity="decade")


def century(first: int) -> Period:
    """A hundred years from a year that ends in 00."""
    return Period(text=f"{first // 100}XX", first=Date(first, 1, 1), last=Date(first + 99, 12, 31), granularity="century")


def third(period: Period, which: int) -> Period:
    """The bounds narrowed to the first, middle or last third (0, 1, 2) of a unit; the value stays."""
    first, last = period.first, period.last
    if first is None or last is None:
        return replace(period, vague=True)
    if period.granularity == "month":
        cut = [(0, 9), (10, 19), (20, (last - first).days)][which]
        first, last = _plus(first, cut[0]), _plus(first, cut[1])
    elif period.granularity == "week":
        cut = [(0, 1), (2, 3), (4, 6)][which]
        first, last = _plus(first, cut[0]), _plus(first, cut[1])
    elif period.granularity in {"decade", "century"}:
        scale = 1 if period.granularity == "decade" else 10
        cut = [(0, 4), (4, 7), (7, 10)][which] if scale == 1 else [(0, 33), (33, 67), (67, 100)][which]
        first, last = Date(first.year + cut[0], 1, 1), Date(first.year + cut[1] - 1, 12, 31)
    elif period.granularity != "day":
        length = ((last.year - first.year) * 12 + last.month - first.month + 1) // 3
        if length:
            start = month(first.year, first.month + which * length)
            end = month(first.year, first.month + (which + 1) * length - 1)
            first, last = start.first, end.last
    return replace(period, first=first, last=last, vague=True)


def open_after(period: Period, start: str | None = None) -> Period:
    """From a period on."""
    text = start or _beginning(period)
    return replace(
        period, text=f"{text}/.." if text else None, last=None, granularity="range", told=period.first if period.told is not None else None, clock=None
    )  # fmt: skip


def open_before(period: Period, end: str | None = None) -> Period:
    """Up to a period, itself included."""
    text = end or _end(period)
    return replace(period, text=f"../{text}" if text else None, first=None, granularity="range", told=None, clock=None)


def between(one: Period, other: Period) -> Period:
    """From a period to another, both included. `anchor` is the weaker of the two."""
    weaker: tuple[TimeAnchor, ...] = ("none", "published", "narrative")
    anchor: TimeAnchor = next((name for name in weaker if name in {one.anchor, other.anchor}), "absolute")
    left, right = _beginning(one), _end(other)
    known = one.first is not None and other.last is not None
    return Period(
        text=f"{left}/{right}" if left and right else None, first=one.first if known else None, last=other.last if known else None, granularity="range",
        vague=one.vague or other.vague, anchor=anchor, base=one.base or other.base, told=other.last if other.told is not None else None, why=one.why,
    )  # fmt: skip


def neighbour(period: Period, direction: int) -> Period:
    """The day, month or year right before (-1) or after (+1) a period, in its own unit where it is a day, month or year, else a day."""
    edge = period.first if direction < 0 else period.last
    assert edge is not None
    made = (
        month(edge.year, edge.month + direction) if period.granularity == "month"
        else year(edge.year + direction) if period.granularity == "year"
        else day(_plus(edge, direction))
    )  # fmt: skip
    return replace(made, anchor=period.anchor, base=period.base, vague=period.vague, why=period.why)


def at_hour(period: Period, hour: int, minute: int, mark: str) -> Period:
    """A day with an hour; 24 is the midnight that ends it. `mark`: "Z" for world time. Without a day the hour alone."""
    named = period.told.isoformat() if period.told else ""
    return replace(
        period, text=f"{named}T{hour:02}:{minute:02}{mark}", first=period.told, last=period.told, clock=(hour % 24, minute)
    )


def choose(candidates: Iterable[Period], today: Date, way: str) -> Period | None:
    """Of periods in order one by `way`: last (over before today), next (begins after it), past (the last begun), future (the first not over), this."""
    found = [each for each in candidates if each.first is not None and each.last is not None]
    if way == "this":
        return next((each for each in found if _covers(each, today)), None)
    if way == "last":
        return next((each for each in reversed(found) if each.last is not None and each.last < today), None)
    if way == "past":
        return next((each for each in reversed(found) if each.first is not None and each.first <= today), None)
    if way == "next":
        return next((each for each in found if each.first is not None and each.first > today), None)
    return next((each for each in found if each.last is not None and each.last >= today), None)


def _covers(period: Period, today: Date) -> bool:
    return period.first is not None and period.last is not None and period.first <= today <= period.last


def shifted(date: Date, unit: str, count: int) -> Date:
    """A day some days, weeks, months or years away; the last of a month where that has no such day."""
    if unit == "day":
        return _plus(date, count)
    if unit == "week":
        return _plus(date, 7 * count)
    number = date.year * 12 + date.month - 1 + (count if unit == "month" else 12 * count)
    target, at = divmod(number, 12)
    return Date(target, at + 1, min(date.day, calendar.monthrange(target, at + 1)[1]))


def _plus(date: Date, count: int) -> Date:
    return date + count * _DAY


def _beginning(period: Period) -> str:
    return (period.text or "").split("/")[0].strip("{}").split(",")[0]


def _end(period: Period) -> str:
    return (period.text or "").split("/")[-1].strip("{}").split(",")[-1]
