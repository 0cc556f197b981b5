"""How far a sureness can be believed."""

from __future__ import annotations

from recoupe.evaluation.reliability import brier, calibration_error, coverage_curve, right_among_surest

PAIRS = [(0.9, True), (0.8, True), (0.6, False), (0.2, False)]


def test_the_brier_score_is_the_mean_squared_difference() -> None:
    assert brier(PAIRS) == round((0.01 + 0.04 + 0.36 + 0.04) / 4, 4)
    assert brier([]) == 0.0


def test_the_calibration_error_weighs_each_bin_by_its_answers() -> None:
    assert calibration_error([(0.95, True)] * 9 + [(0.95, False)]) == 0.05
    assert calibration_error(PAIRS) == round((0.1 + 0.2 + 0.6 + 0.2) / 4, 4)
    assert calibration_error([(1.0, True)]) == calibration_error([]) == 0.0


def test_the_curve_ends_where_nothing_more_is_answered() -> None:
    assert right_among_surest(PAIRS, 5, 0.4) == 1.0
    curve = coverage_curve(PAIRS, 5)
    assert (curve["0.40"], curve["0.60"], curve["0.80"]) == (1.0, 0.6667, 0.5)
    assert "0.85" not in curve
    assert coverage_curve([], 0) == {}
