"""How an article of the archive is called where nobody named it."""

from __future__ import annotations

from recoupe.model.record import Record

_LONGEST = 90


def called(record: Record, text: str) -> str:
    """Its headline, else its title, its address, its id; at most 90 characters. `text` is its linear text."""
    head = next((part for part in record.parts if part.kind == "headline"), None)
    said = " ".join(text[head.start : head.end].split()) if head is not None else ""
    document = record.document
    name = said or document.title or document.url or document.id
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
