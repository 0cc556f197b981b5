"""The nodes of some records: one for what is the same by its reading, or by its words where no reading holds.

Must never merge two places whose readings conflict, nor two pronouns that may mean two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from recoupe.knowledge.labels import labels_for
from recoupe.model.record import Claim, Mention, Reading, Record, Role
from recoupe.situation.antecedents import Antecedents, Named
from recoupe.situation.ends import DOER_ROLES, SPEAKER_ROLES
from recoupe.situation.identity import SURE, Sort, Stands, as_mention, bare, land_of, stands_for, text_key
from recoupe.situation.model import Actor, Name, Place, Thing
from recoupe.situation.voices import is_own
from recoupe.text.views import fold
from recoupe.text.words import folded_words


class _Draft:
    """A node while it is being gathered."""

    def __init__(self, node_id: str, sort: Sort, label: str) -> None:
        self.id = node_id
        self.sort: Sort = sort
        self.label = label
        self.ref: str | None = None
        self.reading: Reading | None = None
        self.kind: str | None = None
        self.countries: set[str] = set()
        self.names: dict[str, list[str]] = {}
        self.plain: Counter[str] = Counter()

    def called(self, text: str, at: str) -> None:
        """One more name, and where."""
        places = self.names.setdefault(text, [])
        if at not in places:
            places.append(at)

    def named(self, text: str) -> None:
        """Counts a name that is no camp's label: the commonest becomes the label, so that the text keeps its own words."""
        self.plain[text] += 1
        self.label = self.plain.most_common(1)[0][0]

    @property
    def country(self) -> str | None:
        """The country on which every reading agrees, if there is one."""
        return next(iter(self.countries)) if len(self.countries) == 1 else None


class Nodes:
    """Gathers the nodes of some records. Node ids are "actor:…", "place:…", "thing:…" with the reference, or "text:" and the folded words."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._drafts: dict[str, _Draft] = {}
        self._mentions = {(record.document.id, mention.id): mention for record in records for mention in record.mentions}
        self._antecedents = {record.document.id: Antecedents(record) for record in records}
        self._homonyms: dict[str, list[frozenset[str]]] = {}
        self._counted: set[tuple[str, str]] = set()
        self._pointing: dict[tuple[str, int], str] = {}

    def mention(self, record: Record, mention_id: str | None) -> Mention | None:
        """The mention of that id in the record, if it is there."""
        return self._mentions.get((record.document.id, mention_id)) if mention_id else None

    def of_role(self, record: Record, role: Role, claim: Claim | None = None) -> str:
        """The id of the node that fills a role; `claim` tells who speaks, for the first person."""
        mention = self.mention(record, role.mention)
        at = f"{record.document.id}#{role.mention}" if mention else f"{record.document.id}#{role.start}-{role.end}"
        stands = stands_for(record, role, mention)
        draft = self._pointed_at(record, role, stands, claim) or self._of(record, stands, at)
        if stands.mention is not None:
            draft.called(stands.mention.text, f"{record.document.id}#{stands.mention.id}")
        draft.called(role.text, at)
        if role.role in DOER_ROLES and stands.mention is not None and not self._stands_in(record, role.text):
            self._heard(record, role, draft.id, stands.mention)
        return draft.id

    def _heard(self, record: Record, role: Role, node: str, mention: Mention) -> None:
        kind = mention.best.kind if mention.best is not None else None
        speaks = role.role in SPEAKER_ROLES
        named = Named(node=node, words=role.text, start=role.start, end=role.end, speaks=speaks, kind=kind)
        self._antecedents[record.document.id].heard(named)

    def pointing(self, record: Record, role: Role) -> str | None:
        """The words of a role that were read through a pronoun or a short name; None where the role names its node itself."""
        return self._pointing.get((record.document.id, role.start))

    def of_mention(self, record: Record, mention: Mention) -> str:
        """The id of the node behind a mention of an actor or a place."""
        at = f"{record.document.id}#{mention.id}"
        draft = self._of(record, as_mention(mention), at)
        draft.called(mention.text, at)
        return draft.id

    def outlet(self, record: Record, label: str) -> str:
        """The node of the article itself, as one who speaks."""
        node_id = f"actor:article:{record.document.id}"
        draft = self._drafts.setdefault(node_id, _Draft(node_id, "actor", record.document.outlet or label))
        draft.kind = "outlet"
        return node_id

    def speaker(self, record: Record, who: str, start: int, end: int) -> str:
        """The node of a voice that is held by these characters."""
        return self.of_role(record, Role(role="speaker", start=start, end=end, text=who, mention=self._at(record, start, end)))

    def _at(self, record: Record, start: int, end: int) -> str | None:
        """The actor mention on exactly these characters, if any."""
        same = (
            mention.id for mention in record.mentions if mention.kind == "actor" and (mention.start, mention.end) == (start, end)
        )
        return next(same, None)

    def _stands_in(self, record: Record, text: str) -> bool:
        return text_key(text, record.document.lang) in labels_for(record.document.lang).stand_ins

    def _pointed_at(self, record: Record, role: Role, stands: Stands, claim: Claim | None) -> _Draft | None:
        """The node that a pronoun or a short definite name means, where only one can be meant."""
        if stands.ref is not None or stands.sort != "actor":
            return None
        before = self._antecedents[record.document.id]
        if before.is_first_person(role.text):
            node = self._who_says(record, claim)
        else:
            node = before.meant_by(role)
        if node is None or node not in self._drafts:
            return None
        self._pointing[record.document.id, role.start] = role.text
        return self._drafts[node]

    def _who_says(self, record: Record, claim: Claim | None) -> str | None:
        """The innermost voice of a claim that is not the article's own."""
        voice = claim.voices[-1] if claim is not None and claim.voices else None
        if voice is None or voice.holder is None or is_own(voice) or self._stands_in(record, voice.holder.text):
            return None
        return self.speaker(record, voice.holder.text, voice.holder.start, voice.holder.end)

    def _of(self, record: Record, stands: Stands, at: str) -> _Draft:
        mention, reading = stands.mention, stands.reading
        if stands.ref is None:
            draft = self._of_words(stands, record, at)
        else:
            node_id = f"{stands.sort}:{stands.ref}"
            draft = self._drafts.setdefault(node_id, _Draft(node_id, stands.sort, reading.label if reading else stands.name))
            draft.ref = stands.ref
            if reading is not None and (draft.reading is None or reading.score > draft.reading.score):
                draft.reading = reading
            if mention is not None and mention.label is None and (record.document.id, mention.id) not in self._counted:
                self._counted.add((record.document.id, mention.id))
                draft.named(bare(stands.name, record.document.lang))
        if mention is not None:
            draft.countries |= _countries(mention, reading if stands.ref else None)
        if stands.sort == "place" and stands.ref is None and not draft.countries:
            draft.countries |= {land} if (land := land_of(stands.name)) else set()
        draft.kind = draft.kind or (reading.kind if reading and stands.ref else None)
        return draft

    def _of_words(self, stands: Stands, record: Record, at: str) -> _Draft:
        lang = record.document.lang
        key = text_key(stands.name, lang)
        node_id = f"{stands.sort}:text:{key}"
        owned = stands.sort == "actor" and _owned(stands.name, lang)
        if key in labels_for(lang).stand_ins or owned:
            node_id = f"{node_id}@{at}"  # a pronoun names nobody, "its troops" another's each time: each one is its own node
        elif stands.sort == "place":
            node_id += self._which_homonym(node_id, stands.mention)
        return self._drafts.setdefault(node_id, _Draft(node_id, stands.sort, stands.name if owned else bare(stands.name, lang)))

    def _which_homonym(self, node_id: str, mention: Mention | None) -> str:
        """Nothing for the first place of these words, "~2" and on for places whose readings conflict with those before."""
        known = self._homonyms.setdefault(node_id, [])
        mine = _candidates(mention)
        if mine not in known:
            known.append(mine)
        nth = known.index(mine) + 1
        return "" if nth == 1 else f"~{nth}"

    def built(self, used: Iterable[str]) -> tuple[tuple[Actor, ...], tuple[Place, ...], tuple[Thing, ...]]:
        """The nodes that are used, in the order in which they were met."""
        wanted = set(used)
        kept = [draft for draft in self._drafts.values() if draft.id in wanted]
        labels = _told_apart(kept)
        actors = tuple(_actor(draft, labels[draft.id]) for draft in kept if draft.sort == "actor")
        places = tuple(_place(draft, labels[draft.id]) for draft in kept if draft.sort == "place")
        things = tuple(Thing(id=draft.id, label=labels[draft.id], names=_names(draft)) for draft in kept if draft.sort == "thing")
        return actors, places, things


