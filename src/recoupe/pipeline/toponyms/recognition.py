"""Which characters name a place: states of the actor data, the longest names that the gazetteer lists, the tagger's proposals and names behind a generic noun, joined.

No one of the four is believed alone where another speaks against it: a listed name that is also a person's needs a sign of place beside it, a proposal of the tagger
needs the look of a name. Never looks at where the places lie.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from recoupe.knowledge.gazetteer import Asked, Gazetteer
from recoupe.knowledge.gazetteer.kinds import load_kinds
from recoupe.model.record import Part
from recoupe.model.vocabulary import Use
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.toponyms.model import Toponym
from recoupe.pipeline.toponyms.surroundings import LISTED, PLACE_LABELS, Surroundings, Words
from recoupe.pipeline.toponyms.tokens import SEPARATOR, Token, tokens_of
from recoupe.text.views import fold

_LARGE = 100_000
"""People from which a bare listed name is taken for the place without any sign around it."""
_TOWN = 5_000
"""People from which a listed name behind a locating preposition is taken for the place though the tagger has a person or a body there."""
_SHORTEST = 3
_SHORT_STATE = 4
"""Letters and stops of an abbreviated state ("U.S.")."""
_EXACT = Asked(down_to="exact", most=12)
_LINKS = frozenset({"de", "du", "des", "d", "of", "la", "the"})
_HOLDING = frozenset({"facility", "line"})
"""Groups of kinds whose noun makes with the name a place of its own, which holds the one that is named: "aéroport d'Erbil"."""


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that some evidence makes a place: the tokens, and the evidence."""

    start: int
    end: int
    rule: str
    state: str | None = None
    capital: bool = False
    part_of_name: bool = False


