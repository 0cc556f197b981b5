"""Prints the table row, figure, peer, floor, goal, ours, and writes it to `bench/latest.json`. `make bench` runs it.

With --gate only the rows of our own gold that have a gate, and 1 where one falls behind what was reached. `make check` runs it.

The benchmarks lie beside the project or where RECOUPE_BENCH says; where they are absent, their rows say so and our own gold and the speed remain.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from recoupe.app.evaluate import evaluate
from recoupe.errors import RecoupeError

ROOT = Path(__file__).resolve().parent.parent
ABSENT = "set absent"
_OWN = "root:"


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of `rows.toml`."""

    id: str
    what: str
    task: str
    gold: str
    figure: str
    half: str = "all"
    of: str = ""
    peer: str = "-"
    floor: float | str | None = None
    goal: float | str | None = None
    lower: bool = False
    gate: float | None = None


def bench_folder() -> Path:
    """Where the benchmarks should be."""
    return Path(os.environ.get("RECOUPE_BENCH") or ROOT.parent / "shared" / "bench")


def read_rows() -> list[Row]:
    """The rows of the table, in order."""
    return msgspec.convert(tomllib.loads((ROOT / "bench" / "rows.toml").read_text(encoding="utf-8"))["rows"], list[Row])


def measured(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """Each row with its figure; a set is scored once for all its rows."""
    done: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in rows:
        key = (row.task, row.gold, row.half)
        if key not in done:
            done[key] = _scored(row)
        figures = done[key]
        ours = figures.get(row.figure, figures.get("why", "no such figure"))
        limits = [figures.get(row.of) if limit == "all" else limit for limit in (row.floor, row.goal)]
        shown = f"{ours}/{figures[row.of]}" if row.of in figures else ours
        yield {
            "row": row.id,
            "figure": row.what,
            "peer": row.peer,
            "floor": limits[0],
            "goal": limits[1],
            "ours": shown,
            "met": _met(ours, limits[0], lower=row.lower),
        }


def _scored(row: Row) -> dict[str, Any]:
    gold = ROOT / row.gold.removeprefix(_OWN) if row.gold.startswith(_OWN) else bench_folder() / row.gold
    if not gold.exists():
        return {"why": ABSENT}
    try:
        return evaluate(row.task, gold, half=row.half)
    except RecoupeError as error:
        return {"why": str(error)}


def _met(ours: object, floor: object, *, lower: bool) -> bool | None:
    """Whether the floor is met; None where there is no figure or no floor."""
    if not isinstance(ours, (int, float)) or not isinstance(floor, (int, float)):
        return None
    return ours <= floor if lower else ours >= floor


def speed() -> Iterator[dict[str, Any]]:
    """Seconds: a fresh process that reads one article, each further article in one process, the help."""
    from recoupe.app.reading import engine
    from recoupe.intake.documents import list_folder, read_path
    from recoupe.knowledge.files import data_root

    specimen = bench_folder().parent / "specimen" / "article.txt"
    samples = [path for path in list_folder(data_root() / "samples") if path.suffix in {".txt", ".html", ".md"}]
    first = specimen if specimen.is_file() else samples[0]
    command = str(Path(sys.executable).parent / "recoupe")
    yield _timed(
        "cold start, one article",
        lambda: subprocess.run([command, "read", str(first), "--to", "json"], check=True, capture_output=True),
    )
    yield _timed("recoupe --help", lambda: subprocess.run([command, "--help"], check=True, capture_output=True))
    for path in (first, *samples[:2]):
        engine().read(read_path(path))
    further = _timed("each further article", lambda: [engine().read(read_path(path)) for path in samples])
    yield {**further, "ours": round(further["ours"] / len(samples), 3)}


def _timed(what: str, run: Any) -> dict[str, Any]:  # noqa: ANN401 - anything to call
    start = time.perf_counter()
    run()
    return {
        "row": "speed",
        "figure": f"{what}, s",
        "peer": "-",
        "floor": None,
        "goal": None,
        "ours": round(time.perf_counter() - start, 3),
        "met": None,
    }


def gate() -> int:
    """1 where a figure of our own gold falls behind its gate."""
    rows = [row for row in read_rows() if row.gate is not None]
    behind = 0
    for row, line in zip(rows, measured(rows), strict=True):
        held = _met(line["ours"], row.gate, lower=row.lower)
        behind += held is not True
        if held is not True:
            print(
                f"{row.id} {row.what}: {line['ours']}, and {row.gate} was reached. Mend it, or lower the gate in a commit that says which claims changed and why."
            )
    print(f"gate: {len(rows)} figures of our own gold, {behind} behind")
    return 1 if behind else 0


def archive_speed() -> Iterator[dict[str, Any]]:
    """How fast articles are stored and found: bench/archive.py on as many articles as it has by itself."""
    import archive

    yield from archive.measured()


def main() -> int:
    """Prints and writes the table; 0 even where a floor is missed: the table says so."""
    if "--gate" in sys.argv:
        return gate()
    if not bench_folder().is_dir():
        print(
            f"The benchmarks are absent: neither RECOUPE_BENCH nor {bench_folder().name}/ beside the project. Only our own gold and the speed are measured."
        )
    columns = ("row", "figure", "peer", "floor", "goal", "ours")
    widths = (6, 52, 44, 6, 6, 12)
    print("".join(name.ljust(width) for name, width in zip(columns, widths, strict=True)))
    table = []
    for line in (*measured(read_rows()), *speed(), *archive_speed()):
        table.append(line)
        cells = ["-" if line[name] is None else str(line[name]) for name in columns]
        print(
            "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
            + ("  below the floor" if line["met"] is False else ""),
            flush=True,
        )
    (ROOT / "bench" / "latest.json").write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
