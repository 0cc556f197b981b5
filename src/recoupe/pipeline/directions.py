"""Who does it to whom, where an act noun's phrase leaves it open: "the Paris attack", "the bombing of Goma by X", "the town under siege".

The slots of a frame read a possessor, a compound or a "de" as the doer. Grammar does not say so: a place is where it happened or what was hit, and beside
a doer behind "by" the possessor is what it is done to. Must never guess: where neither kinds nor another role decide, the role stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.knowledge.frames import Frame
from recoupe.model.vocabulary import VIOLENT, family
from recoupe.pipeline.fillers import NOMINAL, Fillers
from recoupe.syntax.tree import Word

DOES = frozenset({"attacker", "perpetrator"})
UNDERGOES = ("target", "victim", "person")
_OPEN = frozenset({"compound", "poss", "de", "of"})
"""Slots that name a doer or one that it is done to."""
_AGENT = frozenset({"by", "par"})
_UNDER = frozenset({"under", "sous"})
_ACRONYM = 4


def is_no_doer(fillers: Fillers, frame: Frame, noun: Word, filler: Word, slot: str, roles: Iterable[str]) -> bool:
    """Whether a filler that a slot gave to the doer is a place of which the phrase does not say that it does anything.

    `roles` are the roles that the noun has besides: with somebody or something that it is done to, a state before the noun does it ("the Israel strike on Gaza").
    """
    name = slot.split("[", maxsplit=1)[0]
    if not _is_open(frame, noun) or name not in _OPEN or set(roles) & {*UNDERGOES}:
        return False
    if not _is_place_name(fillers, filler):
        return False
    return name == "compound" or not _is_state(fillers, filler) or noun.lemma in fillers.pack.classes["either_way"]


def undergoer(fillers: Fillers, frame: Frame, noun: Word, roles: dict[str, str]) -> tuple[str, Word] | None:
    """What the noun is done to, where its doer stands behind "by" or the noun behind "under"; None where that is said already or not at all.

    `roles`: the roles bound so far, each with the slot that found it.
    """
    wanted = next((role for role in UNDERGOES if role in frame.noun_roles), None)
    if not _is_open(frame, noun) or wanted is None or wanted in roles:
        return None
    kinds = tuple(kind for slot in frame.noun_roles[wanted] for kind in slot.kinds)
    above = fillers.tree.head(noun)
    if noun.marker in _UNDER and above is not None and above.pos in NOMINAL and noun.rel == "nmod":
        return (wanted, above) if fillers.fits(above, kinds) else None
    if not any(role in DOES and slot.split("[")[0] in _AGENT for role, slot in roles.items()):
        return None
    for child in fillers.tree.children(noun, "poss", "nmod"):
        if child.pos in NOMINAL and (child.rel == "poss" or child.marker in {"de", "of"}) and fillers.fits(child, kinds):
            return wanted, child
    return None


def _is_open(frame: Frame, noun: Word) -> bool:
    return family(frame.source.type) in VIOLENT - {"CLASH"} and noun.pos == "NOUN"


def _is_place_name(fillers: Fillers, word: Word) -> bool:
    """A name of the gazetteer; "US" and "UK" before a noun are their governments."""
    if word.pos != "PROPN" or (word.text.isupper() and len(word.text) <= _ACRONYM) or "." in word.text:
        return False
    mention = fillers.mention_of(word, kind="place")
    return mention is not None and any(reading.kind for reading in mention.readings)


def _is_state(fillers: Fillers, word: Word) -> bool:
    mention = fillers.mention_of(word, kind="place")
    return mention is not None and any(reading.kind == "state" for reading in mention.readings)
