"""Which answers for a name are not sure enough to stand without a word: another place may bear it. Reads mentions and the words around them; decides no place.

An answer is sure where the text speaks for it: it names the state or the division, says where it lies or of what kind it is, or names others near by; a state and a division
are sure by themselves, and so is a large city under its usual name. Whatever the text itself says to have a namesake is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from recoupe.knowledge.packs import PlaceWords
from recoupe.model.record import Mention, Reading
from recoupe.text.views import fold

_SPEAKS = ("told_inside", "division_named", "near50")
"""Features by which the text speaks for a place, however many bear the name."""
_HINTS = ("country_named", "near200")
"""Those that are enough for a name without another bearer."""
_AREAS = frozenset({"state", "division", "capital"})
_NEAR_BY = 2.45
"""What the feature of people gives to a city of a hundred thousand: with as many it may be meant without anything near it."""
_LARGE = 2.75
"""The same of half a million, for a name that is not its usual one."""
_AGAINST = -0.3
_BEFORE = 24
"""Characters before a name in which "the other" is sought."""
_STOP = re.compile(r"[.!?;\n](?=\s|$)|\n")


class Namesakes:
    """The words of each language by which a text says that a name has two bearers. Built once."""

    def __init__(self, words: Mapping[str, PlaceWords]) -> None:
        every = list(words.values())
        self._another = tuple(fold(said) for each in every for said in each.another)
        self._same = re.compile("|".join(rf"\b{re.escape(fold(said))}\b" for each in every for said in each.namesakes) or r"(?!)")

    def doubted(self, text: str, mentions: Iterable[Mention]) -> list[Mention]:
        """The mentions of which the text itself says that another place bears the name: "the other X", "the island of the same name"."""
        view = fold(text)
        stops = [0, *(match.end() for match in _STOP.finditer(view)), len(view)]
        said = " ".join(view[low:high] for low, high in pairwise(stops) if self._same.search(view, low, high))
        return [
            mention
            for mention in mentions
            if view[max(0, mention.start - _BEFORE) : mention.start].rstrip().endswith(self._another)
            or (said and re.search(rf"\b{re.escape(fold(mention.text))}\b", said))
        ]


def is_unsure(reading: Reading, *, shared: bool = False) -> bool:
    """Whether too little in the text speaks for a place, or something speaks against it. `shared`: another place bears the name."""
    if not reading.ref or reading.kind in _AREAS or reading.contributions is None:
        return False
    given = reading.contributions
    if given.get("told_otherwise", 0) <= _AGAINST or (given.get("noun_missing", 0) < 0 and not given.get("told_inside")):
        return True
    if any(given.get(name, 0) > 0 for name in (_SPEAKS if shared else (*_SPEAKS, *_HINTS))):
        return False
    return given.get("people", 0) < (_NEAR_BY if "listed" in given else _LARGE)


def unsure(mentions: Sequence[Mention]) -> Mention | None:
    """The first of a name's mentions whose answer is not sure, None where all are."""
    return next((each for each in mentions if each.best is not None and is_unsure(each.best, shared=_is_shared(each))), None)


def _is_shared(mention: Mention) -> bool:
    """Whether more than one place is listed for the name."""
    return sum(each.ref is not None for each in mention.readings) > 1
