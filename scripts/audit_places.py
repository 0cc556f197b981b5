"""Prints a fixed sample of fifty rows of our conflict places for a person to audit: drawn by hash, the same for everybody until a row changes its id.

Usage: python scripts/audit_places.py [SEED]
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence

from recoupe.knowledge.gazetteer import load_gazetteer
from recoupe.knowledge.gazetteer.own_rows import OwnRow, own_files, read_own

SEED = "audit-1"
SIZE = 50


def sample(rows: Sequence[OwnRow], seed: str = SEED, size: int = SIZE) -> list[OwnRow]:
    """The rows whose hashes with the seed come first."""
    return sorted(rows, key=lambda row: hashlib.sha256(f"{seed}\x00{row.id}".encode()).digest())[:size]


def main() -> int:
    """One row a line: id, kind, states, division; names; point or region; source; note."""
    rows = read_own(own_files(), frozenset(place.country for place in load_gazetteer().of_kind("country")))
    print(f"{len(rows)} rows")
    for number, row in enumerate(sample(rows, sys.argv[1] if len(sys.argv) > 1 else SEED), 1):
        names = " | ".join(f"{name.lang}:{name.form}" if name.lang else name.form for name in row.names)
        where = f"{row.lat}, {row.lon}" if row.lat is not None else row.within or str(row.box)
        print(
            f"{number:2}  {row.id}  {row.kind} {'+'.join(row.countries) or '-'} {row.division or '-'}\n    {names}\n    {where}; {row.source}"
        )
        if row.note:
            print(f"    {row.note}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
