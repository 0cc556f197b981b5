"""Losses that a sentence counts: dead, injured, missing, with bounds, side and words. Says nothing of who did it or whether it happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from recoupe.knowledge.packs import Numbers, Pack
from recoupe.model.record import Loss, Mention
from recoupe.model.spans import Span
from recoupe.model.vocabulary import VIOLENT, family
from recoupe.pipeline.base import Seed, Work
from recoupe.pipeline.fillers import Fillers
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby
from recoupe.text.views import lower

_BEHIND_CHARS = 50
"""Characters behind a number in which it is said whether they are dead, injured or missing."""
_BEHIND_WORDS = 4
_SIDE_CHARS = 40
_NOT_SAID = "not said"
_UNDERGOES = frozenset({"obj", "subj_pass"})
_PREDICATES = ("pred", "xcomp", "amod", "acl", "obj")
_PEOPLE = frozenset({"actor", "force"})


class Counted(msgspec.Struct, frozen=True):
    """A loss and the word of the tree on which it hangs."""

    loss: Loss
    word: int


class LossReader:
    """Reads the losses of trees of one language."""

    def __init__(self, pack: Pack) -> None:
        numbers = pack.numbers
        self.pack = pack
        self.numbers = numbers
        self.people = pack.classes["civilian"] | pack.classes["force"] | pack.classes["official"]
        self.amounts = pack.classes.get("amount", frozenset())
        self.words = _words(numbers)
        self.verbs = {**dict.fromkeys(numbers.kills, "dead"), **dict.fromkeys(numbers.injures, "injured")}
        self._within = _end_of(numbers.within)
        self._of_them = _start_of(numbers.within)
        self._among = _start_of(numbers.among)
        self._sides = re.compile("|".join(re.escape(form) for form in numbers.sides))
        losses = "|".join(re.escape(form) for form in self.words)
        none = "|".join(re.escape(form) for form in sorted(numbers.none, key=len, reverse=True))
        self._denied = re.compile(rf"(?<!\w)(?:{none})\s*(?P<loss>{losses})(?!\w)")

    def read(self, fillers: Fillers, killed: Sequence[Span] = ()) -> list[Counted]:
        """The losses of a tree in text order. `fillers` hold its mentions, quantities among them; `killed` are the victims of acts of killing."""
        tree, text = fillers.tree, fillers.text
        out: list[Counted] = []
        quantities = [mention for mention in fillers.mentions if mention.kind == "quantity"]
        taken: set[int] = set()
        for mention in quantities:
            number = next(iter(reversed(tree.at(mention.start, mention.end))), None)
            if number is None:
                continue
            before = out[-1].loss if out else None
            dead = "dead" if any(span.contains(mention.span) for span in killed) else None
            found = self._counted(fillers, mention, number, before, dead)
            if found is not None:
                out.append(found)
                taken.add(found.word)
        out += [each for each in self._singles(fillers) if each.word not in taken]
        out += list(self._denials(tree, text))
        return sorted(out, key=lambda each: (each.loss.start, each.loss.end))

    def _counted(self, fillers: Fillers, mention: Mention, number: Word, before: Loss | None, dead: str | None) -> Counted | None:
        tree, text = fillers.tree, fillers.text
        noun = self._noun(tree, number)
        if {noun.text.lower(), noun.lemma} & set(self.numbers.measures) or text[mention.end : mention.end + 2].strip()[:1] == "%":
            return None
        around = (
            lower(text[max(0, mention.start - _SIDE_CHARS) : mention.start]),
            lower(text[mention.end : mention.end + _SIDE_CHARS]),
        )
        within = bool(self._within.search(around[0]) or self._of_them.match(around[1]))
        later = [each.start for each in fillers.mentions if each.kind == "quantity" and each.start >= mention.end]
        stop = min([mention.end + _BEHIND_CHARS, tree.end, *later])
        kind, sign = self._kind(tree, noun)
        if kind is None:
            kind, sign = self._adjacent(tree, mention.end, stop)
        if kind is None and within and before is not None:
            kind = before.kind
        kind = kind or dead
        if kind is None:
            return None
        low, best, high = bounds(mention)
        end = max(
            [mention.end, noun.end, *([sign.end] if sign is not None and noun.index < sign.index <= noun.index + 3 else [])]
        )
        return Counted(
            Loss(
                side=self._side(fillers, noun, number), kind=kind, low=low, high=high, start=mention.start, end=end,
                text=text[mention.start : end], best=best, within=within,
            ),
            noun.index,
        )  # fmt: skip

    def _noun(self, tree: Tree, number: Word) -> Word:
        """What is counted: the noun of the number, behind "dozens of" its complement; the number itself where it stands alone."""
        above = tree.head(number)
        if number.rel == "conj" and above is not None and above.pos == "NUM":
            number, above = above, tree.head(above)
        noun = number
        if (
            above is not None
            and number.rel in {"nummod", "det", "amod", "advmod", "compound"}
            and above.pos in {"NOUN", "PROPN", "ADJ"}
        ):
            noun = above
        for child in tree.children(noun, "nmod", "flat"):
            if (
                (noun.index == number.index or noun.lemma in self.amounts)
                and child.marker in {"de", "of"}
                and child.index > noun.index
            ):
                if child.pos in {"NOUN", "PROPN", "ADJ", "VERB"}:
                    return child
        return noun

    def _kind(self, tree: Tree, noun: Word) -> tuple[str | None, Word | None]:
        """What befell the counted, and the word that says so: the noun itself, a participle of it, the verb or noun above it."""
        own = self._said(noun)
        if own:
            return own, noun
        for child in tree.children(noun, "acl", "amod", "xcomp", "pred", "advcl"):
            if child.index > noun.index and self._said(child):
                return self._said(child), child
        head, via = noun, tree.head(noun)
        while via is not None and head.rel in {"conj", "nmod", "appos"} and (via.pos in {"NOUN", "PROPN", "NUM"}):
            if head.rel == "nmod" and self._said(via) and head.marker in {"de", "of"}:
                return self._said(via), via
            if head.rel == "nmod" and via.lemma not in self.amounts and via.pos != "NUM":
                return None, None
            head, via = via, tree.head(via)
        return self._of_verb(tree, head, via) if via is not None else (None, None)

    def _of_verb(self, tree: Tree, noun: Word, verb: Word) -> tuple[str | None, Word | None]:
        undergoes = noun.rel in _UNDERGOES or (
            noun.rel == "subj" and verb.has("VerbForm=Part") and not tree.children(verb, "aux")
        )
        if verb.lemma in self.verbs and (undergoes or (noun.rel == "obl" and not noun.marker)):
            return self.verbs[verb.lemma], verb
        if verb.lemma in self.numbers.dies and noun.rel == "subj":
            return "dead", verb
        if noun.rel in {"subj", "subj_pass"} and self._said(verb) and verb.pos in {"ADJ", "NOUN"}:
            return self._said(verb), verb
        for child in tree.children(verb, *_PREDICATES):
            if child.index != noun.index and self._said(child):
                if noun.rel in {"subj", "subj_pass"} and child.rel != "obj":
                    return self._said(child), child
                if noun.rel == "obj" and child.index > noun.index and child.rel != "obj":
                    return self._said(child), child
                if noun.rel in {"obl", "iobj"} and noun.marker == "à" and child.rel == "obj":
                    return self._said(child), child
        return None, None

    def _said(self, word: Word) -> str | None:
        return self.words.get(word.text.lower()) or (self.words.get(word.lemma) if word.pos in {"NOUN", "ADJ"} else None)

    def _adjacent(self, tree: Tree, start: int, stop: int) -> tuple[str | None, Word | None]:
        """The first word of loss behind a number, before the next number or comma."""
        for count, word in enumerate(each for each in tree.words if start <= each.start < stop):
            if word.text in {",", ";", ":", "(", ")"} or count > _BEHIND_WORDS:
                break
            if word.text.lower() in self.words:
                return self.words[word.text.lower()], word
        return None, None

    def _side(self, fillers: Fillers, noun: Word, number: Word) -> str:
        """The words for those counted: the noun and what belongs to it, else what stands behind "among", else not said."""
        text, tree = fillers.text, fillers.tree
        if self._said(noun) is None and noun.index != number.index:
            start, end = fillers.phrase(noun)
            inside = [word for word in tree.words if number.index < word.index and start <= word.start and word.end <= end]
            inside = [word for word in inside if word.pos not in {"ADP", "DET", "PRON"}] or [noun]
            return text[min(inside[0].start, noun.start) : max(end, noun.end)]
        behind = lower(text[noun.end : min(tree.end, noun.end + _SIDE_CHARS)])
        if sides := self._sides.search(behind):
            return text[noun.end + sides.start() : noun.end + sides.end()]
        if among := self._among.match(behind):
            start = noun.end + among.end()
            head = next((word for word in tree.words if word.start >= start and word.pos in {"NOUN", "PROPN", "ADJ"}), None)
            if head is not None and head.start - start < _SIDE_CHARS:
                return text[start : max(fillers.phrase(head)[1], head.end)]
        return _NOT_SAID

    def _singles(self, fillers: Fillers) -> Iterator[Counted]:
        """ "un mort", "a soldier was killed": an article that counts one."""
        tree = fillers.tree
        for article in tree.words:
            noun = tree.head(article)
            if article.text.lower() not in self.numbers.ones or noun is None or noun.index < article.index or noun.pos == "VERB":
                continue
            if article.rel not in {"det", "nummod"} or noun.has("Number=Plur") or noun.lemma in self.amounts:
                continue
            own = self._said(noun)
            if own is None and not (_PEOPLE & fillers.kinds(noun) or noun.lemma in self.people):
                continue
            kind, _ = (own, noun) if own else self._kind(tree, noun)
            if kind is None or (own and (noun.rel == "nmod" or tree.children(noun, "nmod", "compound"))):
                continue
            yield Counted(
                Loss(
                    side=_NOT_SAID if own else self._side(fillers, noun, article), kind=kind, low=1, high=1, start=article.start,
                    end=noun.end, text=fillers.text[article.start : noun.end], best=1,
                ),
                noun.index,
            )  # fmt: skip

    def _denials(self, tree: Tree, text: str) -> Iterator[Counted]:
        """ "sans faire de victimes", "no deaths": a loss of nobody is a figure too."""
        for match in self._denied.finditer(lower(text[tree.start : tree.end])):
            start, end = match.start() + tree.start, match.end() + tree.start
            words = tree.at(match.start("loss") + tree.start, end)
            if words and words[-1].pos in {"NOUN", "ADJ", "VERB"}:
                yield Counted(
                    Loss(
                        side=_NOT_SAID, kind=self.words[match.group("loss")], low=0, high=0, start=start, end=end, text=text[start:end], best=0
                    ),
                    words[-1].index,
                )  # fmt: skip


def bounds(mention: Mention) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a quantity mention."""
    reading = mention.best
    low, _, high = (reading.ref or "" if reading else "").partition("..")
    return (int(low) if low else None), (reading.count if reading else None), (int(high) if high else None)


