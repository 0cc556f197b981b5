"""Which answers for a name are warned of: those whose namesake the text itself names, and those for which nothing in it speaks."""

from __future__ import annotations

import pytest

from recoupe.model.record import Reading
from recoupe.pipeline.place_doubts import is_unsure


def reading(**given: float) -> Reading:
    return Reading(ref="geonames:1", label="X", lat=1.0, lon=1.0, kind="populated place", score=0.95, why="", contributions=given)


@pytest.mark.parametrize(
    ("given", "shared", "unsure"),
    [
        ({"people": 2.0, "near50": 0.1}, False, False),
        ({"people": 2.0, "near200": 0.3}, False, False),
        ({"people": 2.0, "near200": 0.3}, True, True),
        ({"people": 2.0, "listed": 0.7}, False, True),
        ({"people": 2.9, "listed": 0.7}, False, False),
        ({"people": 2.9, "told_otherwise": -0.6, "near50": 0.1}, False, True),
        ({"people": 2.0, "noun_missing": -1.5, "near50": 0.1}, False, True),
    ],
)
def test_an_answer_needs_something_that_speaks_for_it(given: dict[str, float], shared: bool, unsure: bool) -> None:
    assert is_unsure(reading(**given), shared=shared) is unsure


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le Congo se tait. Des soldats sont arrivés à Goma ; l'autre Congo propose une médiation."),
        ("en", "Soldiers are in Bukavu, in Congo. Do not confuse Bukavu with the village of the same name."),
    ],
)
def test_a_namesake_that_the_text_names_is_warned_of(make, lang: str, text: str) -> None:
    assert any(warning.code == "homonym_place" for warning in make(text, lang).warnings)
