"""What a construction finds: somebody, the words that say so, what is said. Must never hold a whole record."""

from __future__ import annotations

import msgspec

from recoupe.model.spans import Span
from recoupe.model.vocabulary import Commitment, Construction


class Holder(msgspec.Struct, frozen=True):
    """The characters of who speaks, and the tree and word that head them (-1 where only the surface was read)."""

    span: Span
    tree: int
    word: int = -1


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution.

    Args:
        by: the construction that was read.
        content: what is said, one or more stretches in text order.
        cue: the words that attribute; None for a quotation that goes on with the speaker of the one before.
        holder: who; None where nobody is named.
        commitment: what the article takes on itself.
        tree: index in `Work.trees` of the cue; `word` the cue's index in it, -1 where no verb carries it.
    """

    by: Construction
    content: tuple[Span, ...]
    cue: Span | None
    holder: Holder | None
    commitment: Commitment
    tree: int
    word: int = -1
