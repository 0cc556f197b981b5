"""What the who's-who finds and how a listed name must be written to count. Must never look anything up."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from recoupe.knowledge.actors import Actor, Agent, Country, Label
from recoupe.knowledge.files import data_root, load_toml
from recoupe.model.record import Reading
from recoupe.text.views import clean, fold

_ACRONYM_CHARS = 6
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_NEIGHBOUR = 25
"""Characters in which the word before or behind is sought."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that names somebody. `rule` tells what found it and is written into the mention; `label` is the id of a camp's label, `state` an ISO3 code."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    rule: str
    label: str | None = None
    state: str | None = None

    @property
    def best(self) -> Reading:
        """The first of the readings with the highest score; there is always one."""
        return max(self.readings, key=lambda reading: reading.score)


class Name(msgspec.Struct, frozen=True):
    """One name under which an entry stands, as written. `role`: actor, state, adjective, people, capital, label, agent."""

    written: str
    entry: Actor | Country | Label | Agent
    role: str


Hit = tuple[int, int, list[Name]]
"""Start, end, and the names that are written so."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`data/actors/words.toml`: the small words of composition, and which state a self-declared one counts with."""

    function: frozenset[str]
    genitive: frozenset[str]
    locative: frozenset[str]
    former: frozenset[str]
    between: frozenset[str]
    origin: frozenset[str]
    stance: frozenset[str]
    adjectival: frozenset[str]
    before_noun: frozenset[str]
    attributive: frozenset[str]
    things: frozenset[str]
    same_name: tuple[tuple[str, ...], ...]
    within: dict[str, str]


@cache
def load_words() -> Words:
    """The shipped words. Raises KnowledgeError R301 to R305."""
    return load_toml(data_root() / "actors" / "words.toml", Words)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    return {name: group for group in load_words().same_name for name in group}


def spelled(name: str) -> list[str]:
    """A person's name and its usual other spellings, one given name changed at a time, written with capitals as the name is."""
    out = [name]
    for match in _LETTERS.finditer(name):
        word = match[0]
        for other in _spellings().get(fold(word), ()):
            if other != fold(word):
                out.append(name[: match.start()] + (other.capitalize() if word[:1].isupper() else other) + name[match.end() :])
    return out


def state_of(code: str) -> str | None:
    """The ISO3 (or IGO, UNO, EUR) under which a country code of the files is given in a reading: a self-declared state counts with the recognised one."""
    return load_words().within.get(code, code) or None


def reading_of(actor: Actor, score: float, why: str) -> Reading:
    """A reading that points at a listed actor."""
    return Reading(
        ref=actor.id,
        label=actor.name_en,
        score=score,
        why=why,
        kind=actor.kind,
        country=state_of(actor.country),
        sector=actor.sector,
        verified=actor.verified,
    )


def word_before(text: str, at: int, joints: str) -> tuple[int, str] | None:
    """Where the word that ends right before `at` starts, and the word folded; None where it is not joined by one of the characters `joints`.

    Only `_NEIGHBOUR` characters are looked at: a text of any length costs the same.
    """
    low = max(at - _NEIGHBOUR, 0)
    near = fold(text[low:at])
    if near[-1:] not in joints:
        return None
    word = _LAST_WORD.search(near[:-1])
    return (low + word.start(), word[0]) if word else None


def stands_as_noun(text: str, start: int, end: int) -> bool:
    """Whether words that may be a noun or an adjective stand as a noun: "les militaires", not "les bases militaires" or "military bases"."""
    words = load_words()
    said = fold(text[start:end])
    if said in words.adjectival:
        before = re.search(r"([^\W\d_]+)[\s'’-]{1,2}$", fold(text[max(start - _NEIGHBOUR, 0) : start]))
        return before is None or before[1] in words.before_noun
    if said.rpartition(" ")[2] in words.attributive:
        after = re.match(r"[ -]([^\W\d_]+)", fold(text[end : end + _NEIGHBOUR]))
        return after is None or after[1] not in words.things
    return True


def is_adjective_here(text: str, end: int, names: list[Name]) -> bool:
    """Whether an English word for a people is an adjective where it stands: "Iraqi oil", not "the Iraqi who" or "Iraqis"."""
    if not any(name.role == "adjective" and name.written[:1].isupper() for name in names):
        return False
    after = re.match(r" ([a-z]+)", text[end : end + _NEIGHBOUR])
    return after is not None and after[1] not in load_words().function


def written_fits(written: str, name: Name) -> bool:
    """Whether the text writes the name as a name: acronyms in capitals, proper names with a capital, nouns and adjectives anyhow."""
    listed = clean(name.written)
    if name.role in {"agent", "label"}:
        return True
    if name.role == "adjective":
        return listed[:1].islower() or written[:1].isupper()
    letters = [char for char in listed if char.isalpha()]
    if len(letters) <= _ACRONYM_CHARS and all(char.isupper() for char in letters):
        return written == listed or (written.isupper() and len(letters) > 1)
    capital = next((char for char in written if char.isalpha()), "")
    return not any(char.isupper() for char in listed) or capital.isupper() or any(char.isupper() for char in written)
