"""The who's-who as rows: states, actors, offices, labels, agent nouns. Loaded whole; a wrong row is refused with its line."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root, read_tsv, several

SECTORS = frozenset(
    "GOV MIL COP SPY LEG JUD PRM REB PTY UAF CRM CVL JRN REL BUS EDU MED SOC OPP REF ELI LAB AGR PRE UNK IGO NGO".split()
)
KINDS = frozenset(
    "state government ministry parliament court president_office institution armed_force command police intelligence paramilitary armed_group coalition "
    "international_body party agency outlet ngo company person community movement".split()
)
BODIES = frozenset({"", "IGO", "UNO", "EUR", "NGO", "MNC"})
"""Country codes of actors that belong to no single state."""

_DATE = re.compile(r"|\d{4}(-\d\d(-\d\d)?)?")
_COUNTRY = (
    "iso3",
    "iso2",
    "name_en",
    "name_fr",
    "aliases",
    "adjectives_en",
    "adjectives_fr",
    "people_en",
    "people_fr",
    "capital_en",
    "capital_fr",
    "note",
)
_ACTOR = (
    "id",
    "kind",
    "sector",
    "country",
    "parent",
    "name_en",
    "name_fr",
    "aliases_en",
    "aliases_fr",
    "from",
    "to",
    "source",
    "note",
)
_OFFICE = ("person", "office_en", "office_fr", "country", "sector", "from", "to", "source")
_LABEL = ("id", "text_en", "text_fr", "used_by", "of_whom", "neutral_en", "neutral_fr", "source", "note")
_AGENT = ("sector", "head_en", "head_fr", "kind", "collective", "note")


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A state or contested territory with every form that names it or its people."""

    iso3: str
    iso2: str
    name_en: str
    name_fr: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One actor of the who's-who. `verified` is False where no source was opened for the row."""

    id: str
    kind: str
    sector: str
    country: str
    parent: str
    name_en: str
    name_fr: str
    names: tuple[str, ...]
    since: str
    until: str
    source: str
    verified: bool


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """A person's office with its dates (ISO, as precise as known; empty: open)."""

    person: str
    office_en: str
    office_fr: str
    country: str
    sector: str
    since: str
    until: str
    source: str


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What one camp calls somebody: a label, never an identity."""

    id: str
    forms: tuple[str, ...]
    used_by: tuple[str, ...]
    of_whom: tuple[str, ...]
    neutral_en: str
    neutral_fr: str


class Agent(msgspec.Struct, frozen=True, kw_only=True):
    """A noun that makes an actor ("troupes", "lawmakers"). `collective`: alone it never names one known body."""

    sector: str
    heads: tuple[str, ...]
    kind: str
    collective: bool


class WhoFiles(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of `data/actors/`."""

    countries: tuple[Country, ...]
    actors: tuple[Actor, ...]
    offices: tuple[Office, ...]
    labels: tuple[Label, ...]
    agents: tuple[Agent, ...]

    @property
    def codes(self) -> frozenset[str]:
        """What may stand in a column `country`."""
        return frozenset({country.iso3 for country in self.countries} | BODIES)


@cache
def load_actor_files() -> WhoFiles:
    """The shipped who's-who. Raises KnowledgeError R302 to R307 on the first wrong row."""
    return read_actor_files(data_root() / "actors")


def read_actor_files(folder: Path) -> WhoFiles:
    """A who's-who from any folder of the documented form."""
    countries = _countries(folder / "countries.tsv")
    codes = frozenset({country.iso3 for country in countries} | BODIES)
    skip = {"countries.tsv", "agents.tsv", "labels.tsv"}
    theatres = [path for path in sorted(folder.glob("*.tsv")) if path.name not in skip and not path.name.startswith("offices")]
    actors = read_actors(theatres, codes)
    known = {actor.id for actor in actors}
    offices = [office for path in sorted(folder.glob("offices*.tsv")) for office in read_offices(path, known, codes)]
    return WhoFiles(
        countries=countries,
        actors=actors,
        offices=tuple(offices),
        labels=read_labels(folder / "labels.tsv"),
        agents=read_agents(folder / "agents.tsv"),
    )


def _countries(path: Path) -> tuple[Country, ...]:
    out: dict[str, Country] = {}
    for where, row in read_tsv(path, _COUNTRY):
        _unique(row["iso3"], out, where)
        names = (row["name_en"], row["name_fr"], *several(row["aliases"]))
        out[row["iso3"]] = Country(
            iso3=row["iso3"], iso2=row["iso2"], name_en=row["name_en"], name_fr=row["name_fr"], names=tuple(dict.fromkeys(names)),
            adjectives=several(row["adjectives_en"]) + several(row["adjectives_fr"]), people=several(row["people_en"]) + several(row["people_fr"]),
            capitals=tuple(dict.fromkeys(several(row["capital_en"]) + several(row["capital_fr"]))),
        )  # fmt: skip
    return tuple(out.values())


