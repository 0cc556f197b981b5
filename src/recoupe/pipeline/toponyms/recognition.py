"""Which characters name a place: states of the actor data, the longest names that the gazetteer lists, the tagger's proposals and names behind a generic noun, joined.

No one of the four is believed alone where another speaks against it: a listed name that is also a person's needs a sign of place beside it, a proposal of the tagger
needs the look of a name. Never looks at where the places lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

import msgspec
from msgspec.structs import replace

from recoupe.knowledge.gazetteer import Gazetteer
from recoupe.knowledge.gazetteer.kinds import load_kinds
from recoupe.model.record import Part
from recoupe.model.vocabulary import Use
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.toponyms.company import EXACT, Company
from recoupe.pipeline.toponyms.model import FACILITY, PART_OF_NAME, Toponym
from recoupe.pipeline.toponyms.surroundings import LISTED, PERSON_LABELS, PLACE_LABELS, Surroundings, Words
from recoupe.pipeline.toponyms.tokens import SEPARATOR, Token, tokens_of
from recoupe.text.views import fold

_LARGE = 100_000
"""People from which a bare listed name is taken for the place without any sign around it."""
_TOWN = 5_000
"""People from which such a name is the place behind a locating preposition."""
_BESIDE = frozenset({"related"})
_CITY = 20_000
"""People from which a name that the tagger takes for a person or a body is the place behind any preposition, or as the doer in a text that names places near it."""
_SHORTEST = 3
_SHORT_STATE = 4
"""Letters and stops of an abbreviated state ("U.S.")."""
_MANY = frozenset({"les", "aux", "des"})
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
        return self._find(Surroundings(work), work.own_parts, [])

    def find_beside(self, work: Work, own: Sequence[Toponym]) -> list[Toponym]:
        """Those of links to other articles, which nothing parses: names that suit their own company or that of the article."""
        return self._find(Surroundings(work), [part for part in work.parts if part.kind in _BESIDE], [name.name for name in own])

    def _find(self, around: Surroundings, parts: Sequence[Part], known: Sequence[str]) -> list[Toponym]:
        """`known`: names that are sure already."""
        drafts = [_Draft(around, part, words) for part in parts if (words := self._words.get(part.lang)) is not None]
        for draft in drafts:
            draft.add([*self._states(draft), *self._listed(draft), *self._tagged(draft), *self._announced(draft)])
        sure = [around.text[each.start : each.end] for draft in drafts for each in draft.found]
        company = Company(self._gazetteer, [*known, *sure])
        out: list[Toponym] = []
        for draft in drafts:
            draft.add(self._in_company(draft, company))
            out += [
                name
                for each in sorted(draft.found, key=lambda each: each.start)
                for name in _named(around, draft.part, draft.words, each)
            ]
        return _nested(out)

    def at(self, work: Work, spans: Sequence[tuple[int, int]]) -> list[Toponym]:
        """The toponyms of stretches that somebody else found, in their order, with what stands around each: for scoring the resolution alone."""
        around = Surroundings(work)
        states = {(each.start, each.end): each for each in work.named if each.rule in {"who.state", "who.capital"}}
        out = []
        for start, end in spans:
            part = next((each for each in work.parts if each.start <= start < each.end), None)
            words = self._words.get(part.lang) if part is not None else None
            if part is None or words is None:
                part, words = _whole(work), next(iter(self._words.values()))
            state = states.get((start, end))
            each = _Found(
                start=start,
                end=end,
                rule="given",
                state=state.state if state else None,
                capital=state is not None and state.rule == "who.capital",
            )
            out.append(list(_named(around, part, words, each))[-1])
        return [replace(name, start=start, end=end) for name, (start, end) in zip(out, spans, strict=True)]

    def _states(self, draft: _Draft) -> Iterator[_Found]:
        """States and capitals that the who's-who found, but for adjectives ("les troupes US")."""
        for each in draft.around.states.within(draft.part.start, draft.part.end):
            if each.state and not _is_adjective(draft.tokens, each.start, each.end):
                yield _Found(
                    start=each.start, end=each.end, rule="gazetteer.state", state=each.state, capital=each.rule == "who.capital",
                    part_of_name=draft.around.is_inside_another_name(each.start, each.end),
                )  # fmt: skip

    def _listed(self, draft: _Draft) -> Iterator[_Found]:
        """Names of the gazetteer that stand for places here, the longest from each word on; the others are kept for a second look."""
        starts = [at for at, token in enumerate(draft.tokens) if token.capital]
        behind = 0
        for match in self._gazetteer.find_names([token.text for token in draft.tokens], starts=starts):
            if match.first < behind:
                continue
            name = _Candidate(draft.tokens, match.first, match.behind, short=match.short).without_small_words()
            if name.end - name.start < _SHORTEST:
                continue
            if self._is_place(draft, name):
                behind = name.behind
                yield draft.named(name, "gazetteer.name")
            else:
                draft.doubtful.append(name)

    def _is_place(self, draft: _Draft, name: _Candidate) -> bool:
        """Whether a listed name stands for a place by what is right around it."""
        around, low = draft.around, draft.part.start
        start, end = name.start, name.end
        said = around.text[start:end]
        if fold(said) in self._never or around.is_quoted(start, end):
            return False
        label = around.label(start, end)
        tagged = label in PLACE_LABELS and around.is_named_word(start, end)
        announced = draft.words.announce(around.text, low, start)
        signed = announced or draft.words.locate(around.text, low, start)
        if around.is_listed_actor(start, end):
            return signed and tagged
        if tagged:
            return True
        if _inside_run(around, name) and not announced:
            return False
        if label:
            return (signed or around.is_behind_preposition(start)) and self._people(said) >= (_TOWN if signed else _CITY)
        return not name.short and (signed or (self._people(said) >= _LARGE and not around.starts_sentence(start, low)))

    def _in_company(self, draft: _Draft, company: Company) -> Iterator[_Found]:
        """Listed names without a sign beside them that lie close to the places that the text names: a person's name seldom does."""
        for name in draft.doubtful:
            start, end = name.start, name.end
            said = draft.around.text[start:end]
            if (
                name.short or _inside_run(draft.around, name) or fold(said) in self._never | draft.words.generic or draft.around.is_listed_actor(start, end)
                or draft.around.is_quoted(start, end) or not draft.around.is_named_word(start, end) or draft.around.is_common_word(start, end)
            ):  # fmt: skip
                continue
            doing = draft.around.label(start, end) in PERSON_LABELS and not draft.around.is_behind_preposition(start)
            if company.suits(said, least=_CITY if doing else 0):
                yield draft.named(name, "gazetteer.company")

    def _people(self, said: str) -> int:
        """People of the largest place of that very name; of a division or a country without figures, enough for anything."""
        most = 0
        for candidate in self._gazetteer.candidates(said, EXACT):
            place = candidate.place
            most = max(most, place.population, _LARGE if place.kind in {"country", "division"} else 0)
        return most

    def _tagged(self, draft: _Draft) -> Iterator[_Found]:
        """What the tagger proposes, without the small words before it, where it looks like a name and no list has it for somebody."""
        at = {token.start: number for number, token in enumerate(draft.tokens)}
        for tree in draft.around.trees.touching(draft.part.start, draft.part.end):
            for entity in tree.entities:
                if entity.label not in PLACE_LABELS:
                    continue
                inside = [token for token in draft.tokens if entity.start <= token.start and token.end <= entity.end]
                while inside and not inside[0].capital and not draft.words.is_of_name(inside[0].text):
                    inside = inside[1:]
                if not inside:
                    continue
                first = at[inside[0].start]
                inside = list(takewhile(lambda token: token.text != SEPARATOR, draft.tokens[first : first + len(inside)]))
                name = _Candidate(draft.tokens, first, first + len(inside), short=False)
                if name.end - name.start > 1 and self._looks_like_a_place(draft, name.start, name.end) and not name.is_team:
                    yield draft.named(name, "tagger")

    def _looks_like_a_place(self, draft: _Draft, start: int, end: int) -> bool:
        around, low = draft.around, draft.part.start
        said = around.text[start:end]
        if (
            fold(said) in self._never | draft.words.generic
            or not around.is_named_word(start, end)
            or around.is_quoted(start, end)
        ):
            return False
        if self._gazetteer.peoples(said):
            return False
        over = any(m.rule in LISTED for m in around.actors.touching(start, end))
        return not over or draft.words.locate(around.text, low, start) or draft.words.announce(around.text, low, start)

    def _announced(self, draft: _Draft) -> Iterator[_Found]:
        """Capitalised names right behind a generic noun: "la localité de Ben Zuma"."""
        at, tokens, around = 0, draft.tokens, draft.around
        while at < len(tokens):
            token = tokens[at]
            if (
                not token.capital
                or fold(token.text) in self._never
                or not draft.words.announce(around.text, draft.part.start, token.start)
            ):
                at += 1
                continue
            behind = at + 1
            while behind < len(tokens) and tokens[behind].capital:
                behind += 1
            start, end = token.start, tokens[behind - 1].end
            if end - start >= _SHORTEST and not any(m.rule in LISTED for m in around.actors.touching(start, end)):
                yield _Found(start=start, end=end, rule="trigger")
            at = behind


