"""Words that take sides: every one in the article's own parts, who uses it, of whom, and what a neutral writer would put."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from recoupe.knowledge.packs import LoadedTerm, Pack
from recoupe.model.record import Claim, Loaded, Mention
from recoupe.model.spans import Span
from recoupe.model.vocabulary import family
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.guards import ARMED
from recoupe.syntax.tree import Tree
from recoupe.text.nearby import Nearby, Owned
from recoupe.text.phrases import Phrases
from recoupe.text.views import fold

_QUOTES = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_BESIDE = 60
"""Characters on both sides in which an expression of `unless` makes a word innocent."""
_GENERAL = frozenset({"exaggerate", "emotion", "certainty", "judgement", "image", "belittle", "glorify", "distance"})
"""Techniques whose words are everybody's: in a text about a match, a novel, a company they take nobody's side in a conflict."""
_DOERS = ("mover", "attacker", "perpetrator", "actor", "side_a", "agent", "speaker", "accuser")
_TARGETS = ("victim", "target", "person", "recipient", "object", "accused", "side_b")


class LoadedWords:
    """The loaded words of the record, and those of each claim."""

    name = "loaded"
    requires = ("parts", "topic", "trees", "mentions", "attributed", "claims")
    provides = ("claims", "loaded")

    def __init__(self, knowledge: Knowledge) -> None:
        self.packs = knowledge.packs
        self.phrases = {lang: _phrases(pack) for lang, pack in knowledge.packs.items()}

    def __call__(self, work: Work) -> Work:
        """The work with its loaded words in text order; a claim gets those in its trigger and its roles."""
        article = _Article(work)
        found = [each for tree in work.trees for each in self._of_tree(article, tree)]
        near = Nearby(Owned(each.start, each.end, number) for number, each in enumerate(found))
        claims = []
        for claim in work.claims:
            stretches = [claim.trigger, *(role.span for role in claim.roles)]
            numbers = {each.owner for span in stretches for each in near.touching(span.start, span.end)}
            claims.append(replace(claim, loaded=tuple(found[number] for number in sorted(numbers))))
        return replace(work, claims=tuple(claims), loaded=tuple(found))

    def _of_tree(self, article: _Article, tree: Tree) -> Iterator[Loaded]:
        if tree.lang not in self.phrases:
            return
        text = article.work.document.text
        view = fold(text[tree.start : tree.end])
        for low, high, terms in self.phrases[tree.lang].find(text[tree.start : tree.end]):
            span = Span(tree.start + low, tree.start + high)
            beside = view[max(0, low - _BESIDE) : high + _BESIDE]
            claim = article.triggered(span)
            for term in terms:
                innocent = any(fold(each) in beside for each in term.unless) or article.is_elsewhere(term, span, tree)
                if innocent or not self._counts(article, term, claim, tree.lang):
                    continue
                by, how = article.said_by(span)
                yield Loaded(
                    start=span.start, end=span.end, text=span.of(text), neutral=term.neutral, why=term.why, technique=term.technique, by=by, how=how,
                    of=article.about(term, span, claim, tree),
                )  # fmt: skip
                break

    def _counts(self, article: _Article, term: LoadedTerm, claim: Claim | None, lang: str) -> bool:
        """Whether a word that is loaded only as the trigger of some claims, or only when forces do it, is so here."""
        if not (term.only or term.doer):
            return True
        if claim is None or (term.only and family(claim.type) not in term.only):
            return False
        return not term.doer or article.done_by(claim, self.packs[lang].classes.get(term.doer, frozenset()))


def _phrases(pack: Pack) -> Phrases:
    phrases = Phrases()
    for term in pack.loaded.term:
        for form in term.forms:
            phrases.add(form, term)
    return phrases


class _Article:
    """What stands where in the work."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.mentions = Nearby(mention for mention in work.mentions if mention.kind == "actor")
        self.by_id = {mention.id: mention for mention in work.mentions}
        self._heads = {part.id for part in work.parts if part.kind == "headline"}
        self._triggers = Nearby(Owned(claim.trigger.start, claim.trigger.end, number) for number, claim in enumerate(work.claims))
        self._carried = Nearby(
            Owned(span.start, span.end, number) for number, each in enumerate(work.attributed) for span in each.content
        )
        self._trees = Nearby(Owned(tree.start, tree.end, number) for number, tree in enumerate(work.trees))
        text = work.document.text
        self._quoted = Nearby(
            Span(part.start + match.start(), part.start + match.end())
            for part in work.parts
            for match in _QUOTES.finditer(text[part.start : part.end])
        )

    def is_elsewhere(self, term: LoadedTerm, span: Span, tree: Tree) -> bool:
        """A general word in a text about something else, or a word inside a name ("Stronghold Storage"); headlines capitalise anything."""
        if term.technique in _GENERAL and self.work.topic is not None:
            return True
        text = self.work.document.text
        if tree.start == span.start or not text[span.start].isupper() or tree.part in self._heads:
            return False
        names = [Span(each.start, each.end) for each in self.mentions.touching(span.start, span.end)]
        names += [Span(each.start, each.end) for each in tree.entities]
        return any(name.contains(span) and name.end > span.end for name in names)

    def triggered(self, span: Span) -> Claim | None:
        """The claim whose trigger shares characters with the span, the first of several."""
        return next((self.work.claims[each.owner] for each in self._triggers.touching(span.start, span.end)), None)

    def said_by(self, span: Span) -> tuple[str, Literal["own", "reported", "quoted"]]:
        """Whose word it is: the innermost voice that carries it; and whether it stands between quotation marks."""
        carrying = [each for each in self._carried.touching(span.start, span.end) if each.contains(span)]
        quoted = any(each.contains(span) for each in self._quoted.touching(span.start, span.end))
        innermost = min(carrying, key=lambda each: each.end - each.start, default=None)
        if innermost is None:
            return "article", "quoted" if quoted else "own"
        return self.work.attributed[innermost.owner].voice.who, "quoted" if quoted else "reported"

    def about(self, term: LoadedTerm, span: Span, claim: Claim | None, tree: Tree) -> str | None:
        """The actor mention that the word is about: it stands in it, describes it, or is what it does or undergoes."""
        if term.of != "named" and claim is not None:
            names = _DOERS if term.of == "doer" else _TARGETS
            found = next((role.mention for name in names for role in claim.roles if role.role == name and role.mention), None)
            if found is not None:
                return found
        words = tree.at(span.start, span.end)
        above = tree.head(tree.top_of(words)) if words else None
        for stretch in (span, Span(above.start, above.end) if above is not None else span):
            touching: list[Mention] = list(self.mentions.touching(stretch.start, stretch.end))
            if touching:
                return min(touching, key=lambda each: each.end - each.start).id
        return None

    def done_by(self, claim: Claim, forces: frozenset[str]) -> bool:
        """Whether an armed actor, or a noun for a force, does what the claim says."""
        for role in claim.roles:
            if role.role not in _DOERS:
                continue
            mention = self.by_id.get(role.mention or "")
            if mention is not None and any(reading.sector in ARMED for reading in mention.readings):
                return True
            if self._lemmas(role.span) & forces:
                return True
        return False

    def _lemmas(self, span: Span) -> set[str]:
        """The lemmas of the words in a span."""
        trees = (self.work.trees[each.owner] for each in self._trees.touching(span.start, span.end))
        return {word.lemma for tree in trees for word in tree.at(span.start, span.end)}
