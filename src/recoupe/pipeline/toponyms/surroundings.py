"""What stands around a name: the parser's words, the tagger's proposals, the actors named before, nouns and prepositions that announce a place. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recoupe.knowledge.gazetteer.kinds import kinds_announced, load_kinds
from recoupe.knowledge.packs import PlaceWords
from recoupe.model.record import Mention
from recoupe.model.spans import Anchor
from recoupe.pipeline.base import Work
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby
from recoupe.text.views import clean, fold, lower, unaccent

PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
PERSON_LABELS = frozenset({"PER", "PERSON"})
_OTHERS = frozenset({"ORG", "MISC", "PER", "PERSON", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
NO_NAMES = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "QUANTITY", "MONEY", "PERCENT"})
"""Labels of what is counted or dated: "2 May"."""
LISTED = frozenset({"who.name", "who.titled_person", "who.organ", "who.people", "who.label"})
"""Rules of actor mentions whose words are in a list: such a name is no place unless the text says so."""
_BEFORE = 60
"""Characters before a name in which the noun is sought that announces it."""
_CLOSE = 40
"""Characters before a name in which a locating preposition is sought."""
_SHORT = 3
"""Letters of a generic noun up to which it announces nothing ("est", "sea")."""
_ANY_LINK = frozenset({"de", "par", "of", "by"})
"""Prepositions of the lists that as often join something else than a place."""
_LINKED = re.compile(r"\b(?:de la|de l'|du|des|de|d'|of the|of|the|la|le|les|l')$")
_ARTICLE = re.compile(r"\b(?:la|le|les|l'|the)$")
_ARTICLED = re.compile(r"(?:the |les? |la |l['’])?[^\W\d_a-zà-ÿ]")
"""How a name begins: a capital, an article before it or not."""
_BETWEEN = "international|International|military|Military|main|old|new|central"
"""What may stand between a name and the noun of its facility."""
_WORDLIKE = frozenset({"PROPN", "NOUN", "X", "ADJ"})
_NAME_WORD = re.compile(r"[^\W\d_]+")
_OF_THEIR_OWN = frozenset({"facility", "water", "region", "line"})
"""Groups of kinds whose noun behind a name makes it a place."""
_STATE = frozenset({"country"})
"""What a noun behind a name never says: "Kano State"."""
_OWNED = re.compile(r"['’]s?$")
_LITTLE = frozenset({"the", "le", "la", "les", "l", "s", "and", "et", "or", "ou"})
"""Words that stand at the ends of a tagger's name, or join two names in it, and belong to none."""