class _Draft:
    """One part with its words, and the names found in it so far: none overlaps another, the longest and the first proposed stay."""

    def __init__(self, around: Surroundings, part: Part, words: Words) -> None:
        self.around = around
        self.part = part
        self.words = words
        self.tokens = tokens_of(around.text[part.start : part.end], part.start)
        self.found: list[_Found] = []
        self.doubtful: list[_Candidate] = []

    def add(self, proposed: Iterable[_Found]) -> None:
        """Keeps of the proposed names those that overlap none kept, the longest first, in the order of the evidence."""
        for each in sorted(proposed, key=lambda one: one.start - one.end):
            if not any(other.start < each.end and each.start < other.end for other in self.found):
                self.found.append(each)

    def named(self, name: _Candidate, rule: str) -> _Found:
        """The stretch of a candidate as found."""
        return _Found(start=name.start, end=name.end, rule=rule, part_of_name=_in_a_name(self.around, name, self.words))


class _Candidate:
    """A run of tokens that may be a name."""

    def __init__(self, tokens: list[Token], first: int, behind: int, *, short: bool) -> None:
        self.tokens = tokens
        self.first = first
        self.behind = behind
        self.short = short
        self.start = tokens[first].start
        self.end = tokens[behind - 1].end

    def without_small_words(self) -> _Candidate:
        """The same up to its last capitalised word: "Merowe airport" holds "Merowe"."""
        behind = self.behind
        while behind > self.first + 1 and not self.tokens[behind - 1].capital:
            behind -= 1
        return self if behind == self.behind else _Candidate(self.tokens, self.first, behind, short=self.short)

    @property
    def is_team(self) -> bool:
        """Whether it is one of several of a town, as teams and troops are: "aux Sables de Bamako"."""
        before, link, town = self.before, self.after, self._token(self.behind + 1)
        many = before is not None and before.text.lower() in _MANY and self.behind == self.first + 1
        return many and link is not None and town is not None and fold(link.text) in _LINKS and town.capital

    @property
    def before(self) -> Token | None:
        """The word right before, None where something parts them."""
        return self._token(self.first - 1)

    @property
    def after(self) -> Token | None:
        """The word right behind, None where something parts them."""
        return self._token(self.behind)

    def _token(self, at: int) -> Token | None:
        if not 0 <= at < len(self.tokens) or self.tokens[at].text == SEPARATOR:
            return None
        return self.tokens[at]


