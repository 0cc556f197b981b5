"""A parsed sentence in recoupe's own words: the only view of syntax that the stages see.

Relations (both languages): root subj subj_pass csubj obj iobj agent obl nmod ccomp xcomp advcl acl relcl appos conj cc aux aux_pass cop pred
mark case det poss amod advmod nummod neg expl flat compound parataxis punct dep. A word that stands behind a preposition or a
subordinator carries it as `marker`, normalised by the language pack ("des" → "de").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """One word. `start`/`end` count code points of the document's text; `head` is an index into the tree (its own for the root)."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    feats: frozenset[str]
    head: int
    rel: str
    marker: str = ""

    def has(self, feature: str) -> bool:
        """Whether the word has a feature such as "Mood=Cnd"."""
        return feature in self.feats


class Entity(msgspec.Struct, frozen=True):
    """What the statistical tagger took for a name: a proposal, never a decision."""

    start: int
    end: int
    label: str


class Tree:
    """One parsed sentence."""

    def __init__(self, words: tuple[Word, ...], entities: tuple[Entity, ...], lang: str, part: str) -> None:
        self.words = words
        self.entities = entities
        self.lang = lang
        self.part = part

    @property
    def start(self) -> int:
        """First code point."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Code point after the last."""
        return self.words[-1].end

    @cached_property
    def _children(self) -> dict[int, list[Word]]:
        children: dict[int, list[Word]] = {}
        for word in self.words:
            if word.head != word.index:
                children.setdefault(word.head, []).append(word)
        return children

    @cached_property
    def roots(self) -> tuple[Word, ...]:
        """Words that hang on nothing."""
        return tuple(word for word in self.words if word.head == word.index)

    def children(self, word: Word, *relations: str) -> list[Word]:
        """Dependents of `word` in order, all or of these relations."""
        found = self._children.get(word.index, [])
        return [child for child in found if child.rel in relations] if relations else list(found)

    def head(self, word: Word) -> Word | None:
        """What `word` hangs on; None for a root."""
        return None if word.head == word.index else self.words[word.head]

    def ancestors(self, word: Word) -> Iterator[Word]:
        """From the head of `word` up to the root."""
        seen = {word.index}
        above = self.head(word)
        while above is not None and above.index not in seen:
            seen.add(above.index)
            yield above
            above = self.head(above)

    def subtree(self, word: Word) -> list[Word]:
        """`word` and everything below it, in text order."""
        out: list[Word] = []
        stack = [word]
        seen: set[int] = set()
        while stack:
            top = stack.pop()
            if top.index in seen:
                continue
            seen.add(top.index)
            out.append(top)
            stack.extend(self._children.get(top.index, ()))
        return sorted(out, key=lambda each: each.index)

    def at(self, start: int, end: int) -> list[Word]:
        """The words that share a character with start-end."""
        return [word for word in self.words if word.start < end and start < word.end]

    @staticmethod
    def top_of(words: list[Word]) -> Word:
        """The word of a stretch (not empty) that hangs outside it."""
        inside = {word.index for word in words}
        return next((word for word in words if word.head not in inside or word.head == word.index), words[0])
