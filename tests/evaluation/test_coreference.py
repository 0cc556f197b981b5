"""The CoNLL figure: a worked example, its bounds, and the same values as the benchmarks' own scorer on random cases."""

from __future__ import annotations

import importlib.util
import os
import random
from pathlib import Path

import pytest

from recoupe.evaluation.coreference import score_clusters

BENCH = Path(os.environ.get("RECOUPE_BENCH") or Path(__file__).parents[3] / "shared" / "bench")
SCORER = BENCH / "episodes" / "eval_coref.py"


def labels(*clusters: str) -> dict[str, str]:
    return {item: str(number) for number, cluster in enumerate(clusters) for item in cluster}


def test_a_worked_example() -> None:
    found = score_clusters(labels("abc", "defg"), labels("ab", "cd", "fghi"))
    assert (found.muc, found.b3, found.ceafe) == (40.0, 45.45, 52.0)
    assert found.conll_f1 == pytest.approx((40 + 45.45 + 52) / 3, abs=0.02)


def test_the_bounds() -> None:
    gold = labels("abc", "de", "f")
    assert score_clusters(gold, gold).conll_f1 == 100.0
    assert score_clusters(gold, labels("x")).conll_f1 == 0.0


@pytest.mark.skipif(not SCORER.is_file(), reason="the benchmarks are not there")
def test_the_same_as_the_benchmarks_scorer_on_random_cases() -> None:
    spec = importlib.util.spec_from_file_location("eval_coref", SCORER)
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    draw = random.Random(11)
    for _ in range(120):
        things = [f"m{number}" for number in range(draw.randint(1, 40))]
        gold = {each: str(draw.randint(0, 12)) for each in things if draw.random() < 0.95}
        given = {each: str(draw.randint(0, 12)) for each in things if draw.random() < 0.95}
        if not gold or not given:
            continue
        ours, wanted = score_clusters(gold, given), theirs.score(gold, given)
        assert ours.conll_f1 == pytest.approx(100 * wanted["CoNLL"], abs=0.01)
        assert ours.ceafe == pytest.approx(100 * wanted["CEAFe"][2], abs=0.01)
