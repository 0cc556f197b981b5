"""Features: names that are looked up under one key may still have different candidates."""

from __future__ import annotations

from recoupe.knowledge.gazetteer import load_gazetteer
from recoupe.pipeline.toponyms.model import Toponym
from recoupe.pipeline.toponyms.resolution import Resolver


def test_two_spellings_of_one_key_keep_their_own_candidates() -> None:
    names = [
        Toponym(start=start, end=start + len(said), text=said, part="p1", lang="en", name=said)
        for start, said in (
            (0, "Mt. Pleasant"),
            (20, "Mt Pleasant"),
            (40, "St. George"),
            (60, "St-George"),
            (80, "Ky."),
            (90, "Ky"),
        )
    ]
    answers = Resolver(load_gazetteer()).resolve(names).answers
    assert len(answers) == len(names)
