"""A name without the noun that says what kind of place it is: "Al Omar oil field" and "champ pétrolier d'al-Omar" are "al omar". Nothing else."""

from __future__ import annotations

import re
from functools import cache

from recoupe.knowledge.gazetteer.keys import load_sounds, place_key
from recoupe.knowledge.gazetteer.kinds import load_kinds

_LINK = r"(?:(?:de la|de l|du|des|de|d|of the|of) )?"
_SHORTEST = 3
_KEPT = frozenset({"country", "populated_place", "town", "village", "site"})
"""Kinds whose names are left whole: "Villefranche", "State of Palestine"."""


def without_noun(key: str, kind: str) -> str:
    """A key without the nouns of its kind before or behind it; the key itself where nothing that names would be left ("Central Prison")."""
    if kind in _KEPT:
        return key
    before, behind = _nouns(kind)
    bare = behind.sub("", before.sub("", key))
    if len(bare) < _SHORTEST or _empty().issuperset(bare.split(" ")):
        return key
    return bare


@cache
def _empty() -> frozenset[str]:
    return frozenset(load_sounds().empty)


@cache
def _nouns(kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = load_kinds()[kind]
    nouns = sorted({place_key(noun) for noun in (*known.fr, *known.en)}, key=lambda noun: (-len(noun), noun))
    either = "|".join(re.escape(noun) for noun in nouns)
    return re.compile(rf"^(?:(?:le|la|les|l|the) )?(?:{either}) {_LINK}"), re.compile(rf" (?:{either})$")
