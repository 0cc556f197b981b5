"""What became of each line of a list of addresses, written beside the list as FILE.status.csv: from the ledger, so that it is right after any run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from recoupe.app.reading import is_url
from recoupe.archive import items
from recoupe.archive.connection import Archive
from recoupe.archive.rows import ItemRow

SUFFIX = ".status.csv"
_COLUMNS = ("line", "asked", "state", "document", "stage", "code", "message", "attempts", "changed")


def write_statuses(archive: Archive, paths: tuple[str, ...]) -> list[Path]:
    """Write the file beside each list among the paths (and in the folders among them); the files written.

    A folder that cannot be written keeps none: the same is in the archive's ledger.
    """
    written = []
    for path in paths:
        if is_url(path):
            continue
        with archive.read() as transaction:
            rows = items.of_lists(transaction, str(Path(path).absolute()))
        by_list: dict[str, list[ItemRow]] = {}
        for row in rows:
            by_list.setdefault(row.name.rpartition(":")[0], []).append(row)
        for name, lines in by_list.items():
            target = Path(name + SUFFIX)
            if _write(target, lines):
                written.append(target)
    return written


def _write(target: Path, rows: list[ItemRow]) -> bool:
    """Write one file whole, or leave the one that is there."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(_COLUMNS)
    for row in sorted(rows, key=_line):
        sheet.writerow(
            (_line(row), row.url, row.state, row.document, row.stage, row.code, row.message, row.attempts, row.changed)
        )
    part = target.with_name(f"{target.name}.part")
    try:
        part.write_text(out.getvalue(), encoding="utf-8")
        part.replace(target)
    except OSError:
        return False
    return True


def _line(row: ItemRow) -> int:
    number = row.name.rpartition(":")[2]
    return int(number) if number.isdecimal() else 0
