"""The claims of a record as flat rows and the names in their roles, for searching. Reads the record, decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from recoupe.archive.rows import ClaimRow, Named
from recoupe.model.record import Claim, Mention, Reading, Record
from recoupe.model.telling import Telling
from recoupe.model.vocabulary import family
from recoupe.text.views import fold

SURE = 0.5
"""Score from which a reading's id stands for the name."""
_LONGEST = 200


def rows_of(record: Record, text: str, tellings: Mapping[str, Telling]) -> Iterator[ClaimRow]:
    """The claims as rows. `text` is the document's; `tellings` by claim id, as far as there are any."""
    mentions = {mention.id: mention for mention in record.mentions}
    for position, claim in enumerate(record.claims, 1):
        mention = mentions.get(claim.place.mention) if claim.place else None
        best = _sure(mention)
        telling = tellings.get(claim.id)
        yield ClaimRow(
            document=record.document.id,
            id=claim.id,
            position=position,
            type=claim.type,
            family=family(claim.type),
            nature=claim.nature,
            occurrence=claim.status.occurrence,
            attribution=claim.status.attribution,
            vouched_by=claim.status.vouched_by,
            part=claim.part,
            trigger=claim.trigger.text,
            words=claim.span.of(text),
            start=claim.span.start,
            end=claim.span.end,
            time_words=claim.time.text if claim.time else None,
            earliest=_day(claim.time.earliest) if claim.time else None,
            latest=_day(claim.time.latest) if claim.time else None,
            place=mention.text if mention else None,
            place_ref=best.ref if best else None,
            latitude=best.lat if best else None,
            longitude=best.lon if best else None,
            country=best.country if best else None,
            voices=tuple(voice.who for voice in claim.voices),
            losses=claim.losses,
            content_of=claim.content_of,
            complete=claim.complete,
            rule=claim.rule,
            score=claim.score,
            telling=msgspec.to_builtins(telling) if telling else None,
        )


def names_of(record: Record) -> Iterator[Named]:
    """The names in the roles of the claims, and their places under the role "place"."""
    mentions = {mention.id: mention for mention in record.mentions}
    for claim in record.claims:
        yield from dict.fromkeys(_names(record.document.id, claim, mentions))


def _names(document: str, claim: Claim, mentions: Mapping[str, Mention]) -> Iterator[Named]:
    filled = [(role.role, role.mention, role.text) for role in claim.roles]
    if claim.place is not None:
        filled.append(("place", claim.place.mention, ""))
    for role, mention_id, words in filled:
        mention = mentions.get(mention_id) if mention_id else None
        label = " ".join((mention.text if mention else words).split())[:_LONGEST]
        best = _sure(mention)
        if label:
            yield Named(
                document=document,
                claim=claim.id,
                role=role,
                kind=mention.kind if mention else "words",
                ref=best.ref if best else None,
                label=label,
                folded=fold(label),
            )


def _sure(mention: Mention | None) -> Reading | None:
    best = mention.best if mention else None
    return best if best is not None and best.score >= SURE else None


def _day(value: str | None) -> str | None:
    """The day of a date or date-time."""
    return value[:10] if value else None
