"""How a deed is laid at its actor's door by the words around it: asserted, claimed, alleged, denied. Must never decide whether it happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from recoupe.knowledge.modality import Modality
from recoupe.model.record import Cue, Role
from recoupe.model.vocabulary import Attribution
from recoupe.syntax.tree import Tree, Word

DOERS = frozenset({"actor", "agent", "mover", "attacker", "perpetrator", "taker", "side_a", "group", "owner", "donor", "body"})
"""Roles of who does it."""
_NOMINAL = frozenset({"NOUN", "PROPN"})


class Laid(msgspec.Struct, frozen=True):
    """The attribution with the characters that decide it; `doubtful` where they cast doubt on the deed itself ("l'attaque présumée")."""

    attribution: Attribution
    cues: tuple[Cue, ...]
    doubtful: bool = False


def laid(tree: Tree, word: Word, roles: Iterable[Role], words: Modality) -> Laid | None:
    """What the modifiers of the act or of its doer say; None where nothing is said, which is an assertion."""
    for child in _modifiers(tree, word):
        if _is(child, words.alleged):
            return _laid("alleged", child, "said without being vouched for", doubtful=True)
        if child.rel == "acl" or word.pos in _NOMINAL:
            for forms, attribution, why in (
                (words.claimed, "claimed", "its author claims it"), (words.denied, "denied", "denied"), (words.imputed, "alleged", "laid at somebody's door"),
            ):  # fmt: skip
                if child.rel in {"acl", "amod"} and _is(child, forms):
                    return _laid(attribution, child, why)
    for each in _doers(tree, roles):
        for child in tree.children(each, "amod", "acl"):
            if _is(child, words.alleged):
                return _laid("alleged", child, "the doer is only presumed")
    return None


def uncertain(tree: Tree, word: Word, words: Modality) -> Cue | None:
    """The characters of "éventuel", "peut-être", "probably" beside the act."""
    return next((_cue(each, "only said to be possible") for each in _modifiers(tree, word) if _is(each, words.uncertain)), None)


def _modifiers(tree: Tree, word: Word) -> Iterator[Word]:
    for carrier in (word, *tree.children(word, "aux", "aux_pass", "cop")):
        yield from tree.children(carrier, "amod", "advmod", "acl")


def _doers(tree: Tree, roles: Iterable[Role]) -> Iterator[Word]:
    """The words of the roles of who does it, within this tree."""
    for role in roles:
        if role.role in DOERS:
            yield from tree.at(role.start, role.end)


def _is(word: Word, forms: tuple[str, ...]) -> bool:
    return word.lemma in forms or word.text.lower() in forms


def _cue(word: Word, why: str) -> Cue:
    return Cue(start=word.start, end=word.end, text=word.text, why=why)


def _laid(attribution: str, word: Word, why: str, *, doubtful: bool = False) -> Laid:
    return Laid(attribution, (_cue(word, why),), doubtful)  # type: ignore[arg-type]
