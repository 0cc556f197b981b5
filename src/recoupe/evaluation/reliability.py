"""How far a sureness can be believed: Brier score, calibration error, and how much is right among the surest. Knows nothing of what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Pair = tuple[float, bool]
"""How sure an answer is, 0 to 1, and whether it is right."""
_BINS = 10
STEPS = tuple(step / 20 for step in range(1, 21))
"""Shares of what is asked at which the curve is read."""


def brier(pairs: Sequence[Pair]) -> float:
    """The mean squared difference of sureness and truth, 0 the best; 0 where there is nothing."""
    return round(sum((sure - right) ** 2 for sure, right in pairs) / len(pairs), 4) if pairs else 0.0


def calibration_error(pairs: Sequence[Pair]) -> float:
    """The expected calibration error: in ten bins of equal width, by how much mean sureness and share of right ones differ, weighed by their answers."""
    bins: list[list[Pair]] = [[] for _ in range(_BINS)]
    for pair in pairs:
        bins[min(int(pair[0] * _BINS), _BINS - 1)].append(pair)
    off = sum(abs(sum(sure for sure, _ in each) - sum(right for _, right in each)) for each in bins)
    return round(off / len(pairs), 4) if pairs else 0.0


def right_among_surest(pairs: Iterable[Pair], asked: int, kept: float) -> float:
    """The share of right ones among the surest answers that make up `kept` of all that is asked."""
    surest = sorted(pairs, key=lambda pair: -pair[0])[: round(kept * asked)]
    return round(sum(right for _, right in surest) / len(surest), 4) if surest else 0.0


def coverage_curve(pairs: Sequence[Pair], asked: int) -> dict[str, float]:
    """The same at each of `STEPS` up to the share of what is asked that was answered: "0.75" → share of right ones."""
    answered = len(pairs) / asked if asked else 0.0
    return {f"{step:.2f}": right_among_surest(pairs, asked, step) for step in STEPS if step <= answered}
