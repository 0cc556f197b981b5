"""A situation as one SVG picture: heading, ground, forces, legend, voices. Puts the pieces together; each piece draws itself."""

from __future__ import annotations

from recoupe.situation.beside import draw_beside
from recoupe.situation.captions import header, legend, voices
from recoupe.situation.compare import Comparison
from recoupe.situation.edgewords import EdgeWords
from recoupe.situation.ground import ground
from recoupe.situation.ledger import ledger
from recoupe.situation.model import Situation
from recoupe.situation.paint import SOFT, WIDTH, Canvas
from recoupe.situation.questions import about

MARGIN = 28.0


def draw(situation: Situation, lang: str | None = None) -> str:
    """The picture of one situation: a stand-alone SVG that may also stand inside a page.

    Args:
        situation: what to draw.
        lang: language of the captions; else that of most of the texts.
    """
    words = EdgeWords(situation, lang or situation.lang)
    labels = words.labels
    room = WIDTH - 2 * MARGIN
    canvas = Canvas()
    y = header(canvas, situation, labels, MARGIN, 20)
    y = legend(canvas, labels, (MARGIN, y, room))
    if not situation.edges:
        canvas.text((MARGIN, y + 26), labels.picture["nothing"], size=14, fill=SOFT)
        return canvas.document((WIDTH, y + 60), labels.picture["title"], about(situation, labels))
    drawn, below = ground(words, MARGIN, room, y + 30)
    if below > y + 30:
        _band(canvas, labels.picture["ground"], y)
        canvas.put(drawn)
        y = below + 18
    drawn, below = ledger(words, MARGIN, room, y + 32)
    if below > y + 32:
        _band(canvas, labels.picture["forces"], y)
        canvas.put(drawn)
        y = below
    y = voices(canvas, situation, labels, (MARGIN, y + 4, room))
    return canvas.document((WIDTH, y + 22), labels.picture["title"], about(situation, labels))


def _band(canvas: Canvas, words: str, y: float) -> None:
    canvas.text((MARGIN, y + 18), words.upper(), size=11.5, font="700", fill=SOFT)


def draw_comparison(comparison: Comparison, lang: str | None = None) -> str:
    """Two situations side by side, as a stand-alone SVG; captions in `lang`, else in the language of the left one."""
    return draw_beside(comparison, lang)
