"""Scores the record of the specimen against an annotation by offsets: parts, claims, and what must never happen. Must never hold a word of its text.

An annotation is a set of numbers; `scripts/annotate_specimen.py` makes it from the annotated article, and `evaluate claims` reads it from that folder.
Three rules of fairness: a frame that several claims overlap is scored on the one whose roles fit best; characters in two roles of a frame count once for
the roles without name; a claim for an act (a threat, an order, a decision, a law) may carry the status of the act or of its content.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from recoupe.evaluation.figures import Miss, f1, overlap, share
from recoupe.evaluation.specimen_guards import Broken, Guard, broken_guards
from recoupe.model.record import Claim, Record
from recoupe.model.vocabulary import family

Pair = tuple[int, int]

ACTS: dict[str, frozenset[str]] = {
    "DECIDE": frozenset({"happened", "ongoing", "habitual", "planned", "intended"}),
    "THREATEN": frozenset({"happened", "ongoing", "habitual", "threatened", "intended"}),
    "REQUEST": frozenset({"happened", "ongoing", "habitual", "requested", "prescribed"}),
    "LEGAL": frozenset({"happened", "ongoing", "habitual", "requested", "prescribed"}),
}
_SAME_ROLE = (
    frozenset(
        "actor agent speaker holder decider threatener asker attacker perpetrator publisher body donor owner accuser claimant group side_a side_b parties asserter".split()
    ),
    frozenset("recipient target victim threatened addressee beneficiary accused person against loser".split()),
    frozenset("content subject object product instrument good measure frame".split()),
)
_PART_SLACK = 2


class PartSpan(msgspec.Struct, frozen=True, kw_only=True):
    """A part and the kinds under which a record may give it. `foreign`: of another story, or a pointer to one."""

    kinds: tuple[str, ...]
    start: int
    end: int
    foreign: bool = False


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the article says. `triggers`: where a claim may be anchored; `opinion`: a claim of nature opinion fits whatever its occurrence."""

    id: str
    family: str
    families: tuple[str, ...]
    triggers: tuple[Pair, ...]
    roles: dict[str, tuple[Pair, ...]]
    occurrences: tuple[str, ...]
    core: bool = False
    opinion: bool = False


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of the specimen, by offsets."""

    sha256: str
    chars: int
    parts: tuple[PartSpan, ...]
    frames: tuple[Frame, ...]
    guards: tuple[Guard, ...]


class SpecimenFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Counts, and shares from 0 to 1 of the core frames that were found."""

    parts_right: int
    parts_of: int
    guards_broken: int
    found: int
    found_of: int
    core_found: int
    core_of: int
    core_type_compatible: float
    core_status_right: float
    core_roles_by_name: float
    claims_on_gold: float
    claims: int
    errors: tuple[Miss, ...] = ()


def score_specimen(annotation: Annotation, text: str, record: Record) -> SpecimenFigures:
    """All figures of one record. `text` is the specimen's linear text."""
    broken = broken_guards(annotation.guards, record)
    every, core = _Tally(), _Tally()
    errors = [Miss(where=f"guard {each.guard}", wanted="never", got=each.what) for each in broken]
    for frame in annotation.frames:
        claim = _best(frame, text, record)
        for tally in (every, core) if frame.core else (every,):
            tally.add(frame, claim, text)
        if claim is None:
            errors.append(
                Miss(
                    where=f"{frame.triggers[0][0]}",
                    wanted=f"{frame.id} {'core ' if frame.core else ''}{frame.family}",
                    got="no claim",
                )
            )
    on_gold = sum(any(overlap(c.trigger.bounds, t) for f in annotation.frames for t in f.triggers) for c in record.claims)
    return SpecimenFigures(
        parts_right=parts_right(annotation, record), parts_of=len(annotation.parts), guards_broken=len(broken), found=every.found, found_of=every.of,
        core_found=core.found, core_of=core.of, core_type_compatible=share(core.types, core.found), core_status_right=share(core.statuses, core.found),
        core_roles_by_name=f1(core.role_hits, core.role_gold, core.role_given), claims_on_gold=share(on_gold, len(record.claims)), claims=len(record.claims),
        errors=tuple(errors),
    )  # fmt: skip


def parts_right(annotation: Annotation, record: Record) -> int:
    """How many parts the record gives at their place under a fitting kind."""
    return sum(
        any(_same_place(wanted, part.start, part.end) and part.kind in wanted.kinds for part in record.parts)
        for wanted in annotation.parts
    )


def guards_of(annotation: Annotation, record: Record, number: int) -> tuple[Broken, ...]:
    """What breaks one of the seven rules of what must never happen."""
    return tuple(broken_guards([guard for guard in annotation.guards if guard.rule == number], record))


def _same_place(part: PartSpan, start: int, end: int) -> bool:
    return abs(part.start - start) <= _PART_SLACK and abs(part.end - end) <= _PART_SLACK


class _Tally(msgspec.Struct):
    """Counts over frames."""

    of: int = 0
    found: int = 0
    types: int = 0
    statuses: int = 0
    role_hits: int = 0
    role_gold: int = 0
    role_given: int = 0

    def add(self, frame: Frame, claim: Claim | None, text: str) -> None:
        wanted = {(role_class(role), at) for role, spans in frame.roles.items() for span in spans for at in _letters(text, span)}
        self.of += 1
        self.role_gold += len(wanted)
        if claim is None:
            return
        got = {(role_class(role), at) for role, span in _roles(claim) for at in _letters(text, span)}
        kind = family(claim.type)
        acts = ACTS.get(kind, frozenset()) if kind == frame.family else frozenset()
        self.found += 1
        self.types += not frame.families or kind in frame.families
        self.statuses += claim.status.occurrence in acts.union(frame.occurrences) or (frame.opinion and claim.nature == "opinion")
        self.role_hits += len(wanted & got)
        self.role_given += len(got)


def role_class(name: str) -> str:
    """Role names that different coders give the same part: one name for each group."""
    return next((min(group) for group in _SAME_ROLE if name in group), name)


def _best(frame: Frame, text: str, record: Record) -> Claim | None:
    """The claim on one of the frame's triggers whose roles fit best, then whose trigger does."""
    at = [claim for claim in record.claims if any(overlap(claim.trigger.bounds, trigger) for trigger in frame.triggers)]
    plain = {i for spans in frame.roles.values() for span in spans for i in _letters(text, span)}

    def fit(claim: Claim) -> tuple[float, float]:
        got = {i for _, span in _roles(claim) for i in _letters(text, span)}
        return len(plain & got) / max(len(plain | got), 1), _reach(claim.trigger.bounds, frame.triggers)

    return max(at, key=fit, default=None)


def _reach(span: Pair, triggers: tuple[Pair, ...]) -> float:
    shares = []
    for trigger in triggers:
        shared = overlap(span, trigger)
        shares.append(shared / (span[1] - span[0] + trigger[1] - trigger[0] - shared))
    return max(shares)


def _roles(claim: Claim) -> Iterator[tuple[str, Pair]]:
    """Name and characters of each role; a time in its own field counts as the role of that name."""
    for role in claim.roles:
        yield role.role, (role.start, role.end)
    when = claim.time
    if when and when.text and when.end and not any(role.role == "time" for role in claim.roles):
        yield "time", (when.start, when.end)


def _letters(text: str, span: Pair) -> set[int]:
    """Positions of letters and digits, so that an article or an elision more or less costs little."""
    return {at for at in range(*span) if text[at].isalnum()}
