"""How sure the likeliest place of a name is: a logistic model over the features of the pick, its share and its rivals. Says nothing of which place is picked.

A share tells the candidates of one name apart; it does not say how often such a pick is right. This does (temperature scaling is its special case where only
`share` counts: Guo et al. 2017, arXiv 1706.04599). The weights are data (`[sure]` of `data/gazetteer/ranker.toml`), fitted by `scripts/fit_sureness.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from recoupe.knowledge.gazetteer import Place
from recoupe.model.earth import kilometres
from recoupe.pipeline.toponyms.features import FEATURES
from recoupe.pipeline.toponyms.model import Weighed

SHARE, RIVALS, START = "share", "rivals", "start"
GROUNDS = (START, SHARE, RIVALS, *FEATURES)
"""What sureness is weighed from: a constant, the log odds of the share, the logarithm of how many candidates there are, and the features of the pick."""
_SAME_KM = 50.0
"""A town and the district around it share what they have: who takes one for the other is hardly wrong."""
_LEAST = 1e-4


def grounds_of(weighed: Sequence[Weighed], row: Mapping[str, float]) -> dict[str, float]:
    """What speaks for the likeliest candidate being right; empty where there is none.

    Args:
        weighed: the candidates of one name with their shares (0 to 1), best first.
        row: the features of the best.
    """
    if not weighed:
        return {}
    best = weighed[0].candidate.place
    share = sum(each.score for each in weighed if _is_same(best, each.candidate.place))
    kept = min(max(share, _LEAST), 1 - _LEAST)
    return {**row, START: 1.0, SHARE: math.log(kept / (1 - kept)), RIVALS: math.log(len(weighed))}


def sureness(grounds: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely the pick is right, 0 to 1."""
    return 1 / (1 + math.exp(-sum(value * weights.get(name, 0.0) for name, value in grounds.items())))


def _is_same(best: Place, other: Place) -> bool:
    if best.id == other.id:
        return True
    if best.point is None or other.point is None:
        return False
    return kilometres(*best.point, *other.point) < _SAME_KM
