"""Claim types, their roles and their crosswalk to PLOVER: `data/ontology/types.toml`."""

from __future__ import annotations

from functools import cache

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root, load_toml
from recoupe.model.record import Plover
from recoupe.model.vocabulary import FAMILIES, Nature, Occurrence, family


class ClaimType(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One claim type. `required` are role names (or several joined by `|`) without which the claim is incomplete.

    `plover` is the default that the crosswalk may refine. `like`, `cameo`, `acled`, `ucdp` are for the types of a codebook: the type whose edge and crosswalk
    it takes over, and codes of its own ("Violence against civilians: Attack").

    How tenses tell it: `present` is what the present tense says ("accuse" is done, "occupe" goes on), `future` what a mere future says (nobody plans a
    defeat), `told` what it is when plainly told (an aim is intended). A `state` is there while somebody aims to keep, end or counter it;
    a `hostile` act to come is a threat where its doer or a warning tells it.
    """

    type: str
    label_en: str
    label_fr: str
    plover: str = ""
    required: tuple[str, ...] = ()
    edge: str = ""
    like: str = ""
    cameo: str = ""
    acled: str = ""
    ucdp: str = ""
    nature: Nature = "report"
    present: Occurrence = "ongoing"
    future: Occurrence = "planned"
    told: Occurrence | None = None
    state: bool = False
    hostile: bool = False


class Unrealised(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What PLOVER makes of some events when they have not happened: a visit that is planned is an AGREE."""

    occurrences: tuple[Occurrence, ...]
    events: tuple[str, ...]
    becomes: str


class OntologyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    roles: dict[str, str]
    types: tuple[ClaimType, ...]
    unrealised: tuple[Unrealised, ...] = ()


class Ontology:
    """The closed list of claim types and role names."""

    def __init__(self, file: OntologyFile) -> None:
        self.file = file
        self.roles = file.roles
        self.types = {each.type: each for each in file.types}
        self.unrealised = {
            (occurrence, event): each.becomes
            for each in file.unrealised
            for occurrence in each.occurrences
            for event in each.events
        }
        where = "data/ontology/types.toml"
        for each in file.types:
            if family(each.type) not in FAMILIES:
                raise KnowledgeError(
                    "R305", f"type {each.type}: the family {family(each.type)} is not in the contract.", where=where
                )

    def check_type(self, name: str, where: str) -> None:
        """Raises KnowledgeError R305 when `name` is no type of the file."""
        if name not in self.types:
            near = sorted(each for each in self.types if family(each) == family(name))
            raise KnowledgeError(
                "R305", f"unknown claim type {name!r}.", where=where, remedy=f"Types of this family: {', '.join(near) or 'none'}."
            )

    def check_role(self, name: str, where: str) -> None:
        """Raises KnowledgeError R305 when `name` is no role of the file."""
        if name not in self.roles:
            raise KnowledgeError(
                "R305", f"unknown role {name!r}.", where=where, remedy=f"Roles: {', '.join(sorted(self.roles))}."
            )

    def likes(self, name: str) -> list[str]:
        """The types that `name` is like, nearest first; none for the shipped ones."""
        out: list[str] = []
        while (name := self.types[name].like) and name not in out:
            out.append(name)
        return out

    def plover(self, name: str, occurrence: Occurrence = "happened") -> Plover | None:
        """PLOVER event and mode of a claim type of that occurrence, None where PLOVER has none; what has not happened has no mode where it changes event."""
        code = self.types[name].plover
        if not code:
            return None
        event, _, mode = code.partition("-")
        becomes = self.unrealised.get((occurrence, event), event)
        return Plover(event=becomes, mode=(mode or None) if becomes == event else None)

    def missing(self, name: str, roles: set[str]) -> list[str]:
        """Required roles of the type that are not among `roles`."""
        return [need for need in self.types[name].required if not roles & set(need.split("|"))]


@cache
def load_ontology() -> Ontology:
    """The shipped ontology, read once. Raises KnowledgeError R301 to R305."""
    return Ontology(load_toml(data_root() / "ontology" / "types.toml", OntologyFile))
