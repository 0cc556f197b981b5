"""Fits the patterns of places to a row of pieces. Knows nothing of which name a stretch places, nor where anything lies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from recoupe.knowledge.relations import Compiled, Item, RelationPack
from recoupe.pipeline.toponyms.pieces import Piece

_ELIDED = frozenset({"here", "there", "ahead"})
_ABOUT = frozenset({"about", "announced", "peopled"})
_REFERENCES = frozenset({"place", "places", "nouned"})
_STOPS = frozenset({"", ".", "!", "?", ";", ":"})
_MOST_JOINED = 6
"""Names of one coordination."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A pattern that fits.

    Args:
        rule: the relation.
        first, behind: its pieces.
        bound: slot and piece of every name, in order.
        compass: degrees, None where it has no direction.
        km: kilometres, None where it has no distance.
        known: ids of states that an adjective gives.
        elided: "here", "there" or "ahead" where the reference is not in the words.
    """

    rule: Compiled
    first: int
    behind: int
    bound: tuple[tuple[str, int], ...] = ()
    compass: int | None = None
    km: float | None = None
    known: tuple[str, ...] = ()
    elided: str = ""

    @property
    def about(self) -> tuple[int, ...]:
        """Pieces of the names that are placed, where they stand inside."""
        return tuple(at for slot, at in self.bound if slot in _ABOUT)

    @property
    def references(self) -> tuple[int, ...]:
        """Pieces of the names by which something is placed."""
        return tuple(at for slot, at in self.bound if slot in _REFERENCES)

    @property
    def size(self) -> int:
        """How many pieces it takes."""
        return self.behind - self.first


class Matcher:
    """The patterns of one language."""

    def __init__(self, pack: RelationPack) -> None:
        self._pack = pack
        self._of = frozenset(entry[0] for entry in pack.lists.get("of", ()))
        self._articles = _by_first(pack.lists["article"])
        self._openers: dict[str, list[tuple[int, int]]] = {}
        """What a pattern may begin with, a word or the sign of a slot → numbers of the relation and of its pattern."""
        for number, rule in enumerate(pack.relations):
            for nth, pattern in enumerate(rule.patterns):
                for opener in _first(pattern):
                    self._openers.setdefault(opener, []).append((number, nth))

    def find(self, pieces: Sequence[Piece], keep: Callable[[Match], bool]) -> list[Match]:
        """What fits and `keep` allows, none overlapping another: those that say their reference before those that leave it out, then the longest, then the first."""
        found = [match for at in range(len(pieces)) for match in self._at(pieces, at) if keep(match)]
        out: list[Match] = []
        for match in sorted(found, key=lambda each: (bool(each.elided), -each.size, each.first)):
            if not any(match.first < other.behind and other.first < match.behind and _clash(match, other) for other in out):
                out.append(match)
        return sorted(out, key=lambda each: (each.first, each.behind))

    def _at(self, pieces: Sequence[Piece], at: int) -> Iterator[Match]:
        """The longest fit of each relation from one piece on."""
        likely: dict[int, list[int]] = {}
        for number, nth in sorted({pair for opener in self._opening(pieces, at) for pair in self._openers.get(opener, ())}):
            likely.setdefault(number, []).append(nth)
        for number, patterns in likely.items():
            rule = self._pack.relations[number]
            if any(_ends_with(pieces, at, words) for words in rule.unless):
                continue
            start = Match(rule=rule, first=at, behind=at)
            fits = [fit for nth in patterns for fit in self._fit(pieces, at, rule.patterns[nth], start)]
            fits = [fit for fit in fits if not (fit.elided and self._goes_on(pieces, fit.behind))]
            if fits:
                yield max(fits, key=lambda fit: (fit.size, not fit.elided))

    def _opening(self, pieces: Sequence[Piece], at: int) -> set[str]:
        """What stands at a piece, as patterns may begin with it: its word, and the signs of the slots that it, or what follows its article, can fill."""
        found = {_ANYTHING, pieces[at].form}
        behind = self._past_articles(pieces, at)
        for each in {at, behind}:
            if each < len(pieces):
                found.update(sign for sign, has in _SIGNS if has(pieces[each]))
        return found

    def _goes_on(self, pieces: Sequence[Piece], at: int) -> bool:
        """Whether words follow that say whose north it is after all."""
        return at < len(pieces) and (pieces[at].form in self._of or bool(pieces[at].people) or bool(pieces[at].names))

    def _fit(self, pieces: Sequence[Piece], at: int, items: Sequence[Item], so_far: Match) -> Iterator[Match]:
        if not items:
            yield msgspec.structs.replace(so_far, behind=at)
            return
        item, rest = items[0], items[1:]
        if item.optional:
            yield from self._fit(pieces, at, rest, so_far)
        if item.slot:
            for behind, bound in self._slot(pieces, at, item.slot, so_far):
                yield from self._fit(pieces, behind, rest, bound)
            return
        form = pieces[at].form if at < len(pieces) else ""
        for words in item.words:
            if words[0] == form and (len(words) == 1 or forms(pieces, at, len(words)) == words):
                yield from self._fit(pieces, at + len(words), rest, so_far)

    def _slot(self, pieces: Sequence[Piece], at: int, slot: str, so_far: Match) -> Iterator[tuple[int, Match]]:
        if slot in _ELIDED:
            if slot != "ahead" or any(forms(pieces, at, len(words)) == words for words in self._pack.lists["onward"]):
                yield at, msgspec.structs.replace(so_far, elided=slot)
            return
        if slot == "start":
            if at == 0 or (not pieces[at - 1].names and pieces[at - 1].km is None and pieces[at - 1].form in _STOPS):
                yield at, so_far
            return
        at = self._past_articles(pieces, at)
        if at >= len(pieces):
            return
        piece = pieces[at]
        if slot == "places":
            run = joined_by_and(pieces, at, self._pack)
            for last in range(len(run), 0, -1):
                yield (
                    run[last - 1] + 1,
                    msgspec.structs.replace(so_far, bound=(*so_far.bound, *(("places", each) for each in run[:last]))),
                )
        elif (
            slot in {"place", "about", "from", "via", "to"}
            or (slot == "announced" and piece.nouned)
            or (slot == "nouned" and piece.nouned)
            or (slot == "peopled" and piece.names)
        ):
            if piece.names:
                known = piece.people if slot == "peopled" else ()
                if slot != "peopled" or known:
                    yield at + 1, msgspec.structs.replace(so_far, bound=(*so_far.bound, (slot, at)), known=so_far.known + known)
        elif slot == "compass" and piece.noun is not None:
            yield at + 1, msgspec.structs.replace(so_far, compass=piece.noun)
        elif slot == "toward" and piece.adjective is not None:
            yield at + 1, msgspec.structs.replace(so_far, compass=piece.adjective)
        elif slot == "distance" and piece.km is not None:
            yield at + 1, msgspec.structs.replace(so_far, km=piece.km)
        elif slot == "people" and piece.people and not piece.names:
            yield at + 1, msgspec.structs.replace(so_far, known=so_far.known + piece.people)
        elif slot == "pair" and piece.pair:
            yield at + 1, msgspec.structs.replace(so_far, known=so_far.known + piece.pair)

    def _past_articles(self, pieces: Sequence[Piece], at: int) -> int:
        """Past one article."""
        for words in self._articles.get(pieces[at].form, ()) if at < len(pieces) else ():
            if len(words) == 1 or forms(pieces, at, len(words)) == words:
                return at + len(words)
        return at


_ANYTHING = "<any>"
_SIGNS: tuple[tuple[str, Callable[[Piece], bool]], ...] = (
    ("<name>", lambda piece: bool(piece.names)),
    ("<compass>", lambda piece: piece.noun is not None),
    ("<toward>", lambda piece: piece.adjective is not None),
    ("<distance>", lambda piece: piece.km is not None),
    ("<people>", lambda piece: bool(piece.people)),
    ("<pair>", lambda piece: bool(piece.pair)),
)
"""Signs of the slots, and the pieces that can fill them."""
_OWN_SIGN = frozenset({"compass", "toward", "distance", "people", "pair"})


def _first(items: Sequence[Item]) -> set[str]:
    """What a pattern may begin with: first words, signs of slots, or anything."""
    if not items:
        return {_ANYTHING}
    item, rest = items[0], items[1:]
    if item.slot == "start" or item.slot in _ELIDED:
        return _first(rest)  # takes no piece
    found = {words[0] for words in item.words}
    if item.slot:
        found.add(f"<{item.slot}>" if item.slot in _OWN_SIGN else "<name>")
    return found | _first(rest) if item.optional else found


def _by_first(entries: Sequence[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Entries of a list by their first word, in order."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for words in entries:
        out.setdefault(words[0], []).append(words)
    return out


def forms(pieces: Sequence[Piece], at: int, length: int) -> tuple[str, ...]:
    """The words of some pieces."""
    return tuple(piece.form for piece in pieces[at : at + length])


def joined(pieces: Sequence[Piece], at: int, pack: RelationPack) -> tuple[int, ...]:
    """The piece at `at` and those of the names that are joined with it and stand before it ("A, B et C"), nearest first.

    The nearest must be joined by more than a comma; nothing is joined before a noun ("A et la ville de B").
    """
    run = [at]
    while len(run) < _MOST_JOINED and not pieces[run[-1]].nouned:
        probe, saw = run[-1] - 1, False
        while probe >= 0 and run[-1] - probe <= _LONGEST_JOIN and pieces[probe].form:
            small = is_small(pieces[probe].form, pack)
            if not small and not is_join(pieces[probe].form, pack):
                break
            saw = saw or (not small and (pieces[probe].form != "," or len(run) > 1))
            probe -= 1
        if probe < 0 or not pieces[probe].names or not saw:
            break
        run.append(probe)
    return tuple(run)


def joined_by_and(pieces: Sequence[Piece], at: int, pack: RelationPack) -> tuple[int, ...]:
    """The piece at `at`, and the next name where one word alone joins the two ("around A and B", no comma: it may open something else)."""
    if not pieces[at].names:
        return ()
    probe = at + 1
    if probe < len(pieces) and pieces[probe].form != "," and is_join(pieces[probe].form, pack):
        probe += 1
        while probe < len(pieces) and is_small(pieces[probe].form, pack):
            probe += 1
        if probe < len(pieces) and pieces[probe].names:
            return at, probe
    return (at,)


_LONGEST_JOIN = 5


def is_join(form: str, pack: RelationPack) -> bool:
    """Whether the word joins names: "and", a comma."""
    return any(words[-1] == form for words in pack.lists["coordinate"])


def is_small(form: str, pack: RelationPack) -> bool:
    """Whether it is an article or a preposition that is repeated before each of joined names."""
    return any(words == (form,) for name in ("article", "repeated") for words in pack.lists.get(name, ()))


def _ends_with(pieces: Sequence[Piece], at: int, words: tuple[str, ...]) -> bool:
    """Whether these words stand right before, one other word between allowed ("l'accord signé entre")."""
    return any(
        tuple(piece.form for piece in pieces[max(0, at - skip - len(words)) : at - skip]) == words for skip in (0, 1) if at > skip
    )


def _clash(one: Match, other: Match) -> bool:
    """Whether two overlapping matches exclude each other: not where they share a name only, the reference of one that is the placed name of the other."""
    shared = set(range(max(one.first, other.first), min(one.behind, other.behind)))
    return not shared <= ({*one.about} & {*other.references} | {*other.about} & {*one.references})
