"""Which column of a table, or property of a feature, is which field: from its header by known names, and from what the person says. Never from the values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from recoupe.errors import KnowledgeError, UsageError
from recoupe.knowledge.files import data_root, load_toml
from recoupe.knowledge.gazetteer.keys import place_key

Columns = dict[str, tuple[str, ...]]
"""Field → the columns that give it, in their order."""
_NEEDED = {"name": "the name", "lat": "the latitude", "lon": "the longitude"}
_LANGUAGE = "names:"


@cache
def load_columns() -> Columns:
    """Field → header names, keyed as names are. Raises KnowledgeError where the file is wrong."""
    return load_toml(data_root() / "gazetteer" / "imports" / "columns.toml", Columns)


def parsed(given: Sequence[str]) -> dict[str, str]:
    """COLUMN=FIELD of the command line → column → field. Raises UsageError R402 for another form or a field that is none."""
    out: dict[str, str] = {}
    for pair in given:
        column, equals, field = pair.rpartition("=")
        known = field in load_columns() or (field.startswith(_LANGUAGE) and len(field) - len(_LANGUAGE) in {2, 3})
        if not equals or not column or not known:
            raise UsageError(
                "R402",
                f"--map {pair!r} names no field.",
                remedy=f"Write COLUMN=FIELD; fields are: {', '.join(load_columns())} (names:xx for any language).",
            )
        out[column] = field
    return out


def mapped(header: Sequence[str], given: Mapping[str, str], *, where: str, shapes: bool = False) -> Columns:
    """The columns of each field.

    Args:
        header: the columns as the file names them.
        given: column → field as the person says; what is said replaces what the names would tell.
        where: the file, for errors.
        shapes: the places come from shapes: latitude and longitude need no columns.

    Raises KnowledgeError R313: a column that the file lacks, or no column for the name, the latitude or the longitude.
    """
    shown = ", ".join(column[:40] for column in header[:40]) or "none"
    for column in given:
        if column not in header:
            raise KnowledgeError("R313", f"there is no column “{column}”.", where=where, remedy=f"The columns are: {shown}.")
    found: dict[str, list[str]] = {}
    for column, field in given.items():
        found.setdefault(field, []).append(column)
    by_key: dict[str, str] = {}
    for column in header:
        by_key.setdefault(place_key(column), column)
    for field, names in load_columns().items():
        if field not in found:
            hits = [by_key[key] for key in names if key in by_key and by_key[key] not in given]
            if hits:
                found[field] = hits if field.startswith("names") else hits[:1]
    missing = (
        []
        if shapes and "name" in found
        else [field for field in _NEEDED if field not in found and not (shapes and field != "name")]
    )
    if missing:
        what = " and ".join(_NEEDED[field] for field in missing)
        options = " ".join(f"--map COLUMN={field}" for field in missing)
        raise KnowledgeError(
            "R313",
            f"no column says {what}.",
            where=where,
            remedy=f"The columns are: {shown}. Say which: {options}. A file without a header needs one as its first line.",
        )
    return {field: tuple(columns) for field, columns in found.items()}


def told(columns: Columns) -> str:
    """The mapping in words, for the person to check."""
    return ", ".join(f"{'+'.join(names)} = {field}" for field, names in columns.items())
