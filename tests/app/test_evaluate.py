"""`evaluate`: tasks, formats, and the errors that a person may meet."""

import json

import pytest

from recoupe.app.evaluate import TASKS, evaluate
from recoupe.errors import UsageError


def lines(path, *rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_an_unknown_task_is_refused_with_the_list(tmp_path):
    with pytest.raises(UsageError) as caught:
        evaluate("weather", tmp_path)
    assert caught.value.code == "R402"
    assert all(task in caught.value.remedy for task in TASKS)


@pytest.mark.parametrize("task", ["copies"])
def test_a_task_that_is_not_there_says_so(tmp_path, task):
    with pytest.raises(UsageError, match="not there yet") as caught:
        evaluate(task, tmp_path)
    assert caught.value.code == "R402"


@pytest.mark.parametrize("task", ["actors", "places", "voices", "claims", "types", "lexicon", "status"])
def test_a_missing_gold_is_refused(tmp_path, task):
    with pytest.raises(UsageError) as caught:
        evaluate(task, tmp_path / "none.jsonl")
    assert caught.value.code == "R403"


def test_actors_are_scored_from_file_or_folder(tmp_path):
    gold = lines(tmp_path / "cases.jsonl", {"phrase": "Kenyan soldiers", "expect": {"country": "KEN", "code_1": "MIL"}})
    assert evaluate("actors", gold) == evaluate("actors", tmp_path)
    assert evaluate("actors", gold)["country"] == 1.0


def test_errors_are_listed_for_reading(tmp_path):
    gold = lines(tmp_path / "cases.jsonl", {"phrase": "Kenyan soldiers", "expect": {"country": "UGA"}})
    assert evaluate("actors", gold)["errors"] == ["Kenyan soldiers (2022-11-01): wanted country UGA, got KEN"]


@pytest.mark.parametrize(
    ("task", "row", "figure"),
    [
        ("voices", {"doc": "d", "lang": "fr", "text": "Il pleut.", "attributions": []}, "end_to_end_f1"),
        ("places", {"doc_id": "d", "text": "Il pleut.", "mentions": []}, "end_to_end_acc161"),
        ("types", {"text": "Peru attacked Chile.", "event_2_0": "ASSAULT", "spans": []}, "macro_f1"),
        ("types", {"id": "1", "text": "It rains.", "events": []}, "direction"),
        ("status", {"text": "It rains.", "event_assertion_status": "not_applicable"}, "macro_f1"),
        ("situation", {"file": "a8-04-le-cap-libre.txt", "edges": []}, "edge_f1"),
    ],
)
def test_each_task_gives_its_figure(tmp_path, task, row, figure):
    assert figure in evaluate(task, lines(tmp_path / "gold.jsonl", row))


def test_a_claims_gold_whose_article_is_nowhere_is_refused(tmp_path):
    gold = lines(tmp_path / "gold.jsonl", {"file": "nowhere.txt", "parts": [], "claims": [], "never": []})
    with pytest.raises(UsageError, match=r"nowhere\.txt"):
        evaluate("claims", gold)


RECORD = {"text": "Peru attacked Chile.", "event_2_0": "ASSAULT", "spans": [["SRC", 0, 4, "Peru"], ["EVT", 5, 13, "attacked"]]}


def test_a_half_is_scored_alone(tmp_path):
    gold = lines(tmp_path / "plover_gsr.jsonl", RECORD, RECORD, RECORD)
    assert [evaluate("types", gold, half=half)["of"] for half in ("all", "dev", "held")] == [3, 2, 1]


@pytest.mark.parametrize(("task", "half"), [("types", "upper"), ("actors", "dev")])
def test_a_half_that_there_is_not(tmp_path, task, half):
    with pytest.raises(UsageError) as caught:
        evaluate(task, lines(tmp_path / "plover_gsr.jsonl", RECORD), half=half)
    assert caught.value.code == "R402"


def test_event_words_of_a_folder_of_sets(tmp_path):
    (tmp_path / "a").mkdir()
    lines(tmp_path / "a" / "plover_gsr.jsonl", RECORD)
    assert evaluate("lexicon", tmp_path)["of"] == 1


def test_a_folder_without_event_words_is_refused(tmp_path):
    with pytest.raises(UsageError) as caught:
        evaluate("lexicon", tmp_path)
    assert caught.value.code == "R403"
