"""Finds the card of an outlet by address or by name. Must never choose between two cards that share a name: then there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from recoupe.knowledge.outlets.hosts import host_of
from recoupe.knowledge.outlets.load import load_outlets
from recoupe.knowledge.outlets.model import How, Match, Outlet
from recoupe.text.words import folded_words


class Outlets:
    """Cards by host and by folded name."""

    def __init__(self, cards: Iterable[Outlet]) -> None:
        self.cards = tuple(cards)
        self._by_host = {domain: card for card in self.cards for domain in card.domains}
        self._by_name: dict[str, list[tuple[Match, str]]] = {}
        for card in self.cards:
            for form, lang, how in _forms(card):
                self._by_name.setdefault(_key(form), []).append((Match(card=card, how=how, on=form), lang))

    def by_domain(self, url: str) -> Match | None:
        """The card whose host is that of `url` (an address or a bare domain) or the nearest above it ("edition.example.org" → "example.org")."""
        host = host_of(url)
        while "." in host:
            if host in self._by_host:
                return Match(card=self._by_host[host], how="domain", on=host)
            host = host.partition(".")[2]
        return None

    def by_name(self, text: str, lang: str = "") -> Match | None:
        """The one card that is called exactly so, case, accents and punctuation apart.

        Args:
            text: a name or an abbreviation, nothing else.
            lang: language of the document (ISO 639-1). Of several cards under that name the only one with the name in this language is meant, else the only
                one that publishes in it.
        """
        found = self._by_name.get(_key(text), [])
        in_language = [match for match, of in found if lang and of == lang]
        publishing = [match for match, _ in found if lang and lang in match.card.languages]
        for matches in ([match for match, _ in found], in_language, publishing):
            if len({match.card.id for match in matches}) == 1:
                return matches[0]
        return None

    def named(self, text: str) -> tuple[Match, ...]:
        """Every card that is called exactly so, each once."""
        return tuple({match.card.id: match for match, _ in reversed(self._by_name.get(_key(text), []))}.values())[::-1]


@cache
def shipped() -> Outlets:
    """The cards of `data/outlets`. Raises KnowledgeError on a wrong row."""
    return Outlets(load_outlets())


def by_domain(url: str) -> Match | None:
    """`Outlets.by_domain` of the shipped cards."""
    return shipped().by_domain(url)


def by_name(text: str, lang: str = "") -> Match | None:
    """`Outlets.by_name` of the shipped cards."""
    return shipped().by_name(text, lang)


def _forms(card: Outlet) -> Iterator[tuple[str, str, How]]:
    """Every name with its language; each folded form once, as what it was called first."""
    yield card.name, "", "name"
    seen = {_key(card.name)}
    for name in card.names:
        if (key := _key(name.form)) not in seen:
            seen.add(key)
            yield name.form, name.lang, "abbreviation" if name.short else "name"
    for form in card.listed_names:
        if (key := _key(form)) not in seen:
            seen.add(key)
            yield form, "", "name"


def _key(text: str) -> str:
    return " ".join(folded_words(text))
