"""What stands around every picture: heading, legend, the numbered voices. Draws no edge."""

from __future__ import annotations

from recoupe.knowledge.labels import Labels
from recoupe.situation.model import LINES, Line, Situation
from recoupe.situation.paint import FAINT, INK, LINE_COLOURS, SOFT, STROKES, WIDTH, Canvas, width, wrap
from recoupe.situation.questions import spoken_for, whose


def header(canvas: Canvas, situation: Situation, labels: Labels, left: float, top: float) -> float:
    """Title, whose text, filters, and the sentence that nothing is confirmed; returns the y below."""
    title = labels.picture["title"]
    canvas.text((left, top + 22), title, size=22, font="700")
    filters = [situation.actor or "", f"{labels.picture['at']} {situation.at}" if situation.at else ""]
    line = " · ".join(part for part in (whose(situation), *filters) if part)
    canvas.text(
        (left + width(title, 22, bold=True) + 18, top + 22),
        wrap(line, 14, WIDTH - 260, lines=1)[0] if line else "",
        size=14,
        fill=SOFT,
    )
    said = labels.picture["as_said" if len(situation.documents) < 2 else "as_said_many"]
    canvas.text((left, top + 44), said, size=13, fill=SOFT, font="italic")
    return top + 54


def legend(canvas: Canvas, labels: Labels, at: tuple[float, float, float]) -> float:
    """The strokes, the open end and the numbers of voices, in as many rows as they need; returns the y below."""
    left, y, room = at
    x, y = left, y + 16
    strokes: list[Line | None] = [*LINES, None]
    for line in strokes:
        words = labels.picture[line or "open_end"]
        wide = 44 + width(words, 12) + 22
        if x + wide > left + room and x > left:
            x, y = left, y + 20
        if line is None:
            canvas.dot((x + 26, y - 4), colour=SOFT, hollow=True, radius=5)
        else:
            colour = LINE_COLOURS.get(line, INK)
            canvas.arrow((x, y - 4), (x + 36, y - 4), colour=colour, dash=STROKES[line])
            if line == "denied":
                canvas.cross((x + 16, y - 4), colour=colour)
        canvas.text((x + 44, y), words, size=12, fill=SOFT)
        x += wide
    attributed = f"¹ {labels.picture['attributed']}"
    if x + width(attributed, 12) > left + room and x > left:
        x, y = left, y + 20
    canvas.text((x, y), attributed, size=12, fill=SOFT)
    return y + 22


def voices(canvas: Canvas, situation: Situation, labels: Labels, at: tuple[float, float, float], columns: int = 3) -> float:
    """The numbered voices, in columns; returns the y below."""
    left, y, room = at
    canvas.stroke((left, y), (left + room, y), colour=FAINT, thick=1)
    said = [f"{speaker.number}  {spoken_for(speaker, labels)}" for speaker in situation.voices if speaker.number]
    y += 20
    canvas.runs(
        (left, y), [(labels.picture["voices"], 'font-weight="700"'), (labels.picture["unlabelled"], f'fill="{SOFT}"')], size=12
    )
    for number, words in enumerate(said):
        x = left + room / columns * (number % columns)
        y += 18 if number % columns == 0 else 0
        canvas.text((x, y), wrap(words, 12, room / columns - 16, lines=1)[0], size=12)
    return y
