"""Articles side by side without an archive: the events that several tell, field by field, with the origins behind each. Joins the parts; decides nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recoupe.crosscheck.copies import find_copies, worded
from recoupe.crosscheck.episodes.linking import link
from recoupe.crosscheck.matrix.cells import Told as Row
from recoupe.crosscheck.matrix.cells import fields
from recoupe.crosscheck.matrix.sums import Camps, contradictions, counted, losses, names_used
from recoupe.crosscheck.origins import Origins, count, merge
from recoupe.crosscheck.tellings import tellings
from recoupe.knowledge.linking import load_linking
from recoupe.model.comparison import SCHEMA, Comparison, Origin, Shared, Told
from recoupe.model.comparison import Side as Card
from recoupe.model.episode import Episode
from recoupe.model.record import Record
from recoupe.model.telling import Telling

Articles = Sequence[tuple[str, Record, str]]


def compare(articles: Articles, camps: Mapping[str, str] | None = None, owners: Mapping[str, str] | None = None) -> Comparison:
    """Two or more articles compared. Their order decides the order of what is shown and nothing else; the same bytes twice count once.

    Args:
        articles: (name as the person gave it, record, linear text) of each.
        camps: the camp of an outlet, by the outlet's name, where a person set one for this conflict.
        owners: the owner of an outlet, by the outlet's name: a flag on origins, no more.
    """
    articles, notes = _once(articles)
    told = {each.key: each for _, record, text in articles for each in tellings(record, text)}
    episodes = [episode for episode in link(list(told.values())) if len({document for document, _ in episode.claims}) > 1]
    view = View(articles, told, camps or {}, owners or {})
    shared = sorted((view.shared(episode) for episode in episodes), key=view.place)
    in_shared = {(entry.document, entry.claim) for each in shared for entry in each.told}
    talk = load_linking().talk
    alone = tuple(
        view.alone(key)
        for _, record, _ in articles
        for claim in record.claims
        if (key := (record.document.id, claim.id)) not in in_shared and told[key].family not in talk
    )
    merged = merge([origin for episode in episodes for origin in view.origins.episode(view.ordered(episode))])
    low, high = count(merged)
    if not shared:
        notes.append("No claim was found that two of these articles share.")
    return Comparison(
        schema=SCHEMA, sides=tuple(_card(name, record) for name, record, _ in articles), copies=view.copies, shared=tuple(shared), alone=alone,
        origins=merged, origins_low=low, origins_high=high, notes=tuple(notes),
    )  # fmt: skip


class View:
    """Some articles with what is looked up for the comparison of their episodes. Also what the archive's crossing shows of one episode."""

    def __init__(
        self, articles: Articles, told: Mapping[tuple[str, str], Telling], camps: Mapping[str, str], owners: Mapping[str, str]
    ) -> None:
        wordings = sorted((worded(record, text) for _, record, text in articles), key=lambda each: each.record.document.id)
        self.copies = find_copies(wordings)
        self.names = {record.document.id: name for name, record, _ in articles}
        self.order = {record.document.id: number for number, (_, record, _) in enumerate(articles)}
        self.records = {record.document.id: record for _, record, _ in articles}
        self.claims = {(record.document.id, claim.id): claim for _, record, _ in articles for claim in record.claims}
        self.told = told
        self.camps = Camps(camps)
        self.origins = Origins(wordings, self.copies, self.names, owners)

    def ordered(self, episode: Episode) -> list[tuple[str, str]]:
        """Its claims as the articles were given."""
        return sorted(episode.claims, key=self._order)

    def _order(self, key: tuple[str, str]) -> tuple[int, int, str]:
        return self.order[key[0]], self.told[key].position, key[1]

    def place(self, shared: Shared) -> tuple[int, int, str]:
        """Where an event stands in what is shown: where its first claim stands."""
        return min(self._order((each.document, each.claim)) for each in shared.told)

    def row(self, key: tuple[str, str]) -> Row:
        """A claim with its telling."""
        return Row(key[0], self.claims[key], self.told[key], self.records[key[0]].document.outlet)

    def shared(self, episode: Episode) -> Shared:
        """An episode compared."""
        keys = self.ordered(episode)
        rows = [self.row(key) for key in keys]
        found = self.origins.episode(keys)
        low, high = count(found)
        best = max((each for each in episode.links if each.left[0] != each.right[0]), key=lambda each: each.score, default=None)
        return Shared(
            family=episode.family, told=tuple(self._told(key, origin) for key, origin in zip(keys, found, strict=True)), fields=tuple(fields(rows)),
            origins_low=low, origins_high=high, score=best.score if best else 1.0, why="; ".join(each.why for each in best.reasons) if best else "",
            links=episode.links, contradictions=tuple(contradictions(rows)), losses=tuple(losses(rows)), names=tuple(names_used(rows, self.records)),
            counts=counted(rows, low, high, self.camps), origins=merge(found),
        )  # fmt: skip

    def alone(self, key: tuple[str, str]) -> Told:
        """A claim that only one article makes."""
        return self._told(key, self.origins.episode([key])[0])

    def _told(self, key: tuple[str, str], origin: Origin) -> Told:
        claim = self.claims[key]
        return Told(
            document=key[0], claim=claim.id, trigger=claim.trigger.text, occurrence=claim.status.occurrence, attribution=claim.status.attribution,
            voices=tuple(voice.who for voice in claim.voices), origin=origin.path, against_own_side=self.camps.against_own(self.row(key)),
        )  # fmt: skip


def _once(articles: Articles) -> tuple[list[tuple[str, Record, str]], list[str]]:
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
