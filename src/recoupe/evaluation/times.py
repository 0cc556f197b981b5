"""Scores time expressions against gold: characters, value, bounds, unit. Must never know how they were read.

`exact`: gold expressions found with the same start, end and value. The moon's feasts have bounds a day wider than their value; any value inside them is right.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from recoupe.errors import UsageError
from recoupe.evaluation.figures import Miss, f1, gold_lines, share

_KEYS = ("doc", "lang", "published", "text", "times")
_DAY = datetime.timedelta(days=1)


class Timed(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression: characters (end exclusive), ISO or EDTF value, first and last day, unit, whether rough, what it is counted from."""

    start: int
    end: int
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    granularity: str = "vague"
    vague: bool = False
    anchor: str = "none"


class TimedText(msgspec.Struct, frozen=True, kw_only=True):
    """One passage with its gold; `published` is the day of publication or None."""

    doc: str
    lang: str
    published: str | None
    text: str
    times: tuple[Timed, ...]


class TimeFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Shares from 0 to 1. `exact` of all gold expressions, `exact_f1` counting what was given too; all `..._right` among those found with their exact
    characters. `tempted`: expressions given in passages that have none, a count."""

    exact: float
    exact_f1: float
    spans_f1: float
    value_right: float
    earliest_right: float
    latest_right: float
    granularity_right: float
    vague_right: float
    anchor_right: float
    wanted: int
    given: int
    passages: int
    tempted: int
    exact_fr: float
    exact_en: float
    errors: tuple[Miss, ...] = ()


ReadTimes = Callable[[TimedText], Sequence[Timed]]


def read_times(path: Path) -> tuple[TimedText, ...]:
    """The passages of a gold file. Raises UsageError R403 on a line that lacks a key or whose spans do not hold their text."""
    return tuple(_passage(row, path) for row in gold_lines(path, _KEYS))


def _passage(row: dict[str, Any], path: Path) -> TimedText:
    for each in row["times"]:
        if row["text"][each["start"] : each["end"]] != each["text"]:
            raise UsageError("R403", f"the characters are not “{each['text']}”.", where=f"{path.name}:{row['doc']}")
    times = tuple(Timed(**{key: each[key] for key in Timed.__struct_fields__}) for each in row["times"])
    return TimedText(doc=row["doc"], lang=row["lang"], published=row["published"], text=row["text"], times=times)


def score_times(passages: Iterable[TimedText], read: ReadTimes) -> TimeFigures:
    """Reads every passage and counts."""
    n: dict[str, int] = dict.fromkeys(("passages", "wanted", "given", "found", "tempted", "fr", "en", "of_fr", "of_en"), 0)
    n |= dict.fromkeys(("value", "earliest", "latest", "granularity", "vague", "anchor"), 0)
    errors: list[Miss] = []
    for passage in passages:
        given = {(each.start, each.end): each for each in read(passage)}
        n["passages"] += 1
        n["wanted"] += len(passage.times)
        n["given"] += len(given)
        n["tempted"] += 0 if passage.times else len(given)
        for wanted in passage.times:
            n[f"of_{passage.lang}"] = n.get(f"of_{passage.lang}", 0) + 1
            got = given.pop((wanted.start, wanted.end), None)
            right = _right(wanted, got) if got is not None else {}
            n["found"] += got is not None
            for name, value in right.items():
                n[name] += value
            n[passage.lang] = n.get(passage.lang, 0) + right.get("value", False)
            errors += _misses(passage, wanted, got, right)
        errors += [
            Miss(
                where=f"{passage.doc}:{each.start}", wanted="nothing", got=f"“{passage.text[each.start : each.end]}” {each.value}"
            )
            for each in given.values()
        ]
    found = n["found"]
    return TimeFigures(
        exact=share(n["value"], n["wanted"]), exact_f1=f1(n["value"], n["wanted"], n["given"]), spans_f1=f1(found, n["wanted"], n["given"]), value_right=share(n["value"], found),
        earliest_right=share(n["earliest"], found), latest_right=share(n["latest"], found), granularity_right=share(n["granularity"], found),
        vague_right=share(n["vague"], found), anchor_right=share(n["anchor"], found), wanted=n["wanted"], given=n["given"], passages=n["passages"], tempted=n["tempted"],
        exact_fr=share(n["fr"], n["of_fr"]), exact_en=share(n["en"], n["of_en"]), errors=tuple(errors),
    )  # fmt: skip


def _right(wanted: Timed, got: Timed) -> dict[str, bool]:
    """What of an expression is right. A feast of the moon takes its bounds with it."""
    feast = _is_feast(wanted) and _inside(wanted, got)
    return {
        "value": got.value == wanted.value or feast,
        "earliest": got.earliest == wanted.earliest or feast,
        "latest": got.latest == wanted.latest or feast,
        "granularity": got.granularity == wanted.granularity,
        "vague": got.vague == wanted.vague,
        "anchor": got.anchor == wanted.anchor,
    }


def _misses(passage: TimedText, wanted: Timed, got: Timed | None, right: dict[str, bool]) -> list[Miss]:
    where, words = f"{passage.doc}:{wanted.start}", f"“{passage.text[wanted.start : wanted.end]}”"
    if got is None:
        return [Miss(where=where, wanted=f"{words} {wanted.value}", got="no such expression")]
    return [
        Miss(where=where, wanted=f"{words} {name} {getattr(wanted, name)}", got=str(getattr(got, name)))
        for name, is_right in right.items()
        if not is_right
    ]


def _days(value: str | None) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of a value that is a day or an interval of days."""
    try:
        days = [datetime.date.fromisoformat(piece) for piece in (value or "").split("/")]
    except ValueError:
        return None
    return days[0], days[-1]


def _is_feast(wanted: Timed) -> bool:
    """Whether the gold's bounds are a day wider on either side than its value."""
    days = _days(wanted.value)
    return days is not None and (wanted.earliest, wanted.latest) == (str(days[0] - _DAY), str(days[1] + _DAY))


def _inside(wanted: Timed, got: Timed) -> bool:
    """Whether the value given lies within the feast's bounds, and is an interval where the feast is one."""
    days, other = _days(wanted.value), _days(got.value)
    if days is None or other is None or (days[0] == days[1]) != (other[0] == other[1]):
        return False
    return all(abs(one - two) <= _DAY for one, two in zip(days, other, strict=True))
