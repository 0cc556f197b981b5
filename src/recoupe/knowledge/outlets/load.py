"""Reads the cards of `data/outlets/*.tsv`. A wrong row is refused with file, line and remedy; nothing is skipped or filled in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from recoupe.errors import KnowledgeError
from recoupe.knowledge.actors import Actor, load_actor_files
from recoupe.knowledge.files import data_root, read_tsv, several
from recoupe.knowledge.outlets.hosts import HOST
from recoupe.knowledge.outlets.model import AFFILIATIONS, KINDS, UNKNOWN, Outlet, OutletName

COLUMNS = (
    "id", "name", "names", "kind", "languages", "country", "place", "owner", "affiliation", "source", "licence", "domains", "carries", "furniture", "unverified",
    "note",
)  # fmt: skip
UNVERIFIED = "unverified"
MAY_BE_UNVERIFIED = ("names", "kind", "languages", "country", "place", "domains", "carries", "furniture")
"""Columns that may be filled without a source, if the row says so. Owner and affiliation may not: without a source they stay empty."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANG = re.compile(r"[a-z]{2,3}")
_SOURCE = re.compile(r"https?://\S+|[\w.-]+/[\w.-]+/\S+@[0-9a-f]{7,40}")
_ACTOR_KINDS = frozenset({"agency", "outlet", "ngo"})
_ABBREVIATION = "abbr"


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """The shipped cards, in the order of files and rows. Raises KnowledgeError R301 to R307 on the first wrong row."""
    who = load_actor_files()
    countries = frozenset(country.iso2 for country in who.countries)
    return read_outlets(outlet_files(), countries, {actor.id: actor for actor in who.actors})


def outlet_files() -> list[Path]:
    """The files of the shipped cards, by name."""
    return sorted((data_root() / "outlets").glob("*.tsv"))


def read_outlets(paths: Sequence[Path], countries: Collection[str], actors: Mapping[str, Actor]) -> tuple[Outlet, ...]:
    """Every row of the files.

    Args:
        paths: files with the columns `COLUMNS`.
        countries: the ISO 3166-1 alpha-2 codes that exist.
        actors: the who's-who by id; a card under an id of it takes its names over.

    Raises KnowledgeError: R301 to R303 for a file of another form, R303 for a missing value, R304 for an id or a domain used twice, R305 for a wrong value,
    R307 for an agency without a card or an id that the who's-who gives to something else.
    """
    out: dict[str, Outlet] = {}
    domains: dict[str, str] = {}
    for path in paths:
        for where, row in read_tsv(path, COLUMNS):
            card = _card(where, row, countries, actors)
            if card.id in out:
                _twice(f"the id “{card.id}”", out[card.id].where, where, "Give one another id, or merge the two rows.")
            for domain in card.domains:
                if domain in domains:
                    _twice(f"the domain “{domain}”", domains[domain], where, "A domain belongs to one card.")
                domains[domain] = where
            out[card.id] = card
    _carried(out.values(), out)
    return tuple(out.values())


def _card(where: str, row: dict[str, str], countries: Collection[str], actors: Mapping[str, Actor]) -> Outlet:
    for column, remedy in _NEEDED.items():
        if not row[column]:
            raise KnowledgeError("R303", f"the column “{column}” is empty.", where=where, remedy=remedy)
    if not _ID.fullmatch(row["id"]):
        _refuse(where, "id", row["id"], "Lower case letters without accents, digits, single hyphens.")
    _each(where, "kind", (row["kind"],), KINDS)
    _each(where, "affiliation", (row["affiliation"],), AFFILIATIONS)
    if row["country"]:
        _each(where, "country", (row["country"],), countries)
    for lang in several(row["languages"]):
        if not _LANG.fullmatch(lang):
            _refuse(where, "languages", lang, "ISO 639 codes of two or three letters, joined by “ | ”.")
    for domain in several(row["domains"]):
        if not HOST.fullmatch(domain) or domain.startswith("www."):
            _refuse(where, "domains", domain, "The host alone: lower case, no scheme, no “www.”, no path.")
    sources = _sources(where, row)
    return Outlet(
        id=row["id"], name=row["name"], names=_names(where, row), listed_names=_listed_names(where, row["id"], actors), kind=row["kind"],
        languages=several(row["languages"]), country=row["country"], place=row["place"], owner=row["owner"], affiliation=row["affiliation"], sources=sources, licences=several(row["licence"]),
        domains=several(row["domains"]), carries=several(row["carries"]), furniture=several(row["furniture"]), unverified=_unverified(where, row),
        note=row["note"], where=where,
    )  # fmt: skip


