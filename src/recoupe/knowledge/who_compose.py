"""Puts an agent noun and its country or actor together: "les troupes américaines", "Iraq's parliament", "Hamas fighters".

Language-blind: French adjectives are listed in small letters and follow their noun, English ones are listed with a capital and go before. Must never take
a country from words that say where somebody stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from recoupe.knowledge.actors import Actor, Agent, Country
from recoupe.knowledge.who_names import Found, Hit, Name, load_words, reading_of, state_of, word_before
from recoupe.model.record import Reading
from recoupe.text.views import fold

AFIELD = frozenset({"MIL", "REB", "PRM", "UAF", "CRM"})
"""Sectors of people who move: the country they stand in is not the country they belong to."""
_HELD = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
_RULING = frozenset({"government", "parliament", "court", "ministry", "president_office", "police", "institution", "agency"})
_BODIES_OF_MANY = frozenset({"IGO", "NGO"})
_OWN = re.compile(r"['’]s?\s+")
_WORD = re.compile(r"[^\W\d_]+")
_PIECES = 2
"""How many other hits may stand between a noun and what completes it: "Iraqi army intelligence officers"."""
_MODIFIERS = 2
"""How many other words may: "troupes terrestres américaines"."""


class Composer:
    """Composition over the hits of one text.

    Args:
        organs: actors by (country code, kind), to read "the Iraqi parliament" as the one that is listed.
        persons: readings of a listed person on a date.
    """

    def __init__(
        self, organs: Mapping[tuple[str, str], Sequence[Actor]], persons: Callable[[list[Name], str | None], tuple[Reading, ...]]
    ) -> None:
        self._organs = organs
        self._persons = persons
        self._words = load_words()

    def compose(self, text: str, hits: list[Hit], at: str | None) -> Iterator[Found]:
        """Every composition in `text`; `at` as in `WhosWho.find`."""
        for index, (start, end, names) in enumerate(hits):
            agent = agent_of(names)
            if agent is None:
                continue
            best = self._after(text, hits, index, agent) or self._before(text, hits, index, agent)
            if best is None:
                continue
            other, name = best
            span = (min(start, hits[other][0]), max(end, hits[other][1]))
            if name.role == "actor" and index and other > index and self._nationality(text, hits[index - 1], start):
                span = (hits[index - 1][0], span[1])
            found = self._join(span, agent, name, text[start:end], at)
            yield self.retired(text, found, agent, start)

    def _after(self, text: str, hits: list[Hit], index: int, agent: Agent) -> tuple[int, Name] | None:
        """A completion to the right: "troupes américaines", "armée de l'air turque", "army of Mali", "porte-parole du Hezbollah"."""
        end = hits[index][1]
        for other in range(index + 1, min(index + 1 + _PIECES, len(hits))):
            start, _, names = hits[other]
            gap = text[end:start]
            if (
                (name := _role(names, "adjective"))
                and clean_listed(name).islower()
                and self._modifiers(gap)
                and not self._stance(text, start)
            ):
                return other, name
            if name := self._linked(gap, names, agent):
                return other, name
            if agent_of(names) is None:
                return None
        return None

    def _nationality(self, text: str, hit: Hit, start: int) -> bool:
        """Whether a country's English adjective stands right before a title: "US President …"."""
        return text[hit[1] : start] == " " and any(name.role == "adjective" for name in hit[2])

    def _linked(self, gap: str, names: list[Name], agent: Agent) -> Name | None:
        """What a preposition, a blank or a hyphen joins to the noun before it."""
        link = fold(gap).strip()
        actor = _role(names, "actor")
        state = _role(names, "state") or _role(names, "capital")
        if link in self._words.genitive:
            return actor or (state if agent.sector not in AFIELD or not agent.collective else None)
        if link in self._words.locative:
            return state if not agent.collective and agent.kind in _RULING else None
        return actor if not link and gap and "\n" not in gap else None

    def _before(self, text: str, hits: list[Hit], index: int, agent: Agent) -> tuple[int, Name] | None:
        """A completion to the left: "American troops", "Iraqi security forces", "Iraq's parliament", "Hamas fighters"."""
        start = hits[index][0]
        for other in range(index - 1, max(index - 1 - _PIECES, -1), -1):
            first, end, names = hits[other]
            gap = text[end:start]
            adjective = next((name for name in names if name.role == "adjective" and not clean_listed(name).islower()), None)
            if adjective and self._between(gap) and not self._stance(text, first):
                return other, adjective
            if (name := _role(names, "actor") or _role(names, "state") or _role(names, "capital")) and self._owned(
                gap, name, agent
            ):
                return other, name
            if agent_of(names) is None or not self._between(gap):
                return None  # what stands between must be part of one name: "Italian contingent leaves. ... soldiers" is two
            start = first
        return None

    def _owned(self, gap: str, name: Name, agent: Agent) -> bool:
        """A possessive always; bare neighbours for actors, and for states where the noun is an institution."""
        if own := _OWN.match(gap):
            return self._between(" " + gap[own.end() :]) or own.end() == len(gap)
        bare = name.role == "actor" or not agent.collective
        return (bare or gap.startswith("-")) and self._between(gap)

    def _between(self, gap: str) -> bool:
        """At most two words of the list between English adjective and noun; "-based" counts as of that country, "-backed" does not."""
        folded = fold(gap)
        if folded.startswith("-"):
            first, _, folded = folded[1:].partition(" ")
            if first not in self._words.origin:
                return False
            folded = " " + folded
        words = _WORD.findall(folded)
        return (
            len(words) <= _MODIFIERS
            and all(word in self._words.between for word in words)
            and bool(re.fullmatch(r"[ a-z-]+", folded))
        )

    def _modifiers(self, gap: str) -> bool:
        """At most two ordinary words between French noun and adjective, no punctuation but hyphens, no line end."""
        words = _WORD.findall(fold(gap))
        return (
            len(words) <= _MODIFIERS
            and bool(re.fullmatch(r"[^\S\n](?:[\w’'-]+[^\S\n])*", gap))
            and not self._words.function.intersection(words)
        )

    def _stance(self, text: str, start: int) -> bool:
        """Whether the adjective is the tail of "pro-", "anti-" and the like."""
        before = word_before(text, start, "-")
        return before is not None and before[1] in self._words.stance

    def retired(self, text: str, found: Found, agent: Agent, start: int) -> Found:
        """The same with sector ELI, and the word inside, where "former" or "ex-" stands before the noun or before the whole."""
        if agent.kind != "person":
            return found
        for edge in (start, found.start):
            before = word_before(text, edge, " -")
            if before is not None and before[1] in self._words.former:
                first, word = before
                readings = tuple(self._out_of_office(each, text[first : first + len(word)]) for each in found.readings)
                return replace(found, start=min(found.start, first), readings=readings)
        return found

    @staticmethod
    def _out_of_office(reading: Reading, word: str) -> Reading:
        """A dated office that somebody holds outweighs the word: a former minister may be president today."""
        if reading.sector not in _HELD or "; on " in reading.why:
            return reading
        return replace(reading, sector="ELI", why=f"{reading.why}; “{word}”: out of that office")

    def _join(self, span: tuple[int, int], agent: Agent, name: Name, noun: str, at: str | None) -> Found:
        if isinstance(name.entry, Country):
            return self._of_country(span, agent, name.entry, noun)
        if not isinstance(name.entry, Actor):
            raise TypeError(f"{name.role} completes no noun")
        return self._of_actor(span, agent, name, noun, at)

    def _of_country(self, span: tuple[int, int], agent: Agent, country: Country, noun: str) -> Found:
        organs = self._organs.get((country.iso3, agent.kind), []) if not agent.collective else []
        if len(organs) == 1 and organs[0].sector == agent.sector:
            reading = reading_of(organs[0], 0.9, f"“{noun}” of {country.name_en}: its only listed {agent.kind}")
            return Found(start=span[0], end=span[1], readings=(reading,), rule="who.organ", state=country.iso3)
        reading = Reading(
            ref=f"{country.iso3}/{agent.sector}", label=f"{country.name_en}: {agent.heads[0]}", score=0.85, kind=agent.kind, country=state_of(country.iso3),
            sector=agent.sector, why=f"“{noun}” ({agent.sector}) with {country.name_en}",
        )  # fmt: skip
        return Found(start=span[0], end=span[1], readings=(reading,), rule="who.composed", state=country.iso3)

    def _of_actor(self, span: tuple[int, int], agent: Agent, name: Name, noun: str, at: str | None) -> Found:
        actor = name.entry
        assert isinstance(actor, Actor)
        if actor.kind == "person":
            readings = tuple(_titled(each, agent, noun) for each in self._persons([name], at))
            return Found(start=span[0], end=span[1], readings=readings, rule="who.titled_person")
        own = actor.sector in _BODIES_OF_MANY and not _general(agent)
        reading = Reading(
            ref=actor.id, label=actor.name_en, score=0.8, kind=actor.kind, country=state_of(actor.country), sector=agent.sector if own else actor.sector,
            why=f"“{noun}” of {actor.name_en}", verified=actor.verified,
        )  # fmt: skip
        return Found(start=span[0], end=span[1], readings=(reading,), rule="who.part_of")


