"""Articles side by side: groups of claims that tell the same act, field by field, with the origins behind each."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from recoupe.crosscheck.copies import find_copies, worded
from recoupe.crosscheck.matching import DOER, DONE_TO, MATCH, WHERE, Named, Side, candidates, match, opposite
from recoupe.crosscheck.origins import Origins, count, merge
from recoupe.model.comparison import SCHEMA, Comparison, Field, Origin, Relation, Shared, Told
from recoupe.model.comparison import Side as Card
from recoupe.model.record import Record
from recoupe.model.vocabulary import family

_NOT_SHARED = frozenset({"STATEMENT", "EVALUATE", "CAUSE", "PRESCRIBE", "OUTCOME", "PUBLISH"})


def compare(articles: Sequence[tuple[str, Record, str]]) -> Comparison:
    """Two or more articles compared. Their order decides the order of what is shown and nothing else; the same bytes twice count once.

    Args:
        articles: (name as the person gave it, record, linear text) of each.
    """
    articles, notes = _once(articles)
    wordings = sorted((worded(record, text) for _, record, text in articles), key=lambda each: each.record.document.id)
    copies = find_copies(wordings)
    origins = Origins(wordings, copies, {record.document.id: name for name, record, _ in articles})
    sides = [
        Side(record, claim, named)
        for record, named in ((record, Named(record)) for _, record, _ in articles)
        for claim in record.claims
        if family(claim.type) not in _NOT_SHARED
    ]
    groups = _groups(sides)
    shared = tuple(
        _shared(group, why, score, origins)
        for group, why, score in groups
        if len({side.record.document.id for side in group}) > 1
    )
    told = {entry.claim for group in shared for entry in group.told}
    alone = tuple(_told(side, origins.of(side.record.document.id, side.claim)) for side in sides if side.claim.id not in told)
    every = [
        origins.of(side.record.document.id, side.claim)
        for group, _, _ in groups
        if len({side.record.document.id for side in group}) > 1
        for side in group
    ]
    merged = merge(every)
    low, high = count(merged)
    if not shared:
        notes.append("No claim was found that two of these articles share.")
    if len({record.document.lang for _, record, _ in articles}) > 1:
        notes.append(
            "Articles in several languages: a translated copy shares no wording and is not recognised as a copy; its citations are."
        )
    return Comparison(
        schema=SCHEMA, sides=tuple(_card(name, record) for name, record, _ in articles), copies=copies, shared=shared, alone=alone, origins=merged,
        origins_low=low, origins_high=high, notes=tuple(notes),
    )  # fmt: skip


def _once(articles: Sequence[tuple[str, Record, str]]) -> tuple[list[tuple[str, Record, str]], list[str]]:
    """The articles without those whose very bytes were there before, and a note for each of these."""
    first: dict[str, tuple[str, Record, str]] = {}
    notes = []
    for article in articles:
        name, record, _ = article
        if (known := first.get(record.document.id)) is not None:
            notes.append(f"{name} holds the same bytes as {known[0]}: they count as one article.")
        else:
            first[record.document.id] = article
    return list(first.values()), notes


def _card(name: str, record: Record) -> Card:
    document = record.document
    return Card(
        document=document.id,
        name=name,
        outlet=document.outlet,
        lang=document.lang,
        published=document.published,
        claims=len(record.claims),
    )


def _groups(sides: Sequence[Side]) -> list[tuple[list[Side], str, float]]:
    """Best matches first; a group takes at most the claims that match one of its members, and one group per claim.

    Ties are broken by what the claims are, never by the order of the articles.
    """
    rank = {index: n for n, index in enumerate(sorted(range(len(sides)), key=lambda each: _place(sides[each])))}
    pairs = []
    for left, right in candidates(sides):
        score, why = match(sides[left], sides[right])
        if score >= MATCH:
            low, high = sorted((left, right), key=rank.__getitem__)
            pairs.append((score, low, high, why))
    pairs.sort(key=lambda pair: (-pair[0], rank[pair[1]], rank[pair[2]]))
    group_of: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    whys: dict[int, tuple[str, float]] = {}
    for score, left_index, right_index, why in pairs:
        a, b = group_of.get(left_index), group_of.get(right_index)
        if a is None and b is None:
            key = left_index
            groups[key] = [left_index, right_index]
            group_of[left_index] = group_of[right_index] = key
            whys[key] = (why, score)
        elif a is None or b is None:
            key = a if a is not None else b  # type: ignore[assignment]
            new = right_index if a is not None else left_index
            documents = [sides[index].record.document.id for index in groups[key]]
            if documents.count(sides[new].record.document.id) < 2:
                groups[key].append(new)
                group_of[new] = key
    ordered = sorted(groups.items(), key=lambda group: min(group[1]))
    return [([sides[index] for index in sorted(members)], *whys[key]) for key, members in ordered]


def _place(side: Side) -> tuple[str, int, str]:
    """Where a claim stands, whatever the order of the articles."""
    return side.record.document.id, side.claim.trigger.start, side.claim.id


def _shared(group: list[Side], why: str, score: float, origins: Origins) -> Shared:
    found = [origins.of(side.record.document.id, side.claim) for side in group]
    low, high = count(found)
    told = tuple(_told(side, origin) for side, origin in zip(group, found, strict=True))
    return Shared(
        family=family(group[0].claim.type),
        told=told,
        fields=tuple(_fields(group)),
        origins_low=low,
        origins_high=high,
        score=score,
        why=why,
    )


def _told(side: Side, origin: Origin) -> Told:
    claim = side.claim
    return Told(
        document=side.record.document.id, claim=claim.id, trigger=claim.trigger.text, occurrence=claim.status.occurrence, attribution=claim.status.attribution,
        voices=tuple(voice.who for voice in claim.voices), origin=origin.path,
    )  # fmt: skip


def _fields(group: list[Side]) -> list[Field]:
    """Who, whom, where, when, numbers, status, field by field."""
    out = []
    for name, roles in (("who", DOER), ("whom", DONE_TO), ("where", WHERE)):
        said = [(side, "; ".join(role.text for role in side.claim.roles if role.role in roles)) for side in group]
        keys = [side.fillers(roles) for side in group]
        out.append(_field(name, said, _relation(keys)))
    when = [(side, side.claim.time.text if side.claim.time else "") for side in group]
    values = [{side.claim.time.value or side.claim.time.text.lower()} if side.claim.time else set() for side in group]
    out.append(_field("when", when, _relation(values)))
    numbers = [
        (side, "; ".join([*(q.text for q in side.claim.quantities), *(loss.text for loss in side.claim.losses)]))
        for side in group
    ]
    out.append(_field("numbers", numbers, _relation([{str(each) for each in side.numbers()} for side in group])))
    statuses = [(side, str(side.claim.status.occurrence)) for side in group]
    against = any(opposite(a.claim, b.claim) for a in group for b in group)
    relation: Relation = "opposite" if against else "same" if len({text for _, text in statuses}) == 1 else "different"
    out.append(_field("status", statuses, relation))
    return [field for field in out if any(value for _, value in field.values)]


def _field(name: str, said: list[tuple[Side, str]], relation: Relation) -> Field:
    return Field(field=name, relation=relation, values=tuple((side.record.document.id, text) for side, text in said))


def _relation(keys: Sequence[AbstractSet[str]]) -> Relation:
    """Same: all share a key; silent: some do not say; different: no key in common; compatible: some do."""
    said = [each for each in keys if each]
    if len(said) < 2:
        return "silent"
    if frozenset.intersection(*map(frozenset, said)):
        return "same" if len(said) == len(keys) else "silent"
    if any(a & b for number, a in enumerate(said) for b in said[number + 1 :]):
        return "compatible"
    return "different"
