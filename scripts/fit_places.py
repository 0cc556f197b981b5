"""Fits the weights of the ranker of places and writes `data/gazetteer/ranker.toml`.

    python scripts/fit_places.py GEOVIRUS.jsonl [--write]

Listwise softmax regression over the candidates of every gold mention, *none of these* among them, drawn towards the weights that are in the file (a Gaussian prior:
`PULL`). Fitted on GeoVirus (Wikinews) and on the open part of our own gold only; no other set may be given, for it would be scored with weights fitted on it.
Prints what is right on both before and after.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from recoupe.app.place_scores import Located
from recoupe.app.reading import engine
from recoupe.knowledge.files import data_root
from recoupe.knowledge.gazetteer import Candidate
from recoupe.model.earth import kilometres
from recoupe.pipeline.toponyms.features import FEATURES
from recoupe.pipeline.toponyms.ranker import Ranker, Weights, load_weights
from recoupe.pipeline.toponyms.resolution import Rows

OWN = Path(__file__).parents[1] / "gold" / "places.jsonl"
PULL = 0.03
STEPS = 500
RATE = 0.3
SAME_KM = 50.0
"""Kilometres within which a candidate is taken for the gold's place where no id says so."""


def documents(path: Path) -> list[dict[str, object]]:
    """The lines of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def wanted(mention: dict[str, object], candidates: Sequence[Candidate], *, none_counts: bool) -> int | None:
    """Index of the right candidate, `len(candidates)` for none of them, None where the mention teaches nothing."""
    ref = f"geonames:{mention['geonameid']}" if mention.get("geonameid") else None
    lat, lon = mention.get("lat"), mention.get("lon")
    if ref is None and lat is None:
        return None
    for number, each in enumerate(candidates):
        if each.place.id == ref:
            return number
    near = [
        (kilometres(float(str(lat)), float(str(lon)), *each.place.point), number)
        for number, each in enumerate(candidates)
        if lat is not None and each.place.point is not None
    ]
    if near and min(near)[0] < SAME_KM:
        return min(near)[1]
    return len(candidates) if none_counts else None


def lists(located: Located, path: Path, *, none_counts: bool) -> Iterator[tuple[np.ndarray, int]]:
    """For every gold mention with candidates the features of each, a row for none of them, and the index of the right one."""
    for document in documents(path):
        mentions = sorted(document["mentions"], key=lambda each: each["start"])  # type: ignore[attr-defined]
        spans = [(each["start"], each["end"]) for each in mentions]
        for rows in located.rows(str(document["text"]), str(document.get("lang") or ""), spans):
            for mention, (candidates, measures, unsaid) in zip(mentions, rows, strict=True):
                right = wanted(mention, candidates, none_counts=none_counts) if candidates else None
                if right is not None:
                    yield matrix(measures, unsaid=unsaid), right


def matrix(measures: Sequence[Rows], *, unsaid: bool) -> np.ndarray:
    """Features as numbers; the two last columns are those of none of these."""
    rows = [[row.get(name, 0.0) for name in FEATURES] + [0.0, 0.0] for row in measures]
    return np.array([*rows, [0.0] * len(FEATURES) + [1.0, float(unsaid)]])


def fitted(items: Sequence[tuple[np.ndarray, int]], start: np.ndarray) -> np.ndarray:
    """Weights that make the right ones likeliest, drawn towards `start` (AdaGrad on the log-likelihood)."""
    weights, squares = start.copy(), np.full(len(start), 1e-8)
    every = np.vstack([rows for rows, _ in items])
    lengths = np.array([len(rows) for rows, _ in items])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    right = starts + np.array([at for _, at in items])
    for _ in range(STEPS):
        scores = every @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), lengths)
        shares = np.exp(scores)
        shares /= np.repeat(np.add.reduceat(shares, starts), lengths)
        slope = (every[right].sum(0) - shares @ every) / len(items) - PULL * (weights - start)
        squares += slope * slope
        weights += RATE * slope / np.sqrt(squares)
    return weights


def share_right(items: Sequence[tuple[np.ndarray, int]], weights: np.ndarray) -> float:
    """How often the right one has the highest score."""
    return sum(int(np.argmax(rows @ weights)) == right for rows, right in items) / len(items)


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the ranker of places.")
    parser.add_argument("geovirus", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the data")
    given = parser.parse_args()
    shipped = load_weights()
    located = Located(engine(), ranker=Ranker(shipped))
    items = [*lists(located, given.geovirus, none_counts=False), *lists(located, OWN, none_counts=True)]
    start = np.array([*(shipped.weights.get(name, 0.0) for name in FEATURES), shipped.none, shipped.none_unsaid])
    weights = fitted(items, start)
    print(f"{len(items)} lists; right {share_right(items, start):.4f} before, {share_right(items, weights):.4f} after")
    if given.write:
        write(weights, shipped)


def write(weights: np.ndarray, shipped: Weights) -> None:
    """Writes `ranker.toml`."""
    values = [round(float(value), 3) for value in weights]
    lines = [
        "# Weights of the ranker of places, written by scripts/fit_places.py. See docs/places.md for what each feature is.",
        'fitted_on = "GeoVirus (Wikinews) and the open part of gold/places.jsonl, drawn towards weights set by hand"',
        f"none = {values[-2]}",
        f"none_unsaid = {values[-1]}",
        f"temperature = {shipped.temperature}",
        "",
        "[weights]",
        *(f"{name} = {value}" for name, value in zip(FEATURES, values, strict=False) if value),
    ]
    (data_root() / "gazetteer" / "ranker.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
