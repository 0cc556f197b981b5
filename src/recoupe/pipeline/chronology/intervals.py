"""Ranges, enumerations, bounds, nights between two days, hours from and to."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from msgspec.structs import replace

from recoupe.pipeline.chronology import period
from recoupe.pipeline.chronology.context import Context, Told
from recoupe.pipeline.chronology.dates import RELATIVE, counted, number, part_alone
from recoupe.pipeline.chronology.hours import hour_of
from recoupe.pipeline.chronology.matching import Values
from recoupe.pipeline.chronology.period import Period, shifted

Evaluate = Callable[[Values, Context], Period]
_SHARED = ("month", "year", "yy", "yearrel", "monthrel", "season", "decade")
"""What the last member of a range tells for the others too, from the smaller unit to the larger."""


def span(values: Values, context: Context, of: Evaluate) -> Period:
    """From one to another, both included; what only the last tells holds for the first."""
    one, other = _member(values, "from"), _member(values, "to")
    if one.get("make") == other.get("make") == "clock":
        return hours(values, context, of)
    if "year" in one and "yy" in other:
        other = {**other, "year": _full_year(one, other)}
    first, last = _ends(one, other, context, of)
    made = period.between(first, last)
    if made.text and "XXXX" in made.text:
        return replace(made, first=None, last=None, anchor="none")
    return made


def _full_year(one: Values, other: Values) -> int:
    """The year of two figures behind a year of four: "1914-18", "1998-02"."""
    year, short = number(one, "year") or 0, number(other, "yy") or 0
    full = year // 100 * 100 + short
    return full if full >= year else full + 100


def _ends(one: Values, other: Values, context: Context, of: Evaluate) -> tuple[Period, Period]:
    one = _sharing(one, other)
    if context.published is None or (set(one) <= {"make", "day"} and context.told.start is not None):
        first = of(one, context)
        return first, of(other, context.having_told(first))
    if context.tense() == "future":
        first = of(one, context)
        return first, of(other, context.seen_from(first.first, "future") if first.first else context)
    last = of(other, context)
    first = of(one, context.seen_from(last.last, "past") if last.last else context)
    return replace(first, base=context.published), last


def _sharing(one: Values, other: Values) -> Values:
    """The first member with what it lacks of the last: "du 3 au 5 mars", "entre avril et juin 2017". Across the year's end the year before."""
    filled = {**{key: other[key] for key in _SHARED if key in other and _lacks(one, key)}, **one}
    year, month, last = number(filled, "year"), number(filled, "month"), number(other, "month")
    if "year" not in one and year is not None and month is not None and last is not None and month > last:
        filled["year"] = year - 1
    return filled


def _lacks(one: Values, key: str) -> bool:
    """Whether a larger unit is missing: a year has no month to be filled, a month has."""
    if key in one or ("weekday" in one and "day" not in one):
        return False
    if key in {"month", "monthrel"}:
        return "day" in one and "month" not in one
    return key not in {"season", "decade"} and not {"year", "yy", "yearrel"} & set(one) and "decade" not in one


def listed(values: Values, context: Context, of: Evaluate) -> Period:
    """Days that share what they have in common: an interval where they follow one another, else a set."""
    members = [_member(values, key) for key in ("a", "b", "c", "d") if key in values]
    last = of(members[-1], context)
    if last.first is None or last.last is None:
        texts = [of(_sharing(each, members[-1]), context).text for each in members]
        return Period(text="{" + ",".join(texts) + "}" if all(texts) else None, granularity="range", why=last.why)  # type: ignore[arg-type]
    seen = context.seen_from(last.last, "past") if context.published else context
    others = [of(_sharing(each, members[-1]), seen) for each in members[:-1]]
    if context.published is None and others and others[0].first is not None:
        last = of(members[-1], context.having_told(others[0]))
    every = [*others, last]
    made = period.between(every[0], last)
    neighbours = all(
        one.last is not None and shifted(one.last, "day", 1) == other.first for one, other in itertools.pairwise(every)
    )
    if not neighbours:
        made = replace(made, text="{" + ",".join(each.text or "" for each in every) + "}")
    return replace(made, base=last.base, anchor=last.anchor)


