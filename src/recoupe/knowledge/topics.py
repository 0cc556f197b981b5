"""The weights by which a text is told from a report of conflict (`topics/` of a pack). Holds and checks them; never weighs a text.

`scripts/train_topics.py` writes the weights from our own texts; the bounds are set by hand where its cross-validation shows what they cost.
"""

from __future__ import annotations

import math
from pathlib import Path

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import load_toml, read_tsv

COLUMNS = ("feature", "figure", "invented")


class Bounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Shares from 0 to 1 from which a text is taken to be about something else: `arms`, `named` of it not being a report of conflict, `invented` of its being a work,
    a game, a lesson, an imagined course of events. Below `words` different words nothing is concluded."""

    arms: float
    named: float
    invented: float
    words: int


class TopicCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`card.toml`: how the two kinds are called in this language, and the bounds."""

    figure: str
    invented: str
    bounds: Bounds


class TopicModel(msgspec.Struct, frozen=True, kw_only=True):
    """Card and weights: feature → (weight for a text that speaks in figures, weight for an invented one), against a report of conflict."""

    card: TopicCard
    weights: dict[str, tuple[float, float]]


def load_topics(folder: Path) -> TopicModel:
    """The model of a language. Raises KnowledgeError: as `load_toml` and `read_tsv`; R305 with the line for a weight that is no finite number."""
    weights: dict[str, tuple[float, float]] = {}
    for where, row in read_tsv(folder / "weights.tsv", COLUMNS):
        weights[row["feature"]] = (_number(row["figure"], where), _number(row["invented"], where))
    return TopicModel(card=load_toml(folder / "card.toml", TopicCard), weights=weights)


def _number(cell: str, where: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise KnowledgeError("R305", f"{cell!r} is no number.", where=where, remedy="Run scripts/train_topics.py.")
    return value
