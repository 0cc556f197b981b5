"""Every claim in the columns of ACLED or UCDP GED, or as PLOVER objects: coded where it can be, else with the reason in `recoupe_not_codable`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

import msgspec

from recoupe.export.acled import COLUMNS as ACLED_COLUMNS
from recoupe.export.acled import acled_rows
from recoupe.export.claim_row import quote_of
from recoupe.export.codable import OWN_COLUMNS, Coding, Reader, cell, identity
from recoupe.export.plover import plover_records
from recoupe.export.sheets import Format, Sheet, Writer, Written
from recoupe.export.table import to_csv
from recoupe.export.ucdp import COLUMNS as UCDP_COLUMNS
from recoupe.export.ucdp import ucdp_rows
from recoupe.model.record import Record

NOT_CODABLE = "recoupe_not_codable"
"""What is missing, joined by " | "; empty for a row that is coded. The scheme's own columns are empty where this one is not."""
_QUOTE = "recoupe_quote"


def _table(columns: tuple[str, ...], rows_of: Callable[[Record, str], Coding]) -> Writer:
    """The writer of one scheme's table."""
    every = (*columns, *OWN_COLUMNS, _QUOTE, NOT_CODABLE)

    def write(sheets: Iterable[Sheet], out: BinaryIO) -> Written:
        done = Written()
        out.write(to_csv(every, ()).encode())
        for sheet in sheets:
            done.articles += 1
            rows = _rows(sheet, rows_of(sheet.record, sheet.text))
            done.claims += len(rows)
            done.rows += sum(not row[NOT_CODABLE] for row in rows)
            out.write(to_csv(every, rows, header=False).encode("utf-8", "surrogatepass"))
        return done

    return write


def _rows(sheet: Sheet, coding: Coding) -> list[dict[str, str]]:
    """A row for every claim, in the order of the record."""
    reader = Reader(sheet.record, sheet.text)
    coded = {row["recoupe_claim"]: row for row in coding.rows}
    missing = {gap.claim: " | ".join(gap.missing) for gap in coding.gaps}
    return [
        (coded.get(claim.id) or identity(reader, claim))
        | {_QUOTE: cell(quote_of(sheet.text, claim)), NOT_CODABLE: cell(missing.get(claim.id, ""))}
        for claim in sheet.record.claims
    ]


def write_plover(sheets: Iterable[Sheet], out: BinaryIO) -> Written:
    """One PLOVER object a line."""
    done = Written()
    for sheet in sheets:
        done.articles += 1
        for claim, each in zip(sheet.record.claims, plover_records(sheet.record, sheet.text), strict=True):
            done.claims += 1
            done.rows += each["has_event"]
            out.write(msgspec.json.encode(each | {"quote": quote_of(sheet.text, claim)}) + b"\n")
    return done


ACLED = Format(
    name="acled",
    suffix=".acled.csv",
    about="the 31 columns of ACLED, and why a claim is not codable",
    counted="coded",
    write=_table(ACLED_COLUMNS, acled_rows),
)
UCDP = Format(
    name="ucdp",
    suffix=".ucdp.csv",
    about="the 49 columns of UCDP GED, and why a claim is not codable",
    counted="coded",
    write=_table(UCDP_COLUMNS, ucdp_rows),
)
PLOVER = Format(
    name="plover", suffix=".plover.jsonl", about="PLOVER objects, a claim a line", counted="coded", write=write_plover
)
