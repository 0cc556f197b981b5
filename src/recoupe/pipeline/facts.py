"""What conditions may ask of a claim: sides, words, places, content. Computed when asked, from the claim and its sentence; must never change either."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import msgspec

from recoupe.knowledge.conditions import UNSAID
from recoupe.knowledge.crosswalk import SidesFile
from recoupe.knowledge.packs import Pack
from recoupe.model.record import Claim, Mention, Role
from recoupe.pipeline.base import Work
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby
from recoupe.text.views import lower

_DOING_ROLES = ("weapon", "means", "manner", "cause", "attacker", "perpetrator")
_BESIDE = ("amod", "compound", "nmod", "advmod", "nummod", "obl")
"""How words hang on a trigger that say with what or how it is done: "frappe aérienne", "tirs d'artillerie", "drone strike"."""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """The work as facts see it: its mentions by where they stand and by id, and the claims that are the content of others."""

    work: Work
    mentions: Nearby[Mention]
    by_id: dict[str, Mention]
    contents: dict[str, tuple[str, ...]]
    parts: dict[str, str]


def article_of(work: Work) -> Article:
    """The article behind a work."""
    contents: dict[str, tuple[str, ...]] = {}
    for claim in work.claims:
        if claim.content_of is not None:
            contents[claim.content_of] = (*contents.get(claim.content_of, ()), claim.type)
    return Article(
        work=work,
        mentions=Nearby(work.mentions),
        by_id={mention.id: mention for mention in work.mentions},
        contents=contents,
        parts={part.id: part.kind for part in work.parts},
    )


class Facts:
    """One claim with its sentence."""

    def __init__(self, claim: Claim, tree: Tree, word: int, pack: Pack, sides: SidesFile, article: Article) -> None:
        self.claim = claim
        self.tree = tree
        self.trigger = tree.words[word]
        self.pack = pack
        self._sides = sides
        self._article = article
        self._words: dict[str, tuple[list[Word], str]] = {}

    @property
    def contents(self) -> tuple[str, ...]:
        """Types of the claims that are this one's content."""
        return self._article.contents.get(self.claim.id, ())

    @property
    def plover(self) -> str:
        """PLOVER event and mode as one code, empty where there is none."""
        code = self.claim.plover
        return "" if code is None or code.event is None else f"{code.event}-{code.mode}" if code.mode else code.event

    @property
    def clause(self) -> str:
        """The characters that make the claim."""
        return self._article.work.document.text[self.claim.span.start : self.claim.span.end]

    @property
    def part(self) -> str:
        """The kind of the part that the claim stands in."""
        return self._article.parts[self.claim.part]

    @cached_property
    def roles(self) -> frozenset[str]:
        """Names of the roles that are filled; time and place count where the claim has them."""
        more = {name for name, value in (("time", self.claim.time), ("place", self.claim.place)) if value is not None}
        return frozenset({role.role for role in self.claim.roles} | more)

    @cached_property
    def by(self) -> frozenset[str]:
        """Sides of those who do it."""
        return self._both[0]

    @cached_property
    def on(self) -> frozenset[str]:
        """Sides of those it is done to."""
        return self._both[1]

    @cached_property
    def _both(self) -> tuple[frozenset[str], frozenset[str]]:
        """A fight between two who both do it has the second as the other side."""
        doers = [role for role in self.claim.roles if role.role in self._sides.doers]
        others = [role for role in self.claim.roles if role.role in self._sides.undergoers]
        if self.claim.type.startswith("CLASH") and not others and len(doers) > 1:
            doers, others = doers[:1], doers[1:]
        return self._of(doers, on=False), self._of(others, on=True)

    def _of(self, roles: list[Role], *, on: bool) -> frozenset[str]:
        if not roles:
            return frozenset({UNSAID})
        return frozenset(side for role in roles for side in self._side(role, on=on))

    def _side(self, role: Role, *, on: bool) -> Iterable[str]:
        """By the sector or kind of who is named, else by the head noun. A word for a place of war outweighs the name that stands behind it."""
        head = self._head(role)
        by_class = [side.name for side in self._sides.side if head is not None and self._among(head, side.classes)]
        mention = self._article.by_id.get(role.mention or "")
        for each in [mention] if mention is not None else self.actors_in(role):
            reading = each.best
            if each.kind != "actor" or reading is None:
                continue
            for side in self._sides.side:
                if reading.sector in (side.sectors_on if on else side.sectors) or (
                    not reading.sector and reading.kind in side.kinds
                ):
                    return [side.name]
        return by_class

    def actors_in(self, role: Role) -> list[Mention]:
        """The actors named in a role, its own mention first."""
        own = self._article.by_id.get(role.mention or "")
        near = [m for m in self._article.mentions.touching(role.start, role.end) if m.kind == "actor" and m is not own]
        inside = [m for m in near if role.start <= m.start and m.end <= role.end]
        return ([own] if own is not None and own.kind == "actor" else []) + inside

    @cached_property
    def places(self) -> tuple[Mention, ...]:
        """The claim's place and the places in its roles."""
        found: dict[str, Mention] = {}
        if self.claim.place is not None:
            found[self.claim.place.mention] = self._article.by_id[self.claim.place.mention]
        for role in self.claim.roles:
            for mention in self._article.mentions.touching(role.start, role.end):
                if mention.kind == "place" and role.start <= mention.start and mention.end <= role.end:
                    found[mention.id] = mention
        return tuple(found.values())

    def said(self, slot: str, values: tuple[str, ...]) -> bool:
        """Whether one of the lemmas, forms or @classes stands in the slot."""
        words, text = self._slot(slot)
        for value in values:
            entries = self.pack.classes.get(value[1:], frozenset()) if value.startswith("@") else frozenset({value})
            if any(word.lemma in entries or word.text.lower() in entries for word in words):
                return True
            if any(" " in entry and entry in text for entry in entries):
                return True
        return False

    def _slot(self, slot: str) -> tuple[list[Word], str]:
        """The words of a slot, and its characters in lower case."""
        if slot not in self._words:
            words = self._find(slot)
            text = lower(self._article.work.document.text[words[0].start : words[-1].end]) if words else ""
            self._words[slot] = (words, text)
        return self._words[slot]

    def _find(self, slot: str) -> list[Word]:
        claim = self.claim
        if slot == "sentence":
            return list(self.tree.words)
        if slot == "clause":
            return self.tree.at(claim.span.start, claim.span.end)
        if slot == "trigger":
            return self.tree.at(claim.trigger.start, claim.trigger.end)
        if slot == "doing":
            return self._doing()
        return [word for role in claim.roles if role.role == slot for word in self.tree.at(role.start, role.end)]

    def _doing(self) -> list[Word]:
        """The trigger, what hangs on it and is in no other role, and the roles that say with what."""
        claim = self.claim
        others = [role for role in claim.roles if role.role not in _DOING_ROLES]
        words = {word.index: word for word in self.tree.at(claim.trigger.start, claim.trigger.end)}
        for child in self.tree.children(self.trigger, *_BESIDE):
            if not any(role.start <= child.start < role.end for role in others):
                words |= {word.index: word for word in (child, *self.tree.children(child, "amod", "compound"))}
        for role in claim.roles:
            if role.role in _DOING_ROLES:
                words |= {word.index: word for word in self.tree.at(role.start, role.end)}
        return [words[index] for index in sorted(words)]

    def _head(self, role: Role) -> Word | None:
        """The word of the role that hangs outside it."""
        words = self.tree.at(role.start, role.end)
        inside = {word.index for word in words}
        return next((word for word in words if word.head not in inside or word.head == word.index), words[0] if words else None)

    def _among(self, word: Word, classes: tuple[str, ...]) -> bool:
        return any(word.lemma in self.pack.classes.get(each.removeprefix("@"), frozenset()) for each in classes)
