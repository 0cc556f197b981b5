"""How fast the archive is: articles added without being read, searches. Synthetic articles, the same at every run.

Usage: python bench/archive.py [ARTICLES]   (100,000 unless said otherwise)
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from recoupe.app.adding import Adding, add
from recoupe.app.preparing import usual_jobs
from recoupe.archive.opening import open_archive
from recoupe.archive.search import Wanted, search

ARTICLES = 100_000
ALONE = 5_000
WARM = 50
"""Added before the clock starts: the models that tell languages apart are loaded by then."""
SEED = 11
OUTLETS = 250
NAMES = 20_000
_SENTENCES = 14
_REPEATS = 7
_COMMON = (
    "the of a and to in on by from with near after before soldiers convoy army village border town river bridge hospital market road"
    " commander spokesman officials residents wounded killed shelled attacked withdrew moved crossed denied said claimed announced"
    " accused fighters brigade battalion trucks drones rockets ceasefire talks aid night morning week province district capital"
).split()


def names(chance: random.Random) -> list[str]:
    """Invented names, so that the index has as many words as real news has."""
    return [
        "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))
        for _ in range(NAMES)
    ]


def write_articles(path: Path, number: int) -> None:
    """So many articles of some 1,500 characters, a JSON object a line."""
    chance = random.Random(SEED)  # noqa: S311 - invented articles
    known = names(chance)
    with path.open("w", encoding="utf-8") as out:
        for nth in range(number):
            sentences = [
                " ".join([*chance.choices(_COMMON, k=13), *chance.choices(known, k=2)]).capitalize() + "."
                for _ in range(_SENTENCES)
            ]
            row = {
                "title": f"{chance.choice(known).capitalize()} {nth}",
                "text": "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, _SENTENCES, 3)),
                "url": f"https://outlet{nth % OUTLETS}.example/{nth}",
                "outlet": f"Outlet {nth % OUTLETS}",
                "published": f"2031-{1 + nth % 12:02}-{1 + nth % 28:02}",
            }
            out.write(json.dumps(row) + "\n")


def queries() -> dict[str, Wanted]:
    """What is searched for: a rare name, two words, a phrase, a word that nearly every article has, and with filters."""
    known = names(random.Random(SEED))  # noqa: S311
    return {
        "a name": Wanted(words=known[3]),
        "two names": Wanted(words=f"{known[5]} {known[8]}"),
        "a name and a common word": Wanted(words=f"{known[5]} convoy"),
        "a beginning": Wanted(words=f"{known[7][:5]}*"),
        "a phrase": Wanted(words='"convoy army"'),
        "a word of nearly every article": Wanted(words="convoy"),
        "a word, outlet and days": Wanted(
            words=known[11], outlet="Outlet 17", published_since="2031-03-01", published_until="2031-08-31"
        ),
        "an outlet alone": Wanted(outlet="Outlet 17"),
    }


def measured(number: int = ARTICLES) -> Iterator[dict[str, Any]]:
    """Lines of the table: articles a second, the median and the slowest search in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        source, file = Path(folder, "articles.jsonl"), Path(folder, "a.db")
        write_articles(source, number)
        wanted = Adding(now=_now, paths=(str(source),), read=False, jobs=usual_jobs())
        start = time.perf_counter()
        with open_archive(str(file), create=True) as archive:
            report = add(archive, wanted, lambda _: None)
        took = time.perf_counter() - start
        stored = sum(outcome.state == "stored" for outcome in report.outcomes)
        yield _line(f"{stored:,} articles added without reading, articles/s", round(stored / took), floor=1000)
        yield _line("the same in one process, articles/s of its processor's time", round(_alone(Path(folder))))
        yield _line("bytes of the archive, per article", round(file.stat().st_size / stored))
        yield from _searches(file)


def _searches(file: Path) -> Iterator[dict[str, Any]]:
    with open_archive(str(file), readonly=True) as archive:
        for what, wanted in queries().items():
            times = []
            for _ in range(_REPEATS):
                start = time.process_time()
                with archive.read() as transaction:
                    found = search(transaction, wanted)
                times.append(1000 * (time.process_time() - start))
            yield _line(
                f"search for {what} ({'over ' if found.more else ''}{found.total:,} found), ms of processor time",
                round(statistics.median(times), 1),
                floor=20,
                lower=True,
            )


def _alone(folder: Path) -> float:
    """Articles a second of processor time where one process does it all: what does not depend on who else uses the machine."""
    times = []
    for number in (WARM, ALONE):
        source = folder / f"{number}.jsonl"
        write_articles(source, number)
        with open_archive(str(folder / f"{number}.db"), create=True) as archive:
            start = time.process_time()
            add(archive, Adding(now=_now, paths=(str(source),), read=False), lambda _: None)
            times.append(time.process_time() - start)
    return ALONE / times[-1]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _line(figure: str, ours: float, *, floor: float | None = None, lower: bool = False) -> dict[str, Any]:
    met = None if floor is None else (ours < floor if lower else ours >= floor)
    return {"row": "archive", "figure": figure, "peer": "-", "floor": floor, "goal": None, "ours": ours, "met": met}


def main() -> int:
    """Print the lines."""
    for line in measured(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES):
        print(f"{line['figure']:<80}{line['ours']:>10}" + ("  below the floor" if line["met"] is False else ""), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
