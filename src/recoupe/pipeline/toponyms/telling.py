"""What the constraints of a text say of each candidate, as three features, and the sentences behind them. Judges with `agreement`; weighs nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from recoupe.knowledge.gazetteer import Place, lies_in
from recoupe.pipeline.toponyms.agreement import Judge
from recoupe.pipeline.toponyms.features import Setting, somewhere
from recoupe.pipeline.toponyms.model import Constraint

Told = dict[tuple[int, str], tuple[float, float, float]]
"""(toponym, id of the candidate's place) → for it, against it as containment, against it otherwise, each 0 to 1."""
_HARD = frozenset({"containment", "direction_inside"})
_OUT = -0.99
"""Agreement at which a place is not in the area at all."""
_CHEAP = 0.2
"""Cost of the ladder up to which a name is what is listed: a guess at its spelling says nothing of what it lies in."""
_ASKED = 8
"""Candidates of one name that are held against the constraints: the likeliest by cost and people."""


class Telling:
    """Holds candidates against constraints. Built once for a gazetteer."""

    def __init__(self, judge: Judge, place_of: Callable[[str], Place | None]) -> None:
        """`place_of`: the place of an id of the gazetteer, for references that an adjective gives."""
        self._judge = judge
        self._place_of = place_of

    def told(self, constraints: Sequence[Constraint], setting: Setting) -> Told:
        """What all constraints together say of each candidate of the names that they place; of several the strongest counts."""
        out: dict[tuple[int, str], tuple[float, float, float]] = defaultdict(lambda: (0.0, 0.0, 0.0))
        for constraint in constraints:
            references = self.references(constraint, setting)
            if constraint.about < 0 or not references:
                continue
            for candidate in setting.candidates[constraint.about][:_ASKED]:
                said = self._judge.agreement(constraint, somewhere(candidate.place), references)
                if said is None:
                    continue
                at = (constraint.about, candidate.place.id)
                before = out[at]
                inside, outside, otherwise = before
                if said.value >= 0:
                    inside = max(inside, said.value)
                elif constraint.kind in _HARD and said.value <= _OUT:
                    outside = max(outside, -said.value)
                else:
                    otherwise = max(otherwise, -said.value)
                out[at] = (inside, outside, otherwise)
        for index, holders in self._holders(constraints, setting):
            for candidate in setting.candidates[index][:_ASKED]:
                for_it, outside, otherwise = out[index, candidate.place.id]
                holds = candidate.place.id in holders
                out[index, candidate.place.id] = (max(for_it, float(holds)), outside, max(otherwise, float(not holds)))
        return dict(out)

    @staticmethod
    def _holders(constraints: Sequence[Constraint], setting: Setting) -> Iterator[tuple[int, frozenset[str]]]:
        """The references of containments of which only some meanings hold a place of the name that is said to lie there: "Hinesville, Georgia"."""
        for constraint in constraints:
            if constraint.kind != "containment" or constraint.about < 0 or len(constraint.of) != 1:
                continue
            at = constraint.of[0]
            inner = [each.place for each in setting.candidates[constraint.about][:_ASKED] if each.cost <= _CHEAP]
            outer = [each.place for each in setting.candidates[at][:_ASKED]]
            holding = frozenset(area.id for area in outer if any(area.id != place.id and lies_in(place, area) for place in inner))
            if holding and len(holding) < len(outer):
                yield at, holding

    def sentences(self, constraints: Iterable[Constraint], place: Place, setting: Setting) -> list[tuple[Constraint, float, str]]:
        """For one place what each of the constraints measures: the constraint, -1 to 1, a sentence."""
        out = []
        for constraint in constraints:
            said = self._judge.agreement(constraint, somewhere(place), self.references(constraint, setting))
            if said is not None:
                out.append((constraint, said.value, said.why))
        return out

    def references(self, constraint: Constraint, setting: Setting) -> list[Place]:
        """The places by which a constraint places its name, as far as they are picked."""
        named = [place for at in constraint.of if (place := setting.picked[at]) is not None]
        known = [place for ref in constraint.known if (place := self._place_of(ref)) is not None]
        return [*named, *known]
