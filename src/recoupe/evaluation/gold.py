"""Scores records against our own gold of sample dispatches (`gold/guidelines.md`). Must never read a text for meaning: it only finds the gold's strings.

A gold claim is found by a claim of its family whose trigger overlaps its own; occurrence and voice are judged on the found ones. A phrase under "never"
must not be the trigger of a claim that is said to have happened, unless the gold itself has such a claim on those characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from recoupe.evaluation.figures import Miss, gold_lines, overlap, share
from recoupe.model.record import Claim, Record, Voice
from recoupe.model.vocabulary import ARTICLE, SAID_TO_HAPPEN, SPEECH, family
from recoupe.text.views import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_STARTS_SLACK = 2


class GoldClaim(msgspec.Struct, frozen=True):
    """One claim of the gold: strings, found in the text by `near` and `trigger`."""

    family: str
    trigger: str
    near: str
    occurrence: str
    voices: tuple[str, ...]
    times: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class GoldArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One article of the gold. Parts are (kind, first characters)."""

    file: str
    lang: str
    parts: tuple[tuple[str, str], ...]
    claims: tuple[GoldClaim, ...]
    never: tuple[str, ...]


class GoldFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Shares from 0 to 1 with their counts; `never_broken` is a count and must be 0. `precision`: claims that lie on a gold trigger.
    `time_right`: of the found claims to which the gold gives a time those that have it,
    `time_wrong`, `time_none` those that have another or none; `time_precision`: of those that have a time, not counting the day of the sentence before
    (`time_inherited`, a count). The same of places; a place that is none of the gold's in any role counts against `place_precision`."""

    found: float
    found_of: int
    precision: float
    given: int
    occurrence_right: float
    voice_right: float
    judged: int
    parts_right: float
    parts_of: int
    never_broken: int
    time_right: float = 0.0
    time_of: int = 0
    time_precision: float = 0.0
    time_wrong: float = 0.0
    time_none: float = 0.0
    time_inherited: int = 0
    place_right: float = 0.0
    place_wrong: float = 0.0
    place_none: float = 0.0
    place_of: int = 0
    place_precision: float = 0.0
    errors: tuple[Miss, ...] = ()


ReadFile = Callable[[str], tuple[str, Record]]
"""From the name of a sample to its linear text and record."""


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """The articles of a gold file, or of every `*.jsonl` of a folder whose first line has claims. Raises UsageError R403."""
    files = [each for each in sorted(path.glob("*.jsonl")) if _has_claims(each)] if path.is_dir() else [path]
    return tuple(_article(row) for each in files for row in gold_lines(each, ("file", "parts", "claims", "never")))


def _has_claims(path: Path) -> bool:
    """Whether a file of a gold folder is of this format; the folder holds golds of other tasks too."""
    first = next(gold_lines(path, ()), None)
    return isinstance(first, dict) and "claims" in first


def _article(row: dict[str, Any]) -> GoldArticle:
    claims = tuple(
        GoldClaim(
            each["family"],
            each["trigger"],
            each["near"],
            each["occurrence"],
            tuple(each["voices"]),
            _strings(each.get("roles", {}).get("time", ())),
            _strings(each.get("roles", {}).get("place", ())),
            tuple(said for role, filler in each.get("roles", {}).items() if role != "time" for said in _strings(filler)),
        )
        for each in row["claims"]
    )
    parts = tuple((part["kind"], part["starts"]) for part in row["parts"])
    return GoldArticle(file=row["file"], lang=row.get("lang", ""), parts=parts, claims=claims, never=tuple(row["never"]))


