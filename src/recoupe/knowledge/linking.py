"""Which claims may tell one event: `data/ontology/linking.toml`. Holds groups of families and roles; never compares claims."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.crosswalk import load_crosswalk
from recoupe.knowledge.files import data_root, load_toml
from recoupe.knowledge.ontology import load_ontology
from recoupe.model.vocabulary import FAMILIES

_FILE = "data/ontology/linking.toml"


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Families that may tell one event; `nearness` 0 to 1."""

    name: str
    families: tuple[str, ...]
    nearness: float


class LinkingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file."""

    doers: tuple[str, ...]
    sufferers: tuple[str, ...]
    places: tuple[str, ...]
    talk: tuple[str, ...]
    spoken: tuple[str, ...]
    gathered: tuple[str, ...]
    alone: tuple[tuple[str, ...], ...]
    group: tuple[Group, ...]


class Linking:
    """Groups of families, and what each role is for the comparison."""

    def __init__(self, file: LinkingFile) -> None:
        """Raises KnowledgeError R305 where a family or a role is unknown."""
        self.doers = frozenset(file.doers)
        self.sufferers = frozenset(file.sufferers)
        self.places = frozenset(file.places)
        self.talk = frozenset(file.talk)
        self.spoken = frozenset(file.spoken)
        self.gathered = frozenset(file.gathered)
        roles = load_ontology().roles
        for role in (*file.doers, *file.sufferers, *file.places):
            if role not in roles:
                raise KnowledgeError("R305", f"unknown role {role!r}.", where=_FILE)
        for name in (*file.talk, *file.spoken, *(each for group in file.group for each in group.families)):
            if name not in FAMILIES:
                raise KnowledgeError("R305", f"unknown family {name!r}.", where=_FILE)
        groups = {group.name for group in file.group}
        if self.gathered - groups:
            raise KnowledgeError("R305", f"unknown group {min(self.gathered - groups)!r}.", where=_FILE)
        self._gathers = {each for group in file.group if group.name in self.gathered for each in group.families}
        self._alone = {claim_type: number for number, types in enumerate(file.alone) for claim_type in types}
        for claim_type in self._alone:
            load_ontology().check_type(claim_type, _FILE)
        sides = load_crosswalk().sides.side
        self._side = {sector: side.name for side in reversed(sides) for sector in (*side.sectors, *side.sectors_on)}
        self._near: dict[tuple[str, str], tuple[float, str]] = {}
        for group in file.group:
            for one in group.families:
                for other in group.families:
                    self._near[one, other] = max(self._near.get((one, other), (0.0, "")), (group.nearness, group.name))

    def nearness(self, family: str, other: str) -> tuple[float, str]:
        """How near two families are (1 the same, 0 never one event) and the group that holds both."""
        return (1.0, family) if family == other else self._near.get((family, other), (0.0, ""))

    def may_meet(self, claim_type: str, other: str) -> bool:
        """Whether two types of one family may tell one event."""
        return self._alone.get(claim_type) == self._alone.get(other)

    def sides(self, sectors: Iterable[str]) -> frozenset[str]:
        """Whose side sectors are on: state, group, civilian; an own one for each that is on none."""
        return frozenset(self._side.get(sector, sector) for sector in sectors)

    def gathers(self, family: str, other: str) -> bool:
        """Whether claims of these families in one article are one event unless something parts them."""
        return family in self._gathers and other in self._gathers


@cache
def load_linking() -> Linking:
    """The shipped table, read once. Raises KnowledgeError R301 to R305."""
    return Linking(load_toml(data_root() / "ontology" / "linking.toml", LinkingFile))
