"""Words of time that a text misspells: without their accents ("fevrier", "DECEMBRE"), a day or month with one letter wrong. Must never change a word that is one."""

from __future__ import annotations

import unicodedata

from recoupe.knowledge.times.pack import TimePack
from recoupe.text.tokens import Tokens

_SHORTEST = 4
"""Shorter words without accents are other words: "a", "des", "la"."""
_SHORTEST_WRONG = 7
"""Shorter names of days and months with a letter wrong are too often other words: "marche", "Augusta"."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


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
        self._right = {form: word for form, word in bare.items() if form not in kept and len(form) >= _SHORTEST}
        for name in ("weekday", "month"):
            for word in (
                first for first, entries in pack.classes.get(name, {}).items() if any(len(forms) == 1 for forms, _ in entries)
            ):
                for form in _slips(word) if len(word) >= _SHORTEST_WRONG else ():
                    if form not in kept:
                        self._right.setdefault(form, word)

    def mended(self, tokens: Tokens) -> Tokens:
        """The tokens with misspelt words of time put right; offsets stay."""
        if self._right.keys().isdisjoint(tokens.texts):
            return tokens
        return Tokens(tuple(self._right.get(token, token) for token in tokens.texts), tokens.starts, tokens.ends)


def _slips(word: str) -> set[str]:
    """Every form of a word with one letter left out, doubled, changed, or two exchanged; its first letter stays, and no letter is added at its end."""
    out = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    out |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)}
    out |= {word[:at] + letter + word[at + 1 :] for at in range(1, len(word)) for letter in _LETTERS}
    out |= {word[:at] + letter + word[at:] for at in range(1, len(word)) for letter in _LETTERS}
    return out - {word}


def _bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
