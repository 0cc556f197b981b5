"""Runs stages in order and holds them to their word: layers, spans, and the parts that may carry a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
        changed = [layer for layer in LAYERS if getattr(after, layer) is not getattr(work, layer) and layer not in stage.provides]
        if changed or after.document is not work.document:
            raise PipelineError(
                "R202", f"the stage {stage.name} changed {', '.join(changed) or 'the document'} without declaring it"
            )
        _check_spans(stage.name, after)
        work = after
    _check_parts(work)
    return work


def _check_spans(stage: str, work: Work) -> None:
    """Every anchored value re-reads: a wrong offset stops the stage that gave it."""
    text = work.document.text
    anchored: Iterable[tuple[int, int, str]] = (
        *((m.start, m.end, m.text) for m in work.mentions),
        *((s.trigger.start, s.trigger.end, s.trigger.text) for s in work.seeds),
        *((r.start, r.end, r.text) for s in work.seeds for r in s.roles),
        *((c.trigger.start, c.trigger.end, c.trigger.text) for c in work.claims),
        *((r.start, r.end, r.text) for c in work.claims for r in c.roles),
        *((q.start, q.end, q.text) for c in work.claims for q in c.quantities),
        *((q.start, q.end, q.text) for c in work.claims for q in c.loaded),
        *((q.start, q.end, q.text) for c in work.claims for q in c.losses),
        *((q.start, q.end, q.text) for c in work.claims for q in c.status.cues),
        *((a.start, a.end, a.text) for c in work.claims for v in c.voices for a in (v.holder, v.cue) if a is not None),
        *((r.start, r.end, r.text) for r in work.refused),
    )
    for start, end, said in anchored:
        if text[start:end] != said or start >= end:
            raise PipelineError(
                "R203", f"the stage {stage} gave {said!r} for characters {start}-{end}, which read {text[start:end]!r}"
            )
    for part in work.parts:
        Span(part.start, part.end).of(text)


def _check_parts(work: Work) -> None:
    """Nothing may be drawn from a stray caption, a related link or furniture."""
    foreign = Nearby(part for part in work.parts if part.kind not in OWN_PARTS)
    for claim in work.claims:
        for part in foreign.touching(claim.span.start, claim.span.end):
            raise PipelineError("R204", f"claim {claim.id} ({claim.type}) touches the {part.kind} at {part.start}-{part.end}")
