"""An event as several articles tell it, as one HTML file to send to a colleague: origins, fields by sources, contradictions, losses, names, the words. No network, no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from recoupe import __version__
from recoupe.export.sheets import Sheet
from recoupe.knowledge.labels import Labels, claim_type_label, labels_for
from recoupe.model.comparison import Contradiction, Copy, Shared, Told
from recoupe.model.record import Claim
from recoupe.model.spans import Span

CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_TEMPLATES = Path(__file__).parent / "templates"
_AROUND = 160
"""Characters shown before and after the words of a claim."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one claim in their surroundings: before it, the claim with its trigger apart, after it."""

    outlet: str
    lang: str
    published: str | None
    url: str | None
    before: str
    head: str
    trigger: str
    tail: str
    after: str
    start: int
    end: int
    hash: str
    occurrence: str
    type: str
    voices: tuple[str, ...]
    against_own_side: bool


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the dossier: what the articles tell of it, ready to be laid out."""

    title: str
    counts: str
    shared: Shared
    documents: tuple[str, ...]
    cells: tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...]
    quotes: tuple[Quote, ...]
    copies: tuple[Copy, ...]
    against: tuple[Contradiction, ...]


def render_dossier(sheets: Sequence[Sheet], chosen: Sequence[Shared], copies: Sequence[Copy], lang: str) -> str:
    """The page.

    Args:
        sheets: the articles; each `Told` of `chosen` must be a claim of one of them.
        chosen: the events to show, compared.
        copies: wording that the articles share.
        lang: of the interface, "fr" or "en".
    """
    labels = labels_for(lang)
    by_id = {sheet.record.document.id: sheet for sheet in sheets}
    names = {key: sheet.record.document.outlet or sheet.name for key, sheet in by_id.items()}
    chapters = [_chapter(shared, copies, by_id, labels, lang) for shared in chosen]
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("dossier.html.j2").render(
        lang=lang, csp=CSP, css=Markup((_TEMPLATES / "dossier.css").read_text(encoding="utf-8")), words=labels.dossier,  # noqa: S704 - our own file
        labels=labels, chapters=chapters, cards={key: sheet.record.document for key, sheet in by_id.items()}, names=names, version=__version__,
    )  # fmt: skip


def _chapter(shared: Shared, copies: Sequence[Copy], sheets: Mapping[str, Sheet], labels: Labels, lang: str) -> Chapter:
    documents = tuple(dict.fromkeys(told.document for told in shared.told))
    quotes = tuple(_quote(told, sheets[told.document], labels, lang) for told in shared.told)
    types = dict.fromkeys(quote.type for quote in quotes)
    inside = set(documents)
    return Chapter(
        title=" / ".join(types), counts=_counts(shared, documents, labels), shared=shared, documents=documents, cells=_cells(shared, documents),
        quotes=quotes, copies=tuple(copy for copy in copies if {copy.left, copy.right} <= inside),
        against=_against(shared, labels),
    )  # fmt: skip


def _against(shared: Shared, labels: Labels) -> tuple[Contradiction, ...]:
    """The contradictions in words for people; what two articles say twice over counts once."""
    found: dict[tuple[str, ...], Contradiction] = {}
    for each in shared.contradictions:
        left, right = (
            labels.occurrence.get(words, words) if each.field == "status" else words
            for words in (each.left_words, each.right_words)
        )
        key = (each.field, each.left[0], each.right[0], *(() if each.field == "status" else (left, right)))
        found.setdefault(key, msgspec.structs.replace(each, left_words=left, right_words=right))
    return tuple(found.values())


def _counts(shared: Shared, documents: Sequence[str], labels: Labels) -> str:
    words, low, high = labels.dossier, shared.origins_low, shared.origins_high
    origins = str(low) if low == high else words["one_or_more"].format(low=low, high=high)
    outlets = shared.counts.outlets if shared.counts is not None else len(documents)
    told = words["counts"].format(articles=len(documents), outlets=outlets, origins=origins)
    camps = shared.counts.camps if shared.counts is not None else None
    return told if camps is None else f"{told} · {words['camps'].format(camps=camps)}"


def _cells(shared: Shared, documents: Sequence[str]) -> tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...]:
    """Field, relation, and what each article says of it, in the order of the articles."""
    out = []
    for field in shared.fields:
        said: dict[str, list[str]] = {document: [] for document in documents}
        for document, words in field.values:
            said[document] += [words] if words else []
        out.append((field.field, field.relation, tuple(tuple(dict.fromkeys(said[document])) for document in documents)))
    return tuple(out)


def _quote(told: Told, sheet: Sheet, labels: Labels, lang: str) -> Quote:
    claim = next(each for each in sheet.record.claims if each.id == told.claim)
    document, text = sheet.record.document, sheet.text
    start, end = claim.span.start, claim.span.end
    inside = _within(claim)
    return Quote(
        outlet=document.outlet or sheet.name, lang=document.lang, published=document.published, url=document.url,
        before=text[max(0, start - _AROUND) : start], head=text[start : inside.start], trigger=text[inside.start : inside.end],
        tail=text[inside.end : end], after=text[end : end + _AROUND], start=start, end=end, hash=document.text_sha256[:16],
        occurrence=labels.occurrence.get(claim.status.occurrence, claim.status.occurrence), type=claim_type_label(claim.type, lang),
        voices=told.voices[1:], against_own_side=told.against_own_side,
    )  # fmt: skip


def _within(claim: Claim) -> Span:
    """The trigger's characters, or the claim's first ones where the trigger lies outside of it."""
    trigger = claim.trigger
    if claim.span.start <= trigger.start and trigger.end <= claim.span.end:
        return Span(trigger.start, trigger.end)
    return Span(claim.span.start, claim.span.start + 1)
