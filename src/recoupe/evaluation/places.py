"""Scores place mentions and where they are put. Must never know how they were found.

`strict_f1`: same start and end. Resolution counts the gold mentions that have coordinates: `acc161` with the gold characters given, `end_to_end_acc161` with those
that were found, matched one to one by overlap, equal spans first, then the most shared characters; a missed or unresolved mention is wrong. A place is right within
161 km, or where the gold names it by a GeoNames id that is also the answer's: a state is no point. `right_at_75`: right among the surest answers that make up 75 %
of all that is asked. Some sets annotate words that name a people, and halves of other names, as places: an answer for those counts end to end and not among the names.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from recoupe.errors import UsageError
from recoupe.evaluation.figures import Miss, f1, gold_lines, overlap, share
from recoupe.evaluation.reliability import brier, calibration_error, coverage_curve, right_among_surest

NEAR_KM = 161.0
"""A hundred miles, the field's bound."""
_EARTH_KM = 12742.0176
_KEPT = 0.75
_COLUMNS = 3
_TIGHT_BEHIND = ("'", "’", "(", "[")
_TIGHT_BEFORE = ",.)]"


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place mention: characters, and degrees and GeoNames id where known; of an answer how sure it is, 0 to 1, and whether it counts end to end only."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    id: str | None = None
    score: float = 0.0
    aside: bool = False


class PlaceText(msgspec.Struct, frozen=True, kw_only=True):
    """One document with its gold mentions."""

    id: str
    text: str
    gold: tuple[Spot, ...]
    lang: str = ""
    outlet: str = ""


class PlaceFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Scores from 0 to 1 over all documents together. `brier`, `calibration_error`, `coverage`: `reliability`, of the answers for given characters."""

    strict_f1: float
    overlap_f1: float
    acc161: float
    end_to_end_acc161: float
    right_at_75: float
    brier: float
    calibration_error: float
    coverage: dict[str, float]
    documents: int
    gold: int
    located: int
    found: int
    errors: tuple[Miss, ...] = ()


Locate = Callable[[PlaceText, Sequence[Spot] | None], Sequence[Spot]]
"""From a document, whose gold it must not look at, and the stretches that name places (None: find them) to places."""


def read_places(path: Path) -> tuple[PlaceText, ...]:
    """The documents of a gold file: toponyms with points, or, in `.conllu`, sentences with a tag a word. Raises UsageError R403."""
    if path.suffix == ".conllu":
        return tuple(_sentences(path))
    out = []
    for row in gold_lines(path, ("doc_id", "text", "mentions")):
        gold = tuple(
            Spot(
                start=each["start"],
                end=each["end"],
                lat=each.get("lat"),
                lon=each.get("lon"),
                id=str(each["geonameid"]) if each.get("geonameid") else None,
            )
            for each in row["mentions"]
        )
        out.append(
            PlaceText(
                id=str(row["doc_id"]),
                text=row["text"],
                gold=gold,
                lang=row.get("lang", ""),
                outlet=row.get("domain") or row.get("outlet") or "",
            )
        )
    return tuple(out)


def _sentences(path: Path) -> Iterator[PlaceText]:
    """One document a sentence, its words set as print sets them; gold are the runs tagged LOC. The file's name begins with the language ("fr-val")."""
    if not path.is_file():
        raise UsageError("R403", "there is no such gold file.", where=path.name, remedy="Give the path of a tagged file.")
    lang = path.name.partition("-")[0]
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    for number, block in enumerate(blocks, 1):
        rows = [line.split("\t") for line in block.split("\n") if line.strip()]
        if any(len(row) < _COLUMNS for row in rows):
            raise UsageError(
                "R403",
                "a line has no tag.",
                where=f"{path.name}, sentence {number}",
                remedy="Give number, word and tag, separated by tabs.",
            )
        if rows:
            yield _sentence(f"{path.stem}:{number}", lang, [(row[1], row[2]) for row in rows])


