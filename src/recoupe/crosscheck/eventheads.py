"""From the characters of an event word to what its joining asks: its entry in our lexicon, who does it and to whom. Joins nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from recoupe.crosscheck.eventwords import EventWord
from recoupe.crosscheck.naming import stem
from recoupe.knowledge.linking import load_linking
from recoupe.knowledge.packs import Pack
from recoupe.model.vocabulary import family
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import fold

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "X"})
_CLAUSES = frozenset({"relcl", "advcl", "acl", "ccomp", "conj", "appos", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_AROUND = ("poss", "compound", "obl", "nmod", "amod")
_DEEP = 2


class Lexicon:
    """What our lexicon of one language makes of a word."""

    def __init__(self, pack: Pack) -> None:
        self._types: dict[str, set[str]] = defaultdict(set)
        for frame in pack.frames:
            for form in (*frame.source.verbs, *frame.source.nouns, *frame.source.adjectives):
                self._types[form].add(frame.source.type)
        self._losses = {form: kind for kind in ("dead", "injured", "missing") for form in getattr(pack.numbers, kind)}
        self._speech = {lemma for group in pack.attribution.speech for lemma in group.lemmas}
        self._light = frozenset(pack.modality.light)
        self._talk = load_linking().talk

    def entry(self, tree: Tree, head: Word, words: Sequence[Word]) -> str:
        """The entry that the words make: all of them, the head with one of them or with its particle or object, the noun of a light verb; else the lemma."""
        lemma = head.lemma.lower()
        whole = " ".join(word.lemma.lower() for word in words)
        beside = [word for word in words if word is not head] or tree.children(head, "compound", "advmod", "obj")
        pairs = (f"{lemma} {word.lemma.lower()}" for word in beside)
        noun = next((word.lemma.lower() for word in reversed(words) if word.pos in _NOUNS and lemma in self._light), lemma)
        return next((form for form in (whole, *pairs) if " " in form and form in self._types), noun)

    def types(self, entry: str) -> frozenset[str]:
        """The types of claims of an entry."""
        return frozenset(self._types.get(entry, ()))

    def loss(self, *forms: str) -> str:
        """The loss that one of the forms counts, empty for none."""
        return next((self._losses[form] for form in forms if form in self._losses), "")

    def speaks(self, entry: str, types: Collection[str]) -> bool:
        """Whether an entry is of speech and opinion."""
        return entry in self._speech or any(family(each) in self._talk for each in types)


def event_word(key: str, where: tuple[str, int], tree: Tree, words: Sequence[Word], lexicon: Lexicon) -> EventWord:
    """An event word.

    Args:
        key: its name.
        where: article and number of the sentence.
        tree: the tree of its sentence.
        words: its words in the tree, at least one.
        lexicon: of the language.
    """
    head = tree.top_of(list(words))
    entry = lexicon.entry(tree, head, words)
    types = lexicon.types(entry)
    doers, sufferers = _parties(tree, head)
    return EventWord(
        key=key, document=where[0], sentence=where[1], lemma=entry, kin=types, loss=lexicon.loss(head.text.lower(), entry), speech=lexicon.speaks(entry, types),
        stands_in=head.pos in {"PRON", "DET"}, doers=_stems(tree, doers), sufferers=_stems(tree, sufferers), others=_stems(tree, tree.children(head, *_AROUND)),
    )  # fmt: skip


def _parties(tree: Tree, head: Word) -> tuple[list[Word], list[Word]]:
    """Who does it and to whom it is done, in the active, the passive, beside a noun, and through the verb or noun that a clause hangs on."""
    noun = head.pos in _NOUNS
    loose = tree.children(head, "obl", "nmod")
    doers = tree.children(head, "subj", "agent") + [word for word in loose if word.marker == "by"]
    sufferers = tree.children(head, "obj", "subj_pass", "iobj") + [word for word in loose if noun and word.marker == "of"]
    above = tree.head(head)
    if doers or above is None or noun:
        return doers, sufferers
    if head.rel in {"conj", "xcomp", "advcl"}:
        doers = tree.children(above, "subj") or tree.children(above, "subj_pass")
    elif head.rel == "relcl":
        doers = [above]
    elif head.rel == "acl":
        (sufferers if head.has("Tense=Past") else doers).append(above)
    return doers, sufferers


def _stems(tree: Tree, tops: Iterable[Word]) -> frozenset[str]:
    """The stems of the content words of some phrases, without what their clauses add."""
    found = {each.index: each for top in tops for each in _phrase(tree, top, _DEEP)}
    return frozenset(
        stem(fold(word.text if word.pos == "PROPN" else word.lemma))
        for word in found.values()
        if word.pos in _CONTENT and len(word.text) > 1
    )


def _phrase(tree: Tree, top: Word, depth: int) -> list[Word]:
    below = [child for child in tree.children(top) if child.rel not in _CLAUSES] if depth else []
    return [top, *(word for child in below for word in _phrase(tree, child, depth - 1))]
