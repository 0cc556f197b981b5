"""Place mentions: tagger, gazetteer and trigger nouns joined. Candidates in a country that the text names first, then by people; "none of these" is always a reading."""

from __future__ import annotations

import re

from msgspec.structs import replace

from recoupe.knowledge.gazetteer import Place
from recoupe.knowledge.packs import PlaceWords
from recoupe.model.record import Mention, Part, Reading
from recoupe.model.vocabulary import Use
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
_BEFORE = 60
"""Characters before a name in which the noun is sought that announces it."""
_CLOSE_BEFORE = 40
"""Characters before a name in which a locating preposition is sought."""
_SHORT = 3
"""Letters of a generic noun up to which it announces nothing ("est", "sea")."""
_ANY_LINK = frozenset({"de", "par", "of", "by"})
"""Prepositions of the lists that as often join something else than a place."""
_LINKED = re.compile(r"\b(?:de la|de l'|du|des|de|d'|of the|of|the|la|le|les|l')$")
_ARTICLE = re.compile(r"\b(?:la|le|les|l'|the)$")


class Places:
    """What is named as a place, literal or standing for somebody."""

    name = "places"
    requires = ("parts", "trees", "named", "mentions")
    provides = ("mentions", "degraded")

    def __init__(self, knowledge: Knowledge) -> None:
        self.words = {lang: _Words(pack.places) for lang, pack in knowledge.packs.items()}
        self.gazetteer = knowledge.gazetteer
        self.who = knowledge.who
        self.never = {fold(word) for pack in knowledge.packs.values() for word in pack.places.compass}

    def __call__(self, work: Work) -> Work:
        """The work with place mentions added; facilities hold the name inside them ("aéroport d'Erbil")."""
        text = work.document.text
        article = _Article(work)
        found: list[tuple[int, int, tuple[Reading, ...], str]] = []
        for part in work.own_parts:
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
            if not self.gazetteer.problems
            else (*work.degraded, *self.gazetteer.problems, "no gazetteer: places have no coordinates")
        )
        return replace(work, mentions=(*mentions, *own), degraded=degraded)

    def _in_part(self, article: _Article, part: Part) -> list[tuple[int, int, tuple[Reading, ...], str]]:
        text = article.text
        piece = text[part.start : part.end]
        out: list[tuple[int, int, tuple[Reading, ...], str]] = []
        taken: list[tuple[int, int]] = []
        for each in article.states.within(part.start, part.end):
            if each.state:
                readings = self._state_readings(each.state, text[each.start : each.end], capital=each.rule == "who.capital")
                out.append((each.start, each.end, readings, "gazetteer.state"))
                taken.append((each.start, each.end))
        words = self.words.get(part.lang)
        for match in _NAME.finditer(piece):
            for start, end in self._names_in(match, part.start, piece):
                if not any(a < end and start < b for a, b in taken):
                    hit = self._name(article, part, start, end)
                    if hit is not None:
                        out.append(hit)
                        taken.append((hit[0], hit[1]))
        if words is not None:
            out += _facilities(text, part, words, out)
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
        words = self.words.get(part.lang)
        announced = words is not None and words.announce(text, part.start, start)
        before = announced or (words is not None and words.locate(text, part.start, start))
        for stop in _stops(text, start, end):
            said = text[start:stop]
            if fold(said) in self.never:
                return None
            tagged = article.is_tagged(start, stop)
            signalled = before
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
        if announced and not any(m.end >= end for m in blocked):
            return start, end, (_none("not in any layer"),), "trigger"
        return None

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


def _facilities(
    text: str, part: Part, words: _Words, names: list[tuple[int, int, tuple[Reading, ...], str]]
) -> list[tuple[int, int, tuple[Reading, ...], str]]:
    """ "champ pétrolifère d'al-Omar": the generic noun with its name is a place of its own that holds the name."""
    out: list[tuple[int, int, tuple[Reading, ...], str]] = []
    for start, end, _, _ in names:
        low = max(part.start, start - _BEFORE)
        match = words.facility_before.search(clean(text[low:start]).lower())
        if match:
            out.append((low + match.start(1), end, (_none("a facility; not in any layer", 0.2),), "trigger.facility"))
        behind = words.facility_behind.match(clean(text[end : min(part.end, end + 40)]).lower())
        if behind and part.lang == "en":
            out.append((start, end + behind.end(1), (_none("a facility; not in any layer", 0.2),), "trigger.facility"))
    return out


class _Words:
    """The words of one language that make a name behind or before them a place."""

    def __init__(self, words: PlaceWords) -> None:
        self._generic = tuple(word for word in words.generic if len(word) > _SHORT)
        self._locating = tuple(word for word in words.locating if word not in _ANY_LINK)
        facility = "|".join(re.escape(word) for word in sorted(words.facility, key=len, reverse=True))
        self.facility_before = re.compile(rf"\b({facility})\s+(?:[\w-]+\s+)?(?:de la |de l'|du |des |de |d'|of |at )?$")
        self.facility_behind = re.compile(rf"\s+(?:[A-Za-z-]+\s+)?({facility})\b")

    def announce(self, text: str, low: int, at: int) -> bool:
        """Whether a generic place noun stands right before `at`, none of it before `low`: "la ville de"."""
        before = lower(text[max(low, at - _BEFORE) : at]).rstrip()
        before = _LINKED.sub("", before).rstrip(" '")
        return before.endswith(self._generic) and any(
            before.endswith(word) and not before[: -len(word)][-1:].isalpha() for word in self._generic
        )

    def locate(self, text: str, low: int, at: int) -> bool:
        """Whether a locating preposition does: "près de"."""
        before = lower(text[max(low, at - _CLOSE_BEFORE) : at]).rstrip()
        before = _ARTICLE.sub("", before).rstrip()
        return before.endswith(self._locating) and any(
            before.endswith(word) and _is_edge(before[: -len(word)][-1:]) for word in self._locating
        )


def _is_edge(char: str) -> bool:
    """Whether a word may begin behind the character (none: the text begins)."""
    return not char or char.isspace() or char in ",("


class _Article:
    """The work with what stands where: its trees and the actors named before."""

    def __init__(self, work: Work) -> None:
        self.text = work.document.text
        self.countries = countries_named(work)
        self.states = Nearby(each for each in work.named if each.rule in {"who.state", "who.capital"})
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
        if self.actors.holding(start, end):
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
