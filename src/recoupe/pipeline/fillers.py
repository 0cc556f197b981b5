"""What a word of a tree can be in a claim: its kinds, the phrase it heads, the mention it belongs to. Shared by the stages that read trees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from recoupe.knowledge.packs import Pack
from recoupe.model.record import Mention
from recoupe.model.vocabulary import PLACE_ROLES
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "SYM"})
_CUT = frozenset({"relcl", "acl", "advcl", "parataxis", "punct", "ccomp", "xcomp", "cc", "conj", "cop", "dep"})
"""Relations that do not belong to the phrase of a role: clauses, coordination, punctuation."""
_LEAD = frozenset({"case", "cc", "mark", "punct", "advmod"})
RELATIVE = frozenset(
    {
        "qui",
        "que",
        "qu'",
        "dont",
        "lequel",
        "laquelle",
        "lesquels",
        "lesquelles",
        "who",
        "which",
        "that",
        "whom",
        "whose",
        "où",
        "where",
    }
)
_WHOLE = frozenset(
    {
        "who.name",
        "who.agent",
        "who.composed",
        "who.organ",
        "who.part_of",
        "who.titled_person",
        "gazetteer.name",
        "trigger",
        "trigger.facility",
        "tagger",
    }
)
"""Rules whose mentions are names: a phrase that holds a name's head holds the whole name, however the parser cut it."""
_HYPHENATED_BEHIND = re.compile(r"[-‑]([^\W\d_]+)")
_HYPHENATED_BEFORE = re.compile(r"[^\W\d_]{2,}[-‑]$")
_LONGEST_WORD = 30
_CLITICS = frozenset(
    {
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "je",
        "tu",
        "nous",
        "vous",
        "t",
        "ce",
        "là",
        "ci",
        "le",
        "la",
        "les",
        "y",
        "en",
        "moi",
        "lui",
        "leur",
    }
)
_TITLES = frozenset({"@official", "@commander"})
"""Classes of persons, in which a name is by the title before it."""
_CLASS_KINDS = ("force", "person", "facility", "weapon", "good", "time", "text")


StandsFor = Callable[[Word], "tuple[Fillers, Word] | None"]
"""From a word to the noun for which it stands, if it is a pronoun whose antecedent is known."""


