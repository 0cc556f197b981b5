"""A verb of speech in the form in which the pack lists it: alone, with its particle ("point out"), or behind a verb that carries it ("faire savoir")."""

from __future__ import annotations

from collections.abc import Container

from recoupe.pipeline.attribution.cues import Cues
from recoupe.syntax.tree import Tree, Word

_CARRIED = 3
"""Words between "fait" and "savoir" ("a fait également savoir")."""


def listed(tree: Tree, verb: Word, cues: Cues) -> str:
    """The pack's name of the verb: "point out", "faire savoir", else its lemma."""
    for child in tree.children(verb, "prt", "advmod"):
        key = f"{verb.lemma} {child.text.lower()}"
        if key in cues.says:
            return key
    carrier = carrier_of(tree, verb, cues)
    return f"{carrier.lemma} {verb.lemma}" if carrier is not None else verb.lemma


def carrier_of(tree: Tree, verb: Word, cues: Cues) -> Word | None:
    """The verb that carries an infinitive of speech ("fait" in "a fait savoir"), None where the verb stands alone."""
    carriers: Container[str] = cues.carried.get(verb.lemma, frozenset())
    if not carriers or not verb.has("VerbForm=Inf"):
        return None
    for word in reversed(tree.words[max(0, verb.index - _CARRIED) : verb.index]):
        if word.lemma in carriers:
            return word
        if word.pos not in {"ADV", "PRON", "AUX", "VERB"}:
            return None
    return None