def _strings(value: str | list[str] | tuple[()]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


class _Tally(msgspec.Struct):
    """Counts over all articles."""

    found: int = 0
    wanted: int = 0
    on_gold: int = 0
    given: int = 0
    occurrence: int = 0
    voice: int = 0
    parts: int = 0
    parts_wanted: int = 0
    never: int = 0
    times: int = 0
    times_wanted: int = 0
    times_given: int = 0
    times_wrong: int = 0
    times_inherited: int = 0
    places: int = 0
    places_wanted: int = 0
    places_wrong: int = 0
    places_given: int = 0
    places_fit: int = 0
    errors: list[Miss] = msgspec.field(default_factory=list)


def score_gold(articles: Iterable[GoldArticle], read: ReadFile) -> GoldFigures:
    """Reads every article and counts."""
    tally = _Tally()
    for article in articles:
        text, record = read(article.file)
        placed = [(claim, _place(text, claim)) for claim in article.claims]
        _claims(tally, article.file, placed, record)
        _parts(tally, article, text, record)
        _never(tally, article, text, record, placed)
    return GoldFigures(
        found=share(tally.found, tally.wanted), found_of=tally.wanted, precision=share(tally.on_gold, tally.given), given=tally.given,
        occurrence_right=share(tally.occurrence, tally.found), voice_right=share(tally.voice, tally.found), judged=tally.found,
        parts_right=share(tally.parts, tally.parts_wanted), parts_of=tally.parts_wanted, never_broken=tally.never, time_right=share(tally.times, tally.times_wanted), time_of=tally.times_wanted,
        time_precision=share(tally.times, tally.times_given), time_wrong=share(tally.times_wrong, tally.times_wanted),
        time_none=share(tally.times_wanted - tally.times - tally.times_wrong, tally.times_wanted), time_inherited=tally.times_inherited,
        place_right=share(tally.places, tally.places_wanted), place_wrong=share(tally.places_wrong, tally.places_wanted),
        place_none=share(tally.places_wanted - tally.places - tally.places_wrong, tally.places_wanted), place_of=tally.places_wanted,
        place_precision=share(tally.places_fit, tally.places_given), errors=tuple(tally.errors),
    )  # fmt: skip


def _place(text: str, claim: GoldClaim) -> tuple[int, int] | None:
    """Where the gold's trigger stands; None where the text does not hold its strings."""
    near = text.find(claim.near)
    inside = claim.near.find(claim.trigger)
    start = near + inside if near >= 0 and inside >= 0 else text.find(claim.trigger)
    return (start, start + len(claim.trigger)) if start >= 0 else None


def _claims(tally: _Tally, file: str, placed: list[tuple[GoldClaim, tuple[int, int] | None]], record: Record) -> None:
    spans = [span for _, span in placed if span]
    names = {mention.id: mention.text for mention in record.mentions if mention.kind == "place"}
    tally.given += len(record.claims)
    tally.on_gold += sum(any(overlap(claim.trigger.bounds, span) for span in spans) for claim in record.claims)
    for wanted, span in placed:
        tally.wanted += 1
        where = f"{file}:{span[0] if span else '?'}"
        if span is None:
            tally.errors.append(Miss(where=where, wanted=f"“{wanted.trigger}” in the text", got="not there"))
            continue
        got = [claim for claim in record.claims if family(claim.type) == wanted.family and overlap(claim.trigger.bounds, span)]
        if not got:
            tally.errors.append(Miss(where=where, wanted=f"{wanted.family} “{wanted.trigger}”", got="no claim"))
            continue
        best = max(got, key=lambda claim: overlap(claim.trigger.bounds, span))
        tally.found += 1
        occurrence, voice = best.status.occurrence == wanted.occurrence, _voice_fits(wanted, best)
        tally.occurrence += occurrence
        tally.voice += voice
        _time(tally, where, wanted, best)
        _where(tally, where, wanted, best, names)
        if not occurrence:
            tally.errors.append(Miss(where=where, wanted=f"“{wanted.trigger}” {wanted.occurrence}", got=best.status.occurrence))
        if not voice:
            tally.errors.append(
                Miss(
                    where=where,
                    wanted=f"“{wanted.trigger}” voice {wanted.voices[0]}",
                    got=best.voices[-1].who if best.voices else "none",
                )
            )


def _time(tally: _Tally, where: str, wanted: GoldClaim, claim: Claim) -> None:
    """The claim's time: one of the gold's strings holds it, or lies in it."""
    got = fold(claim.time.text) if claim.time is not None else ""
    if claim.time is not None and claim.time.by == "narrative" and not wanted.times:
        tally.times_inherited += 1
        return
    right = _is_one(got, wanted.times)
    tally.times_wrong += bool(got and wanted.times and not right)
    tally.times += right
    tally.times_wanted += bool(wanted.times)
    tally.times_given += bool(got)
    if not right and (got or wanted.times):
        tally.errors.append(
            Miss(where=where, wanted=f"“{wanted.trigger}” time {', '.join(wanted.times) or 'none'}", got=got or "none")
        )


def _is_one(got: str, wanted: tuple[str, ...]) -> bool:
    """Whether one of the gold's strings holds what was given, folded, or lies in it."""
    return bool(got) and any(fold(each) in got or got in fold(each) for each in wanted)


def _where(tally: _Tally, where: str, wanted: GoldClaim, claim: Claim, names: dict[str, str]) -> None:
    """The claim's place: that of the gold; one that the gold has in another role (where the movement ends) is not against it."""
    got = fold(names.get(claim.place.mention, "")) if claim.place is not None else ""
    right = _is_one(got, wanted.places)
    tally.places += right
    tally.places_wanted += bool(wanted.places)
    tally.places_wrong += bool(got and wanted.places and not right)
    tally.places_given += bool(got)
    fits = right or (not wanted.places and _is_one(got, wanted.others))
    tally.places_fit += fits
    if (got and not fits) or (wanted.places and not right):
        tally.errors.append(
            Miss(where=where, wanted=f"“{wanted.trigger}” place {', '.join(wanted.places) or 'none'}", got=got or "none")
        )


def _voice_fits(wanted: GoldClaim, claim: Claim) -> bool:
    """The innermost voice: the article's own on both sides, or a word of three letters in common."""
    chain = _without_own_speaker(claim)
    inner = chain[-1] if chain else None
    own = inner is None or inner.commitment == "own_voice" or len(chain) == 1
    if not wanted.voices or wanted.voices[0] == ARTICLE or own or inner is None:
        return own and (not wanted.voices or wanted.voices[0] == ARTICLE)
    said = (inner.who, inner.holder.text if inner.holder else "")
    if fold(wanted.voices[0]) in {fold(each) for each in said}:
        return True
    return bool(set(_WORD.findall(fold(wanted.voices[0]))) & set(_WORD.findall(fold(" ".join(said)))))


def _without_own_speaker(claim: Claim) -> tuple[Voice, ...]:
    """The chain without the speaker that a speech claim tells of itself: the record ends its chain with him, the gold with who reports that he spoke."""
    last = claim.voices[-1] if claim.voices else None
    if last is None or last.holder is None or family(claim.type) not in SPEECH:
        return claim.voices
    spoken = any(role.span.overlaps(last.holder) for role in claim.roles if role.role not in {"content", "addressee"})
    return claim.voices[:-1] if spoken else claim.voices


def _parts(tally: _Tally, article: GoldArticle, text: str, record: Record) -> None:
    """A part is right where one of its kind begins at its first characters, sought in reading order."""
    position = 0
    for kind, starts in article.parts:
        tally.parts_wanted += 1
        start = text.find(starts, position)
        if start < 0:
            tally.errors.append(Miss(where=article.file, wanted=f"{kind} part “{starts[:30]}”", got="not in the text"))
            continue
        position = start + 1
        got = [part.kind for part in record.parts if abs(part.start - start) <= _STARTS_SLACK]
        tally.parts += kind in got
        if kind not in got:
            tally.errors.append(
                Miss(where=f"{article.file}:{start}", wanted=f"{kind} part", got=", ".join(got) or "no part begins here")
            )


def _never(
    tally: _Tally, article: GoldArticle, text: str, record: Record, placed: list[tuple[GoldClaim, tuple[int, int] | None]]
) -> None:
    """Counts claims said to have happened on a phrase that must not be."""
    allowed = [span for claim, span in placed if span and claim.occurrence in SAID_TO_HAPPEN]
    for phrase in article.never:
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text):
            if any(overlap(match.span(), span) for span in allowed):
                continue
            for claim in record.claims:
                if claim.status.occurrence in SAID_TO_HAPPEN and overlap(claim.trigger.bounds, match.span()):
                    tally.never += 1
                    tally.errors.append(
                        Miss(
                            where=f"{article.file}:{match.start()}",
                            wanted=f"never “{phrase}”",
                            got=f"{claim.type} {claim.status.occurrence}",
                        )
                    )
