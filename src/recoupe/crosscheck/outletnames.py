"""Which outlets an article names, by name or initials: one walk over its words, whatever the number of outlets. Follows nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from recoupe.text.words import folded_words

_LEADING = frozenset({"the", "le", "la", "les", "l"})
_SHORT = 3


class OutletNames:
    """Outlets by the words of their names."""

    def __init__(self, outlets: Iterable[str]) -> None:
        """`outlets`: names as their articles give them."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for outlet in sorted(set(outlets)):
            for form in _forms(outlet):
                self._by_first[form[0]].append((form, outlet))

    def named_in(self, text: str) -> tuple[str, ...]:
        """The outlets that the text names, in the order of their first mention; of two in one place the longer name."""
        words = folded_words(text)
        found: dict[str, None] = {}
        at = 0
        while at < len(words):
            fits = [
                (len(form), outlet)
                for form, outlet in self._by_first.get(words[at], ())
                if tuple(words[at : at + len(form)]) == form
            ]
            if fits:
                length, outlet = max(fits)
                found.setdefault(outlet)
                at += length
            else:
                at += 1
        return tuple(found)


def _forms(outlet: str) -> Iterable[tuple[str, ...]]:
    """The whole name, without its article, and the initials of three words or more ("AVP")."""
    words = folded_words(outlet)
    bare = words[1:] if len(words) > 1 and words[0] in _LEADING else words
    if bare:
        yield tuple(bare)
    content = [word for word in bare if len(word) > _SHORT or word[:1].isdigit()]
    if len(content) >= _SHORT:
        yield ("".join(word[0] for word in content),)


def by_outlet(outlets: Mapping[str, str | None]) -> dict[str, list[str]]:
    """Documents of each outlet, in the order of their ids."""
    out: dict[str, list[str]] = defaultdict(list)
    for document, outlet in sorted(outlets.items()):
        if outlet:
            out[outlet].append(document)
    return out
