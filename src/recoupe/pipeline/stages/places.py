"""Place mentions: tagger, gazetteer and trigger nouns joined. Candidates in a country that the text names first, then by people; "none of these" is always a reading."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.knowledge.gazetteer import Place
from recoupe.model.record import Mention, Reading
from recoupe.pipeline.base import Knowledge, Work, countries_named
from recoupe.pipeline.toponyms.model import Toponym
from recoupe.pipeline.toponyms.recognition import Recognizer

_ADMIN = 6
_NAMED_COUNTRY = 200
"""How much more a candidate weighs whose country the text names: enough for a town against a homonymous city abroad."""
_GAZETTEER_TOP = 0.8


class Places:
    """What is named as a place, literal or standing for somebody."""

    name = "places"
    requires = ("parts", "trees", "named", "mentions")
    provides = ("mentions", "degraded")

    def __init__(self, knowledge: Knowledge) -> None:
        self.gazetteer = knowledge.gazetteer
        self.who = knowledge.who
        self.recognizer = Recognizer(knowledge)

    def __call__(self, work: Work) -> Work:
        """The work with place mentions added; facilities hold the name inside them ("aéroport d'Erbil")."""
        countries = countries_named(work)
        names = self.recognizer.find(work)
        own = tuple(
            Mention(
                id=f"l{number}", kind="place", start=each.start, end=each.end, text=each.text, use=each.use,
                readings=self._readings_of(each, countries), inside=f"l{each.host + 1}" if each.host is not None else None, rule=each.rule,
            )
            for number, each in enumerate(names, 1)
        )  # fmt: skip
        degraded = (
            work.degraded
            if not self.gazetteer.problems
            else (*work.degraded, *self.gazetteer.problems, "no gazetteer: places have no coordinates")
        )
        return replace(work, mentions=(*work.mentions, *own), degraded=degraded)

    def _readings_of(self, name: Toponym, countries: frozenset[str]) -> tuple[Reading, ...]:
        if name.rule == "trigger.facility":
            return (_none("a facility; not in any layer", 0.2),)
        if name.state is not None:
            return self._state_readings(name.state, name.name, capital=name.capital)
        hits = self.gazetteer.lookup(name.name)
        return self._readings(hits, countries) if hits else (_none("not in any layer"),)

    def _state_readings(self, iso3: str, said: str, *, capital: bool) -> tuple[Reading, ...]:
        country = self.who.country(iso3)
        name = country.name_en if country else iso3
        if capital:
            hits = [hit for hit in self.gazetteer.lookup(said) if country is not None and hit.country == country.iso2]
            if hits:
                place = hits[0]
                own = Reading(
                    ref=place.id,
                    label=place.name,
                    lat=place.lat,
                    lon=place.lon,
                    precision=1,
                    country=iso3,
                    kind="capital",
                    score=0.85,
                    why=f"capital of {name}",
                )
                return own, _none("another place of that name")
        return (
            Reading(
                ref=f"country:{iso3}",
                label=name,
                precision=_ADMIN,
                country=iso3,
                kind="state",
                score=0.95,
                why="name of the state",
            ),
        )

    def _readings(self, hits: list[Place], named: frozenset[str]) -> tuple[Reading, ...]:
        """Candidates by people, those in a country that the text names first, with shares that fall with rank; and none of these."""
        codes = {hit.id: self.who.iso3(hit.country) or hit.country for hit in hits}
        weights = {hit.id: (hit.population + 1) * (_NAMED_COUNTRY if codes[hit.id] in named else 1) for hit in hits}
        total = sum(weights.values())
        out = []
        for hit in sorted(hits, key=lambda each: (-weights[each.id], each.id)):
            why = f"{hit.layer}: {hit.population} people; " + (
                f"one of {len(hits)} of that name" if len(hits) > 1 else "the only one of that name"
            )
            if codes[hit.id] in named:
                why += "; the text names its country"
            out.append(
                Reading(
                    ref=hit.id, label=f"{hit.name} ({codes[hit.id]})", lat=hit.lat, lon=hit.lon, precision=2, country=codes[hit.id],
                    kind="populated place", score=round(_GAZETTEER_TOP * weights[hit.id] / total, 3), why=why,
                )
            )  # fmt: skip
        return (*out, _none("another place, or none that is listed", 0.1))


def _none(label: str, score: float = 0.3) -> Reading:
    return Reading(ref=None, label=label, score=score, why="no listed place is sure; the article may mean another")
