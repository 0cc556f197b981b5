"""Fits the weights of the ranker of places and writes `data/gazetteer/ranker.toml`.

    python scripts/fit_places.py GEOVIRUS.jsonl [--only NAME ...] [--write]

Listwise softmax regression over the candidates of every gold mention, *none of these* among them, drawn towards the weights that are in the file (a Gaussian prior:
`PULL`). Fitted on GeoVirus (Wikinews) and on the open part of our own gold only; no other set may be given, for it would be scored with weights fitted on it.
A weight that fewer than `ENOUGH` lists can teach anything is left as it was set by hand, and `[hand]` says how many there were. With `--only` the others stay too.
Prints what is right on both before and after, and the log loss held out by names (five folds: all mentions of a name are in one).
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from recoupe.app.place_scores import Located
from recoupe.app.reading import engine
from recoupe.knowledge.files import data_root
from recoupe.knowledge.gazetteer import Candidate, place_key
from recoupe.model.earth import kilometres
from recoupe.pipeline.toponyms.features import FEATURES
from recoupe.pipeline.toponyms.ranker import Ranker, Weights, load_weights
from recoupe.pipeline.toponyms.resolution import Rows
from recoupe.pipeline.toponyms.sureness import GROUNDS

OWN = Path(__file__).parents[1] / "gold" / "places.jsonl"
PULL = 0.03
HOME = ("home_country", "home_division", "home_near")
"""What only a file of outlets' homes gives: no set of the fitting comes with one."""
STEPS = 500
RATE = 0.3
ENOUGH = 50
"""Mentions in which a feature tells two answers apart, from which its weight is fitted."""
FOLDS = 5
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


class List(msgspec.Struct, frozen=True):
    """One gold mention: the features of its candidates with a row for none of them, the index of the right one, the fold of its name, the round."""

    rows: np.ndarray
    right: int
    fold: int
    round: int


def lists(located: Located, path: Path, *, none_counts: bool) -> Iterator[List]:
    """Every gold mention that teaches something, once for each round."""
    for document in documents(path):
        text = str(document["text"])
        mentions = sorted(document["mentions"], key=lambda each: each["start"])  # type: ignore[attr-defined]
        spans = [(each["start"], each["end"]) for each in mentions]
        for number, rows in enumerate(located.rows(text, str(document.get("lang") or ""), spans)):
            for mention, (candidates, measures, unsaid) in zip(mentions, rows, strict=True):
                right = wanted(mention, candidates, none_counts=none_counts) if candidates else None
                if right is not None:
                    yield List(matrix(measures, unsaid=unsaid), right, fold_of(text[mention["start"] : mention["end"]]), number)


def fold_of(name: str) -> int:
    """The fold of a name: the same for all its mentions."""
    return zlib.crc32(place_key(name).encode()) % FOLDS


def matrix(measures: Sequence[Rows], *, unsaid: bool) -> np.ndarray:
    """Features as numbers; the two last columns are those of none of these."""
    rows = [[row.get(name, 0.0) for name in FEATURES] + [0.0, 0.0] for row in measures]
    return np.array([*rows, [0.0] * len(FEATURES) + [1.0, float(unsaid)]])


def cases(items: Sequence[List]) -> dict[str, int]:
    """For each feature the mentions in which it tells two answers apart, none of these among them."""
    last = [each.rows for each in items if each.round == 1]
    return {name: sum(bool(np.ptp(rows[:, column]) > 0) for rows in last) for column, name in enumerate(FEATURES)}


def fitted(items: Sequence[List], start: np.ndarray, free: np.ndarray) -> np.ndarray:
    """Weights that make the right ones likeliest, drawn towards `start` (AdaGrad on the log-likelihood); only those where `free` is 1 move."""
    weights, squares = start.copy(), np.full(len(start), 1e-8)
    every = np.vstack([each.rows for each in items])
    lengths = np.array([len(each.rows) for each in items])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    right = starts + np.array([each.right for each in items])
    for _ in range(STEPS):
        scores = every @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), lengths)
        shares = np.exp(scores)
        shares /= np.repeat(np.add.reduceat(shares, starts), lengths)
        slope = free * ((every[right].sum(0) - shares @ every) / len(items) - PULL * (weights - start))
        squares += slope * slope
        weights += RATE * slope / np.sqrt(squares)
    return weights


