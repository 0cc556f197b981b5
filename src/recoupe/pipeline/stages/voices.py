"""According to whom: the stretches of text that a voice carries, from speech frames, "selon", inserted clauses and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from recoupe.knowledge.packs import Attribution, Pack
from recoupe.model.record import Mention, Role, Voice
from recoupe.model.spans import Anchor, Span, anchor
from recoupe.model.vocabulary import OWN_PARTS, Commitment, VoiceKind
from recoupe.pipeline.base import Attributed, Knowledge, Seed, Work
from recoupe.pipeline.fillers import NOMINAL, Fillers
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby

HOLDER_ROLES = (
    "speaker",
    "accuser",
    "claimant",
    "holder",
    "asker",
    "threatener",
    "publisher",
    "decider",
    "actor",
    "body",
    "attacker",
    "subject",
)
_QUOTES = re.compile(r"«[^»]*(?:»|$)|“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_NEUTRAL: Commitment = "neutral"
_OPENING = frozenset('«“"')
_CLOSING = frozenset('»”"')
_REACH_OF_QUOTE = 4
"""Characters behind the end of a sentence within which a quotation goes on."""
_SCARE_WORDS = 3
"""A quoted stretch of fewer words is a distancing mark or a title, not speech."""
_CLITIC = re.compile(r"(?:-t)?-?(il|elle|ils|elles)", re.IGNORECASE)
"""The pronoun of "a-t-il ajouté", which the tokenizer gives with its hyphens."""
_SHORTEST_REPORT = 12
"""Characters before a closing "X said" that are enough for something said."""
_BEFORE_INCISE = frozenset(',»”"?!…')


class Voices:
    """What each voice carries."""

    name = "voices"
    requires = ("parts", "trees", "mentions", "seeds")
    provides = ("attributed",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.packs = knowledge.packs

    def __call__(self, work: Work) -> Work:
        """The work with its attributed stretches."""
        text = work.document.text
        mentions = Nearby(work.mentions)
        out: list[Attributed] = []
        for index, seed in enumerate(work.seeds):
            found = self._of_seed(work, mentions, seed, index)
            if found is not None:
                out.append(found)
        for tree in work.trees:
            pack = self.packs[tree.lang]
            finder = _Finder(Fillers(tree, mentions.touching(tree.start, tree.end), pack, text))
            incises = [*finder.incises(), *finder.closing()]
            out += [*(_beside(each, incises, text) for each in finder.prepositions()), *incises]
        said = [
            Span(part.start + m.start(), part.start + m.end())
            for part in work.parts
            if part.kind in OWN_PARTS
            for m in _QUOTES.finditer(text[part.start : part.end])
        ]
        quotes = Nearby(quote for quote in said if len(quote.of(text).split()) >= _SCARE_WORDS)
        sentences = [Span(tree.start, tree.end) for tree in work.trees]
        out = [_with_quotes(each, quotes, sentences, text) for each in out]
        return replace(work, attributed=tuple(out))

    def _of_seed(self, work: Work, mentions: Nearby[Mention], seed: Seed, index: int) -> Attributed | None:
        """A speech frame with a content: its holder is the first of the holder roles that is bound."""
        source = seed.frame.source
        if source.voice is None:
            return None
        tree = work.trees[seed.tree]
        pack = self.packs[tree.lang]
        holder = next(
            (
                role
                for name in HOLDER_ROLES
                for role in seed.roles
                if role.role == name and not any(span.contains(role.span) for span in seed.contents)
            ),
            None,
        )
        contents = seed.contents or self._quoted_beside(work, seed, tree)
        if not contents:
            return None
        beside = mentions.touching(holder.start, holder.end) if holder else ()
        voice = _voice(holder, seed.trigger, source.voice, pack, beside, tree)
        return Attributed(content=contents, voice=voice, seed=index)

    @staticmethod
    def _quoted_beside(work: Work, seed: Seed, tree: Tree) -> tuple[Span, ...]:
        """A speech verb without a clause speaks the quotation in its own sentence."""
        found = [
            Span(tree.start + m.start(), tree.start + m.end())
            for m in _QUOTES.finditer(work.document.text[tree.start : tree.end])
        ]
        return tuple(
            span for span in found if not span.overlaps(seed.trigger) and len(span.of(work.document.text).split()) >= _SCARE_WORDS
        )


class _Finder:
    """Attributions of one tree that no frame makes."""

    def __init__(self, fillers: Fillers) -> None:
        self.text = fillers.text
        self.tree = fillers.tree
        self.pack = fillers.pack
        self.cues = fillers.pack.attribution
        self.fillers = fillers

    def prepositions(self) -> list[Attributed]:
        """ "selon X, P"; "P, selon X"; "according to X"."""
        out = []
        for word in self.tree.words:
            if word.marker not in self.cues.prepositions or word.pos not in NOMINAL:
                continue
            start, end = self.fillers.phrase(word)
            cue = self._cue(word)
            head = self.tree.head(word)
            clause = self.fillers.clause(self._clause_of(head)) if head is not None else (self.tree.start, self.tree.end)
            content = _without(
                (min(clause[0], self.tree.start if start - self.tree.start < 40 else clause[0]), max(clause[1], end)),
                (min(cue.start, start), end),
                self.text,
            )
            if not content:
                continue
            role = Role(role="speaker", start=start, end=end, text=self.text[start:end])
            out.append(
                Attributed(content=content, voice=_voice(role, cue, "neutral", self.pack, self.fillers.mentions, self.tree))
            )
        return out

    def _cue(self, word: Word) -> Anchor:
        """The preposition's characters."""
        cases = self.tree.children(word, "case", "mark")
        first = min(cases, key=lambda each: each.index, default=word)
        last = max(cases, key=lambda each: each.index, default=word)
        return anchor(self.text, first.start, last.end)

    def _clause_of(self, word: Word) -> Word:
        """The nearest verb at or above `word`; a subordinate clause keeps its own attribution."""
        for each in (word, *self.tree.ancestors(word)):
            if each.pos in {"VERB", "AUX"} and each.rel in {"root", "ccomp", "relcl", "conj", "parataxis", "advcl"}:
                return each
        return self.tree.roots[0] if self.tree.roots else word

    def incises(self) -> list[Attributed]:
        """ ", a déclaré X"; "» , affirme X"; "-t-il ajouté": read on the surface, the parser mislabels them."""
        speech: dict[str, Commitment] = dict.fromkeys(self.cues.incise_only, _NEUTRAL)
        speech |= {lemma: group.commitment for group in self.cues.speech for lemma in group.lemmas}
        out = []
        for word in self.tree.words:
            if word.pos not in {"VERB", "AUX"} or word.lemma not in speech or word.has("VerbForm=Inf"):
                continue
            begin = self._incise_start(word)
            if begin is None or any(child.index < begin for child in self.tree.children(word, "subj", "subj_pass")):
                continue
            holder = self._after(word)
            if holder is None:
                continue
            stop = holder.end
            content = _without((self.tree.start, self.tree.end), (self.tree.words[begin].start, stop), self.text)
            if not content or content[0].start >= word.start:
                continue
            commitment = speech[word.lemma]
            cue = anchor(self.text, self.tree.words[begin].start, word.end)
            out.append(
                Attributed(content=content, voice=_voice(holder, cue, commitment, self.pack, self.fillers.mentions, self.tree))
            )
        return out

    def closing(self) -> list[Attributed]:
        """ "P, the mission said on Friday.": subject and verb of speech close the sentence behind a comma or a quotation mark."""
        speech = {lemma: group.commitment for group in self.cues.speech for lemma in group.lemmas}
        out = []
        for word in self.tree.words:
            if word.pos != "VERB" or word.lemma not in speech or (self.tree.children(word, "ccomp", "xcomp", "obj")):
                continue
            own = [child for child in self.tree.children(word, "subj") if child.index < word.index]
            if not own:
                continue
            start, end = self.fillers.phrase(own[0])
            before = self.text[self.tree.start : start].rstrip()
            if len(before) < _SHORTEST_REPORT or before[-1] not in _BEFORE_INCISE:
                continue
            role = Role(role="speaker", start=start, end=end, text=self.text[start:end])
            content = _without((self.tree.start, self.tree.end), (start, self.tree.end), self.text)
            voice = _voice(
                role, anchor(self.text, word.start, word.end), speech[word.lemma], self.pack, self.fillers.mentions, self.tree
            )
            out.append(Attributed(content=content, voice=voice))
        return out

    def _incise_start(self, word: Word) -> int | None:
        """Index of the first word of ", a-t-il déclaré": only clitics, auxiliaries and adverbs between the comma and the verb."""
        index = word.index
        while (
            index > 0
            and (self.tree.words[index - 1].pos in {"AUX", "ADV", "PRON"} or self.tree.words[index - 1].text.startswith("-"))
            and word.index - index < 5
        ):
            index -= 1
        if index == 0:
            return None
        before = self.tree.words[index - 1].text
        return index if before and before[-1] in _BEFORE_INCISE else None

    def _may_speak(self, word: Word) -> bool:
        """Somebody, or something that shows: "proclamé leur existence" has no speaker behind the verb."""
        holders = {lemma for entry in self.cues.holders for lemma in entry.lemmas}
        return "actor" in self.fillers.kinds(word) or word.lemma in holders

    def _after(self, word: Word) -> Role | None:
        """The inverted subject: a clitic before or behind the verb, or the noun phrase right behind it."""
        for index in range(word.index + 1, min(word.index + 4, len(self.tree.words))):
            other = self.tree.words[index]
            if other.pos in {"NOUN", "PROPN"} and not self._may_speak(other):
                return None
            if other.pos in {"NOUN", "PROPN"} or (
                other.pos == "PRON" and other.text.lstrip("-").lower() in {"il", "elle", "ils", "elles", "on", "t-il", "t-elle"}
            ):
                start, end = self.fillers.phrase(other)
                if start > word.start:
                    return Role(role="speaker", start=start, end=end, text=self.text[start:end])
            if other.rel == "punct" or other.pos in {"VERB", "SCONJ"}:
                break
        for index in range(word.index - 1, max(word.index - 4, -1), -1):
            other = self.tree.words[index]
            if other.pos == "PRON" and (clitic := _CLITIC.fullmatch(other.text)):
                start = other.start + clitic.start(1)
                return Role(role="speaker", start=start, end=other.end, text=self.text[start : other.end])
        return None


