"""SVG by hand: measuring and wrapping words, escaping them, shapes, the colours and strokes of edges. Knows nothing of a situation's layout.

Deterministic: same calls, same bytes. Every text passes through `clean_xml`, so an article can put no element into a picture.
"""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape, quoteattr

from recoupe.situation.model import EdgeKind, Line

FONT = "Inter, 'Source Sans 3', 'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
WIDTH = 1180.0
"""Width of the picture of one situation, in pixels."""
INK, SOFT, FAINT, PAPER = "#1b2430", "#566273", "#d5dbe3", "#ffffff"

# Okabe and Ito's palette, darkened where it carries text: told apart by the colour-blind, and never the only sign (each section has its heading)
COLOURS: dict[EdgeKind, str] = {
    "moves": "#0063a3",
    "is_at": "#4a5568",
    "acts_on": "#c04a00",
    "threatens": "#a1407c",
    "demands": "#00785a",
    "decides": "#2a7fb0",
    "aims": "#96690a",
    "says": "#5d6673",
    "names": "#7a5230",
}
LINE_COLOURS: dict[Line, str] = {"denied": "#a3201d", "ascribed": "#6b46c1"}
"""What is denied or only ascribed has a colour of its own, whatever its kind; the rest has that of its kind."""
STROKES: dict[Line, str] = {"happened": "", "not_happened": "7 4", "denied": "14 3 2 3", "ascribed": "1.5 4"}
BARS: dict[Line, str] = {"happened": "", "not_happened": "5 3", "denied": "9 2 2 2", "ascribed": "1.5 3.5"}
"""The same for the thick bars beside words."""

_NARROW = frozenset("iljtfrI.,:;'’‘!|()[]{}/- \u00a0\u202f·")
_WIDE = frozenset("mwMW—…@%&œæŒÆ→›")


def colour_of(kind: EdgeKind, line: Line) -> str:
    """The colour of an edge: that of what makes it no plain telling, else that of its kind."""
    return LINE_COLOURS.get(line, COLOURS[kind])


def clean_xml(text: str) -> str:
    """Text that XML can hold: blanks of all kinds become one blank, control characters and lone surrogates are dropped."""
    kept = (
        " " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs", "Cn")
    )
    return " ".join("".join(kept).split())


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text stands, in pixels; rather too much than too little, as the reader's font is not known."""
    ems = 0.0
    for char in text:
        if unicodedata.combining(char):
            continue
        if char in _NARROW:
            ems += 0.33
        elif char in _WIDE or unicodedata.east_asian_width(char) in "WF":
            ems += 1.0
        else:
            ems += 0.7 if char.isupper() else 0.57
    return ems * size * (1.06 if bold else 1.0)


def wrap(text: str, size: float, room: float, *, lines: int = 3, bold: bool = False) -> list[str]:
    """The text in at most `lines` lines of at most `room` pixels; what does not fit ends in an ellipsis."""
    words = clean_xml(text).split(" ")
    out: list[str] = []
    line = ""
    while words:
        word = words.pop(0)
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= room:
            line = longer
        elif line:
            out.append(line)
            line = ""
            words.insert(0, word)
        else:  # a word wider than the line is cut
            cut = max(1, next((n for n in range(len(word), 0, -1) if width(word[:n], size, bold=bold) <= room), 1))
            out.append(word[:cut])
            if word[cut:]:
                words.insert(0, word[cut:])
    if line:
        out.append(line)
    if len(out) > lines:
        last = out[lines - 1]
        while last and width(last + "…", size, bold=bold) > room:
            last = last[:-1]
        out = [*out[: lines - 1], last.rstrip() + "…"]
    return out


