"""The scorer of times, on cases whose figures are worked out by hand."""

import json

import pytest

from recoupe.errors import UsageError
from recoupe.evaluation.times import Timed, TimedText, read_times, score_times

TEXT = "On 3 May it rained; at Eid it froze."
RAIN = Timed(
    start=3, end=8, value="2019-05-03", earliest="2019-05-03", latest="2019-05-03", granularity="day", anchor="published"
)
EID = Timed(
    start=23, end=26, value="2019-06-04", earliest="2019-06-03", latest="2019-06-05", granularity="day", anchor="published"
)
PASSAGE = TimedText(doc="d", lang="en", published="2019-07-01", text=TEXT, times=(RAIN, EID))


def moved(timed, **changes):
    return Timed(**{key: getattr(timed, key) for key in Timed.__struct_fields__} | changes)


@pytest.mark.parametrize(
    ("given", "exact", "spans_f1", "value_right"),
    [
        ([RAIN, EID], 1.0, 1.0, 1.0),
        ([RAIN], 0.5, 0.6667, 1.0),
        ([moved(RAIN, start=0), EID], 0.5, 0.5, 1.0),
        ([moved(RAIN, value="2018-05-03"), EID], 0.5, 1.0, 0.5),
        ([], 0.0, 0.0, 0.0),
    ],
)
def test_an_expression_is_right_with_its_characters_and_its_value(given, exact, spans_f1, value_right):
    figures = score_times([PASSAGE], lambda passage: given)
    assert (figures.exact, figures.spans_f1, figures.value_right) == (exact, spans_f1, value_right)


@pytest.mark.parametrize(("value", "right"), [("2019-06-03", 1.0), ("2019-06-05", 1.0), ("2019-06-06", 0.5)])
def test_a_feast_of_the_moon_is_right_inside_its_bounds(value, right):
    given = moved(EID, value=value, earliest=value, latest=value)
    figures = score_times([PASSAGE], lambda passage: [RAIN, given])
    assert (figures.exact, figures.earliest_right) == (right, right)


def test_a_day_that_is_no_feast_has_no_slack():
    given = moved(RAIN, value="2019-05-04", earliest="2019-05-04", latest="2019-05-04")
    assert score_times([PASSAGE], lambda passage: [given, EID]).exact == 0.5


def test_what_is_found_where_nothing_is_counts_as_tempted():
    nothing = TimedText(doc="e", lang="en", published=None, text="May met March.", times=())
    figures = score_times([nothing], lambda passage: [Timed(start=0, end=3)])
    assert (figures.tempted, figures.given, figures.wanted) == (1, 1, 0)


def test_a_gold_whose_characters_do_not_read_so_is_refused(tmp_path):
    row = {"doc": "d", "lang": "en", "published": None, "text": TEXT, "times": [{"start": 0, "end": 2, "text": "3 May"}]}
    (tmp_path / "times.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(UsageError, match="3 May"):
        read_times(tmp_path / "times.jsonl")