def bounded(values: Values, context: Context, of: Evaluate) -> Period:
    """Since, from, until, by, before, after something."""
    relation, inner = str(values["relation"]), _inner(values, "of")
    if inner.get("make") == "length":
        return _since_length(inner, context) if relation == "since" else of(inner, context)
    inner = _edge(relation, inner)
    if values.get("past") and context.published is not None:
        context = context.seen_from(context.published, "past")
    inside = of({**inner, "bounding": 1}, context)
    if inside.text is None or inside.text.startswith("T"):
        if inside.text is None:
            return replace(inside, granularity="range" if not inside.vague else inside.granularity)
        return replace(
            inside, text=f"{inside.text}/.." if relation in {"since", "after"} else f"../{inside.text}", granularity="range"
        )
    if "XXXX" in inside.text:
        return replace(
            inside, text=f"{inside.text}/.." if relation in {"since", "after"} else f"../{inside.text}", granularity="range"
        )
    if relation == "since":
        return period.open_after(inside)
    if relation == "until":
        return replace(period.open_before(inside), told=inside.told)
    if inside.clock is not None:
        return period.open_after(inside) if relation == "after" else period.open_before(inside)
    if relation == "before":
        return period.open_before(inside if inner.get("whole") else period.neighbour(inside, -1))
    return replace(period.open_after(period.neighbour(inside, 1)), told=None)


def _edge(relation: str, inner: Values) -> Values:
    """The beginning of a unit since which, and the end of one until which, bound the whole unit."""
    which = inner.get("third")
    if which == 2 and relation in {"until", "before"}:
        return {**{key: value for key, value in inner.items() if key != "third"}, "whole": 1}
    if which == 0 and relation == "since" and inner.get("edge"):
        return {key: value for key, value in inner.items() if key != "third"}
    return inner


def _since_length(inner: Values, context: Context) -> Period:
    """ "depuis trois semaines": from the day so long before publication; months and years keep their unit."""
    count, unit = number(inner, "n"), str(inner.get("unit", "day"))
    if count is None or inner.get("some"):
        return Period(granularity="range", vague=True, why="no number to count with")
    count *= number(inner, "times") or 1
    if context.published is None:
        return Period(granularity="range", why=RELATIVE)
    today = context.published
    if unit in {"hour", "minute"}:
        if count % 24 or unit == "minute":
            return Period(granularity="range", why="the hour of publication is not known")
        unit, count = "day", count // 24
    if unit in {"week", "fortnight", "night"}:
        unit, count = "day", count * {"week": 7, "fortnight": 14}.get(unit, 1)
    made = replace(counted(today, unit, -count), anchor="published", base=today, why="counted from the day of publication")
    opened = period.open_after(made)
    if inner.get("approx"):
        opened = replace(opened, text=(opened.text or "").replace("/", "~/"))
    return replace(opened, vague=bool(inner.get("rough") or inner.get("approx")))


def night_between(values: Values, context: Context, of: Evaluate) -> Period:
    """ "la nuit de mardi à mercredi": the night that begins on the first."""
    one, other = _member(values, "from"), _member(values, "to")
    if "from" not in values:
        last = of(other, context)
        began = shifted(last.first, "day", -1) if last.first is not None else None
        first = replace(last, first=began)
    else:
        first, last = _ends(one, other, context, of)
    if first.first is None:
        return Period(
            granularity="part_of_day", why=first.why, text=f"{first.text}/{last.text}" if first.text and last.text else None
        )
    made = period.night(first.first)
    return replace(made, anchor=first.anchor, base=first.base, why=first.why)


def hours(values: Values, context: Context, of: Evaluate) -> Period:
    """From an hour to another of one day."""
    one, other = _inner(values, "from"), _inner(values, "to")
    for key in ("half", "part", "zone"):
        if key in other and key not in one:
            one = {**one, key: other[key]}
    first, last = hour_of(one), hour_of(other)
    inner = values.get("on")
    if first is None or last is None:
        return Period(granularity="range", why="there is no such day")
    if first > last and "half" in one and "half" not in _inner(values, "from"):
        first = (first[0] - 12, first[1])
    if isinstance(inner, dict):
        on = of(inner, context)
    else:
        on = part_alone({}, replace(context, told=Told()) if last <= first and context.published is not None else context)
    mark = "Z" if other.get("zone") == "utc" else ""
    ends = on
    if on.told is not None and last <= first:
        ends = replace(on, told=shifted(on.told, "day", 1))
    left, right = period.at_hour(on, *first, mark).text, period.at_hour(ends, *last, mark).text
    return replace(
        on,
        text=f"{left}/{right}",
        granularity="range",
        clock=(last[0] % 24, last[1]),
        first=on.told,
        last=ends.told,
        told=ends.told,
    )


def _member(values: Values, key: str) -> Values:
    """A member of a range or list, with the month and year that are told once for all."""
    return {**{name: values[name] for name in ("month", "year") if name in values}, **_inner(values, key)}


def _inner(values: Values, key: str) -> Values:
    found = values.get(key)
    return found if isinstance(found, dict) else {}
