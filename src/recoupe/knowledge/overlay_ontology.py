"""A codebook's claim types and crosswalk rows laid over ours: own types, own names for ours, own codes."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace

from recoupe.errors import KnowledgeError
from recoupe.knowledge.crosswalk import SCHEMES, Crosswalk, Row, Scheme, check_code, check_rows
from recoupe.knowledge.files import lines_of, load_toml, shown
from recoupe.knowledge.ontology import ClaimType, Ontology, OntologyFile
from recoupe.knowledge.overlay_changes import Change, Off, laid
from recoupe.model.vocabulary import FAMILIES, family

_OURS = "data/ontology/types.toml"


class TypeName(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The team's own name for one of our types; a language without one keeps ours."""

    type: str
    label_en: str = ""
    label_fr: str = ""


class OwnTypes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A codebook's `ontology/types.toml`: `types` as ours, `names` for ours, `roles` of its own."""

    types: tuple[ClaimType, ...] = ()
    names: tuple[TypeName, ...] = ()
    roles: dict[str, str] = {}


class OwnRows(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A codebook's `ontology/crosswalk/SCHEME.toml`: rows that are tried before ours, or stand in the place of one of ours."""

    row: tuple[Row, ...]


def lay_ontology(ours: Ontology, folder: Path, off: Off) -> tuple[Ontology, list[Change]]:
    """The ontology with the codebook's types and names, and the changes. Raises KnowledgeError with file and line."""
    path = folder / "ontology" / "types.toml"
    changes: list[Change] = []
    types = dict(ours.types)
    for name in list(types):
        entry = off.of(f"type:{name}")
        if entry is not None:
            del types[name]
            changes.append(Change(how="off", what="type", id=name, where=off.where(entry), ours=_OURS))
    own = load_toml(path, OwnTypes) if path.is_file() else OwnTypes()
    lines = lines_of(path, "type") if path.is_file() else {}
    named: dict[str, ClaimType] = {}
    for kind in own.types:
        where = f"{shown(path)}:{lines.get(kind.type, 1)}"
        made = _checked(kind, types, named, where)
        changes.append(laid("type", kind.type, where, _OURS if kind.type in types else ""))
        types[kind.type] = named[kind.type] = made
    for given in own.names:
        where = f"{shown(path)}:{lines.get(given.type, 1)}"
        if given.type not in types:
            raise KnowledgeError(
                "R307", f"there is no type {given.type!r} to name.", where=where, remedy=_near(given.type, types)
            )
        kind = types[given.type]
        made = replace(kind, label_en=given.label_en or kind.label_en, label_fr=given.label_fr or kind.label_fr)
        types[given.type] = named[given.type] = made
        changes.append(laid("name of a type", given.type, where, _OURS))
    clash = sorted(set(own.roles) & set(ours.roles))
    if clash:
        raise KnowledgeError(
            "R308",
            f"the role {clash[0]!r} is one of ours ({_OURS}).",
            where=f"{shown(path)}:{lines_of(path, clash[0]).get(own.roles[clash[0]], 1)}",
        )
    if not changes and not own.roles:
        return ours, []
    file = OntologyFile(roles={**ours.roles, **own.roles}, types=tuple(types.values()), unrealised=ours.file.unrealised)
    return Ontology(file), changes


def _checked(kind: ClaimType, types: dict[str, ClaimType], named: dict[str, ClaimType], where: str) -> ClaimType:
    """An own type with the edge of what it is like."""
    if kind.type in named:
        raise KnowledgeError("R304", f"the type {kind.type} stands twice.", where=where)
    if family(kind.type) not in FAMILIES:
        raise KnowledgeError(
            "R305",
            f"type {kind.type}: the family {family(kind.type)} is not in the contract.",
            where=where,
            remedy=f"Begin with one of: {', '.join(FAMILIES)}.",
        )
    if not kind.like:
        return kind
    if kind.like not in types or kind.like == kind.type:
        raise KnowledgeError(
            "R307", f"type {kind.type} is like {kind.like!r}, which is no type.", where=where, remedy=_near(kind.like, types)
        )
    model = types[kind.like]
    return replace(
        kind, edge=kind.edge or model.edge, plover=kind.plover or model.plover, required=kind.required or model.required
    )


def _near(name: str, types: dict[str, ClaimType]) -> str:
    near = sorted(each for each in types if family(each) == family(name))
    return f"Types: {', '.join(near or sorted(types))}."


def lay_crosswalk(ours: Crosswalk, folder: Path, off: Off, ontology: Ontology) -> tuple[Crosswalk, list[Change]]:
    """The crosswalks with the codebook's rows, and the changes; the codes of its types are checked too."""
    changes: list[Change] = []
    rows: dict[Scheme, tuple[Row, ...]] = {}
    where = dict(ours.where)
    for scheme in SCHEMES:
        kept = []
        for row in ours.rows[scheme]:
            entry = off.of(row.id)
            if entry is None:
                kept.append(row)
            else:
                changes.append(
                    Change(how="off", what="crosswalk row", id=row.id, where=off.where(entry), ours=ours.where[row.id])
                )
        path = folder / "ontology" / "crosswalk" / f"{scheme}.toml"
        own = load_toml(path, OwnRows).row if path.is_file() else ()
        here = check_rows(own, ours.schemes[scheme], scheme, path, {}) if own else {}
        by_id = {row.id: row for row in own}
        theirs = {row.id for row in kept}
        new = [row for row in own if row.id not in theirs]
        rows[scheme] = (*new, *(by_id.get(row.id, row) for row in kept))
        for row in own:
            changes.append(laid("crosswalk row", row.id, here[row.id], ours.where[row.id] if row.id in theirs else ""))
        where |= here
    _check_codes(ours, folder, ontology)
    return (replace(ours, rows=rows, where=where) if changes else ours), changes


def _check_codes(crosswalk: Crosswalk, folder: Path, ontology: Ontology) -> None:
    """The codes that own types give themselves are codes of the schemes."""
    path = folder / "ontology" / "types.toml"
    lines = {scheme: lines_of(path, scheme) for scheme in SCHEMES} if path.is_file() else {}
    for kind in ontology.types.values():
        for scheme in SCHEMES:
            said: str = getattr(kind, scheme)
            code, _, sub = said.partition("-" if scheme == "plover" else ": ")
            if code:
                check_code(crosswalk.schemes[scheme], scheme, code, sub, f"{shown(path)}:{lines.get(scheme, {}).get(said, 1)}")
