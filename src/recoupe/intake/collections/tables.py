"""JSON Lines and CSV of articles, one row at a time. A bad row is told with its line and the next one goes on."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from recoupe.errors import IntakeError
from recoupe.intake import rows
from recoupe.intake.collections.items import Found, Item, Kind, Spoilt, with_given
from recoupe.intake.dates import iso_or_none
from recoupe.intake.decode import MAX_BYTES
from recoupe.intake.documents import Given

_DELIMITERS = "\t;,|"
_ESCAPED = range(0xDC80, 0xDD00)
"""What a byte that is no UTF-8 becomes when it is read; it is read anew as windows-1252."""


def jsonl_items(path: Path, given: Given, start: int = 0) -> Found:
    """The articles of a JSON Lines file; `resume` counts lines. Raises OSError."""
    with path.open("rb") as stream:
        for number, line in enumerate(_lines(stream), 1):
            name = f"{path}:{number}"
            if number <= start or (line is not None and not line.strip()):
                continue
            if line is None:
                yield Spoilt(name=name, kind="jsonl", error=_too_long(name), resume=number)
                continue
            yield _item(line.strip().removeprefix(b"\xef\xbb\xbf"), name, "jsonl", given, number)


def csv_items(path: Path, given: Given, start: int = 0) -> Found:
    """The articles of a CSV or TSV file with a header; `resume` counts rows. Raises OSError, IntakeError R113 (no table), R114 (no column for articles)."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        header, reader = _opened(stream, path)
        number = 0
        while True:
            number += 1
            name = f"{path}:{number + 1}"
            try:
                values = next(reader, None)
            except csv.Error as err:
                yield Spoilt(name=name, kind="csv", error=_no_row(str(err), name), resume=number)
                continue
            if values is None:
                return
            if number <= start or not any(map(str.strip, values)):
                continue
            if len(values) != len(header):
                why = f"it has {len(values)} fields, the header has {len(header)}"
                yield Spoilt(name=name, kind="csv", error=_no_row(why, name), resume=number)
                continue
            row = dict(zip(header, map(_mended, values), strict=True))
            yield _item(msgspec.json.encode({key: value for key, value in row.items() if value}), name, "csv", given, number)


def looks_like_list(header: str) -> bool:
    """Whether the first line of a file is the header of a table that can hold articles."""
    return rows.understood(_split(header))


def _item(data: bytes, name: str, kind: Kind, given: Given, number: int) -> Item | Spoilt:
    """The row as an item: its own bytes where the article is in it, its address where only that is."""
    try:
        row = rows.row_from_json(data, where=name)
    except IntakeError as error:
        return Spoilt(name=name, kind=kind, error=error, resume=number)
    retrieved = iso_or_none(row.retrieved) if row.retrieved else None
    published = iso_or_none(row.published) if row.published else None
    if row.has_body:
        return Item(
            name=name, kind=kind, data=data, url=row.url, media_type=rows.MEDIA_TYPE, given=given, retrieved=retrieved, resume=number
        )  # fmt: skip
    said = with_given(given, outlet=row.outlet, published=published, lang=row.lang)
    return Item(name=name, kind=kind, url=row.url, given=said, resume=number)


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines; None for one that is longer than the limit, which is passed over without being held."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield None
        else:
            yield line


def _opened(stream: IO[str], path: Path) -> tuple[list[str], Iterator[list[str]]]:
    """The header and the rows after it."""
    csv.field_size_limit(min(sys.maxsize, 2 * MAX_BYTES))
    first = stream.readline()
    columns = _split(first)
    if not rows.understood(columns):
        known = ", ".join(f'"{names[0]}"' for field, names in rows.FIELDS.items() if field in {"text", "html", "url"})
        raise IntakeError(
            "R114", f"its first line names no column of articles ({', '.join(columns[:8]) or 'it is empty'}).", where=f"{path}:1", remedy=f"Name one of them {known}."
        )  # fmt: skip
    return columns, csv.reader(stream, delimiter=_delimiter(first))


def _split(header: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([header.strip("\ufeff\r\n")], delimiter=_delimiter(header)), [])]


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count) if any(sign in header for sign in _DELIMITERS) else ","


def _mended(value: str) -> str:
    if not any(ord(sign) in _ESCAPED for sign in value):
        return value
    return value.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _no_row(why: str, where: str) -> IntakeError:
    return IntakeError(
        "R113", f"this is no row of the table: {why}.", where=where, remedy="Quote fields that hold line ends or delimiters."
    )


def _too_long(where: str) -> IntakeError:
    return IntakeError("R105", f"the line is longer than the limit of {MAX_BYTES} bytes.", where=where, remedy="Split it.")
