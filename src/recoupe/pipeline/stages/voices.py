"""According to whom: the stretches of text that each voice carries. Joins what `pipeline.attribution` reads with the speech frames that fired."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from recoupe.model.record import Mention, Role, Voice
from recoupe.model.spans import Anchor, Span, anchor
from recoupe.pipeline.antecedents import Resolver, resolver_of
from recoupe.pipeline.attribution.cues import Cues
from recoupe.pipeline.attribution.finder import attributions, latest
from recoupe.pipeline.attribution.kinds import voice_kind
from recoupe.pipeline.attribution.model import Finding
from recoupe.pipeline.attribution.quoted import announced
from recoupe.pipeline.attribution.units import Unit, units
from recoupe.pipeline.base import Attributed, Knowledge, Seed, Work
from recoupe.syntax.tree import Tree
from recoupe.text.nearby import Nearby

_HOLDER_ROLES = (
    "speaker", "accuser", "claimant", "holder", "asker", "threatener", "publisher", "decider", "actor", "body", "attacker", "subject",
)  # fmt: skip
"""Roles of speech frames that speak, the first that is bound."""


class Voices:
    """What each voice carries."""

    name = "voices"
    requires = ("parts", "trees", "mentions", "seeds")
    provides = ("attributed",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.packs = knowledge.packs
        self.cues = {lang: Cues(pack.attribution, pack.modality, pack.syntax.markers) for lang, pack in knowledge.packs.items()}

    def __call__(self, work: Work) -> Work:
        """The work with its attributed stretches, in text order of their cues."""
        mentions = Nearby(work.mentions)
        seeds = _by_word(work.seeds)
        resolver = resolver_of(work, self.packs, mentions)
        out: list[Attributed] = []
        spoken: set[int] = set()
        for unit, each in self._findings(work, mentions):
            speaking = [n for n in seeds.get((each.tree, each.word), ()) if work.seeds[n].frame.source.voice is not None]
            out += [self._attributed(work, unit, each, number, resolver) for number in (speaking or (None,))]
            spoken.update(speaking)
        for index, seed in enumerate(work.seeds):
            of_frame = None if index in spoken else self._of_frame(work, mentions, seed, index)
            out += [of_frame] if of_frame is not None else []
        return replace(work, attributed=tuple(out))

    def _findings(self, work: Work, mentions: Nearby[Mention]) -> list[tuple[Unit, Finding]]:
        """What was read in every unit of the article's own parts. A paragraph that is nothing but a quotation goes on with the report before it."""
        by_part: dict[str, list[tuple[int, Tree]]] = {}
        for number, tree in enumerate(work.trees):
            by_part.setdefault(tree.part, []).append((number, tree))
        out: list[tuple[Unit, Finding]] = []
        last: Finding | None = None
        report: int | None = None
        for part in work.own_parts:
            trees = by_part.get(part.id)
            if not trees:
                continue
            lang = trees[0][1].lang
            for unit in units(work.document.text, part.span, trees, mentions, self.packs[lang], self.cues[lang]):
                found = attributions(unit, last)
                if len(found) == 1 and found[0].by == "floating" and found[0].holder is not None and report is not None:
                    before, begun = out[report]
                    out[report] = (before, replace(begun, content=(*begun.content, *found[0].content)))
                    continue
                goes_on = latest(unit, found)
                report = len(out) + found.index(goes_on) if goes_on is not None else None
                last = announced(unit) or goes_on
                out += [(unit, each) for each in found]
        return out

    def _attributed(self, work: Work, unit: Unit, each: Finding, index: int | None, resolver: Resolver) -> Attributed:
        """The finding as an attribution; a pronoun speaks under the name of whom it stands for, where the rules are sure."""
        text = work.document.text
        cue = anchor(text, each.cue.start, each.cue.end) if each.cue is not None else None
        if each.holder is None:
            voice = Voice(who="unnamed", kind="unnamed", cue=cue, commitment=each.commitment)
        else:
            span = each.holder.span
            holder = anchor(text, span.start, span.end)
            word = work.trees[each.holder.tree].words[each.holder.word]
            noun = resolver.stands_for(each.holder.tree, word) if word.pos == "PRON" else None
            named = Span(*resolver.fillers(noun.tree).phrase(noun.word)) if noun is not None else span
            kind = voice_kind(
                named, unit.cues, unit.mentions_at(named), work.trees[noun.tree if noun is not None else each.holder.tree]
            )
            voice = Voice(who=named.of(text), kind=kind, holder=holder, cue=cue, commitment=each.commitment)
        return Attributed(content=each.content, voice=voice, seed=index, by=each.by)

    def _of_frame(self, work: Work, mentions: Nearby[Mention], seed: Seed, index: int) -> Attributed | None:
        """A speech frame with a content that no construction has read: its holder is the first of the holder roles that is bound."""
        commitment = seed.frame.source.voice
        if commitment is None or not seed.contents:
            return None
        tree = work.trees[seed.tree]
        holder = _holder(seed)
        if holder is None:
            return None
        beside = mentions.touching(holder.start, holder.end)
        kind = voice_kind(holder.span, self.cues[tree.lang], beside, tree)
        voice = Voice(
            who=holder.text,
            kind=kind,
            holder=Anchor(holder.start, holder.end, holder.text),
            cue=seed.trigger,
            commitment=commitment,
        )
        return Attributed(content=seed.contents, voice=voice, seed=index, by="frame")


def _by_word(seeds: Sequence[Seed]) -> dict[tuple[int, int], list[int]]:
    """The seeds on each word of each tree."""
    out: dict[tuple[int, int], list[int]] = {}
    for index, seed in enumerate(seeds):
        out.setdefault((seed.tree, seed.word), []).append(index)
    return out


def _holder(seed: Seed) -> Role | None:
    """The role that speaks, unless it lies in what is said."""
    return next(
        (
            role
            for name in _HOLDER_ROLES
            for role in seed.roles
            if role.role == name and not any(span.contains(role.span) for span in seed.contents)
        ),
        None,
    )
