"""Two situations side by side: what both say, the same or differently, and what only one says. Never says which of them is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from recoupe.model.vocabulary import family
from recoupe.situation.model import Edge, Place, Situation, Thing
from recoupe.text.views import fold
from recoupe.text.words import folded_words

SCHEMA = "recoupe/situation-comparison/1"
ALIKE = 0.5
"""Share of the shorter content's words that the longer must hold for both to be one where nothing else tells edges apart."""
COUNTRY = 6
"""UCDP precision of a place that is a whole country."""
_STEM = 5
"""Letters by which two words of contents are compared: inflections of one word mostly share them."""
_PROPER = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{3,}")
"""Words of a name that are written as proper names."""
_COMPARED = ("occurrence", "attribution", "voices", "label", "time", "figures", "content")


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that both say. `differences` are the fields in which they differ; `why` says by what the two were matched."""

    left: str
    right: str
    same: bool
    differences: tuple[str, ...]
    why: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The two situations and how their edges meet."""

    schema: str
    left: Situation
    right: Situation
    shared: tuple[Shared, ...]
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]


def compare(left: Situation, right: Situation) -> Comparison:
    """Matches the edges of two situations: same kind, family and both ends (by node id, or by a common name); each edge at most once."""
    names = _Names(left, right)
    taken: set[str] = set()
    shared: list[Shared] = []
    for edge in left.edges:
        fits = [
            (names.differences(edge, other), other) for other in right.edges if other.id not in taken and names.match(edge, other)
        ]
        if fits:
            differences, other = min(fits, key=lambda fit: len(fit[0]))
            taken.add(other.id)
            why = f"both are {edge.kind}, family {family(edge.type)}, with the same ends"
            shared.append(Shared(left=edge.id, right=other.id, same=not differences, differences=differences, why=why))
    matched = {each.left for each in shared}
    return Comparison(
        schema=SCHEMA,
        left=left,
        right=right,
        shared=tuple(shared),
        only_left=tuple(edge.id for edge in left.edges if edge.id not in matched),
        only_right=tuple(edge.id for edge in right.edges if edge.id not in taken),
    )


class _Names:
    """The names of all nodes of both situations, folded, to tell whether two nodes are one."""

    def __init__(self, left: Situation, right: Situation) -> None:
        self._left = _names_of(left)
        self._right = _names_of(right)

    def same(self, left: str | None, right: str | None) -> bool:
        """Whether two ends are one: both empty, the same id, or, where a reading does not tell them apart, a common name."""
        if left is None or right is None:
            return left is right
        one, other = self._left[left], self._right[right]
        if one.sort != other.sort or (one.ref and other.ref and one.ref != other.ref):
            return False
        if one.sort == "place" and one.parted(other):
            return False
        return left == right or bool(one.words & other.words)

    def around(self, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether two lists of places share one or a proper name, or one names the country of a place of the other."""
        if self.some(left, right):
            return True
        pairs = [(self._left[one], self._right[other]) for one in left for other in right]
        if any(one.country and one.country == other.country and (one.whole or other.whole) for one, other in pairs):
            return True
        return any(
            not one.parted(other) and not (one.ref and other.ref) and bool(one.proper & other.proper) for one, other in pairs
        )

    def may_be(self, left: Edge, right: Edge) -> bool:
        """Whether what moves in two movements may be one: the same node, as many of them, or people of one country."""
        movers = (left.source or left.agent, right.source or right.agent)
        if self.same(*movers) or (left.agent is not None and self.same(left.agent, right.agent)):
            return True
        if movers[0] is None or movers[1] is None:
            return False
        one, other = self._left[movers[0]], self._right[movers[1]]
        if one.ref and other.ref:
            return False
        return bool(set(left.figures) & set(right.figures)) or (one.country is not None and one.country == other.country)

    def some(self, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether two lists of nodes share one."""
        return any(self.same(one, other) for one in left for other in right)

    def match(self, left: Edge, right: Edge) -> bool:
        """Whether two edges say the same thing of the same ends."""
        if left.kind != right.kind or family(left.type) != family(right.type):
            return False
        if left.kind == "moves":
            return self._same_move(left, right)
        if self._one_end_open(left, right):
            return True
        if not (self.same(left.source, right.source) and self.same(left.target, right.target)):
            return left.mutual and right.mutual and self.same(left.source, right.target) and self.same(left.target, right.source)
        if left.target is None or (left.content and right.content):
            return _alike(left.content or left.label, right.content or right.label)
        return left.source is not None or left.target is not None

    def _one_end_open(self, left: Edge, right: Edge) -> bool:
        """Whether both tell an act of the same sort on the same known target, and only one says who did it."""
        if left.kind != "acts_on" or (left.source is None) == (right.source is None) or left.target is None:
            return False
        return self.same(left.target, right.target) and self._telling(left.target)

    def _telling(self, node: str) -> bool:
        """Whether the name of a node tells it from others: a reading, or a proper name in it."""
        return bool(self._left[node].ref or self._left[node].proper)

    def _same_move(self, left: Edge, right: Edge) -> bool:
        if not self.may_be(left, right):
            return False
        ends = [(left.from_, right.from_), (left.via, right.via), (left.to, right.to)]
        return any(self.around(*pair) for pair in ends) and all(self.around(*pair) for pair in ends if pair[0] and pair[1])

    def differences(self, left: Edge, right: Edge) -> tuple[str, ...]:
        """The fields in which two matched edges differ, in a fixed order."""
        out = [name for name in _COMPARED if _plain(getattr(left, name)) != _plain(getattr(right, name))]
        if left.kind != "moves" and not left.mutual and not self.same(left.source, right.source):
            out.append("source")
        for name, one, other in (("from", left.from_, right.from_), ("via", left.via, right.via), ("to", left.to, right.to)):
            if bool(one) != bool(other) or (one and not all(self.some([each], other) for each in one)):
                out.append(name)
        return tuple(out)


class _NodeNames(msgspec.Struct, frozen=True):
    sort: str
    ref: str | None
    country: str | None
    whole: bool
    words: frozenset[str]
    proper: frozenset[str]

    def parted(self, other: _NodeNames) -> bool:
        """Whether two places lie in different countries."""
        return bool(self.country and other.country and self.country != other.country)


def _names_of(situation: Situation) -> dict[str, _NodeNames]:
    out = {}
    for node in situation.nodes:
        texts = (node.label, *(name.text for name in node.names))
        words = frozenset(_key(text) for text in texts)
        proper = frozenset(fold(word) for text in texts for word in _PROPER.findall(text))
        whole = isinstance(node, Place) and node.precision == COUNTRY
        country = None if isinstance(node, Thing) else node.country
        out[node.id] = _NodeNames(
            node.id.partition(":")[0], None if isinstance(node, Thing) else node.ref, country, whole, words, proper
        )
    return out


def _key(text: str) -> str:
    words = folded_words(text)
    return " ".join(word for word in words if len(word) > 1 or len(words) == 1)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of an edge
    return _key(value) if isinstance(value, str) else value


def _alike(left: str, right: str) -> bool:
    one, other = _stems(left), _stems(right)
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= ALIKE


def _stems(text: str) -> set[str]:
    """The beginnings of the words that carry meaning (four letters or more; all words where none is so long)."""
    words = _key(text).split()
    return {word[:_STEM] for word in words if len(word) >= _STEM - 1} or set(words)
