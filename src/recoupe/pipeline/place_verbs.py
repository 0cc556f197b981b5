"""Verbs whose object is a place: what somebody leaves, reaches, holds or fires at. Read off the frames; knows no name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recoupe.knowledge.frames import Frame
from recoupe.knowledge.packs import Pack
from recoupe.model.vocabulary import PLACE_ROLES, family
from recoupe.syntax.tree import Tree, Word


class PlaceVerbs:
    """The verbs of every language pack."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._verbs = {code: _verbs_on_places(pack.frames) for code, pack in packs.items()}

    def want(self, tree: Tree, word: Word) -> bool:
        """Whether the word is the object of such a verb, or the subject of its passive, or joined to one that is."""
        head = tree.head(word)
        if word.rel == "conj" and head is not None and head.index < word.index:
            return self.want(tree, head)
        bare = not word.marker and word.rel in {"obj", "subj_pass"}
        return bare and head is not None and head.lemma in self._verbs.get(tree.lang, ())


def _verbs_on_places(frames: Iterable[Frame]) -> frozenset[str]:
    """Verbs that may move to or from their object or hold it, and those that, whatever the frame, fire at it."""
    held, fired_at, others = set(), set(), set()
    for frame in frames:
        verbs = {verb for verb in frame.source.verbs if " " not in verb}
        taken = {role for role, slots in frame.roles.items() if any(slot.name == "obj" for slot in slots)}
        if taken & PLACE_ROLES:
            held |= verbs
        elif family(frame.source.type) == "ATTACK" and "target" in taken:
            fired_at |= verbs
        elif taken:
            others |= verbs
    return frozenset(held | (fired_at - others))
