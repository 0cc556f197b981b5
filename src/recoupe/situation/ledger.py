"""The picture's lower half: actors as boxes, one arrow a row to whom they act on, threaten, ask, name, with the words of contents beside."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.situation.edgewords import EdgeWords
from recoupe.situation.model import EDGE_KINDS, Actor, Edge, EdgeKind, Place
from recoupe.situation.paint import BARS, COLOURS, FAINT, INK, PAPER, SOFT, STROKES, Canvas, colour_of, wrap

HEADING = 30
_SHOWN: tuple[EdgeKind, ...] = tuple(kind for kind in EDGE_KINDS if kind not in ("moves", "is_at"))
BOX_SHARE, _ARROW, _GAP = 0.21, 0.31, 14.0
"""Shares of the width for a box and for the arrow with its words; the rest is for contents."""


def ledger(words: EdgeWords, left: float, room: float, top: float) -> tuple[Canvas, float]:
    """Draws every edge between actors in a band of `room` pixels; returns what was drawn and the y below it."""
    canvas = Canvas()
    y = top
    for kind in _SHOWN:
        edges = [edge for edge in words.situation.edges if edge.kind == kind]
        if edges:
            y = _section(canvas, words, kind, edges, (left, room, y))
    return canvas, y


def heading(canvas: Canvas, words: EdgeWords, kind: EdgeKind, at: tuple[float, float, float]) -> float:
    """A section's heading over a rule in its colour; returns the y below."""
    left, room, y = at
    canvas.text((left, y + 15), words.labels.heading[kind], size=13, font="700", fill=COLOURS[kind])
    canvas.stroke((left, y + 22), (left + room, y + 22), colour=COLOURS[kind], thick=1)
    return y + HEADING


def _section(canvas: Canvas, words: EdgeWords, kind: EdgeKind, edges: Sequence[Edge], at: tuple[float, float, float]) -> float:
    left, room, y = at
    y = heading(canvas, words, kind, at)
    for source in dict.fromkeys(edge.source for edge in edges):
        start = y
        inside = Canvas()
        for edge in (edge for edge in edges if edge.source == source):
            y = row(inside, words, edge, (left, room, y)) + 7
        below = box(canvas, words, source, (left, start, room * BOX_SHARE, y - 7 - start))
        canvas.put(inside)
        y = max(y, below + 7) + 5
    return y + 8


def row(canvas: Canvas, words: EdgeWords, edge: Edge, at: tuple[float, float, float]) -> float:
    """One edge without its source box: arrow with words, target box, contents; returns the y below."""
    left, room, y = at
    colour = colour_of(edge.kind, edge.line)
    start = left + room * BOX_SHARE + 6
    end = left + room * (BOX_SHARE + _ARROW) - 4
    canvas.open_group(title=words.sentence(edge), claim=" ".join(edge.claims), edge=edge.id)
    lines = _label(words, edge, end - start - 16)
    line_y = y - 2
    for runs in lines:
        line_y += 15
        canvas.runs(((start + end) / 2, line_y), runs, size=12, anchor="middle")
    arrow_y = line_y + 8
    canvas.arrow((start, arrow_y), (end, arrow_y), colour=colour, dash=STROKES[edge.line], both=edge.mutual)
    if edge.line == "denied":
        canvas.cross(((start + end) / 2, arrow_y), colour=colour)
    below = arrow_y + 4
    aside = words.aside(edge, places=edge.kind != "moves")
    for line in wrap(aside, 11, end - start - 16, lines=2) if aside else []:
        below += 13
        canvas.text(((start + end) / 2, below), line, size=11, fill=SOFT, anchor="middle")
    bottom = max(below, _right(canvas, words, edge, (end + 4, y, left + room), arrow_y))
    canvas.close_group()
    return bottom + 3


def _label(words: EdgeWords, edge: Edge, room: float) -> list[list[tuple[str, str]]]:
    """Trigger, voices and status on as many lines as they need."""
    colour = colour_of(edge.kind, edge.line)
    trigger = wrap(edge.label, 12, room, lines=2, bold=True)
    out = [[(line, f'font-style="italic" font-weight="600" fill="{colour}"')] for line in trigger]
    if words.voices(edge):
        out[-1].append((words.voices(edge), f'fill="{colour}"'))
    out += (
        [[(line, f'fill="{SOFT}" font-size="11"')] for line in wrap(words.status(edge), 11, room, lines=2)]
        if words.status(edge)
        else []
    )
    return out


