"""Actor mentions of the article's own parts: the who's-who first, what the tagger proposes second."""

from __future__ import annotations

import re

from msgspec.structs import replace

from recoupe.knowledge.who import Found
from recoupe.model.record import Mention, Part, Reading
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.place_verbs import PlaceVerbs
from recoupe.syntax.tree import Entity, Tree
from recoupe.text.nearby import Nearby
from recoupe.text.views import fold

_PERSON = frozenset({"PER", "PERSON"})
_BODY = frozenset({"ORG", "NORP"})
_SPEAKING_RELATIONS = frozenset({"subj", "subj_pass", "agent", "poss", "obj", "iobj"})
_TAGGED_SCORE = 0.3
_TOWN = 15_000
"""People from which a place outweighs the tagger's guess."""


class Actors:
    """Who is named, with every reading and its reason."""

    name = "actors"
    requires = ("parts", "trees")
    provides = ("named", "mentions")

    def __init__(self, knowledge: Knowledge) -> None:
        self.who = knowledge.who
        self.gazetteer = knowledge.gazetteer
        self.locating = {code: frozenset(pack.places.locating) for code, pack in knowledge.packs.items()}
        self.place_verbs = PlaceVerbs(knowledge.packs)
        self.agent_words = {
            fold(word) for pack in knowledge.packs.values() for word in (*pack.places.generic, *pack.places.compass)
        }

    def __call__(self, work: Work) -> Work:
        """The work with actor mentions, by start; names inside wider mentions point at them."""
        found: list[tuple[Found, Part]] = []
        named: list[Found] = []
        text = work.document.text
        trees = Nearby(work.trees)
        for part in work.own_parts:
            here = self._in_part(text, part, work.document.published)
            named += here
            listed = [each for each in here if self._stands_for_somebody(each, trees)]
            found += [(each, part) for each in listed]
            found += [(each, part) for each in self._tagged(text, part, trees, listed)]
        found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        mentions: list[Mention] = list(work.mentions)
        reaching: list[Mention] = []  # those that may hold one that starts here
        for number, (each, _) in enumerate(found, 1):
            reaching = [m for m in reaching if m.end > each.start]
            outer = next((m.id for m in reversed(reaching) if each.end <= m.end), None)
            reaching.append(
                Mention(
                    id=f"a{number}", kind="actor", start=each.start, end=each.end, text=text[each.start : each.end], use="associative" if each.rule in {"who.state", "who.capital"} else "unknown",
                    readings=each.readings, label=each.label, inside=outer, rule=each.rule,
                )
            )  # fmt: skip
            mentions.append(reaching[-1])
        return replace(work, named=tuple(named), mentions=tuple(mentions))

    def _in_part(self, text: str, part: Part, at: str | None) -> list[Found]:
        shift = part.start
        return [_shifted(each, shift) for each in self.who.find(text[part.start : part.end], at=at)]

    def _stands_for_somebody(self, found: Found, trees: Nearby[Tree]) -> bool:
        """A bare state or capital is an actor only where the sentence makes it do, undergo or own something; a bare agent noun always is one.

        A capital that somebody leaves, reaches, takes or shells is the town.
        """
        if found.rule not in {"who.state", "who.capital"}:
            return True
        tree = next(iter(trees.holding(found.start, found.end)), None)
        words = tree.at(found.start, found.end) if tree is not None else ()
        words = [word for word in words if word.pos in {"PROPN", "NOUN", "ADJ", "X", "PRON"}]
        if tree is not None and found.rule == "who.capital" and any(self.place_verbs.want(tree, word) for word in words):
            return False
        return any(
            (word.rel in _SPEAKING_RELATIONS and not word.marker)
            or word.marker in {"avec", "contre", "par", "with", "against", "by"}
            for word in words
        )

    def _tagged(self, text: str, part: Part, trees: Nearby[Tree], listed: list[Found]) -> list[Found]:
        """Names of persons and bodies that the tagger proposes and no list holds."""
        out = []
        near = Nearby(listed)
        for tree in trees.touching(part.start, part.end):
            if tree.part != part.id:
                continue
            for entity in tree.entities:
                if entity.label not in _PERSON | _BODY or near.touching(entity.start, entity.end):
                    continue
                if not self._looks_like_name(tree, entity, text) or self._is_town(tree, entity, text):
                    continue
                kind = "person" if entity.label in _PERSON else "institution"
                reading = Reading(
                    ref=None,
                    label="not in the who's-who",
                    score=_TAGGED_SCORE,
                    why=f"taken for a {'person' if kind == 'person' else 'body'} by the tagger only",
                    kind=kind,
                )
                out.append(Found(start=entity.start, end=entity.end, readings=(reading,), rule="tagger"))
        return out

    def _is_town(self, tree: Tree, entity: Entity, text: str) -> bool:
        """Whether what the tagger takes for somebody is a town of the gazetteer where a place stands: behind "in", "from", or left, reached, taken."""
        words = [word for word in tree.at(entity.start, entity.end) if word.pos in {"PROPN", "NOUN", "X"}]
        locating = self.locating.get(tree.lang, frozenset())
        if not any(word.marker in locating or self.place_verbs.want(tree, word) for word in words):
            return False
        return any(place.population >= _TOWN for place in self.gazetteer.lookup(text[entity.start : entity.end]))

    def _looks_like_name(self, tree: Tree, entity: Entity, text: str) -> bool:
        """Capitalised, with letters, and no generic place word; a single word at the start of a sentence must be tagged a proper noun."""
        said = text[entity.start : entity.end]
        words = tree.at(entity.start, entity.end)
        if (
            not words
            or not said[:1].isupper()
            or len(said) < 2
            or not re.search(r"[^\W\d_]", said)
            or fold(said) in self.agent_words
        ):
            return False
        return not (len(words) == 1 and words[0].index == 0 and words[0].pos != "PROPN")


def _shifted(found: Found, shift: int) -> Found:
    return replace(found, start=found.start + shift, end=found.end + shift)
