"""Runs the examples that stand beside the time patterns: what must be found with which value, and where the pattern must find nothing."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.intake.documents import Given, read_bytes
from recoupe.knowledge.times.pack import PatternSource
from recoupe.model.record import Mention
from recoupe.pipeline.base import Work
from recoupe.pipeline.engine import Engine
from recoupe.pipeline.runner import run


def failures(engine: Engine, lang: str, source: PatternSource) -> Iterator[str]:
    """One sentence per example of a pattern that does not hold; empty when all do."""
    for example in source.accept:
        found = _times(engine, lang, example.text, example.published)
        said = ", ".join(f"“{each.text}” {_value(each)}" for each in found)
        match = next((each for each in found if each.text == example.words), None)
        if match is None:
            yield f"{source.id} does not find “{example.words}” in “{example.text}” (found: {said or 'nothing'})"
        elif _value(match) != example.value:
            yield f"{source.id}: “{example.words}” should be {example.value}, is {_value(match)}"
        elif example.granularity is not None and match.readings[0].granularity != example.granularity:
            yield f"{source.id}: “{example.words}” should be a {example.granularity}, is a {match.readings[0].granularity}"
    for refusal in source.refuse:
        for each in _times(engine, lang, refusal.text, None):
            if each.rule == source.id:
                yield f"{source.id} finds “{each.text}” in “{refusal.text}”, which it must not: {refusal.why}"


def _times(engine: Engine, lang: str, text: str, published: str | None) -> list[Mention]:
    to_times = engine.stages[: next(number for number, stage in enumerate(engine.stages, 1) if stage.name == "times")]
    document = read_bytes(text.encode(), name="example.txt", given=Given(lang=lang, published=published))
    return [mention for mention in run(to_times, Work(document=document)).mentions if mention.kind == "time"]


def _value(mention: Mention) -> str | None:
    return mention.readings[0].ref
