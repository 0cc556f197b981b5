"""Runs the examples that stand beside the frames: what must match, and what must not."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.intake.documents import Given, read_bytes
from recoupe.knowledge.frames import Accept, Frame
from recoupe.model.record import Claim, Record
from recoupe.pipeline.engine import Engine
from recoupe.text.views import fold


def failures(engine: Engine, lang: str, frame: Frame) -> Iterator[str]:
    """One sentence per example of `frame` that does not hold; empty when all do."""
    for example in frame.source.accept:
        record = read_example(engine, example.text, lang)
        own = [claim for claim in record.claims if claim.rule == frame.id]
        if not own:
            refused = "; ".join(f"{each.text}: {each.why} ({each.rule})" for each in record.refused)
            made = ", ".join(f"{claim.rule} on “{claim.trigger.text}”" for claim in record.claims)
            yield f"{frame.id} does not match “{example.text}” (made: {made or 'nothing'}; refused: {refused or 'nothing'})"
            continue
        wrong = [list(_wrong(example, claim)) for claim in own]
        best = min(wrong, key=len)
        if best:
            yield f"{frame.id} on “{example.text}”: {'; '.join(best)}"
    for refusal in frame.source.refuse:
        record = read_example(engine, refusal.text, lang)
        if any(claim.rule == frame.id for claim in record.claims):
            yield f"{frame.id} matches “{refusal.text}”, which it must not: {refusal.why}"


def read_example(engine: Engine, text: str, lang: str) -> Record:
    """The record of one sentence, read as the body of an article in `lang`."""
    return engine.read(read_bytes(text.encode(), name="example.txt", given=Given(lang=lang)))


def _wrong(example: Accept, claim: Claim) -> Iterator[str]:
    """What differs between an example and a claim: roles by containment of folded words, status, trigger."""
    for role, wanted in example.roles.items():
        for words in [wanted] if isinstance(wanted, str) else wanted:
            got = [each.text for each in claim.roles if each.role == role]
            if not any(fold(words) in fold(each) or (fold(each) in fold(words) and len(each) > len(words) / 2) for each in got):
                yield f"{role} should be “{words}”, is {', '.join(f'“{each}”' for each in got) or 'empty'}"
    if example.status is not None and claim.status.occurrence != example.status:
        yield f"status should be {example.status}, is {claim.status.occurrence}"
    if example.trigger is not None and fold(example.trigger) not in fold(claim.trigger.text):
        yield f"trigger should be “{example.trigger}”, is “{claim.trigger.text}”"
