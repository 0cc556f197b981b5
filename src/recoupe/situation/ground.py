"""The picture's upper half: countries as containers, movements as arrows across them, and under each country who is said to be where."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from recoupe.knowledge.labels import country_name
from recoupe.situation.edgewords import EdgeWords
from recoupe.situation.model import Edge, Place
from recoupe.situation.paint import BARS, FAINT, INK, SOFT, STROKES, Canvas, colour_of, wrap

HEADER = 34
_PAD = 12
_LABEL, _SMALL = 13.0, 11.5
_NARROWEST = 76.0
"""Least room for the name of a stop, in pixels."""
_CARD = 165.0
"""Narrowest card, in pixels."""
_OUTER = "#f3f6fa"
_OUTERS = ("#eef4fa", "#f6f3ec", "#eff6f1", "#f6f0f5", "#f1f1f6")
NOWHERE = ""
"""Key of the column for places whose country the text and the readings leave open."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One country: its code (or `NOWHERE`), its heading, where it stands."""

    key: str
    title: str
    left: float
    room: float


def ground(words: EdgeWords, left: float, room: float, top: float) -> tuple[Canvas, float]:
    """Draws movements and presence in a band of `room` pixels; returns what was drawn and the y below it."""
    moves = [edge for edge in words.situation.edges if edge.kind == "moves"]
    stays = [edge for edge in words.situation.edges if edge.kind == "is_at"]
    if not moves and not stays:
        return Canvas(), top
    columns = _columns(words, moves + stays, left, room)
    inner = Canvas()
    y = top + HEADER + 8
    for bundle in _bundles(moves):
        y = _bundle(inner, words, bundle, columns, y)
    y = _stays(inner, words, stays, columns, y + 4)
    out = Canvas()
    for nth, column in enumerate(columns):
        out.rect(
            (column.left, top, column.room, y - top),
            fill=_OUTERS[nth % len(_OUTERS)] if column.key else _OUTER,
            stroke=FAINT,
            radius=10,
        )
        for line in wrap(column.title, 14, column.room - 2 * _PAD, lines=1, bold=True):
            out.text((column.left + _PAD, top + 22), line, size=14, font="700", fill=INK if column.key else SOFT)
    out.put(inner)
    return out, y


def _columns(words: EdgeWords, edges: Sequence[Edge], left: float, room: float) -> list[Column]:
    """The countries in the order in which movements meet them, the column without a country last."""
    met: dict[str, None] = {}
    for edge in edges:
        for end in _stops(edge) if edge.kind == "moves" else [edge.target]:
            met[_country(words, end)] = None
        if edge.kind == "moves" and not _stops(edge):
            met[NOWHERE] = None
    keys = [key for key in met if key] + ([NOWHERE] if NOWHERE in met else [])
    gap = 10.0
    narrow = len(keys) > 1 and keys[-1] == NOWHERE
    shares = [0.62 if narrow and key == NOWHERE else 1.0 for key in keys]
    unit = (room - gap * (len(keys) - 1)) / sum(shares)
    out: list[Column] = []
    x = left
    for key, share in zip(keys, shares, strict=True):
        title = country_name(key, words.lang) if key else words.labels.picture["no_country"]
        out.append(Column(key=key, title=title, left=x, room=unit * share))
        x += unit * share + gap
    return out


def _country(words: EdgeWords, end: str | None) -> str:
    node = words.situation.node(end) if end else None
    return (node.country or NOWHERE) if isinstance(node, Place) else NOWHERE


def _stops(edge: Edge) -> list[str]:
    return [stop for stops in edge.route for stop in stops]


def _bundles(moves: Sequence[Edge]) -> list[list[Edge]]:
    """Movements along the same route stand together: the route's places are written once."""
    out: dict[tuple[object, ...], list[Edge]] = {}
    for edge in moves:
        out.setdefault(edge.route, []).append(edge)
    return list(out.values())


class _Stop(msgspec.Struct, frozen=True):
    x: float
    label: str
    known: bool
    room: float


def _route(words: EdgeWords, edge: Edge, columns: Sequence[Column]) -> list[_Stop]:
    """The stops of a movement from left to right of its way, with an open stop for each end that the text leaves empty."""
    stops: list[tuple[str, str, bool]] = []  # column key, words, known
    for ends in edge.route:
        keys = list(dict.fromkeys(_country(words, end) for end in ends))
        stops += [
            (key, ", ".join(words.situation.node(end).label for end in ends if _country(words, end) == key), True) for key in keys
        ]
    first, last = (stops[0][0], stops[-1][0]) if stops else (NOWHERE, NOWHERE)
    if not edge.from_:  # an open end stands beside the known one: an arrow across another country would say too much
        stops.insert(0, (first, words.labels.picture["open"], False))
    if not edge.route[-1]:
        stops.append((last, words.labels.picture["open"], False))
    at = {column.key: column for column in columns}
    keys = [stop[0] for stop in stops]
    xs = [_x(at[key], keys[:nth].count(key), keys.count(key)) for nth, key in enumerate(keys)]
    return [_Stop(x, label, known, _room(at[key], x)) for x, (key, label, known) in zip(xs, stops, strict=True)]


def _x(column: Column, nth: int, of: int) -> float:
    """Where the nth of several stops in one column stands."""
    return column.left + column.room * (0.5 if of == 1 else 0.17 + 0.66 * nth / (of - 1))


