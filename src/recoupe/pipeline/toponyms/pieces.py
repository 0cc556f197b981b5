"""A part of the text as a row of pieces for the patterns of places: names whole, directions, distances, adjectives of states, words. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from recoupe.knowledge.gazetteer.kinds import load_kinds
from recoupe.knowledge.relations import WORD, RelationPack, words_of
from recoupe.model.record import Part
from recoupe.pipeline.counting import Count, Counter
from recoupe.pipeline.toponyms.model import Toponym
from recoupe.text.views import fold
from recoupe.text.words import numbers_of

_LONGEST_COMPASS = 2
_NATIONAL = frozenset({"state", "division", "settlement", "region", "water"})
"""Groups of kinds that lie in the state whose adjective they have; a base belongs to those who man it."""
_MANNED = frozenset({"facility", "line"})
_UNIT_CHARS = 14
"""Characters between a number and its unit at most: "30 à 40 petits kilomètres" is not read."""

People = Callable[[str], tuple[str, ...]]
"""A word → ids of the states whose people or things it names."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One piece.

    Args:
        start, end: code points of the document's text.
        form: the folded word; "" for a name, a distance, a line end.
        names: indices of the toponyms that end in it, the widest first; empty for words.
        noun, adjective: degrees of the direction that the word names.
        km: the distance that the piece says.
        people: ids of the state whose adjective it is.
        pair: the same of two states.
        cued: the name has the noun of its kind before or behind it.
        nouned: the noun of a settlement, division or region stands before the name.
    """

    start: int
    end: int
    form: str = ""
    names: tuple[int, ...] = ()
    noun: int | None = None
    adjective: int | None = None
    km: float | None = None
    people: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    cued: bool = False
    nouned: bool = False


class PieceCutter:
    """Cuts the parts of one language. `people` tells adjectives of states."""

    def __init__(self, pack: RelationPack, counter: Counter, people: People) -> None:
        self._pack = pack
        self._counter = counter
        self._people = people
        self._own = frozenset(pack.lists["own"])
        self._relating = frozenset(
            words[0] for name in ("near", "facing", "beside", "inside", "lead") for words in pack.lists.get(name, ())
        )

    def cut(self, text: str, part: Part, toponyms: Sequence[Toponym]) -> list[Piece]:
        """The pieces of a part, in order."""
        atoms = self._atoms(part, toponyms)
        out: list[Piece] = []
        at = part.start
        for atom in [*atoms, None]:
            end = part.end if atom is None else atom.start
            out += self._words(text, at, end)
            if atom is not None:
                out.append(atom)
                at = atom.end
        return self._distances(text, part, self._compass(out))

    def _atoms(self, part: Part, toponyms: Sequence[Toponym]) -> list[Piece]:
        """Names with the nouns of their kinds; the widest where one lies in another, unless its noun is one of the patterns' own."""
        spans: list[tuple[int, int, int]] = []
        for index, name in enumerate(toponyms):
            if name.part != part.id:
                continue
            start, end = name.start, name.end
            cue = name.cue
            if cue is not None and not self._is_free(cue.text):
                start, end = min(start, cue.start), max(end, cue.end)
            elif cue is not None and start <= cue.start and cue.end <= end:
                continue
            spans.append((start, end, index))
        out: list[Piece] = []
        for start, end, index in sorted(spans, key=lambda each: (each[0], -each[1], each[2])):
            if out and start < out[-1].end:
                if end <= out[-1].end:
                    out[-1] = msgspec.structs.replace(
                        out[-1], names=(*out[-1].names, index), people=out[-1].people or self._national(toponyms[index])
                    )
                continue
            name = toponyms[index]
            out.append(
                Piece(
                    start=start,
                    end=end,
                    names=(index,),
                    cued=name.cue is not None,
                    nouned=self._is_nouned(name),
                    people=self._national(name),
                )
            )
        return out

    def _is_free(self, cue: str) -> bool:
        """Whether the noun beside a name belongs to the patterns: "rive est de", "hamlet east of", "mine près de"."""
        words = words_of(cue)
        return (
            words[:1] in self._own
            or words[-1:] in self._own
            or any((word,) in self._pack.nouns or word in self._relating for word in words[1:])
        )

    def _is_nouned(self, name: Toponym) -> bool:
        """Whether the noun of a settlement, division or region stands before the name."""
        return (
            name.cue is not None
            and name.cue.start < name.start
            and not self._is_free(name.cue.text)
            and not _groups(name) <= _MANNED
        )

    def _national(self, name: Toponym) -> tuple[str, ...]:
        """The state whose adjective stands with the noun of the name's kind: "ville syrienne"."""
        if name.cue is None or not _groups(name) & _NATIONAL:
            return ()
        for word in words_of(name.cue.text):
            if found := self._people(word):
                return found
        return ()

    def _words(self, text: str, start: int, end: int) -> list[Piece]:
        out: list[Piece] = []
        view = fold(text[start:end])
        behind = 0
        for match in WORD.finditer(view):
            if "\n" in text[start + behind : start + match.start()]:
                out.append(Piece(start=start + match.start(), end=start + match.start()))
            behind = match.end()
            form = match.group()
            out.append(self._word(form, start + match.start(), start + match.end()))
        if "\n" in text[start + behind : end]:
            out.append(Piece(start=end, end=end))
        return out

    def _word(self, form: str, start: int, end: int) -> Piece:
        first, _, second = form.partition("-")
        pair: tuple[str, ...] = ()
        people: tuple[str, ...] = ()
        if second:
            left = self._people(self._pack.combining.get(first, first))
            right = self._people(second)
            pair = (left[0], right[0]) if left and right else ()
        elif len(form) > _LONGEST_COMPASS and form.isalpha():
            people = self._people(form)
        return Piece(start=start, end=end, form=form, pair=pair, people=people, adjective=self._pack.adjectives.get((form,)))

    def _compass(self, pieces: list[Piece]) -> list[Piece]:
        """The same with the nouns of direction, of two words too, as pieces."""
        out: list[Piece] = []
        at = 0
        while at < len(pieces):
            for length in range(_LONGEST_COMPASS, 0, -1):
                run = pieces[at : at + length]
                words = tuple(piece.form for piece in run)
                degrees = self._pack.nouns.get(words)
                if degrees is None or len(run) < length or not self._is_compass(words, out):
                    continue
                merged = msgspec.structs.replace(run[0], end=run[-1].end, form=" ".join(words), noun=degrees, people=())
                out.append(merged)
                at += length
                break
            else:
                words = tuple(piece.form for piece in pieces[at : at + _LONGEST_COMPASS])
                degrees = self._pack.adjectives.get(words) if len(words) == _LONGEST_COMPASS else None
                if degrees is not None:
                    out.append(
                        msgspec.structs.replace(pieces[at], end=pieces[at + 1].end, form=" ".join(words), adjective=degrees)
                    )
                    at += _LONGEST_COMPASS
                else:
                    out.append(pieces[at])
                    at += 1
        return out

    def _is_compass(self, words: tuple[str, ...], before: list[Piece]) -> bool:
        """Whether a noun that is also something else has one of its words before it ("l'est", not "Gao est")."""
        wanted = self._pack.ambiguous.get(" ".join(words))
        return wanted is None or bool(before and before[-1].form in wanted)

    def _distances(self, text: str, part: Part, pieces: list[Piece]) -> list[Piece]:
        """The same with each number and its unit as one piece."""
        counts = self._counter.find(text[part.start : part.end])
        out: list[Piece] = []
        for piece in pieces:
            factor = self._pack.units.get(piece.form)
            number = _before(text, part.start, counts, piece.start) if factor is not None else None
            if factor is None or number is None:
                out.append(piece)
                continue
            start, value = number
            while out and out[-1].start >= start and not out[-1].names:
                out.pop()
            out.append(Piece(start=start, end=piece.end, km=round(value * factor, 3)))
        return out


def _groups(name: Toponym) -> frozenset[str]:
    return frozenset(load_kinds()[kind].group for kind in name.kinds)


def _before(text: str, shift: int, counts: list[Count], at: int) -> tuple[int, float] | None:
    """Start and value of the number that ends right before a unit, "de" or "of" allowed between."""
    for count in counts:
        end = shift + count.end
        if (
            end <= at <= end + _UNIT_CHARS
            and not any(char in ".,;:()\n" for char in text[end:at])
            and len(text[end:at].split()) <= 1
        ):
            best = count.best
            if best is None:
                bounds = [bound for bound in (count.low, count.high) if bound is not None]
                best = sum(bounds) // len(bounds) if len(bounds) == 2 else bounds[0]
            return shift + count.start, float(best)
    low = max(shift, at - _UNIT_CHARS)
    for start, end in numbers_of(text[low:at]):
        if not text[low + end : at].strip(" \u00a0\u202f-"):
            said = text[low + start : low + end].replace(",", ".").replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
            return (low + start, float(said)) if said.count(".") <= 1 else None
    return None
