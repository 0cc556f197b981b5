"""Who a phrase may name: the who's-who as an index, and the composition rules for what no list holds.

Two layers. Names: every name and alias of an actor, a state, a people, a label, found as the longest phrase. Compositions: a noun of `agents.tsv` beside a
country adjective ("les troupes américaines"), a country ("lawmakers in Iraq"), a known actor ("Hamas fighters", "un porte-parole de l'armée").
Language-blind: the order of noun and adjective is read from what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from recoupe.knowledge.actors import Actor, Agent, Country, Label, Office, WhoFiles, load_actor_files
from recoupe.model.record import Reading
from recoupe.text.phrases import Phrases
from recoupe.text.views import clean

_LINK = re.compile(r"\s*(?:['’]s\s+|\s(?:de la|de l['’]|du|des|de|d['’]|of the|of|in the|in|from the|from|for the|en|au|aux)\s*|-|\s+)")
"""What may stand between the noun and the country or actor that completes it."""
_ACRONYM_CHARS = 6
_MODIFIER_WORDS = 2
"""Words that may stand between adjective and noun: "Iraqi security forces", "troupes terrestres américaines"."""
_FUNCTION = frozenset(
    "le la les l un une des de du d et ou à au aux en dans par pour sur avec que qui the a an of in on at to by for from and or with that which is are was were has have had est sont a ont s".split()
)
_TITLED = frozenset({"government", "ministry", "president_office", "person", "institution", "command", "parliament", "court", "armed_force", "police", "armed_group", "party"})


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that names somebody. `head` tells what found it; `rule` is written into the mention."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    rule: str
    label: str | None = None
    state: str | None = None


class _Name(msgspec.Struct, frozen=True):
    """One name under which an entry stands, as written."""

    written: str
    entry: Actor | Country | Label | Agent
    role: str


class WhosWho:
    """The index. Build it once; it is immutable afterwards."""

    def __init__(self, files: WhoFiles) -> None:
        self._names = Phrases()
        self._by_id = {actor.id: actor for actor in files.actors}
        self._countries = {country.iso3: country for country in files.countries}
        self._labels = {label.id: label for label in files.labels}
        self._organs: dict[tuple[str, str], list[Actor]] = {}
        self._offices: dict[str, list[Office]] = {}
        for office in files.offices:
            self._offices.setdefault(office.person, []).append(office)
        for actor in files.actors:
            self._organs.setdefault((actor.country, actor.kind), []).append(actor)
            self._add(actor, "actor", actor.names)
        for country in files.countries:
            self._add(country, "state", country.names)
            self._add(country, "adjective", country.adjectives)
            self._add(country, "people", country.people)
            self._add(country, "capital", country.capitals)
        for label in files.labels:
            self._add(label, "label", label.forms)
        for agent in files.agents:
            self._add(agent, "agent", agent.heads)

    def _add(self, entry: Actor | Country | Label | Agent, role: str, names: Iterable[str]) -> None:
        for name in dict.fromkeys(names):
            self._names.add(name, _Name(name, entry, role))

    def actor(self, actor_id: str) -> Actor | None:
        """The row of an id."""
        return self._by_id.get(actor_id)

    def country(self, iso3: str) -> Country | None:
        """The row of a state."""
        return self._countries.get(iso3)

    def label(self, label_id: str) -> Label | None:
        """The row of a camp label."""
        return self._labels.get(label_id)

    def find(self, text: str, *, at: str | None = None) -> list[Found]:
        """Everybody named in `text`, by start; compositions swallow their pieces, pieces that are names of their own stay inside.

        Args:
            text: any text; offsets count its code points.
            at: ISO date for dated offices ("former president"), None if unknown.
        """
        hits = list(self._hits(text))
        composed = list(self._compositions(text, hits, at))
        plain = [found for hit in hits if (found := self._plain(hit, at)) is not None]
        swallowed = {(each.start, each.end) for each in composed}
        kept = [each for each in plain if (each.start, each.end) not in swallowed and not self._is_piece(each, composed)]
        return sorted([*composed, *kept], key=lambda each: (each.start, -each.end))

    @staticmethod
    def _is_piece(found: Found, composed: list[Found]) -> bool:
        """A bare agent noun or people word inside a composition is no mention of its own."""
        return found.rule in {"who.agent", "who.people"} and any(each.start <= found.start and found.end <= each.end for each in composed)

    def _hits(self, text: str) -> Iterator[tuple[int, int, list[_Name]]]:
        """Longest name matches whose writing fits: acronyms by case, names by their capital."""
        for start, end, names in self._names.find(text):
            written = clean(text[start:end])
            fitting = [name for name in names if _written_fits(written, name)]
            if fitting:
                yield start, end, fitting

    def _plain(self, hit: tuple[int, int, list[_Name]], at: str | None) -> Found | None:
        start, end, names = hit
        roles = {name.role for name in names}
        actors = [name for name in names if name.role == "actor"]
        if "label" in roles and not actors:
            return self._labelled(start, end, next(name.entry for name in names if name.role == "label"))
        if actors:
            readings = self._readings([name for name in actors], at)
            return Found(start=start, end=end, readings=readings, rule="who.name")
        for role in ("state", "capital", "people", "agent"):
            entries = [name.entry for name in names if name.role == role]
            if entries:
                return self._by_role(start, end, role, entries)
        return None

    def _by_role(self, start: int, end: int, role: str, entries: list[Actor | Country | Label | Agent]) -> Found | None:
        first = entries[0]
        if role in {"state", "capital", "people"} and isinstance(first, Country):
            sector = {"state": None, "capital": "GOV", "people": "CVL"}[role]
            why = {"state": "name of the state", "capital": "seat of the government, as used for it", "people": "name of the people"}[role]
            countries = [entry for entry in entries if isinstance(entry, Country)]
            readings = tuple(
                Reading(ref=f"state:{entry.iso3}", label=entry.name_en, score=round(0.9 / len(countries), 3), why=why, kind="state", country=entry.iso3, sector=sector)
                for entry in countries
            )
            return Found(start=start, end=end, readings=readings, rule=f"who.{role}", state=first.iso3)
        if role == "agent" and isinstance(first, Agent):
            reading = Reading(ref=None, label=first.heads[0], score=0.5, why="a noun for such actors; nothing says whose", kind=first.kind, sector=first.sector)
            return Found(start=start, end=end, readings=(reading,), rule="who.agent")
        return None

    def _labelled(self, start: int, end: int, entry: object) -> Found:
        """A label's readings: those it is used of, none of them sure, and "none of these" first."""
        label = entry if isinstance(entry, Label) else next(iter(self._labels.values()))
        readings = [Reading(ref=None, label=f"label: {label.neutral_en or label.forms[0]}", score=0.4, why="a camp's label, not an identity")]
        for ref in label.of_whom:
            if actor := self._by_id.get(ref):
                readings.append(_reading(actor, 0.3, "the label is used of them"))
            elif (country := self._countries.get(ref.removeprefix("state:"))) is not None and ref.startswith("state:"):
                readings.append(Reading(ref=ref, label=country.name_en, score=0.3, why="the label is used of them", kind="state", country=country.iso3))
        return Found(start=start, end=end, readings=tuple(readings), rule="who.label", label=label.id)

    def _readings(self, names: list[_Name], at: str | None) -> tuple[Reading, ...]:
        actors = [name.entry for name in names if isinstance(name.entry, Actor)]
        unique = list({actor.id: actor for actor in actors}.values())
        share = 0.95 if len(unique) == 1 else 0.9 / len(unique)
        written = names[0].written
        why = f"listed under the name “{written}”" if len(unique) == 1 else f"“{written}” is listed for {len(unique)} actors"
        return tuple(self._dated(_reading(actor, round(share, 3), why), at) for actor in unique)

    def _dated(self, reading: Reading, at: str | None) -> Reading:
        """A person's sector on a date: out of every listed office by then, it is an elite without office."""
        if reading.kind != "person" or reading.ref is None or at is None:
            return reading
        offices = self._offices.get(reading.ref, [])
        if not offices:
            return reading
        holding = [office for office in offices if (office.since or "0") <= at and (not office.until or at[: len(office.until)] <= office.until)]
        if holding:
            office = holding[-1]
            return msgspec.structs.replace(reading, sector=office.sector, why=f"{reading.why}; on {at}: {office.office_en}")
        if all(office.until and office.until < at for office in offices):
            return msgspec.structs.replace(reading, sector="ELI", why=f"{reading.why}; every listed office had ended by {at}")
        return reading

    def _compositions(self, text: str, hits: list[tuple[int, int, list[_Name]]], at: str | None) -> Iterator[Found]:
        """Agent noun + country adjective, country, or known actor, in either order."""
        used: set[int] = set()
        for index, (start, end, names) in enumerate(hits):
            agent = next((name.entry for name in names if name.role == "agent"), None)
            if not isinstance(agent, Agent) or index in used or any(name.role == "actor" for name in names):
                continue
            best = self._after(text, hits, index) or self._before(text, hits, index)
            if best is None:
                continue
            other, mark = best
            used |= {index, other}
            found = self._compose(text, (start, end, agent), hits[other], mark, at)
            if found is not None:
                yield found

    def _after(self, text: str, hits: list[tuple[int, int, list[_Name]]], index: int) -> tuple[int, str] | None:
        """A completion to the right: "troupes américaines", "armée de l'air turque", "fighters from Hamas", "ministre irakien"."""
        end = hits[index][1]
        for other in range(index + 1, min(index + 3, len(hits))):
            start, _, names = hits[other]
            gap = text[end:start]
            roles = {name.role for name in names}
            if "adjective" in roles and _short_gap(gap):
                return other, "adjective"
            if roles & {"state", "actor", "capital"} and _LINK.fullmatch(gap):
                return other, "of"
            if "agent" not in roles:
                return None
        return None

    def _before(self, text: str, hits: list[tuple[int, int, list[_Name]]], index: int) -> tuple[int, str] | None:
        """A completion to the left: "American troops", "Iraqi security forces", "Iraq's parliament", "Hamas fighters"."""
        start = hits[index][0]
        for other in range(index - 1, max(index - 3, -1), -1):
            _, end, names = hits[other]
            gap = text[end:start]
            roles = {name.role for name in names}
            if "adjective" in roles and _short_gap(gap):
                return other, "adjective"
            if roles & {"state", "actor", "capital"} and (_short_gap(gap) and not gap.strip() or re.fullmatch(r"['’]s?\s+(?:\w+\s+){0,2}|\s+\w+\s+", gap)):
                return other, "of"
            if "agent" not in roles:
                return None
        return None

    def _compose(self, text: str, head: tuple[int, int, Agent], other: tuple[int, int, list[_Name]], mark: str, at: str | None) -> Found | None:
        start, end, agent = head
        names = other[2]
        span = (min(start, other[0]), max(end, other[1]))
        wanted = ("adjective", "state", "capital") if mark == "adjective" else ("actor", "state", "capital", "adjective")
        name = next((name for role in wanted for name in names if name.role == role), None)
        if name is None:
            return None
        if isinstance(name.entry, Country):
            return self._of_country(span, agent, name.entry, text[start:end])
        if isinstance(name.entry, Actor):
            return self._of_actor(span, agent, name, text[start:end], at)
        return None

    def _of_country(self, span: tuple[int, int], agent: Agent, country: Country, noun: str) -> Found:
        organs = self._organs.get((country.iso3, agent.kind), []) if not agent.collective else []
        if len(organs) == 1:
            reading = _reading(organs[0], 0.9, f"“{noun}” of {country.name_en}: its only listed {agent.kind}")
            return Found(start=span[0], end=span[1], readings=(reading,), rule="who.organ", state=country.iso3)
        reading = Reading(
            ref=f"{country.iso3}/{agent.sector}", label=f"{country.name_en}: {agent.heads[0]}", score=0.85, kind=agent.kind, country=country.iso3, sector=agent.sector,
            why=f"“{noun}” ({agent.sector}) with {country.name_en}",
        )  # fmt: skip
        return Found(start=span[0], end=span[1], readings=(reading,), rule="who.composed", state=country.iso3)

    def _of_actor(self, span: tuple[int, int], agent: Agent, name: _Name, noun: str, at: str | None) -> Found | None:
        actor = name.entry
        if not isinstance(actor, Actor):
            return None
        if actor.kind == "person":
            readings = self._readings([name], at)
            return Found(start=span[0], end=span[1], readings=readings, rule="who.titled_person")
        reading = Reading(
            ref=actor.id, label=actor.name_en, score=0.8, kind=actor.kind, country=actor.country or None, sector=actor.sector,
            why=f"“{noun}” of {actor.name_en}", verified=actor.verified,
        )  # fmt: skip
        return Found(start=span[0], end=span[1], readings=(reading,), rule="who.part_of")