def _beside(each: Attributed, incises: list[Attributed], text: str) -> Attributed:
    """ "Selon X, P, a déclaré Y": the inserted clause is not what X says; it carries X and P."""
    content = each.content
    for incise in incises:
        cue, holder = incise.voice.cue, incise.voice.holder
        if cue is not None and holder is not None:
            hole = (min(cue.start, holder.start), max(cue.end, holder.end))
            content = tuple(piece for span in content for piece in _without((span.start, span.end), hole, text))
    return replace(each, content=content or each.content)


def _with_quotes(each: Attributed, quotes: Nearby[Span], sentences: Sequence[Span], text: str) -> Attributed:
    """A quotation that a content reaches into belongs to it whole, across sentences."""
    content = list(each.content)
    cut = {quote for span in content for quote in quotes.touching(span.start, span.end) if not span.contains(quote)}
    content += [quote for quote in sorted(cut) if each.voice.cue is None or not quote.contains(each.voice.cue)]
    if each.voice.cue is not None and any(text[span.start] in _OPENING or text[span.end - 1] in _CLOSING for span in content):
        content += _resumed(each.voice.cue.end, sentences, quotes, text)
    return replace(each, content=tuple(dict.fromkeys(content)))


def _resumed(cue_end: int, sentences: Sequence[Span], quotes: Nearby[Span], text: str) -> list[Span]:
    """Quotations that go on right behind the sentence of the attribution: "...", X said. "..."."""
    end = next((sentence.end for sentence in sentences if sentence.start < cue_end <= sentence.end), None)
    out: list[Span] = []
    while end is not None:
        following = next(
            (
                quote
                for quote in quotes.touching(end, end + _REACH_OF_QUOTE)
                if quote.start >= end and not text[end : quote.start].strip()
            ),
            None,
        )
        if following is None or "\n" in text[end : following.start]:
            break
        out.append(following)
        end = following.end
    return out


