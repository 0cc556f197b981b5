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
    assert found.lea == 27.78


def test_things_that_one_side_lacks() -> None:
    """Gold ab, c; given ab d: MUC has its one gold link of two given ones, B3 keeps 2 of 3 things and 4/9, CEAFe aligns one pair of clusters worth 4/5."""
    found = score_clusters(labels("ab", "c"), labels("abd"))
    assert found.muc == pytest.approx(100 * 2 * 0.5 / 1.5, abs=0.01)
    assert found.b3 == pytest.approx(100 * 2 * (2 / 3) * (4 / 9) / (2 / 3 + 4 / 9), abs=0.01)
    assert found.ceafe == pytest.approx(100 * 2 * 0.4 * 0.8 / 1.2, abs=0.01)
    assert found.lea == pytest.approx(100 * 2 * (2 / 3) * (1 / 3) / 1, abs=0.01)


def test_the_alignment_is_the_best_one_and_not_the_first() -> None:
    """Gold abc, de; given ab, cde: taking ab with abc (4/5) and cde with de (4/5), where cde with abc would be 2/6 only."""
    assert score_clusters(labels("abc", "de"), labels("ab", "cde")).ceafe == 80.0


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
    for _ in range(200):
        things = [f"m{number}" for number in range(draw.randint(1, 40))]
        gold = {each: str(draw.randint(0, 12)) for each in things if draw.random() < 0.95}
        given = {each: str(draw.randint(0, 12)) for each in things if draw.random() < 0.95}
        if not gold or not given:
            continue
        ours, wanted = score_clusters(gold, given), theirs.score(gold, given)
        assert ours.conll_f1 == pytest.approx(100 * wanted["CoNLL"], abs=0.01)
        assert ours.lea == pytest.approx(100 * wanted["LEA"][2], abs=0.01)
        assert ours.ceafe == pytest.approx(100 * wanted["CEAFe"][2], abs=0.01)
