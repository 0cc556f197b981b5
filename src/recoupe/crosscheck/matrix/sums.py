"""What several articles of one event amount to: contradictions, losses by side and source, the names that each uses, counts. Shows, never judges or adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from recoupe.crosscheck.episodes.facets import Facets
from recoupe.crosscheck.episodes.figures import disjoint
from recoupe.crosscheck.episodes.where import SLACK_KM, distance
from recoupe.crosscheck.matrix.cells import Told
from recoupe.model.comparison import Contradiction, Counts, LossTold, NamesOf
from recoupe.model.record import Loss, Record
from recoupe.model.vocabulary import SAID_TO_HAPPEN
from recoupe.text.views import fold

_NOT_SAID = "not said"
"""What a loss has for a side of which the text has no words."""


class Camps:
    """The camps that a person set, by outlet and by the key of an actor. The tool sets none."""

    def __init__(self, camps: Mapping[str, str]) -> None:
        self._camps = camps

    def of(self, outlet: str | None) -> str | None:
        """The camp of an outlet or an actor, None where nobody set one."""
        return self._camps.get(outlet) if outlet else None

    def against_own(self, row: Told) -> bool:
        """Whether an outlet tells, as having happened, that its own camp does force; only where a person set both camps."""
        camp = self.of(row.outlet)
        violent = row.telling.family in {"ATTACK", "KILL", "ABDUCT", "COERCE"}
        happened = row.claim.status.occurrence in SAID_TO_HAPPEN and row.claim.status.attribution in {"asserted", "claimed"}
        return bool(camp) and violent and happened and any(self._camps.get(key) == camp for key in row.telling.doers)


def contradictions(rows: Sequence[Told]) -> Iterator[Contradiction]:
    """Claims of different articles that exclude one another, by field, with both words; of two articles that say so in several claims, the first."""
    seen = set()
    facets = {(row.document, row.claim.id): Facets([row.telling]) for row in rows}
    for one, other in combinations(rows, 2):
        if one.document == other.document:
            continue
        left, right = facets[one.document, one.claim.id], facets[other.document, other.claim.id]
        for field, words, why in (*_numbers(one, other), *_places(left, right), *_parties(left, right), *_status(one, other)):
            if (field, one.document, other.document, *words) in seen:
                continue
            seen.add((field, one.document, other.document, *words))
            yield Contradiction(
                field=field,
                left=(one.document, one.claim.id),
                right=(other.document, other.claim.id),
                left_words=words[0],
                right_words=words[1],
                why=why,
            )


Finding = tuple[str, tuple[str, str], str]


def _numbers(one: Told, other: Told) -> Iterator[Finding]:
    """Losses of one kind and one side whose ranges exclude one another. Four soldiers do not contradict six dead: they may be among them."""
    for loss in one.claim.losses:
        for its in other.claim.losses:
            counted = loss.kind == its.kind and not (loss.within or its.within) and disjoint(loss, its)
            if counted and _same_side(loss, one, its, other):
                yield "numbers", (loss.text, its.text), f"different numbers of {loss.kind}"


def _same_side(loss: Loss, one: Told, its: Loss, other: Told) -> bool:
    """Whether both count the same people: the words for them are the same, or both are the largest figure and one does not say who they were."""
    left, right = fold(loss.side), fold(its.side)
    if left == right and left != _NOT_SAID:
        return True
    return _NOT_SAID in {left, right} and _is_largest(loss, one) and _is_largest(its, other)


def _is_largest(loss: Loss, row: Told) -> bool:
    return all((each.low or 0) <= (loss.low or 0) for each in row.claim.losses if each.kind == loss.kind)


def _places(left: Facets, right: Facets) -> Iterator[Finding]:
    if left.spots and right.spots and left.telling.family != "MOVE" and not left.place_stems & right.place_stems:
        apart, one, other = min(((distance(a, b), a, b) for a in left.spots for b in right.spots), key=lambda each: each[0])
        if apart > (one.km or 0) + (other.km or 0) + SLACK_KM:
            yield "where", (one.label, other.label), f"{apart:.0f} km apart, more than both precisions allow"


def _parties(left: Facets, right: Facets) -> Iterator[Finding]:
    if left.doer.ids & right.sufferer.ids and left.sufferer.ids & right.doer.ids:
        yield (
            "who",
            (", ".join(sorted(left.doer.ids)), ", ".join(sorted(right.doer.ids))),
            "who does it for the one undergoes it for the other",
        )
    elif (
        left.doer.ids
        and right.doer.ids
        and left.telling.family == right.telling.family
        and left.telling.family in {"ATTACK", "KILL", "ABDUCT"}
    ):
        sided = left.doer.countries and right.doer.countries and not left.doer.countries & right.doer.countries
        if sided:
            yield "who", (", ".join(sorted(left.doer.ids)), ", ".join(sorted(right.doer.ids))), "different doers"


def _status(one: Told, other: Told) -> Iterator[Finding]:
    said = one.claim.status.occurrence, other.claim.status.occurrence
    if "did_not_happen" in said and (said[0] in SAID_TO_HAPPEN or said[1] in SAID_TO_HAPPEN):
        yield "status", (said[0], said[1]), "one says that it happened, the other that it did not"
    attributed = one.claim.status.attribution, other.claim.status.attribution
    if "denied" in attributed and "claimed" in attributed:
        yield "attribution", (attributed[0], attributed[1]), "claimed by one, denied by the other"


def losses(rows: Sequence[Told]) -> Iterator[LossTold]:
    """Every count of losses, by side and kind, with the article and the voice that counts; equal ones of one article and voice once."""
    seen = set()
    for row in rows:
        for loss in row.claim.losses:
            made = LossTold(
                document=row.document, claim=row.claim.id, voice=row.claim.voices[-1].who, side=loss.side, kind=loss.kind, low=loss.low, high=loss.high,
                text=loss.text, within=loss.within,
            )  # fmt: skip
            key = (made.document, made.voice, made.side, made.kind, made.low, made.high)
            if key not in seen:
                seen.add(key)
                yield made


def names_used(rows: Sequence[Told], records: Mapping[str, Record]) -> Iterator[NamesOf]:
    """How each article calls the same actor, where at least two speak of him: his id and the words, side by side."""
    used: dict[str, dict[str, dict[str, None]]] = {}
    for row in rows:
        by_id = {mention.id: mention for mention in records[row.document].mentions}
        for role in row.claim.roles:
            mention = by_id.get(role.mention or "")
            best = mention.best if mention is not None and mention.kind == "actor" else None
            if best is not None and best.ref and f"{best.ref}" in (*row.telling.doers, *row.telling.sufferers):
                used.setdefault(best.ref, {}).setdefault(row.document, {}).setdefault(role.text)
    for ref in sorted(used):
        if len(used[ref]) > 1:
            yield NamesOf(actor=ref, names=tuple((document, tuple(words)) for document, words in used[ref].items()))


def counted(rows: Sequence[Told], low: int, high: int, camps: Camps) -> Counts:
    """How many articles, outlets, origins, camps; camps None where a person set none of these outlets'."""
    outlets = {row.outlet or row.document for row in rows}
    sides = {camp for outlet in outlets if (camp := camps.of(outlet))}
    return Counts(
        articles=len({row.document for row in rows}),
        outlets=len(outlets),
        origins_low=low,
        origins_high=high,
        camps=len(sides) if sides else None,
    )
