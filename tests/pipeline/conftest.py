"""An engine with the few frames of `frames/`: the tests of the stages do not depend on which verbs the packs list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from recoupe.intake.documents import Given, read_bytes
from recoupe.knowledge.frames import load_frames
from recoupe.model.record import Claim, Record
from recoupe.pipeline.base import Work
from recoupe.pipeline.engine import Engine

FRAMES = Path(__file__).resolve().parent / "frames"


@pytest.fixture(scope="session")
def small(engine: Engine) -> Engine:
    """The shipped knowledge with the tests' own frames."""
    known = engine.knowledge
    packs = {
        lang: replace(pack, frames=load_frames(FRAMES / lang, lang, known.ontology, pack.classes))
        for lang, pack in known.packs.items()
    }
    return Engine(replace(known, packs=packs))


@pytest.fixture(scope="session")
def make(small: Engine) -> Callable[..., Record]:
    """Text in, record out, with the small frames; `name` says the format, the rest is what a person gives."""

    def maker(text: str, lang: str = "fr", *, name: str = "article.txt", **given: str) -> Record:
        return small.read(read_bytes(text.encode(), name=name, given=Given(lang=lang, **given)))

    return maker


@pytest.fixture(scope="session")
def work_after(small: Engine) -> Callable[..., Work]:
    """Text and the name of a stage in, the work as that stage leaves it out."""

    def worker(text: str, stage: str, lang: str = "fr", **given: str) -> Work:
        document = read_bytes(text.encode(), name="article.txt", given=Given(lang=lang, **given))
        work = Work(document=document, outlet=document.outlet, outlet_from=document.outlet_from)
        for each in small.stages:
            work = each(work)
            if each.name == stage:
                return work
        raise LookupError(stage)

    return worker


@pytest.fixture(scope="session")
def only(make: Callable[..., Record]) -> Callable[..., Claim]:
    """The one claim of a rule in a text ("attack" → fr.test.attack)."""

    def finder(text: str, rule: str, lang: str = "fr", **given: str) -> Claim:
        record = make(text, lang, **given)
        found = [claim for claim in record.claims if claim.rule == f"{lang}.test.{rule}"]
        made = [(claim.rule, claim.trigger.text) for claim in record.claims]
        assert len(found) == 1, f"{made}; refused: {[(each.text, each.why) for each in record.refused]}"
        return found[0]

    return finder