class Canvas:
    """Gathers elements in the order drawn. Coordinates in pixels from the upper left corner."""

    def __init__(self) -> None:
        self._out: list[str] = []

    def text(
        self, at: tuple[float, float], words: str, *, size: float = 13, fill: str = INK, font: str = "", anchor: str = "start"
    ) -> None:
        """One line of text with its baseline at `at`. `font`: a weight, "italic", or both ("italic 600")."""
        more = "".join(' font-style="italic"' if word == "italic" else f' font-weight="{word}"' for word in font.split())
        more += f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._out.append(
            f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size:g}" fill="{fill}"{more}>{escape(clean_xml(words))}</text>'
        )

    def runs(self, at: tuple[float, float], runs: list[tuple[str, str]], *, size: float = 13, anchor: str = "start") -> None:
        """One line of several runs, each with its own attributes (SVG, already safe): [(words, 'font-weight="600"')]."""
        spans = "".join(f"<tspan {attributes}>{escape(clean_xml(words))}</tspan>" for words, attributes in runs if words)
        joined = spans.replace("</tspan><tspan", "</tspan> <tspan")
        middle = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._out.append(f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size:g}" fill="{INK}"{middle}>{joined}</text>')

    def rect(
        self,
        box: tuple[float, float, float, float],
        *,
        fill: str,
        stroke: str = "none",
        radius: float = 6,
        dash: str = "",
        line: float = 1,
    ) -> None:
        """A box (x, y, width, height)."""
        x, y, w, h = box
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._out.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{radius:g}" fill="{fill}" stroke="{stroke}" stroke-width="{line:g}"{dashes}/>'
        )

    def stroke(
        self, start: tuple[float, float], end: tuple[float, float], *, colour: str, thick: float = 2, dash: str = ""
    ) -> None:
        """A straight line."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        cap = ' stroke-linecap="round"' if dash.startswith("1.5") else ""
        self._out.append(
            f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" stroke="{colour}" stroke-width="{thick:g}"{dashes}{cap}/>'
        )

    def arrow(
        self, start: tuple[float, float], end: tuple[float, float], *, colour: str, dash: str = "", both: bool = False
    ) -> None:
        """A horizontal arrow, its head at `end` (at both ends for a mutual act)."""
        way = 1 if end[0] >= start[0] else -1
        self.stroke((start[0] + (9 * way if both else 0), start[1]), (end[0] - 9 * way, end[1]), colour=colour, dash=dash)
        for (x, y), turn in ((end, way), (start, -way)) if both else ((end, way),):
            self._out.append(f'<path d="M{x:.1f} {y:.1f}l{-10 * turn} -5.5v11z" fill="{colour}"/>')

    def cross(self, at: tuple[float, float], *, colour: str) -> None:
        """The mark of what is said not to have happened."""
        x, y = at
        self._out.append(
            f'<path d="M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10" stroke="{colour}" stroke-width="2" fill="none"/>'
        )

    def dot(self, at: tuple[float, float], *, colour: str, hollow: bool = False, radius: float = 4.5) -> None:
        """A point; hollow for an end that the text leaves empty."""
        fill = PAPER if hollow else colour
        dash = ' stroke-dasharray="2 2"' if hollow else ""
        self._out.append(
            f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:g}" fill="{fill}" stroke="{colour}" stroke-width="1.6"{dash}/>'
        )

    def open_group(self, *, title: str, **data: str) -> None:
        """Begins a group with a tooltip and data attributes (`claim="c1 c2"` becomes data-claim)."""
        attributes = "".join(f" data-{name}={quoteattr(clean_xml(value))}" for name, value in data.items())
        self._out.append(
            f'<g class="edge" role="group" aria-label={quoteattr(clean_xml(title))}{attributes}><title>{escape(clean_xml(title))}</title>'
        )

    def close_group(self) -> None:
        """Ends the group."""
        self._out.append("</g>")

    def put(self, other: Canvas) -> None:
        """Everything of another canvas, on top."""
        self._out += other._out

    def document(self, size: tuple[float, float], title: str, about: str) -> str:
        """The whole picture as one stand-alone SVG text, `size` in pixels."""
        w, h = size
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}" class="situation" role="img" '
        head += f'aria-label={quoteattr(clean_xml(f"{title}: {about}"))} font-family="{FONT}">'
        ground = f'<rect width="{w:.0f}" height="{h:.0f}" fill="{PAPER}"/>'
        return "\n".join(
            [
                head,
                f"<title>{escape(clean_xml(title))}</title><desc>{escape(clean_xml(about))}</desc>",
                ground,
                *self._out,
                "</svg>",
                "",
            ]
        )
