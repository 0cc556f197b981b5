"""Rows as comma-separated text: a header, quotes where needed, the line ends of RFC 4180. Must never look into a cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping


def to_csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]], *, header: bool = True) -> str:
    """The rows with the columns in order; a column that a row lacks is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=columns, restval="", extrasaction="raise", lineterminator="\r\n")
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
