"""Joins the scorers of places to the engine: names found or given, and the places that they are put at. Must never count anything itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from recoupe.knowledge.gazetteer import Candidate, Place
from recoupe.model.record import Mention, Reading, Record
from recoupe.pipeline.base import Work
from recoupe.pipeline.runner import run
from recoupe.pipeline.stages.places import Places
from recoupe.pipeline.toponyms.model import FACILITY, PART_OF_NAME, REGION
from recoupe.pipeline.toponyms.ranker import Ranker
from recoupe.pipeline.toponyms.resolution import Answer, Resolver
from recoupe.pipeline.toponyms.tokens import tokens_of

if TYPE_CHECKING:
    from recoupe.evaluation.own_places import Answered, Box
    from recoupe.evaluation.places import Spot
    from recoupe.model.document import Document
    from recoupe.pipeline.engine import Engine

_GEONAMES = "geonames:"
_PEOPLE_SCORE = 0.5
_WARNINGS = frozenset({"homonym_place", "place_contradicted", "place_guessed", "place_kind", "place_unlisted"})


def place_figures(gold: Path, engine: Engine) -> msgspec.Struct:
    """The figures of a gold file of toponyms, of tagged sentences, or of our own."""
    from recoupe.evaluation.own_places import is_own_places, read_own_places, score_own_places
    from recoupe.evaluation.places import read_places, score_places

    located = Located(engine)
    if is_own_places(gold):
        return score_own_places(read_own_places(gold), located.answers)
    return score_places(
        read_places(gold), lambda document, given: located.spots(document.text, document.lang, given, outlet=document.outlet)
    )


class Located:
    """Reads texts as far as their places."""

    def __init__(self, engine: Engine, ranker: Ranker | None = None, *, by_share: bool = False) -> None:
        """`by_share`: how sure a place is, is told by its share among the candidates, uncalibrated; only for comparing."""
        self._engine = engine
        self.by_share = by_share
        self._resolver = Resolver(engine.knowledge.gazetteer, ranker)
        number, self._places = next((at, stage) for at, stage in enumerate(engine.stages) if isinstance(stage, Places))
        self._before = engine.stages[:number]
        self._last: tuple[str, Work] | None = None

    def spots(self, text: str, lang: str, given: Sequence[Spot] | None, *, outlet: str = "") -> list[Spot]:
        """The places of a text, or those of the characters given."""
        if self._last is None or self._last[0] != text:
            self._last = (text, self._work(text, lang, outlet))
        work = self._last[1]
        if given is None:
            found = [each for each in self._places(work).mentions if each.kind == "place" and each.rule not in {FACILITY, REGION}]
            return [*self._of(names(found)), *self._aside(work, found)]
        return self._of(self._places.at(work, [(spot.start, spot.end) for spot in given]))

    def rows(
        self, text: str, lang: str, spans: Sequence[tuple[int, int]]
    ) -> list[list[tuple[tuple[Candidate, ...], list[dict[str, float]], bool]]]:
        """Candidates and features of the names at the given characters, for each round: for fitting the weights."""
        return self._resolver.rows(*self._places.locator.read_at(self._work(text, lang), spans))

    def picks(self, text: str, lang: str, spans: Sequence[tuple[int, int]]) -> list[Answer]:
        """The answers for the names at the given characters, with the grounds of their sureness: for fitting it."""
        names, constraints = self._places.locator.read_at(self._work(text, lang), spans)
        return list(self._resolver.resolve(names, constraints).answers)

    def _work(self, text: str, lang: str, outlet: str = "") -> Work:
        """The text read as far as the places."""
        return run(self._before, Work(document=_document(text, lang, outlet)))

    def answers(self, text: str, lang: str) -> list[Answered]:
        """The places of the record of a text, and whether it warns of each."""
        from recoupe.evaluation.own_places import Answered

        record = self._engine.read(_document(text, lang))
        mentions = [each for each in record.mentions if each.kind == "place" and each.rule != PART_OF_NAME]
        warned = [span for warning in record.warnings if warning.code in _WARNINGS for span in warning.spans]
        return [
            Answered(
                spot=spot,
                region=_box(best(mention)),
                warned=_is_warned(record, mention, [(span.start, span.end) for span in warned]),
            )
            for mention, spot in zip(mentions, self._points(mentions), strict=True)
        ]

    def _points(self, mentions: Sequence[Mention]) -> list[Spot]:
        """The places of mentions; of a facility that no layer has the point near which it is put."""
        return [
            msgspec.structs.replace(spot, lat=near.lat, lon=near.lon)
            if spot.lat is None and (near := best(mention)) is not None
            else spot
            for mention, spot in zip(mentions, self._of(mentions), strict=True)
        ]

    def _aside(self, work: Work, found: Sequence[Mention]) -> list[Spot]:
        """What some sets annotate as places and we do not call names of places: halves of other names, words that name a people. They count only end to end."""
        halves = self._of(each for each in found if each.rule == PART_OF_NAME)
        peoples = []
        for part in work.own_parts:
            for token in tokens_of(work.document.text[part.start : part.end], part.start):
                states = self._engine.knowledge.gazetteer.peoples(token.text) if token.capital else []
                if states:
                    peoples.append(_spot(token.start, token.end, states[0], _PEOPLE_SCORE))
        return [msgspec.structs.replace(spot, aside=True) for spot in (*halves, *peoples)]

    def _of(self, mentions: Iterable[Mention]) -> list[Spot]:
        out = []
        for mention in mentions:
            reading = best(mention)
            place = self._places.place_of(reading) if reading is not None and reading.ref else None
            out.append(_spot(mention.start, mention.end, place, self._sure(reading) if reading else 0.0))
        return out

    def _sure(self, reading: Reading) -> float:
        return reading.score if self.by_share or reading.sure is None else reading.sure


def _spot(start: int, end: int, place: Place | None, score: float) -> Spot:
    from recoupe.evaluation.places import Spot

    ref = place.id.removeprefix(_GEONAMES) if place is not None and place.id.startswith(_GEONAMES) else None
    return Spot(start=start, end=end, lat=place.lat if place else None, lon=place.lon if place else None, id=ref, score=score)


def names(mentions: Iterable[Mention]) -> list[Mention]:
    """The names of places: neither the facility that holds a name nor a name that is half of somebody's."""
    return [each for each in mentions if each.kind == "place" and each.rule not in {FACILITY, PART_OF_NAME}]


def best(mention: Mention) -> Reading | None:
    """The likeliest reading."""
    return mention.best


def _is_warned(record: Record, mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a warning stands on the mention or on another of the same words."""
    same = [(each.start, each.end) for each in record.mentions if each.kind == "place" and each.text == mention.text]
    return any(start < b and a < end for start, end in spans for a, b in same)


def _box(reading: Reading | None) -> Box | None:
    from recoupe.evaluation.own_places import Box

    if reading is None or reading.region is None or reading.region.get("type") != "Polygon":
        return None
    ring = reading.region["coordinates"][0]
    lons, lats = [point[0] for point in ring], [point[1] for point in ring]
    return Box(min(lons), min(lats), max(lons), max(lats))


def _document(text: str, lang: str, outlet: str = "") -> Document:
    from recoupe.intake.documents import Given, read_bytes

    return read_bytes(text.encode("utf-8"), name="gold", given=Given(lang=lang or None, outlet=outlet or None))
