"""The native formats: a claim a row (CSV, JSON Lines, Parquet), or a record a line (JSON Lines)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

import msgspec

from recoupe.errors import UsageError
from recoupe.export.claim_row import COLUMNS, ClaimRow, claim_rows
from recoupe.export.codable import cell
from recoupe.export.sheets import Format, Sheet, Written
from recoupe.export.table import to_csv

_GROUP = 5_000
"""Rows of a Parquet group: what is held at one time."""


def write_csv(sheets: Iterable[Sheet], out: BinaryIO) -> Written:
    """Comma-separated, UTF-8, one claim a row; an unknown value is an empty cell, a cell never a formula."""
    done = Written()
    out.write(to_csv(COLUMNS, ()).encode())
    for row in _counted(sheets, done):
        cells = {name: _cell(value) for name, value in msgspec.structs.asdict(row).items()}
        out.write(to_csv(COLUMNS, [cells], header=False).encode("utf-8", "surrogatepass"))
    return done


def write_jsonl(sheets: Iterable[Sheet], out: BinaryIO) -> Written:
    """One claim a line, as in the published schema `claim-row-1.json`."""
    done = Written()
    out.writelines(msgspec.json.encode(row) + b"\n" for row in _counted(sheets, done))
    return done


def write_records(sheets: Iterable[Sheet], out: BinaryIO) -> Written:
    """One record a line, as `recoupe read --to json` prints it, in the published schema `record-1.json`."""
    done = Written()
    for sheet in sheets:
        out.write(msgspec.json.encode(sheet.record) + b"\n")
        done.articles += 1
        done.claims += len(sheet.record.claims)
        done.rows += 1
    return done


def write_parquet(sheets: Iterable[Sheet], out: BinaryIO) -> Written:
    """One claim a row, columns typed. Raises UsageError R407 where pyarrow is not installed."""
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as err:
        raise UsageError(
            "R407", "Parquet needs a package that is not installed.", remedy='Install it: pip install "recoupe[parquet]".'
        ) from err
    done = Written()
    types: dict[Any, Any] = {"str": pyarrow.string(), "int": pyarrow.int64(), "float": pyarrow.float64(), "bool": pyarrow.bool_()}
    schema = pyarrow.schema([(name, types[str(kind).partition(" ")[0]]) for name, kind in ClaimRow.__annotations__.items()])
    rows = _counted(sheets, done)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(pyarrow.Table.from_pylist([msgspec.structs.asdict(row) for row in group], schema=schema))
    return done


def _counted(sheets: Iterable[Sheet], done: Written) -> Iterator[ClaimRow]:
    for sheet in sheets:
        done.articles += 1
        for row in claim_rows(sheet):
            done.claims += 1
            done.rows += 1
            yield row


def _cell(value: object) -> str:
    """A value as a cell. Numbers and truth values as JSON writes them."""
    if value is None:
        return ""
    return cell(value) if isinstance(value, str) else msgspec.json.encode(value).decode()


CSV = Format(
    name="csv", suffix=".csv", about="one claim a row, every column of the native table", counted="rows", write=write_csv
)
JSONL = Format(
    name="jsonl", suffix=".jsonl", about="one claim a line, the same columns as JSON", counted="rows", write=write_jsonl
)
RECORDS = Format(
    name="records",
    suffix=".records.jsonl",
    about="one whole record a line (recoupe/record/1)",
    counted="records",
    write=write_records,
)
PARQUET = Format(
    name="parquet",
    suffix=".parquet",
    about='one claim a row, typed (needs "recoupe[parquet]")',
    counted="rows",
    write=write_parquet,
)
