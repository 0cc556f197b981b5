"""How a deed is laid at its actor's door by the words around it: asserted, claimed, alleged, denied. Must never decide whether it happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from recoupe.knowledge.modality import Modality
from recoupe.model.record import Cue, Role
from recoupe.model.vocabulary import Attribution, Occurrence
from recoupe.syntax.tree import Tree, Word

DOERS = frozenset({"actor", "agent", "mover", "attacker", "perpetrator", "taker", "side_a", "group", "owner", "donor", "body"})
"""Roles of who does it."""
_QUOTES = frozenset({"«", "“", '"', "”", "»"})
_TORN = 3
_NOMINAL = frozenset({"NOUN", "PROPN"})


class Laid(msgspec.Struct, frozen=True):
    """The attribution with the characters that decide it, and the occurrence that they leave to the deed itself ("l'attaque présumée": possible)."""

    attribution: Attribution
    cues: tuple[Cue, ...]
    occurrence: Occurrence | None = None


def laid(tree: Tree, word: Word, roles: Iterable[Role], words: Modality) -> Laid | None:
    """What the modifiers of the act or of its doer say; None where nothing is said, which is an assertion."""
    for length in range(2, _TORN + 1):  # "soi-disant", which tokenisers tear apart
        before = tree.words[max(0, word.index - length) : word.index]
        if "".join(each.text for each in before).lower() in words.disbelieved:
            return _laid("alleged", before[0], "not believed by who writes it", "unknown")
    for child in _modifiers(tree, word):
        if _is(child, words.alleged):
            return _laid("alleged", child, "said without being vouched for", "possible")
        if _is(child, words.disbelieved):
            return _laid("alleged", child, "not believed by who writes it", "unknown")
        if child.rel == "acl" or word.pos in _NOMINAL:
            owned = _owned(child, words)
            if owned is not None:
                return owned
    first = next((child for child in tree.children(word, "subj") if child.has("Person=1")), None)
    if first is not None and any(each.text in _QUOTES for each in tree.words):
        return _laid("claimed", first, "its author claims it")
    for each in _doers(tree, roles):
        for child in tree.children(each, "amod", "acl"):
            if _is(child, words.alleged):
                return _laid("alleged", child, "the doer is only presumed")
    return None


def _owned(child: Word, words: Modality) -> Laid | None:
    """A participle of the act that says whose it is: claimed, denied, imputed."""
    if child.rel not in {"acl", "amod"}:
        return None
    if _is(child, words.claimed):
        return _laid("claimed", child, "its author claims it")
    if _is(child, words.denied):
        return _laid("denied", child, "denied")
    return _laid("alleged", child, "laid at somebody's door") if _is(child, words.imputed) else None


def uncertain(tree: Tree, word: Word, words: Modality) -> Cue | None:
    """The characters of "éventuel", "peut-être", "probably" beside the act."""
    return next((_cue(each, "only said to be possible") for each in _modifiers(tree, word) if _is(each, words.uncertain)), None)


def _modifiers(tree: Tree, word: Word) -> Iterator[Word]:
    for carrier in (word, *tree.children(word, "aux", "aux_pass", "cop")):
        yield from tree.children(carrier, "amod", "advmod", "acl")
    head = tree.head(word)
    if head is not None and head.pos in _NOMINAL and word.rel in {"nmod", "appos"} and head.index == word.index - 1:
        yield head  # "le présumé raid": taggers take the adjective for the noun


def _doers(tree: Tree, roles: Iterable[Role]) -> Iterator[Word]:
    """The words of the roles of who does it, within this tree."""
    for role in roles:
        if role.role in DOERS:
            yield from tree.at(role.start, role.end)


def _is(word: Word, forms: tuple[str, ...]) -> bool:
    return word.lemma in forms or word.text.lower() in forms


def _cue(word: Word, why: str) -> Cue:
    return Cue(start=word.start, end=word.end, text=word.text, why=why)


def _laid(attribution: Attribution, word: Word, why: str, occurrence: Occurrence | None = None) -> Laid:
    return Laid(attribution, (_cue(word, why),), occurrence)
