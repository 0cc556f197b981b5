"""The stretch in which an attribution can reach: sentences of one part, joined where a quotation goes over their border. One language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recoupe.knowledge.packs import Pack
from recoupe.model.record import Mention
from recoupe.model.spans import Span
from recoupe.pipeline.attribution.cues import Cues
from recoupe.pipeline.attribution.quotations import Marks, Quotation, quotations
from recoupe.pipeline.clauses import is_finite
from recoupe.pipeline.fillers import Fillers
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby

_JOINING = frozenset(",;»”)")
"""Signs at the head of a sentence that say that the cut before it was wrong."""


class Unit:
    """One or more sentences that an attribution may span.

    Args:
        trees: consecutive trees of one part; `numbers` are their indices in `Work.trees`.
        marks: the quotations that touch them.
    """

    def __init__(
        self, text: str, trees: Sequence[tuple[int, Tree]], marks: Marks, mentions: Nearby[Mention], pack: Pack, cues: Cues
    ) -> None:
        self.text = text
        self.trees = tuple(tree for _, tree in trees)
        self.numbers = tuple(number for number, _ in trees)
        self.marks = marks
        self.pack = pack
        self.cues = cues
        self.start = self.trees[0].start
        self.end = self.trees[-1].end
        self._mentions = mentions
        self._fillers: dict[int, Fillers] = {}

    def fillers(self, tree: Tree) -> Fillers:
        """What the words of a tree can be."""
        found = self._fillers.get(tree.start)
        if found is None:
            found = self._fillers[tree.start] = Fillers(tree, self._mentions.touching(tree.start, tree.end), self.pack, self.text)
        return found

    def tree(self, number: int) -> Tree:
        """The tree with this index in `Work.trees`."""
        return self.trees[self.numbers.index(number)]

    def mentions_at(self, span: Span) -> list[Mention]:
        """The mentions of the article that share a character with a span, in this unit or not."""
        return self._mentions.touching(span.start, span.end)

    def number(self, tree: Tree) -> int:
        """The index of a tree in `Work.trees`."""
        return self.numbers[self.trees.index(tree)]

    def tree_at(self, at: int) -> Tree:
        """The tree that holds the place `at`, or the last one before it."""
        return next((tree for tree in reversed(self.trees) if tree.start <= at), self.trees[0])

    def quoted(self, word: Word) -> Quotation | None:
        """The quotation in which a word stands."""
        return self.marks.holding(word.start)

    def finite(self, start: int, end: int, *, quoted: bool = True) -> bool:
        """Whether a finite verb stands between two places."""
        return any(
            word.pos in {"VERB", "AUX"}
            and start <= word.start < end
            and (is_finite(tree, word) or word.has("VerbForm=Fin"))
            and (quoted or self.quoted(word) is None)
            for tree in self.trees
            for word in tree.words
        )

    def trimmed(self, start: int, end: int) -> Span | None:
        """A stretch without blanks and punctuation at its ends, quotation marks and brackets kept; None if nothing is left."""
        low, high = max(start, self.start), min(end, self.end)
        while low < high and not (self.text[low].isalnum() or self.text[low] in "«“„\"'(‹$€£#@"):
            low += 1
        while high > low and not (self.text[high - 1].isalnum() or self.text[high - 1] in "»”\"')›%€$…"):
            high -= 1
        return Span(low, high) if low < high else None


def units(
    text: str, part: Span, trees: Sequence[tuple[int, Tree]], mentions: Nearby[Mention], pack: Pack, cues: Cues
) -> Iterable[Unit]:
    """The units of one part whose trees are given in order."""
    marks = Marks(quotations(text, part.start, part.end))
    group: list[tuple[int, Tree]] = []
    for number, tree in trees:
        joined = bool(group) and tree.lang == group[-1][1].lang and _joined(text, marks, group[-1][1], tree)
        if group and not joined:
            yield _unit(text, group, marks, mentions, pack, cues)
            group = []
        group.append((number, tree))
    if group:
        yield _unit(text, group, marks, mentions, pack, cues)


def _joined(text: str, marks: Marks, before: Tree, tree: Tree) -> bool:
    """Whether a sentence belongs to the one before it: inside one quotation, cut wrongly, or a quotation that goes on behind its report."""
    if marks.opened_at(tree.start) or text[tree.start] in _JOINING:
        return True
    resumes = any(each.start == tree.start for each in marks.all)
    return (
        resumes and "\n" not in text[before.end : tree.start] and any(before.start < each.end < before.end for each in marks.all)
    )


def _unit(text: str, group: list[tuple[int, Tree]], marks: Marks, mentions: Nearby[Mention], pack: Pack, cues: Cues) -> Unit:
    start, end = group[0][1].start, group[-1][1].end
    return Unit(
        text, group, Marks(tuple(each for each in marks.all if each.start < end and start < each.end)), mentions, pack, cues
    )
