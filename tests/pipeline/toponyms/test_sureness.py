"""How sure a pick is, and what a file of outlets' homes does to it: nothing where there is none."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from msgspec.structs import replace

from recoupe.intake.documents import Given, read_bytes
from recoupe.knowledge.gazetteer import Candidate, Place
from recoupe.knowledge.homes import load_homes
from recoupe.knowledge.reasons import recognise
from recoupe.pipeline.base import Work
from recoupe.pipeline.engine import Engine
from recoupe.pipeline.runner import run
from recoupe.pipeline.stages.places import Places
from recoupe.pipeline.toponyms.features import HOME, Setting, measured
from recoupe.pipeline.toponyms.model import Toponym, Weighed
from recoupe.pipeline.toponyms.ranker import Ranker, load_weights
from recoupe.pipeline.toponyms.sureness import grounds_of, sureness

TEXT = "The sheriff of Paris said on Monday that two men were held."


def place(ref: str, lat: float, lon: float, country: str = "US", **more) -> Place:
    return Place(id=ref, name="Paris", kind="town", layer="test", lat=lat, lon=lon, countries=(country,), **more)


def weighed(where: Place, share: float) -> Weighed:
    return Weighed(
        candidate=Candidate(place=where, step="exact", cost=0.0, matched="Paris", why="the name as listed"),
        score=share,
        contributions={},
    )


def test_what_lies_beside_the_pick_counts_as_the_pick() -> None:
    near = grounds_of([weighed(place("t:1", 33.66, -95.55), 0.5), weighed(place("t:2", 33.7, -95.5), 0.4)], {"listed": 1.0})
    far = grounds_of([weighed(place("t:1", 33.66, -95.55), 0.5), weighed(place("t:3", 48.85, 2.35, "FR"), 0.4)], {"listed": 1.0})
    assert near["share"] == pytest.approx(math.log(0.9 / 0.1))
    assert far["share"] == pytest.approx(0.0)
    assert near["listed"] == 1.0
    assert grounds_of([], {}) == {}


def test_the_odds_are_the_sum_of_the_weighed_grounds() -> None:
    assert sureness({"share": 2.0, "start": 1.0}, {"share": 1.0}) == pytest.approx(1 / (1 + math.exp(-2)))
    assert Ranker().sure({}) is None
    assert Ranker(replace(load_weights(), sure={})).sure({"share": 1.0}) is None


def test_only_the_likeliest_place_says_how_sure_it_is(engine) -> None:
    readings = best_mention(engine, TEXT, None).readings
    assert [reading.sure is not None for reading in readings] == [True, *([False] * (len(readings) - 1))]
    assert 0 < readings[0].sure < 1


def best_mention(engine, text: str, outlet: str | None):
    if not engine.knowledge.gazetteer.available:
        pytest.skip("no compiled gazetteer")
    before = engine.stages[: next(number for number, stage in enumerate(engine.stages, 1) if isinstance(stage, Places))]
    document = read_bytes(text.encode(), name="a.txt", given=Given(lang="en", outlet=outlet))
    return next(each for each in run(before, Work(document=document)).mentions if each.kind == "place")


@pytest.fixture(scope="module")
def at_home(engine, tmp_path_factory) -> Engine:
    if not engine.knowledge.gazetteer.available:
        pytest.skip("no compiled gazetteer")
    path: Path = tmp_path_factory.mktemp("homes") / "papers.tsv"
    path.write_text("outlet\tplace\tsource\nThe Lamar Ledger\tgeonames:4717560\tinvented\n", encoding="utf-8")
    return Engine(replace(engine.knowledge, homes=load_homes(path, engine.knowledge.gazetteer.place)))


def test_the_home_moves_a_bare_name_and_says_so(engine, at_home) -> None:
    assert best_mention(engine, TEXT, "The Lamar Ledger").best.country == "FRA"
    best = best_mention(at_home, TEXT, "The Lamar Ledger").best
    assert best.ref == "geonames:4717560"
    assert set(best.contributions) >= HOME
    assert "close to where the outlet is at home" in best.why
    assert recognise(best.why), best.why


def test_an_outlet_that_the_file_does_not_have_is_read_as_before(engine, at_home) -> None:
    assert best_mention(at_home, TEXT, "Another").readings == best_mention(engine, TEXT, "Another").readings


def test_a_record_names_the_file(at_home) -> None:
    record = at_home.read(read_bytes(TEXT.encode(), name="a.txt", given=Given(lang="en")))
    assert record.made_by.layers[-1].startswith("homes/papers#")


def test_without_a_home_no_feature_of_it_is_measured() -> None:
    name = Toponym(start=0, end=5, part="p1", lang="en", name="Paris", text="Paris", rule="gazetteer.name")
    town = place("t:1", 33.66, -95.55, division="TX")
    setting = Setting(
        keys=("paris",),
        candidates=((Candidate(place=town, step="exact", cost=0.0, matched="Paris", why="the name as listed"),),),
        picked=(None,),
        parts=("p1",),
    )
    ((row,),) = measured([name], setting, {})
    assert not HOME & set(row)
    ((row,),) = measured([name], replace(setting, home=(replace(town, id="t:9"), place("t:8", 48.85, 2.35, "FR"))), {})
    assert (row["home_country"], row["home_division"]) == (0.5, 0.5)
    assert row["home_near"] == pytest.approx(1 - math.log10(10) / math.log10(20000))
