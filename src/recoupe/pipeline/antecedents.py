"""Whom a pronoun stands for, by own rules: number, gender, who can speak or act, subjects before others. No antecedent is better than a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from recoupe.knowledge.packs import Pack, Pronoun
from recoupe.model.record import Mention
from recoupe.model.spans import Span
from recoupe.pipeline.attribution.quotations import is_speech, quotations
from recoupe.pipeline.base import Work
from recoupe.pipeline.fillers import NOMINAL, Fillers, is_relative
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby
from recoupe.text.views import lower

_SENTENCES_BACK = 3
_DEPTH = 8
_SUBJECTS = ("subj", "subj_pass")
_ARGUMENTS = frozenset({"obj", "iobj", "obl", "agent", "nmod", "subj", "subj_pass", "conj"})
_CARRIES_ON = frozenset({"lead", "body", "caption"})
_PERSON_KINDS = frozenset({"person", "office"})


class Candidate(msgspec.Struct, frozen=True):
    """A noun that a pronoun may stand for: its word, tree and characters, and its mention if it has one."""

    word: Word
    tree: int
    span: Span
    mention: Mention | None

    @property
    def pointer(self) -> str:
        """What `inherited_from` says: the id of the mention, else the characters."""
        return self.mention.id if self.mention is not None else f"{self.span.start}-{self.span.end}"


class Article(msgspec.Struct):
    """What the resolver needs of an article: its trees with the kinds of their parts, its mentions, its quotations."""

    trees: tuple[Tree, ...]
    parts: tuple[str, ...]
    mentions: Nearby[Mention]
    quotes: Nearby[Span]
    packs: dict[str, Pack]
    text: str


class Resolver:
    """The pronouns of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._fillers: dict[int, Fillers] = {}
        self._known: dict[tuple[int, int, str], Candidate | None] = {}

    def stands_for(self, tree: int, word: Word) -> Candidate | None:
        """The antecedent of a word, None if it is no pronoun or the rules are not sure. What it must be able to do is read from its verb."""
        pronoun = self.pronoun(tree, word.text) or self.pronoun(tree, self._with_article(tree, word))
        if pronoun is None:
            return None
        sentence = self.article.trees[tree]
        verb = sentence.head(word)
        if word.rel not in _SUBJECTS and not pronoun.latter:
            return None
        if verb is not None and self._is_impersonal(sentence, word, verb):
            return None
        need = "be"
        if verb is not None and word.rel == "subj" and verb.pos == "VERB":
            speaks = verb.lemma in self.article.packs[sentence.lang].syntax.speech
            need = "speak" if speaks else "act" if sentence.children(verb, "obj", "xcomp") else "be"
        return self.resolve(tree, word, pronoun, need)

    def _is_impersonal(self, sentence: Tree, word: Word, verb: Word) -> bool:
        """ "il appartient à X de", "il y a", "it appears that": a subject that stands for nobody."""
        table = self.article.packs[sentence.lang].pronouns
        if lower(word.text).lstrip("-") not in table.empty:
            return False
        return verb.lemma in table.impersonal or any(child.text.lower() in {"y", "there"} for child in sentence.children(verb))

    def noun(self, tree: int, word: Word) -> tuple[Fillers, Word] | None:
        """The antecedent as a word with the fillers of its own sentence."""
        found = self.stands_for(tree, word)
        return None if found is None else (self.fillers(found.tree), found.word)

    def _with_article(self, tree: int, word: Word) -> str:
        """ "ce dernier", "celle-ci", "the latter"."""
        near = [
            each for each in self.article.trees[tree].children(word, "det", "flat", "punct") if abs(each.index - word.index) <= 2
        ]
        words = sorted([*near, word], key=lambda each: each.index)
        return " ".join(each.text for each in words).replace(" - ", "-")

    def pronoun(self, tree: int, said: str) -> Pronoun | None:
        """The pronoun of these words, if the language has one."""
        table = self.article.packs[self.article.trees[tree].lang].pronouns
        return next((each for each in table.pronoun if lower(said).lstrip("-") in each.forms), None)

    def resolve(self, tree: int, word: Word, pronoun: Pronoun, need: str, depth: int = 0) -> Candidate | None:
        """The antecedent of the pronoun headed by `word`; `need` says what it must be able to do: speak, act, or be (anything)."""
        key = (tree, word.index, need)
        if key not in self._known:
            self._known[key] = None  # a pronoun that leads back to itself stands for nobody
            if depth < _DEPTH:
                self._known[key] = self._search(tree, word, pronoun, need, depth)
        return self._known[key]

    def owner(self, tree: int, possessive: Word, noun: Word, verb: Word) -> Candidate | None:
        """Whose `noun` is: the subject of the clause, unless the possessive stands in it; then the subject of the sentence before."""
        sentence = self.article.trees[tree]
        table = self.article.packs[sentence.lang].pronouns
        wanted = next((each for each in table.possessive if lower(possessive.text) in each.forms), None)
        if wanted is None:
            return None
        subjects = self._subjects(sentence, verb)
        if subjects and all(noun not in sentence.subtree(each) for each in subjects):
            return self._as_candidate(tree, subjects[0], wanted, "act", 0)
        before = next(self._before(tree), None)
        if before is None or possessive.index:
            return None
        return next(iter(self._main_subjects(before, possessive, wanted, "act", 0)), None)

    def _search(self, tree: int, word: Word, pronoun: Pronoun, need: str, depth: int) -> Candidate | None:
        if pronoun.latter:
            return self._latter(tree, word, pronoun, need)
        within = self._same_sentence(tree, word, pronoun, need, depth)
        if within:
            return within[0] if len(within) == 1 else None
        for step, number in enumerate(self._before(tree)):
            if not self._same_voice(word, number):
                return None
            main = self._main_subjects(number, word, pronoun, need, depth)
            if main:
                return main[0]
            others = self._others(number, pronoun, need, word, depth) if step == 0 else []
            if others:
                return others[0] if len(others) == 1 else None
            if self._has_other_subject(number, pronoun):
                return None
        return None

    def _before(self, tree: int) -> Iterator[int]:
        """The sentences before, nearest first, as far as the text runs on."""
        for number in range(tree - 1, max(-1, tree - 1 - _SENTENCES_BACK), -1):
            if self.article.parts[number] not in _CARRIES_ON or self.article.parts[tree] not in _CARRIES_ON:
                return
            if self.article.trees[number].lang != self.article.trees[tree].lang:
                return
            yield number

    def _same_voice(self, word: Word, other: int) -> bool:
        """A pronoun inside a quotation is looked for in the same quotation only."""
        quote = self._quote(word)
        return quote is None or (quote.start < self.article.trees[other].end and quote.start <= self.article.trees[other].start)

    def _quote(self, word: Word) -> Span | None:
        return next((each for each in self.article.quotes.touching(word.start, word.end)), None)

    def _same_sentence(self, tree: int, word: Word, pronoun: Pronoun, need: str, depth: int) -> list[Candidate]:
        """Subjects of other clauses that stand before the pronoun: those of the clauses that govern it first."""
        sentence = self.article.trees[tree]
        own = next((above for above in sentence.ancestors(word) if above.pos in {"VERB", "AUX"}), None)
        governing: list[Word] = []
        rest: list[Word] = []
        above = {each.index for each in sentence.ancestors(word)}
        for other in sentence.words[: word.index]:
            verb = sentence.head(other)
            if other.rel not in _SUBJECTS or verb is None or (own is not None and verb.index == own.index) or is_relative(other):
                continue
            if self._quote(other) != self._quote(word):
                continue
            (governing if verb.index in above else rest).append(other)
        for group in (reversed(governing), rest):
            found = [self._as_candidate(tree, each, pronoun, need, depth) for each in group]
            fitting = _distinct(each for each in found if each is not None)
            if fitting:
                return fitting[:1] if group is not rest else fitting
        return []

    def _main_subjects(self, number: int, word: Word, pronoun: Pronoun, need: str, depth: int) -> list[Candidate]:
        """The subject of a sentence's main clause, of those coordinated with it, or who speaks at its end."""
        tree = self.article.trees[number]
        verbs = [root for root in tree.roots if root.pos in {"VERB", "AUX", "ADJ", "NOUN"}]
        verbs += [child for root in verbs for child in tree.children(root, "conj", "parataxis", "ccomp")]
        speech = self.article.packs[tree.lang].syntax.speech
        out = []
        for verb in verbs:
            for each in self._subjects(tree, verb):
                if self._quote(each) != self._quote(word) and self._quote(each) is not None:
                    continue
                if need != "speak" and verb.lemma in speech and each.index > verb.index:
                    continue  # who reports it at the end of the sentence is not whom it is about
                found = self._as_candidate(number, each, pronoun, need, depth)
                if found is not None:
                    out.append(found)
        return out

    def _has_other_subject(self, number: int, pronoun: Pronoun) -> bool:
        """A subject that agrees but cannot do it: what lies further back is not meant."""
        tree = self.article.trees[number]
        return any(
            self._agrees(tree, each, pronoun)
            for each in tree.words
            if each.rel in _SUBJECTS and each.pos in {"NOUN", "PROPN"} and self._quote(each) is None
        )

    def _others(self, number: int, pronoun: Pronoun, need: str, word: Word, depth: int) -> list[Candidate]:
        """All other nouns of a sentence that fit; several leave the pronoun open."""
        tree = self.article.trees[number]
        found = [
            self._as_candidate(number, each, pronoun, need, depth)
            for each in tree.words
            if each.rel in _ARGUMENTS and each.pos in {"NOUN", "PROPN"} and (self._quote(each) in {None, self._quote(word)})
        ]
        return _distinct(each for each in found if each is not None and (each.mention is None or each.mention.rule != "tagger"))

    def _latter(self, tree: int, word: Word, pronoun: Pronoun, need: str) -> Candidate | None:
        """ "ce dernier", "the latter": the nearest noun before that fits."""
        for number in (tree, *self._before(tree)):
            words = self.article.trees[number].words
            for each in reversed(words[: word.index] if number == tree else words):
                if each.pos not in {"NOUN", "PROPN"} or each.rel not in _ARGUMENTS | {"appos"}:
                    continue
                found = self._as_candidate(number, each, pronoun, "act" if need == "be" else need, 0)
                if found is not None:
                    return found
        return None

    @staticmethod
    def _subjects(tree: Tree, verb: Word) -> list[Word]:
        return [each for each in tree.children(verb, *_SUBJECTS) if each.pos in NOMINAL and not is_relative(each)]

    def _as_candidate(self, number: int, word: Word, pronoun: Pronoun, need: str, depth: int) -> Candidate | None:
        """The word as an antecedent; a pronoun of the same sort gives way to its own."""
        tree = self.article.trees[number]
        if word.pos == "PRON" or self.pronoun(number, word.text) is not None:
            same = self.pronoun(number, word.text)
            if same is None or (same.number and pronoun.number and same.number != pronoun.number):
                return None
            return self.resolve(number, word, same, need, depth + 1)
        if word.pos not in {"NOUN", "PROPN", "X"}:
            return None
        fillers = self.fillers(number)
        above = tree.head(word)
        whole = fillers.mention_of(word)
        if (
            whole is not None
            and above is not None
            and whole.start <= above.start < whole.end
            and word.rel in {"nmod", "flat", "compound"}
        ):
            return None  # inside a longer name
        mention = fillers.mention_of(word, kind="actor") or fillers.mention_of(word)
        if not self._agrees(tree, word, pronoun) or not self._able(fillers, word, mention, pronoun, need):
            return None
        start, end = (mention.start, mention.end) if mention is not None else fillers.phrase(word)
        return Candidate(word, number, Span(start, end), mention)

    def fillers(self, number: int) -> Fillers:
        """The fillers of a sentence; its pronouns give way to their nouns."""
        if number not in self._fillers:
            tree = self.article.trees[number]
            near = self.article.mentions.touching(tree.start, tree.end)
            self._fillers[number] = Fillers(
                tree, near, self.article.packs[tree.lang], self.article.text, stands_for=partial(self.noun, number)
            )
        return self._fillers[number]

    def _agrees(self, tree: Tree, word: Word, pronoun: Pronoun) -> bool:
        """Number and gender of the noun or its article do not speak against it; a plural may be two coordinated nouns."""
        article = next(iter(tree.children(word, "det")), None)
        plural = (
            bool(tree.children(word, "conj")) or word.has("Number=Plur") or (article is not None and article.has("Number=Plur"))
        )
        singular = not plural and (
            word.has("Number=Sing") or (article is not None and article.has("Number=Sing")) or word.pos == "PROPN"
        )
        if pronoun.number == "plural" and not plural:
            return False
        if pronoun.number == "singular" and not singular:
            return False
        if not pronoun.gender or (tree.lang != "fr" and word.pos == "PROPN"):
            return True
        says = article if article is not None and any(feat.startswith("Gender=") for feat in article.feats) else word
        if says is word and word.pos == "PROPN":
            return True
        gender = next((feat.partition("=")[2] for feat in says.feats if feat.startswith("Gender=")), "")
        return not gender or gender == {"masculine": "Masc", "feminine": "Fem"}[pronoun.gender]

    def _able(self, fillers: Fillers, word: Word, mention: Mention | None, pronoun: Pronoun, need: str) -> bool:
        """Whether the noun can do what the pronoun does, and is somebody or something as the pronoun asks."""
        classes = fillers.pack.classes
        kinds = fillers.kinds(word)
        if "time" in kinds:
            return False
        things = any(word.lemma in classes[name] for name in ("weapon", "good", "vessel", "aircraft") if name in classes)
        person = self._is_person(fillers, word, mention)
        somebody = (
            person
            or (mention is not None and mention.kind == "actor")
            or "actor" in kinds
            or word.lemma in classes["civilian"] | classes["doer"]
        )
        if pronoun.person is True and not person:
            return False
        if pronoun.person is False and person:
            return False
        if need == "speak":
            return somebody and not things
        if need == "act":
            return somebody
        return True

    @staticmethod
    def _is_person(fillers: Fillers, word: Word, mention: Mention | None) -> bool:
        classes = fillers.pack.classes
        if mention is not None and any((reading.kind or "") in _PERSON_KINDS for reading in mention.readings):
            return True
        if any(each.label in {"PER", "PERSON"} and each.start <= word.start < each.end for each in fillers.tree.entities):
            return True
        return word.lemma in fillers.pack.pronouns.persons or (
            word.lemma in classes["official"] and word.lemma not in fillers.pack.pronouns.bodies
        )


def resolver_of(work: Work, packs: dict[str, Pack], mentions: Nearby[Mention]) -> Resolver:
    """The resolver of an article whose trees and mentions are known."""
    kinds = {part.id: part.kind for part in work.parts}
    text = work.document.text
    quotes = [
        quotation for part in work.own_parts for quotation in quotations(text, part.start, part.end) if is_speech(text, quotation)
    ]
    parts = tuple(kinds.get(tree.part, "") for tree in work.trees)
    return Resolver(Article(trees=work.trees, parts=parts, mentions=mentions, quotes=Nearby(quotes), packs=packs, text=text))


def _distinct(found: Iterator[Candidate]) -> list[Candidate]:
    out: dict[tuple[int, int], Candidate] = {}
    for each in found:
        out.setdefault((each.span.start, each.span.end), each)
    return list(out.values())
