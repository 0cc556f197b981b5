"""Hours and parts of a day laid into a day. Must never choose the day."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.pipeline.chronology.matching import Values
from recoupe.pipeline.chronology.period import Period, at_hour, night

_LATE = frozenset({"afternoon", "evening", "pm"})
_NIGHT = "night"


def hour_of(values: Values) -> tuple[int, int] | None:
    """Hour (0 to 24) and minute that the values tell; None where they tell none. Quarters are counted on or back."""
    hour, minute = values.get("hour"), values.get("minute", 0)
    if not isinstance(hour, int) or not isinstance(minute, int):
        return None
    half = str(values.get("half") or values.get("part") or "")
    if half == "am" and hour == 12:
        hour = 0
    elif (half in _LATE or (half == _NIGHT and hour >= 6)) and hour < 12:
        hour += 12
    total = hour * 60 + minute
    if total < 0 or total > 24 * 60:
        return None
    return divmod(total, 60)


def within_day(period: Period, values: Values) -> Period:
    """A day narrowed to the hour, the part or the night that the values tell; other periods as they are. The unit follows also where the day is unknown."""
    if period.granularity != "day":
        return period
    clock = hour_of(values)
    if clock is not None:
        mark = "Z" if values.get("zone") == "utc" else ""
        unit = "minute" if "minute" in values else "hour"
        alone = period.text is None and values.get("make") == "clock"
        made = at_hour(period, *clock, mark) if period.told is not None or alone else period
        return replace(made, granularity=unit)
    part = values.get("part")
    if part is None:
        return period
    if part == _NIGHT and period.told is not None and not values.get("bounding"):
        made = night(period.told)
        return replace(made, anchor=period.anchor, base=period.base, vague=period.vague, why=period.why)
    return replace(period, granularity="day" if part == "day" else "part_of_day")
