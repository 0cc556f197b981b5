"""Conditions on a claim, as crosswalks and codebooks write them. One closed form, read and checked here; must never look at a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.ontology import Ontology
from recoupe.model.vocabulary import Attribution, Nature, Occurrence, PartKind, VoiceKind

SLOTS = frozenset({"trigger", "doing", "clause", "sentence"})
"""What `words` may look at beside role names. doing: the trigger with its adjectives and nouns, weapon and means, and who does it."""
UNSAID = "unsaid"
"""The side of a doer or a target that the text does not name."""


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Conditions that must all hold. An empty one holds always; in each list one value is enough.

    Args:
        types: claim types; a trailing `*` takes every type that begins so ("ATTACK*").
        content: types of what the claim decides, asks or threatens, when that is a claim of its own.
        plover: PLOVER codes as this claim has them ("ASSAULT-drone", "ASSAULT*").
        occurrence, attribution, nature, part: the claim's own values.
        voice: kind of the innermost voice.
        speaker: ids (`ref`) or names of the innermost voice.
        country: ISO3 codes of the claim's places.
        place: ids (`geonames:…`, `country:…`) or names of the claim's places; a name also counts where it stands in the words that make the claim.
        actor: ids of the who's-who, of anybody in a role.
        has: roles that must be filled, `a|b` one of them. All of them.
        lacks: roles that must be empty. All of them.
        by: sides of who does it. on: sides of those it is done to.
        words: slot (a role, or trigger, doing, clause, sentence) → lemmas or @classes of which one must stand in it. All slots.
        without: slot → lemmas or @classes of which none may stand in it.
        dead: that many dead at least, as said.
        score: at least this score.
        complete: whether its type's required roles are all there.
    """

    types: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()
    occurrence: tuple[Occurrence, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    nature: tuple[Nature, ...] = ()
    part: tuple[PartKind, ...] = ()
    voice: tuple[VoiceKind, ...] = ()
    speaker: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = {}
    without: dict[str, tuple[str, ...]] = {}
    dead: int | None = None
    score: float | None = None
    complete: bool | None = None


def matches(value: str, patterns: Iterable[str]) -> bool:
    """Whether `value` is one of the patterns, or begins as one that ends in `*`."""
    return any(value.startswith(each[:-1]) if each.endswith("*") else value == each for each in patterns)


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What conditions may name: types and roles, sides, PLOVER codes, classes by language. `off`: types that a codebook switched off, which ours may still name."""

    ontology: Ontology
    sides: Collection[str]
    plover: Collection[str]
    classes: Mapping[str, Collection[str]]
    off: Collection[str] = ()

    def check(self, when: When, where: str) -> None:
        """Raises KnowledgeError R307 for a name that nothing has, with the allowed ones."""
        for pattern in (*when.types, *when.content):
            self._among(pattern, [*self.ontology.types, *self.off], "claim type", where)
        for pattern in when.plover:
            self._among(pattern, self.plover, "PLOVER code", where)
        for side in (*when.by, *when.on):
            self._among(side, {*self.sides, UNSAID}, "side", where)
        for role in (each for entry in (*when.has, *when.lacks) for each in entry.split("|")):
            self._among(role, self.ontology.roles, "role", where)
        for slot, values in (*when.words.items(), *when.without.items()):
            if slot not in SLOTS:
                self._among(slot, {*self.ontology.roles, *SLOTS}, "slot", where)
            for value in values:
                if value.startswith("@"):
                    self._class(value[1:], where)

    def _class(self, name: str, where: str) -> None:
        """A class must be in every language: a condition holds for all."""
        lacking = [lang for lang, classes in self.classes.items() if name not in classes]
        if lacking:
            raise KnowledgeError(
                "R307",
                f"the class @{name} is missing in: {', '.join(sorted(lacking))}.",
                where=where,
                remedy="Add it to that language's classes.toml, or name a class that is there.",
            )

    @staticmethod
    def _among(pattern: str, known: Collection[str], what: str, where: str) -> None:
        if any(matches(each, (pattern,)) for each in known):
            return
        near = sorted(each for each in known if each[:3].lower() == pattern[:3].lower()) or sorted(known)[:30]
        raise KnowledgeError("R307", f"unknown {what} {pattern!r}.", where=where, remedy=f"Known: {', '.join(near)}.")
