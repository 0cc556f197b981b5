"""Text in, trees out: sentences are cut by our rules, words by spaCy, labels unified. Never decides what a word means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from recoupe.model.syntax_rules import Shadow, SyntaxRules
from recoupe.syntax.lemmas import Lemmas
from recoupe.syntax.models import installed_model, load_model, model_version, word_index
from recoupe.syntax.relations import Draft, Unifier
from recoupe.syntax.repairs import repair
from recoupe.syntax.second_look import Instead, SecondLook, Token
from recoupe.syntax.tree import Entity, Tree, Word
from recoupe.text.views import clean

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_PARSE = 250
"""Words above which a sentence is not parsed (lists, tables): the parser's cost and errors grow, its use does not."""


class Parser:
    """The parser of one language. Loads its model at the first sentence; `model` is None where none is installed."""

    def __init__(self, lang: str, rules: SyntaxRules) -> None:
        self.lang = lang
        self.rules = rules
        self.package = installed_model(rules.models)
        self._unifier = Unifier(rules)
        self._shadows: dict[str, list[Shadow]] = {}
        for shadow in rules.shadows:
            self._shadows.setdefault(shadow.word.lower(), []).append(shadow)

    @property
    def model(self) -> str | None:
        """Name and version of the model in use."""
        return model_version(self.package) if self.package else None

    @cached_property
    def _nlp(self) -> Language:
        if self.package is None:
            raise LookupError(self.lang)
        return load_model(self.package)

    @cached_property
    def _lemmas(self) -> Lemmas:
        return Lemmas(self.rules, word_index(self._nlp, "verb"))

    @cached_property
    def _second_look(self) -> SecondLook | None:
        if self.rules.relook is None:
            return None
        return SecondLook(
            self.rules.relook, {*word_index(self._nlp, "verb"), *self.rules.verbs}, word_index(self._nlp, "noun", "adj")
        )

    def parse(self, text: str, sentences: Iterable[tuple[int, int, str]]) -> Iterator[Tree]:
        """Trees of the sentences (start, end, part id) of `text`, in order. Without a model: nothing."""
        if self.package is None:
            return
        jobs = [(self._doc(text[start:end]), start, part) for start, end, part in sentences if start < end]
        jobs = [job for job in jobs if 0 < len(job[0][0]) <= LONGEST_PARSE]
        docs = list(self._nlp.pipe((doc for (doc, _), *_ in jobs), batch_size=64))
        again = {number: instead for number, doc in enumerate(docs) if (instead := self._misread(doc))}
        shown = (self._shown(docs[number], instead) for number, instead in again.items())
        for number, doc in zip(again, self._nlp.pipe(shown, batch_size=64), strict=True):
            docs[number] = doc
        for number, (((_, offsets), start, part), doc) in enumerate(zip(jobs, docs, strict=True)):
            tree = self._tree(doc, offsets, text, start, part, again.get(number, {}))
            if tree is not None:
                yield tree

    def _misread(self, doc: Doc) -> dict[int, Instead]:
        """The verb forms of a parsed sentence that were taken for other words, with what to show instead."""
        if self._second_look is None:
            return {}
        return self._second_look.instead(
            [Token(token.text, token.pos_, "Fin" in token.morph.get("VerbForm", [])) for token in doc]
        )

    def _shown(self, doc: Doc, instead: dict[int, Instead]) -> Doc:
        """The sentence with other forms in the place of those words, not yet parsed."""
        from spacy.tokens import Doc  # noqa: PLC0415 - heavy, only when a text is parsed

        return Doc(
            doc.vocab,
            words=[instead[token.i].form if token.i in instead else token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            sent_starts=[token.i == 0 for token in doc],
        )

    def _doc(self, sentence: str) -> tuple[Doc, list[int]]:
        """The sentence as spaCy sees it: cleaned one to one, shadow words put in, one sentence; and where each word really starts."""
        from spacy.tokens import Doc  # noqa: PLC0415 - heavy, only when a text is parsed

        made = self._nlp.make_doc(clean(sentence))
        pieces = self._joined([(token.idx, token.text, bool(token.whitespace_)) for token in made])
        words = self._shadowed([word for _, word, _ in pieces])
        doc = Doc(
            self._nlp.vocab,
            words=words,
            spaces=[space for *_, space in pieces],
            sent_starts=[index == 0 for index in range(len(words))],
        )
        return doc, [*(offset for offset, *_ in pieces), len(sentence)]

    def _joined(self, pieces: list[tuple[int, str, bool]]) -> list[tuple[int, str, bool]]:
        """The words (offset, form, blank behind) with those of `joined` put together again, in the form that the parser knows."""
        out: list[tuple[int, str, bool]] = []
        index = 0
        while index < len(pieces):
            three = pieces[index : index + 3]
            whole = "".join(form for _, form, _ in three).lower().replace("‑", "-")
            if len(three) == 3 and whole in self.rules.joined and not (three[0][2] or three[1][2]):
                out.append((three[0][0], self.rules.joined[whole], three[2][2]))
                index += 3
            else:
                out.append(pieces[index])
                index += 1
        return out

    def _shadowed(self, words: list[str]) -> list[str]:
        out = list(words)
        for index, word in enumerate(words):
            for shadow in self._shadows.get(word.lower(), ()):
                before = words[index - 1] if index else ""
                behind = words[index + 1] if index + 1 < len(words) else ""
                if shadow.cased and word != shadow.word:
                    continue
                if shadow.after and before.lower() not in shadow.after:
                    continue
                if shadow.before and behind.lower() not in shadow.before:
                    continue
                if shadow.after_lower and not before[:1].islower():
                    continue
                out[index] = shadow.by
                break
        return out

    def _tree(self, doc: Doc, offsets: list[int], text: str, start: int, part: str, instead: dict[int, Instead]) -> Tree | None:
        drafts: list[Draft] = []
        keep: dict[int, int] = {}
        for token in doc:
            if not token.is_space:
                keep[token.i] = len(keep)
        if not keep:
            return None
        lengths = self._lengths(doc, offsets, text, start)
        for token in doc:
            if token.i not in keep:
                continue
            head = token.head
            while head.i not in keep and head.head.i != head.i:
                head = head.head
            own = keep[token.i]
            begin = start + offsets[token.i]
            drafts.append(
                Draft(
                    own,
                    text[begin : begin + lengths[token.i]],
                    instead[token.i].lemma
                    if token.i in instead
                    else self._lemmas.of(token.text, token.lemma_ or token.text, token.pos_),
                    token.pos_,
                    frozenset(str(token.morph).split("|")),
                    keep.get(head.i, own),
                    token.dep_,
                    glued=bool(drafts) and text[begin - 1 : begin].strip() != "",
                )
            )
        self._unifier.unify(drafts)
        if self.rules.labels == "ud":
            repair(drafts, self.rules)
        begins = [start + offsets[index] for index in keep]
        words = tuple(
            Word(
                index=draft.index, start=begin, end=begin + len(draft.text), text=draft.text, lemma=draft.lemma, pos=draft.pos, feats=draft.feats, head=draft.head,
                rel="neg" if draft.text.lower() in self.rules.negations and draft.rel in {"advmod", "neg", "mark", "det", "obl"} else draft.rel, marker=draft.marker,
            )
            for draft, begin in zip(drafts, begins, strict=True)
        )  # fmt: skip
        entities = tuple(
            Entity(words[keep[ent.start]].start, words[keep[ent.end - 1]].end, ent.label_)
            for ent in doc.ents
            if ent.start in keep and ent.end - 1 in keep
        )
        return Tree(words, entities, self.lang, part)

    @staticmethod
    def _lengths(doc: Doc, offsets: list[int], text: str, start: int) -> list[int]:
        """Real length of each word: up to the next word, without the blank between."""
        out = []
        for index in range(len(doc)):
            piece = text[start + offsets[index] : start + offsets[index + 1]]
            out.append(len(piece.rstrip()) or len(piece))
        return out
