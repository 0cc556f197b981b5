"""Seeds, verdicts and voices become claims: ids, chain of voices, time, place, quantities, losses."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from recoupe.model.ids import claim_id
from recoupe.model.record import Claim, Mention, Quantity, Status, Voice, Where
from recoupe.model.spans import Anchor, Span
from recoupe.model.vocabulary import SPEECH, family
from recoupe.pipeline.base import Attributed, Knowledge, Seed, Verdict, Work
from recoupe.pipeline.chronology.dating import Dated, Dating, when_of
from recoupe.pipeline.losses import LossReader, bounds, losses_of_seeds
from recoupe.pipeline.placing import Placing
from recoupe.text.nearby import Nearby, Owned

_ARTICLE = Voice(who="article", kind="outlet", commitment="own_voice")


class Claims:
    """The claims of the record, in text order."""

    name = "claims"
    requires = ("parts", "trees", "mentions", "seeds", "verdicts", "attributed")
    provides = ("claims",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.ontology = knowledge.ontology
        self.packs = knowledge.packs
        self.losses = {lang: LossReader(pack) for lang, pack in knowledge.packs.items()}

    def __call__(self, work: Work) -> Work:
        """The work with its claims; a seed's index in `content_of` becomes the id of that claim."""
        article = _Article(work)
        ids = self._ids(work)
        times = Dating(work, self.packs).all()
        places = Placing(work).all()
        losses = losses_of_seeds(work, article.mentions, self.losses)
        out = []
        for index, (seed, verdict) in enumerate(zip(work.seeds, work.verdicts, strict=True)):
            claim = self._claim(article, index, seed, verdict, ids, times.get(index), places.get(index))
            out.append(replace(claim, losses=losses.get(index, ())))
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
        self,
        article: _Article,
        index: int,
        seed: Seed,
        verdict: Verdict,
        ids: list[str],
        time: Dated | None,
        place: Where | None,
    ) -> Claim:
        work = article.work
        tree = work.trees[seed.tree]
        voices = self._voices(article, index, seed)
        innermost = voices[-1]
        attribution = verdict.attribution
        if attribution == "asserted" and len(voices) > 1 and innermost is not article.own.get(index):
            attribution = (
                "denied" if innermost.commitment == "denies" else "alleged" if innermost.commitment == "distances" else "asserted"
            )
        missing = self.ontology.missing(seed.type, {role.role for role in seed.roles})
        why = f"“{seed.trigger.text}” ({seed.frame.id})" + (f"; not said: {', '.join(missing)}" if missing else "")
        return Claim(
            id=ids[index], type=seed.type, plover=self.ontology.plover(seed.type, verdict.occurrence), nature=verdict.nature, part=tree.part,
            content_of=ids[verdict.content_of] if verdict.content_of is not None else None, span=seed.span, trigger=seed.trigger, roles=seed.roles,
            time=when_of(time), place=place, quantities=_quantities(article, seed), losses=(),
            status=Status(occurrence=verdict.occurrence, vouched_by=innermost.who, attribution=attribution, cues=verdict.cues), voices=voices,
            loaded=(), rule=seed.frame.id, score=seed.frame.source.score, why=why, complete=not missing,
        )  # fmt: skip

    @staticmethod
    def _voices(article: _Article, index: int, seed: Seed) -> tuple[Voice, ...]:
        """The article, then every voice whose content holds the trigger, widest content first; a speech claim ends with its speaker."""
        chain = [_ARTICLE]
        for each in article.carrying(seed.trigger):
            if each.seed != index and each.voice.who not in {other.who for other in chain}:
                chain.append(each.voice)
        own = article.own.get(index)
        if own is not None and family(seed.type) in SPEECH and own.who not in {other.who for other in chain}:
            chain.append(own)
        return tuple(chain)


class _Article:
    """The work with what stands where: mentions, trees, what voices carry."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.by_id = {mention.id: mention for mention in work.mentions}
        self.mentions = Nearby(work.mentions)
        self.own: dict[int, Voice] = {}
        """The voice that a seed itself makes speak: who denies does deny, whatever is thought of what he says."""
        for each in work.attributed:
            if each.seed is not None:
                self.own.setdefault(each.seed, each.voice)
        self._carried = Nearby(
            Owned(span.start, span.end, number) for number, each in enumerate(work.attributed) for span in each.content
        )

    def inside(self, span: Span, kind: str) -> list[Mention]:
        """Mentions of a kind that lie wholly in the span."""
        near = self.mentions.touching(span.start, span.end)
        return [m for m in near if m.kind == kind and span.start <= m.start and m.end <= span.end]

    def carrying(self, trigger: Anchor) -> list[Attributed]:
        """The attributions whose content holds the trigger, widest first."""
        widest: dict[int, int] = {}
        for span in self._carried.touching(trigger.start, trigger.end):
            if span.contains(trigger):
                widest[span.owner] = max(widest.get(span.owner, 0), span.end - span.start)
        return [self.work.attributed[number] for number in sorted(widest, key=lambda number: (-widest[number], number))]


def _quantities(article: _Article, seed: Seed) -> tuple[Quantity, ...]:
    """Numbers inside the roles: how many of what."""
    out = {}
    for role in seed.roles:
        if any(span.contains(role.span) for span in seed.contents):
            continue
        for mention in article.inside(role.span, "quantity"):
            low, best, high = bounds(mention)
            what = article.work.document.text[mention.end : role.end].strip() or role.role
            out[mention.start] = Quantity(
                what=what, low=low, high=high, start=mention.start, end=mention.end, text=mention.text, best=best
            )
    return tuple(out[key] for key in sorted(out))