def _general(agent: Agent) -> bool:
    """Nouns of office that any body has ("official", "leader", "member"): they say nothing of its sector."""
    return agent.sector in {"GOV", "IGO", "ELI", "UAF", "CVL", "PTY"} or agent.kind == "coalition"


def _titled(reading: Reading, agent: Agent, noun: str) -> Reading:
    """The title that the text gives decides where it names a seat ("senator", "minister"); ranks and honours do not."""
    seat = agent.kind == "person" and (agent.sector in {"LEG", "JUD"} or (agent.sector == "GOV" and not agent.collective))
    if not seat or reading.sector == agent.sector or "; on " in reading.why:
        return reading
    return replace(reading, sector=agent.sector, why=f"{reading.why}; called “{noun}” here")


def agent_of(names: Sequence[Name]) -> Agent | None:
    """The agent noun among the names of a hit, None where the words also name a listed actor."""
    if any(name.role == "actor" for name in names):
        return None
    return next((name.entry for name in names if isinstance(name.entry, Agent)), None)


def clean_listed(name: Name) -> str:
    """The first letter of a name as listed: small for French adjectives."""
    return next((char for char in name.written if char.isalpha()), "A")


def _role(names: Sequence[Name], role: str) -> Name | None:
    return next((name for name in names if name.role == role), None)
