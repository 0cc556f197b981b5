"""Runs stages in order and holds them to their word: layers, spans, and the parts that may carry a claim."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Protocol

from recoupe.errors import PipelineError
from recoupe.model.spans import Span
from recoupe.model.vocabulary import OWN_PARTS
from recoupe.pipeline.base import LAYERS, Stage, Work
from recoupe.text.nearby import Nearby


def check_order(stages: Sequence[Stage]) -> None:
    """Raises PipelineError R201 before any text is read when a layer that some stage needs is provided by none before it."""
    have = {"document"}
    for stage in stages:
        missing = [layer for layer in stage.requires if layer not in have]
        if missing:
            raise PipelineError(
                "R201",
                f"the stage {stage.name} needs {', '.join(missing)}, which no earlier stage provides",
                remedy="Change the order in pipeline/default.toml.",
            )
        have |= set(stage.provides)


def run(stages: Sequence[Stage], work: Work) -> Work:
    """All stages over one document. Raises PipelineError R202 to R204 when a stage breaks its contract."""
    for stage in stages:
        after = stage(work)
        changed = [layer for layer in LAYERS if getattr(after, layer) is not getattr(work, layer)]
        undeclared = [layer for layer in changed if layer not in stage.provides]
        if undeclared or after.document is not work.document:
            raise PipelineError(
                "R202", f"the stage {stage.name} changed {', '.join(undeclared) or 'the document'} without declaring it"
            )
        _check_spans(stage.name, after, changed)
        work = after
    _check_parts(work)
    return work


def _check_spans(stage: str, work: Work, changed: Collection[str]) -> None:
    """Every anchored value of the layers `changed` re-reads: a wrong offset stops the stage that gave it."""
    text = work.document.text
    for layer in changed:
        for each in _ANCHORED[layer](work) if layer in _ANCHORED else ():
            if text[each.start : each.end] != each.text or each.start >= each.end:
                told = f"the stage {stage} gave {each.text!r} for characters {each.start}-{each.end}"
                raise PipelineError("R203", f"{told}, which read {text[each.start : each.end]!r}")
    if "parts" in changed:
        for part in work.parts:
            Span(part.start, part.end).of(text)


class _Anchored(Protocol):
    """What carries its own characters."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """Code point after the last."""
        ...

    @property
    def text(self) -> str:
        """The characters."""
        ...


def _of_seeds(work: Work) -> Iterator[_Anchored]:
    for seed in work.seeds:
        yield seed.trigger
        yield from seed.roles


def _of_claims(work: Work) -> Iterator[_Anchored]:
    for claim in work.claims:
        yield claim.trigger
        yield from claim.roles
        yield from claim.quantities
        yield from claim.loaded
        yield from claim.losses
        yield from claim.status.cues
        yield from (each for voice in claim.voices for each in (voice.holder, voice.cue) if each is not None)


_ANCHORED: dict[str, Callable[[Work], Iterable[_Anchored]]] = {
    "mentions": lambda work: work.mentions,
    "seeds": _of_seeds,
    "claims": _of_claims,
    "loaded": lambda work: work.loaded,
    "refused": lambda work: work.refused,
}
"""The anchored values of each layer that has some."""


def _check_parts(work: Work) -> None:
    """Nothing may be drawn from a stray caption, a related link or furniture."""
    foreign = Nearby(part for part in work.parts if part.kind not in OWN_PARTS)
    for claim in work.claims:
        for part in foreign.touching(claim.span.start, claim.span.end):
            raise PipelineError("R204", f"claim {claim.id} ({claim.type}) touches the {part.kind} at {part.start}-{part.end}")
