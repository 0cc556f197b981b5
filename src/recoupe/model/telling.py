"""One claim as the crossing sees it: what it compares, resolved to keys, intervals and points; small, so that a million fit in a table."""

from __future__ import annotations

import msgspec

from recoupe.model.vocabulary import Attribution, Occurrence


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place that a claim names: one point with its uncertainty, or a wide one without a point.

    Args:
        key: the place's id in the gazetteer; the folded words where none of its places is meant.
        label: the words.
        lat, lon: degrees; None where no point is known.
        km: how far from the point the event may be (its precision as a radius); None without a point.
        country: ISO3 as in `Reading`; None where not known or several.
        division: key of the first-order division, if known.
        role: what the place is to the event: "place", "origin", "via", "destination", or the role that names it.
    """

    key: str
    label: str
    lat: float | None = None
    lon: float | None = None
    km: float | None = None
    country: str | None = None
    division: str | None = None
    role: str = "place"


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity or a loss: `of` says of what ("dead", "vehicles"), `side` whose loss it is where the text says so. Bounds as in `Loss`."""

    of: str
    low: int | None
    high: int | None
    side: str | None = None


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of one article, ready to be laid beside others. `(document, claim)` is its key: two documents of the same text share claim ids.

    Args:
        document: id of the document.
        claim: id of the claim in its record.
        outlet: id or name of the outlet, None if unknown.
        published: ISO day of publication, None if unknown. Never used as the day of the event.
        lang: language of the document.
        type, family: claim type and what stands before its hyphen.
        nature: "report", "opinion", "prediction", "call".
        occurrence, attribution: the claim's status.
        doers, sufferers: keys of who does it and to whom or what: ids of sure readings, else folded words. With them, less telling: `in:` an id's parent,
            `of:` a country (ISO3), `kind:` a sector.
        spots: places of the event: its place first, then origin, via, destination.
        earliest, latest: ISO days within which the text puts the event; None where it does not say.
        numbers: quantities and losses.
        words: folded content words of the claim's sentence, for the comparison of wording, which comes last.
        trigger: folded lemma or word of the trigger.
        background: the claim tells of something that lies well before the news (an earlier year, another war).
        headline: it stands in a headline, which tells again what the article is about to tell.
        position: how many claims of its record stand before it.
        story: what the whole article is about: its names, ids and larger figures, each up to four times. With the article's first claim only, empty with others.
        names: folded words of the claim's sentence that are names, where the sentence does not date by them; comparable across languages.
    """

    document: str
    claim: str
    outlet: str | None
    published: str | None
    lang: str
    type: str
    family: str
    nature: str
    occurrence: Occurrence
    attribution: Attribution
    doers: tuple[str, ...]
    sufferers: tuple[str, ...]
    spots: tuple[Spot, ...]
    earliest: str | None
    latest: str | None
    numbers: tuple[Number, ...]
    words: tuple[str, ...]
    trigger: str
    background: bool = False
    names: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    position: int = 0
    headline: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Document and claim."""
        return self.document, self.claim
