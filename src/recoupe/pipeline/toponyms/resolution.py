"""From place names to places: candidates are weighed against what the text says of each and against the other names, twice, and *none of these* stays among them.

Countries and divisions are picked first, by themselves; then every name against those and against the nearest of the others (Zhang & Bethard 2023). Mentions of one
name share what they know unless their own words choose different places (one referent per text as a soft prior: Leidner 2007).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from recoupe.knowledge.gazetteer import Candidate, Gazetteer, Place, place_key
from recoupe.pipeline.toponyms.agreement import Judge
from recoupe.pipeline.toponyms.candidates import Candidates, people
from recoupe.pipeline.toponyms.features import Setting, measured
from recoupe.pipeline.toponyms.model import FACILITY, Constraint, Toponym, Weighed
from recoupe.pipeline.toponyms.ranker import Ranker
from recoupe.pipeline.toponyms.sureness import grounds_of
from recoupe.pipeline.toponyms.telling import Telling, Told

_ROUNDS = 2
_SHARED = 0.7
"""Weight of what the other mentions of a name say against a mention's own score."""
_CHEAP = 0.2
"""Cost of the ladder up to which a name may place others before anything is weighed."""

Rows = Mapping[str, float]
"""The features of one candidate."""


class Answer:
    """One name: its candidates with their shares and contributions, best first, the share of *none of these*, how sure the best is, and on what grounds."""

    def __init__(
        self, weighed: Sequence[Weighed], none: float, *, grounds: Mapping[str, float] | None = None, sure: float | None = None
    ) -> None:
        self.weighed = tuple(weighed)
        self.none = none
        self.grounds = grounds or {}
        self.sure = sure

    @property
    def best(self) -> Weighed | None:
        """The likeliest candidate if it is likelier than none of them."""
        return self.weighed[0] if self.weighed and self.weighed[0].score > self.none else None


class Resolution:
    """The answers of one text in the order of its names, and what was picked."""

    def __init__(self, answers: Sequence[Answer], setting: Setting, associative: frozenset[int] = frozenset()) -> None:
        """`associative`: the names that stand for somebody; where they lie says little of where anything happens."""
        self.answers = tuple(answers)
        self.setting = setting
        self.associative = associative


class Resolver:
    """Resolves the names of one text at a time. Built once."""

    def __init__(self, gazetteer: Gazetteer, ranker: Ranker | None = None) -> None:
        self._candidates = Candidates(gazetteer)
        self._ranker = ranker or Ranker()
        self.telling = Telling(Judge(gazetteer), gazetteer.place)

    def resolve(
        self, names: Sequence[Toponym], constraints: Sequence[Constraint] = (), *, home: Sequence[Place] = ()
    ) -> Resolution:
        """An answer for each name, in order. `home`: where the outlet is at home."""
        setting = self.setting(names, home)
        answers: list[Answer] = []
        for _ in range(_ROUNDS):
            answers = self._weigh(names, setting, self.telling.told(constraints, setting))
            setting = _picked(setting, answers)
        return Resolution(answers, setting, frozenset(at for at, name in enumerate(names) if name.use == "associative"))

    def rows(
        self, names: Sequence[Toponym], constraints: Sequence[Constraint] = ()
    ) -> list[list[tuple[tuple[Candidate, ...], list[dict[str, float]], bool]]]:
        """For each round, for each name: its candidates, their features, and whether a noun says a kind that none of them is. For fitting the weights."""
        setting = self.setting(names)
        out = []
        for _ in range(_ROUNDS):
            told = self.telling.told(constraints, setting)
            measures = measured(names, setting, told)
            out.append(
                [
                    (candidates, rows, bool(name.kinds) and not any(row.get("kind_said") for row in rows))
                    for name, candidates, rows in zip(names, setting.candidates, measures, strict=True)
                ]
            )
            setting = _picked(setting, self._weigh(names, setting, told))
        return out

    def setting(self, names: Sequence[Toponym], home: Sequence[Place] = ()) -> Setting:
        """Candidates of every name, and for each name the place that needs no other to be picked."""
        candidates = tuple(tuple(self._candidates.of(name)) for name in names)
        return Setting(
            keys=tuple(place_key(name.text if name.rule == FACILITY else name.name) for name in names), candidates=candidates, picked=tuple(map(_prior, candidates)),
            parts=tuple(name.part for name in names), home=tuple(home),
        )  # fmt: skip

    def _weigh(self, names: Sequence[Toponym], setting: Setting, told: Told) -> list[Answer]:
        rows = measured(names, setting, told)
        own: list[list[float]] = []
        for name, measures in zip(names, rows, strict=True):
            scores = [self._ranker.score(row) for row in measures]
            own.append(self._ranker.shares([*scores, self._ranker.none(measures, kinds_said=bool(name.kinds))]))
        together = _together(setting, own)
        answers = []
        for at, (candidates, shares) in enumerate(zip(setting.candidates, own, strict=True)):
            others = together[setting.keys[at]]
            mixed = [
                share + _SHARED * others.get(each.place.id, 0.0) for each, share in zip(candidates, shares[:-1], strict=True)
            ]
            none = shares[-1] + _SHARED * others.get("", 0.0)
            total = sum(mixed) + none or 1.0
            weighed = [
                Weighed(candidate=each, score=share / total, contributions=self._ranker.contributions(row))
                for each, share, row in zip(candidates, mixed, rows[at], strict=True)
            ]
            weighed.sort(key=lambda each: (-each.score, each.candidate.place.id))
            of_best = next((row for each, row in zip(candidates, rows[at], strict=True) if each is weighed[0].candidate), {})
            grounds = grounds_of(weighed, of_best)
            answers.append(Answer(weighed, none / total, grounds=grounds, sure=self._ranker.sure(grounds)))
        return answers


def _together(setting: Setting, shares: Sequence[Sequence[float]]) -> dict[str, dict[str, float]]:
    """For each name the mean share of each place over its mentions; "" is none of them."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    times: dict[str, int] = defaultdict(int)
    for key, candidates, own in zip(setting.keys, setting.candidates, shares, strict=True):
        times[key] += 1
        for each, share in zip(candidates, own[:-1], strict=True):
            sums[key][each.place.id] += share
        sums[key][""] += own[-1]
    return {key: {ref: value / times[key] for ref, value in places.items()} for key, places in sums.items()}


def _prior(candidates: Sequence[Candidate]) -> Place | None:
    """The place that is picked before anything is weighed: a state, else the most peopled of the names as listed."""
    cheap = [each.place for each in candidates if each.cost <= _CHEAP]
    return max(cheap, key=lambda place: (place.kind == "country", people(place)), default=None)


def _picked(setting: Setting, answers: Sequence[Answer]) -> Setting:
    return Setting(
        keys=setting.keys, candidates=setting.candidates, parts=setting.parts, home=setting.home,
        picked=tuple(answer.best.candidate.place if answer.best is not None else None for answer in answers),
    )  # fmt: skip
