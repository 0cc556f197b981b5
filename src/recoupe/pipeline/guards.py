"""What speaks against a violent or moving claim although its words fit: another domain, or nobody in it who could be meant.

A false record is worse than a missed one: a pronoun that attacks a pronoun, a squad that bombards a goal are refused, with the reason.
"""

from __future__ import annotations

from recoupe.knowledge.packs import Pack
from recoupe.model.record import Mention, Role
from recoupe.model.vocabulary import MOVING, VIOLENT, family
from recoupe.pipeline.base import Seed, Work
from recoupe.pipeline.figures import FigureFinder
from recoupe.text.nearby import Nearby

PEACEFUL = "hardly a word of armed conflict"
"""See `stages/domains.py`: the domain of a text that is about nothing known and not about conflict."""
ARMED = frozenset({"MIL", "REB", "PRM", "UAF", "COP", "SPY", "CRM"})
_PHYSICAL = VIOLENT | MOVING | {"CONTROL", "COERCE", "ARREST", "RELEASE", "DISRUPT", "BASE", "CLASH"}
_NEEDS_SOMEBODY = VIOLENT | MOVING
_OF_PEOPLE = frozenset({"KILL", "ABDUCT"})
"""Families whose victim is somebody: a chip that "kills noise" kills nobody."""
_UNDERGOES = frozenset({"target", "victim", "recipient", "object", "side_b"})
_CIRCUMSTANCE = frozenset({"weapon", "means", "time", "purpose", "manner", "content", "cause", "damage"})


class Guard:
    """The guards of one article."""

    def __init__(self, work: Work, mentions: Nearby[Mention], packs: dict[str, Pack], figures: dict[str, FigureFinder]) -> None:
        self.packs = packs
        self.domain = work.domain
        self.trees = work.trees
        self.mentions = mentions
        self.text = work.document.text
        self.figures = figures

    def against(self, seed: Seed) -> str:
        """The reason for refusing a seed; empty where none is."""
        kind = family(seed.type)
        if kind not in _PHYSICAL:
            return ""
        if (
            self.domain is not None
            and not self._has_armed(seed)
            and not (self.domain == PEACEFUL and self._has_arms_or_dead(seed))
        ):
            return f"the text reads as {self.domain}, and no armed actor is named in the claim"
        tree = self.trees[seed.tree]
        found = self.figures[tree.lang].of(tree, seed, self.text)
        if found is not None and not (found.pair and self._has_arms_or_dead(seed)):
            return f"“{' '.join(found.words.split())}” is a figure of speech ({found.about}): nobody is attacked, nothing moves"
        figure = self._figurative(seed) if kind in VIOLENT else ""
        if figure and not self._mentions_in(seed):
            return f"“{figure}” is attacked in figures of speech, and neither an actor nor a place is named"
        if kind in _NEEDS_SOMEBODY and not self._has_somebody(seed):
            return "only pronouns and things take part: nobody and no place that could be meant"
        return ""

    def _mentions_in(self, seed: Seed) -> list[Mention]:
        roles = [role for role in seed.roles if role.role not in _CIRCUMSTANCE]
        return [m for role in roles for m in self._inside(role)]

    def _inside(self, role: Role) -> list[Mention]:
        return self.mentions.within(role.start, role.end)

    def _has_arms_or_dead(self, seed: Seed) -> bool:
        """A noun for armed people, a weapon, or counted victims takes part: enough where the text is merely not about a conflict."""
        if any(role.role == "weapon" for role in seed.roles):
            return True
        if any(m.kind == "actor" and any(reading.sector in ARMED for reading in m.readings) for m in self._mentions_in(seed)):
            return True
        victims = [role for role in seed.roles if role.role in _UNDERGOES]
        return any(m.kind == "quantity" for victim in victims for m in self._inside(victim))

    def _figurative(self, seed: Seed) -> str:
        """What undergoes it, where all of that is of the class of figurative targets (a market, a bill, a goal)."""
        tree = self.trees[seed.tree]
        figures = self.packs[tree.lang].classes["figurative_target"]
        undergo = [role for role in seed.roles if role.role in _UNDERGOES]
        heads = [[word for word in tree.at(role.start, role.end) if word.pos in {"NOUN", "PROPN"}] for role in undergo]
        if not heads or not all(words and words[0].lemma in figures for words in heads):
            return ""
        return undergo[0].text

    def _has_armed(self, seed: Seed) -> bool:
        """A listed or composed actor of an armed sector, or a named state, takes part."""
        for mention in self._mentions_in(seed):
            best = mention.best
            if (
                mention.kind == "actor"
                and best is not None
                and best.ref is not None
                and (best.sector in ARMED or best.kind == "state")
            ):
                return True
        return False

    def _has_somebody(self, seed: Seed) -> bool:
        """An actor, a place, or a noun for a force, a facility, a person takes part."""
        mentions = self._mentions_in(seed)
        if any(mention.kind in {"actor", "place"} for mention in mentions):
            return True
        if family(seed.type) in _OF_PEOPLE:
            return any(
                mention.kind == "quantity" and role.start <= mention.start
                for role in seed.roles
                for mention in self.mentions.touching(role.start, role.end)
            ) or any(
                word.pos == "PROPN" or word.lemma in self.packs[self.trees[seed.tree].lang].classes["civilian"]
                for role in seed.roles
                for word in self.trees[seed.tree].at(role.start, role.end)
            )
        tree = self.trees[seed.tree]
        return any(
            word.pos in {"NOUN", "PROPN", "NUM", "X"}
            for role in seed.roles
            if role.role not in _CIRCUMSTANCE
            for word in tree.at(role.start, role.end)
        )
