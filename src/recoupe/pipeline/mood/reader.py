"""The occurrence of one verb or noun from its own clause and what governs it. One tree, no frames, no voices."""

from __future__ import annotations

from recoupe.knowledge.modality import ModalityIndex
from recoupe.pipeline.mood import bare, conditions, facts, governors, polarity
from recoupe.pipeline.mood.evidence import NOMINAL, Evidence, Found
from recoupe.syntax.tree import Tree, Word

_TESTS = (
    conditions.questioned, conditions.conditioned, polarity.negated, facts.carried, facts.presupposed, conditions.awaited, conditions.reported, polarity.excluded, polarity.doubted,
    governors.plain_purpose, governors.fixed, governors.modal, governors.purpose, governors.governed, governors.listed, bare.series, bare.named, bare.circumstance,
    bare.unspecific, bare.under,
)  # fmt: skip
"""In the order of their strength: the first that finds something decides."""


class Mood:
    """Reads the words of one tree."""

    def __init__(self, tree: Tree, words: ModalityIndex) -> None:
        self.evidence = Evidence(tree, words, self.of)

    def of(self, word: Word) -> Found:
        """The occurrence of a word and its cues: of the first kind of evidence that speaks, else of its tense."""
        for test in _TESTS:
            found = test(self.evidence, word)
            if found is not None:
                return found
        return facts.tense(self.evidence, word)

    def of_noun(self, noun: Word) -> Found | None:
        """What an act noun's own surroundings take back where a verb carries it: "lancer le projet d'attaque", "l'attaque déjouée". None where nothing does."""
        return governors.governed(self.evidence, noun)

    def modified(self, noun: Word) -> Found | None:
        """What the modifiers and predicates of a noun take back."""
        return governors.modified(self.evidence, noun) if noun.pos in NOMINAL else None

    def warned(self, verb: Word) -> Found | None:
        """A hostile act to come that its doer or a warning tells."""
        return facts.warned(self.evidence, verb)

    def upheld(self, noun: Word) -> Found | None:
        """What is taken for granted of a state."""
        return facts.upheld(self.evidence, noun)
