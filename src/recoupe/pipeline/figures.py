"""Figures of speech: "legal war", "bombarded with questions". Says which words make one on a trigger; never judges a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from recoupe.knowledge.packs import Pack
from recoupe.pipeline.base import Seed
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

_LINKS = frozenset({"amod", "compound", "nmod", "obj", "subj", "subj_pass", "agent", "poss", "flat", "appos", "acl", "iobj"})
_ARGUMENTS = ("subj", "subj_pass", "obj")
_CIRCUMSTANCES = frozenset({"par", "by", "de", "of", "with", "in", "en", "dans", "from", "à", "to"})
"""Markers of a circumstance that may make a figure: "frappé par un séisme". Others say how or when, not what: "malgré la tempête"."""


class Found(msgspec.Struct, frozen=True):
    """A figure: its words, what it is about, and whether it is made of a pair that may also be meant literally."""

    words: str
    about: str
    pair: bool = False


class FigureFinder:
    """The figures of one language."""

    def __init__(self, pack: Pack) -> None:
        self.beside: dict[str, list[tuple[frozenset[str], str, bool]]] = {}
        self.phrases: list[tuple[re.Pattern[str], str]] = []
        for figure in pack.figures.figure:
            for word in figure.words:
                self.beside.setdefault(word, []).append((frozenset(figure.beside), figure.about, False))
            for word, others in figure.pairs.items():
                self.beside.setdefault(word, []).append((frozenset(others), figure.about, True))
            if figure.phrases:
                forms = "|".join(re.escape(form) for form in sorted(figure.phrases, key=len, reverse=True))
                self.phrases.append((re.compile(rf"(?<!\w)(?:{forms})(?!\w)"), figure.about))

    def of(self, tree: Tree, seed: Seed, text: str) -> Found | None:
        """The figure that the seed's trigger is part of, if any. `text` is the document's."""
        return self._phrase(tree, seed, text) or self._beside(tree, seed, text)

    def _phrase(self, tree: Tree, seed: Seed, text: str) -> Found | None:
        start, end = min(tree.start, seed.trigger.start), max(tree.end, seed.trigger.end)
        view = lower(text[start:end]).replace("’", "'")
        head = tree.words[seed.word]
        words = [head, *tree.children(head, *_ARGUMENTS)]
        for pattern, about in self.phrases:
            for match in pattern.finditer(view):
                low, high = match.start() + start, match.end() + start
                if any(low <= word.start and word.end <= high for word in words):
                    return Found(text[low:high], about)
        return None

    def _beside(self, tree: Tree, seed: Seed, text: str) -> Found | None:
        """On a word of the trigger, else on what does it or what it is done to: who "fights a trade war" fights nobody."""
        words = tree.at(seed.trigger.start, seed.trigger.end)
        for word in (*words, *tree.children(tree.words[seed.word], *_ARGUMENTS)):
            for others, about, pair in self.beside.get(word.lemma, ()):
                other = next((each for each in _related(tree, word) if {each.lemma, each.text.lower()} & others), None)
                if other is not None:
                    return Found(text[min(word.start, other.start) : max(word.end, other.end)], about, pair)
        return None


def _related(tree: Tree, word: Word) -> Iterator[Word]:
    """The words that hang on a word and say what kind of act it is, and its two neighbours where they are adjectives or nouns."""
    for child in tree.children(word):
        if child.rel in _LINKS or (child.rel == "obl" and child.marker in _CIRCUMSTANCES):
            yield child
    for index in (word.index - 1, word.index + 1):
        if 0 <= index < len(tree.words) and tree.words[index].pos in {"ADJ", "NOUN"}:
            yield tree.words[index]
