"""The steps of the UCDP and of ACLED, each by what a text says."""

from __future__ import annotations

import pytest

from recoupe.intake.documents import Given, read_bytes
from recoupe.model.precision import acled_precision
from recoupe.model.record import Reading
from recoupe.pipeline.base import Work
from recoupe.pipeline.runner import run
from recoupe.pipeline.stages.places import Places

SAID = [
    ("the very place: a town", "Les combats ont repris à Goma.", "Goma", 1, 1),
    ("the very place: a facility with a point", "Les blessés sont à l'aéroport international de Djouba.", "aéroport international de Djouba", 1, 1),
    ("near it", "The convoy was stopped near Baidoa.", "near Baidoa", 2, 2),
    ("up to 25 km from a known point", "The shells fell 20 kilometres north of Goma.", "20 kilometres north of Goma", 2, 2),
    ("farther: an estimate", "The shells fell 60 kilometres north of Goma.", "60 kilometres north of Goma", 5, 3),
    ("a second-order division", "La zone de Horo Guduru est coupée du reste de l'Oromia.", "Horo Guduru", 3, 2),
    ("a first-order division", "Les pluies ont coupé le gouvernorat de Homs du reste de la Syrie.", "Homs", 4, 3),
    ("part of a country", "Des villages brûlent dans le nord-est du Nigeria.", "nord-est du Nigeria", 5, 3),
    ("a region across divisions", "Rien ne bouge dans les Balkans.", "Balkans", 5, 3),
    ("a whole country", "La faim gagne au Tchad.", "Tchad", 6, 3),
    ("water", "Le cargo dérive en mer Rouge.", "mer Rouge", 7, 3),
]  # fmt: skip


def read(engine, text: str, words: str) -> Reading:
    before = engine.stages[: next(number for number, stage in enumerate(engine.stages, 1) if isinstance(stage, Places))]
    work = run(
        before,
        Work(
            document=read_bytes(
                text.encode(), name="a.txt", given=Given(lang="en" if " the " in text.lower() or text.startswith("The") else "fr")
            )
        ),
    )
    found = [each for each in work.mentions if each.kind == "place" and words in each.text]
    assert found, [(each.text, each.kind) for each in work.mentions]
    best = min(found, key=lambda each: len(each.text)).best
    assert best is not None
    return best


@pytest.mark.parametrize(("text", "words", "ucdp", "acled"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_each_step_by_what_is_said(engine, text: str, words: str, ucdp: int, acled: int) -> None:
    if not engine.knowledge.gazetteer.available:
        pytest.skip("no compiled gazetteer")
    best = read(engine, text, words)
    assert best.precision == ucdp, best
    assert acled_precision(ucdp) == acled
