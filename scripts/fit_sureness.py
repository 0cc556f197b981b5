"""Fits how sure the likeliest place of a name is and writes `[sure]` of `data/gazetteer/ranker.toml`.

    python scripts/fit_sureness.py GEOVIRUS.jsonl [--write]

Logistic regression of "the pick is right" on its grounds (`sureness.GROUNDS`), drawn towards the share as it is. Fitted on GeoVirus (Wikinews) and on the open part of
our own gold only. Right: the id of the gold, within 161 km, or an area whose extent holds the gold's point (that of a state is no measure). All mentions of a
name in one text weigh as one. How strongly it is drawn is chosen on names held out (five folds, all mentions of a name in one): the strongest draw whose log loss is
within one standard error of the least, so that what holds in these two sets alone is not believed. Prints log loss, Brier score and calibration error before and after.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from fit_places import FOLDS, HOME, OWN, documents, fold_of, write

from recoupe.app.place_scores import Located
from recoupe.app.reading import engine
from recoupe.evaluation.places import NEAR_KM
from recoupe.evaluation.reliability import brier, calibration_error
from recoupe.knowledge.gazetteer import Place, place_key
from recoupe.model.earth import kilometres
from recoupe.pipeline.toponyms.ranker import load_weights
from recoupe.pipeline.toponyms.sureness import GROUNDS, SHARE, START

DRAWS = (1.0, 2.0, 3.0, 5.0, 10.0, 30.0)
STEPS = 30
_TINY = 1e-9
_STEEP = 30.0
"""Log odds beyond which nothing changes any more."""
_EDGE = 0.5
"""Degrees by which an extent drawn from towns may be too small."""


class Pick(msgspec.Struct, frozen=True):
    """The likeliest place of one gold mention: grounds, share, whether it is right, fold and weight of the name."""

    grounds: np.ndarray
    share: float
    right: bool
    fold: int
    weight: float


def picks(located: Located, path: Path) -> Iterator[Pick]:
    """Every gold mention with a place that got an answer."""
    for document in documents(path):
        text = str(document["text"])
        mentions = sorted(document["mentions"], key=lambda each: each["start"])  # type: ignore[attr-defined]
        spans = [(each["start"], each["end"]) for each in mentions]
        times = Counter(place_key(text[start:end]) for start, end in spans)
        answers = located.picks(text, str(document.get("lang") or ""), spans)
        for mention, (start, end), answer in zip(mentions, spans, answers, strict=True):
            if answer.best is None or (mention.get("lat") is None and not mention.get("geonameid")):
                continue
            name = text[start:end]
            yield Pick(
                np.array([answer.grounds.get(each, 0.0) for each in GROUNDS]), answer.best.score, is_right(mention, answer.best.candidate.place),
                fold_of(name), 1 / times[place_key(name)],
            )  # fmt: skip


def is_right(mention: dict[str, object], place: Place) -> bool:
    """Whether the place is the gold's."""
    if mention.get("geonameid") and place.id == f"geonames:{mention['geonameid']}":
        return True
    if mention.get("lat") is None:
        return False
    lat, lon = float(str(mention["lat"])), float(str(mention["lon"]))
    if place.point is not None and kilometres(lat, lon, *place.point) <= NEAR_KM:
        return True
    box = place.box
    if box is None or not box.south - _EDGE <= lat <= box.north + _EDGE:
        return False
    west, east = box.west - _EDGE, box.east + _EDGE
    return west <= lon <= east if west <= east else lon >= west or lon <= east


