"""Scores our own gold of places: towns and facilities within 25 km, areas by id or by a region that overlaps and is not ten times as large, and no wrong answer among homonyms without a word of warning.

Only literal mentions count that have a point, an id or a region. Must never know how places were found.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from recoupe.evaluation.figures import Miss, f1, gold_lines, share
from recoupe.evaluation.places import Spot, aligned, is_right, kilometres

NEAR_KM = 25.0
_LARGER = 10.0
"""How many times as large as the gold's a right region may be: all of a state is no answer for a village."""


class Box(msgspec.Struct, frozen=True):
    """Degrees."""

    west: float
    south: float
    east: float
    north: float

    def overlaps(self, other: Box) -> bool:
        """Whether they share a point."""
        return self.west <= other.east and other.west <= self.east and self.south <= other.north and other.south <= self.north

    @property
    def size(self) -> float:
        """Square degrees as they are at its middle."""
        return (self.east - self.west) * (self.north - self.south) * math.cos(math.radians((self.south + self.north) / 2))

    def fits(self, other: Box) -> bool:
        """Whether an answer shares a point with it and is not too much larger."""
        return self.overlaps(other) and other.size <= _LARGER * self.size

    def holds(self, spot: Spot) -> bool:
        """Whether a point lies in it."""
        return spot.lat is not None and spot.lon is not None and self.overlaps(Box(spot.lon, spot.lat, spot.lon, spot.lat))


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of the gold: the place, the box in which an answer may lie where it has no point, the point that must not be given with its kilometres."""

    spot: Spot
    region: Box | None
    homonym: bool
    literal: bool
    never: tuple[float, float, float] | None


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What is answered for one stretch: the place, its area, and whether a warning stands there."""

    spot: Spot
    region: Box | None = None
    warned: bool = False


class OwnPlaceText(msgspec.Struct, frozen=True, kw_only=True):
    """One text with its gold."""

    id: str
    lang: str
    text: str
    gold: tuple[Wanted, ...]


class OwnPlaceFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Shares 0 to 1 with their counts. `silent_wrong`: homonyms put at a wrong place with no warning; `forbidden`: places given that must not be."""

    right: float
    right_of_homonyms: float
    silent_wrong: int
    forbidden: int
    strict_f1: float
    asked: int
    homonyms: int
    documents: int
    errors: tuple[Miss, ...] = ()


Answer = Callable[[str, str], Sequence[Answered]]


def is_own_places(path: Path) -> bool:
    """Whether the gold file is one of ours: its mentions say how the text places them."""
    first = next(iter(gold_lines(path, ("text", "mentions"))), None) if path.is_file() and path.suffix == ".jsonl" else None
    return first is not None and any("must_not" in each and "relation" in each for each in first["mentions"])


def read_own_places(path: Path) -> tuple[OwnPlaceText, ...]:
    """The texts of a gold file. Raises UsageError R403."""
    out = []
    for row in gold_lines(path, ("doc", "lang", "text", "mentions")):
        gold = tuple(
            Wanted(
                spot=Spot(start=each["start"], end=each["end"], lat=each["lat"], lon=each["lon"], id=each["geonameid"]),
                region=Box(each["region"]["west"], each["region"]["south"], each["region"]["east"], each["region"]["north"]) if each["region"] else None,
                homonym=each["homonym"], literal=each["use"] == "literal", never=tuple(each["must_not"]) if each["must_not"] else None,
            )
            for each in row["mentions"]
        )  # fmt: skip
        out.append(OwnPlaceText(id=row["doc"], lang=row["lang"], text=row["text"], gold=gold))
    return tuple(out)


def score_own_places(documents: Iterable[OwnPlaceText], answer: Answer) -> OwnPlaceFigures:
    """Reads every text and counts."""
    n = dict.fromkeys(
        ("documents", "asked", "right", "homonyms", "homonyms_right", "silent", "forbidden", "gold", "found", "strict"), 0
    )
    errors: list[Miss] = []
    for document in documents:
        given = list({(each.spot.start, each.spot.end): each for each in answer(document.text, document.lang)}.values())
        pairs = aligned([each.spot for each in document.gold], [each.spot for each in given])
        spans = {(each.spot.start, each.spot.end) for each in given}
        n["documents"] += 1
        n["gold"] += len(document.gold)
        n["found"] += len(given)
        n["strict"] += sum((each.spot.start, each.spot.end) in spans for each in document.gold)
        for at, wanted in enumerate(document.gold):
            got = given[pairs[at]] if at in pairs else None
            n["forbidden"] += _is_forbidden(wanted, got)
            if not wanted.literal or (wanted.spot.lat is None and wanted.spot.id is None and wanted.region is None):
                continue
            right = _is_right(wanted, got)
            n["asked"] += 1
            n["right"] += right
            n["homonyms"] += wanted.homonym
            n["homonyms_right"] += wanted.homonym and right
            n["silent"] += wanted.homonym and got is not None and got.spot.lat is not None and not right and not got.warned
            if not right:
                errors.append(_miss(document, wanted, got))
    return OwnPlaceFigures(
        right=share(n["right"], n["asked"]), right_of_homonyms=share(n["homonyms_right"], n["homonyms"]), silent_wrong=n["silent"], forbidden=n["forbidden"],
        strict_f1=f1(n["strict"], n["gold"], n["found"]), asked=n["asked"], homonyms=n["homonyms"], documents=n["documents"], errors=tuple(errors),
    )  # fmt: skip


def _is_right(wanted: Wanted, got: Answered | None) -> bool:
    if got is None:
        return False
    if is_right(wanted.spot, got.spot, near=NEAR_KM):
        return True
    if wanted.spot.lat is not None or wanted.region is None:
        return False
    return (
        wanted.region.holds(got.spot) if got.spot.lat is not None else got.region is not None and wanted.region.fits(got.region)
    )


def _is_forbidden(wanted: Wanted, got: Answered | None) -> bool:
    if wanted.never is None or got is None:
        return False
    lat, lon, km = wanted.never
    return kilometres(Spot(start=0, end=0, lat=lat, lon=lon), got.spot) <= km


def _miss(document: OwnPlaceText, wanted: Wanted, got: Answered | None) -> Miss:
    spot = wanted.spot
    shown = (
        "not found"
        if got is None
        else f"{got.spot.id or ''} {got.spot.lat}, {got.spot.lon}{' with a region' if got.region else ''}"
    )
    return Miss(
        where=f"{document.id}:{spot.start}",
        wanted=f"{document.text[spot.start : spot.end]} {spot.id or ''} {spot.lat}, {spot.lon}{' homonym' if wanted.homonym else ''}",
        got=shown + (", warned" if got is not None and got.warned else ""),
    )
