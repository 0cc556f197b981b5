"""The words by which a text says where a place lies, and the closed grammar of their patterns. Only loads and checks; reads no text.

A pattern is a row of items, parted by blanks:

    word            the word as it stands, without case and accents; `,` `(` `)` `/` `:` `-` are words too
    a|b             one of these words
    <list>          one entry (of one or more words) of a list of `[lists]`
    {slot}          see `SLOTS`
    item?           may be missing
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root, load_toml, shown
from recoupe.text.views import fold

RelationKind = Literal[
    "containment",
    "direction",
    "direction_inside",
    "direction_outside",
    "distance",
    "proximity",
    "between",
    "border",
    "bank",
    "from",
    "via",
    "to",
    "movement",
]
"""What a relation says. `direction`: inside a state or a division, beyond anything else; `movement`: a pattern whose slots say from, via, to."""

SLOTS: dict[str, str] = {
    "place": "a name, an article before it allowed",
    "places": "a name, or several that are joined",
    "about": "the name that is placed, where it stands inside the pattern",
    "announced": "the name that is placed, with the noun of a settlement or a division before it",
    "peopled": "the same where that noun has the adjective of a state: “la ville syrienne de X”",
    "nouned": "a reference with such a noun before it",
    "from": "a name from which somebody comes",
    "via": "a name through which somebody passes",
    "to": "a name to which somebody goes",
    "compass": "a noun of direction",
    "toward": "an adjective of direction",
    "distance": "a number with a unit of length",
    "people": "the adjective of a state",
    "pair": "the adjective of two states: “syro-irakienne”",
    "start": "nothing: the beginning of a sentence",
    "here": "nothing: stands for the state that is spoken of",
    "there": "nothing: stands for the place named before",
    "ahead": "nothing: stands for the state or division named next, one of <onward> behind it",
}

_ITEM = re.compile(r"(?P<part>\{[a-z]+\}|<[a-z_]+>|[^\s{}<>?]+)(?P<missing>\??)")
WORD = re.compile(r"'s?(?![^\W\d_])|[^\W\d_]+'(?!s(?![^\W\d_]))(?=[^\W\d_]|$)|[^\W_]+(?:-[^\W_]+)*|[^\w\s]")
"""A word of a text or a pattern: elisions and the possessive cut off, compounds whole, every mark by itself."""


class Item(msgspec.Struct, frozen=True):
    """One item of a pattern: the words that it may be, each a tuple of one or more; or a slot."""

    words: tuple[tuple[str, ...], ...] = ()
    slot: str = ""
    optional: bool = False


class Octant(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the eight directions, degrees from north: nouns and adjectives."""

    degrees: int
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.degrees % 45 or not 0 <= self.degrees < 360:
            raise ValueError(f"{self.degrees} is none of 0, 45, ... 315")


class Accept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence that must match, its names in square brackets. `about`: names that are placed, none for a stretch that stands alone; `of`: references; `words`: of the region."""

    text: str
    about: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    compass: int | None = None
    km: float | None = None
    kind: str = ""
    words: str = ""


class Refuse(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence that must not."""

    text: str
    why: str


class Relation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One way to say where something lies.

    Args:
        id: language and name.
        kind: see `RelationKind`.
        patterns: see the head of this file.
        region: whether the words alone leave a region ("30 km au sud de X"), with or without a name beside them.
        unless: words of which one right before the pattern makes it something else ("guerre entre X et Y").
        plausible: it holds only where the placed name may lie in the other, or the other is a state.
        not_states: it speaks of something else where all its references are states.
    """

    id: str
    kind: RelationKind
    patterns: tuple[str, ...]
    accept: tuple[Accept, ...]
    refuse: tuple[Refuse, ...] = ()
    region: bool = False
    unless: tuple[str, ...] = ()
    plausible: bool = False
    not_states: bool = False


class Relations(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`relations.toml`.

    Args:
        lists: word lists for the patterns; those of `_NEEDED` must be there. `coordinate` joins names, `repeated` stands again before each of them; `lead`: words
            allowed between the placed name and what places it; `bare`: first words that are no part of a region, unless they
            open an entry of `whole`; `from` opens where something comes from;
            `own`: nouns that are never part of a name; `settlement`: nouns that open an apposition ("X, village au nord de Y").
        octant: the directions.
        centre: nouns and adjectives of the middle.
        ambiguous: a noun of direction that is also something else → words of which one must stand before it.
        units: unit → kilometres.
        combining: first halves of adjectives of two states → the adjective of that state.
        relation: in order; of two that fit the same words the one with the longer match counts.
    """

    lists: dict[str, tuple[str, ...]]
    octant: tuple[Octant, ...]
    ambiguous: dict[str, tuple[str, ...]] = {}
    units: dict[str, float]
    combining: dict[str, str]
    relation: tuple[Relation, ...]


