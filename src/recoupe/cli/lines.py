"""Lines for people: styled in a terminal, plain and never broken in a pipe; no control character of an article ever gets through."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from recoupe.text.views import printable

_WIDE = 10_000
"""Width of a line that is not for a terminal: nothing is folded."""


class Screen(Console):
    """The one console of the commands: what it is given to show cannot give orders to the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments, their text printable; rich's own orders (styles, the cursor of a bar) stay."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(printable(segment.text), segment.style)


def screen(*, stderr: bool = False) -> Console:
    """A console on standard output, or on standard error."""
    return Screen(highlight=False, stderr=stderr)


def line_printer(console: Console | None = None) -> Callable[[Text], None]:
    """What prints one line on standard output, or on the console given."""
    chosen = console or screen()
    if not chosen.is_terminal:
        chosen.width = _WIDE
    return chosen.print


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
