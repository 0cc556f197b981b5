"""Place mentions of a work: recognition, constraints, resolution and regions put together. Each step lives in its own file; this one only joins them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from recoupe.knowledge.gazetteer import Place, load_kinds
from recoupe.model.precision import NEARBY
from recoupe.model.record import Mention, Reading
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.toponyms.candidates import Candidates, people
from recoupe.pipeline.toponyms.constraints import ConstraintReader
from recoupe.pipeline.toponyms.model import FACILITY, REGION, Constraint, RegionPhrase, Toponym
from recoupe.pipeline.toponyms.readings import Readings
from recoupe.pipeline.toponyms.recognition import Recognizer
from recoupe.pipeline.toponyms.resolution import Resolution, Resolver
from recoupe.pipeline.toponyms.unlisted import Unlisted
from recoupe.syntax.tree import Tree
from recoupe.text.nearby import Nearby

_DOUBT = 0.15
"""Share of *none of these* from which its region is drawn."""
_TOWN = 2_000
"""People of a town after which a facility is called: the name inside "Erbil airport" is the town's."""
_LISTED = 0.2
"""Cost of the ladder up to which such a town has that very name."""


class Locator:
    """Finds and resolves the place names of a work. Built once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.recognizer = Recognizer(knowledge)
        self.resolver = Resolver(knowledge.gazetteer)
        self._constraints = ConstraintReader(knowledge)
        self._unlisted = Unlisted(knowledge.gazetteer, self.resolver.telling)
        self._readings = Readings(knowledge.who.iso3)
        self._candidates = Candidates(knowledge.gazetteer)
        self._homes = knowledge.homes

    def find(self, work: Work) -> tuple[Mention, ...]:
        """The place mentions of a work, stretches that leave a region among them ("30 km au sud de Goma")."""
        names = self._settled(self.recognizer.find(work))
        constraints, phrases = self._constraints.read_all(work, names)
        resolution = self.resolver.resolve(names, constraints, home=self._home(work))
        near = _of_sentence(work, names)
        mentions = [self._mention(at, names, constraints, resolution, near[at]) for at in range(len(names))]
        regions = self._regions(work, names, phrases, resolution)
        return _ordered([*mentions, *regions, *self._beside(work, names)])

    def _home(self, work: Work) -> tuple[Place, ...]:
        return self._homes.of(work.outlet, work.document.url)

    def _beside(self, work: Work, own: Sequence[Toponym]) -> list[Mention]:
        """What the links to other articles name: they place nothing in the article, and it does not place them."""
        names = self._settled(self.recognizer.find_beside(work, own))
        resolution = self.resolver.resolve(names, home=self._home(work))
        return [self._mention(at, names, (), resolution) for at in range(len(names))]

    def at(self, work: Work, spans: Sequence[tuple[int, int]]) -> tuple[Mention, ...]:
        """The mentions of stretches that somebody else found, in their order."""
        names, constraints = self.read_at(work, spans)
        resolution = self.resolver.resolve(names, constraints, home=self._home(work))
        near = _of_sentence(work, names)
        return tuple(self._mention(at, names, constraints, resolution, near[at]) for at in range(len(names)))

    def read_at(self, work: Work, spans: Sequence[tuple[int, int]]) -> tuple[Sequence[Toponym], Sequence[Constraint]]:
        """The names at stretches that somebody else found, in their order, and what the text says of where they lie: what `resolver` needs."""
        names = self._settled(self.recognizer.at(work, spans))
        return names, self._constraints.read(work, names)

    def _settled(self, names: Sequence[Toponym]) -> list[Toponym]:
        """The names; one inside a facility is the town's where there is a town of that name."""
        return [
            replace(name, kinds=()) if name.host is not None and name.kinds and self._is_town(name) else name for name in names
        ]

    def _is_town(self, name: Toponym) -> bool:
        return any(
            load_kinds()[each.place.kind].group == "settlement" and each.cost <= _LISTED and people(each.place) >= _TOWN
            for each in self._candidates.of(replace(name, kinds=()))
        )

    def _mention(
        self,
        at: int,
        names: Sequence[Toponym],
        constraints: Sequence[Constraint],
        resolution: Resolution,
        near: Sequence[int] = (),
    ) -> Mention:
        name, answer = names[at], resolution.answers[at]
        doubtful = answer.best is None or answer.none >= _DOUBT
        none = self._unlisted.reading(
            at, [each for each in constraints if each.about == at] if doubtful else [], resolution, drawn=doubtful, near=near
        )
        readings = self._readings.of(name, answer, none)
        if name.rule == FACILITY and not (answer.best is not None and "kind_said" in answer.best.contributions):
            readings = self._named_after(at, names, resolution) or readings
        return Mention(
            id=f"l{at + 1}", kind="place", start=name.start, end=name.end, text=name.text, use=name.use, readings=readings,
            inside=f"l{name.host + 1}" if name.host is not None else None, rule=name.rule,
        )  # fmt: skip

    def _named_after(self, at: int, names: Sequence[Toponym], resolution: Resolution) -> tuple[Reading, ...]:
        """A facility that no layer has is near the place that it is called after."""
        inner = next((number for number, name in enumerate(names) if name.host == at), None)
        best = resolution.answers[inner].best if inner is not None else None
        if inner is None or best is None or best.candidate.place.point is None:
            return ()
        near = self._readings.of(
            names[inner], resolution.answers[inner], self._unlisted.reading(inner, (), resolution, drawn=False)
        )
        return tuple(
            Reading(
                ref=None, label=f"near {each.label}", lat=each.lat, lon=each.lon, country=each.country, precision=NEARBY, score=each.score,
                why=f"no layer has it; it is called after “{each.label}”",
            )
            if each.ref is not None and each.lat is not None
            else each
            for each in near
        )  # fmt: skip

    def _regions(
        self, work: Work, names: Sequence[Toponym], phrases: Sequence[RegionPhrase], resolution: Resolution
    ) -> list[Mention]:
        """Mentions of the stretches that leave a region by themselves."""
        text = work.document.text
        trees = Nearby(work.trees)
        sentence_of = [_sentence(trees, name.start, name.end, -2) for name in names]
        out = []
        for phrase in phrases:
            near = [at for at, of in enumerate(sentence_of) if of == _sentence(trees, phrase.start, phrase.end, -1)]
            region = self._unlisted.region([phrase.constraint], resolution, near=near)
            if region is not None:
                reading = Reading(
                    ref=None, label=text[phrase.start : phrase.end], kind="region", region=region.shape, precision=region.precision, score=_REGION_SCORE,
                    why=region.why,
                )  # fmt: skip
                out.append(
                    Mention(
                        id="", kind="place", start=phrase.start, end=phrase.end, text=text[phrase.start : phrase.end], use="literal", readings=(reading,),
                        rule=REGION,
                    )
                )  # fmt: skip
        return out


_REGION_SCORE = 0.8


def _sentence(trees: Nearby[Tree], start: int, end: int, none: int) -> int:
    """The first character of the sentence in which a stretch lies; `none` where nothing is parsed."""
    return next((tree.start for tree in trees.touching(start, end)), none)


def _of_sentence(work: Work, names: Sequence[Toponym]) -> list[list[int]]:
    """For each name those that stand in its sentence, itself among them."""
    trees = Nearby(work.trees)
    sentence = [_sentence(trees, name.start, name.end, -1 - at) for at, name in enumerate(names)]
    together: dict[int, list[int]] = {}
    for at, start in enumerate(sentence):
        together.setdefault(start, []).append(at)
    return [together[start] for start in sentence]


def _ordered(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """In the order of the text, each with its number, those that lie in another pointing at it."""
    order = sorted(
        {(each.start, each.end): each for each in reversed(mentions)}.values(), key=lambda each: (each.start, -each.end)
    )
    out: list[Mention] = []
    for number, each in enumerate(order, 1):
        outer = next((other.id for other in reversed(out) if other.start <= each.start and each.end <= other.end), None)
        out.append(replace(each, id=f"l{number}", inside=outer))
    return tuple(out)
