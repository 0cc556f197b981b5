"""Who speaks, so that two voices can be told to be one: an id, a branch of a state, the words. Follows no citation and counts no origin."""

from __future__ import annotations

from functools import cache

import msgspec

from recoupe.crosscheck.naming import SURE, Names, names_of, stem
from recoupe.knowledge.labels import labels_for
from recoupe.knowledge.speakers import speaker_words
from recoupe.knowledge.who import load_who
from recoupe.model.record import Reading, Record, Voice
from recoupe.text.nearby import Nearby
from recoupe.text.words import folded_words

_FORCES = "MIL"
_PLURAL = frozenset("sx")
_STATE_KINDS = frozenset({"state", "government", "ministry", "embassy", "presidency"})


class Speaker(msgspec.Struct, frozen=True):
    """A voice as it is compared with others.

    Args:
        key: id of who it is, of a branch of a state ("ITA/MIL"), or the folded words.
        label: how the article calls it.
        lang: language of the words.
        named: somebody who could be asked; False for "local sources", "a ferryman".
        sure: whether `key` is an id.
        words: folded words without articles and without those who only speak for others.
        names: stems of the names in them.
    """

    key: str
    label: str
    lang: str
    named: bool
    sure: bool
    words: frozenset[str]
    names: frozenset[str]


class Speakers:
    """The voices of one article."""

    def __init__(self, record: Record, text: str) -> None:
        self.record = record
        self.lang = record.document.lang
        self.names: Names = names_of(record, text)
        self.actors = Nearby(mention for mention in record.mentions if mention.kind == "actor")
        self.vocabulary = speaker_words(self.lang)
        labels = labels_for(self.lang)
        self.articles = frozenset(labels.articles)
        self.stand_ins = frozenset(labels.stand_ins)
        self._last: Speaker | None = None

    def of(self, voice: Voice) -> Speaker:
        """The speaker of a voice; one that only points back ("she", "the same sources") is the one before. Ask in the order of the article."""
        words = folded_words(voice.who)
        content = [word for word in words if word not in self.articles and word not in self.vocabulary.mouths]
        back = bool(words) and (
            all(word in self.stand_ins or word in self.articles for word in words) or words[0] in self.vocabulary.again
        )
        back = back or (len(words) > 1 and words[0] in self.articles and words[1] in self.vocabulary.again)
        if back and self._last is not None:
            return self._last
        key, sure = self._key(voice)
        names = self._names(voice)
        indefinite = bool(words) and (words[0] in self.vocabulary.indefinite or words[0].isdigit())
        key = key or " ".join(content) or " ".join(words)
        office = not indefinite and bool(content) and words[0] in self.articles and content[0][-1] not in _PLURAL
        named = (
            voice.kind in {"body", "document"}
            or (voice.kind == "person" and not indefinite)
            or (sure and voice.kind != "unnamed")
        )
        named = named or (voice.kind == "unnamed" and (office or self._is_name(voice)))
        made = Speaker(key, voice.who, self.lang, named, sure and named, frozenset(content), names)
        self._last = made
        return made

    def _key(self, voice: Voice) -> tuple[str, bool]:
        """Who is meant and whether that is sure: the widest actor in the holder's words, or the forces of the country that is named in it."""
        if voice.holder is None:
            return "", False
        found = self.actors.within(voice.holder.start, voice.holder.end) or self.actors.touching(
            voice.holder.start, voice.holder.end
        )
        widest = max(found, key=lambda mention: (mention.end - mention.start, -mention.start), default=None)
        if widest is None or widest.best is None or widest.best.score < SURE:
            return "", False
        if widest.best.ref:
            return _branch(widest.best), True
        countries = {each.best.country for each in found if each.best is not None and each.best.country}
        if widest.best.sector == _FORCES and len(countries) == 1:
            return f"{min(countries)}/{_FORCES}", True
        return "", False

    def _names(self, voice: Voice) -> frozenset[str]:
        if voice.holder is None:
            return frozenset()
        return frozenset(stem(name) for name in self.names.within(voice.holder.start, voice.holder.end))

    def _is_name(self, voice: Voice) -> bool:
        """Whether the voice's own first word is a name ("The Mandara Riders"), not only a place behind it ("a clerk in Orsk")."""
        if voice.holder is None:
            return False
        first = next((word for word in folded_words(voice.holder.text) if word not in self.articles), "")
        return first in self.names.within(voice.holder.start, voice.holder.end)


def is_one(left: Speaker, right: Speaker) -> bool:
    """Whether two named speakers are one: the same id; the same words, most of them; in two languages, the same names."""
    if left.key == right.key:
        return True
    if left.sure and right.sure:
        return False
    if left.lang != right.lang:
        return bool(left.names & right.names)
    both, common = left.words | right.words, left.words & right.words
    inside = len(common) == min(len(left.words), len(right.words)) and (len(common) > 1 or bool(left.names & right.names))
    return bool(both) and (len(common) / len(both) >= 0.5 or inside)


def _branch(reading: Reading) -> str:
    """The branch of a state that a known speaker is part of: its armed forces with their staff and ministry, its government with its embassies."""
    ref = reading.ref or ""
    country = reading.country
    if not country:
        return ref
    if reading.sector == "MIL" or ref in _military_parents():
        return f"{country}/MIL"
    if reading.kind in _STATE_KINDS or (reading.sector == "GOV" and ref.endswith("/GOV")):
        return f"{country}/GOV"
    return ref


@cache
def _military_parents() -> frozenset[str]:
    """The bodies above armed forces: their ministries."""
    who = load_who()
    parents = {actor.parent for actor in who.actors() if actor.sector == "MIL" and actor.kind != "armed_group" and actor.parent}
    return frozenset(parent for parent in parents if not parent.startswith("state:"))
