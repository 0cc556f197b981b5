"""How speakers are called: `data/labels/speakers.toml`. Holds the words; never reads an article."""

from __future__ import annotations

from functools import cache

import msgspec

from recoupe.knowledge.files import data_root, load_toml


class SpeakerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of one language, folded."""

    indefinite: tuple[str, ...]
    mouths: tuple[str, ...]
    agency: tuple[str, ...]
    again: tuple[str, ...]


@cache
def _all() -> dict[str, SpeakerWords]:
    return load_toml(data_root() / "labels" / "speakers.toml", dict[str, SpeakerWords])


def speaker_words(lang: str) -> SpeakerWords:
    """The words of a language, those of English where it has none. Raises KnowledgeError R301 to R303 on a wrong file."""
    every = _all()
    return every.get(lang, every["en"])
