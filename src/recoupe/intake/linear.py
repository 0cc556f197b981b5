"""What every linearisation returns: the one linear text, its blocks, and what the page says of itself. Types only."""

from __future__ import annotations

import msgspec

from recoupe.model.document import Block


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What the page explicitly says of itself. None where it says nothing: nothing here is ever guessed.

    Args:
        title: the name of the article.
        published: ISO date or date-time of publication.
        outlet: name of the publisher.
        url: canonical http(s) address.
        lang: language code of the page, lower case, without region.
    """

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    lang: str | None = None


class Linear(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one linearisation.

    Args:
        linearisation: name and version of what made the text, "html/1".
        text: the linear text.
        blocks: its blocks, in order, not overlapping; spans count code points of `text`.
        metadata: what the page says of itself.
        notes: what had to be done that a reader should know.
    """

    linearisation: str
    text: str
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = Metadata()
    notes: tuple[str, ...] = ()
