"""Which characters name a place: states of the actor data, the longest names that the gazetteer lists, the tagger's proposals and names behind a generic noun, joined.

No one of the four is believed alone where another speaks against it: a listed name that is also a person's needs a sign of place beside it, a proposal of the tagger
needs the look of a name. Never looks at where the places lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from recoupe.knowledge.gazetteer import Gazetteer
from recoupe.knowledge.gazetteer.kinds import load_kinds
from recoupe.model.record import Part
from recoupe.model.vocabulary import Use
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.place_verbs import PlaceVerbs
from recoupe.pipeline.toponyms.company import EXACT, Company
from recoupe.pipeline.toponyms.doubts import joined_names, second_look
from recoupe.pipeline.toponyms.drafts import Draft, Found, NameRun, inside_run, is_pair
from recoupe.pipeline.toponyms.model import FACILITY, PART_OF_NAME, Toponym
from recoupe.pipeline.toponyms.surroundings import LISTED, NO_NAMES, PERSON_LABELS, PLACE_LABELS, Surroundings, Words
from recoupe.pipeline.toponyms.tokens import SEPARATOR, Token
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


class Recognizer:
    """Finds the place names of a work. Built once; knows the word lists and which names are listed."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words = {lang: Words(pack.places, lang) for lang, pack in knowledge.packs.items()}
        self._gazetteer: Gazetteer = knowledge.gazetteer
        self._verbs = PlaceVerbs(knowledge.packs)
        self._never = frozenset(word for words in self._words.values() for word in words.compass)

    def find(self, work: Work) -> list[Toponym]:
        """The place names of the article's own parts in order, facilities that hold a name before the name."""
        return self._find(Surroundings(work), work.own_parts, [])

    def find_beside(self, work: Work, own: Sequence[Toponym]) -> list[Toponym]:
        """Those of links to other articles, which nothing parses: names that suit their own company or that of the article."""
        return self._find(Surroundings(work), [part for part in work.parts if part.kind in _BESIDE], [name.name for name in own])

    def _find(self, around: Surroundings, parts: Sequence[Part], known: Sequence[str]) -> list[Toponym]:
        """`known`: names that are sure already."""
        drafts = [
            Draft(around, part, words, self._is_listed) for part in parts if (words := self._words.get(part.lang)) is not None
        ]
        for draft in drafts:
            listed = list(self._listed(draft))
            states = [each for each in self._states(draft) if not draft.is_withheld(each)]
            draft.add([*states, *listed, *self._tagged(draft), *self._announced(draft)])
        sure = [around.text[each.start : each.end] for draft in drafts for each in draft.found]
        doubtful = [around.text[name.start : name.end] for draft in drafts for name in draft.doubtful if not name.short]
        company = Company(self._gazetteer, [*known, *sure], [said for said in doubtful if not around.is_somebodys(said)])
        out: list[Toponym] = []
        for draft in drafts:
            draft.add(second_look(draft, company, self._never))
            draft.add(joined_names(draft, company, self._never))
            draft.add(draft.withheld)
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
            each = Found(
                start=start,
                end=end,
                rule="given",
                state=state.state if state else None,
                capital=state is not None and state.rule == "who.capital",
            )
            out.append(list(_named(around, part, words, each))[-1])
        return [replace(name, start=start, end=end) for name, (start, end) in zip(out, spans, strict=True)]

    def _states(self, draft: Draft) -> Iterator[Found]:
        """States and capitals that the who's-who found, but for adjectives ("les troupes US")."""
        for each in draft.around.states.within(draft.part.start, draft.part.end):
            if each.state and not _is_adjective(draft.tokens, each.start, each.end):
                yield Found(
                    start=each.start, end=each.end, rule="gazetteer.state", state=each.state, capital=each.rule == "who.capital",
                    part_of_name=draft.is_owned(each.start, each.end),
                )  # fmt: skip

    def _listed(self, draft: Draft) -> Iterator[Found]:
        """Names of the gazetteer that stand for places here, the longest from each word on; the others are kept for a second look."""
        starts = [at for at, token in enumerate(draft.tokens) if token.capital]
        behind = 0
        for match in self._gazetteer.find_names([token.text for token in draft.tokens], starts=starts):
            if match.first < behind:
                continue
            name = NameRun(draft.tokens, match.first, match.behind, short=match.short).without_small_words()
            if name.end - name.start < _SHORTEST:
                continue
            if self._is_place(draft, name):
                behind = name.behind
                yield draft.named(name, "gazetteer.name")
            else:
                draft.doubtful.append(name)

    def _is_place(self, draft: Draft, name: NameRun) -> bool:
        """Whether a listed name stands for a place by what is right around it."""
        around, low = draft.around, draft.part.start
        start, end = name.start, name.end
        said = around.text[start:end]
        if fold(said) in self._never or around.is_quoted(start, end):
            return False
        label = around.label(start, end)
        tagged = label in PLACE_LABELS and around.is_named_word(start, end)
        announced = draft.is_announced(start, end)
        signed = announced or draft.words.locate(around.text, low, start) or self._is_wanted(around, start, end)
        if around.is_listed_actor(start, end):
            return signed and tagged
        if tagged:
            return True
        if label in NO_NAMES and not (signed and self._people(said) >= _LARGE):
            return False
        if inside_run(draft, name) and not announced:
            return False
        if label:
            return (signed or around.is_behind_preposition(start)) and self._people(said) >= (_TOWN if signed else _CITY)
        return not name.short and (signed or (self._people(said) >= _LARGE and not around.starts_sentence(start, low)))

    def _is_wanted(self, around: Surroundings, start: int, end: int) -> bool:
        """Whether a verb stands there that wants a place: "left Erbil", "captured Bamako"."""
        tree = next(iter(around.trees.touching(start, start + 1)), None)
        return tree is not None and any(self._verbs.want(tree, word) for word in tree.at(start, end))

    def _is_listed(self, said: str) -> bool:
        """Whether a place is listed under that very name."""
        return bool(self._gazetteer.candidates(said, EXACT))

    def _people(self, said: str) -> int:
        """People of the largest place of that very name; of a division or a country without figures, enough for anything."""
        most = 0
        for candidate in self._gazetteer.candidates(said, EXACT):
            place = candidate.place
            large = place.kind in {"country", "division"} or load_kinds()[place.kind].prominence >= _LARGE
            most = max(most, place.population, _LARGE if large else 0)
        return most

    def _tagged(self, draft: Draft) -> Iterator[Found]:
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
                name = NameRun(draft.tokens, first, first + len(inside), short=False)
                name = self._without_kind(draft, name)
                if name.end - name.start > 1 and self._looks_like_a_place(draft, name.start, name.end) and not name.is_team:
                    halves = draft.halves(name.start, name.end, "tagger") if draft.is_way(name.start, name.end) else []
                    yield from halves or [draft.named(name, "tagger")]

    def _without_kind(self, draft: Draft, name: NameRun) -> NameRun:
        """The name without the noun of a division that ends it, where the rest is listed as one: "Shan State" is Shan."""
        if name.behind - name.first < 2 or not draft.words.is_division(name.tokens[name.behind - 1].text):
            return name
        rest = NameRun(name.tokens, name.first, name.behind - 1, short=False)
        listed = self._gazetteer.candidates(draft.around.text[rest.start : rest.end], EXACT)
        return rest if any(each.place.kind == "division" for each in listed) else name

    def _looks_like_a_place(self, draft: Draft, start: int, end: int) -> bool:
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

    def _announced(self, draft: Draft) -> Iterator[Found]:
        """Capitalised names right behind a generic noun, or before one as English has it: "la localité de Ben Zuma", "the Zuma desert"."""
        at, tokens, around = 0, draft.tokens, draft.around
        while at < len(tokens):
            token = tokens[at]
            if not token.capital or fold(token.text) in self._never:
                at += 1
                continue
            behind = at + 1
            while behind < len(tokens) and tokens[behind].capital:
                behind += 1
            start, end = token.start, tokens[behind - 1].end
            if draft.words.announce(around.text, draft.part.start, start) or self._is_before_noun(draft, start, end):
                if end - start >= _SHORTEST and not any(m.rule in LISTED for m in around.actors.touching(start, end)):
                    yield from draft.halves(start, end, "trigger") or [Found(start=start, end=end, rule="trigger")]
                at = behind
            else:
                at += 1

    def _is_before_noun(self, draft: Draft, start: int, end: int) -> bool:
        """Whether the noun of a place stands right behind a name that no sentence begin explains."""
        around, low = draft.around, draft.part.start
        return (
            draft.words.is_noun_behind(around.text, end, draft.part.end) and not is_pair(around.text[start:end]) and not around.starts_sentence(start, low)
            and around.is_name(start, end) and around.label(start, end) not in PERSON_LABELS and fold(around.text[start:end]) not in draft.words.generic
        )  # fmt: skip


def _is_adjective(tokens: list[Token], start: int, end: int) -> bool:
    """Whether the letters that stand for a state follow a noun with nothing between, as an adjective does: "les troupes US"."""
    at = next((number for number, token in enumerate(tokens) if token.start <= start < token.end), None)
    if at is None or at == 0 or not tokens[at].text.replace(".", "").isupper() or end - start > _SHORT_STATE:
        return False
    before = tokens[at - 1]
    return before.text != SEPARATOR and not before.capital and len(before.text) > _SHORT_STATE


def _named(around: Surroundings, part: Part, words: Words, each: Found) -> Iterator[Toponym]:
    """The name, and before it the facility whose noun stands beside it."""
    text = around.text
    said = text[each.start : each.end]
    beside = words.noun_before(text, part.start, each.start) or words.noun_behind(text, each.end, part.end)
    cue, kinds = beside if beside is not None else (None, words.noun_apposed(text, (each.start, each.end), part.start, part.end))
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


def _use(around: Surroundings, each: Found) -> Use:
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
