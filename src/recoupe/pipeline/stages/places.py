"""Place mentions and the places that they may mean. `pipeline.toponyms` does the work; "none of these" is always a reading."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from recoupe.knowledge.gazetteer import Place
from recoupe.model.record import Mention, Reading
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.toponyms.locating import Locator
from recoupe.text.nearby import Nearby

_STATE = "country:"


class Places:
    """What is named as a place, literal or standing for somebody, and the stretches that leave a region."""

    name = "places"
    requires = ("parts", "trees", "named", "mentions")
    provides = ("mentions", "degraded")

    def __init__(self, knowledge: Knowledge) -> None:
        self.gazetteer = knowledge.gazetteer
        self.locator = Locator(knowledge)
        self._states = {knowledge.who.iso3(place.country): place for place in knowledge.gazetteer.of_kind("country")}

    def __call__(self, work: Work) -> Work:
        """The work with place mentions added; facilities hold the name inside them ("aéroport d'Erbil")."""
        found = _outside_times(self.locator.find(work), work.mentions)
        none = () if self.gazetteer.available else ("no gazetteer: places have no coordinates",)
        return replace(work, mentions=(*work.mentions, *found), degraded=(*work.degraded, *self.gazetteer.problems, *none))

    def at(self, work: Work, spans: Sequence[tuple[int, int]]) -> tuple[Mention, ...]:
        """The mentions of stretches that somebody else found, in their order."""
        return self.locator.at(work, spans)

    def place_of(self, reading: Reading) -> Place | None:
        """The place of the gazetteer that a reading refers to."""
        ref = reading.ref or ""
        return self._states.get(ref.removeprefix(_STATE)) if ref.startswith(_STATE) else self.gazetteer.place(ref)


def _outside_times(found: Sequence[Mention], known: Sequence[Mention]) -> tuple[Mention, ...]:
    """The places that are no word of a date: "May" in "4 May", "Mars" in "le 3 mars"."""
    times = Nearby(mention for mention in known if mention.kind == "time")
    return tuple(mention for mention in found if not times.holding(mention.start, mention.end))
