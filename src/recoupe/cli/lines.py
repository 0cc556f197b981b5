"""Lines for people: styled in a terminal, plain and never broken in a pipe; no control character of an article ever gets through."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from recoupe.text.views import printable

_WIDE = 10_000
"""Width of a line that is not for a terminal: nothing is folded."""


def line_printer(console: Console | None = None) -> Callable[[Text], None]:
    """What prints one line on standard output, or on the console given."""
    chosen = console or Console(highlight=False)
    if not chosen.is_terminal:
        chosen.width = _WIDE

    def printed(line: Text) -> None:
        line.plain = printable(line.plain)
        chosen.print(line)

    return printed
