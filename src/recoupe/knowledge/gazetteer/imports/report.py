"""What became of the rows of an imported file: kept, refused with line, reason and remedy, left out by rule, said again. Writes the report; decides nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

import msgspec

from recoupe.errors import KnowledgeError

Progress = Callable[["Report"], None]
_EVERY = 100_000
"""Rows between two signs of life."""
_PROBED = 1000
_EXCERPT = 120
_SHOWN = 5
COLUMNS = ("where", "code", "reason", "remedy", "row")


class Refused(msgspec.Struct, frozen=True):
    """One row that is not taken over: where it stands ("line 12"), the code, what is wrong, what to do, and its beginning."""

    where: str
    code: str
    what: str
    remedy: str
    excerpt: str = ""


class Unfit(Exception):  # noqa: N818 - not an error of the program: a reader's word for "this row not"
    """A row that cannot be taken over. Readers raise it within a row and hand it to the report."""

    def __init__(self, code: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.code, self.what, self.remedy = code, what, remedy


class Report:
    """Counts and the list of refused rows. `with Report(path) as report`: the file is written as rows come.

    `rows`: read so far; `kept`; `refused`; `repeated`: rows that say an earlier one again; `left_out`: reason → rows; `first`: the first refused row of each reason;
    `share`: how much of the file has been read, 0 to 1; `writing`: all is read, and the layer is sorted and written; `taken_up`: places that an earlier run had read; `beside`: rows of names read beside; `remarks`: what the person should know of the whole.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.rows = self.kept = self.refused = self.repeated = self.taken_up = self.beside = self._beside_refused = 0
        self.left_out: Counter[str] = Counter()
        self.first: list[Refused] = []
        self.remarks: list[str] = []
        self.share = 0.0
        self.writing = False
        self._progress = progress

    def __enter__(self) -> Self:
        self._file = self.path.open("w", encoding="utf-8", newline="")
        self._file.write("\t".join(COLUMNS) + "\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def row(self) -> None:
        """One more row is read; raises KnowledgeError R312 when the first thousand are mostly refused."""
        self.rows += 1
        if self.rows == _PROBED and (self.refused - self._beside_refused) * 2 > self.rows:
            self.fail()
        if self._progress and self.rows % _EVERY == 0:
            self._progress(self)

    def other_row(self) -> None:
        """One more row of a file beside the one of places."""
        self.beside += 1
        if self._progress and self.beside % _EVERY == 0:
            self._progress(self)

    def all_read(self) -> None:
        """No more rows; raises KnowledgeError R312 where most were refused, or nothing is kept."""
        if (self.refused - self._beside_refused) * 2 > self.rows or not self.kept:
            self.fail()
        self.writing = True
        if self._progress and self.rows >= _EVERY:
            self._progress(self)

    def refuse(self, where: str, unfit: Unfit, excerpt: str = "", *, beside: bool = False) -> None:
        """A row that is not taken over; `beside`: of the file beside the one of places."""
        self._beside_refused += beside
        row = Refused(where, unfit.code, unfit.what, unfit.remedy, excerpt[:_EXCERPT])
        self.refused += 1
        if len(self.first) < _SHOWN and all(row.what != other.what for other in self.first):
            self.first.append(row)
        self._file.write("\t".join(map(_flat, msgspec.structs.astuple(row))) + "\n")

    def leave_out(self, reason: str) -> None:
        """A row that a rule leaves out, counted by the reason."""
        self.left_out[reason] += 1

    def fail(self) -> NoReturn:
        """Raises KnowledgeError R312 with the first refused rows."""
        said = "; ".join(f"{row.where}: {row.what} {row.remedy}" for row in self.first[:3])
        raise KnowledgeError(
            "R312",
            f"{self.refused} of the first {self.rows} rows are refused ({said})",
            remedy=f"Nothing was changed. Is it the file that you meant, in the form that was read? All refused rows: {self.path}",
        )


def _flat(cell: str) -> str:
    """A cell that no table program takes for a formula, and no terminal for a command."""
    plain = "".join(char if char.isprintable() else " " for char in cell)
    return f"'{plain}" if plain[:1] in {"=", "+", "-", "@"} else plain
