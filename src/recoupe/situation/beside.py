"""Two situations in one picture: what both say on one line, what only one says in its own half. Judges neither."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.knowledge.labels import Labels, labels_for
from recoupe.situation.captions import legend, voices
from recoupe.situation.compare import Comparison, Shared
from recoupe.situation.edgewords import EdgeWords
from recoupe.situation.ledger import BOX_SHARE, box, heading, row
from recoupe.situation.model import EDGE_KINDS, Edge, EdgeKind, Situation
from recoupe.situation.paint import FAINT, SOFT, Canvas, wrap
from recoupe.situation.questions import whose

WIDTH, MARGIN, GUTTER = 1680.0, 28.0, 120.0
HALF = (WIDTH - 2 * MARGIN - GUTTER) / 2
RIGHT = MARGIN + HALF + GUTTER


class _Side:
    """One half: its situation, its words, where it begins."""

    def __init__(self, situation: Situation, lang: str, left: float) -> None:
        self.situation = situation
        self.words = EdgeWords(situation, lang)
        self.left = left
        self.edges = {edge.id: edge for edge in situation.edges}

    def row(self, canvas: Canvas, edge: Edge, y: float) -> float:
        """Draws one edge with its source; returns the y below."""
        below = row(canvas, self.words, edge, (self.left, HALF, y))
        return max(below, box(canvas, self.words, edge.source, (self.left, y, HALF * BOX_SHARE, 0))) + 9


def draw_beside(comparison: Comparison, lang: str | None = None) -> str:
    """The picture of two situations side by side, as a stand-alone SVG; `lang` for the captions, else that of the left one."""
    spoken = lang or comparison.left.lang
    labels = labels_for(spoken)
    sides = _Side(comparison.left, spoken, MARGIN), _Side(comparison.right, spoken, RIGHT)
    canvas = Canvas()
    canvas.text((MARGIN, 42), labels.picture["compared"], size=22, font="700")
    canvas.text((MARGIN, 64), labels.picture["as_said_many"], size=13, fill=SOFT, font="italic")
    y = legend(canvas, labels, (MARGIN, 74, WIDTH - 2 * MARGIN)) + 4
    for side in sides:
        canvas.rect((side.left, y, HALF, 32), fill="#eef4fa", radius=7)
        canvas.text(
            (side.left + 12, y + 21), wrap(whose(side.situation), 15, HALF - 24, lines=1, bold=True)[0], size=15, font="700"
        )
    y += 44
    for kind in EDGE_KINDS:
        y = _section(canvas, comparison, sides, kind, y)
    if not any(side.edges for side in sides):
        canvas.text((MARGIN, y + 16), labels.picture["nothing"], size=14, fill=SOFT)
    y = max(voices(canvas, side.situation, labels, (side.left, y, HALF), columns=1) for side in sides)
    return canvas.document(
        (WIDTH, y + 20),
        labels.picture["compared"],
        f"{whose(comparison.left)} / {whose(comparison.right)}: {labels.picture['as_said_many']}",
    )


def _section(canvas: Canvas, comparison: Comparison, sides: tuple[_Side, _Side], kind: EdgeKind, y: float) -> float:
    left, right = sides
    shared = [each for each in comparison.shared if left.edges[each.left].kind == kind]
    only = [
        [side.edges[edge] for edge in ids if side.edges[edge].kind == kind]
        for side, ids in zip(sides, (comparison.only_left, comparison.only_right), strict=True)
    ]
    if not shared and not any(only):
        return y
    y = heading(canvas, left.words, kind, (MARGIN, WIDTH - 2 * MARGIN, y))
    for each in shared:
        top = y
        y = max(left.row(canvas, left.edges[each.left], top), right.row(canvas, right.edges[each.right], top))
        _mark(canvas, left.words.labels, each, (top + y) / 2)
    depths = [_only(canvas, side, edges, y, rule=bool(shared)) for side, edges in zip(sides, only, strict=True)]
    return max(depths) + 12


def _only(canvas: Canvas, side: _Side, edges: Sequence[Edge], y: float, *, rule: bool) -> float:
    """The edges that only this side has, under each other; returns the y below."""
    if not edges:
        canvas.text(
            (side.left + 4, y + 16), side.words.labels.picture["silent"] if not rule else "", size=12, fill=SOFT, font="italic"
        )
        return y + 22
    if rule:
        canvas.stroke((side.left, y + 2), (side.left + HALF, y + 2), colour=FAINT, thick=1, dash="3 4")
    canvas.text((side.left + 4, y + 17), side.words.labels.picture["only"], size=11.5, font="600", fill=SOFT)
    y += 26
    for edge in edges:
        y = side.row(canvas, edge, y)
    return y


def _mark(canvas: Canvas, labels: Labels, shared: Shared, y: float) -> None:
    """Between the halves: the same, or in which fields they differ."""
    middle = MARGIN + HALF + GUTTER / 2
    canvas.text(
        (middle, y),
        "=" if shared.same else "≠",
        size=20,
        font="700",
        anchor="middle",
        fill="#00785a" if shared.same else "#c04a00",
    )
    words = "" if shared.same else ", ".join(labels.picture[f"difference_{name}"] for name in shared.differences)
    for number, line in enumerate(wrap(words, 11, GUTTER - 16, lines=3) if words else []):
        canvas.text((middle, y + 16 + 13 * number), line, size=11, anchor="middle", fill=SOFT)
