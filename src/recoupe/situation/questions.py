"""The seven questions that a situation must answer for any text, each answer with the claims it stands on. Answers from the situation alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from recoupe.knowledge.labels import Labels, labels_for
from recoupe.model.vocabulary import ARTICLE, VIOLENT, family
from recoupe.situation.model import Edge, EdgeKind, Line, Situation, Speaker

QuestionId = Literal["moves", "where", "attacks", "demands", "decides", "aims", "evidence"]
QUESTIONS: tuple[QuestionId, ...] = get_args(QuestionId)
_KINDS: dict[QuestionId, tuple[EdgeKind, ...]] = {
    "moves": ("moves",),
    "where": ("is_at",),
    "attacks": ("acts_on", "threatens"),
    "demands": ("demands",),
    "decides": ("decides",),
    "aims": ("aims",),
}
_COERCIVE = frozenset({"ARREST", "COERCE", "CONTROL", "DISRUPT", "TRAFFIC"}) | VIOLENT
"""Families of `acts_on` that answer "who attacks whom"; aid and support do not."""


_SHOWN = 4
"""Most trigger words that an answer on evidence names."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer: a sentence in the interface language, and what it stands on. `characters` are "DOCUMENT#START-END"; `edges` is empty for evidence."""

    text: str
    claims: tuple[str, ...]
    characters: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    line: Line = "happened"


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One of the seven, in words, with its answers; none where the text says nothing."""

    id: QuestionId
    text: str
    answers: tuple[Answer, ...]


def ask(situation: Situation, lang: str | None = None) -> tuple[Question, ...]:
    """The seven questions with their answers, in the language asked for (else the situation's)."""
    labels = labels_for(lang or situation.lang)
    return tuple(
        Question(id=name, text=labels.question[name], answers=tuple(_answers(situation, name, labels))) for name in QUESTIONS
    )


def _answers(situation: Situation, question: QuestionId, labels: Labels) -> list[Answer]:
    if question == "evidence":
        return _evidence(situation, labels)
    chosen = [edge for edge in situation.edges if edge.kind in _KINDS[question]]
    if question == "attacks":
        chosen = [edge for edge in chosen if edge.kind == "threatens" or family(edge.type) in _COERCIVE]
    groups: dict[tuple[object, ...], list[Edge]] = {}
    for edge in chosen:  # one claim about several places is one answer
        groups.setdefault((edge.kind, edge.claims, edge.source, edge.agent), []).append(edge)
    return [
        Answer(
            text=sentence(situation, same[0], labels, same),
            claims=same[0].claims,
            characters=same[0].characters,
            edges=tuple(edge.id for edge in same),
            line=same[0].line,
        )
        for same in groups.values()
    ]


def _evidence(situation: Situation, labels: Labels) -> list[Answer]:
    """Each voice with what it vouches for; the article in its own voice last, with how much it says without naming anybody."""
    of_claim = {claim: edge for edge in reversed(situation.edges) for claim in edge.claims}
    alone = {claim for edge in situation.edges if len(edge.voices) < 2 for claim in edge.claims}
    out = []
    for speaker in sorted(situation.voices, key=lambda each: (not each.number, each.number)):
        claims = speaker.claims if speaker.number else tuple(claim for claim in speaker.claims if claim in alone)
        if not claims:
            continue
        said = list(dict.fromkeys(of_claim[claim].label for claim in claims if claim in of_claim))
        many = f"{len(claims)}/{len(of_claim)} {labels.picture['claims']}"
        what = f"“{'”, “'.join(said[:_SHOWN])}”{' …' if len(said) > _SHOWN else ''}" if speaker.number else labels.picture["own"]
        who = spoken_for(speaker, labels) if speaker.number else voice_words((speaker.who,), labels)
        spans = (span for claim in claims if claim in of_claim for span in of_claim[claim].characters[:1])
        out.append(Answer(text=f"{who}: {what} — {many}", claims=claims, characters=tuple(dict.fromkeys(spans))))
    return out


def spoken_for(speaker: Speaker, labels: Labels) -> str:
    """A voice with its kind in words; an outlet that an article cites is not that article itself."""
    cited = speaker.kind == "outlet" and speaker.number
    return f"{speaker.who} ({labels.page['outlet'].lower() if cited else labels.voice[speaker.kind]})"


def sentence(situation: Situation, edge: Edge, labels: Labels, same: Sequence[Edge] = ()) -> str:
    """An edge in words: who, trigger, whom, route, content, time, status, voices. Empty ends read "not said".

    `same` are the edges of its claim that differ in their target only: their targets are named together.
    """
    words = labels.picture
    gap = words["open"]
    repeated = edge.content is not None and edge.content.startswith(edge.label)
    parts = [f"{_one(situation, edge.source, gap)}:"] + ([] if repeated else [edge.label])
    if edge.kind == "moves":
        stops = [_all(situation, stop, empty) for stop, empty in zip(edge.route, (gap, "", gap), strict=True)]
        parts += [" → ".join(stop for stop in stops if stop)] if any(edge.route) else []
        if edge.agent and edge.agent != edge.source:
            parts.append(f"{words['agent']} {_one(situation, edge.agent, gap)}")
    elif edge.target or edge.kind in ("acts_on", "is_at"):
        targets = dict.fromkeys(each.target for each in (same or [edge]) if each.target)
        parts.append(f"→ {_all(situation, tuple(targets), gap)}")
    if edge.content:
        parts.append(f"“{edge.content}”")
    if edge.what:
        parts.append(f"({edge.what})")
    elsewhere = [place for place in edge.at if place != edge.target]
    if edge.kind not in ("moves", "is_at") and elsewhere:
        parts.append(f"[{_all(situation, elsewhere, '')}]")
    if edge.time:
        parts.append(f"{words['deadline']}: {edge.time}" if edge.deadline else edge.time)
    read = f"; {words['pointing']} “{'”, “'.join(edge.pointing)}”" if edge.pointing else ""
    return f"{' '.join(parts)} — {status_words(edge, labels)}; {voice_words(edge.voices, labels)}{read}"


def status_words(edge: Edge, labels: Labels) -> str:
    """The status in words; how the deed is laid at the actor's door is added where it is not plainly asserted."""
    if edge.attribution == "asserted" and not edge.ascribed:
        return labels.occurrence[edge.occurrence]
    attribution = "ascribed" if edge.attribution == "asserted" else edge.attribution
    return f"{labels.occurrence[edge.occurrence]}, {labels.attribution[attribution]}"


def voice_words(voices: Sequence[str], labels: Labels) -> str:
    """According to whom, outermost first."""
    return " › ".join(labels.picture["article"] if who == ARTICLE else who for who in voices) or labels.picture["article"]


def _one(situation: Situation, node_id: str | None, gap: str) -> str:
    return situation.node(node_id).label if node_id else gap


def _all(situation: Situation, node_ids: Sequence[str], gap: str) -> str:
    return ", ".join(situation.node(each).label for each in node_ids) or gap


def about(situation: Situation, labels: Labels) -> str:
    """The sentence under every picture, and which text it is about."""
    said = labels.picture["as_said" if len(situation.documents) < 2 else "as_said_many"]
    return f"{whose(situation)}: {said}" if whose(situation) else said


def whose(situation: Situation) -> str:
    """The outlets of the texts, at most three."""
    outlets = list(dict.fromkeys(told.outlet or told.title or told.id for told in situation.documents))
    return ", ".join(outlets[:3]) + (f" (+{len(outlets) - 3})" if len(outlets) > 3 else "")
