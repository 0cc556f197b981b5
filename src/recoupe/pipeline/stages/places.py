"""Place mentions: tagger, gazetteer and trigger nouns joined. Candidates in a country that the text names first, then by people; "none of these" is always a reading."""

from __future__ import annotations

import re

from msgspec.structs import replace

from recoupe.knowledge.gazetteer import LAYER, Place
from recoupe.knowledge.packs import Pack
from recoupe.model.record import Mention, Part, Reading
from recoupe.model.vocabulary import OWN_PARTS, Use
from recoupe.pipeline.base import Knowledge, Work, countries_named
from recoupe.text.nearby import Nearby
from recoupe.text.views import clean, fold, lower

_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*|(?:al|el|ez|as|ar|ad|at|an|ash|es|er|et|en)[-’'][A-ZÀ-ÖØ-Þ][\w’'-]*)(?:(?:\s|-)(?:(?:de|du|la|le|les|of|the|sur|al|el|ez|i)(?:\s|-))?(?:[A-ZÀ-ÖØ-Þ][\w’'-]*|(?:al|el|ez|as|ar|ad)[-’'][A-ZÀ-ÖØ-Þ][\w’'-]*))*"
)
_ELISION = re.compile(r"^(?:[ldLD]|[Qq]u)['’]")
_LARGE = 100_000
"""People from which a bare capitalised name is taken for the place without any sign around it."""
_ADMIN = 6
_NAMED_COUNTRY = 200
"""How much more a candidate weighs whose country the text names: enough for a town against a homonymous city abroad."""
_NAMES = frozenset({"who.name", "who.titled_person", "who.organ", "who.people", "who.label", "tagger"})
_LOC = frozenset({"LOC", "GPE", "FAC"})
_GAZETTEER_TOP = 0.8


class Places:
    """What is named as a place, literal or standing for somebody."""

    name = "places"
    requires = ("parts", "trees", "mentions")
    provides = ("mentions", "degraded")

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.gazetteer = knowledge.gazetteer
        self.who = knowledge.who
        self.never = {fold(word) for pack in knowledge.packs.values() for word in pack.places.compass}

    def __call__(self, work: Work) -> Work:
        """The work with place mentions added; facilities hold the name inside them ("aéroport d'Erbil")."""
        text = work.document.text
        article = _Article(work)
        found: list[tuple[int, int, tuple[Reading, ...], str]] = []
        for part in work.parts:
            if part.kind in OWN_PARTS:
                found += self._in_part(article, part)
        found = sorted(
            {(start, end): (start, end, readings, rule) for start, end, readings, rule in found}.values(),
            key=lambda each: (each[0], -each[1]),
        )
        mentions = list(work.mentions)
        own: list[Mention] = []
        reaching: list[Mention] = []  # those that may hold one that starts here
        for number, (start, end, readings, rule) in enumerate(found, 1):
            reaching = [m for m in reaching if m.end > start]
            outer = next((m.id for m in reversed(reaching) if end <= m.end), None)
            reaching.append(
                Mention(
                    id=f"l{number}",
                    kind="place",
                    start=start,
                    end=end,
                    text=text[start:end],
                    use=article.use(start, end),
                    readings=readings,
                    inside=outer,
                    rule=rule,
                )
            )
            own.append(reaching[-1])
        degraded = (
            work.degraded
            if self.gazetteer.available
            else (*work.degraded, "the packaged gazetteer is not built: places have no coordinates. Run: recoupe gazetteer build")
        )
        return replace(work, mentions=(*mentions, *own), degraded=degraded)

    def _in_part(self, article: _Article, part: Part) -> list[tuple[int, int, tuple[Reading, ...], str]]:
        text = article.text
        piece = text[part.start : part.end]
        out: list[tuple[int, int, tuple[Reading, ...], str]] = []
        taken: list[tuple[int, int]] = []
        for each in self.who.find(piece):
            if each.rule in {"who.state", "who.capital"} and each.state:
                span = (each.start + part.start, each.end + part.start)
                out.append(
                    (
                        *span,
                        self._state_readings(each.state, piece[each.start : each.end], capital=each.rule == "who.capital"),
                        "gazetteer.state",
                    )
                )
                taken.append(span)
        pack = self.knowledge.packs.get(part.lang)
        for match in _NAME.finditer(piece):
            for start, end in self._names_in(match, part.start, piece):
                if not any(a < end and start < b for a, b in taken):
                    hit = self._name(article, part, start, end)
                    if hit is not None:
                        out.append(hit)
                        taken.append((hit[0], hit[1]))
        if pack is not None:
            out += self._facilities(text, part, pack, out)
        return out

    @staticmethod
    def _names_in(match: re.Match[str], shift: int, piece: str) -> list[tuple[int, int]]:
        """The capitalised run without its elision ("d'Erbil" → "Erbil")."""
        start, end = match.span()
        elided = _ELISION.match(piece[start:end])
        if elided:
            start += elided.end()
        while end > start and piece[end - 1] in ".'’-":
            end -= 1
        return [(start + shift, end + shift)] if end - start > 1 else []

    def _name(self, article: _Article, part: Part, start: int, end: int) -> tuple[int, int, tuple[Reading, ...], str] | None:
        """The longest prefix of a capitalised run that some evidence makes a place."""
        text = article.text
        blocked = [m for m in article.actors.touching(start, start + 1) if m.rule in _NAMES]
        for stop in _stops(text, start, end):
            said = text[start:stop]
            if fold(said) in self.never:
                return None
            tagged = article.is_tagged(start, stop)
            signalled = self._is_signalled(text, part, start)
            hits = self.gazetteer.lookup(said)
            over = [m for m in blocked if m.end >= stop]
            if any(m.rule != "tagger" for m in over) and not (signalled and tagged):
                return None
            if over and not (hits and (signalled or article.is_behind_preposition(start))):
                return None
            signalled = signalled or bool(over)
            if hits and (tagged or signalled or (hits[0].population >= _LARGE and not self._starts_sentence(text, part, start))):
                return start, stop, self._readings(hits, article.countries), "gazetteer.name"
            if tagged and not over:
                return start, stop, (_none("not in any layer"),), "tagger"
        if self._is_signalled(text, part, start, strict=True) and not any(m.end >= end for m in blocked):
            return start, end, (_none("not in any layer"),), "trigger"
        return None

    def _is_signalled(self, text: str, part: Part, start: int, *, strict: bool = False) -> bool:
        """A generic place noun or, unless `strict`, a locating preposition right before the name."""
        pack = self.knowledge.packs.get(part.lang)
        if pack is None:
            return False
        before = lower(text[max(part.start, start - 60) : start]).rstrip()
        before = re.sub(r"\b(?:de la|de l'|du|des|de|d'|of the|of|the|la|le|les|l')$", "", before).rstrip(" '")
        generic = any(
            before.endswith(word) and not before[: -len(word)][-1:].isalpha() for word in pack.places.generic if len(word) > 3
        )
        if strict or generic:
            return generic and before[-1:].isalpha()
        raw = lower(text[max(part.start, start - 40) : start]).rstrip()
        raw = re.sub(r"\b(?:la|le|les|l'|the)$", "", raw).rstrip()
        return any(
            re.search(rf"(?:^|[\s,(]){re.escape(word)}$", raw)
            for word in pack.places.locating
            if word not in {"de", "par", "of", "by"}
        )

    @staticmethod
    def _starts_sentence(text: str, part: Part, start: int) -> bool:
        before = text[part.start : start].rstrip(" «“\"'’(—-")
        return not before or before[-1] in ".!?:;…\n"

    def _state_readings(self, iso3: str, said: str, *, capital: bool) -> tuple[Reading, ...]:
        country = self.who.country(iso3)
        name = country.name_en if country else iso3
        if capital:
            hits = [hit for hit in self.gazetteer.lookup(said) if country is not None and hit.country == country.iso2]
            if hits:
                place = hits[0]
                own = Reading(
                    ref=f"geonames:{place.id}",
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
        codes = {hit.id: self.who.iso3(hit.country) for hit in hits}
        weights = {hit.id: (hit.population + 1) * (_NAMED_COUNTRY if codes[hit.id] in named else 1) for hit in hits}
        total = sum(weights.values())
        out = []
        for hit in sorted(hits, key=lambda each: (-weights[each.id], each.id)):
            why = f"{LAYER}: {hit.population} people; " + (
                f"one of {len(hits)} of that name" if len(hits) > 1 else "the only one of that name"
            )
            if codes[hit.id] in named:
                why += "; the text names its country"
            out.append(
                Reading(
                    ref=f"geonames:{hit.id}", label=f"{hit.name} ({codes[hit.id]})", lat=hit.lat, lon=hit.lon, precision=2, country=codes[hit.id],
                    kind="populated place", score=round(_GAZETTEER_TOP * weights[hit.id] / total, 3), why=why,
                )
            )  # fmt: skip
        return (*out, _none("another place, or none that is listed", 0.1))

    def _facilities(
        self, text: str, part: Part, pack: Pack, names: list[tuple[int, int, tuple[Reading, ...], str]]
    ) -> list[tuple[int, int, tuple[Reading, ...], str]]:
        """ "champ pétrolifère d'al-Omar": the generic noun with its name is a place of its own that holds the name."""
        out: list[tuple[int, int, tuple[Reading, ...], str]] = []
        words = "|".join(re.escape(word) for word in sorted(pack.places.facility, key=len, reverse=True))
        pattern = re.compile(rf"\b({words})\s+(?:[\w-]+\s+)?(?:de la |de l'|du |des |de |d'|of |at )?$")
        for start, end, _, _ in names:
            low = max(part.start, start - 60)
            match = pattern.search(clean(text[low:start]).lower())
            if match:
                out.append((low + match.start(1), end, (_none("a facility; not in any layer", 0.2),), "trigger.facility"))
            behind = re.match(rf"\s+(?:[A-Za-z-]+\s+)?({words})\b", clean(text[end : min(part.end, end + 40)]).lower())
            if behind and part.lang == "en":
                out.append((start, end + behind.end(1), (_none("a facility; not in any layer", 0.2),), "trigger.facility"))
        return out


class _Article:
    """The work with what stands where: its trees and the actors named before."""

    def __init__(self, work: Work) -> None:
        self.text = work.document.text
        self.countries = countries_named(work)
        self.actors = Nearby(m for m in work.mentions if m.kind == "actor")
        self.trees = Nearby(work.trees)

    def is_behind_preposition(self, start: int) -> bool:
        """The parser hangs a preposition on the name: "retirés de Baidoa"."""
        return any(word.marker for tree in self.trees.touching(start, start + 1) for word in tree.words if word.start == start)

    def is_tagged(self, start: int, end: int) -> bool:
        """The tagger has a place here, and the parser no verb or adjective."""
        tree = next(iter(self.trees.touching(start, start + 1)), None)
        return (
            tree is not None
            and any(word.pos in {"PROPN", "NOUN", "X"} for word in tree.at(start, end))
            and any(entity.label in _LOC and entity.start <= start and end <= entity.end for entity in tree.entities)
        )

    def use(self, start: int, end: int) -> Use:
        """Associative where an actor mention covers it or the sentence makes it act; literal behind a preposition."""
        if any(m.start <= start and end <= m.end for m in self.actors.touching(start, end)):
            return "associative"
        for tree in self.trees.touching(start, start + 1):
            if any(word.marker for word in tree.at(start, end) if word.pos in {"PROPN", "NOUN"}):
                return "literal"
        return "unknown"


def _none(label: str, score: float = 0.3) -> Reading:
    return Reading(ref=None, label=label, score=score, why="no listed place is sure; the article may mean another")


def _stops(text: str, start: int, end: int) -> list[int]:
    """Ends of the run and of its shorter prefixes at blanks, longest first."""
    cuts = [start + match.start() for match in re.finditer(r"\s", text[start:end])]
    return [
        end,
        *reversed(
            [cut for cut in cuts if cut - start > 2 and fold(text[start:cut]) not in {"al", "el", "the", "le", "la", "les"}]
        ),
    ]
