"""What a time expression is counted from: the day of publication, what the text told before it, and whether its clause is told as past or to come."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from recoupe.pipeline.chronology.period import Date, Period


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the text has told so far. `day`: the last day; `stretch`: the last day, month, season, year; `clock`: its last hour; `eve`: the day whose eve was
    just told, from which "the day after" counts."""

    day: Date | None = None
    stretch: Period | None = None
    clock: tuple[int, int] | None = None
    eve: Date | None = None

    def after(self, period: Period, *, eve: Date | None = None) -> Told:
        """What is told once an expression has been read."""
        if period.text is None or period.anchor == "none" or period.granularity == "duration":
            return self
        if period.text.startswith("../"):
            return self if period.told is None else replace(self, day=period.told, clock=None, eve=None)
        if period.first is None:
            return self
        told = period.told or self.day
        clock = period.clock or (self.clock if period.told == self.day else None)
        return Told(day=told, stretch=period, clock=clock, eve=eve)

    @property
    def start(self) -> Date | None:
        """First day of what was last told, where it was a day, a month or a stretch of days."""
        stretch = self.stretch
        return (
            stretch.first if stretch is not None and stretch.granularity not in {"year", "decade", "century", "season"} else None
        )


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """Where one expression stands. `published`: the day of publication if known; `tense`: "past" or "future", asked when needed; `later`: a day told later
    in its sentence."""

    published: Date | None
    told: Told
    tense: Callable[[], str]
    later: Callable[[], Period | None]

    def seen_from(self, day: Date, tense: str) -> Context:
        """The same with another day in place of the day of publication."""
        return replace(self, published=day, tense=lambda: tense)

    def having_told(self, period: Period) -> Context:
        """The same after one more expression."""
        return replace(self, told=self.told.after(period))
