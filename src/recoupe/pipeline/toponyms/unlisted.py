"""Where a place lies that no layer has, or none of the listed ones: the region that the text's own words leave, else the one in which the names around it lie.

Draws no point, ever. A region that only the company of other names suggests says so, and is never smaller than a first-order division.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
"""Names around without which their division says nothing."""


class Unlisted:
    """Makes the reading *none of these*. Built once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, telling: Telling) -> None:
        self._states = {place.country: place for place in gazetteer.of_kind("country")}
        self._divisions = {(place.country, place.division or ""): place for place in gazetteer.of_kind("division")}
        self._drawer = RegionDrawer(gazetteer)
        self._telling = telling

    def reading(self, at: int, own: Sequence[Constraint], resolution: Resolution, *, drawn: bool) -> Reading:
        """*None of these* for the name of index `at`, with the region that is left if it is to be drawn. `own`: the constraints about it."""
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
        around = self._around(at, resolution)
        if around is not None and around.box is not None:
            return Reading(
                ref=None, label="not in any layer, probably within a region", score=_SCORE, why=f"no listed place is sure; the names around it lie in “{around.name}”",
                region=polygon(around.box), precision=precision_of(around),
            )  # fmt: skip
        return Reading(
            ref=None, label="not in any layer", score=_SCORE, why="no listed place is sure; the article may mean another"
        )

    def region(self, constraints: Sequence[Constraint], resolution: Resolution) -> Region | None:
        """The region that the constraints leave."""
        references = [self._telling.references(each, resolution.setting) for each in constraints]
        return self._drawer.region_of(constraints, references, home=self._home(resolution))

    def _home(self, resolution: Resolution) -> Place | None:
        """The state that the text names most."""
        states = [place for place in resolution.setting.picked if place is not None and place.kind == "country"]
        return Counter(states).most_common(1)[0][0] if states else None

    def _around(self, at: int, resolution: Resolution) -> Place | None:
        """The division in which most names of the paragraph lie, else the only state in which all names of the text lie."""
        setting = resolution.setting
        here = {
            setting.keys[other]: place
            for other, place in enumerate(setting.picked)
            if other != at and place is not None and setting.parts[other] == setting.parts[at] and place.kind != "country"
        }
        divisions = Counter((place.country, place.division) for place in here.values() if place.division)
        if divisions and len(here) >= _AROUND:
            (country, code), times = divisions.most_common(1)[0]
            if times / len(here) > _MOST:
                return self._divisions.get((country, code or ""))
        states = {place.country for place in setting.picked if place is not None and place.country}
        if len(states) != 1:
            return None
        return self._states.get(states.pop())


_SCORE = 0.3
