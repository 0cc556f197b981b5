"""Whether a text reports on conflict, speaks of something else in words of war, or tells what is invented: features and shares.

Must never see a claim. The stage `domains` draws the conclusions; `scripts/train_topics.py` learns the weights from the same features.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from recoupe.knowledge.domains import Domains
from recoupe.knowledge.topics import TopicModel
from recoupe.text.views import fold

BIAS = ("list:none", 0.3)
"""The feature that every text has, and its value."""
_STEM = 6
"""Letters of a word that count: "bombarded" and "bombardment" are one feature."""
_CALM = 30
"""Added to the number of different words: a brief has few of any kind, and each would weigh too much."""
_MOST = 10
"""Different words of one list beyond which more say nothing more."""
_MOST_CONFLICT = 4
"""The same for the words of conflict: a text in warlike figures is full of them."""
_LIST = 0.5
"""What one word of a list counts, against 1 for a word of its own."""
_PIECE = 150
"""Words of a piece: a long text is weighed piece by piece."""


class Share(msgspec.Struct, frozen=True):
    """How far a text is of each kind, from 0 to 1; what is missing to 1 is a report of conflict."""

    figure: float
    invented: float

    @property
    def other(self) -> float:
        """How far it is no report of conflict."""
        return self.figure + self.invented


class WordList:
    """Forms, and beginnings that end with an asterisk; folded."""

    def __init__(self, forms: Iterable[str]) -> None:
        folded = [fold(form) for form in forms]
        self.forms = frozenset(form for form in folded if not form.endswith("*"))
        self.beginnings = tuple(form[:-1] for form in folded if form.endswith("*"))

    def matches(self, token: str) -> bool:
        """Whether a folded word is in the list."""
        return token in self.forms or token.startswith(self.beginnings)


class Features:
    """The features of texts of one language: beginnings of words, and how many words of each list of `domains.toml`."""

    def __init__(self, file: Domains) -> None:
        self.conflict = WordList(file.conflict)
        self.lists = {f"list:{domain.id}": WordList(domain.words) for domain in file.domain}

    def of(self, tokens: Sequence[str]) -> dict[str, float]:
        """Feature → value of a text's folded words; long and short texts are on one scale."""
        different = sorted(set(tokens))
        stems = {"#" if token.isdigit() else token[:_STEM] for token in different if len(token) > 1 or token.isdigit()}
        scale = 1 / math.sqrt(len(stems) + _CALM)
        values = dict.fromkeys(sorted(stems), scale)
        for name, words, most in (
            ("list:conflict", self.conflict, _MOST_CONFLICT),
            *((n, w, _MOST) for n, w in self.lists.items()),
        ):
            found = sum(words.matches(token) for token in different)
            if found:
                values[name] = min(most, found) * _LIST * scale
        return {**values, BIAS[0]: BIAS[1]}


def share(tokens: Sequence[str], features: Features, model: TopicModel) -> Share:
    """How far a text of these folded words is of each kind: the mean over its pieces, since weights were learnt on short texts."""
    pieces = max(1, round(len(tokens) / _PIECE))
    bounds = [round(len(tokens) * at / pieces) for at in range(pieces + 1)]
    figure = invented = 0.0
    for start, end in pairwise(bounds):
        for name, value in features.of(tokens[start:end]).items():
            one, other = model.weights.get(name, (0.0, 0.0))
            figure += value * one / pieces
            invented += value * other / pieces
    most = max(0.0, figure, invented)
    parts = [math.exp(each - most) for each in (0.0, figure, invented)]
    return Share(parts[1] / sum(parts), parts[2] / sum(parts))
