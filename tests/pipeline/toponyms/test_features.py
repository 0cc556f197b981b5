"""Features: names that are looked up under one key may still have different candidates."""

from __future__ import annotations

from recoupe.knowledge.gazetteer import load_gazetteer
from recoupe.pipeline.toponyms.model import FACILITY, Toponym
from recoupe.pipeline.toponyms.resolution import Resolver


def test_a_facility_and_a_name_under_one_key_keep_their_own_candidates() -> None:
    names = [
        Toponym(
            start=start, end=start + 14, text="Madison County", part="p1", lang="en", name=name, kinds=("airport",), rule=rule
        )
        for start, name, rule in ((0, "Madison", FACILITY), (20, "Madison County", ""), (40, "Madison County", ""))
    ]
    answers = Resolver(load_gazetteer()).resolve(names).answers
    assert {each.candidate.place.kind for each in answers[0].weighed} == {"airport"}
    assert len({len(answer.weighed) for answer in answers}) == 2
