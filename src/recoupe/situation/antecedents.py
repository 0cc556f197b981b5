"""Whom a pronoun or a short definite name ("the agency") points back to. Must never choose between two: where two may be meant, nobody is.

Three cases only, each of which was right wherever it was looked at: a short name whose noun heads one longer name before; a pronoun inside what somebody says
or decides, who is that somebody; a pronoun that speaks itself, who is the last one who spoke if nobody else was named since. They must agree in number,
gender and kind as far as the words show it. The first person is whoever the claim is said by.
"""

from __future__ import annotations

import msgspec

from recoupe.knowledge.labels import labels_for
from recoupe.model.record import Mention, Record, Role
from recoupe.situation.ends import CONTENT_ROLES, SPEAKER_ROLES
from recoupe.text.words import folded_words

REACH = 420
"""Characters back to which a pronoun may point: the sentence before, seldom two."""
_SHORT = 4
"""Least letters of a noun that may stand for a longer name."""
_AGREE: dict[str, tuple[str, ...]] = {
    "masculine": ("is_feminine", "is_plural"), "feminine": ("is_masculine", "is_plural"), "singular": ("is_plural",), "plural": ("is_singular",),
    "masculine_plural": ("is_masculine", "is_feminine", "is_singular"), "feminine_plural": ("is_masculine", "is_feminine", "is_singular"),
}  # fmt: skip
"""Determiners that a pronoun of each sort cannot stand for."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody named in a claim: the node, the words, where they start and end, whether they speak there, the kind that the reading gives."""

    node: str
    words: str
    start: int
    end: int
    speaks: bool
    kind: str | None


class Antecedents:
    """Those named so far in one record, and whom later words mean."""

    def __init__(self, record: Record) -> None:
        self._lists = {name: frozenset(words.split()) for name, words in labels_for(record.document.lang).agreement.items()}
        self._head_first = not self._lists["singular"]
        self._people = [each for each in record.mentions if each.kind == "actor" and each.inside is None]
        self._told = [
            (role, filler)
            for claim in record.claims
            for role in claim.roles
            if role.role in CONTENT_ROLES
            for filler in claim.roles
            if filler.role in SPEAKER_ROLES
        ]
        self._named: list[Named] = []

    def heard(self, named: Named) -> None:
        """Remembers somebody."""
        self._named.append(named)

    def is_first_person(self, words: str) -> bool:
        """Whether the words are a pronoun for whoever speaks."""
        return self._pronoun(words) in self._lists["speaker"]

    def meant_by(self, role: Role) -> str | None:
        """The node that the words of a role point back to; None where they name somebody themselves or more than one may be meant."""
        sort = next((name for name in _AGREE if self._pronoun(role.text) in self._lists[name]), None)
        if sort is None:
            return self._short_name(role)
        teller = self._teller(role)
        if teller is not None:
            return teller.node if self._agrees(teller, sort) else None
        before = [each for each in self._named if each.speaks and role.start - REACH <= each.start < role.start]
        last = max(before, key=lambda each: each.start, default=None)
        if role.role not in SPEAKER_ROLES or last is None or not self._agrees(last, sort):
            return None
        between = [
            each for each in self._people if last.end <= each.start and each.end <= role.start and self._may_be(each, sort)
        ]
        return None if between else last.node

    def _teller(self, role: Role) -> Named | None:
        """Who says, decides or threatens the innermost content in which the role stands."""
        around = [
            (content.end - content.start, filler)
            for content, filler in self._told
            if content.start <= role.start and role.end <= content.end and filler.start != role.start
        ]
        filler = min(around, key=lambda pair: pair[0], default=(0, None))[1]
        return next((each for each in self._named if filler is not None and each.start == filler.start), None)

    def _short_name(self, role: Role) -> str | None:
        """The only node whose longer name, given before, has as its head the one noun behind a definite article."""
        said = folded_words(role.text)
        if len(said) != 2 or said[0] not in self._lists["definite"] or len(said[1]) < _SHORT:
            return None
        return _only(
            {
                each.node
                for each in self._named
                if each.start < role.start and self._head(each.words) == said[1] and len(folded_words(each.words)) > 2
            }
        )

    def _head(self, words: str) -> str:
        """The noun of a name: in French the first word behind the article, in English the last before a link ("of", "for")."""
        said = folded_words(words)
        if self._head_first:
            return next((word for word in said if len(word) >= _SHORT), "")
        cut = next((number for number, word in enumerate(said) if number and word in self._lists["link"]), len(said))
        return said[cut - 1] if said else ""

    def _pronoun(self, words: str) -> str:
        said = folded_words(words)
        return said[-1] if said and len(said) <= 2 else ""

    def _agrees(self, named: Named, sort: str) -> bool:
        first = next(iter(folded_words(named.words)), "")
        plural_form = not self._head_first and sort == "singular" and self._head(named.words).endswith("s") and named.kind is None
        return (
            not plural_form and self._kind_fits(named.kind, sort) and not any(first in self._lists[name] for name in _AGREE[sort])
        )

    def _kind_fits(self, kind: str | None, sort: str) -> bool:
        """In English "he" is a person and "it" is none; in French the kind says nothing."""
        if self._head_first:
            return True
        return kind == "person" if sort in ("masculine", "feminine") else kind != "person" if sort == "singular" else True

    def _may_be(self, mention: Mention, sort: str) -> bool:
        best = mention.best
        return best is None or best.kind is None or self._kind_fits(best.kind, sort)


def _only(nodes: set[str]) -> str | None:
    return nodes.pop() if len(nodes) == 1 else None
