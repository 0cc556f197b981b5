"""Which phrases below a trigger may fill its slots: how deep, and where a phrase belongs to another word. Must never choose among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recoupe.knowledge.frames import Slot
from recoupe.pipeline.clauses import headline_patient, is_passive
from recoupe.pipeline.fillers import NOMINAL, Fillers
from recoupe.syntax.tree import Word

OWN_COMPLEMENT = frozenset({"de", "of"})
"""Prepositions whose phrase belongs to the noun before it: in "des soldats vers la province de Kidal" nobody comes from Kidal."""
_NOMINAL_LINKS = frozenset(
    {"obj", "obl", "nmod", "agent", "iobj", "conj", "appos", "subj_pass", "pred", "compound", "flat", "dep"}
)
_VERBAL = frozenset({"VERB", "AUX"})
_OWNED = (
    ("bordering", frozenset({"with", "avec", "and", "et"})),
    ("distance", frozenset({"from", "depuis"})),
)
"""Classes of nouns and the prepositions of what they take themselves: nobody fights Georgia "near the border with Georgia"."""


def below(fillers: Fillers, trigger: Word, reach: int, *, closed: bool = False) -> Iterator[tuple[int, Word]]:
    """Words of the phrases below the trigger, with their depth; `closed`: not inside a phrase behind another preposition than "de"."""
    tree = fillers.tree
    stack = [(0, trigger)]
    while stack:
        depth, word = stack.pop()
        if depth:
            yield depth, word
        if depth and closed and word.marker not in {"", *OWN_COMPLEMENT}:
            continue
        if depth < reach:
            stack.extend(
                (depth + 1, child)
                for child in tree.children(word)
                if (child.rel in _NOMINAL_LINKS or (depth == 0 and child.rel in {"advmod", "advcl"} and child.pos in NOMINAL))
                and not (depth and _is_owned(fillers, word, child))
                and not _is_clause(fillers, child)
            )


def _is_owned(fillers: Fillers, noun: Word, complement: Word) -> bool:
    """ "the border with Georgia", "five kilometres from the capital": said of the border, of the distance."""
    return any(complement.marker in markers and noun.lemma in fillers.pack.classes[name] for name, markers in _OWNED)


def _is_clause(fillers: Fillers, word: Word) -> bool:
    """A coordinated verb with a passive auxiliary or a subject of its own: what hangs on it is said of it ("was sent and were met by X").

    Not "21 were killed and 60 injured in X": a participle takes the auxiliary of the verb before it, and they share what follows.
    """
    tree, above = fillers.tree, fillers.tree.head(word)
    if word.rel != "conj" or word.pos not in _VERBAL or above is None or above.pos not in _VERBAL:
        return False
    return bool(tree.children(word, "aux_pass")) or (bool(tree.children(word, "subj")) and not is_passive(tree, above))


def of_sort(fillers: Fillers, noun: Word) -> list[Word]:
    """ "the type of flu that killed": what a noun for a kind is a kind of."""
    return fillers.tree.children(noun, "nmod") if noun.lemma in fillers.pack.classes["sort"] else []


def headline_object(fillers: Fillers, trigger: Word, slots: Iterable[Slot]) -> Word | None:
    """Who undergoes the participle of a headline; None unless a slot takes objects and the noun is no force ("Army attacked")."""
    word = headline_patient(fillers.tree, trigger)
    if word is None or "force" in fillers.kinds(word):
        return None
    return word if any(slot.name == "obj" for slot in slots) else None
