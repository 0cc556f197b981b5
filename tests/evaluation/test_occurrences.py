"""The scorer of statuses by trigger, on cases whose figures are worked out by hand."""

import json
from types import SimpleNamespace

import pytest

from recoupe.app.evaluate import evaluate
from recoupe.errors import UsageError
from recoupe.evaluation.occurrences import GoldStatus, StatusText, is_occurrences, read_occurrences, score_occurrences
from recoupe.model.spans import Span

TEXT = "Ana fled; Bo may flee; Cy left."
"""Triggers: fled 4-8, flee 17-21, left 26-30."""


def claim(start, end, occurrence, kind="MOVE", attribution="asserted"):
    return SimpleNamespace(
        type=kind,
        trigger=Span(start, end),
        status=SimpleNamespace(occurrence=occurrence, attribution=attribution),
    )


def reading(claims, given=None):
    return lambda text, lang: (claims, lambda start, end: given)


def text(*statuses):
    return StatusText(doc="d", lang="en", text=TEXT, statuses=statuses)


def gold(start, end, occurrence, **more):
    return GoldStatus(trigger=(start, end), occurrence=occurrence, **more)


THREE = text(gold(4, 8, "happened"), gold(17, 21, "possible"), gold(26, 30, "happened"))


@pytest.mark.parametrize(
    ("claims", "end_to_end", "among_found", "accuracy", "found"),
    [
        ([claim(4, 8, "happened"), claim(13, 21, "possible"), claim(26, 30, "happened")], 1.0, 1.0, 1.0, 1.0),
        ([claim(4, 8, "happened"), claim(13, 21, "possible")], 0.8334, 1.0, 1.0, 0.6667),
        ([claim(4, 8, "happened"), claim(17, 21, "happened"), claim(26, 30, "happened")], 0.4, 0.4, 0.6667, 1.0),
        ([], 0.0, 0.0, 0.0, 0.0),
    ],
)
def test_a_trigger_without_claim_is_wrong_end_to_end_only(claims, end_to_end, among_found, accuracy, found):
    figures = score_occurrences([THREE], reading(claims))
    assert figures.macro_f1 == pytest.approx(end_to_end, abs=1e-3)
    assert (figures.macro_f1_found, figures.accuracy_found, figures.found, figures.of) == (among_found, accuracy, found, 3)


def test_confusions_are_counted_most_frequent_first():
    figures = score_occurrences([THREE], reading([claim(4, 8, "planned"), claim(17, 21, "possible")]))
    assert figures.confusions == {"happened > no claim": 1, "happened > planned": 1}
    assert [miss.got for miss in figures.errors] == ["planned", "no claim"]


def test_a_claim_of_the_family_goes_before_one_that_shares_more():
    wanted = text(gold(13, 21, "possible", family="THREATEN"))
    claims = [claim(13, 21, "happened"), claim(17, 19, "possible", "THREATEN-force")]
    assert score_occurrences([wanted], reading(claims)).macro_f1 == 1.0


def test_attribution_is_judged_on_what_is_found_and_stated():
    wanted = text(
        gold(4, 8, "happened", attribution="claimed"), gold(17, 21, "possible"), gold(26, 30, "happened", attribution="denied")
    )
    figures = score_occurrences([wanted], reading([claim(4, 8, "happened"), claim(17, 21, "possible")]))
    assert (figures.attribution_right, figures.attribution_of) == (0.0, 1)


def test_the_rules_are_also_judged_on_triggers_without_claim():
    figures = score_occurrences([THREE], reading([], "happened"))
    assert (figures.macro_f1, figures.macro_f1_given) == (0.0, 0.4)


def write(path, *statuses, **row):
    line = {"doc": "d", "lang": "en", "text": TEXT, "statuses": list(statuses)} | row
    path.write_text(json.dumps(line), encoding="utf-8")
    return path


def test_a_line_is_read(tmp_path):
    file = write(
        tmp_path / "g.jsonl",
        {"trigger": [4, 8], "text": "fled", "occurrence": "happened", "attribution": None, "family": "MOVE-withdraw"},
    )
    assert is_occurrences(file)
    assert read_occurrences(file)[0].statuses == (gold(4, 8, "happened", family="MOVE"),)


@pytest.mark.parametrize(
    "status",
    [
        {"trigger": [30, 99], "occurrence": "happened"},
        {"trigger": [4, 8], "occurrence": "fled"},
        {"trigger": [4, 8], "occurrence": "happened", "attribution": "sure"},
    ],
)
def test_a_wrong_status_is_refused(tmp_path, status):
    with pytest.raises(UsageError) as caught:
        read_occurrences(write(tmp_path / "g.jsonl", status))
    assert (caught.value.code, caught.value.where) == ("R403", "g.jsonl:d")


def test_the_task_chooses_by_the_format_of_the_file(engine, tmp_path):
    file = write(tmp_path / "g.jsonl", {"trigger": [11, 15], "occurrence": "happened"}, text="The troops left Lamu on Monday.")
    figures = evaluate("status", file, engine=engine)
    assert (figures["of"], figures["macro_f1"]) == (1, 1.0)