class Fillers:
    """The fillers of one tree."""

    def __init__(
        self, tree: Tree, mentions: Iterable[Mention], pack: Pack, text: str, *, stands_for: StandsFor | None = None
    ) -> None:
        self.tree = tree
        self.pack = pack
        self.text = text
        self.mentions = [mention for mention in mentions if mention.start < tree.end and tree.start < mention.end]
        self._generic = frozenset(pack.places.generic)
        self._stands_for = stands_for
        self._kinds: dict[int, frozenset[str]] = {}
        self._mentions_of: dict[int, list[Mention]] = {}

    def kinds(self, word: Word) -> frozenset[str]:
        """What the phrase headed by `word` may be: actor, place, force, facility..., "thing" unless it is a time."""
        if word.index not in self._kinds:
            noun = self.noun_of(word)
            self._kinds[word.index] = noun[0].kinds(noun[1]) if noun else self._read_kinds(word)
        return self._kinds[word.index]

    def noun_of(self, word: Word) -> tuple[Fillers, Word] | None:
        """For a pronoun whose antecedent is known: that noun, with the fillers of its sentence."""
        return self._stands_for(word) if self._stands_for is not None else None

    def _read_kinds(self, word: Word) -> frozenset[str]:
        if any(mention.kind == "time" for mention in self._of(word)):
            return frozenset({"time"})
        found = {"thing"}
        for mention in self._of(word):
            found.add(mention.kind)
            if mention.kind == "place" and any((reading.kind or "") in {"state", "capital"} for reading in mention.readings):
                found.add("actor")
        lemma = word.lemma
        found.update(kind for kind in _CLASS_KINDS if lemma in self.pack.classes.get(kind, frozenset()))
        if "force" in found:
            found.add("actor")
        if lemma in self._generic or word.text.lower() in self._generic:
            found.add("place")
        if "place" not in found and any(
            entity.label in {"PER", "PERSON", "ORG", "NORP"} and entity.start <= word.start < entity.end
            for entity in self.tree.entities
        ):
            found.add("actor")
        elif (
            any(
                entity.label in {"LOC", "GPE", "FAC"} and entity.start <= word.start < entity.end for entity in self.tree.entities
            )
            and "actor" not in found
        ):
            found.add("place")
        if self._is_bare_name(word):
            found.add("place")
        if word.pos == "PRON":
            found |= {"actor"} if is_relative(word) else {"actor", "force", "facility"}
        if lemma in self.pack.classes.get("amount", frozenset()):
            for child in self.tree.children(word, "nmod", "amod"):
                if child.pos in {"NOUN", "PROPN", "PRON"} and (
                    not child.marker or child.marker.split(" ")[0] in {"de", "of", "entre"}
                ):
                    found |= self.kinds(child)
        if "time" in found and "actor" not in found:
            found.discard("thing")
        return frozenset(found)

    def _is_bare_name(self, word: Word) -> bool:
        """One capitalised word that no list knows: the tagger cannot tell a town from a family name; the slot in which it stands can."""
        if (
            word.pos != "PROPN"
            or not word.text[:1].isupper()
            or word.index == 0
            or any(each.rule != "tagger" for each in self._of(word))
        ):
            return False
        return not any(child.rel in {"flat", "compound"} for child in self.tree.children(word)) and word.rel not in {
            "flat",
            "compound",
        }

    def fits(self, word: Word, kinds: tuple[str, ...]) -> bool:
        """Whether `word` may fill a slot restricted to `kinds` (none: anything but a time)."""
        if not kinds:
            return "time" not in self.kinds(word) or "actor" in self.kinds(word)
        return any(self._is(word, kind) for kind in kinds)

    def _is(self, word: Word, kind: str) -> bool:
        if kind.startswith("@"):
            noun = self.noun_of(word)
            listed = self.pack.classes[kind[1:]]
            return (noun[1].lemma if noun else word.lemma) in listed or (kind in _TITLES and self._is_titled(word, listed))
        return kind in self.kinds(word)

    def _is_titled(self, word: Word, titles: frozenset[str]) -> bool:
        """A name behind its bearer's title: "President Mitterrand", "Foreign Minister Sergei Lavrov"."""
        if word.pos != "PROPN":
            return False
        return any(
            child.pos == "PROPN" and child.index < word.index and not child.marker and child.lemma in titles
            for child in self.tree.children(word, "compound", "flat")
        )

    def in_list(self, word: Word, values: tuple[str, ...]) -> bool:
        """Whether the word's lemma or form is one of `values` (lemmas or @classes)."""
        return any(
            word.lemma in self.pack.classes[value[1:]] if value.startswith("@") else value in {word.lemma, word.text.lower()}
            for value in values
        )

    def _of(self, word: Word) -> list[Mention]:
        if word.index not in self._mentions_of:
            self._mentions_of[word.index] = [each for each in self.mentions if each.start <= word.start and word.end <= each.end]
        return self._mentions_of[word.index]

    def mention_of(self, word: Word, *, kind: str | None = None) -> Mention | None:
        """The widest mention of which `word` is the head; actors before places unless `kind` says."""
        found = [mention for mention in self._of(word) if kind is None or mention.kind == kind]
        found.sort(
            key=lambda mention: (mention.kind not in {"actor", "place"}, mention.kind != "actor", mention.start - mention.end)
        )
        return found[0] if found else None

    def mention_in_role(self, word: Word, role: str) -> Mention | None:
        """What a role's words name: the place, where the role is one of a place and they name both."""
        place = self.mention_of(word, kind="place") if role in PLACE_ROLES else None
        return place or self.mention_of(word)

    def phrase(self, head: Word, used: Iterable[int] = ()) -> tuple[int, int]:
        """The noun phrase of `head` without its preposition, clauses and coordinates, and without the subtrees headed by `used`."""
        words = self._phrase_words(head, frozenset(used))
        words = [word for word in words if word.rel not in {"punct"} or word.text in {"-", "'", "’"}]
        index = next((i for i, word in enumerate(words) if not self._leads(word) or word.index == head.index), 0)
        words = words[index:] or [head]
        start, end = words[0].start, words[-1].end
        name = self.mention_of(head)
        if (
            name is not None
            and name.rule in _WHOLE
            and not any(name.start <= self.tree.words[each].start < name.end for each in used if each != head.index)
        ):
            start, end = min(start, name.start), max(end, name.end)
        if head.pos == "PRON" and len(words) == 1:
            return end - len(head.text.lstrip("-‑")), end
        start, end = _whole_words(self.text, start, end)
        close = self.text[end : end + 1]
        if close in {"»", "”", ")"} and self.text[start:end].count({"»": "«", "”": "“", ")": "("}[close]) > self.text[
            start:end
        ].count(close):
            end += 1
        return start, end

    def _leads(self, word: Word) -> bool:
        """A preposition, conjunction or adverb in front of a phrase; "au moins" before a number belongs to it."""
        return word.rel in _LEAD and not (word.rel == "advmod" and self.tree.children(word, "fixed"))

    def _phrase_words(self, head: Word, used: frozenset[int]) -> list[Word]:
        out: list[Word] = []
        stack = [head]
        while stack:
            word = stack.pop()
            out.append(word)
            stack.extend(
                child
                for child in self.tree.children(word)
                if child.index not in used and (child.rel not in _CUT or _glued(child, word))
            )
        out.sort(key=lambda word: word.index)
        return _contiguous(out, head)

    def clause(self, verb: Word) -> tuple[int, int]:
        """The clause of a verb or the phrase of a noun with everything below it but inserted clauses, trimmed of outer punctuation."""
        beside = {word.index for child in self.tree.children(verb, "parataxis") for word in self.tree.subtree(child)}
        words = _contiguous([word for word in self.tree.subtree(verb) if word.index not in beside], verb)
        while len(words) > 1 and words[0].rel in {"punct", "cc"} and words[0].index != verb.index:
            words = words[1:]
        while len(words) > 1 and words[-1].rel == "punct" and words[-1].index != verb.index:
            words = words[:-1]
        return words[0].start, words[-1].end


def is_relative(word: Word) -> bool:
    """A relative or interrogative pronoun: it stands for somebody and names nobody."""
    return word.pos == "PRON" and lower(word.text) in RELATIVE


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without a cut inside a hyphenated word ("l'état-major"); clitics behind a verb ("dit-il") are words of their own."""
    behind = _HYPHENATED_BEHIND.match(text, end)
    if behind is not None and behind.group(1).lower() not in _CLITICS:
        end = behind.end()
    before = _HYPHENATED_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    if before is not None:
        start = before.start()
    return start, end


def _glued(child: Word, head: Word) -> bool:
    """Hyphens and dots inside names, marked punctuation by the parser."""
    return child.rel == "punct" and child.text in {"-", "–", "."} and abs(child.index - head.index) <= 1


def _contiguous(words: list[Word], head: Word) -> list[Word]:
    """The run of neighbouring words around `head`: a phrase has no holes bigger than a few cut words."""
    position = next(i for i, word in enumerate(words) if word.index == head.index)
    low = position
    while low > 0 and words[low].index - words[low - 1].index <= 2:
        low -= 1
    high = position
    while high + 1 < len(words) and words[high + 1].index - words[high].index <= 2:
        high += 1
    return words[low : high + 1]
