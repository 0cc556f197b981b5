"""What a careful reader would remark. Each warning carries the characters concerned."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.model.record import Claim, Mention, Warning
from recoupe.model.spans import Anchor, Span
from recoupe.model.vocabulary import SAID_TO_HAPPEN, SPEECH, family
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.place_doubts import Namesakes
from recoupe.pipeline.place_warnings import place_warnings
from recoupe.text.nearby import Nearby


class Warnings:
    """Warnings of the finished record."""

    name = "warnings"
    requires = ("parts", "mentions", "claims", "warnings")
    provides = ("warnings",)

    def __init__(self, knowledge: Knowledge) -> None:
        """Needs the words by which a text tells namesakes apart."""
        self._namesakes = Namesakes({lang: pack.places for lang, pack in knowledge.packs.items()})

    def __call__(self, work: Work) -> Work:
        """The work with its warnings complete."""
        found = [
            *work.warnings,
            *self._degraded(work),
            *self._undated(work),
            *self._evidence(work),
            *place_warnings(work.mentions, work.document.text, self._namesakes),
            *self._headline(work),
            *self._own_voice(work),
        ]
        return replace(work, warnings=tuple(found))

    @staticmethod
    def _degraded(work: Work) -> list[Warning]:
        return [Warning(code="degraded", message=f"Degraded reading: {reason}.") for reason in work.degraded]

    @staticmethod
    def _undated(work: Work) -> list[Warning]:
        if work.document.published is None:
            return [Warning(code="undated", message="The article carries no publication date. None is assumed.")]
        return []

    @staticmethod
    def _evidence(work: Work) -> list[Warning]:
        """ "les preuves montrent", "des images": evidence that nobody can ask."""
        seen: dict[int, Warning] = {}
        actors = Nearby(mention for mention in work.mentions if mention.kind == "actor" and mention.best and mention.best.ref)
        for claim in work.claims:
            for voice in claim.voices:
                if voice.kind in {"evidence", "images"} and voice.holder is not None and voice.holder.start not in seen:
                    if _is_specified(voice.holder, actors):
                        continue
                    span = Span(voice.holder.start, voice.holder.end)
                    seen[span.start] = Warning(
                        code="unspecified_evidence",
                        message=f"“{voice.who}” is given as evidence; the article does not say which, whose, or where to see it.",
                        spans=(span,),
                    )
        return list(seen.values())

    @staticmethod
    def _headline(work: Work) -> list[Warning]:
        """A loaded verb in the headline where the body tells the same kind of act without it; or an act that only the headline says happened."""
        heads = {part.id for part in work.parts if part.kind == "headline"}
        out = []
        for claim in (claim for claim in work.claims if claim.part in heads):
            same = [other for other in work.claims if other.part not in heads and family(other.type) == family(claim.type)]
            loaded = [word for word in claim.loaded if word.start < claim.trigger.end and claim.trigger.start < word.end]
            span = (Span(claim.trigger.start, claim.trigger.end),)
            if loaded and same and not any(_has_loaded_trigger(other) for other in same):
                said = ", ".join(dict.fromkeys(f"“{other.trigger.text}”" for other in same[:3]))
                out.append(
                    Warning(
                        code="headline_stronger",
                        message=f"The headline says “{claim.trigger.text}”; the body says {said}.",
                        spans=span,
                    )
                )
            elif _told(claim) and same and not any(_told(other) for other in same):
                out.append(
                    Warning(
                        code="headline_stronger",
                        message=f"The headline tells “{claim.trigger.text}” as happening; the body has it as {same[0].status.occurrence}.",
                        spans=span,
                    )
                )
            elif (
                _told(claim)
                and same
                and len(claim.voices) == 1
                and family(claim.type) not in SPEECH
                and all(len(other.voices) > 1 for other in same)
            ):
                who = same[0].voices[-1].who
                message = f"The headline tells “{claim.trigger.text}” in its own voice; the body leaves it to {who}."
                out.append(Warning(code="headline_stronger", message=message, spans=span))
        return [*out, *_figures_of_headline(work, heads)]

    @staticmethod
    def _own_voice(work: Work) -> list[Warning]:
        """Most of the claims stand in the voice of the article."""
        reports = [claim for claim in work.claims if claim.nature == "report"]
        own = [claim for claim in reports if len(claim.voices) == 1]
        if len(reports) >= 5 and len(own) / len(reports) >= 0.8:
            return [
                Warning(code="own_voice", message=f"{len(own)} of {len(reports)} reports carry no source but the article itself.")
            ]
        return []


def _has_loaded_trigger(claim: Claim) -> bool:
    return any(word.start < claim.trigger.end and claim.trigger.start < word.end for word in claim.loaded)


def _told(claim: Claim) -> bool:
    """Whether the claim is said to happen or to have happened."""
    return claim.status.occurrence in SAID_TO_HAPPEN


def _is_specified(holder: Anchor, actors: Nearby[Mention]) -> bool:
    """Whether the words of a piece of evidence name whose it is: "satellite images of the ministry"."""
    return any(holder.start <= each.start and each.end <= holder.end for each in actors.touching(holder.start, holder.end))


def _figures_of_headline(work: Work, heads: set[str]) -> list[Warning]:
    """Dead, injured, missing whose number only the headline has, where the body counts too."""
    body = {loss.low for claim in work.claims if claim.part not in heads for loss in claim.losses}
    losses = {loss.start: loss for claim in work.claims if claim.part in heads for loss in claim.losses}
    return [
        Warning(
            code="headline_stronger",
            message=f"The headline gives “{loss.text}”, a figure that the body does not have.",
            spans=(Span(loss.start, loss.end),),
        )
        for loss in losses.values()
        if body and loss.low not in body
    ]
