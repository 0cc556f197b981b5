"""How far a circumstance reaches in the parse: which words keep a time or place to themselves, and which verbs share one. Must never choose a claim's."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.syntax.tree import Tree, Word

CLAUSES = frozenset({"ccomp", "advcl", "acl", "relcl", "csubj", "parataxis", "root"})
"""Relations of words that head a clause of their own."""
WITHIN = frozenset({"dans", "in", "lors de", "pendant", "during", "au cours de", "durant", "by"})
"""Prepositions before the act in the course of which something is done."""


def keeps(above: Word, *, describes: bool) -> bool:
    """Whether a word between an expression and a trigger keeps the expression to itself: the verb of another clause, or a noun that the expression describes."""
    if above.pos in {"VERB", "AUX"}:
        return above.rel != "xcomp" and (above.rel in CLAUSES or above.rel == "conj" or above.has("VerbForm=Fin"))
    return describes and above.pos in {"NOUN", "PROPN", "ADJ"}


def joined(tree: Tree, word: Word) -> Iterator[Word]:
    """The verbs to which a verb is joined, nearest first."""
    seen = {word.index}
    while word.rel == "conj":
        above = tree.head(word)
        if above is None or above.index in seen:
            return
        seen.add(above.index)
        yield above
        word = above


def acts_within(tree: Tree, word: Word) -> Iterator[Word]:
    """The acts in the course of which a word's own act is done: "tués dans l'attaque", and "l'attaque" of "tués dans l'attaque"."""
    yield from (child for child in tree.children(word, "obl", "nmod", "agent") if child.marker in WITHIN)
    above = tree.head(word)
    if above is not None and word.rel in {"obl", "nmod"} and word.marker in WITHIN:
        yield above