def _sources(where: str, row: dict[str, str]) -> tuple[str, ...]:
    """What was opened; none where the row says so, and then neither owner nor affiliation may be told."""
    if row["source"] == UNVERIFIED:
        if row["owner"] or row["affiliation"] != UNKNOWN:
            raise KnowledgeError(
                "R305",
                "owner or affiliation is told without a source.",
                where=where,
                remedy="Give the address that was opened, or leave owner empty and affiliation “unknown”.",
            )
        return ()
    sources, licences = several(row["source"]), several(row["licence"])
    for source in sources:
        if not _SOURCE.fullmatch(source):
            _refuse(where, "source", source, "https://…, or owner/repository/path@commit, or “unverified”.")
    if len(licences) not in {1, len(sources)}:
        raise KnowledgeError(
            "R303",
            f"{len(licences)} licences for {len(sources)} sources.",
            where=where,
            remedy="One licence for all sources, or one for each in their order; “not stated” where a source states none.",
        )
    return sources


def _names(where: str, row: dict[str, str]) -> tuple[OutletName, ...]:
    out = []
    for piece in several(row["names"]):
        lang, colon, form = (part.strip() for part in piece.partition(":"))
        if not colon or not form or not (lang == _ABBREVIATION or _LANG.fullmatch(lang)):
            _refuse(
                where,
                "names",
                piece,
                "A language and a colon before each name, fr:Agence France-Presse; abbr: before an abbreviation.",
            )
        out.append(OutletName(form, "", short=True) if lang == _ABBREVIATION else OutletName(form, lang))
    return tuple(out)


def _listed_names(where: str, id_: str, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The forms of the who's-who, which must have an outlet, an agency or an organisation under that id if it has anything."""
    actor = actors.get(id_)
    if actor is None:
        return ()
    if actor.kind not in _ACTOR_KINDS:
        raise KnowledgeError(
            "R307",
            f"“{id_}” is of the kind {actor.kind} in the who's-who.",
            where=where,
            remedy="Take another id, or mend the kind in data/actors.",
        )
    return actor.names


def _unverified(where: str, row: dict[str, str]) -> tuple[str, ...]:
    columns = several(row["unverified"])
    _each(where, "unverified", columns, MAY_BE_UNVERIFIED)
    for column in columns:
        if not row[column]:
            _refuse(where, "unverified", column, "That column is empty: there is nothing to verify.")
    return columns


def _carried(cards: Iterable[Outlet], known: Mapping[str, Outlet]) -> None:
    for card in cards:
        for agency in card.carries:
            if agency not in known or known[agency].kind != "agency":
                raise KnowledgeError(
                    "R307",
                    f"“{agency}” is no agency with a card.",
                    where=card.where,
                    remedy="Use the id of a card of kind agency.",
                )


def _each(where: str, column: str, values: Iterable[str], allowed: Collection[str]) -> None:
    for value in values:
        if value not in allowed:
            shown = ", ".join(allowed) if len(allowed) <= len(COLUMNS) else "ISO 3166-1 alpha-2 in capitals"
            _refuse(where, column, value, f"Allowed: {shown}.")


def _twice(what: str, first: str, where: str, remedy: str) -> None:
    raise KnowledgeError("R304", f"{what} stands at {first} already.", where=where, remedy=remedy)


_NEEDED = {
    "id": "Every row has a slug of its own; the id of the who's-who if that has the outlet.",
    "name": "Give the usual name.",
    "kind": f"One of: {', '.join(KINDS)}.",
    "affiliation": "“unknown” where no source was opened.",
    "source": "Give the address that was opened, or “unverified”.",
}


def _refuse(where: str, column: str, value: str, remedy: str) -> None:
    raise KnowledgeError("R305", f"“{value}” cannot stand in the column “{column}”.", where=where, remedy=remedy)
