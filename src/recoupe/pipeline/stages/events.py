"""Frames on trees: every trigger of the article's own parts, its roles bound, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from recoupe.knowledge.frames import Frame
from recoupe.knowledge.packs import Pack
from recoupe.model.record import Refusal, Role
from recoupe.model.spans import Anchor, Span, anchor
from recoupe.pipeline.antecedents import Resolver, resolver_of
from recoupe.pipeline.base import Knowledge, Seed, Work
from recoupe.pipeline.clauses import is_participle, is_reflexive, subject
from recoupe.pipeline.figures import FigureFinder
from recoupe.pipeline.fillers import is_relative
from recoupe.pipeline.guards import Guard
from recoupe.pipeline.slots import Binder, Bound
from recoupe.syntax.tree import Word
from recoupe.text.nearby import Nearby

_OWN_FIRST = 100.0
"""A frame of the team's codebook that holds goes before any of ours."""
_WINDOW = 6
"""Words behind a trigger in which the rest of a multi-word entry must stand, in order."""


_OWNED = frozenset(
    {
        "mover",
        "target",
        "victim",
        "facility",
        "recipient",
        "person",
        "origin",
        "destination",
        "place",
        "weapon",
        "good",
        "group",
        "beneficiary",
    }
)
"""Roles whose possessive ("ses troupes") says whose they are."""