def _words(numbers: Numbers) -> dict[str, str]:
    """Word → dead, injured or missing."""
    kinds = (("dead", numbers.dead), ("injured", numbers.injured), ("missing", numbers.missing))
    return {form: kind for kind, forms in kinds for form in forms}


def _end_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """A text that ends with one of the forms and perhaps words that bound a number."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in forms)})(?:\s+[^\W\d_]+){{0,2}}\s*$")


def _start_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """A text that begins with one of the forms."""
    found = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"\s+(?:{found})(?!\w)\s*")


def losses_of_seeds(work: Work, mentions: Nearby[Mention], readers: dict[str, LossReader]) -> dict[int, tuple[Loss, ...]]:
    """The losses of each violent seed, by its index: of the nearest such seed above in the tree, else of the one violent act of the clause or sentence."""
    out: dict[int, list[Loss]] = {}
    violent: dict[int, list[int]] = {}
    for index, seed in enumerate(work.seeds):
        if family(seed.type) in VIOLENT:
            violent.setdefault(seed.tree, []).append(index)
    for number, indices in violent.items():
        tree = work.trees[number]
        reader = readers[tree.lang]
        fillers = Fillers(tree, mentions.touching(tree.start, tree.end), reader.pack, work.document.text)
        kills = [work.seeds[index] for index in indices if family(work.seeds[index].type) == "KILL"]
        killed = [role.span for seed in kills for role in seed.roles if role.role == "victim"]
        for counted in reader.read(fillers, killed):
            owner = _owner(work.seeds, tree, tree.words[counted.word], indices)
            if owner is not None:
                out.setdefault(owner, []).append(counted.loss)
    return {index: tuple(found) for index, found in out.items()}


def _owner(seeds: tuple[Seed, ...], tree: Tree, word: Word, indices: list[int]) -> int | None:
    """The violent seed to which a loss belongs: on its word or above it; else below the same verb; else the only one of the sentence."""
    at = {place: index for index in reversed(indices) for place in (seeds[index].word, seeds[index].via) if place is not None}
    path = [word, *tree.ancestors(word)]
    for above in path:
        if above.index in at:
            return at[above.index]
    for above in path:
        if above.pos in {"VERB", "AUX"}:
            below = [index for index in indices if above in tree.ancestors(tree.words[seeds[index].word])]
            if below:
                return min(below, key=lambda index: abs(seeds[index].word - word.index))
    return indices[0] if len(indices) == 1 else None