def fitted(items: list[Pick], draw: float) -> np.ndarray:
    """Weights of `GROUNDS` (Newton's method, each step halved until it helps); the constant is not drawn."""
    rows, right = np.array([each.grounds for each in items]), np.array([float(each.right) for each in items])
    heavy = np.array([each.weight for each in items])
    start = np.array([float(name == SHARE) for name in GROUNDS])
    pull = np.array([0.0 if name == START else draw for name in GROUNDS])

    def cost(weights: np.ndarray) -> float:
        odds = rows @ weights
        return float((heavy * (np.logaddexp(0, odds) - right * odds)).sum() + (pull * (weights - start) ** 2).sum())

    weights = start.copy()
    for _ in range(STEPS):
        chance = sure_of(rows, weights)
        slope = rows.T @ (heavy * (chance - right)) + 2 * pull * (weights - start)
        bend = (rows.T * (heavy * chance * (1 - chance))) @ rows + np.diag(2 * pull + 1e-6)
        step, before = np.linalg.solve(bend, slope), cost(weights)
        while cost(weights - step) > before and np.abs(step).max() > _TINY:
            step = step / 2
        weights = weights - step
    return weights


def sure_of(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """How sure each row is."""
    return 1 / (1 + np.exp(-np.clip(rows @ weights, -_STEEP, _STEEP)))


def held_out(items: list[Pick], draw: float) -> tuple[np.ndarray, np.ndarray]:
    """How sure each pick is by weights fitted without its name, and the mean log loss of each fold."""
    sure = np.zeros(len(items))
    folds = np.array([each.fold for each in items])
    for fold in range(FOLDS):
        weights = fitted([each for each in items if each.fold != fold], draw)
        here = folds == fold
        sure[here] = sure_of(np.array([each.grounds for each in items])[here], weights)
    return sure, np.array([loss([each for each in items if each.fold == fold], sure[folds == fold]) for fold in range(FOLDS)])


def loss(items: list[Pick], sure: np.ndarray) -> float:
    """The mean log loss, names of one text weighed as one."""
    heavy = np.array([each.weight for each in items])
    right = np.array([each.right for each in items])
    kept = np.clip(sure, 1e-4, 1 - 1e-4)
    return float(-(heavy * np.log(np.where(right, kept, 1 - kept))).sum() / heavy.sum())


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit how sure the likeliest place is.")
    parser.add_argument("geovirus", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the data")
    given = parser.parse_args()
    located = Located(engine())
    items = [*picks(located, given.geovirus), *picks(located, OWN)]
    right = [each.right for each in items]
    shares = [each.share for each in items]
    print(f"{len(items)} picks, {right.count(False)} wrong; by share: {told(items, np.array(shares), right)}")
    alone = [msgspec.structs.replace(each, grounds=each.grounds * (np.array(GROUNDS) == SHARE)) for each in items]
    print(f"the share alone (a temperature), held out: {told(items, held_out(alone, DRAWS[0])[0], right)}")
    tried = {draw: held_out(items, draw) for draw in DRAWS}
    for draw, (sure, folds) in tried.items():
        print(f"draw {draw:5}, held out: {told(items, sure, right)}; folds {folds.mean():.4f} ± {error(folds):.4f}")
    least = min((folds for _, folds in tried.values()), key=lambda folds: float(folds.mean()))
    draw = max(each for each, (_, folds) in tried.items() if folds.mean() <= least.mean() + error(least))
    print(f"taken: {draw}")
    if given.write:
        weights = {name: round(float(value), 3) for name, value in zip(GROUNDS, fitted(items, draw), strict=True)}
        write(
            msgspec.structs.replace(
                load_weights(), sure={name: value for name, value in weights.items() if value and name not in HOME}
            )
        )


def error(folds: np.ndarray) -> float:
    """The standard error of the mean of the folds."""
    return float(folds.std(ddof=1) / np.sqrt(len(folds)))


def told(items: list[Pick], sure: np.ndarray, right: list[bool]) -> str:
    """Three figures in words."""
    pairs = list(zip(sure.tolist(), right, strict=True))
    return f"log loss {loss(items, sure):.4f}, Brier {brier(pairs):.4f}, calibration error {calibration_error(pairs):.4f}"


if __name__ == "__main__":
    main()
