"""With which tokens the ways of a compiled pattern may go on: so that a matcher tries only what can succeed. Must never change what matches."""

from __future__ import annotations

from recoupe.knowledge.times.pack import TimePack
from recoupe.knowledge.times.patterns import Node

_FIGURE = "#"
_OTHER = ""
Edge = tuple[str, str, Node]
Edges = tuple[tuple[Edge, ...], tuple[Edge, ...]]
"""Classes and nested patterns that lead on from a node: (name, key, node behind)."""


class Openings:
    """The openings of one language, worked out when first asked for."""

    def __init__(self, pack: TimePack, number_words: frozenset[str]) -> None:
        self._pack = pack
        self._numbers = number_words
        self._firsts: dict[str, frozenset[str]] = {}
        self._edges: dict[tuple[int, str], Edges] = {}
        firsts = (self._first(name) for name in pack.roots)
        self._known = frozenset(number_words.union(*firsts, *pack.classes.values()))

    def edges(self, node: Node, token: str) -> Edges:
        """The classes and the nested patterns that may begin with a token at a node."""
        kind = _FIGURE if token.isdecimal() else token if token in self._known else _OTHER
        key = (id(node), kind)
        if key not in self._edges:
            self._edges[key] = (
                tuple((name, into, after) for (name, into), after in node.drawn.items() if self._draws(name, kind)),
                tuple(
                    (name, into, after) for (name, into), after in node.nested.items() if self._begins(self._first(name), kind)
                ),
            )
        return self._edges[key]

    def may_begin(self, name: str, token: str) -> bool:
        """Whether a pattern may begin with a token."""
        return self._begins(self._first(name), _FIGURE if token.isdecimal() else token)

    @staticmethod
    def _begins(first: frozenset[str], kind: str) -> bool:
        return kind in first or (_OTHER in first and kind != _FIGURE)

    def _draws(self, name: str, kind: str) -> bool:
        table = self._pack.classes.get(name)
        if table is not None:
            return kind in table or (kind == _FIGURE and any(token.isdecimal() for token in table))
        if name == "name":
            return kind != _FIGURE
        return kind == _FIGURE or (name == "number" and kind in self._numbers)

    def _first(self, name: str) -> frozenset[str]:
        """First tokens of a pattern; `_FIGURE` for any figure, `_OTHER` for any word."""
        if name not in self._firsts:
            self._firsts[name] = frozenset()
            self._firsts[name] = self._of_node(self._pack.roots[name])
        return self._firsts[name]

    def _of_node(self, node: Node) -> frozenset[str]:
        out = {_FIGURE if token.isdecimal() else token for token in node.words}
        for class_name, _ in node.drawn:
            table = self._pack.classes.get(class_name)
            if table is not None:
                out.update(_FIGURE if token.isdecimal() else token for token in table)
            elif class_name == "name":
                out.add(_OTHER)
            else:
                out.add(_FIGURE)
                if class_name == "number":
                    out.update(self._numbers)
        for nested, _ in node.nested:
            out |= self._first(nested)
        if node.glued is not None:
            out |= self._of_node(node.glued)
        return frozenset(out)
