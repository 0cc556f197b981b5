"""The article of the page, cut where anything begins or ends: parts, claims, triggers, mentions, loaded words, warnings.

Counts code points and cuts on the server, so that no browser ever counts. Gives plain text; the template escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from recoupe.model.record import Claim, Record
from recoupe.model.spans import Span
from recoupe.model.vocabulary import is_ascribed

LAYERS = 4
"""Underlines that can stand under one another; a claim that finds no free layer shares the lowest."""
LOOKS = ("fact", "plan", "threat", "open", "denied", "ascribed", "opinion")
_APART = frozenset({"stray_caption", "related", "furniture", "section", "source_line"})


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A run of characters on which the same things lie. Ids are joined by blanks, the shortest claim first; `style` holds only our own words."""

    text: str
    classes: str = ""
    claims: str = ""
    mentions: str = ""
    warnings: str = ""
    refused: str = ""
    style: str = ""
    title: str = ""

    @property
    def plain(self) -> bool:
        """Whether nothing lies on it."""
        return not (self.classes or self.claims or self.mentions or self.warnings or self.refused)


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the page with its segments; `kind` is "gap" for characters that no part holds."""

    kind: str
    lang: str
    why: str
    credit: str
    apart: bool
    segments: tuple[Segment, ...]


class _Layer(msgspec.Struct, frozen=True):
    """Something that lies on the text: what it is, its id (or title), where."""

    sort: str
    key: str
    span: Span


def blocks_of(record: Record, text: str) -> list[Block]:
    """Every character of the text once, in order, in blocks and segments."""
    layers = _layers(record)
    lanes = lanes_of(record.claims)
    looks = {claim.id: look_of(claim) for claim in record.claims}
    out: list[Block] = []
    at = 0
    for part in sorted(record.parts, key=lambda each: (each.start, -each.end)):
        if part.start < at:
            continue  # lies inside the part before
        out += _gap(text, at, part.start, record.document.lang)
        segments = _segments(text, part.span, layers, lanes, looks)
        out.append(
            Block(
                kind=part.kind,
                lang=part.lang,
                why=part.why,
                credit=part.credit or "",
                apart=part.kind in _APART,
                segments=segments,
            )
        )
        at = part.end
    return out + _gap(text, at, len(text), record.document.lang)


def _gap(text: str, start: int, end: int, lang: str) -> list[Block]:
    between = text[start:end]
    if not between.strip():
        return []
    return [Block(kind="gap", lang=lang, why="", credit="", apart=True, segments=(Segment(text=between.strip("\r\n")),))]


def _layers(record: Record) -> list[_Layer]:
    """Everything that lies on the text."""
    out: list[_Layer] = []
    for claim in record.claims:
        out.append(_Layer("claim", claim.id, _around(claim)))
        out.append(_Layer("trigger", claim.id, Span(claim.trigger.start, claim.trigger.end)))
    words = {
        (each.start, each.end): each for each in (*(word for claim in record.claims for word in claim.loaded), *record.loaded)
    }
    out += [_Layer("loaded", f"{each.neutral} — {each.why}", Span(*at)) for at, each in words.items()]
    out += [_Layer(mention.kind, mention.id, mention.span) for mention in record.mentions]
    out += [_Layer("warning", str(nth), span) for nth, warning in enumerate(record.warnings) for span in warning.spans]
    out += [_Layer("refused", str(nth), span) for nth, span in enumerate(refused_spans(record))]
    return out


def refused_spans(record: Record) -> list[Span]:
    """The stretches on which something was refused, each once, in text order: their number is how the page names them."""
    return sorted({Span(each.start, each.end) for each in record.refused})


def _around(claim: Claim) -> Span:
    """The claim's span, widened to its trigger should that stand outside."""
    return Span(min(claim.span.start, claim.trigger.start), max(claim.span.end, claim.trigger.end))


def lanes_of(claims: Sequence[Claim]) -> dict[str, int]:
    """The underline layer of each claim: claims that overlap get different layers as long as there are any."""
    busy: list[list[Span]] = [[] for _ in range(LAYERS)]
    out: dict[str, int] = {}
    for claim in sorted(claims, key=lambda each: (each.span.start, -each.span.end, each.id)):
        span = _around(claim)
        free = (lane for lane in range(LAYERS) if not any(span.overlaps(other) for other in busy[lane]))
        out[claim.id] = next(free, LAYERS - 1)
        busy[out[claim.id]].append(span)
    return out


def look_of(claim: Claim) -> str:
    """The name of a claim's look, by nature and status: fact, plan, threat, open, denied, ascribed, opinion. One colour and one stroke each in the style sheet."""
    if claim.status.attribution == "denied":
        return "denied"
    if is_ascribed(claim.status.attribution, claim.type):
        return "ascribed"
    if claim.nature != "report":
        return "opinion"
    looks = {
        "fact": ("happened", "ongoing", "habitual"),
        "plan": ("planned", "intended", "requested", "prescribed"),
        "threat": ("threatened",),
        "denied": ("did_not_happen",),
    }
    return next((look for look, statuses in looks.items() if claim.status.occurrence in statuses), "open")


def _segments(
    text: str, part: Span, layers: Iterable[_Layer], lanes: dict[str, int], looks: dict[str, str]
) -> tuple[Segment, ...]:
    """The part cut at every border inside it."""
    here = [layer for layer in layers if layer.span.overlaps(part)]
    borders = {part.start, part.end, *(layer.span.start for layer in here), *(layer.span.end for layer in here)}
    cuts = sorted(border for border in borders if part.start <= border <= part.end)
    out: list[Segment] = []
    for start, end in pairwise(cuts):
        over = [layer for layer in here if layer.span.start <= start and end <= layer.span.end]
        out.append(_segment(text[start:end], over, lanes, looks))
    return tuple(out)


def _segment(text: str, over: Sequence[_Layer], lanes: dict[str, int], looks: dict[str, str]) -> Segment:
    claims = sorted(
        (layer for layer in over if layer.sort == "claim"), key=lambda layer: (layer.span.end - layer.span.start, layer.key)
    )
    mentions = sorted(
        (layer for layer in over if layer.sort in ("actor", "place", "time", "quantity")),
        key=lambda layer: layer.span.end - layer.span.start,
    )
    triggers = [layer.key for layer in over if layer.sort == "trigger"]
    classes = [f"m-{mentions[0].sort}"] if mentions else []
    classes += ["trigger", f"t-{looks[triggers[0]]}"] if triggers else []
    loaded = next((layer.key for layer in over if layer.sort == "loaded"), "")
    classes += ["loaded"] if loaded else []
    return Segment(
        text=text,
        classes=" ".join(classes),
        claims=" ".join(layer.key for layer in claims),
        mentions=" ".join(dict.fromkeys(layer.key for layer in mentions)),
        warnings=" ".join(dict.fromkeys(layer.key for layer in over if layer.sort == "warning")),
        refused=" ".join(layer.key for layer in over if layer.sort == "refused"),
        style=";".join(f"--u{lanes[layer.key]}:var(--line-{looks[layer.key]})" for layer in claims),
        title=loaded,
    )