class Events:
    """Seeds: one frame per trigger, the best-bound one."""

    name = "events"
    requires = ("parts", "topic", "trees", "mentions")
    provides = ("seeds", "refused")

    def __init__(self, knowledge: Knowledge) -> None:
        self.packs = knowledge.packs
        self.index = {lang: Index(pack) for lang, pack in knowledge.packs.items()}
        self.figures = {lang: FigureFinder(pack) for lang, pack in knowledge.packs.items()}

    def __call__(self, work: Work) -> Work:
        """The work with its seeds in text order and a refusal for each frame on each trigger on which none held."""
        seeds: list[Seed] = []
        refused = list(work.refused)
        mentions = Nearby(work.mentions)
        resolver = resolver_of(work, self.packs, mentions)
        guard = Guard(work, mentions, self.packs, self.figures)
        own = {part.id for part in work.own_parts}
        for number, tree in enumerate(work.trees):
            if tree.part in own and tree.lang in self.packs:
                found, dropped = TreeReader(resolver, number, self.index[tree.lang]).read()
                for seed in found:
                    reason = guard.against(seed)
                    if reason:
                        refused.append(refusal(seed.trigger, seed.frame, reason))
                    else:
                        seeds.append(seed)
                refused += dropped
        refused.sort(key=lambda each: (each.start, each.end))
        return replace(
            work, seeds=tuple(sorted(seeds, key=lambda seed: (seed.trigger.start, seed.trigger.end))), refused=tuple(refused)
        )


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One frame tried on one trigger: the seed that it makes, or `why` it makes none; `score` ranks the seeds of one trigger."""

    frame: Frame
    rest: tuple[int, ...] = ()
    bound: tuple[Bound, ...] = ()
    seed: Seed | None = None
    score: float = 0.0
    why: str = ""


def best_of(attempts: list[Attempt]) -> Attempt | None:
    """The attempt that makes the claim: the best-bound one, the first of equals, a fallback only beside fallbacks; None where no frame held."""
    held = [attempt for attempt in attempts if attempt.seed is not None]
    return max(held, key=lambda attempt: (not attempt.frame.source.fallback, attempt.score), default=None)


def refusal(word: Word | Anchor, frame: Frame, why: str) -> Refusal:
    """A trigger on which a frame made no claim."""
    return Refusal(start=word.start, end=word.end, text=word.text, rule=frame.id, why=why)


class _Entry:
    """One trigger form: lemma, further words, reflexive or not."""

    __slots__ = ("frame", "reflexive", "rest")

    def __init__(self, frame: Frame, words: list[str], *, reflexive: bool) -> None:
        self.frame = frame
        self.rest = words[1:]
        self.reflexive = reflexive


class Index:
    """Frames by trigger lemma and part of speech."""

    def __init__(self, pack: Pack) -> None:
        self.verbs: dict[str, list[_Entry]] = {}
        self.nouns: dict[str, list[_Entry]] = {}
        self.adjectives: dict[str, list[_Entry]] = {}
        self.auxiliaries: dict[str, list[_Entry]] = {}
        self.light = frozenset(pack.modality.light)
        for frame in pack.frames:
            for forms, table in (
                (frame.source.verbs, self.verbs),
                (frame.source.nouns, self.nouns),
                (frame.source.adjectives, self.adjectives),
                (frame.source.auxiliaries, self.auxiliaries),
            ):
                for form in forms:
                    self._add(frame, form, table)

    @staticmethod
    def _add(frame: Frame, form: str, table: dict[str, list[_Entry]]) -> None:
        words = form.replace("’", "'").replace("'", "' ").split()
        reflexive = words[0] in {"se", "s'"}
        words = words[1:] if reflexive else words
        table.setdefault(words[0], []).append(_Entry(frame, words, reflexive=reflexive))


class TreeReader:
    """One tree."""

    def __init__(self, resolver: Resolver, number: int, index: Index) -> None:
        fillers = resolver.fillers(number)
        self.resolver = resolver
        self.text = fillers.text
        self.tree = fillers.tree
        self.number = number
        self.index = index
        self.pack = fillers.pack
        self.fillers = fillers
        self.binder = Binder(fillers)
        self.swallowed: dict[int, str] = {}
        """Words of a multi-word trigger, with the trigger that took them."""

    def read(self) -> tuple[list[Seed], list[Refusal]]:
        """Seeds and refusals of the tree: a trigger that makes no claim is refused once for each frame that knows its word."""
        candidates = [(word, list(self._entries(word))) for word in self.tree.words]
        candidates = [(word, entries) for word, entries in candidates if entries]
        candidates.sort(key=lambda pair: -max(len(entry.rest) for entry, _ in pair[1]))
        seeds: list[Seed] = []
        refused: list[Refusal] = []
        for word, entries in candidates:
            attempts = self._passed_over(word, entries) or [self._attempt(word, entry, rest) for entry, rest in entries]
            best = best_of(attempts)
            if best is not None and best.seed is not None:
                seeds.append(best.seed)
                self.swallowed.update(dict.fromkeys(best.rest, best.seed.trigger.text))
            else:
                refused += [refusal(word, attempt.frame, attempt.why) for attempt in attempts]
        return seeds, refused

    def attempts(self, word: Word) -> list[Attempt]:
        """Every frame that knows the word, with the seed that it would make or the reason against it."""
        return [self._attempt(word, entry, rest) for entry, rest in self._entries(word)]

    def _passed_over(self, word: Word, entries: list[tuple[_Entry, list[int]]]) -> list[Attempt]:
        """The reason why no frame is even tried on a word, once; empty where frames are tried."""
        if word.index in self.swallowed:
            why = f"part of the longer trigger “{self.swallowed[word.index]}”"
        elif self._is_name(word):
            why = "part of a name or of a date"
        else:
            return []
        return [Attempt(frame=entries[0][0].frame, why=why)]

    def _attempt(self, word: Word, entry: _Entry, rest: list[int]) -> Attempt:
        frame = entry.frame
        if frame.source.fallback and word.rel == "acl" and is_participle(word):
            return Attempt(frame=frame, rest=tuple(rest), why="a participle that merely describes a noun")
        if frame.source.fallback and self._is_made_to(word):
            return Attempt(frame=frame, rest=tuple(rest), why="somebody else makes it happen")
        light = self._light(word)
        bound = self._beside(frame, word) if word.rel == "aux" else self.binder.bind(frame, word, light, rest)
        if isinstance(bound, str):
            return Attempt(frame=frame, rest=tuple(rest), why=bound)
        score = (
            sum(not each.beside for each in bound)
            + 2.0 * len(rest)
            + 1.5 * len(frame.source.with_)
            + frame.source.score
            + 0.5 * len(frame.needs)
        )
        score += _OWN_FIRST if frame.own else 0.0
        return Attempt(
            frame=frame,
            rest=tuple(rest),
            bound=tuple(bound),
            seed=self._seed(frame, word, rest, light, bound),
            score=score,
        )

    def _is_made_to(self, verb: Word) -> bool:
        """Under a verb that makes others act and hangs on it: in "a fait venir un train" the subject does not come."""
        makers = [child for child in self.tree.children(verb, "dep", "aux") if child.index < verb.index]
        return any(child.lemma in self.pack.modality.object_control for child in makers)

    def _beside(self, frame: Frame, auxiliary: Word) -> list[Bound] | str:
        """The roles of a modal auxiliary: the subject of the verb that it stands with, and that verb ("they *must* leave")."""
        verb = self.tree.words[auxiliary.head]
        if any(each.lemma == "have" for each in self.tree.children(verb, "aux")):
            return "a guess about what has happened"
        if verb.marker in self.pack.modality.clauses.conditions:
            return "a condition"
        argument = subject(self.tree, verb, self.pack.modality)
        if argument is not None and is_relative(argument.word):
            return f"“{argument.word.text}” names nobody"
        if argument is not None and argument.word.index > auxiliary.index and not argument.inherited:
            return "a question"
        bound = [
            Bound(role, verb, clausal=True) for role, slots in frame.roles.items() if any(slot.name == "inf" for slot in slots)
        ]
        for role, slots in frame.roles.items():
            if argument is not None and any(
                slot.name == "subj" and self.fillers.fits(argument.word, slot.kinds) for slot in slots
            ):
                bound.append(Bound(role, argument.word, argument.inherited))
        missing = [need for need in frame.needs if not need & {each.role for each in bound}]
        return f"no {' or '.join(sorted(missing[0]))} in its surroundings" if missing else bound

    def _is_name(self, word: Word) -> bool:
        """A capitalised trigger noun inside an actor's name ("Force de frappe") or behind its first word ("Front de libération") is the name, not the act; "21 March" is a date."""
        if self.fillers.kinds(word) == frozenset({"time"}):
            return True
        mention = self.fillers.mention_of(word, kind="actor")
        if mention is None or mention.rule not in {"who.name", "tagger", "who.titled_person"}:
            return False
        return word.text[:1].isupper() or mention.start < word.start

    def _entries(self, word: Word) -> Iterator[tuple[_Entry, list[int]]]:
        tables: list[dict[str, list[_Entry]]] = []
        if word.rel == "aux":
            yield from ((entry, []) for entry in self.index.auxiliaries.get(word.lemma, ()))
        if word.rel in {"aux", "aux_pass"}:
            return
        if word.pos in {"VERB", "AUX"} or (word.pos == "ADJ" and word.rel in {"acl", "root", "advcl", "conj", "amod", "pred"}):
            tables.append(self.index.verbs)
        if word.pos in {"NOUN", "PROPN"}:
            tables.append(self.index.nouns)
        if word.pos == "ADJ" or (word.pos == "VERB" and word.rel in {"amod"}):
            tables.append(self.index.adjectives)
        if not any(word.lemma in table for table in tables):
            return
        reflexive = is_reflexive(self.tree, word)
        for table in tables:
            for entry in table.get(word.lemma, ()):
                if table is self.index.verbs and word.pos != "ADJ" and entry.reflexive != reflexive:
                    continue
                if table is self.index.verbs and word.pos == "ADJ" and (entry.reflexive or word.lemma == word.text.lower()):
                    continue
                rest = self._rest(word, entry.rest)
                if rest is not None:
                    yield entry, rest

    def _rest(self, word: Word, wanted: list[str]) -> list[int] | None:
        """Indices of the further words of an entry, in order behind the trigger; None where one is missing."""
        found: list[int] = []
        position = word.index + 1
        for piece in wanted:
            for index in range(position, min(position + _WINDOW, len(self.tree.words))):
                other = self.tree.words[index]
                if piece in {other.lemma, other.text.lower().replace("’", "'"), other.marker if other.rel == "case" else ""}:
                    found.append(index)
                    position = index + 1
                    break
            else:
                return None
        return found

    def _light(self, noun: Word) -> Word | None:
        """The light verb that carries an act noun: "mener une attaque", "an attack was launched", "l'attaque menée par"."""
        if noun.pos not in {"NOUN", "PROPN"}:
            return None
        above = self.tree.head(noun)
        if above is not None and above.lemma in self.index.light and above.pos in {"VERB", "AUX"}:
            if noun.rel in {"obj", "subj_pass"} or (noun.rel == "obl" and noun.marker in self.pack.modality.light_markers):
                return above
        for child in self.tree.children(noun, "acl", "relcl"):
            if child.lemma in self.index.light and child.pos in {"VERB", "ADJ"}:
                return child
        return None

    def _seed(self, frame: Frame, word: Word, rest: list[int], light: Word | None, bound: list[Bound]) -> Seed:
        used = {each.word.index for each in bound if not each.clausal}
        roles = []
        contents = []
        for each in bound:
            start, end = (
                self._content(each.word, word, alone=each.role == "purpose")
                if each.clausal
                else self.fillers.phrase(each.word, used - {each.word.index})
            )
            role = self._role(each, start, end)
            roles.append(role)
            if each.role in frame.content_roles:
                whole = (start, end) if each.clausal else self.fillers.clause(each.word)
                contents.append(Span(min(role.start, whole[0]), max(role.end, whole[1])))
        roles += self._owners(bound, roles, light or word)
        trigger = self._trigger(word, rest)
        start, end = self.fillers.clause(self.tree.words[word.head] if word.rel == "aux" else light or word)
        span = Span(min(start, trigger.start), max(end, trigger.end))
        return Seed(
            frame=frame, tree=self.number, word=word.index, trigger=trigger, span=span, roles=tuple(sorted(roles, key=lambda role: (role.start, role.end))),
            contents=tuple(contents), via=light.index if light is not None else None, type=frame.source.type,
        )  # fmt: skip

    def _role(self, each: Bound, start: int, end: int) -> Role:
        said = anchor(self.text, start, end)
        mention = None if each.clausal else self.fillers.mention_in_role(each.word, each.role)
        inherited = (mention.id if mention else f"{said.start}-{said.end}") if each.inherited else None
        noun = None if each.clausal else self.resolver.stands_for(self.number, each.word)
        if noun is not None:
            inherited = noun.pointer
        return Role(
            role=each.role,
            start=said.start,
            end=said.end,
            text=said.text,
            mention=mention.id if mention else None,
            inherited_from=inherited,
        )

    def _owners(self, bound: list[Bound], roles: list[Role], verb: Word) -> list[Role]:
        """ "ses troupes", "its troops": the possessive as a role of its own, pointing at whose they are."""
        if any(role.role == "owner" for role in roles):
            return []
        for each in bound:
            for child in self.tree.children(each.word, "det", "poss") if each.role in _OWNED and not each.clausal else ():
                owner = self.resolver.owner(self.number, child, each.word, verb)
                if owner is not None:
                    said = anchor(self.text, child.start, child.end)
                    return [Role(role="owner", start=said.start, end=said.end, text=said.text, inherited_from=owner.pointer)]
        return []

    def _content(self, head: Word, trigger: Word, *, alone: bool = False) -> tuple[int, int]:
        """A clause as content, without its subordinator and without the trigger; `alone`: without the clauses coordinated with it."""
        words = (
            [word for word in self.tree.subtree(head) if word.index > trigger.index]
            if head.index > trigger.index
            else self.tree.subtree(head)
        )
        words = [word for word in words if word.index != trigger.index] or [head]
        if alone:
            others = [word.index for child in self.tree.children(head, "conj", "xcomp") for word in self.tree.subtree(child)]
            words = [word for word in words if word.index < min(others, default=len(self.tree.words))] or [head]
            while len(words) > 1 and words[-1].rel in {"cc", "punct"}:
                words = words[:-1]
        while len(words) > 1 and (
            words[0].rel in {"mark", "punct", "case", "cc"} or words[0].text.lower() in {"que", "qu'", "qu’", "to", "that"}
        ):
            words = words[1:]
        while len(words) > 1 and words[-1].rel == "punct" and words[-1].text not in {"»", "”"}:
            words = words[:-1]
        return words[0].start, words[-1].end

    def _trigger(self, word: Word, rest: list[int]) -> Anchor:
        """The trigger's characters: auxiliaries and the further words when they stand next to it."""
        indices = {word.index, *rest}
        carriers = [word]
        for carrier in carriers:
            for child in self.tree.children(carrier, "aux", "aux_pass", "prt"):
                low, high = min(child.index, carrier.index), max(child.index, carrier.index)
                between = self.tree.words[low + 1 : high]
                if all(each.rel in {"aux", "aux_pass", "advmod", "neg", "punct", "expl", "expl_refl"} for each in between):
                    indices.add(child.index)
        low, high = min(indices), max(indices)
        if high - low > _WINDOW + 2:
            low = high = word.index
        return anchor(self.text, self.tree.words[low].start, self.tree.words[high].end)