def _sentence(name: str, lang: str, words: Sequence[tuple[str, str]]) -> PlaceText:
    text = ""
    gold: list[list[int]] = []
    open_run = False
    for word, tag in words:
        if text and not (text.endswith(_TIGHT_BEHIND) or word[:1] in _TIGHT_BEFORE):
            text += " "
        start = len(text)
        text += word
        inside = tag.endswith("-LOC")
        if inside and open_run and tag.startswith("I"):
            gold[-1][1] = len(text)
        elif inside:
            gold.append([start, len(text)])
        open_run = inside
    return PlaceText(id=name, text=text, gold=tuple(Spot(start=start, end=end) for start, end in gold), lang=lang)


def kilometres(one: Spot, other: Spot) -> float:
    """Great-circle distance; infinite where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    low, high = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((high - low) / 2) ** 2 + math.cos(low) * math.cos(high) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def is_right(gold: Spot, answer: Spot | None, *, near: float = NEAR_KM) -> bool:
    """Whether the answer is the place of the gold: the same id, or within `near` kilometres."""
    if answer is None:
        return False
    return (gold.id is not None and gold.id == answer.id) or kilometres(gold, answer) <= near


def score_places(documents: Iterable[PlaceText], locate: Locate) -> PlaceFigures:
    """Locates the places of every document, found and given, and counts. Of predictions with equal spans the first counts."""
    n = dict.fromkeys(("documents", "gold", "found", "strict", "overlap", "located", "right", "given"), 0)
    errors: list[Miss] = []
    sure: list[tuple[float, bool]] = []
    for document in documents:
        every = distinct(locate(document, None))
        found = [spot for spot in every if not spot.aside]
        spans = {(spot.start, spot.end) for spot in found}
        n["documents"] += 1
        n["gold"] += len(document.gold)
        n["found"] += len(found)
        n["overlap"] += len(aligned(document.gold, found))
        n["strict"] += sum((spot.start, spot.end) in spans for spot in document.gold)
        asked = [at for at, spot in enumerate(document.gold) if spot.lat is not None]
        given = locate(document, [document.gold[at] for at in asked]) if asked else ()
        pairs = aligned(document.gold, every)
        for at, answer in zip(asked, given, strict=True):
            spot, got = document.gold[at], every[pairs[at]] if at in pairs else None
            n["located"] += 1
            n["right"] += is_right(spot, got)
            n["given"] += is_right(spot, answer)
            if answer.lat is not None or answer.id is not None:
                sure.append((answer.score, is_right(spot, answer)))
            if not is_right(spot, got):
                errors.append(_miss(document, spot, got, answer))
    return PlaceFigures(
        strict_f1=f1(n["strict"], n["gold"], n["found"]), overlap_f1=f1(n["overlap"], n["gold"], n["found"]), acc161=share(n["given"], n["located"]),
        end_to_end_acc161=share(n["right"], n["located"]), right_at_75=right_among_surest(sure, n["located"], _KEPT),
        brier=brier(sure), calibration_error=calibration_error(sure), coverage=coverage_curve(sure, n["located"]), documents=n["documents"],
        gold=n["gold"], located=n["located"], found=n["found"], errors=tuple(errors),
    )  # fmt: skip


def _miss(document: PlaceText, spot: Spot, got: Spot | None, given: Spot) -> Miss:
    shown = f"{got.id or ''} {got.lat}, {got.lon}" if got else "not found"
    return Miss(
        where=f"{document.id}:{spot.start}",
        wanted=f"{document.text[spot.start : spot.end]} {spot.id or ''} {spot.lat}, {spot.lon}",
        got=f"{shown}; with its characters given {'right' if is_right(spot, given) else 'wrong'}",
    )


def distinct(spots: Sequence[Spot]) -> list[Spot]:
    """One place for each stretch, the first."""
    return list({(spot.start, spot.end): spot for spot in reversed(list(spots))}.values())[::-1]


def aligned(gold: Sequence[Spot], found: Sequence[Spot]) -> dict[int, int]:
    """Index in `gold` to index in `found`."""
    pairs = []
    for at, spot in enumerate(gold):
        for place, other in enumerate(found):
            shared = overlap((spot.start, spot.end), (other.start, other.end))
            if shared:
                pairs.append(
                    ((spot.start, spot.end) != (other.start, other.end), -shared, abs(spot.start - other.start), at, place)
                )
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, _, _, at, place in sorted(pairs):
        if at not in out and place not in used:
            out[at] = place
            used.add(place)
    return out
