"""What a careful reader would remark of the places of a record: one name for several, guesses, contradictions, names that no layer has. Reads mentions only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recoupe.knowledge.gazetteer import place_key
from recoupe.model.earth import kilometres
from recoupe.model.record import Mention, Reading, Warning
from recoupe.model.spans import Span
from recoupe.pipeline.place_doubts import Namesakes, unsure
from recoupe.pipeline.toponyms.model import FACILITY, PART_OF_NAME, REGION

_RIVAL = 0.04
"""Score from which a second place of the name is worth a word."""
_APART_KM = 50.0
_GUESSED = frozenset({"sound", "skeleton", "edit"})
_SHOWN = 6
"""Names that one warning lists."""


def place_warnings(mentions: Iterable[Mention], text: str, namesakes: Namesakes) -> list[Warning]:
    """The warnings of a record's place mentions, each kind of remark once a name.

    An answer that is not sure never stands alone: by its rivals, by what the text says of namesakes, or because nothing in the text speaks for it.
    """
    names = [each for each in mentions if each.kind == "place" and each.rule not in {FACILITY, PART_OF_NAME, REGION}]
    groups: dict[str, list[Mention]] = {}
    for each in names:
        groups.setdefault(place_key(each.text), []).append(each)
    out: list[Warning] = []
    for group in groups.values():
        out += _split(group) or _rivals(group) or _said(namesakes.doubted(text, group)) or _alone(group)
        out += _guessed(group) + _contradicted(group) + _of_another_kind(group)
    return out + _unlisted(groups.values())


def _split(group: Sequence[Mention]) -> list[Warning]:
    """One name whose mentions are read as different places."""
    read: dict[str, tuple[Mention, Reading]] = {}
    for mention in group:
        best = mention.best
        if best is not None and mention.use != "associative":
            read.setdefault(best.ref or best.label, (mention, best))
    if len(read) < 2 or all(best.ref is None for _, best in read.values()):
        return []
    said = "; ".join(f"“{mention.text}” {best.label}" for mention, best in read.values())
    spans = tuple(Span(mention.start, mention.end) for mention, _ in read.values())
    return [
        Warning(code="homonym_place", message=f"One name, possibly several places: {said}. They are kept apart.", spans=spans)
    ]


def _rivals(group: Sequence[Mention]) -> list[Warning]:
    """A name that another place than the likeliest may bear."""
    for mention in group:
        best = mention.best
        rivals = [
            each
            for each in mention.readings
            if best is not None and each.ref and each is not best and each.score >= _RIVAL and _is_apart(each, best)
        ]
        if best is not None and best.ref and rivals:
            places = "; ".join([best.label, *dict.fromkeys(each.label for each in rivals)])
            message = f"“{mention.text}” may be one of several places: {places}. The likeliest comes first; nothing is decided."
            return [Warning(code="homonym_place", message=message, spans=(Span(mention.start, mention.end),))]
    return []


def _said(doubted: Sequence[Mention]) -> list[Warning]:
    """A name of which the text itself says that it has another bearer."""
    return [
        _unsure(mention, "the text says that another place bears the name")
        for mention in doubted[:1]
        if mention.best is not None and mention.best.ref
    ]


def _alone(group: Sequence[Mention]) -> list[Warning]:
    """An answer for which nothing in the text speaks."""
    mention = unsure(group)
    return [_unsure(mention, "little in the text speaks for it, and others may bear the name")] if mention is not None else []


def _unsure(mention: Mention, why: str) -> Warning:
    label = mention.best.label if mention.best is not None else ""
    message = f"“{mention.text}” is read as {label}, but {why}."
    return Warning(code="homonym_place", message=message, spans=(Span(mention.start, mention.end),))


def _is_apart(one: Reading, other: Reading) -> bool:
    """Whether two readings are different places on a map."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.country != other.country
    return kilometres(one.lat, one.lon, other.lat, other.lon) > _APART_KM


def _guessed(group: Sequence[Mention]) -> list[Warning]:
    """A spelling that no layer lists, read as a place that sounds or looks like it."""
    for mention in group:
        best = mention.best
        if best is not None and best.step in _GUESSED:
            message = (
                f"“{mention.text}” is taken for {best.label} because of how it sounds or is spelt; no layer lists this spelling."
            )
            return [Warning(code="place_guessed", message=message, spans=(Span(mention.start, mention.end),))]
    return []


def _contradicted(group: Sequence[Mention]) -> list[Warning]:
    """A place that lies outside of what the text says of it."""
    for mention in group:
        best = mention.best
        if best is not None and (best.contributions or {}).get("told_outside", 0) < 0:
            message = f"“{mention.text}” is taken for {best.label}, which does not lie where the text says."
            return [Warning(code="place_contradicted", message=message, spans=(Span(mention.start, mention.end),))]
    return []


def _of_another_kind(group: Sequence[Mention]) -> list[Warning]:
    """A noun that says a kind of which no layer has one of that name here."""
    for mention in group:
        best = mention.best
        if best is not None and best.ref and (best.contributions or {}).get("kind_other", 0) < 0 and mention.inside is None:
            message = f"“{mention.text}” is taken for {best.label}; no layer has one there of the kind that the text says."
            return [Warning(code="place_kind", message=message, spans=(Span(mention.start, mention.end),))]
    return []


def _unlisted(groups: Iterable[Sequence[Mention]]) -> list[Warning]:
    """Names that no layer has, together."""
    missing = [
        mention
        for group in groups
        for mention in group[:1]
        if mention.use != "associative" and mention.best is not None and mention.best.ref is None
    ]
    if not missing:
        return []
    shown = ", ".join(f"“{each.text}”" for each in missing[:_SHOWN]) + (
        f" (+{len(missing) - _SHOWN})" if len(missing) > _SHOWN else ""
    )
    return [
        Warning(
            code="place_unlisted", message=f"No layer of places has {shown}: no point is given, at most a region.",
            spans=tuple(Span(each.start, each.end) for each in missing),
        )
    ]  # fmt: skip
