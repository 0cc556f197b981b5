"""What speaks against a violent or moving claim although its words fit: another domain, or nobody in it who could be meant.

A false record is worse than a missed one: a pronoun that attacks a pronoun, a squad that bombards a goal are refused, with the reason.
"""

from __future__ import annotations

from recoupe.knowledge.packs import Pack
from recoupe.model.record import Mention, Role
from recoupe.model.vocabulary import MOVING, VIOLENT, family
from recoupe.pipeline.base import Seed, Topic, Work
from recoupe.pipeline.figures import FigureFinder
from recoupe.text.nearby import Nearby

ARMED = frozenset({"MIL", "REB", "PRM", "UAF", "COP", "SPY", "CRM"})
_PHYSICAL = VIOLENT | MOVING | {"CONTROL", "COERCE", "ARREST", "RELEASE", "DISRUPT", "BASE", "CLASH"}
_NEEDS_SOMEBODY = VIOLENT | MOVING
_OF_PEOPLE = frozenset({"KILL", "ABDUCT"})
"""Families whose victim is somebody: a chip that "kills noise" kills nobody."""
_DOES = frozenset({"attacker", "mover", "agent", "perpetrator", "actor", "side_a", "abductor"})
_UNDERGOES = frozenset({"target", "victim", "recipient", "object", "side_b"})
_BY = frozenset({"perpetrator", "weapon", "cause"})
_BEFORE = 2
"""Sentences before a killing in which its natural cause may stand."""
_OPENS = frozenset('"“«‘')
_CLOSES = frozenset('"”»’')
_CIRCUMSTANCE = frozenset({"owner", "weapon", "means", "time", "purpose", "manner", "content", "cause", "damage"})