def _without(clause: tuple[int, int], hole: tuple[int, int], text: str) -> tuple[Span, ...]:
    """What is left of a clause before and behind the attribution, without punctuation at the ends."""
    out = []
    for start, end in ((clause[0], min(hole[0], clause[1])), (max(hole[1], clause[0]), clause[1])):
        low, high = start, end
        while low < high and not (text[low].isalnum() or text[low] in '«“"('):
            low += 1
        while high > low and not (text[high - 1].isalnum() or text[high - 1] in '»”")'):
            high -= 1
        if low < high:
            out.append(Span(low, high))
    return tuple(out)


def _voice(
    holder: Role | None, cue: Anchor, commitment: Commitment, pack: Pack, mentions: Iterable[Mention], tree: Tree
) -> Voice:
    """A link of the chain. Without a holder: unnamed ("il a été indiqué que")."""
    if holder is None:
        return Voice(who="unnamed", kind="unnamed", cue=cue, commitment=commitment)
    kind = _kind(holder, pack.attribution, mentions, tree)
    return Voice(who=holder.text, kind=kind, holder=Anchor(holder.start, holder.end, holder.text), cue=cue, commitment=commitment)


def _kind(holder: Role, cues: Attribution, mentions: Iterable[Mention], tree: Tree) -> VoiceKind:
    """From what the who's-who says of the holder, then from its noun."""
    named = [m for m in mentions if m.kind == "actor" and m.start < holder.end and holder.start < m.end]
    heads = tree.at(holder.start, holder.end)
    by_noun = {lemma: entry.kind for entry in cues.holders for lemma in entry.lemmas}
    noun = next((by_noun[word.lemma] for word in heads if word.pos in {"NOUN", "PROPN"} and word.lemma in by_noun), None)
    if noun in {"evidence", "images", "document", "unnamed"}:
        return noun
    listed = {"agency": "agency", "outlet": "outlet", "person": "person"}
    for mention in named:
        best = mention.best
        if best is not None and best.kind in listed:
            return listed[best.kind]  # type: ignore[return-value]
    if noun is not None:
        return noun
    if any(mention.best is not None and mention.best.ref for mention in named):
        return "body"
    if any(mention.rule == "tagger" for mention in named):
        return "body"
    return "unnamed"
