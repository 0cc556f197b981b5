"""The arithmetic of the calendar, on days that are known."""

from __future__ import annotations

import datetime

import pytest

from recoupe.knowledge.times.pack import load_feasts
from recoupe.pipeline.chronology import period
from recoupe.pipeline.chronology.feasts import easter, feast_days, orthodox_easter

DAY = datetime.date


@pytest.mark.parametrize(("year", "west", "east"), [(2017, DAY(2017, 4, 16), DAY(2017, 4, 16)), (2021, DAY(2021, 4, 4), DAY(2021, 5, 2)), (2022, DAY(2022, 4, 17), DAY(2022, 4, 24))])  # fmt: skip
def test_easter(year: int, west: datetime.date, east: datetime.date) -> None:
    assert (easter(year), orthodox_easter(year)) == (west, east)


@pytest.mark.parametrize(
    ("feast", "year", "first"),
    [
        ("yom_kippur", 1973, DAY(1973, 10, 6)),
        ("passover", 2021, DAY(2021, 3, 28)),
        ("purim", 2021, DAY(2021, 2, 26)),
        ("hanukkah", 2021, DAY(2021, 11, 29)),
        ("simchat_torah", 2023, DAY(2023, 10, 7)),
        ("ramadan", 2016, DAY(2016, 6, 6)),
        ("eid_adha", 2022, DAY(2022, 7, 9)),
        ("palm_sunday", 2013, DAY(2013, 3, 24)),
        ("orthodox_christmas", 2016, DAY(2016, 1, 7)),
    ],
)
def test_feasts(feast: str, year: int, first: datetime.date) -> None:
    assert feast_days(load_feasts()[feast], year)[0][0] == first


def test_a_year_may_hold_two_ramadans_and_beyond_the_table_there_is_none() -> None:
    assert len(feast_days(load_feasts()["ramadan"], 2030)) == 2
    assert feast_days(load_feasts()["ramadan"], 1800) == []


@pytest.mark.parametrize(
    ("made", "text", "first", "last"),
    [
        (period.month(2020, 14), "2021-02", DAY(2021, 2, 1), DAY(2021, 2, 28)),
        (period.season(2014, 24), "2014-24", DAY(2014, 12, 1), DAY(2015, 2, 28)),
        (period.week(DAY(2021, 3, 12)), "2021-03-08/2021-03-14", DAY(2021, 3, 8), DAY(2021, 3, 14)),
        (period.weekend(DAY(2021, 3, 12)), "2021-03-13/2021-03-14", DAY(2021, 3, 13), DAY(2021, 3, 14)),
        (period.night(DAY(2021, 12, 31)), "2021-12-31/2022-01-01", DAY(2021, 12, 31), DAY(2022, 1, 1)),
        (period.third(period.month(2020, 2), 2), "2020-02", DAY(2020, 2, 21), DAY(2020, 2, 29)),
        (period.third(period.year(2020), 1), "2020", DAY(2020, 5, 1), DAY(2020, 8, 31)),
        (period.third(period.decade(1980), 2), "198X", DAY(1987, 1, 1), DAY(1989, 12, 31)),
        (period.century(1900), "19XX", DAY(1900, 1, 1), DAY(1999, 12, 31)),
        (period.open_before(period.neighbour(period.year(2014), -1)), "../2013", None, DAY(2013, 12, 31)),
    ],
)
def test_units(made: period.Period, text: str, first: datetime.date | None, last: datetime.date) -> None:
    assert (made.text, made.first, made.last) == (text, first, last)


def test_the_last_day_of_a_month_is_kept_where_the_day_is_missing() -> None:
    assert period.shifted(DAY(2021, 3, 31), "month", -1) == DAY(2021, 2, 28)