def share_right(items: Sequence[List], weights: np.ndarray) -> float:
    """How often the right one has the highest score."""
    return sum(int(np.argmax(each.rows @ weights)) == each.right for each in items) / len(items)


def loss(items: Sequence[List], weights: np.ndarray) -> float:
    """The summed log loss."""
    total = 0.0
    for each in items:
        scores = each.rows @ weights
        total -= float(scores[each.right] - scores.max() - np.log(np.exp(scores - scores.max()).sum()))
    return total


def held_out(items: Sequence[List], start: np.ndarray, free: np.ndarray) -> float:
    """The mean log loss on names that the weights were not fitted on."""
    total = 0.0
    for fold in range(FOLDS):
        weights = fitted([each for each in items if each.fold != fold], start, free)
        total += loss([each for each in items if each.fold == fold], weights)
    return total / len(items)


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the ranker of places.")
    parser.add_argument("geovirus", type=Path)
    parser.add_argument("--only", nargs="*", choices=FEATURES, help="the weights that may move; else all")
    parser.add_argument("--write", action="store_true", help="write the weights into the data")
    given = parser.parse_args()
    shipped = load_weights()
    located = Located(engine(), ranker=Ranker(shipped))
    items = [*lists(located, given.geovirus, none_counts=False), *lists(located, OWN, none_counts=True)]
    counts = cases(items)
    few = {name: counts[name] for name in shipped.weights if counts[name] < ENOUGH and name not in HOME}
    start = np.array([*(shipped.weights.get(name, 0.0) for name in FEATURES), shipped.none, shipped.none_unsaid])
    moving = [name for name in given.only or FEATURES if name not in few and name not in HOME]
    free = np.array([*(float(name in moving) for name in FEATURES), *([float(not given.only)] * 2)])
    weights = fitted(items, start, free)
    print(f"{len(items)} lists; right {share_right(items, start):.4f} before, {share_right(items, weights):.4f} after")
    print(f"log loss {loss(items, start) / len(items):.4f} before; held out {held_out(items, start, free):.4f}")
    for name in moving:
        at = FEATURES.index(name)
        print(f"  {name:16} {counts[name]:4} cases {start[at]:7.3f} {weights[at]:7.3f}")
    if given.write:
        values = [round(float(value), 3) for value in weights]
        by_name = {name: value for name, value in zip(FEATURES, values, strict=False) if value}
        hand = few | {name: 0 for name in HOME if name in by_name}
        write(msgspec.structs.replace(shipped, weights=by_name, none=values[-2], none_unsaid=values[-1], hand=hand))


def write(weights: Weights) -> None:
    """Writes `ranker.toml`."""
    lines = [
        "# Weights of the ranker of places, written by scripts/fit_places.py, and of its sureness, by scripts/fit_sureness.py. docs/places.md says what each feature is.",
        f'fitted_on = "{weights.fitted_on}"',
        f"none = {weights.none}",
        f"none_unsaid = {weights.none_unsaid}",
        f"temperature = {weights.temperature}",
        "",
        "[weights]",
        *(f"{name} = {weights.weights[name]}" for name in FEATURES if name in weights.weights),
        "",
        "# Set by hand: in how many mentions of the fitting each tells two answers apart, too few to fit it.",
        "[hand]",
        *(f"{name} = {weights.hand[name]}" for name in FEATURES if name in weights.hand),
        "",
        "# How sure the likeliest is.",
        "[sure]",
        *(f"{name} = {weights.sure[name]}" for name in GROUNDS if name in weights.sure),
    ]
    (data_root() / "gazetteer" / "ranker.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