def _reading(actor: Actor, score: float, why: str) -> Reading:
    return Reading(
        ref=actor.id, label=actor.name_en, score=score, why=why, kind=actor.kind, country=actor.country or None, sector=actor.sector, verified=actor.verified
    )


def _short_gap(gap: str) -> bool:
    """At most two ordinary words between noun and adjective, no punctuation but hyphens."""
    words = re.findall(r"[^\W\d_]+", gap)
    return len(words) <= _MODIFIER_WORDS and not re.search(r"[^\w\s'’-]", gap) and not any(word.lower() in _FUNCTION for word in words)


def _written_fits(written: str, name: _Name) -> bool:
    """Whether the text writes the name as a name: acronyms in capitals, proper names with a capital, nouns and adjectives anyhow."""
    listed = clean(name.written)
    if name.role in {"agent", "label"}:
        return True
    if name.role == "adjective":
        return listed[:1].islower() or written[:1].isupper()
    letters = [char for char in listed if char.isalpha()]
    if len(letters) <= _ACRONYM_CHARS and all(char.isupper() for char in letters):
        return written == listed or (written.isupper() and len(letters) > 1)
    capital = next((char for char in written if char.isalpha()), "")
    return not any(char.isupper() for char in listed) or capital.isupper() or any(char.isupper() for char in written)


@cache
def load_who() -> WhosWho:
    """The shipped who's-who as an index."""
    return WhosWho(load_actor_files())
