"""Which word of a clause says no: on the verb, its subject or its object. Never judges what a negation is worth; `mood` does."""

from __future__ import annotations

from itertools import pairwise

from recoupe.knowledge.modality import Negation
from recoupe.syntax.tree import Tree, Word

_NEAR = 3
_NOMINAL = frozenset({"NOUN", "PROPN"})


def negation(tree: Tree, word: Word, words: Negation) -> Word | None:
    """The word that negates the verb or noun `word`. None for "ne... que", an expletive "ne", "pas seulement", and the verbs of litotes ("cacher")."""
    neither = next((child for child in tree.children(word, "cc") if plain(child) in words.neither), None)
    if neither is not None:
        return neither
    marks = tree.children(word, "neg")
    for child in tree.children(word, "aux", "aux_pass", "cop"):
        marks += tree.children(child, "neg")
    forms = {plain(mark) for mark in marks}
    if word.pos in _NOMINAL and not forms & {*words.bare}:
        nobody = next((child for child in tree.children(word, "det", "neg") if plain(child) in words.determiners), None)
    else:
        nobody = _nobody(tree, word, words, bare=bool(forms & {*words.bare}))
    if nobody is not None:
        return nobody
    if not marks or word.lemma in words.litotes:
        return None
    if forms <= {*words.bare}:
        if _restricted(tree, word, words):
            return None
        return marks[-1] if word.lemma in words.bare_verbs else _half_behind(tree, marks[-1], word, words)
    if not forms & {*words.bare} and forms <= {*words.half}:
        return None
    last = marks[-1]
    behind = tree.words[last.index + 1] if last.index + 1 < len(tree.words) else None
    return None if behind is not None and plain(behind) in words.widening else last


def _half_behind(tree: Tree, bare: Word, verb: Word, words: Negation) -> Word | None:
    """The second half that the parser hung elsewhere: the first within a few words behind "ne" and the verb, in the same clause."""
    last = max(bare.index + 2, verb.index + _NEAR)
    for each in tree.words[bare.index + 1 : last + 1]:
        if each.rel == "punct" and each.index > verb.index:
            return None
        if plain(each) in words.halves:
            return None if plain(tree.words[each.index + 1]) in words.widening else each
    return None


def _restricted(tree: Tree, verb: Word, words: Negation) -> bool:
    """Whether a restriction follows ("ne peut que")."""
    return any(plain(each) in words.restrictive for each in tree.words[verb.index + 1 : verb.index + 3])


def _nobody(tree: Tree, verb: Word, words: Negation, *, bare: bool) -> Word | None:
    """The word of a subject or object that says nobody or nothing: "personne n'a attaqué", "attacked no village"."""
    for argument in tree.children(verb, "subj", "subj_pass", "obj"):
        if plain(argument) in words.nobody and (bare or plain(argument) not in words.half):
            if not tree.children(argument, "det", "poss"):
                return argument
        for child in tree.children(argument, "det", "neg", "cc"):
            if plain(child) in words.determiners and child.index < argument.index:
                return child
            if bare and argument.rel != "obj" and plain(child) in words.halves and child.index < argument.index:
                return child  # "pas un de mes hommes ne partira"
        if (least := _least(tree, argument, words)) is not None:
            return least
        for other in tree.children(argument, "conj"):
            for child in tree.children(other, "cc"):
                if plain(child) in words.neither:
                    return child
    return None


def _least(tree: Tree, argument: Word, words: Negation) -> Word | None:
    """The negation right before the smallest number of a noun: "not one tank", "not a single village"; "not all" and "not only" leave some."""
    inside = [word for word in tree.subtree(argument) if word.index < argument.index]
    for mark, behind in pairwise(inside):
        if mark.rel == "neg" and plain(behind) in words.least:
            return mark
    return None


def plain(word: Word) -> str:
    """The word in lower case, without its apostrophe."""
    return word.text.lower().rstrip("'’")
