"""One article, read, as one HTML file that a colleague gets by mail. No network, nothing of the article unescaped, no judgement of truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from recoupe.errors import PipelineError, UsageError
from recoupe.export.explained import by_head, rows_of
from recoupe.export.page_cards import Card, cards_of, loaded_of, refused_of, statuses_of, types_of, voices_of
from recoupe.export.page_text import blocks_of
from recoupe.knowledge.labels import Labels, labels_for
from recoupe.knowledge.reasons import say
from recoupe.model.explanation import Explanation
from recoupe.model.ids import sha256_text
from recoupe.model.record import Mention, Record

CSP = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_TEMPLATES = Path(__file__).parent / "templates"
_SVG = "{http://www.w3.org/2000/svg}"
_SVG_TAGS = frozenset({"svg", "g", "title", "desc", "rect", "line", "path", "circle", "text", "tspan"})


class AnsweredWith(Protocol):
    """One answer: a sentence and the ids of its claims; `line` is how it may be drawn (happened, not_happened, ascribed)."""

    @property
    def text(self) -> str:
        """The sentence."""

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that it stands on."""

    @property
    def line(self) -> str:
        """How it may be drawn."""


class Asked(Protocol):
    """One of the seven questions with its answers."""

    @property
    def text(self) -> str:
        """The question in words."""

    @property
    def answers(self) -> Sequence[AnsweredWith]:
        """What the text answers; none where it says nothing."""


class MentionNote(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows on a mention: its kind and its readings (label, score in percent, why, details)."""

    id: str
    text: str
    kind: str
    label_note: str
    readings: tuple[tuple[str, int, str, str], ...]


def render_page(
    record: Record,
    text: str,
    situation_svg: str = "",
    questions: Sequence[Asked] = (),
    *,
    explanations: Mapping[str, Explanation] | None = None,
    lang: str | None = None,
) -> str:
    """The page of one record.

    Args:
        record: the record.
        text: the linear text that it was read from.
        situation_svg: the picture of its situation, as `recoupe.situation.draw.draw` makes it; none if empty.
        questions: the seven questions with their answers.
        explanations: claim id → why it reads so, as the engine explains it; without it a card names its rule only.
        lang: language of the interface; else the record's, else English.

    Raises PipelineError R203 where `text` is not the record's text, UsageError R402 where the picture holds anything but shapes and words.
    """
    if sha256_text(text) != record.document.text_sha256:
        raise PipelineError("R203", "the text is not the one that the record was read from.", where=record.document.id)
    spoken = lang or record.document.lang
    labels = labels_for(spoken)
    whys = {claim: rows_of(explanation, text, spoken) for claim, explanation in (explanations or {}).items()}
    cards = cards_of(record, labels, spoken, whys)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            csp=CSP,
            css=_own("page.css"),
            js=_own("page.js"),
            lang=spoken,
            labels=labels,
            words=labels.page,
            record=record,
            document=record.document,
            title=_title(record, text),
            blocks=blocks_of(record, text),
            cards=cards,
            numbers={card.id: card.number for card in cards},
            statuses=statuses_of(cards, labels),
            types=types_of(cards),
            voices=voices_of(cards, labels),
            own=_own_share(record, cards),
            warnings=[(warning.code, say(warning.message, spoken), bool(warning.spans)) for warning in record.warnings],
            degraded=[say(reason, spoken) for reason in record.made_by.degraded],
            refused=refused_of(record, spoken),
            loaded=loaded_of(record, labels),
            say=lambda sentence: say(sentence, spoken),
            mentions=[_note(mention, labels, spoken) for mention in record.mentions],
            svg=_checked(situation_svg),
            questions=questions,
        )
    )


def _title(record: Record, text: str) -> str:
    """The headline as the text has it, else what the metadata calls it, else the document's id."""
    headline = next((part.span.of(text).strip() for part in record.parts if part.kind == "headline"), "")
    return headline or record.document.title or record.document.id


def _own_share(record: Record, cards: Sequence[Card]) -> int | None:
    """Claims that the article makes itself, in percent: the record's figure, else counted; None where nothing is claimed."""
    share = record.document.own_voice_share
    if share is None and cards:
        share = sum(card.own_voice for card in cards) / len(cards)
    return None if share is None else round(100 * share)


def _note(mention: Mention, labels: Labels, lang: str) -> MentionNote:
    words = labels.page
    readings = []
    for reading in sorted(mention.readings, key=lambda each: -each.score):
        point = f"{reading.lat:.4f}, {reading.lon:.4f}" if reading.lat is not None and reading.lon is not None else ""
        precision = f"{words['precision']} {reading.precision}" if reading.precision is not None else ""
        unverified = words["unverified"] if reading.verified is False else ""
        details = (reading.ref or words["reading_none"], reading.kind or "", reading.country or "", point, precision, unverified)
        readings.append(
            (
                reading.label,
                round(100 * reading.score),
                say(reading.why, lang),
                " · ".join(detail for detail in details if detail),
            )
        )
    return MentionNote(
        id=mention.id,
        text=mention.text,
        kind=labels.mention[mention.kind],
        label_note=words["label_note"] if mention.label else "",
        readings=tuple(readings),
    )


@cache
def _environment() -> Environment:
    """Templates with everything escaped and every misspelt name an error."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["by_head"] = by_head
    return environment


def _own(name: str) -> Markup:
    """One of our own files, put into the page as it is."""
    return Markup((_TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S704 - shipped with the package, nothing of an article


def _checked(svg: str) -> Markup:
    """The picture, if it holds nothing but shapes and words. Raises UsageError R402 otherwise."""
    if not svg.strip():
        return Markup()
    fault = "it declares entities" if "<!" in svg or "<?" in svg else ""
    try:
        elements = [] if fault else list(ElementTree.fromstring(svg).iter())  # noqa: S314 - without declarations there is nothing to expand
    except ElementTree.ParseError as err:
        fault, elements = str(err), []
    for element in elements:
        name = element.tag.removeprefix(_SVG)
        if name not in _SVG_TAGS or any(key == "style" or key.startswith("on") or key.endswith("href") for key in element.attrib):
            fault = f"it holds <{name}> or an attribute that acts"
    if fault:
        raise UsageError(
            "R402", f"this is no picture of a situation: {fault}.", remedy="Make one with: recoupe situation FILE --to svg"
        )
    return Markup(svg)  # noqa: S704 - shapes and words only, checked above
