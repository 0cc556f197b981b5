"""Why each claim of a finished work reads as it does: binds its frame once more and keeps the way. Never changes a claim."""

from __future__ import annotations

from typing import Literal

from recoupe.model.explanation import Circumstance, Explanation, NearMiss, Need, RoleReason, Step, VoiceReason
from recoupe.model.record import Claim, Mention, Voice
from recoupe.model.spans import Anchor, Span
from recoupe.pipeline.antecedents import resolver_of
from recoupe.pipeline.base import Knowledge, Seed, Work
from recoupe.pipeline.slots import Bound
from recoupe.pipeline.stages.events import Attempt, Index, TreeReader, best_of
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby


class Explainer:
    """Explains the claims of one work. Build it from the knowledge that read the work.

    Args:
        knowledge: what the engine knows.
        work: a finished work: one seed for each claim, in the claims' order.
    """

    def __init__(self, knowledge: Knowledge, work: Work) -> None:
        self.knowledge = knowledge
        self.work = work
        self.resolver = resolver_of(work, knowledge.packs, Nearby(work.mentions))
        self.by_id = {mention.id: mention for mention in work.mentions}
        self._indices: dict[str, Index] = {}

    def all(self) -> dict[str, Explanation]:
        """Claim id → explanation."""
        return {claim.id: self.explain(number) for number, claim in enumerate(self.work.claims)}

    def explain(self, index: int) -> Explanation:
        """The explanation of the claim at `index` (from 0) in the work's claims."""
        claim, seed = self.work.claims[index], self.work.seeds[index]
        tree = self.work.trees[seed.tree]
        attempts = self._attempts(seed, tree)
        own = next((each for each in attempts if each.seed is not None and each.frame.id == seed.frame.id), None)
        return Explanation(
            claim=claim.id, number=index + 1, rule=seed.frame.id, where=seed.frame.where, entry=_entry(tree.words[seed.word], own, tree),
            trigger=claim.trigger, sentence=Span(tree.start, tree.end), roles=_roles(tree, seed, own.bound if own else ()), needs=self._needs(seed),
            nature=claim.nature, nature_by=self._nature_by(claim, seed), occurrence=claim.status.occurrence, cues=claim.status.cues, voices=tuple(self._voice(voice, claim, index) for voice in claim.voices),
            time=self._time(claim, seed, tree), place=self._place(claim, seed, tree), losses=claim.losses, loaded=claim.loaded,
            near=tuple(_near(attempts, own)),
        )  # fmt: skip

    def _attempts(self, seed: Seed, tree: Tree) -> list[Attempt]:
        index = self._indices.setdefault(tree.lang, Index(self.knowledge.packs[tree.lang]))
        return TreeReader(self.resolver, seed.tree, index).attempts(tree.words[seed.word])

    def _needs(self, seed: Seed) -> tuple[Need, ...]:
        """What the frame and the claim type ask for, and what meets it."""
        have = {role.role for role in seed.roles}
        demands = [(tuple(sorted(need)), "frame") for need in seed.frame.needs]
        demands += [(tuple(need.split("|")), "type") for need in self.knowledge.ontology.types[seed.type].required]
        return tuple(
            Need(roles=roles, met_by=next((role for role in roles if role in have), None), of=of)  # type: ignore[arg-type]
            for roles, of in dict.fromkeys(demands)
        )

    def _nature_by(self, claim: Claim, seed: Seed) -> Literal["type", "frame", "words"]:
        """What decided the nature of the claim."""
        if claim.nature == seed.frame.source.nature:
            return "frame"
        return "type" if claim.nature == self.knowledge.ontology.types[seed.type].nature else "words"

    def _voice(self, voice: Voice, claim: Claim, index: int) -> VoiceReason:
        if voice.who == "article":
            return VoiceReason(voice=voice, by="own_voice")
        for each in self.work.attributed:
            if each.voice != voice:
                continue
            if each.seed == index:
                return VoiceReason(voice=voice, by="itself", rule=claim.rule)
            content = max((span for span in each.content if span.contains(claim.trigger)), key=_length, default=None)
            if content is not None:
                rule = self.work.seeds[each.seed].frame.id if each.seed is not None else ""
                return VoiceReason(voice=voice, by=each.by, rule=rule, content=content)
        return VoiceReason(voice=voice, by="frame")

    def _time(self, claim: Claim, seed: Seed, tree: Tree) -> Circumstance | None:
        if claim.time is None:
            return None
        words = Anchor(claim.time.start, claim.time.end, claim.time.text)
        return self._circumstance(words, claim, seed, tree)

    def _place(self, claim: Claim, seed: Seed, tree: Tree) -> Circumstance | None:
        mention: Mention | None = self.by_id.get(claim.place.mention) if claim.place else None
        if mention is None:
            return None
        return self._circumstance(Anchor(mention.start, mention.end, mention.text), claim, seed, tree)

    @staticmethod
    def _circumstance(words: Anchor, claim: Claim, seed: Seed, tree: Tree) -> Circumstance:
        if any(role.span.contains(words) for role in claim.roles):
            return Circumstance(words=words, by="role")
        inside = tree.at(words.start, words.end)
        head = tree.top_of(inside) if inside else None
        start = tree.words[seed.word if seed.via is None else seed.via]
        return Circumstance(words=words, by="path", path=path(tree, start, head) if head is not None else ())


