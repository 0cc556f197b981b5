"""Scores the naming of actors: phrase to country and PLOVER sector, on the cases of NGEC. Must never know how a phrase is resolved.

Which case states what (`expect` of a line):

- country: `cc`, or `country` as a code (ISO3, IGO, UNO, EUR, as given); `""`: no country may be given; `{"!=": X}`: anything but X.
- sector: `code_1` as a code; `{"in": [...]}`: one of them; `""`, `UNK` and `JNK`: no sector may be given. `HLH` is the older code of `MED`. `????` is a
  place holder of the authors and states nothing. Any other code counts as stated, known to us or not.
- a `country` that is a sector beside a `code_1` that is a country (one case) was written in the wrong order and is read in the right one.
- `code` is None: the phrase names nobody. These cases make a figure of their own, `nobody`, and do not lift the two others.
- a title of an encyclopaedia article, a job, a pattern, a text rest: not scored.

An empty date and "today" mean the day on which the cases were written (`WRITTEN`): the set's own coder reads them so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from recoupe.evaluation.figures import Miss, gold_lines, share
from recoupe.model.record import Reading

WRITTEN = "2022-11-01"
"""The latest date in the cases is 20 October 2022."""

Resolve = Callable[[str, str, str], Reading | None]
"""From phrase, ISO date and context words to the reading, None for nobody."""

_NONE_STATED = frozenset({"", "UNK", "JNK"})
_OLDER = {"HLH": "MED"}
_PLACE_HOLDER = "????"
_SECTORS_AS_COUNTRY = ("LEG", "GOV", "MIL")
_MONTHS = "january february march april may june july august september october november december".split()


class Expected(msgspec.Struct, frozen=True):
    """What a case says of one figure: one of `allowed` ("" is none), or anything but `barred`."""

    allowed: frozenset[str] = frozenset()
    barred: str = ""

    def fits(self, got: str) -> bool:
        """Whether an answer ("" for none) is right."""
        return got != self.barred if self.barred else got in self.allowed

    def __str__(self) -> str:
        return f"not {self.barred}" if self.barred else "/".join(sorted(self.allowed)) or "none"


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One phrase with what its line states; None where it states nothing."""

    phrase: str
    context: str
    at: str
    country: Expected | None = None
    sector: Expected | None = None
    nobody: bool = False


class ActorFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Shares right (0 to 1) with the number of cases each rests on."""

    country: float
    country_of: int
    sector: float
    sector_of: int
    nobody: float
    nobody_of: int
    cases: int
    errors: tuple[Miss, ...] = ()


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file. Raises UsageError R403 where a line lacks `phrase` or `expect`."""
    return tuple(_case(row) for row in gold_lines(path, ("phrase", "expect")))


def _case(row: dict[str, Any]) -> Case:
    expect = dict(row["expect"])
    if expect.get("country") in _SECTORS_AS_COUNTRY:
        expect["country"], expect["code_1"] = expect["code_1"], expect["country"]
    return Case(
        phrase=row["phrase"], context=row.get("context") or "", at=iso_day(row.get("date") or ""), country=_expected(expect.get("cc", expect.get("country"))),
        sector=_expected(expect.get("code_1")), nobody=expect.get("code", 0) in (None, {"Is": None}),
    )  # fmt: skip


def _expected(value: object) -> Expected | None:
    if isinstance(value, dict):
        return (
            Expected(barred=str(value["!="]))
            if "!=" in value
            else Expected(allowed=frozenset(value["in"]))
            if "in" in value
            else None
        )
    if not isinstance(value, str) or value == _PLACE_HOLDER:
        return None
    return Expected(allowed=_NONE_STATED if value in _NONE_STATED else frozenset({_OLDER.get(value, value)}))


def iso_day(said: str) -> str:
    """The ISO day of a date as the cases write it ("10 May 2015", "October 1, 2021", ISO); `WRITTEN` for none and for "today"."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        return said
    words = re.findall(r"\w+", said.lower())
    month = next((number for number, name in enumerate(_MONTHS, 1) if name in words), 0)
    numbers = sorted((int(word) for word in words if word.isdigit()), reverse=True)
    return f"{numbers[0]:04d}-{month:02d}-{numbers[1]:02d}" if month and len(numbers) == 2 else WRITTEN


def score_actors(cases: Iterable[Case], resolve: Resolve) -> ActorFigures:
    """Resolves every phrase and counts. A country of "" and a missing reading are the same answer."""
    hits = {"country": 0, "sector": 0, "nobody": 0}
    counted = dict(hits)
    errors: list[Miss] = []
    number = 0
    for case in cases:
        number += 1
        reading = resolve(case.phrase, case.at, case.context)
        country, sector = (reading.country or "", reading.sector or "") if reading else ("", "")
        checks = (
            ("country", case.country, country),
            ("sector", case.sector, sector),
            ("nobody", Expected(allowed=frozenset({""})) if case.nobody else None, country or sector),
        )
        for name, expected, got in checks:
            if expected is None:
                continue
            counted[name] += 1
            hits[name] += expected.fits(got)
            if not expected.fits(got):
                errors.append(Miss(where=f"{case.phrase} ({case.at})", wanted=f"{name} {expected}", got=got or "none"))
    return ActorFigures(
        country=share(hits["country"], counted["country"]), country_of=counted["country"], sector=share(hits["sector"], counted["sector"]),
        sector_of=counted["sector"], nobody=share(hits["nobody"], counted["nobody"]), nobody_of=counted["nobody"], cases=number, errors=tuple(errors),
    )  # fmt: skip
