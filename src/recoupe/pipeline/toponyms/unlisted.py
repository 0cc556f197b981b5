"""Where a place lies that no layer has, or none of the listed ones: the region that the text's own words leave, else the one in which the names around it lie.

Draws no point, ever. A region that only the company of other names suggests says so, and is never smaller than a first-order division.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from recoupe.knowledge.gazetteer import Gazetteer, Place
from recoupe.model.record import Reading
from recoupe.pipeline.toponyms.model import Constraint
from recoupe.pipeline.toponyms.readings import polygon
from recoupe.pipeline.toponyms.regions import Region, RegionDrawer, precision_of
from recoupe.pipeline.toponyms.resolution import Resolution
from recoupe.pipeline.toponyms.telling import Telling

_MOST = 0.5
"""Share of the names around that must lie in one division for it to be the region."""
_AROUND = 2
"""Names of the text in a division without which it says nothing."""


class Unlisted:
    """Makes the reading *none of these*. Built once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, telling: Telling) -> None:
        self._states = {place.country: place for place in gazetteer.of_kind("country")}
        self._divisions = {(place.country, place.division or ""): place for place in gazetteer.of_kind("division")}
        self._drawer = RegionDrawer(gazetteer)
        self._telling = telling

    def reading(
        self, at: int, own: Sequence[Constraint], resolution: Resolution, *, drawn: bool, near: Sequence[int] = ()
    ) -> Reading:
        """*None of these* for the name of index `at`, with the region that is left if it is to be drawn. `own`: the constraints about it; `near`: the names of its sentence."""
        if not drawn:
            return Reading(
                ref=None,
                label="another place, or none that is listed",
                score=_SCORE,
                why="no listed place is sure; the article may mean another",
            )
        region = self.region(own, resolution)
        if region is not None:
            return Reading(
                ref=None, label="not in any layer, within a region", score=_SCORE, why=region.why, region=region.shape,
                precision=region.precision,
            )  # fmt: skip
        around = self._around(at, near, resolution)
        if around is not None and around.box is not None:
            return Reading(
                ref=None, label="not in any layer, probably within a region", score=_SCORE, why=f"no listed place is sure; most names around it lie in “{around.name}”",
                region=polygon(around.box), precision=precision_of(around),
            )  # fmt: skip
        return Reading(
            ref=None, label="not in any layer", score=_SCORE, why="no listed place is sure; the article may mean another"
        )

    def region(self, constraints: Sequence[Constraint], resolution: Resolution, *, near: Sequence[int] = ()) -> Region | None:
        """The region that the constraints leave. `near`: the names of the sentence."""
        references = [self._telling.references(each, resolution.setting) for each in constraints]
        return self._drawer.region_of(constraints, references, home=self._home(references, near, resolution))

    def _home(self, references: Sequence[Sequence[Place]], near: Sequence[int], resolution: Resolution) -> Place | None:
        """The division in which the names of the sentence lie, else the state of most of them or of the text's; none of a state that is the reference itself."""
        other = {place.country for places in references for place in places if place.kind == "country"}
        here = [place for place in _held(-1, near, resolution) if place.country not in other]
        divisions = {(place.country, place.division) for place in here if place.kind != "country" and place.division}
        if len(divisions) == 1:
            return self._divisions.get(divisions.pop())
        for places in (here, _held(-1, range(len(resolution.setting.keys)), resolution)):
            states = Counter(place.country for place in places if place.country not in other)
            if states:
                return self._states.get(states.most_common(1)[0][0])
        return None

    def _around(self, at: int, near: Sequence[int], resolution: Resolution) -> Place | None:
        """The division in which the names of the sentence or most of the paragraph's lie, else the state in which most of the paragraph's or of the text's do."""
        setting = resolution.setting
        part = [other for other, it in enumerate(setting.parts) if it == setting.parts[at]]
        for others in (near, part):
            here = _held(at, others, resolution)
            towns = [place for place in here if place.kind != "country"]
            divisions = Counter(
                (place.country, place.division) for place in towns if place.division and len(place.countries) < _AROUND
            )
            if not divisions:
                continue
            (country, code), times = divisions.most_common(1)[0]
            known = sum(
                (place.country, place.division) == (country, code) for place in _held(at, range(len(setting.parts)), resolution)
            )
            if known >= _AROUND and times / len(towns) > _MOST:
                return self._divisions.get((country, code or ""))
        for others in (part, range(len(setting.parts))):
            here = _held(at, others, resolution)
            states = Counter(state for place in here for state in set(place.countries))
            if states and states.most_common(1)[0][1] / len(here) > _MOST:
                return self._states.get(states.most_common(1)[0][0])
        return None


def _held(at: int, others: Iterable[int], resolution: Resolution) -> list[Place]:
    """The places of the other names that stand for places, each name once."""
    setting = resolution.setting
    own = setting.keys[at] if at >= 0 else None
    found = {
        setting.keys[other]: setting.picked[other]
        for other in others
        if setting.keys[other] != own and other not in resolution.associative
    }
    return [place for place in found.values() if place is not None and place.country]


_SCORE = 0.3
