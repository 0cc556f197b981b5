"""Time mentions with their readings. The expressions and their values come from `pipeline/chronology`; here they become mentions."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.model.record import Mention, Part, Reading
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.chronology.context import Told
from recoupe.pipeline.chronology.reader import Chronology, Timed, day_of
from recoupe.text.nearby import Nearby

_TELLING = frozenset({"headline", "lead", "body", "subhead"})
"""Parts whose days what follows may count from; a caption's picture has its own day."""


class Times:
    """Time mentions. `Reading.ref` is the value, `Reading.kind` and `Reading.granularity` the unit."""

    name = "times"
    requires = ("parts", "trees", "mentions")
    provides = ("mentions",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.chronologies = {lang: Chronology(pack) for lang, pack in knowledge.packs.items()}

    def __call__(self, work: Work) -> Work:
        """The work with time mentions added."""
        text = work.document.text
        trees = Nearby(work.trees)
        published = day_of(work.document.published)
        told = Told()
        found: list[Timed] = []
        for part in work.own_parts:
            chronology = self.chronologies.get(part.lang)
            if chronology is not None:
                here, after = chronology.read(text[part.start : part.end], part.start, trees, published, _told(part, told))
                told = after if part.kind in _TELLING else told
                found += here
        mentions = tuple(_mention(number, each, text) for number, each in enumerate(found, 1))
        return replace(work, mentions=(*work.mentions, *mentions))


def _told(part: Part, told: Told) -> Told:
    return told if part.kind in _TELLING else Told()


def _mention(number: int, timed: Timed, text: str) -> Mention:
    period = timed.period
    reading = Reading(
        ref=period.text, label=period.text or "undated", score=0.9 if period.first or period.last else 0.5, why=period.why, kind=period.granularity,
        earliest=period.first.isoformat() if period.first else None, latest=period.last.isoformat() if period.last else None,
        granularity=period.granularity, vague=period.vague, anchor=period.anchor, anchored_to=period.base.isoformat() if period.base else None,
    )  # fmt: skip
    return Mention(
        id=f"t{number}",
        kind="time",
        start=timed.start,
        end=timed.end,
        text=text[timed.start : timed.end],
        readings=(reading,),
        rule=timed.rule,
    )