class Compiled(msgspec.Struct, frozen=True):
    """A relation with its patterns as items."""

    relation: Relation
    patterns: tuple[tuple[Item, ...], ...]
    unless: tuple[tuple[str, ...], ...]


class RelationPack(msgspec.Struct, frozen=True):
    """The relations of one language, ready to match. `nouns`, `adjectives`: words → degrees; `lists`: each entry as words."""

    relations: tuple[Compiled, ...]
    lists: dict[str, tuple[tuple[str, ...], ...]]
    nouns: dict[tuple[str, ...], int]
    adjectives: dict[tuple[str, ...], int]
    ambiguous: dict[str, frozenset[str]]
    units: dict[str, float]
    combining: dict[str, str]


_NEEDED = ("article", "coordinate", "repeated", "lead", "bare", "whole", "from", "own", "of", "onward", "settlement")


@cache
def load_relations(lang: str) -> RelationPack:
    """The relations of a language. Raises KnowledgeError on a wrong file: R301 to R303, R305 on a pattern that is none, R307 on a list that is not there."""
    path = data_root() / "lang" / lang / "relations.toml"
    return compile_relations(load_toml(path, Relations), path)


def compile_relations(source: Relations, path: Path) -> RelationPack:
    """The same from what any file says."""
    missing = [name for name in _NEEDED if name not in source.lists]
    if missing:
        raise KnowledgeError("R303", f"there is no list {', '.join(missing)}.", where=shown(path))
    lists = {
        name: tuple(sorted((words_of(entry) for entry in entries), key=len, reverse=True))
        for name, entries in source.lists.items()
    }
    seen: set[str] = set()
    compiled = []
    for relation in source.relation:
        if relation.id in seen:
            raise KnowledgeError("R304", f"the relation “{relation.id}” is there twice.", where=shown(path))
        if not relation.accept:
            raise KnowledgeError("R306", f"the relation “{relation.id}” has no example that must match.", where=shown(path))
        seen.add(relation.id)
        patterns = tuple(_items(pattern, relation, lists, path) for pattern in relation.patterns)
        compiled.append(Compiled(relation, patterns, tuple(words_of(word) for word in relation.unless)))
    return RelationPack(
        relations=tuple(compiled),
        lists=lists,
        nouns={words_of(noun): octant.degrees for octant in source.octant for noun in octant.nouns},
        adjectives={words_of(word): octant.degrees for octant in source.octant for word in octant.adjectives},
        ambiguous={fold(noun): frozenset(map(fold, words)) for noun, words in source.ambiguous.items()},
        units={fold(unit): km for unit, km in source.units.items()},
        combining={fold(stem): code for stem, code in source.combining.items()},
    )


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of the file, as the text is cut into words."""
    return tuple(match.group() for match in WORD.finditer(fold(phrase)))


def _items(pattern: str, relation: Relation, lists: dict[str, tuple[tuple[str, ...], ...]], path: Path) -> tuple[Item, ...]:
    where = f"{shown(path)}, {relation.id}"
    out = []
    for piece in pattern.split():
        match = _ITEM.fullmatch(piece)
        if match is None:
            raise KnowledgeError("R305", f"“{piece}” is no item of a pattern.", where=where, remedy="See CONTRIBUTING.md.")
        said, optional = match["part"], bool(match["missing"])
        if said.startswith("{"):
            if said[1:-1] not in SLOTS:
                raise KnowledgeError("R305", f"there is no slot {said}.", where=where, remedy=f"Slots: {', '.join(SLOTS)}.")
            out.append(Item(slot=said[1:-1], optional=optional))
        elif said.startswith("<"):
            if said[1:-1] not in lists:
                raise KnowledgeError("R307", f"there is no list {said}.", where=where, remedy=f"Lists: {', '.join(lists)}.")
            out.append(Item(words=lists[said[1:-1]], optional=optional))
        else:
            out.append(Item(words=tuple((fold(word),) for word in said.split("|")), optional=optional))
    if not any(item.slot and not item.optional for item in out):
        raise KnowledgeError("R305", f"the pattern “{pattern}” has no slot.", where=where)
    return tuple(out)
