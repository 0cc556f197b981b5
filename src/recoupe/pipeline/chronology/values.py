"""From the values that a pattern gave to a stretch of the calendar: one function for each thing that a pattern makes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from recoupe.knowledge.times.pack import Feast
from recoupe.pipeline.chronology import dates, intervals, units
from recoupe.pipeline.chronology.context import Context
from recoupe.pipeline.chronology.hours import within_day
from recoupe.pipeline.chronology.matching import Values
from recoupe.pipeline.chronology.period import Period, third


class Evaluator:
    """Values every pattern's match. `feasts`: by the key that the words give them."""

    def __init__(self, feasts: dict[str, Feast]) -> None:
        self._makers: dict[str, Callable[[Values, Context], Period]] = {
            "date": dates.date, "offset": dates.offset, "clock": dates.part_alone, "part": dates.part_alone, "open": dates.indefinite,
            "repeat": dates.repeated, "nth": dates.nth, "vague": dates.vague, "fixed": dates.fixed,
            "season": units.season, "quarter": units.quarter, "half": units.half, "decade": units.decade, "century": units.century, "week": units.week,
            "weekend": units.weekend, "length": units.length, "recent": units.recent,
            "feast": units.Feasts(feasts).of,
            "range": lambda values, context: intervals.span(values, context, self.of),
            "list": lambda values, context: intervals.listed(values, context, self.of),
            "bound": lambda values, context: intervals.bounded(values, context, self.of),
            "night": lambda values, context: intervals.night_between(values, context, self.of),
            "hours": lambda values, context: intervals.hours(values, context, self.of),
        }  # fmt: skip

    def of(self, values: Values, context: Context) -> Period:
        """The stretch that a match means. Never raises: a day that no month has gives a period without value."""
        make = str(values.get("make", "date"))
        try:
            period = self._makers[make](values, context)
        except (ValueError, OverflowError):
            return Period(why="there is no such day")
        if make in {"range", "list", "bound", "night", "hours", "length", "repeat", "nth", "vague", "open"}:
            return _rough(period, values, make)
        which = values.get("third")
        if isinstance(which, int):
            period = third(period, which)
        return _rough(within_day(period, values), values, make)


def _rough(period: Period, values: Values, make: str) -> Period:
    """ "vers", "about": the value is marked, its bounds stay. Lengths have no mark."""
    if values.get("rough"):
        period = replace(period, vague=True)
    if values.get("approx"):
        text = period.text
        marked = "/".join(f"{end}~" for end in text.split("/")) if text and make != "length" and "~" not in text else text
        period = replace(period, text=marked, vague=True)
    return period
