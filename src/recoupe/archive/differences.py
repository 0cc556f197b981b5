"""What changed between two readings of one text: claim by claim, field by field. Ids say what is the same claim; nothing is guessed."""

from __future__ import annotations

from typing import Any

import msgspec

from recoupe.model.record import Claim, Record

_COMPARED = (
    "type",
    "nature",
    "occurrence",
    "attribution",
    "roles",
    "time",
    "place",
    "quantities",
    "losses",
    "voices",
    "content_of",
)


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a claim before and after, as built-in values."""

    field: str
    before: Any
    after: Any


class ClaimChange(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that came, went, or reads otherwise. `claim` is its id after; `was` before, where they differ."""

    change: str
    claim: str
    type: str
    trigger: str
    was: str | None = None
    fields: tuple[FieldChange, ...] = ()


def reread(before: Record, after: Record) -> tuple[ClaimChange, ...]:
    """What a second reading of the same text changed: claims added, gone, changed, in the order of the text."""
    old = {claim.id: claim for claim in before.claims}
    new = {claim.id: claim for claim in after.claims}
    out = [(claim.trigger.start, _one("gone", claim)) for key, claim in old.items() if key not in new]
    for key, claim in new.items():
        if key not in old:
            out.append((claim.trigger.start, _one("added", claim)))
        elif fields := changed_fields((before, old[key]), (after, claim)):
            out.append((claim.trigger.start, _one("changed", claim, fields)))
    return tuple(change for _, change in sorted(out, key=lambda pair: pair[0]))


def changed_fields(before: tuple[Record, Claim], after: tuple[Record, Claim]) -> tuple[FieldChange, ...]:
    """The fields in which two claims differ, spans and ids of mentions apart."""
    left, right = said(*before), said(*after)
    return tuple(
        FieldChange(field=field, before=left[field], after=right[field]) for field in _COMPARED if left[field] != right[field]
    )


def said(record: Record, claim: Claim) -> dict[str, Any]:
    """What a claim says, without where it stands: words for roles, values for times, bounds for numbers."""
    place = next((mention for mention in record.mentions if claim.place and mention.id == claim.place.mention), None)
    return {
        "type": claim.type,
        "nature": claim.nature,
        "occurrence": claim.status.occurrence,
        "attribution": claim.status.attribution,
        "roles": sorted([role.role, role.text] for role in claim.roles),
        "time": [claim.time.text, claim.time.value] if claim.time else None,
        "place": [place.text, place.best.ref if place.best else None] if place else None,
        "quantities": [[each.what, each.low, each.high] for each in claim.quantities],
        "losses": [[each.kind, each.side, each.low, each.high] for each in claim.losses],
        "voices": [[voice.who, voice.kind, voice.commitment] for voice in claim.voices],
        "content_of": claim.content_of,
    }


def _one(change: str, claim: Claim, fields: tuple[FieldChange, ...] = ()) -> ClaimChange:
    return ClaimChange(change=change, claim=claim.id, type=claim.type, trigger=claim.trigger.text, fields=fields)
