"""Who and what stands behind the words of a role: one node for what is the same by its reading, or by its words where no reading holds.

Must never merge two places whose readings conflict, nor two pronouns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from recoupe.knowledge.labels import labels_for
from recoupe.model.record import Mention, Reading, Record, Role
from recoupe.situation.ends import PLACE_ROLES, THING_ROLES
from recoupe.situation.model import Actor, Name, Place, Thing
from recoupe.text.views import fold
from recoupe.text.words import words_of

SURE = 0.5
"""Score from which a best reading names the node."""
_TIE = 1e-9

Sort = Literal["actor", "place", "thing"]


def resolved(mention: Mention) -> Reading | None:
    """The reading that settles what a mention is: the best, with a reference, at least `SURE`, and no other reference beside it. None otherwise."""
    best = mention.best
    if best is None or best.ref is None or best.score < SURE:
        return None
    rivals = (reading for reading in mention.readings if reading.ref != best.ref)
    return None if any(rival.score >= best.score - _TIE for rival in rivals) else best


def bare(text: str, lang: str) -> str:
    """`text` without a leading article and outer blanks, case and accents kept."""
    folded = fold(text)
    spans = words_of(folded)
    if len(spans) > 1 and folded[slice(*spans[0])] in labels_for(lang).articles:
        return text[spans[1][0] :].strip()
    return text.strip()


def text_key(text: str, lang: str) -> str:
    """What two unresolved names must share to be one: folded words without a leading article."""
    folded = fold(bare(text, lang))
    return " ".join(folded[start:end] for start, end in words_of(folded)) or folded


class _Draft:
    """A node while it is being gathered."""

    def __init__(self, node_id: str, sort: Sort, label: str) -> None:
        self.id = node_id
        self.sort: Sort = sort
        self.label = label
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
        self._homonyms: dict[str, list[frozenset[str]]] = {}
        self._counted: set[tuple[str, str]] = set()

    def mention(self, record: Record, mention_id: str | None) -> Mention | None:
        """The mention of that id in the record, if it is there."""
        return self._mentions.get((record.document.id, mention_id)) if mention_id else None

    def of_role(self, record: Record, role: Role) -> str:
        """The id of the node that fills a role."""
        mention = self.mention(record, role.mention)
        at = f"{record.document.id}#{role.mention}" if mention else f"{record.document.id}#{role.start}-{role.end}"
        if mention is not None and mention.kind in ("actor", "place"):
            draft = self._of_mention(record, mention, role.role)
            draft.called(mention.text, at)
            draft.called(role.text, at)
            return draft.id
        sort: Sort = "place" if role.role in PLACE_ROLES else "thing" if role.role in THING_ROLES else "actor"
        draft = self._of_words(sort, role.text, record, at)
        draft.called(role.text, at)
        return draft.id

    def of_mention(self, record: Record, mention: Mention) -> str:
        """The id of the node behind a mention of an actor or a place."""
        draft = self._of_mention(record, mention, "")
        draft.called(mention.text, f"{record.document.id}#{mention.id}")
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

    def _of_mention(self, record: Record, mention: Mention, role: str) -> _Draft:
        sort: Sort = "place" if mention.kind == "place" and (mention.use != "associative" or role in PLACE_ROLES) else "actor"
        reading = resolved(mention)
        if reading is not None:
            node_id = f"{sort}:{reading.ref}"
            draft = self._drafts.setdefault(node_id, _Draft(node_id, sort, reading.label))
            draft.reading = reading if draft.reading is None or reading.score > draft.reading.score else draft.reading
        else:
            draft = self._of_words(sort, mention.text, record, f"{record.document.id}#{mention.id}", mention)
        if reading is not None and mention.label is None and (record.document.id, mention.id) not in self._counted:
            self._counted.add((record.document.id, mention.id))
            draft.named(bare(mention.text, record.document.lang))
        draft.countries |= _countries(mention, reading)
        draft.kind = draft.kind or (reading.kind if reading else None)
        return draft

    def _of_words(self, sort: Sort, text: str, record: Record, at: str, mention: Mention | None = None) -> _Draft:
        lang = record.document.lang
        key = text_key(text, lang)
        node_id = f"{sort}:text:{key}"
        if key in labels_for(lang).stand_ins:
            node_id = f"{node_id}@{at}"  # a pronoun names nobody: each one is its own node
        elif sort == "place":
            node_id += self._which_homonym(node_id, mention)
        return self._drafts.setdefault(node_id, _Draft(node_id, sort, bare(text, lang)))

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
        ref=reading.ref if reading else None,
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
        ref=reading.ref,
        country=draft.country,
        precision=reading.precision,
        lat=reading.lat,
        lon=reading.lon,
        region=reading.region,
    )
