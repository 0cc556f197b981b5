"""Reads an annotation of the specimen: from the folder that holds it with its text, or from our own file of offsets. Must never hold a word of the text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec

from recoupe.errors import UsageError
from recoupe.evaluation.figures import gold_lines
from recoupe.evaluation.specimen import Annotation, Frame, PartSpan
from recoupe.evaluation.specimen_guards import Guard

ARTICLE = "article.txt"
SHA256 = "c9f50e96a6907c7666d14f4f6b69526dc1781a960b4af051a9aa9b731debef3d"

_HAPPENED = ("happened", "ongoing", "habitual")
_OCCURRENCES: dict[str, tuple[str, ...]] = {
    "attributed": (*_HAPPENED, "did_not_happen"), "attitude": (*_HAPPENED, "unknown"), "planned": ("planned", "intended"), "intended": ("intended", "planned", "threatened"),
    "alleged intent": ("intended", "unknown"), "alleged": ("unknown", "happened", "intended", "ongoing", "possible"), "hypothetical": ("hypothetical", "possible"),
    "normative": ("prescribed", "requested"), "questioned": ("questioned",), "evaluative": (*_HAPPENED, "unknown"),
}  # fmt: skip
"""Status words of the annotators, and what a record may say for them; any other: it happened."""
_KINDS: dict[str, tuple[str, ...]] = {
    "related_link": ("related",), "source_line": ("source_line",), "share_widget": ("furniture",), "subhead": ("subhead",), "paragraph": ("body", "lead"),
}  # fmt: skip

_AIM = ("DECIDE", "INTENT", "THREATEN", "STATEMENT")
_LAW = ("LEGAL", "REQUEST", "STATEMENT", "DECIDE", "INTENT")


def read_specimen(folder: Path) -> tuple[Annotation, str]:
    """The annotation and the text of the annotated article's folder. Raises UsageError R403 where the article is another one or missing."""
    article = folder / ARTICLE
    data = article.read_bytes() if article.is_file() else b""
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise UsageError("R403", "the article is missing or is not the one that was annotated.", where=f"{folder.name}/{ARTICLE}")
    text = data.decode("utf-8")
    pages = json.loads((folder / "statements.json").read_text(encoding="utf-8"))
    parts = tuple(_part(row) for row in pages["parts"])
    frames = tuple(
        _frame(row) for row in gold_lines(folder / "frames.jsonl", ("id", "trigger", "roles", "status")) if _own(row["part"])
    )
    return Annotation(sha256=SHA256, chars=len(text), parts=parts, frames=frames, guards=(*_foreign(parts), *GUARDS)), text


def read_annotation(path: Path) -> Annotation:
    """The annotation in a TOML file. Raises UsageError R403 with the path of the first wrong field."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Annotation)
    except (msgspec.ValidationError, msgspec.DecodeError, OSError) as err:
        raise UsageError("R403", f"no annotation: {err}.", where=path.name) from err


def _own(part: str) -> bool:
    return "related-link" not in part and part != "caption(foreign)"


def _part(row: dict[str, Any]) -> PartSpan:
    stray = row["kind"] == "caption" and row.get("belongs_to_story") is False
    kinds = ("stray_caption",) if stray else _KINDS.get(row["kind"], (row["kind"],))
    return PartSpan(kinds=kinds, start=row["start"], end=row["end"], foreign=stray or row["kind"] == "related_link")


def _frame(row: dict[str, Any]) -> Frame:
    roles = {role: tuple((span[0], span[1]) for span in spans) for role, spans in row["roles"].items()}
    return Frame(
        id=row["id"], family=row["type"].replace("_", "-").split("-")[0], families=tuple(row.get("families") or ()),
        triggers=tuple((span[0], span[1]) for span in (row["trigger"], *row.get("also", ()))), roles=roles,
        occurrences=_OCCURRENCES.get(row["status"], _HAPPENED), core=bool(row.get("core")), opinion=row["status"] == "evaluative",
    )  # fmt: skip


def _foreign(parts: tuple[PartSpan, ...]) -> tuple[Guard, ...]:
    """Rules 1 and 2: stray captions and pointers give no claim."""
    return tuple(
        Guard(rule=1 if part.kinds == ("stray_caption",) else 2, kind="no_claim", start=part.start, end=part.end)
        for part in parts
        if part.foreign
    )


GUARDS: tuple[Guard, ...] = (
    Guard(rule=3, kind="not_happened", start=3130, end=3145, families=_AIM),
    Guard(rule=3, kind="not_happened", start=3551, end=3566, families=_AIM),
    Guard(rule=3, kind="not_happened", start=3262, end=3282, families=_AIM),
    Guard(rule=4, kind="not_happened", start=1599, end=1619, families=_AIM),
    Guard(rule=4, kind="not_happened", start=1370, end=1401, families=_LAW),
    Guard(rule=4, kind="not_happened", start=2340, end=2363, families=_AIM),
    Guard(rule=4, kind="not_happened", start=2879, end=2904, families=_AIM),
    Guard(rule=4, kind="not_happened", start=2980, end=2999, families=_AIM),
    Guard(rule=5, kind="no_role", start=3954, end=3968, roles=("agent", "actor")),
    Guard(rule=6, kind="not_at", start=840, end=848, point=(33.433, 38.937)),
    Guard(rule=6, kind="not_same", start=840, end=848, other=(3781, 3789)),
    Guard(rule=7, kind="dates", values=("2020-01-03",)),
)
"""Rules 3 to 7 of what must never happen, by offsets of the article with the hash above."""
