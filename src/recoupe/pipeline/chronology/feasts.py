"""The days of feasts. Those of the moon are given as the calendar of Umm al-Qura has them; who sees the moon a day earlier or later is not known here."""

from __future__ import annotations

import datetime

from hijridate import Hijri

from recoupe.knowledge.times.pack import Feast
from recoupe.pipeline.chronology.period import Date

_FIRST_MOON, _LAST_MOON = 1925, 2076
"""Years that the table of Umm al-Qura covers whole."""
_EPOCH = -1373427
"""The first day of the Hebrew calendar, counted as `date.toordinal` does."""


def feast_days(feast: Feast, year: int) -> list[tuple[Date, Date]]:
    """First and last day of every feast of that kind that begins in a Gregorian year, in order; none where the table has no such year."""
    if feast.by == "moon":
        return _moon(feast, year)
    if feast.by == "fixed":
        first = Date(year, feast.month, feast.day)
    elif feast.by == "hebrew":
        first = _hebrew(feast, year)
    else:
        first = (easter(year) if feast.by == "easter" else orthodox_easter(year)) + datetime.timedelta(days=feast.day)
    return [(first, first + datetime.timedelta(days=feast.length - 1))]


def easter(year: int) -> Date:
    """Western Easter Sunday: the anonymous Gregorian algorithm (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    line = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * line) // 451
    month, day = divmod(h + line - 7 * m + 114, 31)
    return Date(year, month, day + 1)


def orthodox_easter(year: int) -> Date:
    """Orthodox Easter Sunday as a Gregorian day: Meeus's Julian algorithm, shifted by the distance of the calendars."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    apart = year // 100 - year // 400 - 2
    return Date(year, month, day + 1) + datetime.timedelta(days=apart)


def _moon(feast: Feast, year: int) -> list[tuple[Date, Date]]:
    """By the table of Umm al-Qura (package hijridate). A Gregorian year may hold two."""
    out: list[tuple[Date, Date]] = []
    if not _FIRST_MOON <= year <= _LAST_MOON:
        return out
    guess = int((year - 622) * 33 / 32)
    for moon_year in range(guess - 1, guess + 3):
        try:
            start = Hijri(moon_year, feast.month, feast.day)
        except (ValueError, OverflowError):
            continue
        first = Date(*start.to_gregorian().datetuple())
        length = feast.length or start.month_length()
        if first.year == year:
            out.append((first, first + datetime.timedelta(days=length - 1)))
    return out


def _hebrew(feast: Feast, year: int) -> Date:
    """By the arithmetic Hebrew calendar: from 1 Tishri of the year that begins in this Gregorian year, on or back."""
    tishri = _new_year(year + 3761)
    if feast.month == 7:
        return tishri + datetime.timedelta(days=feast.day - 1)
    if feast.from_new_year < 0:
        return tishri + datetime.timedelta(days=feast.from_new_year)
    long_autumn = (_new_year(year + 3762) - tishri).days % 10 == 5
    return tishri + datetime.timedelta(days=feast.from_new_year + long_autumn)


def _new_year(hebrew: int) -> Date:
    """1 Tishri: mean conjunction and the four postponements (Dershowitz and Reingold, Calendrical Calculations, chapter 8)."""

    def elapsed(year: int) -> int:
        moons = (235 * year - 234) // 19
        parts = 12084 + 13753 * moons
        count = 29 * moons + parts // 25920
        return count + 1 if 3 * (count + 1) % 7 < 3 else count

    before, here, after = elapsed(hebrew - 1), elapsed(hebrew), elapsed(hebrew + 1)
    late = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return Date.fromordinal(here + late + _EPOCH)
