"""Words of time that a text writes without their accents ("fevrier", "DECEMBRE"). Must never change a word that is one as it stands."""

from __future__ import annotations

import unicodedata

from recoupe.knowledge.times.pack import TimePack
from recoupe.text.tokens import Tokens

_SHORTEST = 4
"""Shorter words without accents are other words: "a", "des", "la"."""


class Spelling:
    """The bare spellings of one language's words of time. `pack.cues.unaccented_words`: words that are others without their accents."""

    def __init__(self, pack: TimePack) -> None:
        words = {
            token for table in pack.classes.values() for entries in table.values() for forms, _ in entries for token in forms
        }
        nodes = list(pack.roots.values())
        while nodes:
            node = nodes.pop()
            words.update(node.words)
            nodes += [*node.words.values(), *node.drawn.values(), *node.nested.values()]
            if node.glued is not None:
                nodes.append(node.glued)
        kept = words | set(pack.cues.unaccented_words)
        bare = {_bare(word): word for word in sorted(words)}
        self._accented = {form: word for form, word in bare.items() if form not in kept and len(form) >= _SHORTEST}

    def accented(self, tokens: Tokens) -> Tokens:
        """The tokens with their accents put back; offsets stay."""
        if not self._accented or not any(token in self._accented for token in tokens.texts):
            return tokens
        return Tokens(tuple(self._accented.get(token, token) for token in tokens.texts), tokens.starts, tokens.ends)


def _bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
