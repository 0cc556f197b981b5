"""Publication dates as people and pages write them: ISO or nothing. Never guesses a date from other writings."""

from __future__ import annotations

from datetime import date, datetime

from recoupe.errors import IntakeError

_OLDEST_YEAR = 1600
_SHORTEST = len("2021-01-01")
_LONGEST = 40
_UNSET = ("0001-01-01", "1970-01-01")
"""What content systems write when nobody set a date."""


def iso_or_none(value: str) -> str | None:
    """`value` as an ISO 8601 date or date-time ("2021-03-12", "2021-03-12T10:00:00+00:00"), None if it is none."""
    text = value.strip()
    if not _SHORTEST <= len(text) <= _LONGEST or text[4] != "-":
        return None
    try:
        found = date.fromisoformat(text) if len(text) == _SHORTEST else datetime.fromisoformat(text)
    except ValueError:
        return None
    iso = found.isoformat()
    return iso if found.year >= _OLDEST_YEAR and not iso.startswith(_UNSET) else None


def given_date(value: str) -> str:
    """The publication date given by hand, ISO. Raises IntakeError R110 if it is no ISO date."""
    iso = iso_or_none(value)
    if iso is None:
        raise IntakeError(
            "R110", f"{value[:_LONGEST]!r} is no date.", remedy="Write it as 2021-03-12 or 2021-03-12T10:00:00+01:00."
        )
    return iso
