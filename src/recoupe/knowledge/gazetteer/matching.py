"""Which names stand in a run of words: the longest listed name from each word on. Two look-ups for a whole text, however long; no choice of meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from recoupe.knowledge.gazetteer.keys import place_key, short_key
from recoupe.knowledge.gazetteer.store import Store

_LONGEST = 9
"""Words of the longest name that is sought."""


class NameMatch(msgspec.Struct, frozen=True):
    """Words `first` up to but not including `behind` are a listed name. `short`: only as an abbreviation."""

    first: int
    behind: int
    short: bool = False


def find_names(stores: Sequence[Store], words: Sequence[str], *, starts: Iterable[int] | None = None) -> list[NameMatch]:
    """The longest listed name from each word on, in order; matches may overlap.

    Args:
        stores: the files to look in.
        words: the words of a text as they stand, without elided articles ("d'"); a hyphenated word may be one or several.
        starts: the indices at which a name may begin (capitals, say); None: all.
    """
    pieces = [place_key(word).split() for word in words]
    begins = [at for at in (range(len(words)) if starts is None else sorted(set(starts))) if pieces[at]]
    asked = sorted({pieces[at][0] for at in begins})
    longest: dict[str, int] = {}
    for store in stores:
        for word, most in store.longest(asked).items():
            longest[word] = max(most, longest.get(word, 0))
    runs = {at: _runs(pieces, at, min(longest.get(pieces[at][0], 0), _LONGEST)) for at in begins}
    wanted = {key for run in runs.values() for _, key in run}
    shorts = {at: short_key(words[at]) for at in begins}
    known: set[str] = set()
    letters: set[str] = set()
    for store in stores:
        known |= store.known(wanted)
        letters |= store.known_short({short for short in shorts.values() if short})
    out: list[NameMatch] = []
    for at in begins:
        behind = next((end for end, key in reversed(runs[at]) if key in known), None)
        if behind is not None:
            out.append(NameMatch(at, behind))
        elif shorts[at] in letters:
            out.append(NameMatch(at, at + 1, short=True))
    return out


def _runs(pieces: Sequence[Sequence[str]], at: int, most: int) -> list[tuple[int, str]]:
    """Word index behind, and key, of the runs from one word on, shortest first."""
    out: list[tuple[int, str]] = []
    taken: list[str] = []
    for end in range(at, len(pieces)):
        taken += pieces[end]
        if len(taken) > most:
            break
        if pieces[end]:
            out.append((end + 1, " ".join(taken)))
    return out
