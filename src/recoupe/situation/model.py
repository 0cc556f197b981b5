"""What a situation is: nodes, edges, voices, and what could not be drawn. Types only; builds and draws nothing."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal, get_args

import msgspec

from recoupe.model.vocabulary import SAID_TO_HAPPEN, Attribution, Occurrence, VoiceKind

SCHEMA = "recoupe/situation/1"

EdgeKind = Literal["moves", "is_at", "acts_on", "threatens", "demands", "decides", "aims", "says", "names"]
EDGE_KINDS: tuple[EdgeKind, ...] = get_args(EdgeKind)
Line = Literal["happened", "not_happened", "denied", "ascribed"]
LINES: tuple[Line, ...] = get_args(Line)


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """One name that the texts give a node. `at` are "DOCUMENT#MENTION", or "DOCUMENT#START-END" where the words are no mention."""

    text: str
    at: tuple[str, ...]


class Actor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who acts or is acted on. `label` is what the text calls it most often; `ref` the resolved reading, None where there are only the words."""

    id: str
    label: str
    names: tuple[Name, ...]
    ref: str | None = None
    kind: str | None = None
    country: str | None = None
    sector: str | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place as precise as its reading (UCDP 1 to 7), with a point in degrees or a GeoJSON region, if any."""

    id: str
    label: str
    names: tuple[Name, ...]
    ref: str | None = None
    country: str | None = None
    precision: int | None = None
    lat: float | None = None
    lon: float | None = None
    region: dict[str, Any] | None = None


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """What is acted on and is neither actor nor place by the record: a facility, a good. Only its words are known."""

    id: str
    label: str
    names: tuple[Name, ...]


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who says something, with the claims that he says. `number` is the superscript of the picture; 0 for an article in its own voice."""

    number: int
    who: str
    kind: VoiceKind
    claims: tuple[str, ...]


class Edge(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One relation that the texts claim.

    `source`, `target`, `agent`, `from_`, `via`, `to`, `at` are node ids; an end that the text leaves empty is None or empty.
    `label` holds the trigger words, `what` the facility, instrument or good, `content` the words of what is decided, demanded, aimed at, said.
    `characters` are "DOCUMENT#START-END" of the clauses of its claims, `pointing` the pronouns and short names through which its ends were read.
    `voices` is the chain, innermost last. `time` holds the words and `value` the ISO/EDTF value if they fix one. `missing` are required roles not in the text.
    """

    id: str
    kind: EdgeKind
    type: str
    source: str | None
    target: str | None
    label: str
    occurrence: Occurrence
    attribution: Attribution
    ascribed: bool
    voices: tuple[str, ...]
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    agent: str | None = None
    from_: tuple[str, ...] = msgspec.field(default=(), name="from")
    via: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    mutual: bool = False
    what: str | None = None
    content: str | None = None
    deadline: str | None = None
    time: str | None = None
    value: str | None = None
    figures: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    pointing: tuple[str, ...] = ()

    @property
    def line(self) -> Line:
        """How it may be drawn: as told for a fact, as planned, threatened or asked, as said not to have happened, or as only ascribed."""
        if self.occurrence == "did_not_happen" or self.attribution == "denied":
            return "denied"
        if self.ascribed:
            return "ascribed"
        return "happened" if self.occurrence in SAID_TO_HAPPEN else "not_happened"

    @property
    def route(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The three stops of a way; where the text only says in which place, that is where it led."""
        return self.from_, self.via, self.to or self.at

    @property
    def ends(self) -> tuple[str, ...]:
        """Every node id that the edge touches."""
        named = (self.source, self.target, self.agent)
        return tuple(dict.fromkeys([end for end in named if end] + [*self.from_, *self.via, *self.to, *self.at]))


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One of the texts that the situation is drawn from."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    lang: str


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that no edge shows, and why."""

    claim: str
    why: str


class Situation(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The system of forces of one text or of several. `actor` and `at` are the filters asked for."""

    schema: str
    lang: str
    documents: tuple[Told, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    things: tuple[Thing, ...]
    edges: tuple[Edge, ...]
    voices: tuple[Speaker, ...]
    left_out: tuple[LeftOut, ...]
    actor: str | None = None
    at: str | None = None

    @property
    def nodes(self) -> list[Actor | Place | Thing]:
        """Actors, places and things, in this order."""
        return [*self.actors, *self.places, *self.things]

    def node(self, node_id: str) -> Actor | Place | Thing:
        """The node of that id. Raises KeyError if there is none."""
        return self._by_id[node_id]

    @cached_property
    def _by_id(self) -> dict[str, Actor | Place | Thing]:
        return {node.id: node for node in self.nodes}
