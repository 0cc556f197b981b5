"""Reads the times of a text in order: finds the expressions, values them, remembers what was told. What stages use."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from recoupe.knowledge.packs import Pack
from recoupe.knowledge.times.pack import load_feasts
from recoupe.pipeline.chronology.context import Context, Told
from recoupe.pipeline.chronology.period import Date, Period
from recoupe.pipeline.chronology.scanning import Found, Scanner, Surroundings
from recoupe.pipeline.chronology.tense import TenseReader
from recoupe.pipeline.chronology.values import Evaluator
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby


class Timed(msgspec.Struct, frozen=True):
    """An expression in the document: code points, what it means, and the id of the pattern that found it."""

    start: int
    end: int
    period: Period
    rule: str


class Chronology:
    """The times of one language."""

    def __init__(self, pack: Pack) -> None:
        self._scanner = Scanner(pack.times, pack.numbers)
        self._tenses = TenseReader(pack.times.cues)
        self._values = Evaluator(load_feasts())

    def read(self, text: str, offset: int, trees: Nearby[Tree], published: Date | None, told: Told) -> tuple[list[Timed], Told]:
        """The expressions of a part that begins at `offset`, and what is told after it."""
        sentences = _Sentences(trees, offset, self._tenses)
        found = self._scanner.find(text, Surroundings(sentences.pos, sentences.tense, sentences.is_name))
        out = []
        for index, each in enumerate(found):
            context = self._context(found, index, sentences, published, told)
            period = self._values.of(each.values, context)
            eve = told.day if each.values.get("eve") == "before" else None
            told = self._told(told, period, eve, each)
            out.append(Timed(each.start + offset, each.end + offset, period, self._scanner.pack.sources[each.rank].id))
        return out, told

    def _context(self, found: Sequence[Found], index: int, sentences: _Sentences, published: Date | None, told: Told) -> Context:
        each = found[index]

        def later() -> Period | None:
            for other in found[index + 1 :]:
                if not sentences.same(each.start, other.start):
                    return None
                if other.values.get("make") in {"date", "offset", "bound", "feast"}:
                    period = self._values.of(other.values, self._context(found, found.index(other), sentences, published, told))
                    if period.told is not None:
                        return period
            return None

        return Context(published=published, told=told, tense=lambda: sentences.tense(each.start, each.end), later=later)

    @staticmethod
    def _told(told: Told, period: Period, eve: Date | None, found: Found) -> Told:
        """An hour of world time given beside one of the place changes nothing."""
        beside = found.values.get("zone") == "utc" and told.clock is not None and period.told == told.day
        return told if beside else told.after(period, eve=eve)


class _Sentences:
    """The parse around code points of a part."""

    def __init__(self, trees: Nearby[Tree], offset: int, tenses: TenseReader) -> None:
        self._trees = trees
        self._offset = offset
        self._tenses = tenses

    def _tree(self, at: int) -> Tree | None:
        return next(iter(self._trees.touching(at + self._offset, at + self._offset + 1)), None)

    def _word(self, at: int) -> Word | None:
        tree = self._tree(at)
        words = tree.at(at + self._offset, at + self._offset + 1) if tree is not None else []
        return words[0] if words else None

    def pos(self, at: int) -> str:
        """Part of speech of the word at a code point."""
        word = self._word(at)
        return word.pos if word is not None else ""

    def tense(self, start: int, end: int) -> str:
        """Whether the stretch is told as past or as to come."""
        tree = self._tree(start)
        return self._tenses.of(tree, start + self._offset, end + self._offset) if tree is not None else "past"

    def same(self, one: int, other: int) -> bool:
        """Whether two code points lie in one sentence."""
        tree = self._tree(one)
        return tree is not None and tree is self._tree(other)

    def is_name(self, start: int, end: int) -> bool:
        """Whether the parser takes a stretch for the first part of a name: "Sunday Oliseh"."""
        tree = self._tree(start)
        words = tree.at(start + self._offset, end + self._offset) if tree is not None else []
        if tree is None or not words:
            return False
        last = words[-1]
        head = tree.words[last.head]
        return (
            last.rel in {"compound", "flat"} and head.index == last.index + 1 and head.pos == "PROPN" and head.text[:1].isupper()
        )


def day_of(published: str | None) -> Date | None:
    """The day of a publication date or date-time; None where it is not known or no such day."""
    try:
        return datetime.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