class Recognizer:
    """Finds the place names of a work. Built once; knows the word lists and which names are listed."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words = {lang: Words(pack.places, lang) for lang, pack in knowledge.packs.items()}
        self._gazetteer: Gazetteer = knowledge.gazetteer
        self._never = frozenset(word for words in self._words.values() for word in words.compass)

    def find(self, work: Work) -> list[Toponym]:
        """The place names of the article's own parts in order, facilities that hold a name before the name."""
        around = Surroundings(work)
        out: list[Toponym] = []
        for part in work.own_parts:
            words = self._words.get(part.lang)
            if words is not None:
                out += self._in_part(around, part, words)
        return _nested(out)

    def _in_part(self, around: Surroundings, part: Part, words: Words) -> list[Toponym]:
        tokens = tokens_of(around.text[part.start : part.end], part.start)
        proposed = [
            *self._states(around, part, tokens),
            *self._listed(around, part, words, tokens),
            *self._tagged(around, part, words, tokens),
            *self._announced(around, part, words, tokens),
        ]
        found: list[_Found] = []
        for each in sorted(proposed, key=lambda one: one.start - one.end):  # the longest first, in the order of the evidence
            if not any(other.start < each.end and each.start < other.end for other in found):
                found.append(each)
        return [name for each in sorted(found, key=lambda each: each.start) for name in _named(around, part, words, each)]

    def _states(self, around: Surroundings, part: Part, tokens: list[Token]) -> Iterator[_Found]:
        """States and capitals that the who's-who found, but for adjectives ("les troupes US")."""
        for each in around.states.within(part.start, part.end):
            if each.state and not _is_adjective(tokens, each.start, each.end):
                yield _Found(
                    start=each.start, end=each.end, rule="gazetteer.state", state=each.state, capital=each.rule == "who.capital",
                    part_of_name=around.is_inside_another_name(each.start, each.end),
                )  # fmt: skip

    def _listed(self, around: Surroundings, part: Part, words: Words, tokens: list[Token]) -> Iterator[_Found]:
        """Names of the gazetteer that stand for places here, the longest from each word on."""
        starts = [at for at, token in enumerate(tokens) if token.capital]
        behind = 0
        for match in self._gazetteer.find_names([token.text for token in tokens], starts=starts):
            first, last = tokens[match.first], tokens[match.behind - 1]
            if match.first < behind or not last.capital or len(around.text[first.start : last.end]) < _SHORTEST:
                continue
            name = _Candidate(tokens, match.first, match.behind, short=match.short)
            if self._is_place(around, part, words, name):
                behind = match.behind
                yield _Found(start=first.start, end=last.end, rule="gazetteer.name", part_of_name=_in_a_name(around, name, words))

    def _is_place(self, around: Surroundings, part: Part, words: Words, name: _Candidate) -> bool:
        start, end = name.start, name.end
        said = around.text[start:end]
        if fold(said) in self._never or around.is_quoted(start, end):
            return False
        label = around.label(start, end)
        tagged = label in PLACE_LABELS and around.is_named_word(start, end)
        announced = words.announce(around.text, part.start, start)
        signed = announced or words.locate(around.text, part.start, start)
        over = [m for m in around.actors.touching(start, start + 1) if m.rule in LISTED and m.end >= end]
        if over:
            return signed and tagged
        if tagged:
            return True
        if name.is_inside_run and not announced:
            return False
        if label and label not in PLACE_LABELS:
            return signed and self._people(said) >= _TOWN
        return not name.short and (signed or (self._people(said) >= _LARGE and not around.starts_sentence(start, part.start)))

    def _people(self, said: str) -> int:
        """People of the largest place of that very name; of a division or a country without figures, enough for anything."""
        most = 0
        for candidate in self._gazetteer.candidates(said, _EXACT):
            place = candidate.place
            most = max(most, place.population, _LARGE if place.kind in {"country", "division"} else 0)
        return most

    def _tagged(self, around: Surroundings, part: Part, words: Words, tokens: list[Token]) -> Iterator[_Found]:
        """What the tagger proposes, without the small words before it, where it looks like a name and no list has it for somebody."""
        at = {token.start: number for number, token in enumerate(tokens)}
        for tree in around.trees.touching(part.start, part.end):
            for entity in tree.entities:
                if entity.label not in PLACE_LABELS:
                    continue
                inside = [token for token in tokens if entity.start <= token.start and token.end <= entity.end]
                while inside and not inside[0].capital and not words.is_of_name(inside[0].text):
                    inside = inside[1:]
                if not inside:
                    continue
                start, end = inside[0].start, inside[-1].end
                if (
                    end - start < 2
                    or around.is_quoted(start, end)
                    or not self._looks_like_a_place(around, part, words, start, end)
                ):
                    continue
                first = at[start]
                yield _Found(
                    start=start, end=end, rule="tagger", part_of_name=_in_a_name(around, _Candidate(tokens, first, first + len(inside), short=False), words)
                )  # fmt: skip

    def _looks_like_a_place(self, around: Surroundings, part: Part, words: Words, start: int, end: int) -> bool:
        said = around.text[start:end]
        if fold(said) in self._never or fold(said) in words.generic or not around.is_named_word(start, end):
            return False
        if self._gazetteer.peoples(said):
            return False
        over = [m for m in around.actors.touching(start, end) if m.rule in LISTED]
        return not over or words.locate(around.text, part.start, start) or words.announce(around.text, part.start, start)

    def _announced(self, around: Surroundings, part: Part, words: Words, tokens: list[Token]) -> Iterator[_Found]:
        """Capitalised names right behind a generic noun: "la localité de Ben Zuma"."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if not token.capital or fold(token.text) in self._never or not words.announce(around.text, part.start, token.start):
                at += 1
                continue
            behind = at + 1
            while behind < len(tokens) and tokens[behind].capital:
                behind += 1
            start, end = token.start, tokens[behind - 1].end
            if end - start >= _SHORTEST and not any(m.rule in LISTED for m in around.actors.touching(start, end)):
                yield _Found(start=start, end=end, rule="trigger")
            at = behind


class _Candidate:
    """A run of tokens that may be a name."""

    def __init__(self, tokens: list[Token], first: int, behind: int, *, short: bool) -> None:
        self.tokens = tokens
        self.first = first
        self.behind = behind
        self.short = short
        self.start = tokens[first].start
        self.end = tokens[behind - 1].end

    @property
    def before(self) -> Token | None:
        """The word right before, None where something parts them."""
        return self._token(self.first - 1)

    @property
    def after(self) -> Token | None:
        """The word right behind, None where something parts them."""
        return self._token(self.behind)

    @property
    def is_inside_run(self) -> bool:
        """Whether a capitalised word stands right before or behind: the name may be half of a person's or a body's."""
        return any(token is not None and token.capital for token in (self.before, self.after))

    def _token(self, at: int) -> Token | None:
        if not 0 <= at < len(self.tokens) or self.tokens[at].text == SEPARATOR:
            return None
        return self.tokens[at]


def _in_a_name(around: Surroundings, name: _Candidate, words: Words) -> bool:
    """Whether the name is half of somebody's: "les Pingouins de Pittsburgh", "University of Glasgow"."""
    if around.is_inside_another_name(name.start, name.end):
        return True
    before = name.before
    if before is None:
        return False
    if before.capital and not before.text.isdigit():
        return fold(before.text) not in words.compass | words.generic
    owner = name.tokens[name.first - 2] if name.first >= 2 else None
    return (
        fold(before.text) in _LINKS
        and owner is not None
        and owner.capital
        and owner.text != SEPARATOR
        and fold(owner.text) not in words.compass | words.generic
    )


