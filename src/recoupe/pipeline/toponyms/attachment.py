"""Which names a stretch of words places: the name right before it, with those joined to it, or the one that an apposition goes back to. Reads no meaning."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.knowledge.relations import RelationPack
from recoupe.pipeline.toponyms.matching import Match, joined
from recoupe.pipeline.toponyms.pieces import Piece

_MOST_LEAD = 6
"""Words between a name and what places it."""
_LONGEST_APPOSITION = 9
_PARTING = frozenset({",", "(", "-"})


class Attachment:
    """Looks to the left of a stretch in one language."""

    def __init__(self, pack: RelationPack) -> None:
        self._pack = pack
        self._lead = pack.lists["lead"]
        self._nouns = frozenset(words[0] for words in pack.lists["settlement"])
        self._small = frozenset(words[0] for name in ("article", "small") for words in pack.lists.get(name, ()))

    def names(self, pieces: Sequence[Piece], match: Match) -> tuple[int, ...]:
        """The pieces of the names that the words of `match` place; none where they stand alone."""
        at = self._past_lead(pieces, match.first)
        parted = at > 0 and pieces[at - 1].form in _PARTING
        before = at - 1 - parted
        if before >= 0 and pieces[before].names:
            return joined(pieces, before, self._pack)
        owner = self._apposed(pieces, match.first)
        return (owner,) if owner is not None else ()

    def _past_lead(self, pieces: Sequence[Piece], at: int) -> int:
        """The first of the small words that stand right before `at`."""
        low = max(0, at - _MOST_LEAD)
        while at > low:
            for words in self._lead:
                if tuple(piece.form for piece in pieces[max(0, at - len(words)) : at]) == words:
                    at -= len(words)
                    break
            else:
                return at
        return at

    def _apposed(self, pieces: Sequence[Piece], at: int) -> int | None:
        """The name that a noun of place behind a comma goes back to: "X, bourgade industrielle à l'est de Y", "X, a township west of Y"."""
        probe = at - 1
        while probe > 0 and at - probe <= _LONGEST_APPOSITION:
            piece = pieces[probe]
            if piece.names or (not piece.form and piece.km is None):
                return None
            if piece.form in _PARTING:
                opened = probe + 1
                while opened < at and pieces[opened].form in self._small:
                    opened += 1
                noun = any(each.form in self._nouns for each in pieces[opened : min(at, opened + 3)])
                return probe - 1 if noun and pieces[probe - 1].names else None
            probe -= 1
        return None
