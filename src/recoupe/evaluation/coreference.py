"""Two clusterings of the same things compared: MUC, B3, CEAFe and their mean, the CoNLL figure, and LEA. Knows no texts.

Things that one side lacks lower recall (missing in the system's) or precision (only there), as in the reference scorer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

import msgspec

Clusters = Sequence[frozenset[Hashable]]


class CoreferenceFigures(msgspec.Struct, frozen=True, kw_only=True):
    """F1 of each measure, all 0 to 100; `conll_f1` is the mean of MUC, B3 and CEAFe."""

    mentions: int
    conll_f1: float
    muc: float
    b3: float
    ceafe: float
    lea: float


def clusters_of(labels: Mapping[str, str]) -> list[frozenset[Hashable]]:
    """The clusters of things under their labels."""
    out: dict[str, set[Hashable]] = {}
    for item, label in labels.items():
        out.setdefault(label, set()).add(item)
    return [frozenset(found) for found in out.values()]


def score_clusters(gold: Mapping[str, str], given: Mapping[str, str]) -> CoreferenceFigures:
    """The figures of a clustering against the gold's; both by thing."""
    wanted, system = clusters_of(gold), clusters_of(given)
    muc = _f1(_muc(system, wanted), _muc(wanted, system))
    b3 = _f1(_b3(system, wanted), _b3(wanted, system))
    total = _ceafe(wanted, system)
    ceafe = _f1(total / len(system) if system else 0.0, total / len(wanted) if wanted else 0.0)
    return CoreferenceFigures(
        mentions=len(gold),
        conll_f1=round(100 * (muc + b3 + ceafe) / 3, 2),
        muc=round(100 * muc, 2),
        b3=round(100 * b3, 2),
        ceafe=round(100 * ceafe, 2),
        lea=round(100 * _f1(_lea(system, wanted), _lea(wanted, system)), 2),
    )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _where(clusters: Clusters) -> dict[Hashable, int]:
    return {item: number for number, cluster in enumerate(clusters) for item in cluster}


def _muc(one: Clusters, other: Clusters) -> float:
    """The share of `one`'s links that `other` has."""
    where = _where(other)
    links = kept = 0
    for cluster in one:
        parts = {where.get(item, (item,)) for item in cluster}
        kept += len(cluster) - len(parts)
        links += len(cluster) - 1
    return kept / links if links else 0.0


def _b3(one: Clusters, other: Clusters) -> float:
    """The mean share of each thing's cluster in `one` that is with it in `other`."""
    where = _where(other)
    shares, things = 0.0, 0
    for cluster in one:
        together = Counter(where[item] for item in cluster if item in where)
        shares += sum(count * count for count in together.values()) / len(cluster)
        things += len(cluster)
    return shares / things if things else 0.0


def _lea(one: Clusters, other: Clusters) -> float:
    """Of each cluster of `one` the share of its pairs that `other` has, weighted by its size; a thing that is alone must be alone there too."""
    where = _where(other)
    shares, things = 0.0, 0
    for cluster in one:
        together = Counter(where[item] for item in cluster if item in where)
        if len(cluster) == 1:
            shares += sum(len(other[number]) == 1 for number in together)
        else:
            shares += len(cluster) * sum(math.comb(count, 2) for count in together.values()) / math.comb(len(cluster), 2)
        things += len(cluster)
    return shares / things if things else 0.0


def _ceafe(gold: Clusters, given: Clusters) -> float:
    """What the best one-to-one alignment of clusters is worth, twice the shared things over both sizes each; solved part by part where nothing is shared."""
    where = _where(given)
    worth = [
        {
            number: 2.0 * count / (len(cluster) + len(given[number]))
            for number, count in Counter(where[item] for item in cluster if item in where).items()
        }
        for cluster in gold
    ]
    return sum(_best([worth[row] for row in rows]) for rows in _parts(worth))


def _parts(worth: Sequence[Mapping[int, float]]) -> list[list[int]]:
    """Rows that are connected by columns."""
    part_of: dict[int, int] = {}
    parts: dict[int, list[int]] = {}
    for row, found in enumerate(worth):
        joined = sorted({part_of[column] for column in found if column in part_of})
        home = joined[0] if joined else row
        members = [each for part in joined for each in parts.pop(part)]
        parts[home] = [*members, row]
        for member in parts[home]:
            part_of.update(dict.fromkeys(worth[member], home))
    return list(parts.values())


def _best(rows: Sequence[Mapping[int, float]]) -> float:
    """The largest sum of one entry per row and column (the Hungarian method on its negative)."""
    columns = sorted({column for row in rows for column in row})
    size = max(len(rows), len(columns))
    if size == 0:
        return 0.0
    cost = [[0.0] * (size + 1) for _ in range(size + 1)]
    for number, row in enumerate(rows, 1):
        for place, column in enumerate(columns, 1):
            cost[number][place] = -row.get(column, 0.0)
    up, side, match, way = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1), [0] * (size + 1)
    for row_number in range(1, size + 1):
        match[0] = row_number
        column = 0
        least = [math.inf] * (size + 1)
        used = [False] * (size + 1)
        while match[column]:
            used[column] = True
            delta, nearest = math.inf, 0
            for place in range(1, size + 1):
                if used[place]:
                    continue
                reduced = cost[match[column]][place] - up[match[column]] - side[place]
                if reduced < least[place]:
                    least[place], way[place] = reduced, column
                if least[place] < delta:
                    delta, nearest = least[place], place
            for place in range(size + 1):
                if used[place]:
                    up[match[place]] += delta
                    side[place] -= delta
                else:
                    least[place] -= delta
            column = nearest
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return -sum(cost[match[place]][place] for place in range(1, size + 1))