def _is_adjective(tokens: list[Token], start: int, end: int) -> bool:
    """Whether the letters that stand for a state follow a noun with nothing between, as an adjective does: "les troupes US"."""
    at = next((number for number, token in enumerate(tokens) if token.start <= start < token.end), None)
    if at is None or at == 0 or not tokens[at].text.replace(".", "").isupper() or end - start > _SHORT_STATE:
        return False
    before = tokens[at - 1]
    return before.text != SEPARATOR and not before.capital and len(before.text) > _SHORT_STATE


def _named(around: Surroundings, part: Part, words: Words, each: _Found) -> Iterator[Toponym]:
    """The name, and before it the facility whose noun stands beside it."""
    text = around.text
    said = text[each.start : each.end]
    beside = words.noun_before(text, part.start, each.start) or words.noun_behind(text, each.end, part.end)
    cue, kinds = beside if beside is not None else (None, ())
    name = Toponym(
        start=each.start, end=each.end, text=said, part=part.id, lang=part.lang, name=said, use=_use(around, each),
        kinds=kinds, cue=cue, state=each.state, capital=each.capital, rule="part_of_name" if each.part_of_name else each.rule,
    )  # fmt: skip
    if cue is None:
        yield name
        return
    start, end = min(cue.start, each.start), max(cue.end, each.end)
    whole = replace(name, start=start, end=end, text=text[start:end], state=None, capital=False)
    if words.is_of_name(cue.text):
        yield replace(whole, name=whole.text)
        return
    if any(load_kinds()[kind].group in _HOLDING for kind in kinds):
        yield replace(whole, rule="trigger.facility")
    yield name


def _use(around: Surroundings, each: _Found) -> Use:
    """Associative where an actor mention covers it, the sentence makes it act or it is half of somebody's name; literal behind a preposition."""
    if each.part_of_name or around.actors.holding(each.start, each.end):
        return "associative"
    if any(word.marker for word in around.words(each.start, each.end) if word.pos in {"PROPN", "NOUN"}):
        return "literal"
    return "unknown"


def _nested(names: list[Toponym]) -> list[Toponym]:
    """The same with the index of the facility that holds a name."""
    out: list[Toponym] = []
    for name in sorted(names, key=lambda each: (each.start, -each.end)):
        host = next(
            (
                at
                for at in range(len(out) - 1, max(-1, len(out) - 4), -1)
                if out[at].start <= name.start and name.end <= out[at].end
            ),
            None,
        )
        out.append(replace(name, host=host))
    return out
