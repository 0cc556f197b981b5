"""Crosswalks: what PLOVER, CAMEO, ACLED and UCDP call a claim. `data/ontology/crosswalk/*.toml`, `sides.toml` and `contexts.toml`, loaded and checked.

A scheme is a list of rows, the first that fits wins. Must never judge whether an event happened: that is the status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.conditions import Terms, When, matches
from recoupe.knowledge.files import data_root, lines_of, load_toml, shown
from recoupe.knowledge.ontology import Ontology

Scheme = Literal["plover", "cameo", "acled", "ucdp"]
SCHEMES: tuple[Scheme, ...] = ("plover", "cameo", "acled", "ucdp")


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a scheme is defined."""

    title: str
    version: str
    address: str
    note: str = ""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row. `code` empty: no counterpart, and `why` says the reason. `sub`: mode, sub-event or finer code."""

    id: str
    types: tuple[str, ...]
    code: str = ""
    sub: str = ""
    why: str = ""
    when: When = When()


class SchemeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A crosswalk file. `codes`: the scheme's closed list, code → its sub-codes; `labels`: code or sub-code → its name; `tables`: what its rows need besides."""

    source: Source
    codes: dict[str, tuple[str, ...]]
    row: tuple[Row, ...]
    labels: dict[str, str] = {}
    tables: dict[str, dict[str, str]] = {}


class Side(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who stands on a side: sectors and kinds of actors who do something, of those it is done to, and classes of nouns."""

    name: str
    sectors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sectors_on: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


class SidesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`sides.toml`: sides, and the roles of those who do and of those it is done to."""

    doers: tuple[str, ...]
    undergoers: tuple[str, ...]
    side: tuple[Side, ...]


class ContextName(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One PLOVER context; an actor of one of `sectors` in a role speaks of it."""

    name: str
    sectors: tuple[str, ...] = ()


class ContextsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`contexts.toml`: the closed list."""

    source: Source
    context: tuple[ContextName, ...]


class Crosswalk(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. `rows[scheme]` in the order in which they are tried; `where[row id]` is file and line."""

    schemes: Mapping[Scheme, SchemeFile]
    rows: Mapping[Scheme, tuple[Row, ...]]
    where: Mapping[str, str]
    sides: SidesFile
    contexts: tuple[ContextName, ...]

    def rows_of(self, scheme: Scheme, claim_type: str, ontology: Ontology) -> Iterator[Row]:
        """The rows that name the type, in order; for a type of a codebook also those of the type that it is like."""
        names = [claim_type, *ontology.likes(claim_type)]
        yield from (row for row in self.rows[scheme] if any(matches(name, row.types) for name in names))

    def label(self, scheme: Scheme, code: str, sub: str) -> str | None:
        """The scheme's own name of the code, the sub-code's before the code's."""
        labels = self.schemes[scheme].labels
        return labels.get(sub) or labels.get(code)


@cache
def load_crosswalk() -> Crosswalk:
    """The shipped crosswalks, without a check of what they name (`check_crosswalk` does that). Raises KnowledgeError R301 to R305."""
    folder = data_root() / "ontology"
    files: dict[Scheme, SchemeFile] = {}
    where: dict[str, str] = {}
    for scheme in SCHEMES:
        path = folder / "crosswalk" / f"{scheme}.toml"
        files[scheme] = load_toml(path, SchemeFile)
        where |= check_rows(files[scheme].row, files[scheme], scheme, path, where)
    return Crosswalk(
        schemes=files,
        rows={scheme: file.row for scheme, file in files.items()},
        where=where,
        sides=load_toml(folder / "sides.toml", SidesFile),
        contexts=load_toml(folder / "contexts.toml", ContextsFile).context,
    )


def check_rows(rows: tuple[Row, ...], file: SchemeFile, scheme: Scheme, path: Path, seen: Mapping[str, str]) -> dict[str, str]:
    """File and line of each row. Raises KnowledgeError R304 for an id used twice, R305 for a code that the scheme has not, R303 for a bare "none"."""
    name, lines = shown(path), lines_of(path, "id")
    where: dict[str, str] = {}
    for row in rows:
        here = f"{name}:{lines.get(row.id, 1)}"
        if row.id in where or row.id in seen:
            raise KnowledgeError("R304", f"the row {row.id} stands already in {where.get(row.id) or seen[row.id]}.", where=here)
        if not row.id.startswith(f"{scheme}."):
            raise KnowledgeError("R305", f"the id {row.id!r} does not begin with {scheme}.", where=here)
        if not row.code and not row.why:
            raise KnowledgeError("R303", f"the row {row.id} has neither a code nor a reason why there is none.", where=here)
        if row.code:
            check_code(file, scheme, row.code, row.sub, here)
        where[row.id] = here
    return where


def check_code(file: SchemeFile, scheme: Scheme, code: str, sub: str, where: str) -> None:
    """Raises KnowledgeError R305 for a code or sub-code that the scheme does not have."""
    if code not in file.codes:
        raise KnowledgeError("R305", f"{scheme} has no {code!r}.", where=where, remedy=f"It has: {', '.join(file.codes)}.")
    if sub and sub not in file.codes[code]:
        allowed = ", ".join(file.codes[code]) or "none"
        raise KnowledgeError("R305", f"{scheme} {code} has no {sub!r}.", where=where, remedy=f"It has: {allowed}.")


def plover_codes(crosswalk: Crosswalk) -> frozenset[str]:
    """Every PLOVER event, and event-mode."""
    codes = crosswalk.schemes["plover"].codes
    return frozenset({*codes, *(f"{event}-{mode}" for event, modes in codes.items() for mode in modes)})


def check_crosswalk(crosswalk: Crosswalk, terms: Terms) -> None:
    """Raises KnowledgeError R307 where a row names what does not exist, R303 where a type has no last word in a scheme."""
    for scheme in SCHEMES:
        for row in crosswalk.rows[scheme]:
            here = crosswalk.where[row.id]
            terms.check(row.when, here)
            terms.check(When(types=tuple(each for each in row.types if each != "*")), here)
    for name, kind in terms.ontology.types.items():
        for scheme in SCHEMES:
            said = bool(getattr(kind, scheme))
            if not said and not any(row.when == When() for row in crosswalk.rows_of(scheme, name, terms.ontology)):
                raise KnowledgeError(
                    "R303",
                    f"the type {name} has no unconditional row for {scheme}: neither a code nor a reason why there is none.",
                    where=f"data/ontology/crosswalk/{scheme}.toml",
                    remedy="Add a row for it, or for its family.",
                )
