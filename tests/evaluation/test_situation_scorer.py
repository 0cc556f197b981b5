"""The scorer of situations on small cases worked out by hand, and the gold files themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recoupe.errors import UsageError
from recoupe.evaluation.situation import Case, End, Ends, Given, Wanted, alike, held, same_ends, same_status, score_situations
from recoupe.evaluation.situation_gold import read_situations
from recoupe.situation.model import EDGE_KINDS

GOLD = Path(__file__).resolve().parents[2] / "gold"


def end(*names: str, may_be_open: bool = False) -> End:
    return End(names=names, may_be_open=may_be_open)


def wanted(kind: str = "acts_on", occurrence: str = "happened", *, ends: Ends | None = None, **more) -> Wanted:
    ends = ends or Ends(source=end("Riders"), target=end("the mill"))
    return Wanted(where="story#1", said=kind, ends={kind: ends}, occurrences=frozenset({occurrence}), **more)


def given(
    kind: str = "acts_on",
    occurrence: str = "happened",
    line: str = "happened",
    *,
    ends: Ends | None = None,
    about: End | None = None,
) -> Given:
    ends = ends or Ends(source=end("the Riders"), target=end("mill"))
    return Given(said=kind, kind=kind, ends=ends, about=about or End(), occurrence=occurrence, line=line)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the old mill", "mill", True),
        ("The border guards of Orsk", "guards", False),
        ("Riders", "riders", True),
        ("Velden", "Maru", False),
    ],
)
def test_names_share_half_of_their_words(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


def test_a_content_may_be_held_by_a_longer_one() -> None:
    assert held("the mill burned", "it says that the old mill burned down on Monday")


@pytest.mark.parametrize(
    ("ends", "same"),
    [
        (Ends(source=end("Riders"), target=end("mill")), True),
        (Ends(source=end("mill"), target=end("Riders")), False),
        (Ends(source=End(), target=end("mill")), False),
        (Ends(source=end("Guards"), target=end("mill")), False),
    ],
)
def test_both_ends_must_be_the_same(ends: Ends, same: bool) -> None:
    assert same_ends(wanted(), given(ends=ends)) is same


def test_a_clash_has_no_direction_and_an_end_may_be_allowed_open() -> None:
    turned = Ends(source=end("mill"), target=end("Riders"))
    assert same_ends(wanted(ends=Ends(source=end("Riders"), target=end("mill"), mutual=True)), given(ends=turned))
    assert same_ends(
        wanted(ends=Ends(source=end("Riders", may_be_open=True), target=end("mill"))), given(ends=Ends(target=end("mill")))
    )


def test_a_route_is_right_only_stop_by_stop() -> None:
    route = (end("Orsk"), End(), end("Maru"))
    want = wanted("moves", ends=Ends(source=end("Riders"), route=route))
    assert same_ends(want, given("moves", ends=Ends(source=end("Riders"), route=route)))
    assert not same_ends(want, given("moves", ends=Ends(source=end("Riders"), route=(End(), end("Orsk"), end("Maru")))))


def test_what_is_told_of_may_stand_as_content() -> None:
    want = wanted("says", ends=Ends(source=end("Riders"), target=end("the mill burned")))
    assert same_ends(want, given("says", ends=Ends(source=end("Riders")), about=end("that the mill burned")))


@pytest.mark.parametrize(
    ("want", "got", "right"),
    [
        (wanted(), given(), True),
        (wanted(occurrence="planned"), given(), False),
        (wanted(occurrence="planned"), given(occurrence="intended", line="not_happened"), True),
        (wanted("threatens"), given("threatens", "threatened", "not_happened"), True),
        (wanted("aims", "intended", ascribed=True), given("aims", "intended", "not_happened"), False),
        (wanted("aims", "intended", ascribed=True), given("aims", "intended", "ascribed"), True),
    ],
)
def test_status(want: Wanted, got: Given, right: bool) -> None:
    assert same_status(want, got) is right


def test_figures_of_one_text() -> None:
    figures = score_situations(
        [Case(wanted=(wanted(), wanted(optional=True), wanted("moves")), given=(given(), given("says")), unscored=3)]
    )
    assert (figures.precision, figures.recall, figures.edge_f1) == (0.5, 0.5, 0.5)
    assert (figures.wanted, figures.given, figures.unscored) == (2, 2, 3)
    assert len(figures.errors) == 2


def test_what_the_gold_ascribes_must_not_be_drawn_as_a_fact() -> None:
    assert score_situations([Case(wanted=(wanted(ascribed=True),), given=(given(),))]).ascribed_as_happened == 1
    assert score_situations([Case(wanted=(wanted(ascribed=True),), given=(given(line="ascribed"),))]).ascribed_as_happened == 0


def test_a_line_that_lacks_its_edges_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps({"file": "x.txt"}), encoding="utf-8")
    with pytest.raises(UsageError):
        read_situations(tmp_path / "gold.jsonl")


@pytest.mark.parametrize("path", [GOLD / "situations.jsonl", GOLD / "sealed" / "situations.jsonl"], ids=["open", "sealed"])
def test_our_gold_is_of_the_kinds_of_edges(path: Path) -> None:
    every = read_situations(path)
    assert every
    assert {kind for each in every for edge in each.wanted for kind in edge.ends} <= set(EDGE_KINDS)
