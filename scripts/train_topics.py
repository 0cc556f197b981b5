"""Learns the weights by which a text is told from a report of conflict, from our own texts only, and writes them into the packs.

Usage: python scripts/train_topics.py [--cross] [--without FILE…]

With --cross nothing is written: five folds by document, and for each language what share of the reports of conflict and of the other texts passes which bound.
--without leaves the texts of a gold file out, so that the file can test what was learnt without it.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from recoupe.evaluation.figures import gold_lines
from recoupe.intake.documents import list_folder, read_path
from recoupe.knowledge.files import data_root
from recoupe.knowledge.packs import load_pack, pack_codes
from recoupe.knowledge.topics import COLUMNS, TopicModel
from recoupe.pipeline.topic import Features, share
from recoupe.text.words import folded_words

GOLD = Path(__file__).resolve().parent.parent / "gold"
LABELS = ("conflict", "figure", "invented")
INVENTED = frozenset({"games", "screen_page", "scenario", "words"})
"""Kinds of texts without events whose acts are told of a work, a game, a word, an imagined course of things."""
NO_TOPIC = frozenset({"defence", "ne004", "nf004"})
"""Kinds and texts that are about armies or a war that did not come: their words say neither the one nor the other."""
OF_CONFLICT = frozenset({"diplomacy"})
PIECE = 90
"""Words of a piece: articles and rows of examples are cut to about the length of the other texts."""
FOLDS = 5
RIDGE = 0.1
STEPS = 400
LEAST_TEXTS = 2
EXAMPLE_WEIGHT = 0.5
BOUNDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


class Text(NamedTuple):
    """A text with its label, its document (folds never part one), its kind and the file it is from."""

    doc: str
    lang: str
    label: str
    kind: str
    source: str
    text: str


def texts() -> Iterator[Text]:
    """Every text to learn from: training texts, texts without events, gold on conflict, the sample dispatches, the examples of frames."""
    for path in sorted((GOLD / "training").glob("topics_*.jsonl")):
        for row in gold_lines(path, ("doc", "lang", "label", "kind", "text")):
            yield Text(row["doc"], row["lang"], row["label"], row["kind"], path.name, row["text"])
    for path in sorted(GOLD.glob("non_events*.jsonl")):
        for row in gold_lines(path, ("doc", "lang", "kind", "text")):
            if not {row["doc"], row["kind"]} & NO_TOPIC:
                label = "conflict" if row["kind"] in OF_CONFLICT else "invented" if row["kind"] in INVENTED else "figure"
                yield Text(row["doc"], row["lang"], label, row["kind"], path.name, row["text"])
    for path in (*sorted(GOLD.glob("statuses_*.jsonl")), *sorted(GOLD.glob("attributions_*.jsonl"))):
        for row in gold_lines(path, ("doc", "lang", "text")):
            yield Text(row["doc"], row["lang"], "conflict", path.stem, path.name, row["text"])
    yield from _dispatches()
    yield from _examples()


def _dispatches() -> Iterator[Text]:
    for path in list_folder(data_root() / "samples"):
        if path.suffix in {".txt", ".html", ".md"}:
            document = read_path(path)
            for piece in _pieces([line for line in document.text.split("\n") if line.strip()]):
                yield Text(path.stem, document.lang, "conflict", "samples", "samples", piece)


def _examples() -> Iterator[Text]:
    for lang in pack_codes():
        for path in sorted((data_root() / "lang" / lang / "frames").glob("*.toml")):
            frames = tomllib.loads(path.read_text(encoding="utf-8"))["frame"]
            for piece in _pieces([each["text"] for frame in frames for each in frame.get("accept", ())]):
                yield Text(f"{lang}.{path.stem}", lang, "conflict", "examples", "examples", piece)


def _pieces(lines: list[str]) -> Iterator[str]:
    """Lines put together until a piece is long enough."""
    piece: list[str] = []
    for number, line in enumerate(lines, 1):
        piece.append(line)
        if number == len(lines) or sum(len(each.split()) for each in piece) > PIECE:
            yield "\n".join(piece)
            piece = []


def learn(rows: list[Text], features: list[dict[str, float]]) -> dict[str, tuple[float, float]]:
    """Weights against "conflict" by softmax regression with a ridge; every label counts the same, however many texts it has."""
    spread = Counter(name for each in features for name in each)
    names = {name: at for at, name in enumerate(sorted(name for name, texts in spread.items() if texts >= LEAST_TEXTS))}
    matrix = np.zeros((len(rows), len(names)))
    for at, each in enumerate(features):
        for name, value in each.items():
            if name in names:
                matrix[at, names[name]] = value
    wanted = np.array([[row.label == label for label in LABELS] for row in rows], dtype=float)
    weight = wanted @ (len(rows) / len(LABELS) / np.maximum(wanted.sum(0), 1))
    weight *= np.array([EXAMPLE_WEIGHT if row.source == "examples" else 1.0 for row in rows])
    step = 1 / (0.5 * np.linalg.norm(matrix * np.sqrt(weight)[:, None], 2) ** 2 + RIDGE)
    found = ahead = np.zeros((len(names), len(LABELS)))
    for turn in range(STEPS):
        said = np.exp(matrix @ ahead - (matrix @ ahead).max(1, keepdims=True))
        slope = matrix.T @ ((said / said.sum(1, keepdims=True) - wanted) * weight[:, None]) + RIDGE * ahead
        new = ahead - step * slope
        ahead, found = new + turn / (turn + 3) * (new - found), new
    return {name: (found[at, 1] - found[at, 0], found[at, 2] - found[at, 0]) for name, at in names.items()}


def cross(lang: str, rows: list[Text], reader: Features) -> None:
    """Prints, by source, what share of texts passes each bound when learnt without their fifth."""
    folds = [int(hashlib.sha256(row.doc.encode()).hexdigest(), 16) % FOLDS for row in rows]
    card = load_pack(lang).topics.card
    tokens = [folded_words(row.text) for row in rows]
    features = [reader.of(each) for each in tokens]
    shares = {}
    for fold in range(FOLDS):
        chosen = [at for at in range(len(rows)) if folds[at] != fold]
        model = TopicModel(card=card, weights=learn([rows[at] for at in chosen], [features[at] for at in chosen]))
        shares |= {at: share(tokens[at], reader, model) for at in range(len(rows)) if folds[at] == fold}
    for label in LABELS:
        for source in sorted({row.source for row in rows if row.label == label}):
            those = [shares[at] for at, row in enumerate(rows) if (row.label, row.source) == (label, source)]
            other = " ".join(f"{sum(each.other >= bound for each in those) / len(those):.2f}" for bound in BOUNDS)
            made = " ".join(f"{sum(each.invented >= bound for each in those) / len(those):.2f}" for bound in BOUNDS)
            named = sum(each.other >= card.bounds.named for each in those) / len(those)
            print(f"{lang} {label:9} {source:24} {len(those):4} named: {named:.2f}   other: {other}   invented: {made}")
    if "--kinds" in sys.argv:
        wrong = Counter(
            (row.label, row.kind)
            for at, row in enumerate(rows)
            if (shares[at].other >= card.bounds.named) == (row.label == "conflict")
        )
        print(lang, "on the wrong side of `named`:", dict(wrong))


def main() -> int:
    """0 when the weights were written, or the figures printed."""
    left_out = sys.argv[sys.argv.index("--without") + 1 :] if "--without" in sys.argv else []
    everything = [row for row in texts() if row.source not in left_out]
    for lang in pack_codes():
        rows = [row for row in everything if row.lang == lang]
        reader = Features(load_pack(lang).domains)
        if "--cross" in sys.argv:
            print(f"{lang}: shares of texts that pass {' '.join(map(str, BOUNDS))}")
            cross(lang, rows, reader)
            continue
        features = [reader.of(folded_words(row.text)) for row in rows]
        lines = [f"{name}\t{one:.3f}\t{two:.3f}" for name, (one, two) in learn(rows, features).items()]
        path = data_root() / "lang" / lang / "topics" / "weights.tsv"
        path.write_text("\n".join(["\t".join(COLUMNS), *lines, ""]), encoding="utf-8")
        print(f"{lang}: {len(lines)} weights from {len(rows)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