def path(tree: Tree, start: Word, end: Word) -> tuple[Step, ...]:
    """The steps from one word of a tree to another, over the lowest word above both; empty where they are one or not joined."""
    up = [start, *tree.ancestors(start)]
    down = [end, *tree.ancestors(end)]
    joint = next((word for word in up if any(word.index == other.index for other in down)), None)
    if joint is None:
        return ()
    climbed = up[: next(nth for nth, word in enumerate(up) if word.index == joint.index)]
    descended = down[: next(nth for nth, word in enumerate(down) if word.index == joint.index)]
    steps = [_step(tree.words[word.head], word, "up") for word in climbed]
    return (*steps, *(_step(word, word, "down") for word in reversed(descended)))


def _step(to: Word, lower: Word, way: str) -> Step:
    """A step over the relation of the lower of two words."""
    return Step(word=Anchor(to.start, to.end, to.text), relation=lower.rel, way=way, marker=lower.marker)  # type: ignore[arg-type]


def _entry(word: Word, own: Attempt | None, tree: Tree) -> str:
    """The frame's entry as far as the text shows it: the lemma and the further words."""
    return " ".join([word.lemma, *(tree.words[index].text for index in (own.rest if own else ()))])


def _roles(tree: Tree, seed: Seed, bound: tuple[Bound, ...]) -> tuple[RoleReason, ...]:
    """Each role of the seed with the slot that found its head word."""
    out = []
    for role in seed.roles:
        found = next((each for each in bound if each.role == role.role and role.start <= each.word.start < role.end), None)
        start = tree.words[seed.word]
        out.append(
            RoleReason(
                role=role.role,
                words=Anchor(role.start, role.end, role.text),
                slot=found.slot if found else "",
                path=path(tree, start, found.word) if found else (),
                inherited=found.inherited if found else "",
            )
        )
    return tuple(out)


def _near(attempts: list[Attempt], own: Attempt | None) -> list[NearMiss]:
    """The other frames on the trigger: what spoke against each, or that another was bound better."""
    best = own or best_of(attempts)
    out = []
    for each in attempts:
        if each is best:
            continue
        out.append(NearMiss(rule=each.frame.id, type=each.frame.source.type, why=each.why or _outranked(each, best)))
    return list(dict.fromkeys(out))


def _outranked(each: Attempt, best: Attempt | None) -> str:
    """Why a frame that fits is not the one."""
    if best is None or each.score >= best.score:
        return "fits as well: the rule that stands first is kept"
    return f"fits too, but less well: rank {each.score:.1f} against {best.score:.1f}"


def _length(span: Span) -> int:
    return span.end - span.start
