"""A team's codebook as a person uses it: checked with its examples, made anew from the starter."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from recoupe.errors import UsageError
from recoupe.knowledge.files import data_root
from recoupe.knowledge.frames import Frame
from recoupe.knowledge.overlay import Overlay, overlay_of


class Rival(msgspec.Struct, frozen=True, kw_only=True):
    """A word that a frame of the codebook and some of ours all know: the codebook's is tried first. `ours` are their ids, with file and line."""

    word: str
    own: str
    ours: tuple[str, ...]


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A codebook loaded and its examples run: what they got wrong, and which of ours share its words."""

    overlay: Overlay
    frames: int
    examples: int
    wrong: tuple[str, ...]
    rivals: tuple[Rival, ...]


def check_codebook(folder: Path) -> Checked:
    """Load a codebook and run the examples of its frames. Raises KnowledgeError on the first wrong file."""
    from recoupe.app.reading import engine
    from recoupe.pipeline.examples import failures

    overlay = overlay_of(folder)
    reader = engine(folder)
    own = [(lang, frame) for lang, pack in overlay.packs.items() for frame in pack.frames if frame.own]
    wrong = tuple(message for lang, frame in own for message in failures(reader, lang, frame))
    return Checked(
        overlay=overlay,
        frames=len(own),
        examples=sum(len(frame.source.accept) + len(frame.source.refuse) for _, frame in own),
        wrong=wrong,
        rivals=tuple(rival for lang, frame in own for rival in _rivals(lang, frame, overlay)),
    )


def _rivals(lang: str, frame: Frame, overlay: Overlay) -> Iterator[Rival]:
    others = [each for each in overlay.packs[lang].frames if not each.own]
    for kind in ("verbs", "nouns", "adjectives"):
        for word in getattr(frame.source, kind):
            ours = tuple(f"{each.id} ({each.where})" for each in others if word in getattr(each.source, kind))
            if ours:
                yield Rival(word=word, own=frame.id, ours=ours)


def new_codebook(folder: Path) -> list[Path]:
    """The starter codebook in a new folder, each file with remarks. Gives what was written. Raises UsageError R402 where something lies there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("R402", f"{folder} is there and is not empty.", remedy="Name a new folder.")
    source = data_root() / "starter"
    try:
        shutil.copytree(source, folder, dirs_exist_ok=True)
    except OSError as error:
        raise UsageError("R402", f"{folder} cannot be written: {error.strerror}.", remedy="Name another folder.") from error
    return [folder / path.relative_to(source) for path in sorted(source.rglob("*")) if path.is_file()]
