"""Situations of articles: built, drawn in the form that was asked for, laid side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from recoupe.app.reading import Article
from recoupe.knowledge.labels import labels_for
from recoupe.model.codec import to_json
from recoupe.situation.build import build
from recoupe.situation.compare import Comparison, compare
from recoupe.situation.model import Edge, Situation
from recoupe.situation.questions import Answer, about, ask, sentence, whose

_CLAIMS = 2
"""Most claims that stand behind an answer in the terminal; the JSON has them all."""


def situation_of(articles: Sequence[Article], *, actor: str | None = None, at: str | None = None) -> Situation:
    """The system of forces that the articles describe. Raises UsageError for a filter that fits nothing."""
    situation = build([article.record for article in articles], actor=actor, at=at)
    titled = tuple(
        msgspec.structs.replace(told, title=told.title or _headline(article))
        for told, article in zip(situation.documents, articles, strict=True)
    )
    return msgspec.structs.replace(situation, documents=titled)


def _headline(article: Article) -> str | None:
    """The words of the headline, by which an article without an outlet is called."""
    part = next((each for each in article.record.parts if each.kind == "headline"), None)
    return " ".join(article.document.text[part.start : part.end].split()) if part is not None else None


def draw(situation: Situation, form: str) -> str:
    """The situation as text (the seven questions answered), JSON, SVG or DOT."""
    if form == "json":
        return to_json(situation)
    if form == "svg":
        from recoupe.situation.draw import draw as draw_svg

        return draw_svg(situation)
    if form == "dot":
        from recoupe.situation.dot import to_dot

        return to_dot(situation)
    return "\n".join(_answers(situation))


def _answers(situation: Situation) -> Iterator[str]:
    """The seven questions with their answers, each with the claims and the characters on which it stands."""
    labels = labels_for(situation.lang)
    counts = ((situation.actors, "actors"), (situation.places, "places"), (situation.edges, "edges"))
    yield f"{about(situation, labels)}. {', '.join(f'{len(each)} {labels.picture[name]}' for each, name in counts)}."
    for question in ask(situation):
        yield ""
        yield question.text
        if not question.answers:
            yield f"  {labels.question['none']}"
        for answer in question.answers:
            yield f"  {answer.text}  [{_ground(answer)}]"


def _ground(answer: Answer) -> str:
    """The first claims of an answer with their characters, and how many more there are."""
    at = (characters.rpartition("#")[2] for characters in answer.characters)
    shown = [" ".join(pair) for pair in zip(answer.claims, at, strict=False)][:_CLAIMS]
    more = len(answer.claims) - len(shown)
    return ", ".join(shown) + (f" +{more}" if more else "")


def compared(left: Situation, right: Situation, form: str) -> str:
    """Two situations side by side in the form that was asked for."""
    comparison = compare(left, right)
    if form == "json":
        return to_json(comparison)
    if form == "svg":
        from recoupe.situation.draw import draw_comparison

        return draw_comparison(comparison)
    if form == "dot":
        from recoupe.situation.dot import to_dot

        return to_dot(left) + "\n" + to_dot(right)
    return "\n".join(beside(comparison))


def beside(comparison: Comparison) -> Iterator[str]:
    """What both say, and what only one says, in sentences."""
    left, right = comparison.left, comparison.right
    picture = labels_for(left.lang).picture
    edges_left, edges_right = ({edge.id: edge for edge in side.edges} for side in (left, right))
    yield f"{whose(left)} / {whose(right)}: {picture['as_said_many']}."
    yield ""
    yield f"{picture['both']} ({len(comparison.shared)})"
    for shared in comparison.shared:
        yield f"  {'=' if shared.same else '≠'} {_said(left, edges_left[shared.left])}"
        if not shared.same:
            words = ", ".join(picture[f"difference_{name}"] for name in shared.differences)
            yield f"    {_said(right, edges_right[shared.right])}  ({picture['differs']}: {words})"
    for side, edges, only in ((left, edges_left, comparison.only_left), (right, edges_right, comparison.only_right)):
        yield ""
        yield f"{picture['only_of']} {whose(side)} ({len(only)})"
        for edge in only:
            yield f"  {_said(side, edges[edge])}"


def _said(situation: Situation, edge: Edge) -> str:
    return sentence(situation, edge, labels_for(situation.lang))
