"""GeoNames' alternateNamesV2 joined to a dump: spellings with their language by geonameid, through a file on disk, since a table of all does not fit memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer.imports.features import load_features
from recoupe.knowledge.gazetteer.imports.report import Report, Unfit
from recoupe.knowledge.gazetteer.imports.source import Line, Source
from recoupe.knowledge.gazetteer.model import Name, NameRole
from recoupe.knowledge.gazetteer.writer import forget, is_latin

_COLUMNS = range(4, 11)
_WHERE = "alternate names, line"
_OWN = frozenset({"fr", "en"})
_TABLES = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA temp_store=FILE;
CREATE TABLE raw (id INTEGER NOT NULL, lang TEXT NOT NULL, form TEXT NOT NULL, role TEXT NOT NULL);
"""
_SORTED = """
CREATE TABLE spelling (id INTEGER NOT NULL, n INTEGER NOT NULL, lang TEXT NOT NULL, form TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (id, n)) WITHOUT ROWID;
INSERT INTO spelling SELECT id, rowid, lang, form, role FROM raw ORDER BY id, rowid;
DROP TABLE raw;
"""
_BATCH = 50_000
_PROBED = 100


class Alternates:
    """Spellings by geonameid. `with Alternates(source, path, report) as known: known("98182")`: the working file at `path` is gone afterwards."""

    def __init__(self, source: Source, path: Path, report: Report) -> None:
        self._source, self._path, self._report = source, path, report
        self._features = load_features()

    def __enter__(self) -> Self:
        """Reads the whole file; rows that cannot be read go to the report. Raises KnowledgeError R310 where the first are none."""
        forget(self._path)
        self._db = sqlite3.connect(self._path)
        try:
            self._db.executescript(_TABLES)
            rows: list[tuple[int, str, str, NameRole]] = []
            for row in self._rows(self._source, self._report):
                rows.append(row)
                if len(rows) >= _BATCH:
                    self._insert(rows)
            self._insert(rows)
            self._db.commit()
            self._db.executescript(_SORTED)
        except BaseException:
            self._gone()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._gone()

    def __call__(self, ident: str) -> Sequence[Name]:
        """The spellings of a geonameid, in the order of the file."""
        rows = self._db.execute("SELECT form, role, lang FROM spelling WHERE id = ? ORDER BY n", (int(ident),))
        return [Name(form, role, lang) for form, role, lang in rows]

    def _gone(self) -> None:
        self._db.close()
        forget(self._path)

    def _insert(self, rows: list[tuple[int, str, str, NameRole]]) -> None:
        self._db.executemany("INSERT INTO raw VALUES (?,?,?,?)", rows)
        rows.clear()

    def _rows(self, source: Source, report: Report) -> Iterator[tuple[int, str, str, NameRole]]:
        refused = 0
        for line, report.share in source.lines():
            report.other_row()
            try:
                row = self._row(line)
            except Unfit as unfit:
                refused += 1
                report.refuse(f"{_WHERE} {line.number}", unfit, line.text or "", beside=True)
                if refused == line.number == _PROBED:
                    raise KnowledgeError(
                        "R310", f"the first {_PROBED} lines are no alternate names of GeoNames.", where=source.where,
                        remedy="Give alternateNamesV2.txt or .zip, or an alternateNames file of one state.",
                    ) from unfit  # fmt: skip
                continue
            if row is not None:
                yield row

    def _row(self, line: Line) -> tuple[int, str, str, NameRole] | None:
        if line.text is None:
            raise Unfit("R301", f"{line.flaw}.", "Save the file as UTF-8, or download it again.")
        cells = line.text.split("\t")
        if len(cells) not in _COLUMNS or not cells[1].isascii() or not cells[1].isdigit() or len(cells[1]) > 10:
            raise Unfit(
                "R302", "this is no row of alternate names.", "Columns: number, geonameid, language, name, and up to six more."
            )
        lang, form = cells[2], cells[3].strip()
        if not form or lang in self._features.no_names:
            return None
        if lang in self._features.codes:
            return int(cells[1]), "", form, "abbreviation"
        if not is_latin(form) and lang not in self._features.scripts:
            return None
        return int(cells[1]), lang if len(lang) in {2, 3} else "", form, "exonym" if lang in _OWN else "other"
