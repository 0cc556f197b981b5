"""Which claim a sentence is about, and who does what to whom in it, where a gold set allows one answer only. Must never read a text.

A record holds every claim of a sentence; a set with one event a sentence asks for the main one. The rule: among the claims that have a
PLOVER event, the one that no other such claim has as its content ("urged X to free Y" is a request); of several, the one that stands
outermost, then the one with both its sides, then the first. A promise steps back behind what is promised where that is a threat or a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recoupe.evaluation.event_gold import EventCase, Spans, root_name
from recoupe.evaluation.figures import overlap
from recoupe.model.record import Claim, Mention, Record, Role
from recoupe.model.vocabulary import family

SOURCES = (
    "attacker", "perpetrator", "side_a", "threatener", "asker", "accuser", "donor", "decider", "publisher", "claimant", "speaker", "actor",
    "agent", "body", "mover", "holder", "taker",
)  # fmt: skip
"""Roles of who does it, the first of a claim's own roles counts."""
TARGETS = (
    "target", "victim", "person", "side_b", "threatened", "addressee", "accused", "beneficiary", "recipient", "against", "loser", "owner",
    "object", "instrument", "facility", "place", "destination", "origin", "content", "subject",
)  # fmt: skip
"""Roles of whom it is done to."""


_MERE = frozenset({"intended", "possible", "hypothetical", "unknown", "questioned"})
_PROMISE = "INTENT-promise"
_HARD = frozenset({"THREATEN", "REJECT"})
_SHORT = 8
"""Words up to which a role is taken for a name."""
_NAMING = frozenset({"actor", "place"})
_CONTENTS = frozenset({"object", "instrument", "content", "subject", "facility"})
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i", "who", "which", "that"})
_BREAK = ("REJECT", "meet")
_HOSTILE = frozenset({"PROTEST", "SANCTION", "COERCE", "ASSAULT"})


def root_of(claim: Claim) -> str:
    """The claim's PLOVER root, "" where PLOVER has none.

    The sets were coded before version 2.0 of the manual, which the record follows: in them a concession to come is AGREE, a hostile act to come
    THREATEN, and a conviction still ACCUSE.
    """
    if claim.plover is None or not claim.plover.event:
        return ""
    root = root_name(claim.plover.event)
    if claim.status.occurrence in {"planned", "intended"} and root == "YIELD":
        return "AGREE"
    if claim.status.occurrence == "planned" and (root in _HOSTILE or (root, claim.plover.mode) == _BREAK):
        return "THREATEN"
    return "ACCUSE" if claim.plover.mode == "convict" else root


def main_claim(claims: Sequence[Claim]) -> Claim | None:
    """The claim that the sentence is about."""
    coded = [claim for claim in claims if root_of(claim)]
    return max(coded, key=lambda claim: _weight(claim, coded), default=None)


def _weight(claim: Claim, coded: Sequence[Claim]) -> tuple[bool, int, bool, int]:
    above = {other.id for other in coded if not _is_empty_promise(other, coded)}
    outside = sum(
        other.id in above
        and other.id != claim.id
        and other.span.contains(claim.trigger)
        and not claim.span.contains(other.trigger)
        for other in coded
    )
    leads = claim.content_of not in above and claim.id in above
    return leads, -outside, both_sides(claim), -claim.trigger.start


def _is_empty_promise(claim: Claim, coded: Sequence[Claim]) -> bool:
    """A promise whose content is a threat or a refusal: it is no promise."""
    return claim.type == _PROMISE and any(other.content_of == claim.id and root_of(other) in _HARD for other in coded)


def both_sides(claim: Claim) -> bool:
    """Whether somebody does it and somebody undergoes it."""
    return bool(_first(claim, SOURCES)) and bool(_first(claim, TARGETS))


def binding_claim(claims: Sequence[Claim], case: EventCase) -> Claim | None:
    """The claim that binds the source and the target of the case: most sides in place, then as `main_claim` has it."""
    coded = [claim for claim in claims if root_of(claim)]
    return max(coded, key=lambda claim: (_fit(claim, case), *_weight(claim, coded)), default=None)


def _fit(claim: Claim, case: EventCase) -> int:
    """How well the claim's roles lie on the given sides: 4 each in its place, 1 for each in its span; 3 for what is no mere purpose or condition."""
    source = any(_touches(role, case.source) for role in claim.roles if role.role in SOURCES)
    target = any(_touches(role, case.target) for role in claim.roles if role.role not in SOURCES)
    inside = sum(any(overlap(claim.span.bounds, span) for span in side) for side in (case.source, case.target))
    return 4 * source + 4 * target + inside + 3 * (claim.status.occurrence not in _MERE)


def _touches(role: Role, spans: Spans) -> bool:
    return any(overlap((role.start, role.end), span) for span in spans)


def _first(claim: Claim, names: Iterable[str]) -> list[Role]:
    """The roles of the first name that the claim has."""
    for name in names:
        found = [role for role in claim.roles if role.role == name]
        if found:
            return found
    return []


def sides(claim: Claim, record: Record) -> tuple[Spans, Spans]:
    """Actor and target spans of a claim.

    A short role is its own name ("rebels in the north"), of a long one the first name counts; of what is said, asked or done (a clause, a plan) only
    the first name in it. A pronoun is the innermost speaker, and so is whoever prescribes. Who meets whom, with no target of its own, is both.
    """
    actors = _names(_first(claim, SOURCES), claim, record) or (_speaker(claim) if family(claim.type) == "PRESCRIBE" else ())
    for name in TARGETS:
        targets = _names([role for role in claim.roles if role.role == name], claim, record)
        if targets:
            return actors, targets
    return actors, actors if len(actors) > 1 else ()


def _names(roles: Sequence[Role], claim: Claim, record: Record) -> Spans:
    out: dict[tuple[int, int], None] = {}
    for role in roles:
        words = role.text.split()
        if len(words) == 1 and words[0].lower() in _PRONOUNS:
            out.update(dict.fromkeys(_speaker(claim)))
        elif role.role not in _CONTENTS and len(words) <= _SHORT:
            out[role.start, role.end] = None
        else:
            inside = [m for m in record.mentions if m.kind in _NAMING and role.start <= m.start and m.end <= role.end]
            out.update(dict.fromkeys(_first_name(inside)))
    return tuple(out)


def _speaker(claim: Claim) -> Spans:
    """Who says so: the holder of the innermost voice that has one."""
    holders = [voice.holder for voice in claim.voices if voice.holder is not None]
    return tuple((holder.start, holder.end) for holder in holders[-1:])


def _first_name(mentions: Sequence[Mention]) -> Spans:
    """The first mention, with those that follow it after one blank: an office and its holder's name."""
    start = end = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if start < 0:
            start, end = mention.start, mention.end
        elif end < mention.start <= end + 1:
            end = mention.end
    return ((start, end),) if start >= 0 else ()