class Words:
    """The words of one language that make a name beside them a place."""

    def __init__(self, words: PlaceWords, lang: str) -> None:
        self.lang = lang
        self.kinds = kinds_announced(lang)
        self.compass = frozenset(fold(word) for word in words.compass)
        self.generic = frozenset(fold(word) for word in (*words.generic, *words.facility))
        self._of_name = tuple(fold(word) for word in words.of_name)
        self._of_body = frozenset(fold(word) for word in words.of_body)
        self._first_words = frozenset(fold(word) for word in words.first_words)
        self._going_on = re.compile(
            rf",\s+(?:(?:{_any_of(map(fold, words.where))})\b|(?:{_any_of(map(fold, words.inside))})\s+(?:the |la |le |l')?[A-ZÀ-Ÿ])"
        )
        small = _any_of({*map(fold, words.small), *map(fold, words.definite)})
        self._join = re.compile(
            rf"\s*(?:(?P<and>,?\s*(?:{_any_of(map(fold, words.coordinate))}))(?=[\s'])|,)\s*(?:(?:{small})(?:\s+|(?<=')))*"
        )
        self._leading = tuple(words.leading)
        self._announcing = tuple(sorted({word for word in words.generic if len(word) > _SHORT}, key=len, reverse=True))
        self._locating = tuple(word for word in words.locating if word not in _ANY_LINK)
        nouns = _any_of({*self.kinds, *map(fold, words.facility)})
        own = _any_of(self.kinds)
        self._apposed = re.compile(
            rf",\s+(?:(?:(?:{_any_of(map(fold, words.indefinite))})\s+(?:(?!(?:{own})\b)[\w-]+\s+){{0,2}}(?P<one>{own})(?=\s*[,.;:()]|\s+(?:{_any_of(map(fold, words.behind_noun))})\b))"
            rf"|(?:(?:{_any_of(map(fold, words.definite))})[\s']\s*(?:(?!(?:{own})\b)[\w-]+\s+)?(?P<the>{own})(?=\s*[,.;:)])))"
        )
        self._opening = re.compile(rf"(?:^|[.!?:;\n«“\"])\s*[\w']+\s*(?:{_any_of(map(fold, words.definite))})?[\s']*$")
        self._noun_before = re.compile(
            rf"(?:^|[^\w-])(?P<noun>{nouns})(?:(?P<adj>\s+(?!(?:and|et|or|ou|in|a|at|que|est|was|is)\b)[\w-]+)?\s+(?:dite? |nommee? |appelee? |de la |de l'|du |des |de |d'|of the |of )|\s+)$"
        )
        self._noun_behind = re.compile(rf"\s+(?:(?:{_BETWEEN})\s+)?(?P<noun>(?i:{nouns}))(?![\w-])(?!\s+[A-Z])")

    def announce(self, text: str, low: int, at: int) -> bool:
        """Whether a generic place noun stands right before `at`, none of it before `low`: "la ville de"."""
        before = lower(text[max(low, at - _BEFORE) : at]).rstrip()
        before = _LINKED.sub("", before).rstrip(" '")
        return before.endswith(self._announcing) and any(
            before.endswith(word) and not before[: -len(word)][-1:].isalpha() for word in self._announcing
        )

    def locate(self, text: str, low: int, at: int) -> bool:
        """Whether a locating preposition does: "près de"."""
        before = lower(text[max(low, at - _CLOSE) : at]).rstrip()
        before = _ARTICLE.sub("", before).rstrip()
        return before.endswith(self._locating) and any(
            before.endswith(word) and _is_edge(before[: -len(word)][-1:]) for word in self._locating
        )

    def noun_before(self, text: str, low: int, at: int) -> tuple[Anchor, tuple[str, ...]] | None:
        """The noun that says what the name behind it is, with its adjective, and its kinds: "passage illégal d'" → crossing, crossing_unofficial."""
        start = max(low, at - _BEFORE)
        match = self._noun_before.search(fold(clean(text[start:at])))
        if match is None:
            return None
        end = match.end("adj") if match.group("adj") else match.end("noun")
        noun = start + match.start("noun")
        return Anchor(noun, start + end, text[noun : start + end]), tuple(sorted(self.kinds.get(match.group("noun"), ())))

    def is_of_name(self, noun: str) -> bool:
        """Whether the noun is part of the name behind it: "mer Noire", "mont Sinjar"."""
        return fold(noun) in self._of_name

    def noun_behind(self, text: str, at: int, high: int) -> tuple[Anchor, tuple[str, ...]] | None:
        """The same behind the name, as English has it: "Erbil airport"."""
        if self.lang != "en":
            return None
        match = self._noun_behind.match(unaccent(text[at : min(high, at + _CLOSE)]))
        if match is None:
            return None
        start = at + len(match.group()) - len(match.group().lstrip())
        kinds = self.kinds.get(fold(match.group("noun")), frozenset())
        kinds = kinds - _STATE if len(kinds) > 1 else kinds
        return Anchor(start, at + match.end("noun"), text[start : at + match.end("noun")]), tuple(sorted(kinds))

    def leads(self, text: str, low: int, at: int) -> bool:
        """Whether the words right before `at` lead to a place and to nobody: "aux abords de"."""
        before = _LINKED.sub("", lower(text[max(low, at - _CLOSE) : at]).rstrip()).rstrip(" '")
        whole = lower(text[max(low, at - _CLOSE) : at]).rstrip(" '")
        return any(
            said.endswith(word) and _is_edge(said[: -len(word)][-1:])
            for word in self._leading
            for said, word in ((before, word.removesuffix(" de")), (whole, word))
        )

    def is_mere(self, piece: str) -> bool:
        """Whether some words beside a name are only articles, what joins names, and nouns of places that no body is called by: "the ... Dam"."""
        return all(
            word in _LITTLE or (word in self.kinds and word not in self._of_body) for word in _NAME_WORD.findall(fold(piece))
        )

    def goes_on(self, text: str, at: int, high: int) -> bool:
        """Whether what follows the name says what is there or where it lies: "X, where", "X, en Y"."""
        return bool(self._going_on.match(clean(text[at : min(high, at + _CLOSE)])))

    def is_division(self, noun: str) -> bool:
        """Whether a word is the noun of a division: "State"."""
        return "division" in self.kinds.get(fold(noun), ())

    def join(self, between: str) -> str:
        """How the words between two names join them: "and" for a word that does, "," for a comma, "" for anything else."""
        match = self._join.fullmatch(fold(clean(between)))
        return "" if match is None else "and" if match.group("and") else ","

    def begins_place(self, name: str) -> bool:
        """Whether the first of several words of a name is one with which names of places are made: "Tell ...", "Velyka ..."."""
        first, _, rest = fold(name).replace("-", " ").partition(" ")
        return bool(rest) and first in self._first_words

    def is_noun_behind(self, text: str, at: int, high: int) -> bool:
        """Whether the noun of a facility, a water, a landscape stands right behind a name, none that bodies are called by: "X dam"; "Syrian town" is no name."""
        behind = self.noun_behind(text, at, high)
        if behind is None or fold(behind[0].text).split()[-1] in self._of_body:
            return False
        return any(load_kinds()[kind].group in _OF_THEIR_OWN for kind in behind[1])

    def noun_apposed(self, text: str, span: tuple[int, int], low: int, high: int) -> tuple[str, ...]:
        """The kinds that a noun in apposition behind the name gives ("X, un village à l'est de Y"); none where the name only opens the sentence ("À X, un camp a")."""
        start, end = span
        match = self._apposed.match(fold(clean(text[end : min(high, end + _BEFORE)])))
        if match is None or self._opening.search(fold(clean(text[max(low, start - _CLOSE) : start]))):
            return ()
        return tuple(sorted(self.kinds.get(match.group("one") or match.group("the"), ())))


