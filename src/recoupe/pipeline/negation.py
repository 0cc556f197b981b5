"""Which word of a clause says no: on the verb, its subject or its object. Never judges what a negation is worth; `mood` does."""

from __future__ import annotations

from collections.abc import Collection

from recoupe.syntax.tree import Tree, Word

_NO = frozenset({"aucun", "aucune", "nul", "nulle", "no", "neither", "ni"})
_NOBODY = frozenset({"personne", "rien", "nul", "aucun", "aucune", "nobody", "nothing", "none", "neither"})
_NE = frozenset({"ne", "n"})


def negation(tree: Tree, word: Word, litotes: Collection[str]) -> Word | None:
    """The word that negates the verb or noun `word`; "ne... que", expletive "ne" and verbs of `litotes` ("cacher") give none."""
    neither = next((child for child in tree.children(word, "cc") if plain(child) in {"ni", "nor"}), None)
    if neither is not None:
        return neither
    marks = tree.children(word, "neg")
    for child in tree.children(word, "aux", "aux_pass", "cop"):
        marks += tree.children(child, "neg")
    forms = {plain(mark) for mark in marks}
    if word.pos in {"NOUN", "PROPN"} and not forms & _NE:
        nobody = next((child for child in tree.children(word, "det", "neg") if plain(child) in _NO), None)
    else:
        nobody = _nobody(tree, word)
    if nobody is not None:
        return nobody
    if forms <= _NE or word.lemma in litotes or ("plus" in forms and not forms & _NE):
        return None
    return marks[-1]


def _nobody(tree: Tree, verb: Word) -> Word | None:
    """The word of a subject or object that says nobody or nothing: "personne n'a attaqué", "attacked no village"."""
    for argument in tree.children(verb, "subj", "subj_pass", "obj"):
        if plain(argument) in _NOBODY and not tree.children(argument, "det", "poss"):
            return argument
        for child in tree.children(argument, "det", "neg", "cc"):
            if plain(child) in _NO and child.index < argument.index:
                return child
        for other in tree.children(argument, "conj"):
            for child in tree.children(other, "cc"):
                if plain(child) in {"ni", "nor"}:
                    return child
    return None


def plain(word: Word) -> str:
    """The word in lower case, without its apostrophe."""
    return word.text.lower().rstrip("'’")
