"""Conditions on a claim: each that holds, and each that does not, with its sentence."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from recoupe.knowledge.conditions import When, matches
from recoupe.pipeline.conditions import failing, holds
from recoupe.pipeline.facts import Facts, article_of

TEXT = "Le 3 mars 2024, des rebelles ont tué douze civils à Goma avec des fusils, selon le maire Issa Traoré."
YES = [
    When(),
    When(types=("KILL*",)),
    When(plover=("ASSAULT*",)),
    When(occurrence=("happened",), nature=("report",), attribution=("asserted",)),
    When(part=("body", "headline")),
    When(voice=("person",)),
    When(country=("COD",)),
    When(place=("Goma",)),
    When(place=("goma",)),
    When(has=("victim", "weapon|perpetrator")),
    When(lacks=("object",)),
    When(by=("group",), on=("civilian",)),
    When(words={"victim": ("@civilian",)}),
    When(words={"clause": ("fusil",)}),
    When(without={"trigger": ("@torture",)}),
    When(dead=12),
    When(score=0.1),
    When(complete=True),
]
NO = [
    (When(types=("MOVE*",)), "type"),
    (When(plover=("AID",)), "PLOVER"),
    (When(content=("AID",)), "content"),
    (When(occurrence=("planned",)), "occurrence is happened"),
    (When(nature=("opinion",)), "nature"),
    (When(part=("caption",)), "part"),
    (When(voice=("unnamed",)), "voice"),
    (When(speaker=("le gouverneur",)), "voice"),
    (When(country=("FRA",)), "FRA"),
    (When(place=("Gomara",)), "Gomara"),
    (When(actor=("daesh",)), "daesh"),
    (When(has=("destination",)), "not said: destination"),
    (When(lacks=("victim",)), "victim is said"),
    (When(by=("state",)), "who does it: group"),
    (When(on=("state",)), "whom it is done to: civilian"),
    (When(words={"victim": ("@fighter",)}), "@fighter"),
    (When(without={"victim": ("@civilian",)}), "@civilian"),
    (When(dead=13), "13 dead"),
    (When(score=0.99), "score"),
    (When(complete=False), "requires are said"),
]


@pytest.fixture(scope="module")
def facts(engine) -> Facts:
    from recoupe.intake.documents import Given, read_bytes

    work = engine.work(read_bytes(f"{TEXT}\n".encode(), name="a.txt", given=Given(lang="fr")))
    index = next(number for number, claim in enumerate(work.claims) if claim.type.startswith("KILL"))
    seed, tree = work.seeds[index], work.trees[work.seeds[index].tree]
    known = engine.knowledge
    return Facts(work.claims[index], tree, seed.word, known.packs["fr"], known.crosswalk.sides, article_of(work))


@pytest.mark.parametrize("when", YES, ids=[str(number) for number in range(len(YES))])
def test_a_condition_that_holds(facts: Facts, when: When) -> None:
    assert list(failing(when, facts)) == []


@pytest.mark.parametrize(("when", "said"), NO, ids=[row[1] for row in NO])
def test_a_condition_that_fails_says_what_is_so(facts: Facts, when: When, said: str) -> None:
    (sentence,) = failing(when, facts)
    assert said in sentence
    assert not holds(when, facts)


def test_all_conditions_must_hold(facts: Facts) -> None:
    assert len(list(failing(When(types=("MOVE",), dead=99, by=("state",)), facts))) == 3


def test_a_claim_without_plover_has_no_code_to_match(facts: Facts) -> None:
    bare = Facts(replace(facts.claim, plover=None), facts.tree, 0, facts.pack, facts._sides, facts._article)
    assert not holds(When(plover=("ASSAULT*",)), bare)


@pytest.mark.parametrize(
    ("value", "patterns", "fits"),
    [("MOVE-x", ("MOVE*",), True), ("MOVE-x", ("MOVE",), False), ("A", ("*",), True), ("A", (), False)],
)
def test_patterns(value: str, patterns: tuple[str, ...], fits: bool) -> None:
    assert matches(value, patterns) is fits
