"""Weighs the features of candidates: a linear model whose contributions are exact, with *none of these* as a candidate of its own, and how sure the pick is (`sureness.py`).

The weights are data (`data/gazetteer/ranker.toml`), fitted by `scripts/fit_places.py`; softmax over the candidates of one name (listwise, after Cao et al. 2007).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root, load_toml, shown
from recoupe.pipeline.toponyms.features import FEATURES
from recoupe.pipeline.toponyms.sureness import GROUNDS, sureness


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`ranker.toml`.

    Args:
        fitted_on: what the weights were fitted on.
        weights: feature → weight; a feature without a weight counts nothing.
        none: score of *none of these*.
        none_unsaid: added to it where a noun says a kind of which there is no candidate.
        temperature: what scores are divided by before they become shares.
        sure: how sure the likeliest is: weights of `sureness.GROUNDS`.
        hand: features whose weight was set by hand → in how many mentions of the fitting they tell two answers apart, too few to fit it.
    """

    fitted_on: str
    weights: dict[str, float]
    none: float
    none_unsaid: float
    temperature: float
    sure: dict[str, float] = {}
    hand: dict[str, int] = {}


@cache
def load_weights() -> Weights:
    """The shipped weights. Raises KnowledgeError where a weight has no feature."""
    path = data_root() / "gazetteer" / "ranker.toml"
    weights = load_toml(path, Weights)
    unknown = sorted({*weights.weights, *weights.hand}.difference(FEATURES) | set(weights.sure).difference(GROUNDS))
    if unknown:
        raise KnowledgeError(
            "R304", f"no feature is called {unknown[0]}.", where=shown(path), remedy="See features.py for their names."
        )
    return weights


class Ranker:
    """Scores candidates with one set of weights."""

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or load_weights()

    def contributions(self, row: Mapping[str, float]) -> dict[str, float]:
        """What each feature gives to the score."""
        return {name: value * self.weights.weights[name] for name, value in row.items() if name in self.weights.weights and value}

    def score(self, row: Mapping[str, float]) -> float:
        """The sum of the contributions."""
        weights = self.weights.weights
        return sum(value * weights.get(name, 0.0) for name, value in row.items())

    def none(self, rows: Sequence[Mapping[str, float]], *, kinds_said: bool) -> float:
        """The score of *none of these*."""
        unsaid = kinds_said and not any(row.get("kind_said") for row in rows)
        return self.weights.none + (self.weights.none_unsaid if unsaid else 0.0)

    def sure(self, grounds: Mapping[str, float]) -> float | None:
        """How likely the likeliest candidate is right, 0 to 1; None where there is none, or no weights for it."""
        return sureness(grounds, self.weights.sure) if grounds and self.weights.sure else None

    def shares(self, scores: Sequence[float]) -> list[float]:
        """Scores as shares of 1: what each has against the others."""
        if not scores:
            return []
        top = max(scores)
        heights = [math.exp((score - top) / self.weights.temperature) for score in scores]
        total = sum(heights)
        return [height / total for height in heights]
