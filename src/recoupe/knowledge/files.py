"""Opening the knowledge files. The only module that knows where `data/` lies; TOML and TSV in, checked values out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from recoupe.errors import KnowledgeError

T = TypeVar("T")


@cache
def data_root() -> Path:
    """The folder of the shipped knowledge."""
    return Path(str(files("recoupe"))) / "data"


def shown(path: Path) -> str:
    """A knowledge path as people name it: from `data/` on, wherever it is installed; in a codebook from the codebook's folder on."""
    root = data_root()
    if path.is_relative_to(root):
        return f"data/{path.relative_to(root).as_posix()}"
    book = next((folder for folder in path.parents if (folder / "codebook.toml").is_file()), None)
    return f"{book.name}/{path.relative_to(book).as_posix()}" if book is not None else path.name


def _tables(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises KnowledgeError R301 with line and column."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise KnowledgeError("R301", f"not valid TOML: {err}.", where=shown(path), remedy="Mend that line.") from err
    except FileNotFoundError as err:
        raise KnowledgeError(
            "R301", "the file is missing.", where=shown(path), remedy="A language pack needs it: see CONTRIBUTING.md."
        ) from err


def load_toml(path: Path, kind: type[T]) -> T:
    """A TOML file as one value of type `kind`.

    Raises KnowledgeError: R301 where it is missing or no TOML; R302, R303, R305 with the line of the first word that the check complains of.
    """
    tables = _tables(path)
    try:
        return msgspec.convert(tables, kind)
    except msgspec.ValidationError as err:
        message = str(err)
        code = "R302" if "unknown field" in message else "R303" if "missing required" in message else "R305"
        raise KnowledgeError(
            code, f"{message}.", where=_where(path, message), remedy="The allowed keys and values stand in CONTRIBUTING.md."
        ) from err


def _where(path: Path, message: str) -> str:
    """File, and line of the quoted word of msgspec's message where it can be found."""
    quoted = message.split("`")[1::2]
    lines = path.read_text(encoding="utf-8").split("\n")
    for word in quoted:
        for number, line in enumerate(lines, 1):
            if line.lstrip().startswith((f"{word} ", f"{word}=")) or f'"{word}"' in line:
                return f"{shown(path)}:{number}"
    return shown(path)


def lines_of(path: Path, key: str) -> dict[str, int]:
    """The line at which each string is first given to `key` in a TOML file: the tables themselves tell no lines."""
    given = re.compile(rf"""\s*{key}\s*=\s*["']([^"']+)["']""")
    out: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if match := given.match(line):
            out.setdefault(match[1], number)
    return out


def read_tsv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of a tab-separated file with a header, as (where: "file:line" as people name it, column → value).

    Raises KnowledgeError: R302 where the header is not `columns`, R303 where a line has another number of fields. Lines that begin with `#` and blank lines
    are remarks.
    """
    name = shown(path)
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as err:
        raise KnowledgeError("R301", "the file is missing.", where=name) from err
    except UnicodeDecodeError as err:
        raise KnowledgeError(
            "R301", f"not valid UTF-8: {err.reason} at byte {err.start}.", where=name, remedy="Save it as UTF-8."
        ) from err
    header = tuple(lines[0].rstrip("\r").split("\t"))
    if header != columns:
        raise KnowledgeError(
            "R302",
            f"the columns are {', '.join(header)}.",
            where=f"{name}:1",
            remedy=f"They must be: {', '.join(columns)}.",
        )
    for number, line in enumerate(lines[1:], 2):
        row = line.rstrip("\r")
        if not row.strip() or row.startswith("#"):
            continue
        where = f"{name}:{number}"
        fields = row.split("\t")
        if len(fields) != len(columns):
            raise KnowledgeError(
                "R303",
                f"{len(fields)} fields where {len(columns)} are needed.",
                where=where,
                remedy="Put one tab between two fields, none inside.",
            )
        yield where, {column: field.strip() for column, field in zip(columns, fields, strict=True)}


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, joined by ` | `."""
    return tuple(piece.strip() for piece in cell.split("|") if piece.strip())
