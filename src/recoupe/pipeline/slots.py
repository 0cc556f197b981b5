"""Binding the slots of a frame to the words around its trigger. The trees' attachments are tolerated, not trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from recoupe.knowledge.frames import Frame, Slot
from recoupe.model.vocabulary import VIOLENT, family
from recoupe.pipeline.bounded import bound_by_itself
from recoupe.pipeline.clauses import (
    Argument,
    is_content_clause,
    is_gerund_clause,
    is_participle,
    is_passive,
    main_subject,
    patient,
    subject,
)
from recoupe.pipeline.directions import DOES, is_no_doer, undergoer
from recoupe.pipeline.fillers import NOMINAL, Fillers, is_relative
from recoupe.pipeline.reach import OWN_COMPLEMENT, below, headline_object, of_sort
from recoupe.syntax.tree import Word

_NEAR_WORDS = 14
_OF_THE_ACT = frozenset({"entre", "contre", "between", "against"})
"""Prepositions whose phrase belongs to the act, not to what is said of it, wherever it hangs."""
_REACH = 4
"""How deep a phrase may hang below the trigger and still fill a slot of its kind: "transfert de militaires par les troupes depuis l'Irak"."""


_BY_MEANS = frozenset({"MOVE", "COERCE"})
_FOR_PURPOSE = frozenset({"MOVE", "BASE", "ATTACK", "CONTROL", "ABDUCT", "PRESENCE"})


class Bound(msgspec.Struct, frozen=True):
    """A role and the word that fills it; `clausal` fillers are whole clauses; `slot` is the one of the frame that found it."""

    role: str
    word: Word
    inherited: str = ""
    clausal: bool = False
    beside: bool = False
    slot: str = ""


class Binder:
    """Binds one frame on one trigger."""

    def __init__(self, fillers: Fillers) -> None:
        self.tree = fillers.tree
        self.fillers = fillers
        self.pack = fillers.pack
        self._phrases: dict[tuple[int, int, bool], dict[str, list[tuple[int, Word]]]] = {}

    def bind(self, frame: Frame, trigger: Word, light: Word | None, rest: Sequence[int] = ()) -> list[Bound] | str:
        """The bound roles, or the reason for refusing; `rest` are indices of the trigger's further words ("prendre *d'assaut*")."""
        nominal = trigger.pos in {"NOUN", "PROPN"} and light is None
        table = frame.noun_roles if trigger.pos in {"NOUN", "PROPN"} else frame.roles
        bound: list[Bound] = []
        used: set[int] = {trigger.index}
        for role, slots in table.items():
            for slot in slots:
                found = self._first_fit(slot, trigger, table, rest, used)
                if not found:
                    continue
                for each in found:
                    bound.append(msgspec.structs.replace(each, role=role, slot=str(slot)))
                    used.add(each.word.index)
                break
        if nominal:
            bound = self._directed(frame, trigger, bound, used)
        if light is not None:
            bound += self._from_light(frame, light, bound, used)
        if frame.wants_place and not any(each.role == "place" for each in bound):
            bound += self._standing_place(trigger, light, used)
        bound += self._circumstances(frame, light or trigger, {each.role for each in bound}, used)
        reason = self._blocked(frame, trigger, light)
        if reason:
            return reason
        have = {each.role for each in bound}
        bounded = (
            bound_by_itself(self.fillers, frame, trigger) if nominal and not all(need & have for need in frame.needs) else None
        )
        if bounded is not None:
            return bound + [Bound(role, word) for role, word in bounded if role not in have and word.index not in used]
        for need in frame.needs:
            if not need & have:
                return f"no {' or '.join(sorted(need))} in its surroundings"
        if nominal and not bound:
            return "a noun without any role of its own"
        return bound

    def _first_fit(
        self, slot: Slot, trigger: Word, table: dict[str, tuple[Slot, ...]], rest: Sequence[int], used: set[int]
    ) -> list[Bound]:
        """What fills one slot: grammar first, then what the trigger's own form says."""
        slots = [each for row in table.values() for each in row]
        bare = headline_object(self.fillers, trigger, slots) if slot.name in {"subj", "obj"} else None
        if bare is not None:
            return self._spread([Argument(bare)], slot) if slot.name == "obj" else []
        found = [each for each in self._fill(slot, trigger, used) if each.word.index not in used]
        if slot.name == "subj" and not found and is_participle(trigger) and not is_passive(self.tree, trigger):
            found = self._participle_subject(slot, trigger, table)
        if slot.name == "obj" and not found:
            found = self._behind(slot, rest)
        if slot.name in {"clause", "inf"} and not found:  # "expressed readiness to", "gave its word that"
            found = [each for index in rest for each in self._clausal(slot, self.tree.words[index])][:1]
        return found

    def _directed(self, frame: Frame, noun: Word, bound: list[Bound], used: set[int]) -> list[Bound]:
        """The roles of an act noun without a doer that grammar does not give, and with what it is done to where grammar does."""
        have = [each.role for each in bound]
        dropped = [b for b in bound if b.role in DOES and is_no_doer(self.fillers, frame, noun, b.word, b.slot, have)]
        kept = [each for each in bound if each not in dropped]
        if dropped and "place" not in have:
            kept.append(msgspec.structs.replace(dropped[0], role="place"))
        other = undergoer(self.fillers, frame, noun, {each.role: each.slot for each in kept})
        if other is not None and other[1].index not in used - {each.word.index for each in dropped}:
            used.add(other[1].index)
            kept.append(Bound(*other))
        return kept

    def _from_light(self, frame: Frame, light: Word, bound: list[Bound], used: set[int]) -> list[Bound]:
        """ "mener une attaque contre X": the light verb brings subject and prepositional roles to the noun."""
        have = {each.role for each in bound}
        out: list[Bound] = []
        for role, slots in frame.roles.items():
            if role in have:
                continue
            for slot in slots:
                if slot.name == "obj":
                    continue
                found = [each for each in self._fill(slot, light, used) if each.word.index not in used]
                if found:
                    out += [msgspec.structs.replace(each, role=role, slot=str(slot)) for each in found]
                    used |= {each.word.index for each in found}
                    break
        return out

    def _standing_place(self, trigger: Word, light: Word | None, used: set[int]) -> list[Bound]:
        """Where it is said to happen: a phrase behind a locating preposition, for the frames that name no place slot of their own."""
        for word in (trigger, light):
            for marker in self.pack.places.static if word is not None else ():
                found = [
                    each
                    for each in self._prepositional(Slot(marker, "", ("place",)), word or trigger, used)
                    if each.word.index not in used
                ]
                if found:
                    used |= {each.word.index for each in found}
                    return [msgspec.structs.replace(each, role="place", slot=marker) for each in found]
        return []

    def _circumstances(self, frame: Frame, verb: Word, have: set[str], used: set[int]) -> list[Bound]:
        """With what weapon, by what means, what for: said the same way whatever the frame."""
        words, kind = self.pack.circumstances, family(frame.source.type)
        out: list[Bound] = []
        if kind in VIOLENT and "weapon" not in have:
            out += self._instrument("weapon", words.weapon, lambda word: self.fillers.fits(word, ("weapon",)), verb, used)
        if kind in _BY_MEANS and "means" not in have:
            out += self._instrument("means", words.means, lambda word: word.lemma in words.vehicles, verb, used)
        if kind in _FOR_PURPOSE and "purpose" not in have and verb.pos in {"VERB", "AUX"}:
            clauses = self.tree.children(verb, "advcl", "xcomp", "obl")
            aims = [each for each in clauses if each.marker in words.purpose and is_content_clause(self.tree, each)]
            out += [Bound("purpose", each, "", clausal=True, beside=True) for each in aims if each.index not in used][:1]
        return out

    def _instrument(
        self, role: str, markers: Sequence[str], fits: Callable[[Word], bool], verb: Word, used: set[int]
    ) -> list[Bound]:
        """The first phrase near the verb behind one of the prepositions that fits."""
        for marker in markers:
            for _, word in self._behind_marker(marker, verb, 2):
                if word.index not in used and word.pos in {"NOUN", "PROPN"} and fits(word):
                    used.add(word.index)
                    return [Bound(role, word, beside=True)]
        return []

    def _fill(self, slot: Slot, trigger: Word, used: set[int]) -> list[Bound]:
        if slot.name in {"subj", "obj"}:
            return self._core(slot, trigger)
        if slot.name in {"clause", "inf"}:
            return self._clausal(slot, trigger)
        if slot.name == "iobj":
            return self._spread([Argument(word) for word in self.tree.children(trigger, "iobj")], slot)
        if slot.name == "poss":
            return self._spread([Argument(word) for word in self.tree.children(trigger, "poss") if word.pos in NOMINAL], slot)
        if slot.name in {"adj", "compound"}:
            relations = ("amod",) if slot.name == "adj" else ("compound", "amod", "nmod")
            words = [
                word
                for word in self.tree.children(trigger, *relations)
                if slot.name == "adj" or (word.pos in NOMINAL and not word.marker)
            ]
            return [
                Bound("", word)
                for word in words
                if (slot.kinds or slot.name == "compound") and self.fillers.fits(word, slot.kinds)
            ][:1]
        return self._prepositional(slot, trigger, used)

    def _core(self, slot: Slot, trigger: Word) -> list[Bound]:
        if trigger.pos in {"NOUN", "PROPN"}:
            return self._of_predicate(slot, trigger)
        modality = self.pack.modality
        argument = subject(self.tree, trigger, modality) if slot.name == "subj" else patient(self.tree, trigger)
        if slot.name == "subj" and argument is None and slot.kinds and is_passive(self.tree, trigger):
            return self._deep_agent(slot, trigger)
        if argument is None and slot.name == "obj" and not is_passive(self.tree, trigger):
            return self._bare_object(slot, trigger)
        if argument is None or argument.word.index == trigger.index:
            return []
        if slot.name == "subj" and trigger.rel == "acl" and self.tree.children(trigger, "pred"):
            return []  # "militants left dead" departs nowhere
        return self._spread([argument], slot)

    def _of_predicate(self, slot: Slot, noun: Word) -> list[Bound]:
        """The subject of a noun that is said of it: "deux pêcheurs sont morts", where the parser takes the participle for a noun."""
        if slot.name != "subj" or not self.tree.children(noun, "cop"):
            return []
        return self._spread([Argument(word) for word in self.tree.children(noun, "subj", "subj_pass")], slot)

    def _bare_object(self, slot: Slot, trigger: Word) -> list[Bound]:
        """An object that the parser took for a circumstance: "tué au moins trois civils"."""
        found = [
            word
            for word in self.tree.children(trigger, "obl")
            if not word.marker and word.index > trigger.index and {"actor", "force"} & self.fillers.kinds(word)
        ]
        return self._spread([Argument(word) for word in found], slot)

    def _deep_agent(self, slot: Slot, trigger: Word) -> list[Bound]:
        """The agent of a passive that the parser hung on a word between: "attaqué sur la route par les rebelles"."""
        for marker in ("par", "by"):
            found = self._prepositional(Slot(marker, "", slot.kinds), trigger, {trigger.index})
            if found and found[0].word.index > trigger.index:  # not that of an act before: "the raid by X was condemned"
                return found
        return []

    def _participle_subject(self, slot: Slot, trigger: Word, table: dict[str, tuple[Slot, ...]]) -> list[Bound]:
        """ "Arrivées en Syrie, les troupes...": a participle of movement has a subject, not a patient.

        Only where the word cannot be the frame's object: in "le convoi attaqué" the convoy attacks nobody.
        """
        above = self.tree.head(trigger)
        argument = None
        if (
            above is not None
            and trigger.rel in {"acl", "amod"}
            and not self.tree.children(trigger, "pred")
            and above.pos in NOMINAL
        ):
            argument = Argument(above, "participle")
        elif above is not None and trigger.rel in {"advcl", "obl", "dep", "parataxis"}:
            argument = main_subject(self.tree, above)
        objects = [each for slots in table.values() for each in slots if each.name == "obj"]
        if argument is None or any(self.fillers.fits(argument.word, each.kinds) for each in objects):
            return []
        return self._spread([argument], slot)

    def _behind(self, slot: Slot, rest: Sequence[int]) -> list[Bound]:
        """The object of a trigger of several words hangs on the last of them: "pris d'assaut la caserne"."""
        return self._spread(
            [
                Argument(child)
                for index in rest
                for child in self.tree.children(self.tree.words[index], "obj", "nmod", "appos")
                if child.pos in NOMINAL and not child.marker
            ],
            slot,
        )

    def _spread(self, arguments: list[Argument], slot: Slot) -> list[Bound]:
        """The first argument that fits, with its coordinates that fit."""
        for argument in arguments:
            if not self.fillers.fits(argument.word, slot.kinds) or is_relative(argument.word):
                continue
            out = [Bound("", argument.word, argument.inherited)]
            out += [
                Bound("", each, argument.inherited)
                for each in self._coordinates(argument.word)
                if self.fillers.fits(each, slot.kinds)
            ]
            return out
        return []

    def _coordinates(self, word: Word) -> Iterator[Word]:
        for child in self.tree.children(word, "conj"):
            if child.pos in {"NOUN", "PROPN", "PRON"}:
                yield child
                yield from self._coordinates(child)

    def _clausal(self, slot: Slot, trigger: Word) -> list[Bound]:
        out = []
        for child in self.tree.children(trigger, "ccomp", "xcomp", "advcl", "acl", "relcl", "obl", "csubj"):
            if child.pos not in {"VERB", "AUX", "NOUN", "ADJ", "PROPN", "PRON"}:
                continue
            marks = child.marker.split(" ")
            infinitive = is_content_clause(self.tree, child) or (marks[-1] == "to" and child.rel != "obl")
            gerund = child.pos == "VERB" and is_gerund_clause(self.tree, child)
            if slot.name == "inf" and child.rel not in {"csubj", "relcl"}:
                if slot.mark:
                    if slot.mark in marks and (infinitive or gerund):
                        out.append(Bound("", child, "", clausal=True))
                elif (infinitive and child.rel not in {"advcl", "obl"}) or (gerund and child.rel == "xcomp"):
                    out.append(Bound("", child, "", clausal=True))
            elif (slot.name == "clause" and child.rel == "ccomp" and not infinitive) or (
                slot.name == "clause" and trigger.pos == "NOUN" and child.rel in {"acl", "relcl"} and "that" in marks
            ):
                out.append(Bound("", child, "", clausal=True))
        if not out and slot.name == "clause":
            out = [
                Bound("", child, "", clausal=True)
                for child in self.tree.children(trigger, "ccomp")
                if child.pos in {"VERB", "AUX"}
            ]
        return out[:1]

    def _prepositional(self, slot: Slot, trigger: Word, used: set[int]) -> list[Bound]:
        """Phrases behind the preposition, near ones first; deeper ones only for a slot that says its kind."""
        reach = _REACH if slot.kinds else 1
        found = [
            (depth, word)
            for depth, word in self._behind_marker(slot.name, trigger, reach, closed=slot.name in OWN_COMPLEMENT)
            if word.index not in used and word.pos in NOMINAL
        ]
        found = [(depth, word) for depth, word in found if self.fillers.fits(word, slot.kinds)]
        found = found or self._beside(slot, trigger, used)
        if not found:
            return []
        _, word = min(found, key=lambda each: (each[0], abs(each[1].index - trigger.index)))
        return self._spread([Argument(word)], slot)

    def _beside(self, slot: Slot, trigger: Word, used: set[int]) -> list[tuple[int, Word]]:
        """ "l'arrêt des combats entre A et B": a complement of an act noun that the parser hung on the noun or verb above it."""
        above = self.tree.head(trigger)
        if above is None or trigger.pos != "NOUN" or slot.name not in _OF_THE_ACT:
            return []
        if not ((trigger.rel == "nmod" and above.pos == "NOUN") or (trigger.rel in {"obj", "subj_pass"} and above.pos == "VERB")):
            return []
        return [
            (1, word)
            for word in self.tree.children(above, "nmod", "obl", "obj")
            if word.marker == slot.name
            and word.index > trigger.index
            and word.index not in used
            and self.fillers.fits(word, slot.kinds)
        ]

    def _behind_marker(self, marker: str, trigger: Word, reach: int, *, closed: bool = False) -> list[tuple[int, Word]]:
        """The words of `below` that carry the marker: every slot of every frame asks, the walk is made once."""
        key = (trigger.index, reach, closed)
        if key not in self._phrases:
            table = self._phrases[key] = {}
            for depth, word in below(self.fillers, trigger, reach, closed=closed):
                table.setdefault(word.marker, []).append((depth, word))
        return self._phrases[key].get(marker, [])

    def _blocked(self, frame: Frame, trigger: Word, light: Word | None) -> str:
        """The guard that speaks against the frame, in words; empty if none does."""
        for name, values in frame.source.with_.items():
            words = self._at(name, light or trigger) + self._near(name, light or trigger)
            words += [noun[1] for word in words if (noun := self.fillers.noun_of(word))]
            if not any(self.fillers.in_list(word, values) for word in words):
                return f"{name} is none of {', '.join(values)}"
        for name, values in frame.source.without.items():
            for word in self._at(name, light or trigger) + (self._at(name, trigger) if light else []):
                noun = self.fillers.noun_of(word)
                if self.fillers.in_list(noun[1] if noun else word, values):
                    return f"{name} “{word.text}” speaks against it"
        return ""

    def _near(self, name: str, trigger: Word) -> list[Word]:
        """Words behind the trigger that carry this preposition, wherever the parser hung them: what a guard asks for need not be attached."""
        behind = self.tree.words[trigger.index + 1 : trigger.index + 1 + _NEAR_WORDS]
        return [word for word in behind if word.marker == name]

    def _at(self, name: str, trigger: Word) -> list[Word]:
        """Heads that stand in a slot, for the guards."""
        if name == "subj":
            found = subject(self.tree, trigger, self.pack.modality)
            noun = self.tree.head(trigger)
            sort = of_sort(self.fillers, found.word) if found else []
            if found is None and noun is not None and trigger.rel == "acl" and trigger.lemma in self.pack.syntax.intransitive:
                return [noun]
            return [found.word, *self._coordinates(found.word), *sort] if found else []
        if name == "obj":
            argument = patient(self.tree, trigger)
            return [argument.word, *self._coordinates(argument.word)] if argument else []
        if name == "any":
            return [word for word in self.tree.words if word.index != trigger.index]
        if name == "adj":
            return self.tree.children(trigger, "amod")
        if name == "compound":
            return self.tree.children(trigger, "compound", "amod", "nmod")
        return [word for _, word in self._behind_marker(name, trigger, 2)]