def read_actors(paths: list[Path], codes: Collection[str], known: Collection[str] = ()) -> tuple[Actor, ...]:
    """The rows of theatre files. `codes` are the allowed countries, `known` actors of other files that may be parents. Raises KnowledgeError R302 to R307."""
    out: dict[str, Actor] = {}
    parents: list[tuple[str, str]] = []
    for path in paths:
        for where, row in read_tsv(path, _ACTOR):
            _unique(row["id"], out, where)
            _among(row["kind"], KINDS, "kind", where)
            _among(row["sector"], SECTORS, "sector", where)
            _among(row["country"], codes, "country", where)
            _dates(row, where)
            if not row["source"]:
                raise KnowledgeError(
                    "R303",
                    f"actor {row['id']} has no source.",
                    where=where,
                    remedy="Give the address that was opened, or `unverified`.",
                )
            if row["parent"]:
                parents.append((row["parent"], where))
            names = (row["name_en"], row["name_fr"], *several(row["aliases_en"]), *several(row["aliases_fr"]))
            out[row["id"]] = Actor(
                id=row["id"], kind=row["kind"], sector=row["sector"], country=row["country"], parent=row["parent"], name_en=row["name_en"] or row["name_fr"],
                name_fr=row["name_fr"] or row["name_en"], names=tuple(dict.fromkeys(name for name in names if name)), since=row["from"], until=row["to"],
                source=row["source"], verified=row["source"] != "unverified",
            )  # fmt: skip
    for parent, where in parents:
        if parent not in out and parent not in known and parent.removeprefix("state:") not in codes:
            raise KnowledgeError(
                "R307",
                f"the parent {parent!r} is no actor and no state.",
                where=where,
                remedy="Use an id of these files or state:ISO3.",
            )
    return tuple(out.values())


def read_offices(path: Path, known: Collection[str], codes: Collection[str]) -> list[Office]:
    """The rows of an office file; `known` are the ids of the actors. Raises KnowledgeError R302 to R307."""
    out = []
    for where, row in read_tsv(path, _OFFICE):
        if row["person"] not in known:
            raise KnowledgeError(
                "R307",
                f"the person {row['person']!r} is no actor.",
                where=where,
                remedy="Add the person to a theatre file first.",
            )
        _among(row["sector"], SECTORS, "sector", where)
        _among(row["country"], codes, "country", where)
        _dates(row, where)
        out.append(
            Office(
                person=row["person"], office_en=row["office_en"], office_fr=row["office_fr"], country=row["country"], sector=row["sector"], since=row["from"],
                until=row["to"], source=row["source"],
            )
        )  # fmt: skip
    return out


def read_labels(path: Path) -> tuple[Label, ...]:
    """The rows of a file of camp labels. Raises KnowledgeError R302 to R304."""
    out: dict[str, Label] = {}
    for where, row in read_tsv(path, _LABEL):
        _unique(row["id"], out, where)
        out[row["id"]] = Label(
            id=row["id"], forms=several(row["text_en"]) + several(row["text_fr"]), used_by=several(row["used_by"]), of_whom=several(row["of_whom"]),
            neutral_en=row["neutral_en"], neutral_fr=row["neutral_fr"],
        )  # fmt: skip
    return tuple(out.values())


def read_agents(path: Path) -> tuple[Agent, ...]:
    """The rows of a file of agent nouns. Raises KnowledgeError R302 to R305."""
    out = []
    for where, row in read_tsv(path, _AGENT):
        _among(row["sector"], SECTORS, "sector", where)
        _among(row["kind"], KINDS, "kind", where)
        _among(row["collective"], frozenset({"yes", "no"}), "collective", where)
        out.append(
            Agent(
                sector=row["sector"],
                heads=several(row["head_en"]) + several(row["head_fr"]),
                kind=row["kind"],
                collective=row["collective"] == "yes",
            )
        )
    return tuple(out)


def _unique(key: str, seen: Collection[str], where: str) -> None:
    if not key:
        raise KnowledgeError("R303", "the row has no id.", where=where)
    if key in seen:
        raise KnowledgeError("R304", f"the id {key!r} is used twice.", where=where, remedy="Merge the two rows or rename one.")


def _among(value: str, allowed: Collection[str], what: str, where: str) -> None:
    if value not in allowed:
        raise KnowledgeError(
            "R305",
            f"{what} {value!r} is not allowed.",
            where=where,
            remedy=f"Allowed: {', '.join(sorted(each for each in allowed if each)[:40])}.",
        )


def _dates(row: dict[str, str], where: str) -> None:
    for column in ("from", "to"):
        if not _DATE.fullmatch(row[column]):
            raise KnowledgeError(
                "R305",
                f"{column} is {row[column]!r}.",
                where=where,
                remedy="Write YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty.",
            )