def _owned(name: str, lang: str) -> bool:
    """Whether a name begins with a possessive ("its troops")."""
    return next(iter(folded_words(name)), "") in labels_for(lang).possessives


def _countries(mention: Mention, reading: Reading | None) -> set[str]:
    """The country of the reading that settles it; else of the best where that is at least `SURE` ("none of these, in Iraq"); else of every reading."""
    best = mention.best
    settled = reading or (best if best is not None and best.ref is None and best.score >= SURE else None)
    chosen = [settled] if settled is not None else mention.readings
    return {each.country for each in chosen if each.country}


def _candidates(mention: Mention | None) -> frozenset[str]:
    """What a mention may be, as a set to compare: two unresolved places are one only if this is the same."""
    if mention is None:
        return frozenset()
    return frozenset(
        f"{reading.ref}|{reading.country}|{reading.region if reading.ref is None else ''}" for reading in mention.readings
    )


def _told_apart(drafts: Sequence[_Draft]) -> dict[str, str]:
    """A label for each node; equal labels of one sort get their country, or a number."""
    groups: dict[tuple[str, str], list[_Draft]] = {}
    for draft in drafts:
        groups.setdefault((draft.sort, fold(draft.label)), []).append(draft)
    out: dict[str, str] = {}
    for group in groups.values():
        countries = [draft.country for draft in group]
        by_country = len(set(countries)) == len(group) and None not in countries
        for nth, draft in enumerate(group, 1):
            mark = draft.country if by_country else str(nth)
            out[draft.id] = draft.label if len(group) == 1 else f"{draft.label} ({mark})"
    return out


def _names(draft: _Draft) -> tuple[Name, ...]:
    return tuple(Name(text=text, at=tuple(at)) for text, at in draft.names.items())


def _actor(draft: _Draft, label: str) -> Actor:
    reading = draft.reading
    return Actor(
        id=draft.id,
        label=label,
        names=_names(draft),
        ref=draft.ref,
        kind=draft.kind,
        country=draft.country,
        sector=reading.sector if reading else None,
    )


def _place(draft: _Draft, label: str) -> Place:
    reading = draft.reading
    if reading is None:
        return Place(id=draft.id, label=label, names=_names(draft), country=draft.country)
    return Place(
        id=draft.id,
        label=label,
        names=_names(draft),
        ref=draft.ref,
        country=draft.country,
        precision=reading.precision,
        lat=reading.lat,
        lon=reading.lon,
        region=reading.region,
    )
