"""Copied wording of articles, as the comparison shows it: shares, passages, direction, possible translations. Finds pairs through the index of wording.

Jaccard and MinHash at 0.5 miss most partial copies (recall .03 to .58); an index of 5-grams finds them (.99 to 1.00) and shows where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

import msgspec

from recoupe.crosscheck.wording.index import Pair, Run, WordingIndex
from recoupe.crosscheck.wording.sheets import Sheet
from recoupe.crosscheck.wording.translated import landmarks, possible_translations
from recoupe.model.comparison import Copy, Passage
from recoupe.model.record import Record
from recoupe.model.spans import Span
from recoupe.text.words import folded_words

SHORTEST_PASSAGE = 8
"""Words of the shortest run that is shown: below it, names and formulae of the trade coincide."""
NOTED = 0.08
"""Share of the shorter article's words, outside of quotations, from which a pair is reported."""
_OWN = frozenset({"headline", "lead", "body", "subhead"})


class Worded(msgspec.Struct, frozen=True, dict=True):
    """An article as words with offsets."""

    record: Record
    text: str
    sheet: Sheet

    @cached_property
    def plain(self) -> str:
        """All its words, credits and furniture included, one blank between them."""
        return f" {' '.join(folded_words(self.text))} "


def worded(record: Record, text: str) -> Worded:
    """The words of the article's own parts."""
    parts = [(part.start, part.end) for part in record.parts if part.kind in _OWN]
    return Worded(record, text, Sheet(record.document.id, text, parts, _ordinal(record.document.published)))


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def find_copies(articles: Sequence[Worded]) -> tuple[Copy, ...]:
    """Every pair that shares more than chance wording; `left` is the one whose id comes first, so that the order given plays no part."""
    ordered = sorted(articles, key=lambda article: article.record.document.id)
    by_id = {article.record.document.id: article for article in ordered}
    index = WordingIndex(window=None)
    pairs = [pair for article in ordered for pair in index.add(article.sheet)]
    found = [copy for pair in pairs if (copy := as_copy(pair, by_id[pair.left.document], by_id[pair.right.document]))]
    worded_alike = {(copy.left, copy.right) for copy in found}
    found += [copy for copy in _translations(ordered) if (copy.left, copy.right) not in worded_alike]
    return tuple(sorted(found, key=lambda copy: (copy.left, copy.right)))


def compare_wording(left: Worded, right: Worded) -> Copy | None:
    """The shared passages of two articles, None where there is nothing to report."""
    index = WordingIndex(window=None)
    index.add(left.sheet)
    pairs = index.sharing(right.sheet)
    return as_copy(pairs[0], left, right) if pairs else None


def as_copy(pair: Pair, left: Worded, right: Worded) -> Copy | None:
    """What two articles have in common, None where it is no more than chance. Quotations count for nothing: two who quote one speech copy no one."""
    own = [run for run in pair.runs if not _is_quoted(pair, run)]
    shown = [run for run in own if run.words >= SHORTEST_PASSAGE]
    quoted = tuple(_passage(pair, run) for run in pair.runs if _is_quoted(pair, run) and run.words >= SHORTEST_PASSAGE)
    sizes = [max(1, len(sheet) - sum(sheet.quoted)) for sheet in (pair.left, pair.right)]
    of_left, of_right = (min(1.0, sum(run.words for run in own) / size) for size in sizes)
    if not shown or max(of_left, of_right) < NOTED:
        return None
    source, why = _direction(left, right)
    words = sum(run.words for run in own)
    shared = (
        f"{words} words in {len(own)} passages are the same ({of_left:.0%} and {of_right:.0%} of the two, without quotations)"
    )
    return Copy(
        left=left.record.document.id, right=right.record.document.id, of_left=round(of_left, 3), of_right=round(of_right, 3),
        passages=tuple(_passage(pair, run) for run in shown), from_document=source, why=f"{shared}; {why}", quoted=quoted,
    )  # fmt: skip


def _is_quoted(pair: Pair, run: Run) -> bool:
    """Whether most of the words stand between quotation marks in both."""
    left = sum(pair.left.quoted[run.left : run.left + run.words])
    right = sum(pair.right.quoted[run.right : run.right + run.words])
    return min(left, right) * 2 > run.words


def _passage(pair: Pair, run: Run) -> Passage:
    return Passage(left=_span(pair.left, run.left, run.words), right=_span(pair.right, run.right, run.words), words=run.words)


def _span(sheet: Sheet, first: int, words: int) -> Span:
    return Span(sheet.starts[first], sheet.ends[first + words - 1])


def _translations(articles: Sequence[Worded]) -> Iterator[Copy]:
    """Pairs in two languages with the same names and figures in the same order."""
    by_id = {article.record.document.id: article for article in articles}
    marks = [landmarks(article.record, article.text, article.sheet.day) for article in articles]
    for left, right, count in possible_translations(marks):
        source, why = _direction(by_id[left.document], by_id[right.document])
        said = (
            f"{count} names and figures in the same order, in two languages: a translation is possible, a person must confirm it"
        )
        yield Copy(
            left=left.document, right=right.document, of_left=round(count / len(left.marks), 3), of_right=round(count / len(right.marks), 3), passages=(),
            from_document=source, why=f"{said}; {why}", translation=True,
        )  # fmt: skip


def _direction(left: Worded, right: Worded) -> tuple[str | None, str]:
    """Who was first: the one that the other names; else the earlier date; else not known."""
    named = [
        (one, other)
        for one, other in ((left, right), (right, left))
        if (outlet := other.record.document.outlet) and names_outlet(one, outlet)
    ]
    if len(named) == 1:
        ((one, other),) = named
        return (
            other.record.document.id,
            f"{one.record.document.outlet or one.record.document.id} names {other.record.document.outlet}",
        )
    dates = (left.record.document.published, right.record.document.published)
    if dates[0] and dates[1] and dates[0] != dates[1]:
        first = left if dates[0] < dates[1] else right
        return first.record.document.id, f"{first.record.document.outlet or first.record.document.id} is dated earlier"
    return None, "which of them was first is not known"


def names_outlet(article: Worded, outlet: str) -> bool:
    """Whether the article's text, credits included, names the outlet."""
    return f" {' '.join(folded_words(outlet))} " in article.plain
