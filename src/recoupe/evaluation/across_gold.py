"""Reads the sets whose events are marked across articles (ECB+, MEANTIME): tokens, sentences, mentions. Scores nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec

from recoupe.errors import UsageError


class GoldArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article as sentences of tokens."""

    topic: int | str
    sentences: tuple[tuple[str, ...], ...]


class MarkedWord(msgspec.Struct, frozen=True, kw_only=True):
    """A mention: the numbers of its tokens in a sentence of an article, and its cluster."""

    id: str
    doc: str
    sent: int
    tokens: tuple[int, ...]
    text: str
    kind: str
    validated: bool
    cluster: str


class MarkedSet(msgspec.Struct, frozen=True, kw_only=True):
    """One file."""

    documents: dict[str, GoldArticle]
    mentions: tuple[MarkedWord, ...]

    @property
    def event_words(self) -> list[MarkedWord]:
        """The mentions of events that were checked: those that are scored."""
        return [each for each in self.mentions if each.kind == "event" and each.validated]


def read_marked(path: Path) -> MarkedSet:
    """The set. Raises UsageError R403 where the file is missing or of another form."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=MarkedSet)
    except (OSError, msgspec.DecodeError) as err:
        raise UsageError("R403", f"the file is no JSON of this set: {err}.", where=path.name) from err


def check_words(found: MarkedSet, where: str) -> None:
    """Raises UsageError R403 where an event word points at no token. MEANTIME has such mentions; its articles are read without them."""
    for each in found.event_words:
        article = found.documents.get(each.doc)
        sentence = article.sentences[each.sent] if article and 0 <= each.sent < len(article.sentences) else ()
        if not each.tokens or not 0 <= min(each.tokens) <= max(each.tokens) < len(sentence):
            raise UsageError("R403", f"the mention {each.id} points at no token.", where=where)
