"""Opening the knowledge files. The only module that knows where `data/` lies; TOML and TSV in, checked values out."""

from __future__ import annotations

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
    """A knowledge path as people name it: from `data/` on, wherever it is installed."""
    root = data_root()
    return f"data/{path.relative_to(root).as_posix()}" if path.is_relative_to(root) else path.name


def read_toml(path: Path) -> dict[str, Any]:
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
    """A TOML file as one value of type `kind`. Raises KnowledgeError R302/R303/R305 with file and line."""
    return checked(read_toml(path), kind, path)


def checked(value: Any, kind: type[T], path: Path) -> T:  # noqa: ANN401 - what TOML gave
    """`value` as a `kind`; the error names the line of the first word that it complains of."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as err:
        message = str(err)
        code = "R302" if "unknown field" in message else "R303" if "missing required" in message else "R305"
        raise KnowledgeError(
            code, f"{message}.", where=_where(path, message), remedy="The allowed keys and values stand in CONTRIBUTING.md."
        ) from err


def _where(path: Path, message: str) -> str:
    """File, and line of the quoted word of msgspec's message where it can be found."""
    quoted = message.split("`")[1::2]
    lines = path.read_text(encoding="utf-8").splitlines()
    for word in quoted:
        for number, line in enumerate(lines, 1):
            if line.lstrip().startswith((f"{word} ", f"{word}=")) or f'"{word}"' in line:
                return f"{shown(path)}:{number}"
    return shown(path)


def line_of(lines: list[str], key: str, value: str) -> int:
    """The number of the line that gives `key` the string `value`; 1 where none does."""
    return next((number for number, line in enumerate(lines, 1) if line.lstrip().startswith(key) and f'"{value}"' in line), 1)


def read_tsv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a tab-separated file with a header, as (line number, column → value).

    Raises KnowledgeError: R302 where the header is not `columns`, R303 where a line has another number of fields. Lines that begin with `#` and blank lines
    are remarks.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as err:
        raise KnowledgeError("R301", "the file is missing.", where=shown(path)) from err
    except UnicodeDecodeError as err:
        raise KnowledgeError(
            "R301", f"not valid UTF-8: {err.reason} at byte {err.start}.", where=shown(path), remedy="Save it as UTF-8."
        ) from err
    header = tuple(lines[0].rstrip("\r").split("\t"))
    if header != columns:
        raise KnowledgeError(
            "R302",
            f"the columns are {', '.join(header)}.",
            where=f"{shown(path)}:1",
            remedy=f"They must be: {', '.join(columns)}.",
        )
    for number, line in enumerate(lines[1:], 2):
        row = line.rstrip("\r")
        if not row.strip() or row.startswith("#"):
            continue
        fields = row.split("\t")
        if len(fields) != len(columns):
            raise KnowledgeError(
                "R303",
                f"{len(fields)} fields where {len(columns)} are needed.",
                where=f"{shown(path)}:{number}",
                remedy="Put one tab between two fields, none inside.",
            )
        yield number, {column: field.strip() for column, field in zip(columns, fields, strict=True)}


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, joined by ` | `."""
    return tuple(piece.strip() for piece in cell.split("|") if piece.strip())