def _inside_run(around: Surroundings, name: _Candidate) -> bool:
    """Whether a capitalised word stands right before or behind: the name may be half of a person's or a body's."""
    before, after = name.before, name.after
    return (before is not None and before.capital and around.is_proper(before.start, before.end)) or (
        after is not None and after.capital
    )


def _in_a_name(around: Surroundings, name: _Candidate, words: Words) -> bool:
    """Whether the name is half of somebody's: "les Pingouins de Pittsburgh", "University of Glasgow"."""
    if around.is_inside_another_name(name.start, name.end):
        return True
    before = name.before
    if before is None:
        return False
    if before.capital and not before.text.isdigit():
        return fold(before.text) not in words.compass | words.generic and around.is_proper(before.start, before.end)
    owner = name.tokens[name.first - 2] if name.first >= 2 else None
    return (
        fold(before.text) in _LINKS
        and owner is not None
        and owner.capital
        and owner.text != SEPARATOR
        and around.is_proper(owner.start, owner.end)
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
        kinds=kinds, cue=cue, state=each.state, capital=each.capital, rule=PART_OF_NAME if each.part_of_name else each.rule,
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
        yield replace(whole, rule=FACILITY)
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


def _whole(work: Work) -> Part:
    """All of a text as one part, where the parts leave a stretch out."""
    return Part(id="", kind="body", start=0, end=len(work.document.text), lang=work.document.lang, why="")
