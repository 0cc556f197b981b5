"""Seeds, verdicts and voices become claims: ids, chain of voices, time, place, quantities, losses, loaded words."""

from __future__ import annotations

import re
from collections import Counter
from typing import cast

from msgspec.structs import replace

from recoupe.knowledge.packs import Numbers, Pack
from recoupe.model.ids import claim_id
from recoupe.model.record import Claim, Loaded, Loss, Mention, Quantity, Reading, Status, Voice, When, Where
from recoupe.model.vocabulary import VIOLENT, Granularity, family
from recoupe.pipeline.base import Knowledge, Seed, Verdict, Work
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

_ARTICLE = Voice(who="article", kind="outlet", commitment="own_voice")
_SPEECH = frozenset({"STATEMENT", "CLAIM", "DENY", "ACCUSE", "PUBLISH"})
"""Families whose claim is itself what a voice says: its chain ends with the speaker."""
_PLACE_ROLES = ("place", "destination", "target", "facility", "origin", "via")


class Claims:
    """The claims of the record, in text order."""

    name = "claims"
    requires = ("parts", "trees", "mentions", "seeds", "verdicts", "attributed")
    provides = ("claims",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.ontology = knowledge.ontology
        self.packs = knowledge.packs
        self.loaded = {lang: _loaded_patterns(pack) for lang, pack in knowledge.packs.items()}

    def __call__(self, work: Work) -> Work:
        """The work with its claims; a seed's index in `content_of` becomes the id of that claim."""
        ids = self._ids(work)
        times = _owners(work, "time")
        places = _owners(work, "place")
        out = []
        for index, (seed, verdict) in enumerate(zip(work.seeds, work.verdicts, strict=True)):
            out.append(self._claim(work, index, seed, verdict, ids, times.get(index), places.get(index)))
        return replace(work, claims=tuple(out))

    @staticmethod
    def _ids(work: Work) -> list[str]:
        """One id per seed; several of one family on one trigger are numbered."""
        seen: Counter[tuple[str, int, int]] = Counter()
        out = []
        for seed in work.seeds:
            key = (family(seed.type), seed.trigger.start, seed.trigger.end)
            out.append(claim_id(work.document.text_sha256, *key, seen[key]))
            seen[key] += 1
        return out

    def _claim(
        self, work: Work, index: int, seed: Seed, verdict: Verdict, ids: list[str], time: Mention | None, place: Mention | None
    ) -> Claim:
        tree = work.trees[seed.tree]
        voices = self._voices(work, index, seed)
        innermost = voices[-1]
        attribution = verdict.attribution
        if attribution == "asserted" and len(voices) > 1 and innermost is not self._own(work, index):
            attribution = (
                "denied" if innermost.commitment == "denies" else "alleged" if innermost.commitment == "distances" else "asserted"
            )
        missing = self.ontology.missing(seed.type, {role.role for role in seed.roles})
        why = f"“{seed.trigger.text}” ({seed.frame.id})" + (f"; not said: {', '.join(missing)}" if missing else "")
        return Claim(
            id=ids[index], type=seed.type, plover=self.ontology.plover(seed.type), nature=verdict.nature, part=tree.part,
            content_of=ids[verdict.content_of] if verdict.content_of is not None else None, span=seed.span, trigger=seed.trigger, roles=seed.roles,
            time=_when(time), place=self._place(seed, work, place), quantities=_quantities(work, seed), losses=_losses(work, seed, self.packs[tree.lang].numbers),
            status=Status(occurrence=verdict.occurrence, vouched_by=innermost.who, attribution=attribution, cues=verdict.cues), voices=voices,
            loaded=self._loaded(work, seed, tree), rule=seed.frame.id, score=seed.frame.source.score, why=why, complete=not missing,
        )  # fmt: skip

    def _voices(self, work: Work, index: int, seed: Seed) -> tuple[Voice, ...]:
        """The article, then every voice whose content holds the trigger, widest content first; a speech claim ends with its speaker."""
        holding = []
        for each in work.attributed:
            spans = [span for span in each.content if span.contains(seed.trigger)]
            if spans and each.seed != index:
                holding.append((max(span.end - span.start for span in spans), each.voice))
        holding.sort(key=lambda pair: -pair[0])
        chain = [_ARTICLE]
        for _, voice in holding:
            if voice.who not in {other.who for other in chain}:
                chain.append(voice)
        own = self._own(work, index)
        if own is not None and family(seed.type) in _SPEECH and own.who not in {other.who for other in chain}:
            chain.append(own)
        return tuple(chain)

    @staticmethod
    def _own(work: Work, index: int) -> Voice | None:
        """The voice that the claim itself makes speak: who denies does deny, whatever is thought of what he says."""
        return next((each.voice for each in work.attributed if each.seed == index), None)

    @staticmethod
    def _place(seed: Seed, work: Work, nearest: Mention | None) -> Where | None:
        """The place role's mention; else the place that the sentence hangs on this trigger."""
        by_id = {mention.id: mention for mention in work.mentions}
        for name in _PLACE_ROLES:
            for role in seed.roles:
                if role.role != name:
                    continue
                inside = [
                    m
                    for m in work.mentions
                    if m.kind == "place" and role.start <= m.start and m.end <= role.end and m.use != "associative"
                ]
                if inside:
                    return Where(mention=min(inside, key=lambda m: (m.start, -m.end)).id)
                if role.mention and by_id[role.mention].kind == "place":
                    return Where(mention=role.mention)
        return Where(mention=nearest.id) if nearest is not None and nearest.use == "literal" else None

    def _loaded(self, work: Work, seed: Seed, tree: Tree) -> tuple[Loaded, ...]:
        """Loaded words in the trigger and the roles of the claim."""
        text = work.document.text
        out: dict[tuple[int, int], Loaded] = {}
        for start, end in ((seed.trigger.start, seed.trigger.end), *((role.start, role.end) for role in seed.roles)):
            low, high = max(tree.start, start - 40), min(tree.end, end + 40)
            view = lower(text[low:high])
            for pattern, neutral, why in self.loaded[tree.lang]:
                for match in pattern.finditer(view):
                    a, b = match.start() + low, match.end() + low
                    if a < end and start < b:
                        out[a, b] = Loaded(start=a, end=b, text=text[a:b], neutral=neutral, why=why)
        return tuple(out[key] for key in sorted(out))


def _loaded_patterns(pack: Pack) -> list[tuple[re.Pattern[str], str, str]]:
    return [
        (
            re.compile(
                r"(?<!\w)(?:" + "|".join(re.escape(form) for form in sorted(term.forms, key=len, reverse=True)) + r")(?!\w)"
            ),
            term.neutral,
            term.why,
        )
        for term in pack.loaded.term
    ]


def _owners(work: Work, kind: str) -> dict[int, Mention]:
    """Each mention goes to the seed whose trigger is the nearest above it in the tree; a seed takes its nearest mention."""
    out: dict[int, tuple[int, Mention]] = {}
    for mention in work.mentions:
        if mention.kind != kind or mention.inside:
            continue
        owner = _owner(work, mention)
        if owner is not None:
            index, distance = owner
            if index not in out or distance < out[index][0]:
                out[index] = (distance, mention)
    return {index: mention for index, (_, mention) in out.items()}


def _owner(work: Work, mention: Mention) -> tuple[int, int] | None:
    for number, tree in enumerate(work.trees):
        if not (tree.start <= mention.start and mention.end <= tree.end):
            continue
        words = tree.at(mention.start, mention.end)
        if not words:
            return None
        head = _head_of(words)
        at = {seed.word: index for index, seed in enumerate(work.seeds) if seed.tree == number} | {
            seed.via: index for index, seed in enumerate(work.seeds) if seed.tree == number and seed.via is not None
        }
        for distance, above in enumerate((head, *tree.ancestors(head))):
            if above.index in at:
                return at[above.index], distance
        return None
    return None


def _head_of(words: list[Word]) -> Word:
    """The word of the stretch that hangs outside it."""
    inside = {word.index for word in words}
    return next((word for word in words if word.head not in inside or word.head == word.index), words[0])


def _when(mention: Mention | None) -> When | None:
    if mention is None:
        return None
    reading: Reading | None = mention.best
    value = reading.ref if reading else None
    exact = value if value and not value.startswith("XXXX") else None
    return When(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        value=value,
        earliest=exact,
        latest=exact,
        granularity=cast("Granularity", reading.kind if reading and reading.kind else "vague"),
    )


def _bounds(mention: Mention) -> tuple[int | None, int | None]:
    low, _, high = (mention.best.ref or "" if mention.best else "").partition("..")
    return (int(low) if low else None), (int(high) if high else None)


def _quantities(work: Work, seed: Seed) -> tuple[Quantity, ...]:
    """Numbers inside the roles: how many of what."""
    out = {}
    for role in seed.roles:
        if any(span.contains(role.span) for span in seed.contents):
            continue
        for mention in work.mentions:
            if mention.kind == "quantity" and role.start <= mention.start and mention.end <= role.end:
                low, high = _bounds(mention)
                what = work.document.text[mention.end : role.end].strip() or role.role
                out[mention.start] = Quantity(
                    what=what, low=low, high=high, start=mention.start, end=mention.end, text=mention.text
                )
    return tuple(out[key] for key in sorted(out))


def _losses(work: Work, seed: Seed, numbers: Numbers) -> tuple[Loss, ...]:
    """Dead, injured, missing with their numbers, for violent claims; the side as the words give it."""
    if family(seed.type) not in VIOLENT:
        return ()
    text = work.document.text
    out = []
    words = {
        form: kind
        for kind, forms in (("dead", numbers.dead), ("injured", numbers.injured), ("missing", numbers.missing))
        for form in forms
    }
    for mention in work.mentions:
        if mention.kind != "quantity" or not (seed.span.start <= mention.start and mention.end <= seed.span.end):
            continue
        victims = [
            role for role in seed.roles if role.role in {"victim"} and role.start <= mention.start and mention.end <= role.end
        ]
        # "tué 12 civils et blessé 3 soldats": what stands behind the victims, or behind the next number, is said of others
        stops = [mention.end + 50, *(role.end for role in victims)]
        stops += [other.start for other in work.mentions if other.kind == "quantity" and other.start >= mention.end]
        behind = re.findall(r"[^\W\d_]+", lower(text[mention.end : min(stops)]))[:4]
        kind = next((words[word] for word in behind if word in words), None)
        if kind is None and victims and family(seed.type) == "KILL":
            kind = "dead"
        if kind is None:
            continue
        side = (
            victims[0].text
            if victims
            else " ".join(word for word in behind[:2] if word not in words and word not in {"et", "and", "de", "of", "dont"})
            or "not said"
        )
        low, high = _bounds(mention)
        out.append(Loss(side=side, kind=kind, low=low, high=high, start=mention.start, end=mention.end, text=mention.text))
    return tuple(out)
