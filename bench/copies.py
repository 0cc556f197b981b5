"""Made copies among own texts: recall and precision of the index of wording, by share of sentences copied and of words replaced.

Sources are built of the sentences of `gold/training` and of the sample dispatches, copies of 30, 60 or 90 % of a source's sentences with filler of other
texts, untouched or with every tenth word replaced. `tests/crosscheck/wording` runs a smaller draw of it.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from recoupe.crosscheck.copies import NOTED, SHORTEST_PASSAGE
from recoupe.crosscheck.wording.index import Pair, WordingIndex
from recoupe.crosscheck.wording.sheets import Sheet

ROOT = Path(__file__).resolve().parent.parent
SHARES = (0.3, 0.6, 0.9)
NOISE = (0.0, 0.1)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
LENGTH = 12
"""Sentences of an article."""


def sentences(lang: str) -> list[str]:
    """Sentences of our own texts in one language, each once, in a fixed order."""
    lines = (ROOT / "gold" / "training" / f"topics_{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    found = (piece.strip() for text in texts for line in text.split("\n") for piece in _SENTENCE.split(line))
    return sorted({piece for piece in found if len(piece.split()) >= 8})


class Case:
    """One draw: sources and fillers of one language, and the copies made of them."""

    def __init__(self, lang: str, seed: int = 5) -> None:
        self.random = random.Random(f"{seed}{lang}")  # noqa: S311 - made texts
        pool = sentences(lang)
        self.random.shuffle(pool)
        half = len(pool) // 2
        self.sources = [pool[at : at + LENGTH] for at in range(0, half - LENGTH + 1, LENGTH)]
        self.filler = pool[half:]
        self.words = sorted({word for piece in self.filler for word in piece.split()})

    def copy(self, source: list[str], share: float, noise: float) -> str:
        """A copy of that share of the sentences, in a row, among filler."""
        count = max(1, round(len(source) * share))
        first = self.random.randrange(len(source) - count + 1)
        taken = [self._touched(piece, noise) for piece in source[first : first + count]]
        rest = self.random.sample(self.filler, LENGTH - count) if count < LENGTH else []
        at = self.random.randrange(len(rest) + 1)
        return " ".join([*rest[:at], *taken, *rest[at:]])

    def _touched(self, piece: str, noise: float) -> str:
        return " ".join(self.random.choice(self.words) if self.random.random() < noise else word for word in piece.split())


def sheet(name: str, text: str) -> Sheet:
    """The sheet of a made article."""
    return Sheet(name, text, [(0, len(text))])


def is_noted(pair: Pair) -> bool:
    """The bound from which the comparison shows a pair."""
    shared = sum(run.words for run in pair.runs)
    return pair.longest >= SHORTEST_PASSAGE and shared / min(len(pair.left), len(pair.right)) >= NOTED


def columns(copies: int, seed: int = 5) -> Iterator[tuple[str, float, float, float, float]]:
    """Language, share, noise, recall, precision, `copies` of each."""
    for lang in ("fr", "en"):
        case = Case(lang, seed)
        index = WordingIndex(window=None)
        for number, source in enumerate(case.sources):
            index.add(sheet(f"s{number}", " ".join(source)))
        for share in SHARES:
            for noise in NOISE:
                yield lang, share, noise, *_column(case, index, share, noise, copies)


def _column(case: Case, index: WordingIndex, share: float, noise: float, copies: int) -> tuple[float, float]:
    found = right = 0
    for number in range(copies):
        at = number % len(case.sources)
        made = sheet(f"c{share}{noise}{number}", case.copy(case.sources[at], share, noise))
        given = [pair.left.document for pair in index.sharing(made) if is_noted(pair)]
        found += len(given)
        right += f"s{at}" in given
    return right / copies, right / found if found else 1.0


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    began = time.perf_counter()
    for lang, share, noise, recall, precision in columns(copies):
        print(f"{lang}  {share:.0%} of sentences, {noise:.0%} of words replaced: recall {recall:.3f}, precision {precision:.3f}")
    print(f"{12 * copies} copies in {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
