"""Lists of addresses: one a line, blank lines and lines that begin with # apart. A line that is no address is told with its number."""

from __future__ import annotations

from pathlib import Path

from recoupe.errors import IntakeError
from recoupe.intake.addresses import web_address
from recoupe.intake.collections.items import Found, Item, Spoilt
from recoupe.intake.documents import Given

_MARK = "#"
_HEAD = 20


def list_items(path: Path, given: Given, start: int = 0) -> Found:
    """The addresses of a list; `resume` counts lines. Raises OSError."""
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        for number, raw in enumerate(stream, 1):
            line = raw.strip()
            if number <= start or not line or line.startswith(_MARK):
                continue
            name = f"{path}:{number}"
            try:
                url = web_address(line).url
            except IntakeError as error:
                yield Spoilt(name=name, kind="list", error=error, resume=number)
                continue
            yield Item(name=name, kind="list", url=url, given=given, resume=number)


def is_list(head: str) -> bool:
    """Whether a text is a list of addresses: each of its first lines that says something is one."""
    lines = [line.strip() for line in head.splitlines() if line.strip() and not line.strip().startswith(_MARK)][:_HEAD]
    return bool(lines) and all(line.startswith(("http://", "https://")) and len(line.split()) == 1 for line in lines)
