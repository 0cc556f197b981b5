"""How a voice is called: by its own name, or, for an article among several, by its outlet's. Names only; judges no voice."""

from __future__ import annotations

from recoupe.model.record import Record, Voice
from recoupe.model.vocabulary import ARTICLE


def is_own(voice: Voice) -> bool:
    """Whether the voice is the article's own."""
    return voice.kind == "outlet" and voice.who == ARTICLE


def voice_name(record: Record, voice: Voice, *, tell_apart: bool) -> str:
    """Who speaks; of several articles each speaks under its outlet's name, or its document's id."""
    if is_own(voice) and tell_apart:
        return record.document.outlet or record.document.id
    return voice.who