class Guard:
    """The guards of one article."""

    def __init__(self, work: Work, mentions: Nearby[Mention], packs: dict[str, Pack], figures: dict[str, FigureFinder]) -> None:
        self.packs = packs
        self.topic = work.topic
        self.trees = work.trees
        self.mentions = mentions
        self.text = work.document.text
        self.figures = figures
        self.by_id = {mention.id: mention for mention in work.mentions}

    def against(self, seed: Seed) -> str:
        """The reason for refusing a seed; empty where none is."""
        kind = family(seed.type)
        if kind not in _PHYSICAL:
            return ""
        if self.topic is not None and self.topic.demand == "nothing":
            return f"the text reads as {self.topic.label}: what it tells did not happen outside of it"
        if self.topic is not None and not (
            self._has_armed(seed) or (self.topic.demand == "arms" and self._has_arms_or_dead(seed))
        ):
            return f"the text reads as {self.topic.label}, and no armed actor is named in the claim"
        tree = self.trees[seed.tree]
        found = self.figures[tree.lang].of(tree, seed, self.text)
        if found is not None and not (found.pair and self._has_arms_or_dead(seed)):
            return f"“{' '.join(found.words.split())}” is a figure of speech ({found.about}): nobody is attacked, nothing moves"
        if kind in _NEEDS_SOMEBODY and (word := self._generic(seed)):
            return f"“{word}” is anybody: a custom or a piece of advice, no event"
        figure = self._figurative(seed) if kind in VIOLENT else ""
        if figure and not self._mentions_in(seed):
            return f"“{figure}” is attacked in figures of speech, and neither an actor nor a place is named"
        if kind in VIOLENT and (word := self._quoted_word(seed)):
            return f"“{word}” stands in quotation marks: the word is meant, not the thing"
        if kind == "ATTACK" and (official := self._official(seed)):
            return f"“{official}” attacks with words: no weapon, no place and no dead are named"
        if kind == "KILL" and (word := self._mishap(seed)):
            return f"“{word}” is an accident or nature: nobody kills"
        if kind == "CLASH" and (word := self._words_only(seed)):
            return f"“{word}” may be with words: neither arms nor armed people are named"
        if kind in _NEEDS_SOMEBODY and not self._has_somebody(seed):
            return "only pronouns and things take part: nobody and no place that could be meant"
        return ""

    def _stands_in_topic(self, seed: Seed, topic: Topic) -> bool:
        """Whether a claim holds in a text that is about something else: by whom it names, or by what stands in its sentence where little speaks against the text."""
        if self._has_armed(seed):
            return True
        if topic.demand != "arms":
            return False
        tree = self.trees[seed.tree]
        beside = [mention.best for mention in self.mentions.within(tree.start, tree.end) if mention.rule == "who.name"]
        return self._has_arms_or_dead(seed) or any(best is not None and best.sector in ARMED for best in beside)

    def _mentions_in(self, seed: Seed) -> list[Mention]:
        """Mentions in the roles, and those for which their pronouns stand."""
        roles = [role for role in seed.roles if role.role not in _CIRCUMSTANCE]
        meant = [self.by_id[role.inherited_from] for role in roles if role.inherited_from in self.by_id]
        return [*meant, *(m for role in roles for m in self._inside(role))]

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

    def _quoted_word(self, seed: Seed) -> str:
        """What undergoes it, where all of that is one word in quotation marks of its own, and no name."""
        undergo = [role for role in seed.roles if role.role in _UNDERGOES]
        for role in undergo:
            before, behind = self.text[max(0, role.start - 2) : role.start].strip(), self.text[role.end : role.end + 2].strip()
            if " " in role.text or role.text[:1].isupper() or before[-1:] not in _OPENS or behind[:1] not in _CLOSES:
                return ""
        return undergo[0].text if undergo else ""

    def _official(self, seed: Seed) -> str:
        """Who attacks, where that is a member of parliament, a minister, a judge, and nothing in the claim is fired, hit on a map or counted."""
        attackers = [role for role in seed.roles if role.role == "attacker"]
        tree = self.trees[seed.tree]
        officials = self.packs[tree.lang].classes["official"]
        heads = [[word for word in tree.at(role.start, role.end) if word.pos in {"NOUN", "PROPN"}] for role in attackers]
        if not heads or not all(words and words[0].lemma in officials for words in heads) or self._has_arms_or_dead(seed):
            return ""
        undergoing = [mention for mention in self._mentions_in(seed) if mention.kind == "place"]
        return "" if undergoing or any(role.role in {"weapon", "dead", "injured"} for role in seed.roles) else attackers[0].text

    def _mishap(self, seed: Seed) -> str:
        """What killed, where nobody's violence is named: an accident in a clause beside the verb, or a cause of nature in this or the two sentences before."""
        tree = self.trees[seed.tree]
        classes, verb = self.packs[tree.lang].classes, tree.words[seed.word]
        if verb.lemma not in classes["plain_death"] or any(role.role in _BY for role in seed.roles):
            return ""
        near = self.trees[max(0, seed.tree - _BEFORE) : seed.tree + 1]
        violent = classes["violence"] | classes["munition"] | classes["explosive"] | classes["force"] | classes["violent_verb"]
        if any(word.lemma in violent for each in near for word in each.words):
            return ""
        accidents = tree.children(verb, "advcl") + [
            word for each in tree.children(verb, "conj") for word in tree.children(each, "advcl")
        ]
        for word in accidents:
            if word.lemma in classes["mishap_verb"]:
                return word.text
        causes = classes["mishap"] | classes["natural_cause"]
        return next((word.text for each in near for word in each.words if word.pos == "NOUN" and word.lemma in causes), "")

    def _words_only(self, seed: Seed) -> str:
        """A verb of confronting between people of whom none is armed."""
        tree = self.trees[seed.tree]
        classes, verb = self.packs[tree.lang].classes, tree.words[seed.word]
        if verb.lemma not in classes["confronting"] or self._has_armed(seed) or any(role.role == "weapon" for role in seed.roles):
            return ""
        sides = [word for role in seed.roles if role.role in {"side_a", "side_b"} for word in tree.at(role.start, role.end)]
        armed = classes["force"] - classes["perhaps_unarmed"]
        return "" if any(word.lemma in armed for word in sides) else verb.text

    def _generic(self, seed: Seed) -> str:
        """Who does it, where that is "vous", "you", "on", "ça" and the verb no perfect ("on nous a tiré dessus" is testimony)."""
        tree = self.trees[seed.tree]
        verb = tree.words[seed.word]
        doers = [role for role in seed.roles if role.role == "agent"] or [role for role in seed.roles if role.role in _DOES]
        forms = [" ".join(role.text.lower().split()) for role in doers]
        if not forms or not all(form in self.packs[tree.lang].domains.anybody for form in forms):
            return ""
        perfect = verb.has("Tense=Past") and bool(tree.children(verb, "aux"))
        return "" if perfect else doers[0].text

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
        """A listed or composed actor of an armed sector takes part. A state does not count: in such texts its name is a team's or a market's."""
        bests = [mention.best for mention in self._mentions_in(seed) if mention.kind == "actor"]
        return any(best is not None and best.ref is not None and best.sector in ARMED for best in bests)

    def _has_somebody(self, seed: Seed) -> bool:
        """An actor, a place, or a noun for a force, a facility, a person takes part."""
        if all(role.role == "time" for role in seed.roles):
            return True  # an act noun that its time or a denial bounds (`bounded.py`)
        mentions = self._mentions_in(seed)
        if any(mention.kind in {"actor", "place"} for mention in mentions) or any(_stands_for_noun(role) for role in seed.roles):
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


def _stands_for_noun(role: Role) -> bool:
    """A pronoun whose antecedent, a noun that is no mention, is known by its characters."""
    pointer = role.inherited_from or ""
    return role.role not in _CIRCUMSTANCE and "-" in pointer and pointer != f"{role.start}-{role.end}"
