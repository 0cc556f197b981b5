"""What the parser door needs of the other files of a pack: nouns of time, verbs of speech, of control, of claims. Must never read a file."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from recoupe.knowledge.frames import Frame, single_verbs
from recoupe.knowledge.modality import Modality
from recoupe.model.syntax_rules import SyntaxRules


def parser_words(
    rules: SyntaxRules, classes: dict[str, frozenset[str]], speech: tuple[str, ...], modality: Modality, frames: Iterable[Frame]
) -> SyntaxRules:
    """The rules of the parser door with the words that it needs from the other files of the pack."""
    return msgspec.structs.replace(
        rules,
        times=tuple(sorted(classes.get("time", ()))),
        speech=speech,
        object_control=modality.object_control,
        verbs=single_verbs(frames),
    )
