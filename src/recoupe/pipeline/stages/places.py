"""Place mentions and the places that they may mean. The recognition and the resolution of `pipeline.toponyms` do the work; "none of these" is always a reading."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from recoupe.knowledge.gazetteer import Asked, Place
from recoupe.model.record import Mention, Reading
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.toponyms.model import Toponym
from recoupe.pipeline.toponyms.readings import Readings
from recoupe.pipeline.toponyms.recognition import Recognizer
from recoupe.pipeline.toponyms.resolution import Resolver


class Places:
    """What is named as a place, literal or standing for somebody."""

    name = "places"
    requires = ("parts", "trees", "named", "mentions")
    provides = ("mentions", "degraded")

    def __init__(self, knowledge: Knowledge) -> None:
        self.gazetteer = knowledge.gazetteer
        self.states = _states(knowledge)
        self.recognizer = Recognizer(knowledge)
        self.resolver = Resolver(knowledge.gazetteer)
        self.readings = Readings(knowledge.who.iso3)

    def __call__(self, work: Work) -> Work:
        """The work with place mentions added; facilities hold the name inside them ("aéroport d'Erbil")."""
        own = self._mentions(self.recognizer.find(work))
        none = () if self.gazetteer.available else ("no gazetteer: places have no coordinates",)
        return replace(work, mentions=(*work.mentions, *own), degraded=(*work.degraded, *self.gazetteer.problems, *none))

    def at(self, work: Work, spans: Sequence[tuple[int, int]]) -> tuple[Mention, ...]:
        """The mentions of stretches that somebody else found, in their order."""
        return self._mentions(self.recognizer.at(work, spans))

    def place_of(self, reading: Reading) -> Place | None:
        """The place of the gazetteer that a reading refers to."""
        ref = reading.ref or ""
        return self.states.get(ref.removeprefix(_STATE)) if ref.startswith(_STATE) else self.gazetteer.place(ref)

    def _mentions(self, names: Sequence[Toponym]) -> tuple[Mention, ...]:
        return tuple(
            Mention(
                id=f"l{number}", kind="place", start=name.start, end=name.end, text=name.text, use=name.use, readings=self.readings.of(name, answer, _NONE),
                inside=f"l{name.host + 1}" if name.host is not None else None, rule=name.rule,
            )
            for number, (name, answer) in enumerate(zip(names, self.resolver.resolve(names), strict=True), 1)
        )  # fmt: skip


_NONE = Reading(ref=None, label="not in any layer", score=0.3, why="no listed place is sure; the article may mean another")
_STATE = "country:"


def _states(knowledge: Knowledge) -> dict[str, Place]:
    """ISO 3166-1 alpha-3 → the gazetteer's place of each state."""
    asked = Asked(kinds=frozenset({"country"}), down_to="exact", most=1)
    return {
        country.iso3: found[0].place
        for country in knowledge.who.countries()
        if (found := knowledge.gazetteer.candidates(country.name_en, asked))
    }
