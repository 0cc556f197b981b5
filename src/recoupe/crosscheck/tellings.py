"""A record's claims as the crossing sees them: keys, intervals, points, words. Compares nothing and never looks at another article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from recoupe.crosscheck.naming import SURE, Names, names_of, stem
from recoupe.knowledge.labels import labels_for
from recoupe.knowledge.linking import load_linking
from recoupe.knowledge.who import load_who
from recoupe.model.record import Claim, Mention, Record, Role
from recoupe.model.telling import Number, Spot, Telling
from recoupe.model.vocabulary import family
from recoupe.text.nearby import Nearby
from recoupe.text.sentences import split_sentences
from recoupe.text.words import folded_words

KM = {1: 5.0, 2: 25.0, 3: 40.0, 4: 120.0, 5: 150.0, 6: 600.0, 7: 300.0}
"""How far from its point a place of this precision (UCDP 1 to 7) may lie, as a radius."""
_BACKGROUND_DAYS = 60
_VAGUE_DAYS = 3
_COUNTRY = 6
_SMALL = 12
"""Figures up to this one tell no story: everybody counts them."""
_OFTEN = 4
_SHORTEST_WORD = 4
_DOTTED = (
    "m",
    "mm",
    "mme",
    "dr",
    "gen",
    "col",
    "lt",
    "st",
    "mr",
    "mrs",
    "ms",
    "art",
    "av",
    "jan",
    "feb",
    "oct",
    "nov",
    "dec",
    "janv",
    "fevr",
)


def tellings(record: Record, text: str) -> tuple[Telling, ...]:
    """Every claim of a record, in its order.

    Args:
        record: the record of one article.
        text: its linear text.
    """
    return _Teller(record, text).all()


class _Teller:
    """One record with what is looked up for each of its claims."""

    def __init__(self, record: Record, text: str) -> None:
        self.record = record
        self.text = text
        self.linking = load_linking()
        self.who = load_who()
        self.by_id = {mention.id: mention for mention in record.mentions}
        self.mentions = Nearby(record.mentions)
        self.names: Names = names_of(record, text)
        self.sentences = Nearby(
            _Sentence(start, end) for part in record.parts for start, end in split_sentences(text, part.start, part.end, _DOTTED)
        )
        labels = labels_for(record.document.lang)
        self.empty = frozenset((*labels.articles, *labels.stand_ins))
        self.headlines = frozenset(part.id for part in record.parts if part.kind == "headline")
        self.news_day = record.document.published or max(
            (claim.time.latest for claim in record.claims if claim.time and claim.time.latest), default=None
        )

    def all(self) -> tuple[Telling, ...]:
        """Every claim."""
        made = tuple(self._one(claim, position) for position, claim in enumerate(self.record.claims))
        return (msgspec.structs.replace(made[0], story=self._story()), *made[1:]) if made else ()

    def _story(self) -> tuple[str, ...]:
        """What the article is about, a key for each time up to the most that counts."""
        keys = Counter(stem(name) for name in self.names.all())
        for mention in self.record.mentions:
            best = mention.best
            if best is not None and best.ref and best.score >= SURE and mention.kind in {"actor", "place"}:
                keys[best.ref] += 1
            elif best is not None and mention.kind == "quantity" and best.count is not None and best.count > _SMALL:
                keys[f"={best.count}"] += 1
        return tuple(key for key, count in sorted(keys.items()) for _ in range(min(count, _OFTEN)))

    def _one(self, claim: Claim, position: int) -> Telling:
        document = self.record.document
        start, end = self._sentence(claim)
        earliest, latest = _interval(claim)
        return Telling(
            document=document.id, claim=claim.id, outlet=document.outlet, published=_day(document.published), lang=document.lang, type=claim.type,
            family=family(claim.type), nature=claim.nature, occurrence=claim.status.occurrence, attribution=claim.status.attribution,
            doers=self._keys(claim, self.linking.doers), sufferers=self._keys(claim, self.linking.sufferers), spots=tuple(self._spots(claim)),
            earliest=earliest, latest=latest, numbers=self._numbers(claim), words=_content(self.text[start:end]), trigger=self._plain(claim.trigger.text),
            background=self._is_background(earliest, latest), names=self.names.within(start, end), position=position, headline=claim.part in self.headlines,
        )  # fmt: skip

    def _sentence(self, claim: Claim) -> tuple[int, int]:
        """The sentence that holds the trigger."""
        found = self.sentences.holding(claim.trigger.start, claim.trigger.end)
        return (found[0].start, found[0].end) if found else (claim.span.start, claim.span.end)

    def _keys(self, claim: Claim, roles: frozenset[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for role in claim.roles if role.role in roles for key in self._keys_of(role)))

    def _keys_of(self, role: Role) -> Iterator[str]:
        """The ids of who is meant with their parent and country, else the words with the names in them."""
        mention = self.by_id.get(role.mention or "")
        inside = [each for each in self.mentions.within(role.start, role.end) if each.kind == "actor" and each is not mention]
        sure = False
        for each in ([mention] if mention is not None and mention.kind == "actor" else []) + inside:
            best = each.best
            if best is None or best.score < SURE:
                continue
            if best.ref:
                sure = True
                yield best.ref
                actor = self.who.actor(best.ref)
                if actor is not None and actor.parent:
                    yield f"in:{actor.parent}"
            if best.country:
                yield f"of:{best.country}"
            if best.sector:
                yield f"kind:{best.sector}"
        peoples = [(role.start + start, role.start + end, iso3) for start, end, iso3 in self.who.countries_in(role.text)]
        if not sure:
            yield from (f"of:{iso3}" for _, _, iso3 in peoples)
            if words := self._plain(role.text):
                yield words
        for name in self.names.spans(role.start, role.end):
            if not any(start <= name.start and name.end <= end for start, end, _ in peoples):
                yield f"name:{name.folded}"

    def _spots(self, claim: Claim) -> Iterator[Spot]:
        seen: set[tuple[str, str]] = set()
        pairs = (
            [(claim.place.role or "place", self.by_id[claim.place.mention])]
            if claim.place and claim.place.mention in self.by_id
            else []
        )
        for role in claim.roles:
            if role.role in self.linking.places:
                held = self._places_in(role)
                pairs.extend((role.role, each) for each in held)
                if (
                    not held
                    and role.role in {"place", "origin", "via", "destination"}
                    and self.names.within(role.start, role.end)
                ):
                    yield Spot(key=self._plain(role.text), label=role.text, role=role.role)
        for name, mention in pairs:
            spot = self._spot(mention, name)
            if (spot.key, "") not in seen:
                seen.add((spot.key, ""))
                yield spot

    def _places_in(self, role: Role) -> list[Mention]:
        """The places that its words name; of a part of a place ("southern X") not the place itself, unless that is a country."""
        held = [each for each in self.mentions.within(role.start, role.end) if each.kind == "place" and each.use != "associative"]
        parts = {each.id for each in held if each.best is not None and each.best.ref is None and each.best.region is not None}
        return [each for each in held if each.inside not in parts or (each.best is not None and each.best.precision == _COUNTRY)]

    def _spot(self, mention: Mention, role: str) -> Spot:
        best = mention.best
        if best is None or best.score < SURE or (best.ref is None and best.lat is None and best.region is None):
            return Spot(key=self._plain(mention.text), label=mention.text, role=role)
        km = KM.get(best.precision or 0) if best.lat is not None else None
        return Spot(
            key=best.ref or self._plain(mention.text), label=mention.text, lat=best.lat, lon=best.lon, km=km, country=best.country,
            division=best.ref if best.precision == 4 else None, role=role,
        )  # fmt: skip

    def _plain(self, text: str) -> str:
        """Folded words without articles and words that name nobody."""
        return " ".join(word for word in folded_words(text) if len(word) > 1 and word not in self.empty)

    def _numbers(self, claim: Claim) -> tuple[Number, ...]:
        """Losses first: a quantity of the same characters is the same number."""
        losses = [Number(of=each.kind, low=each.low, high=each.high, side=each.side) for each in claim.losses if not each.within]
        counted = {(each.start, each.end) for each in claim.losses}
        rest = (each for each in claim.quantities if (each.start, each.end) not in counted)
        return (*losses, *(Number(of=self._plain(each.what), low=each.low, high=each.high) for each in rest))

    def _is_background(self, earliest: str | None, latest: str | None) -> bool:
        """Whether the event ended well before the news, or began a year before it with no end said."""
        news = _to_date(self.news_day)
        last = _to_date(latest)
        if news is None:
            return False
        if last is not None:
            return last < news - timedelta(days=_BACKGROUND_DAYS)
        first = _to_date(earliest)
        return first is not None and first < news - timedelta(days=365)


class _Sentence:
    """A stretch."""

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


def _interval(claim: Claim) -> tuple[str | None, str | None]:
    """First and last day that the claim's time allows, wider where it is vague."""
    time = claim.time
    if time is None:
        return None, None
    earliest, latest = _day(time.earliest), _day(time.latest)
    if time.vague:
        earliest, latest = _moved(earliest, -_VAGUE_DAYS), _moved(latest, _VAGUE_DAYS)
    return earliest, latest


def _moved(day: str | None, days: int) -> str | None:
    known = _to_date(day)
    return (known + timedelta(days=days)).isoformat() if known else day


def _day(value: str | None) -> str | None:
    """The ISO day that a date or date-time begins with, None where it is none."""
    known = _to_date(value)
    return known.isoformat() if known else None


def _to_date(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _content(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in folded_words(text) if len(word) >= _SHORTEST_WORD or word.isdigit()))
