"""Rows of a table with a header (CSV, TSV, semicolons, bars) as entries. Quotation marks as in RFC 4180; the columns are told by `columns`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer.imports.columns import mapped, told
from recoupe.knowledge.gazetteer.imports.report import Report, Unfit
from recoupe.knowledge.gazetteer.imports.rows import USUAL_KIND, Defaults, Rows
from recoupe.knowledge.gazetteer.imports.source import Source
from recoupe.knowledge.gazetteer.model import Entry

_DELIMITERS = ("\t", ";", ",", "|")
_LONGEST_CELL = 1 << 17


class Table:
    """The entries of a table. Raises KnowledgeError R313 where the header does not tell what is needed."""

    def __init__(self, source: Source, layer: str, given: Mapping[str, str], defaults: Defaults) -> None:
        self._source = source
        self._rows = Rows(layer, defaults)
        first = next((line for line, _ in source.lines()), None)
        if first is None or first.text is None:
            raise KnowledgeError("R310", "the header is no UTF-8 text.", where=source.where, remedy="Save the file as UTF-8.")
        self._delimiter = max(_DELIMITERS, key=first.text.count)
        try:
            self._header = [cell.strip() for cell in next(csv.reader([first.text], delimiter=self._delimiter))]
        except csv.Error as err:
            raise KnowledgeError("R310", f"the header cannot be read: {err}.", where=f"{source.where}:1") from err
        self._columns = mapped(self._header, given, where=source.where)
        self._kind = "" if self._columns.keys() & {"kind", "class"} else defaults.kind or USUAL_KIND

    def entries(self, report: Report) -> Iterator[Entry]:
        """Every row that can be kept, in the order of the file."""
        report.remarks.append(f"columns: {told(self._columns)}")
        if self._kind:
            report.remarks.append(f"no column says the kind of place: all are “{self._kind}” (--kind KIND says another)")
        places = {field: [self._header.index(column) for column in columns] for field, columns in self._columns.items()}
        csv.field_size_limit(_LONGEST_CELL)
        for where, cells, flaw in self._records(report):
            report.row()
            try:
                if flaw is not None:
                    raise flaw
                if not any(cell.strip() for cell in cells):
                    report.leave_out("blank lines")
                    continue
                if len(cells) != len(self._header):
                    raise Unfit(
                        "R303", f"{len(cells)} cells where the header has {len(self._header)}.",
                        "Put cells that hold the separator between quotation marks.",
                    )  # fmt: skip
                entry = self._rows.entry({field: [cells[at] for at in ats] for field, ats in places.items()}, report)
            except Unfit as unfit:
                report.refuse(where, unfit, self._delimiter.join(cells))
                continue
            if entry is not None:
                report.kept += 1
                yield entry

    def _records(self, report: Report) -> Iterator[tuple[str, list[str], Unfit | None]]:
        """Where a row begins, its cells, and what is wrong with its bytes or quotation marks."""
        at = 0
        flaws: list[Unfit] = []

        def texts() -> Iterator[str]:
            nonlocal at
            for line, report.share in self._source.lines():
                at = line.number
                if line.text is None:
                    flaws.append(Unfit("R301", f"{line.flaw}.", "Save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)."))
                yield (line.text or "") + "\n"

        reader = csv.reader(texts(), delimiter=self._delimiter, strict=True)
        begun = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as err:
                flaws.append(
                    Unfit(
                        "R301",
                        f"quotation marks or length: {err}.",
                        "A quotation mark within a cell is doubled; each one that opens must close.",
                    )
                )
                cells = []
            flaw = flaws[0] if flaws else None
            flaws.clear()
            if begun > 1 or flaw:
                yield f"line {begun}", cells, flaw
            begun = at + 1