def _any_of(words: Iterable[str]) -> str:
    """One of the words, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def _is_edge(char: str) -> bool:
    """Whether a word may begin behind the character (none: the text begins)."""
    return not char or char.isspace() or char in ",("


class Surroundings:
    """A work with what stands where."""

    def __init__(self, work: Work) -> None:
        self.text = work.document.text
        self.states = Nearby(each for each in work.named if each.rule in {"who.state", "who.capital"})
        self.actors: Nearby[Mention] = Nearby(m for m in work.mentions if m.kind == "actor")
        self.trees: Nearby[Tree] = Nearby(work.trees)
        tagged = [(each.start, each.end) for tree in work.trees for each in tree.entities if each.label in PERSON_LABELS]
        named = [(m.start, m.end) for m in work.mentions if m.kind == "actor" and m.rule == "who.titled_person"]
        self._persons = [_NAME_WORD.findall(fold(_OWNED.sub("", self.text[start:end]))) for start, end in (*tagged, *named)]

    def words(self, start: int, end: int) -> list[Word]:
        """The parser's words of a stretch; none where the sentence was not parsed."""
        tree = next(iter(self.trees.touching(start, start + 1)), None)
        return tree.at(start, end) if tree is not None else []

    def label(self, start: int, end: int) -> str:
        """What the tagger takes the stretch for, "" for nothing: the label of a proposal that touches it."""
        for tree in self.trees.touching(start, start + 1):
            for entity in tree.entities:
                if entity.start < end and start < entity.end:
                    return entity.label
        return ""

    def wider_names(self, start: int, end: int) -> list[tuple[int, int]]:
        """The tagger's wider names here of what is no place: a body, an event, a work."""
        return [
            (entity.start, entity.end)
            for tree in self.trees.touching(start, start + 1)
            for entity in tree.entities
            if entity.start <= start
            and end <= entity.end
            and entity.end - entity.start > end - start
            and entity.label in _OTHERS
            and _ARTICLED.match(self.text, entity.start)
        ]

    def is_counted(self, start: int, end: int) -> bool:
        """Whether the tagger has a wider date or number here: "2 May"."""
        return any(
            entity.label in NO_NAMES and entity.start <= start and end <= entity.end and entity.end - entity.start > end - start
            for tree in self.trees.touching(start, start + 1)
            for entity in tree.entities
        )

    def is_somebodys(self, said: str) -> bool:
        """Whether the text has a longer name of a person that holds these words: who is called by one name was named in full."""
        words = _NAME_WORD.findall(fold(said))
        return any(
            len(name) > len(words) and any(name[at : at + len(words)] == words for at in range(len(name) - len(words) + 1))
            for name in self._persons
        )

    def is_named_word(self, start: int, end: int) -> bool:
        """Whether the parser has a noun or a name here, no verb."""
        words = self.words(start, end)
        return not words or any(word.pos in _WORDLIKE for word in words)

    def is_proper(self, start: int, end: int) -> bool:
        """Whether the parser has a name here, or a noun whose capital no sentence begin explains; where it has nothing, yes."""
        words = self.words(start, end)
        return not words or any(word.pos in {"PROPN", "X"} or (word.pos in {"NOUN", "ADJ"} and word.index > 0) for word in words)

    def is_name(self, start: int, end: int) -> bool:
        """Whether the parser has nothing but names here."""
        words = self.words(start, end)
        return bool(words) and all(word.pos in {"PROPN", "X", "PUNCT"} for word in words)

    def is_common_word(self, start: int, end: int) -> bool:
        """Whether it is a single common noun or adjective that begins a sentence: its capital says nothing."""
        words = self.words(start, end)
        return len(words) == 1 and words[0].index == 0 and words[0].pos not in {"PROPN", "X"}

    def stands_in_lower_case(self, said: str) -> bool:
        """Whether the text has the word in lower case too."""
        return re.search(rf"\b{re.escape(said.lower())}\b", self.text) is not None

    def is_listed_actor(self, start: int, end: int) -> bool:
        """Whether an actor that a list has covers the stretch."""
        return any(m.rule in LISTED and m.end >= end for m in self.actors.touching(start, start + 1))

    def is_behind_preposition(self, start: int) -> bool:
        """The parser hangs a preposition on the name: "retirés de Baidoa"."""
        return any(word.marker for tree in self.trees.touching(start, start + 1) for word in tree.words if word.start == start)

    def starts_sentence(self, start: int, low: int) -> bool:
        """Whether a sentence, or what is like one, begins here."""
        before = self.text[low:start].rstrip(" «“\"'’(—-–•*\u00a0\u202f")
        return not before or before[-1] in ".!?:;…\n"

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether quotation marks enclose just this stretch: a title, a ship, a word used of itself."""
        before, behind = self.text[:start].rstrip(" \u00a0\u202f")[-1:], self.text[end:].lstrip(" \u00a0\u202f")[:1]
        return before in tuple('«“"„') and behind in tuple('»”"“')
