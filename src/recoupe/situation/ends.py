"""Which role of a claim is which end of an edge. A table, no reading of text; role names are those of the ontology (a test holds them to it)."""

from __future__ import annotations

import msgspec

from recoupe.situation.model import EdgeKind


class Ends(msgspec.Struct, frozen=True, kw_only=True):
    """For one kind of edge: the roles that may fill each end, the likeliest first. The first role that is filled fills the end."""

    source: tuple[str, ...]
    target: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    what: tuple[str, ...] = ()


_WHO = ("actor", "agent", "body", "group", "holder")
_WHOM = ("target", "victim", "person", "recipient", "threatened", "addressee", "accused", "beneficiary", "against")

ENDS: dict[EdgeKind, Ends] = {
    "moves": Ends(source=("mover",), what=("means",)),
    "is_at": Ends(source=("actor", "group", "owner", "holder", "mover", "agent"), target=("place",), what=("facility",)),
    "acts_on": Ends(
        source=("attacker", "perpetrator", "side_a", "donor", *_WHO),
        target=(*_WHOM[:4], "side_b", "beneficiary", "loser", "facility", "object", "good"),
        what=("weapon", "good", "object", "instrument"),
    ),
    "threatens": Ends(source=("threatener", *_WHO), target=("threatened", *_WHOM), content=("content", "object", "subject")),
    "demands": Ends(
        source=("asker", "body", "actor", "speaker", "agent"),
        target=("addressee", "recipient", "target", "threatened"),
        content=("content", "object", "subject"),
        what=("instrument",),
    ),
    "decides": Ends(
        source=("decider", *_WHO), target=("recipient", "addressee", "beneficiary"), content=("content", "object", "subject")
    ),
    "aims": Ends(
        source=("holder", *_WHO),
        target=("target", "recipient", "beneficiary", "against"),
        content=("content", "object", "subject", "purpose"),
    ),
    "says": Ends(
        source=("speaker", "accuser", "claimant", "publisher", *_WHO),
        target=("accused", "addressee", "recipient", "target", "beneficiary"),
        content=("content", "product", "subject", "object"),
        what=("medium",),
    ),
}

DEMANDED: frozenset[str] = frozenset({"REQUEST"})
"""Families of what a law may demand."""

GROUP_SOURCE = ("group", "actor")
"""A group that forms or comes back is itself what is there; whoever brings that about is the agent."""

SPEAKER_ROLES: frozenset[str] = frozenset(
    {"speaker", "accuser", "claimant", "publisher", "asker", "threatener", "decider", "holder"}
)
"""Roles of those who say, ask, threaten, decide."""

CONTENT_ROLES: frozenset[str] = frozenset({"content"})
"""Roles of what is said, decided, threatened."""

DOER_ROLES: frozenset[str] = frozenset(role for ends in ENDS.values() for role in ends.source)
"""Roles of those who act, move, speak, aim: never a mere place."""

CONTROL_TARGET = ("place",)
"""Where control changes, the place is what is acted on; elsewhere it is only where the act happened."""

PLACE_ROLES: frozenset[str] = frozenset({"origin", "via", "destination", "place"})
THING_ROLES: frozenset[str] = frozenset({"facility", "good", "object", "weapon", "instrument", "product", "means", "damage"})
