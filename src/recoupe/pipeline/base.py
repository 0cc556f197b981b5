"""What a stage is, and the working copy that stages hand on. No stage imports another; what they share lies here or below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from recoupe.knowledge.codebook import Codebook
from recoupe.knowledge.crosswalk import Crosswalk
from recoupe.knowledge.frames import Frame
from recoupe.knowledge.gazetteer import Gazetteer
from recoupe.knowledge.homes import Homes
from recoupe.knowledge.ontology import Ontology
from recoupe.knowledge.packs import Pack
from recoupe.knowledge.who import Found, WhosWho
from recoupe.model.document import Document
from recoupe.model.record import Claim, Cue, Loaded, Mention, Part, Refusal, Role, Voice, Warning
from recoupe.model.spans import Anchor, Span
from recoupe.model.vocabulary import OWN_PARTS, Attribution, Construction, Nature, Occurrence
from recoupe.syntax.parser import Parser
from recoupe.syntax.tree import Tree


class Seed(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in the making: a frame on a trigger with its roles bound.

    Args:
        frame: the frame that fired.
        tree: index of the tree in `Work.trees`.
        word: index of the trigger's head word in the tree.
        trigger: its characters, auxiliaries included.
        span: the clause or phrase that makes the claim.
        roles: bound roles.
        contents: spans of the roles that the frame's `gives` and `voice` reach.
        via: index of the light verb that carries a noun, None otherwise.
        type: claim type, the frame's unless refined.
    """

    frame: Frame
    tree: int
    word: int
    trigger: Anchor
    span: Span
    roles: tuple[Role, ...]
    contents: tuple[Span, ...] = ()
    via: int | None = None
    type: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The status of one seed. `granted`: the text takes the act for granted, whatever content it stands in."""

    occurrence: Occurrence
    attribution: Attribution
    nature: Nature
    cues: tuple[Cue, ...]
    content_of: int | None = None
    granted: bool = False


class Attributed(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that a voice carries. `by` names the construction that was read; `seed` the claim in the making that speaks it."""

    content: tuple[Span, ...]
    voice: Voice
    seed: int | None = None
    by: Construction = "frame"


Demand = Literal["arms", "named", "nothing"]
"""What a claim of force must bring in a text about something else: arms, armed people or counted victims; an armed actor by name; or it may bring what it will."""


class Topic(msgspec.Struct, frozen=True):
    """What a text is about that reports on no conflict, in the words of its language, and what a claim of force in it must bring to be believed."""

    label: str
    demand: Demand


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """The record in the making. Stages return a changed copy (`msgspec.structs.replace`).

    `named` holds what the who's-who finds in the own parts, before the sentence decides whether a state stands for its place or its government.
    """

    document: Document
    outlet: str | None = None
    outlet_from: str | None = None
    parts: tuple[Part, ...] = ()
    topic: Topic | None = None
    trees: tuple[Tree, ...] = ()
    named: tuple[Found, ...] = ()
    mentions: tuple[Mention, ...] = ()
    seeds: tuple[Seed, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    attributed: tuple[Attributed, ...] = ()
    claims: tuple[Claim, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[Warning, ...] = ()
    degraded: tuple[str, ...] = ()
    models: tuple[tuple[str, str], ...] = ()

    @property
    def own_parts(self) -> list[Part]:
        """The parts that are the article's own: what else stands on the page may carry no claim."""
        return [part for part in self.parts if part.kind in OWN_PARTS]


def countries_named(work: Work) -> frozenset[str]:
    """Countries (ISO3) of the states and actors that the text names."""
    actors = (mention for mention in work.mentions if mention.kind == "actor")
    return frozenset(reading.country for mention in actors for reading in mention.readings[:1] if reading.country)


LAYERS = tuple(name for name in Work.__struct_fields__ if name != "document")
"""What stages fill: all of the work but the document."""


class Knowledge(msgspec.Struct, frozen=True, kw_only=True):
    """What stages know, given to their constructors: no globals, no files, no network in a stage.

    `identify` tells the language of a text; `parser` gives the parser of a language, None where there is no pack; `codebook` is a team's own, whose entries the
    other fields hold already; `homes` where outlets are at home, of the user's own file.
    """

    packs: dict[str, Pack]
    ontology: Ontology
    who: WhosWho
    gazetteer: Gazetteer
    crosswalk: Crosswalk
    identify: Callable[[str], tuple[str, float]]
    parser: Callable[[str], Parser | None]
    codebook: Codebook | None = None
    homes: Homes = Homes()


class Stage(Protocol):
    """One step. `requires` and `provides` name fields of `Work`; the runner holds the stage to them."""

    @property
    def name(self) -> str:
        """Its name in `default.toml`."""
        ...

    @property
    def requires(self) -> tuple[str, ...]:
        """Layers that must be there."""
        ...

    @property
    def provides(self) -> tuple[str, ...]:
        """Layers that it may change; no others."""
        ...

    def __call__(self, work: Work) -> Work:
        """The work with this stage's layers filled."""
        ...