def _room(column: Column, x: float) -> float:
    """How wide words centred on x may stand without leaving their country."""
    return 2 * min(x - column.left, column.left + column.room - x) - 6


def _bundle(canvas: Canvas, words: EdgeWords, bundle: list[Edge], columns: Sequence[Column], y: float) -> float:
    """One route with the arrows of all movements along it; returns the y below."""
    stops = _route(words, bundle[0], columns)
    xs = [stop.x for stop in stops]
    low, high = columns[0].left + _PAD, columns[-1].left + columns[-1].room - _PAD
    middle = (min(xs) + max(xs)) / 2
    for edge in bundle:
        room = min(high - low, max(max(xs) - min(xs) + 60, 300))
        centre = min(max(middle, low + room / 2), high - room / 2)
        canvas.open_group(title=words.sentence(edge), claim=" ".join(edge.claims), edge=edge.id)
        y = _move_words(canvas, words, edge, centre, room, y)
        colour, dash = colour_of("moves", edge.line), STROKES[edge.line]
        for nth, (one, two) in enumerate(pairwise(stops)):
            if nth == len(stops) - 2:
                canvas.arrow((one.x, y), (two.x, y), colour=colour, dash=dash)
            else:
                canvas.stroke((one.x, y), (two.x, y), colour=colour, dash=dash)
        for stop in stops[:-1]:
            canvas.dot((stop.x, y), colour=colour, hollow=not stop.known)
        if edge.line == "denied":
            canvas.cross(((stops[0].x + stops[-1].x) / 2, y), colour=colour)
        if not stops[-1].known:
            canvas.dot((stops[-1].x + 6, y), colour=colour, hollow=True)
        canvas.close_group()
        y += 12
    return _stop_names(canvas, stops, y + 6, low, high)


def _move_words(canvas: Canvas, words: EdgeWords, edge: Edge, centre: float, room: float, y: float) -> float:
    """Mover, trigger, status above the arrow; returns the y of the arrow."""
    for number, line in enumerate(words.lines(edge, room, _LABEL)):
        y += 16 if number else 14
        canvas.runs((centre, y), line, size=_LABEL, anchor="middle")
    return y + 11


def _stop_names(canvas: Canvas, stops: Sequence[_Stop], y: float, low: float, high: float) -> float:
    """The names under the stops, none over its neighbour; returns the y below."""
    deepest = y
    order = sorted(range(len(stops)), key=lambda nth: stops[nth].x)
    for rank, nth in enumerate(order):
        stop = stops[nth]
        before = stops[order[rank - 1]].x if rank else low - (stop.x - low)
        after = stops[order[rank + 1]].x if rank + 1 < len(order) else high + (high - stop.x)
        room = max(_NARROWEST, min(stop.x - before, after - stop.x) - 14)
        for number, line in enumerate(
            wrap(stop.label, _SMALL, min(room, max(stop.room, _NARROWEST), 240), lines=3, bold=stop.known)
        ):
            canvas.text(
                (stop.x, y + 8 + 14 * number),
                line,
                size=_SMALL,
                anchor="middle",
                font="600" if stop.known else "",
                fill=INK if stop.known else SOFT,
            )
            deepest = max(deepest, y + 8 + 14 * number)
    return deepest + 16


def _stays(canvas: Canvas, words: EdgeWords, stays: Sequence[Edge], columns: Sequence[Column], y: float) -> float:
    """A card for each place with who is said to be there, flowing down its country's column; returns the y below the lowest."""
    lanes = {column.key: _lanes(column) for column in columns}
    depth = {key: [y] * len(lanes[key]) for key in lanes}
    for place in dict.fromkeys(edge.target for edge in stays):
        key = _country(words, place)
        lane = depth[key].index(min(depth[key]))
        here = [edge for edge in stays if edge.target == place]
        depth[key][lane] = _card(canvas, words, place, here, lanes[key][lane], depth[key][lane]) + 8
    return max(lowest for lane in depth.values() for lowest in lane) + 4


def _lanes(column: Column) -> list[tuple[float, float]]:
    """The x and width of the strips in which a country's cards stand."""
    room = column.room - 2 * _PAD
    number = max(1, int(room // _CARD))
    wide = (room - 8 * (number - 1)) / number
    return [(column.left + _PAD + nth * (wide + 8), wide) for nth in range(number)]


def _card(
    canvas: Canvas, words: EdgeWords, place: str | None, here: Sequence[Edge], lane: tuple[float, float], y: float
) -> float:
    x, room = lane
    title = words.situation.node(place).label if place else words.labels.picture["between"]
    drawn = Canvas()
    baseline = y + 19
    for number, line in enumerate(wrap(title, _LABEL, room - 20, lines=2, bold=True)):
        baseline += 15 * bool(number)
        drawn.text((x + 10, baseline), line, size=_LABEL, font="700", fill=INK if place else SOFT)
    baseline += 6
    for edge in here:
        drawn.open_group(title=words.sentence(edge), claim=" ".join(edge.claims), edge=edge.id)
        top = baseline + 3
        for runs in words.lines(edge, room - 30, 12):
            baseline += 15
            drawn.runs((x + 20, baseline), runs, size=12)
        drawn.stroke((x + 12, top), (x + 12, baseline + 3), colour=colour_of("is_at", edge.line), thick=3, dash=BARS[edge.line])
        drawn.close_group()
        baseline += 5
    canvas.rect((x, y, room, baseline + 6 - y), fill="#ffffff", stroke=FAINT, radius=7)
    canvas.put(drawn)
    return baseline + 6