def _right(canvas: Canvas, words: EdgeWords, edge: Edge, at: tuple[float, float, float], arrow_y: float) -> float:
    """Target box and contents, right of the arrow; an open end where there is neither. Returns the y below."""
    x, y, edge_of_all = at
    bottom = arrow_y
    room = edge_of_all - x
    if edge.kind == "moves":
        return _card(canvas, edge, _route(words, edge, room - 26), (x, y, room), arrow_y)
    if edge.target is not None:
        wide = room * 0.46
        bottom = box(canvas, words, edge.target, (x, max(y, arrow_y - 15), wide, 0))
        x, room = x + wide + _GAP, room - wide - _GAP
    if edge.content:
        neutral = edge.kind == "names"
        said = f"{words.labels.page['neutral']}: {edge.content}" if neutral else f"“{edge.content}”"
        return max(bottom, _card(canvas, edge, wrap(said, 12, room - 26, lines=5), (x, y, room), arrow_y))
    if edge.target is None:
        canvas.dot((x + 8, arrow_y), colour=colour_of(edge.kind, edge.line), hollow=True, radius=6)
        canvas.text((x + 22, arrow_y + 4), words.labels.picture["open"], size=12, fill=SOFT)
    return bottom


def _route(words: EdgeWords, edge: Edge, room: float) -> list[str]:
    """Where a movement goes."""
    named = [", ".join(words.name(end) for end in ends) for ends in edge.route]
    ends = [named[0] or words.labels.picture["open"], named[1], named[2] or words.labels.picture["open"]]
    return wrap(" → ".join(end for end in ends if end), 12, room, lines=3, bold=True)


def _card(canvas: Canvas, edge: Edge, lines: Sequence[str], at: tuple[float, float, float], arrow_y: float) -> float:
    """What is decided, demanded, aimed at, said, or the way of a movement: a tinted card. Returns the y below.

    The bar of a content is never solid: that something was threatened, decided or said does not make it so.
    """
    x, y, room = at
    height = 15 * len(lines) + 11
    y = max(y, arrow_y - height / 2)
    canvas.rect((x, y, room, height), fill="#f6f7f9", radius=5)
    dash = BARS["ascribed" if edge.kind == "says" or edge.ascribed else "not_happened"]
    bare = edge.kind in ("names", "moves")
    if not bare:
        canvas.stroke((x + 1.5, y + 2), (x + 1.5, y + height - 2), colour=colour_of(edge.kind, edge.line), thick=3, dash=dash)
    for number, line in enumerate(lines):
        canvas.text(
            (x + 13, y + 17 + 15 * number), line, size=12, font="600" if edge.kind == "moves" else "" if bare else "italic"
        )
    return y + height


def box(canvas: Canvas, words: EdgeWords, node_id: str | None, at: tuple[float, float, float, float]) -> float:
    """A node as a box at least as high as asked (x, y, width, height); dashed where the text names nobody. Returns the y below."""
    x, y, room, height = at
    if node_id is None:
        canvas.rect((x, y, room, max(height, 30)), fill=PAPER, stroke=SOFT, dash="3 3")
        canvas.text((x + 11, y + 20), f"? {words.labels.picture['open']}", size=12.5, fill=SOFT)
        return y + max(height, 30)
    node = words.situation.node(node_id)
    lines = wrap(node.label, 13, room - 22, lines=2, bold=True)
    others = [name.text for name in node.names if name.text != node.label]
    also = wrap(" · ".join(others[:4]), 10.5, room - 22, lines=2) if others and height > 0 else []
    height = max(height, 15 * len(lines) + 13 * len(also) + 15)
    fill = "#eef4fa" if isinstance(node, Place) else PAPER if isinstance(node, Actor) else "#f6f3ec"
    canvas.rect((x, y, room, height), fill=fill, stroke=INK if isinstance(node, Actor) else FAINT, radius=5, line=1.1)
    for number, line in enumerate(lines):
        canvas.text((x + 11, y + 20 + 15 * number), line, size=13, font="650")
    for number, line in enumerate(also):
        canvas.text((x + 11, y + 20 + 15 * len(lines) + 13 * number), line, size=10.5, fill=SOFT)
    return y + height
