"""What the kinds of evidence share: a finding with its characters, and the tree with the pack's words. Must never decide an occurrence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec
from msgspec.structs import replace

from recoupe.knowledge.modality import ModalityIndex
from recoupe.model.record import Cue
from recoupe.model.vocabulary import Attribution, Occurrence
from recoupe.pipeline.clauses import is_finite, is_infinitive
from recoupe.pipeline.negation import negation, plain
from recoupe.syntax.tree import Tree, Word

Told = Literal["", "present", "future"]
VERBAL = frozenset({"VERB", "AUX"})
_AUXILIARIES = ("aux", "aux_pass", "cop")
NOMINAL = frozenset({"NOUN", "PROPN"})
NOT_TOLD = frozenset({"possible", "intended", "planned", "threatened", "requested", "hypothetical", "prescribed", "questioned"})
"""Occurrences below which an act noun or a circumstance is not told as having happened either."""


class Found(msgspec.Struct, frozen=True):
    """An occurrence and the characters that decide it.

    `tense` where a mere tense decides: a type of claim may read it in its own way. `attribution` where the same words say how the deed is laid at its
    actor's door. `granted` where the text takes the act for granted: no content that it stands in takes it back.
    """

    occurrence: Occurrence
    cues: tuple[Cue, ...]
    tense: Told = ""
    attribution: Attribution | None = None
    granted: bool = False


class Evidence:
    """One tree with the words of its language.

    Args:
        tree: the sentence.
        words: the pack's modality by lemma.
        judge: the whole reading of another word of the tree, for evidence that takes over its fate.
    """

    def __init__(self, tree: Tree, words: ModalityIndex, judge: Callable[[Word], Found]) -> None:
        self.tree = tree
        self.words = words
        self.source = words.source
        self.judge = judge

    def found(self, occurrence: Occurrence, word: Word, why: str, *, tense: Told = "") -> Found:
        """A finding with one word as its cue."""
        return Found(occurrence, (Cue(start=word.start, end=word.end, text=word.text, why=why),), tense)

    def marked(self, occurrence: Occurrence, word: Word, why: str) -> Found:
        """A finding with the words that open the clause or phrase of `word` as its cues; the word itself where there are none."""
        marks = [child for child in self.tree.children(word, "mark", "case") if child.index < word.index] or [word]
        return Found(occurrence, tuple(Cue(start=each.start, end=each.end, text=each.text, why=why) for each in marks))

    def negation(self, word: Word) -> Word | None:
        """The word that negates `word`, None where nothing does."""
        return negation(self.tree, word, self.source.negation)

    def has(self, verb: Word, feature: str) -> bool:
        """Whether the verb or one of its auxiliaries has the feature."""
        return any(each.has(feature) for each in self.carriers(verb))

    def carriers(self, verb: Word) -> list[Word]:
        """The verb and the auxiliaries that carry its tense and mood."""
        own = self.tree.children(verb, *_AUXILIARIES)
        if not own and verb.rel == "conj" and verb.has("VerbForm=Part"):
            first = self.first(verb)  # "a attaqué et pillé": one auxiliary for both
            own = self.tree.children(first, *_AUXILIARIES) if first.has("VerbForm=Part") else []
        return [verb, *own, *(deeper for each in own for deeper in self.tree.children(each, *_AUXILIARIES))]

    def finite(self, verb: Word) -> Word | None:
        """The finite word among the verb and its auxiliaries: it carries tense and mood."""
        return next((each for each in self.carriers(verb) if each.has("VerbForm=Fin")), None)

    def is_past(self, verb: Word) -> bool:
        """A past tense, simple or compound."""
        return any(each.has("Tense=Past") or each.has("Tense=Imp") or each.has("Aspect=Perf") for each in self.carriers(verb))

    def is_gerund(self, word: Word) -> bool:
        """A present participle without auxiliary."""
        plain = not self.tree.children(word, "aux", "aux_pass")
        return (word.has("VerbForm=Part") and word.has("Tense=Pres") and plain) or word.has("VerbForm=Ger")

    def first(self, word: Word) -> Word:
        """The first of coordinated verbs; a finite one goes with no infinitive before it ("to free them and offered to")."""
        while word.rel == "conj" and (above := self.tree.head(word)) is not None and above.pos in VERBAL:
            if is_finite(self.tree, word) and is_infinitive(self.tree, above):
                break
            word = above
        return word

    def above(self, word: Word) -> Word | None:
        """The nearest verb above `word`."""
        return next((each for each in self.tree.ancestors(word) if each.pos in VERBAL), None)


def granted(found: Found) -> Found:
    """The finding, as taken for granted."""
    return replace(found, granted=True)


def full(word: Word, elided: dict[str, str]) -> str:
    """The word in lower case, an elided form in full ("qu'" → "que")."""
    form = plain(word)
    return elided.get(form, form) if word.text.endswith(("'", "’")) else form


def opens(word: Word) -> str:
    """The first word of a marker ("si" of "si jamais"), empty where there is none."""
    return word.marker.split(" ")[0] if word.marker else ""
