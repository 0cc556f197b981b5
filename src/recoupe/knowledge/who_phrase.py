"""One phrase that names somebody, resolved to one reading. Must never read a sentence: that is `WhosWho.find` and the stages.

A phrase is resolved by its head: the words before the first preposition or comma; what follows completes it ("professor at the university of …").
"""

from __future__ import annotations

import re
from functools import cache

from msgspec.structs import replace

from recoupe.knowledge.files import data_root, read_tsv
from recoupe.knowledge.gazetteer import load_gazetteer
from recoupe.knowledge.who import Found, WhosWho, load_who
from recoupe.knowledge.who_compose import AFIELD
from recoupe.knowledge.who_names import load_words, state_of
from recoupe.model.record import Reading
from recoupe.text.phrases import Phrases
from recoupe.text.views import fold

_RANK = {
    "who.organ": 0, "who.composed": 0, "who.part_of": 0, "who.titled_person": 1, "who.name": 2, "who.people": 3, "who.state": 3, "who.capital": 3,
    "who.label": 4, "who.agent": 5,
}  # fmt: skip
_CUTS = re.compile(
    r",|\b(?:of|in|at|from|for|to|on|with|against|who|that|which|near|by|de|du|des|en|au|aux|dans|pour|contre|qui|sur)\b|\bd['’]"
)
_FRENCH = re.compile(r"(?:^|\s)(?:[ld]['’]\w|(?:les?|la|une?|des?|du|aux?)\s)", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:(?:de|la|le|al|el|es|of)\s+)?[A-ZÀ-Þ][\w’'-]*)*")
_TOWN = 15_000
_LARGE_TOWN = 300_000
"""A town's bare name stands for its people only if it is this large; beside a noun smaller ones will do."""


def resolve_phrase(phrase: str, at: str | None = None, context: str = "") -> Reading | None:
    """Who a phrase names, or None.

    Args:
        phrase: the words, without the sentence around them.
        at: ISO date for dated offices, None if unknown.
        context: other words that say which country the talk is of; used only where the phrase itself names none.
    """
    who = load_who()
    found = who.find(phrase, at=at)
    cut = _CUTS.search(phrase, 1)
    zone = cut.start() if cut else len(phrase)
    best = _head(found, zone, french=bool(_FRENCH.search(phrase)))
    if best is None:
        return _from_context(phrase, at, context) or _by_place(who, phrase)
    reading = _pick(best, who, context)
    if best.rule == "who.capital" and cut is not None and best.start >= cut.end():
        return replace(reading, ref=None, sector=None, kind=None, score=0.4, why=f"in {reading.label}, which says where, not who")
    if reading.country is None:
        reading = _completed(reading, found, phrase, cut) or reading
    if reading.country is None and best.rule == "who.agent":
        reading = _with_place(reading, who, phrase, best, zone)
    if reading.country is None and reading.ref is None:
        return _from_context(phrase, at, context) or reading
    return reading


def _head(found: list[Found], zone: int, *, french: bool) -> Found | None:
    """What names the head best: inside the head's words first, then by kind of evidence; the last noun in English, the first in French."""
    side = 1 if french else -1
    return min(
        found,
        key=lambda each: (each.start >= zone, _RANK.get(each.rule, 9), side * each.start, each.start - each.end),
        default=None,
    )


def _pick(found: Found, who: WhosWho, context: str) -> Reading:
    """The best reading, preferring one of a country that the context names."""
    wanted = {state_of(code) for _, _, code in who.countries_in(context)}
    return max(found.readings, key=lambda reading: (reading.country in wanted if wanted else False, reading.score))


def _completed(reading: Reading, found: list[Found], phrase: str, cut: re.Match[str] | None) -> Reading | None:
    """The head with the body or place behind its preposition: "president of the … league", "professor at … in Scotland"."""
    if cut is None:
        return None
    words = load_words()
    link = fold(cut[0]).strip()
    behind = [each for each in found if each.start >= cut.end() and each.best.country]
    if link in words.genitive or link in {"for", "pour", "de", "of", ","}:
        body = min(behind, key=lambda each: (_RANK.get(each.rule, 9), each.start), default=None)
        if body is None:
            return None
        other = body.best
        if (
            reading.kind == "person"
            and body.rule not in {"who.state", "who.capital", "who.people"}
            and reading.sector in {"GOV", "ELI", "PTY", "BUS", None}
        ):
            return replace(other, score=0.7, why=f"{other.why}; the phrase is of somebody there")
        return replace(reading, country=other.country, why=f"{reading.why}; of {other.label}")
    if (link in words.locative or link == "at") and reading.sector not in AFIELD:
        for each in behind:
            other = each.best
            return replace(
                reading, country=other.country, score=0.4, why=f"{reading.why}; in {other.label}, which says where, not whose"
            )
        place = _place_country(phrase[cut.end() :])
        return replace(reading, country=place, score=0.4, why=f"{reading.why}; the place named lies there") if place else None
    return None


def _with_place(reading: Reading, who: WhosWho, phrase: str, best: Found, zone: int) -> Reading:
    """The head noun with a division or town in front of it, or a country's adjective anywhere in its words."""
    for start, end, code in who.countries_in(phrase[:zone]):
        if end <= best.start or start >= best.end:
            return replace(reading, country=state_of(code), score=0.6, why=f"{reading.why}; with “{phrase[start:end]}”")
    place = _place_country(phrase[: best.start]) or (_place_country(phrase[best.end :]) if reading.sector not in AFIELD else None)
    return replace(reading, country=place, score=0.6, why=f"{reading.why}; with the name of a place there") if place else reading


def _by_place(who: WhosWho, phrase: str) -> Reading | None:
    """A phrase without any actor: the country that one of its words names, or a large town for its people."""
    for start, end, code in who.countries_in(phrase):
        return Reading(
            ref=None,
            label=phrase,
            score=0.4,
            why=f"“{phrase[start:end]}” names the country, nothing says who",
            country=state_of(code),
        )
    plain = re.sub(r"^(?:the|la|le|les|l['’])\s*", "", phrase.strip(), flags=re.IGNORECASE)
    for place in load_gazetteer().lookup(plain, most=1):
        if place.population >= _LARGE_TOWN and plain[:1].isupper():
            return Reading(
                ref=None,
                label=place.name,
                score=0.4,
                why="the people of that town",
                kind="community",
                country=load_who().iso3(place.country),
                sector="CVL",
            )
    place_country = _place_country(phrase, towns=False)
    return (
        Reading(ref=None, label=phrase, score=0.4, why="a division of that state", country=place_country)
        if place_country
        else None
    )


def _place_country(words: str, *, towns: bool = True) -> str | None:
    """The country of the first division, else of the largest town, that a run of capitalised words names."""
    for start, _, codes in _divisions().find(words):
        if words[start].isupper() and not words[:start].endswith("-"):
            return str(codes[0])
    for name in _NAME.findall(words) if towns else ():
        for place in load_gazetteer().lookup(name, most=1):
            if place.population >= _TOWN:
                return load_who().iso3(place.country)
    return None


def _from_context(phrase: str, at: str | None, context: str) -> Reading | None:
    """The phrase read behind its context ("German" + "Defense Minister")."""
    shift = len(context) + 1
    found = load_who().find(f"{context} {phrase}", at=at) if context else []
    best = min((each for each in found if each.end > shift), key=lambda each: (_RANK.get(each.rule, 9), each.start), default=None)
    return best.best if best else None


@cache
def _divisions() -> Phrases:
    """Provinces, federal states, governorates by name."""
    phrases = Phrases()
    for _, row in read_tsv(data_root() / "actors" / "regions" / "divisions.tsv", ("name", "iso3")):
        phrases.add(row["name"], row["iso3"])
    return phrases
