"""Whether a claim meets conditions, and if not which fails, in words. Crosswalks and codebooks ask; must never answer from anything but the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recoupe.knowledge.conditions import UNSAID, When, matches
from recoupe.model.record import Mention
from recoupe.pipeline.facts import Facts
from recoupe.text.views import fold


def holds(when: When, facts: Facts) -> bool:
    """Whether all conditions hold."""
    return next(failing(when, facts), None) is None


def failing(when: When, facts: Facts) -> Iterator[str]:
    """One sentence per condition that does not hold, the cheap ones first."""
    yield from _of_type(when, facts)
    yield from _of_status(when, facts)
    yield from _of_roles(when, facts)
    yield from _of_places(when, facts)
    yield from _of_words(when, facts)


def _of_type(when: When, facts: Facts) -> Iterator[str]:
    claim = facts.claim
    if when.types and not matches(claim.type, when.types):
        yield f"the type {claim.type} is not among {', '.join(when.types)}"
    if when.plover and not matches(facts.plover, when.plover):
        yield f"the PLOVER code {facts.plover or 'none'} is not among {', '.join(when.plover)}"
    if when.content and not any(matches(each, when.content) for each in facts.contents):
        yield f"its content is not among {', '.join(when.content)}"
    if when.score is not None and claim.score < when.score:
        yield f"the score {claim.score} is below {when.score}"
    if when.complete is not None and claim.complete != when.complete:
        yield "a role that its type requires is not said" if when.complete else "all roles that its type requires are said"


def _of_status(when: When, facts: Facts) -> Iterator[str]:
    claim = facts.claim
    part = facts.part
    pairs = (
        ("occurrence", claim.status.occurrence, when.occurrence),
        ("attribution", claim.status.attribution, when.attribution),
        ("nature", claim.nature, when.nature),
        ("part", part, when.part),
        ("innermost voice", claim.voices[-1].kind, when.voice),
    )
    for what, value, wanted in pairs:
        if wanted and value not in wanted:
            yield f"the {what} is {value}, not {' or '.join(wanted)}"
    if when.speaker and fold(claim.voices[-1].who) not in {fold(each) for each in when.speaker}:
        yield f"the innermost voice is {claim.voices[-1].who}"


def _of_roles(when: When, facts: Facts) -> Iterator[str]:
    for entry in when.has:
        if not facts.roles & set(entry.split("|")):
            yield f"not said: {entry.replace('|', ' or ')}"
    for role in (each for entry in when.lacks for each in entry.split("|")):
        if role in facts.roles:
            yield f"{role} is said"
    for name, sides, wanted in (("who does it", when.by, "by"), ("whom it is done to", when.on, "on")):
        if sides:
            found = facts.by if wanted == "by" else facts.on
            if not found & set(sides):
                yield f"{name}: {_side_names(found)}, not {' or '.join(sides)}"
    if when.actor:
        refs = {reading.ref for role in facts.claim.roles for m in facts.actors_in(role) for reading in m.readings[:1]}
        if not refs & set(when.actor):
            yield f"none of these takes part: {', '.join(when.actor)}"
    if (
        when.dead is not None
        and sum(loss.low or 0 for loss in facts.claim.losses if loss.kind == "dead" and not loss.within) < when.dead
    ):
        yield f"fewer than {when.dead} dead are said"


def _side_names(sides: frozenset[str]) -> str:
    return " and ".join(sorted(sides)) if sides and sides != {UNSAID} else "not said" if sides else "of no known side"


def _of_places(when: When, facts: Facts) -> Iterator[str]:
    if when.country and not any(_country(place) in when.country for place in facts.places):
        yield f"no place of it is known to lie in {' or '.join(when.country)}"
    if when.place and not any(_is_place(place, when.place) for place in facts.places) and not _named(facts, when.place):
        yield f"no place of it is {' or '.join(when.place)}"


def _country(place: Mention) -> str | None:
    return place.best.country if place.best is not None else None


def _named(facts: Facts, wanted: tuple[str, ...]) -> bool:
    """Whether one of the names stands in the words that make the claim: a place that no layer knows is no mention."""
    words = fold(facts.clause)
    return any(":" not in each and re.search(rf"(?<!\w){re.escape(fold(each))}(?!\w)", words) for each in wanted)


def _is_place(place: Mention, wanted: tuple[str, ...]) -> bool:
    """By the id of its best reading, or by its words: a name inside the mention counts."""
    ref = place.best.ref if place.best is not None else None
    words = f" {fold(place.text)} "
    return any(each == ref or f" {fold(each)} " in words for each in wanted)


def _of_words(when: When, facts: Facts) -> Iterator[str]:
    for slot, values in when.words.items():
        if not facts.said(slot, values):
            yield f"no word of {', '.join(values)} stands in its {slot}"
    for slot, values in when.without.items():
        if facts.said(slot, values):
            yield f"a word of {', '.join(values)} stands in its {slot}"
