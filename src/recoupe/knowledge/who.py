"""Who a phrase may name: the who's-who as an index.

Two layers. Names: every name and alias of an actor, a state, a people, a label, found as the longest phrase. Compositions (`who_compose`): a noun of
`agents.tsv` beside a country adjective, a country or a known actor. Must never give one identity where the files hold several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from recoupe.knowledge.actors import Actor, Agent, Country, Label, Office, WhoFiles, load_actor_files
from recoupe.knowledge.who_compose import Composer, agent_of
from recoupe.knowledge.who_names import (
    Found,
    Hit,
    Name,
    is_adjective_here,
    load_words,
    reading_of,
    spelled,
    stands_as_noun,
    state_of,
    written_fits,
)
from recoupe.model.record import Reading
from recoupe.text.nearby import Nearby
from recoupe.text.phrases import Phrases
from recoupe.text.views import clean

__all__ = ["Found", "WhosWho", "load_who"]

_SELF_DECLARED = "x-"


_BLANK = re.compile(r"[^\S\n]")


class WhosWho:
    """The index. Build it once; it is immutable afterwards."""

    def __init__(self, files: WhoFiles) -> None:
        self._names = Phrases()
        self._by_id = {actor.id: actor for actor in files.actors}
        self._countries = {country.iso3: country for country in files.countries}
        self._iso3 = {country.iso2: country.iso3 for country in files.countries if country.iso2}
        self._labels = {label.id: label for label in files.labels}
        organs: dict[tuple[str, str], list[Actor]] = {}
        self._offices: dict[str, list[Office]] = {}
        for office in files.offices:
            self._offices.setdefault(office.person, []).append(office)
        for actor in files.actors:
            organs.setdefault((actor.country, actor.kind), []).append(actor)
            self._add(
                actor,
                "actor",
                actor.names if actor.kind != "person" else [form for name in actor.names for form in spelled(name)],
            )
        for country in files.countries:
            self._add(country, "state", country.names)
            self._add(country, "adjective", country.adjectives)
            self._add(country, "people", country.people)
            if not country.iso3.startswith(_SELF_DECLARED):  # Erbil is a town: nobody means the Kurdish region's government by it
                self._add(country, "capital", country.capitals)
        for label in files.labels:
            self._add(label, "label", label.forms)
        for agent in files.agents:
            self._add(agent, "agent", agent.heads)
        self._composer = Composer(organs, self._readings)

    def _add(self, entry: Actor | Country | Label | Agent, role: str, names: Iterable[str]) -> None:
        for name in dict.fromkeys(names):
            self._names.add(name, Name(name, entry, role))

    def actor(self, actor_id: str) -> Actor | None:
        """The row of an id."""
        return self._by_id.get(actor_id)

    def actors(self) -> tuple[Actor, ...]:
        """All actors, in the order of the files."""
        return tuple(self._by_id.values())

    def country(self, iso3: str) -> Country | None:
        """The row of a state."""
        return self._countries.get(iso3)

    def countries(self) -> tuple[Country, ...]:
        """All states, in the order of the file."""
        return tuple(self._countries.values())

    def countries_in(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and code of every word that names a state by its name, adjective, people or capital; ambiguous words by their first row."""
        roles = {"state", "adjective", "people", "capital"}
        out = []
        for start, end, names in self._hits(text):
            entry = next((name.entry for name in names if name.role in roles), None)
            if isinstance(entry, Country):
                out.append((start, end, entry.iso3))
        return out

    def iso3(self, iso2: str) -> str | None:
        """The three-letter code of a two-letter one, None where no listed state has it."""
        return self._iso3.get(iso2)

    def label(self, label_id: str) -> Label | None:
        """The row of a camp label."""
        return self._labels.get(label_id)

    def find(self, text: str, *, at: str | None = None) -> list[Found]:
        """Everybody named in `text`, by start; compositions swallow their pieces, pieces that are names of their own stay inside.

        Args:
            text: any text; offsets count its code points.
            at: ISO date for dated offices ("former president"), None if unknown.
        """
        text = _BLANK.sub(" ", text)  # one kind of blank, line ends kept: the rules look at what stands between words
        hits = list(self._hits(text))
        composed = list(self._composer.compose(text, hits, at))
        plain = [found for hit in hits if (found := self._plain(text, hit, at)) is not None]
        swallowed = {(each.start, each.end) for each in composed}
        wider = Nearby(composed)
        kept = [each for each in plain if (each.start, each.end) not in swallowed and not self._is_piece(each, wider)]
        return sorted([*composed, *kept], key=lambda each: (each.start, -each.end))

    @staticmethod
    def _is_piece(found: Found, composed: Nearby[Found]) -> bool:
        """A bare agent noun or people word inside a composition is no mention of its own."""
        return found.rule in {"who.agent", "who.people"} and bool(composed.holding(found.start, found.end))

    def _hits(self, text: str) -> Iterator[Hit]:
        """Longest name matches whose writing fits: acronyms by case, names by their capital."""
        for start, end, names in self._names.find(text):
            written = clean(text[start:end])
            noun = stands_as_noun(text, start, end)
            fitting = [name for name in names if written_fits(written, name) and (noun or name.role not in {"agent", "actor"})]
            if fitting:
                yield start, end, fitting

    def _plain(self, text: str, hit: Hit, at: str | None) -> Found | None:
        start, end, names = hit
        actors = [name for name in names if name.role == "actor"]
        labels = {name.entry.id: name.entry for name in names if isinstance(name.entry, Label)}
        if actors:
            return Found(start=start, end=end, readings=self._readings(actors, at), rule="who.name")
        if labels:
            return self._labelled(start, end, list(labels.values()))
        for role in ("state", "capital", "people"):
            countries = [name.entry for name in names if name.role == role and isinstance(name.entry, Country)]
            if countries and not (role == "people" and is_adjective_here(text, end, names)):
                return _state(start, end, role, countries)
        agent = agent_of(names)
        if agent is None:
            return None
        reading = Reading(
            ref=None,
            label=agent.heads[0],
            score=0.5,
            why="a noun for such actors; nothing says whose",
            kind=agent.kind,
            sector=agent.sector,
        )
        return self._composer.retired(text, Found(start=start, end=end, readings=(reading,), rule="who.agent"), agent, start)

    def _labelled(self, start: int, end: int, labels: list[Label]) -> Found:
        """A label's readings: "none of these" first, then those it is used of, none of them sure. Words of several labels point at nobody."""
        first = labels[0]
        why = (
            "a camp's label, not an identity" if len(labels) == 1 else f"a label that {len(labels)} camps use of different people"
        )
        readings = [Reading(ref=None, label="a camp's label", score=0.4, why=why)]
        for ref in first.of_whom if len(labels) == 1 else ():
            if actor := self._by_id.get(ref):
                readings.append(reading_of(actor, 0.3, "the label is used of them"))
            elif ref.startswith("state:") and (country := self._countries.get(ref.removeprefix("state:"))) is not None:
                readings.append(
                    Reading(
                        ref=ref,
                        label=country.name_en,
                        score=0.3,
                        why="the label is used of them",
                        kind="state",
                        country=state_of(country.iso3),
                    )
                )
        return Found(start=start, end=end, readings=tuple(readings), rule="who.label", label=first.id)

    def _readings(self, names: list[Name], at: str | None) -> tuple[Reading, ...]:
        actors = [name.entry for name in names if isinstance(name.entry, Actor)]
        unique = list({actor.id: actor for actor in actors}.values())
        share = 0.95 if len(unique) == 1 else 0.9 / len(unique)
        written = names[0].written
        why = f"listed under the name “{written}”" if len(unique) == 1 else f"“{written}” is listed for {len(unique)} actors"
        return tuple(self._dated(reading_of(actor, round(share, 3), why), at) for actor in unique)

    def _dated(self, reading: Reading, at: str | None) -> Reading:
        """The sector on a date. A person out of every listed office by then is an elite without office; a group may come to rule."""
        offices = self._offices.get(reading.ref or "", [])
        if not offices or at is None:
            return reading
        holding = [
            office
            for office in offices
            if (office.since or "0") <= at and (not office.until or at[: len(office.until)] <= office.until)
        ]
        if holding:
            office = holding[-1]
            return msgspec.structs.replace(reading, sector=office.sector, why=f"{reading.why}; on {at}: {office.office_en}")
        if reading.kind == "person" and all(office.until and office.until < at for office in offices):
            return msgspec.structs.replace(reading, sector="ELI", why=f"{reading.why}; every listed office had ended by {at}")
        return reading


def _state(start: int, end: int, role: str, countries: list[Country]) -> Found:
    """A state's name, its capital used for its government, or its people (who may be anybody: no sector)."""
    why = {"state": "name of the state", "capital": "seat of the government, as used for it", "people": "name of the people"}[
        role
    ]
    score = round(0.9 / len(countries), 3)
    readings = []
    for country in countries:
        self_declared = country.iso3 in load_words().within
        sector = "GOV" if role == "capital" else "PRE" if role == "state" and self_declared else None
        readings.append(
            Reading(
                ref=f"state:{country.iso3}",
                label=country.name_en,
                score=score,
                why=why,
                kind="state",
                country=state_of(country.iso3),
                sector=sector,
            )
        )
    return Found(start=start, end=end, readings=tuple(readings), rule=f"who.{role}", state=countries[0].iso3)


@cache
def load_who() -> WhosWho:
    """The shipped who's-who as an index."""
    return WhosWho(load_actor_files())
