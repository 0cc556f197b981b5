"""The closed vocabularies of a record: one place, used by the types, the validators and the schema."""

from __future__ import annotations

from typing import Literal

PartKind = Literal[
    "section", "headline", "byline", "lead", "body", "subhead", "caption", "stray_caption", "related", "source_line", "furniture"
]
OWN_PARTS: frozenset[str] = frozenset({"headline", "lead", "body", "subhead", "caption"})
"""Parts from which a claim may be drawn. The runner refuses a claim from any other."""

MentionKind = Literal["actor", "place", "time", "quantity"]
Use = Literal["literal", "associative", "unknown"]
"""Whether a place name locates something ("in Paris") or stands for somebody ("Paris said")."""

Occurrence = Literal[
    "happened", "ongoing", "habitual", "planned", "intended", "threatened", "requested", "possible", "hypothetical", "did_not_happen",
    "questioned", "prescribed", "unknown",
]  # fmt: skip
SAID_TO_HAPPEN: frozenset[str] = frozenset({"happened", "ongoing", "habitual"})

Attribution = Literal["asserted", "claimed", "alleged", "ascribed", "denied"]
"""Whether the deed is laid at this actor's door by assertion, by its own claim, by allegation, by ascription, or denied."""

ASCRIBING: frozenset[str] = frozenset({"ascribed", "alleged"})
"""Attributions by which somebody else lays the deed or the aim at the actor's door."""

Nature = Literal["report", "opinion", "prediction", "call"]
VoiceKind = Literal["outlet", "agency", "person", "body", "unnamed", "document", "images", "evidence"]
ARTICLE = "article"
"""How the outermost voice, the article's own, is called in a chain of voices."""
Commitment = Literal["own_voice", "neutral", "endorses", "distances", "denies"]

Construction = Literal[
    "preposition", "citing", "incise", "closing", "clause", "infinitive", "object", "charge", "naming", "noun", "comparison", "colon",
    "quotation", "floating", "frame",
]  # fmt: skip
"""How the words of an article give something to a voice: "according to X", "citing X", ", X said", "P, X said.", "X says that", "X denies
having", "X announces the", "X accuses Y of", "X calls Y", "the claim that", "as X says", "X: “P”", a quotation beside a report, one that goes
on, and a frame whose content it is."""

FAMILIES: tuple[str, ...] = (
    "MOVE", "BASE", "PRESENCE", "CONTROL", "ATTACK", "CLASH", "KILL", "ABDUCT", "ARREST", "RELEASE", "DISRUPT", "PROTEST", "COERCE", "LEGAL",
    "DEADLINE", "DECIDE", "INTENT", "THREATEN", "REQUEST", "REJECT", "ACCUSE", "STATEMENT", "CLAIM", "DENY", "PUBLISH", "CONSULT", "AGREE",
    "SUPPORT", "COOPERATE", "AID", "CONCEDE", "GROUP", "TRAFFIC", "OUTCOME", "CAUSE", "PRESCRIBE", "EVALUATE",
)  # fmt: skip
VIOLENT: frozenset[str] = frozenset({"ATTACK", "CLASH", "KILL", "ABDUCT"})
SPEECH: frozenset[str] = frozenset({"STATEMENT", "CLAIM", "DENY", "ACCUSE", "PUBLISH"})
"""Families whose claim is itself what a voice says."""
MOVING: frozenset[str] = frozenset({"MOVE"})

PLACE_ROLES: frozenset[str] = frozenset({"origin", "destination", "via", "place", "territory"})
"""Roles that a place fills: where words name both somebody and a place, the place is meant."""

Granularity = Literal[
    "minute", "hour", "part_of_day", "day", "week", "month", "quarter", "season", "year", "decade", "century", "duration", "range", "vague",
]  # fmt: skip
"""The unit of a time expression; `range`: an interval of other length or with an open end; `vague`: no unit at all."""
TimeAnchor = Literal["absolute", "published", "narrative", "none"]
"""What a time is counted from: nothing (the words are complete), the day of publication, a day that the text told before; `none`: left open."""
TimeBy = Literal["own", "clause", "event", "narrative"]
"""How an expression came to a claim: it hangs on its verb or noun; it is told once for joined verbs; it dates the act of which the claim is part; it dates the
sentence before, which this one goes on from."""

PlaceBy = Literal["role", "own", "relative", "clause", "event"]
"""How a place came to a claim: it fills a role; it hangs on its verb or noun; the clause says "where" of it; it is told once for joined verbs; it is where the act
lies of which the claim is part."""


def is_ascribed(attribution: str, claim_type: str) -> bool:
    """Whether a claim of this attribution and type is only ascribed or alleged: never to be shown as told for a fact."""
    return attribution in ASCRIBING or claim_type == "INTENT-ascribed"


def family(claim_type: str) -> str:
    """The family of a claim type: what stands before the hyphen ("MOVE-withdraw" → "MOVE")."""
    return claim_type.partition("-")[0]
