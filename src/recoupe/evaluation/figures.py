"""The arithmetic of scoring and the reading of gold lines. Must never know a task."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from recoupe.errors import UsageError

G = TypeVar("G")
P = TypeVar("P")


class Miss(msgspec.Struct, frozen=True, kw_only=True):
    """One wrong or missing answer, for reading: where, what the gold wants, what was given."""

    where: str
    wanted: str
    got: str


def share(hits: int, of: int) -> float:
    """`hits` of `of` as a share from 0 to 1, four digits; 0 where there is nothing to hit."""
    return round(hits / of, 4) if of else 0.0


def f1(hits: int, gold: int, given: int) -> float:
    """Balanced F-measure of `hits` among `gold` wanted and `given` answers, 0 to 1."""
    return share(2 * hits, gold + given)


def pair_off(
    gold: Sequence[G], given: Sequence[P], score: Callable[[G, P], float], least: float = 0.0
) -> list[tuple[int, int, float]]:
    """One-to-one matches, best score first: (index in `gold`, index in `given`, score), none below `least` or at 0.

    Ties fall to the later pair, as sorting the triples downwards gives them.
    """
    pairs = sorted(
        ((score(one, other), at, place) for at, one in enumerate(gold) for place, other in enumerate(given)), reverse=True
    )
    taken_gold: set[int] = set()
    taken_given: set[int] = set()
    out = []
    for worth, at, place in pairs:
        if worth >= least and worth > 0 and at not in taken_gold and place not in taken_given:
            taken_gold.add(at)
            taken_given.add(place)
            out.append((at, place, worth))
    return out


def jaccard(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    """Shared members over all members of two sets; 0 for two empty ones."""
    return len(one & other) / len(one | other) if one | other else 0.0


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters two half-open spans share."""
    return max(min(one[1], other[1]) - max(one[0], other[0]), 0)


def gold_lines(path: Path, needs: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, one a line; blank lines are skipped. Only a line feed ends a line: U+2028 and U+0085 may stand inside a string.

    Raises UsageError R403 where the file is missing, a line is no object, or a key of `needs` is absent.
    """
    if not path.is_file():
        raise UsageError("R403", "there is no such gold file.", where=path.name, remedy="Give the path of a JSON Lines file.")
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as err:
            raise UsageError("R403", f"the line is no JSON: {err.msg}.", where=f"{path.name}:{number}") from err
        missing = [key for key in needs if not isinstance(value, dict) or key not in value]
        if missing:
            raise UsageError(
                "R403",
                f"the line lacks {', '.join(missing)}.",
                where=f"{path.name}:{number}",
                remedy="See the README of the set for its format.",
            )
        yield value


def first_row(path: Path) -> dict[str, Any]:
    """The first object of a JSON Lines file, by which a scorer tells formats apart; empty where there is none. Raises UsageError R403."""
    first = next(gold_lines(path, ()), None)
    return first if isinstance(first, dict) else {}
