"""Whether the clause of a time expression is told as past or as still to come. Reads the parse and the cues of the language; must never value anything."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.knowledge.times.pack import TimeCues
from recoupe.syntax.tree import Tree, Word

_FINITE = ("Mood=Ind", "Mood=Cnd", "Mood=Sub", "Mood=Imp", "VerbForm=Fin")
_AUX = ("aux", "aux_pass", "cop")


class TenseReader:
    """The tenses of one language."""

    def __init__(self, cues: TimeCues) -> None:
        self._auxiliaries = frozenset(cues.auxiliaries)
        self._modals = frozenset(cues.modals)
        self._wanting = frozenset(cues.wanting)
        self._coming = frozenset(cues.coming)
        self._scheduled = frozenset(cues.scheduled)
        self._granting = frozenset(cues.granting)
        self._next = frozenset(cues.next)
        self._deferring = frozenset(cues.deferring)
        self._bounding = frozenset(cues.bounding)
        self._lasting = frozenset(cues.lasting)
        self._until = frozenset(cues.until)
        self._demanding = frozenset(cues.demanding)

    def of(self, tree: Tree, start: int, end: int) -> str:
        """ "past" or "future" of the clause in which characters stand; the past where nothing tells."""
        words = tree.at(start, end)
        if not words:
            return "past"
        bounded = bool({words[0].lemma, words[0].text.lower(), words[0].marker} & self._bounding)
        head = tree.top_of(words)
        cued = self._is_arranged(tree, words[0])
        ends = bool({words[0].lemma, words[0].text.lower(), words[0].marker} & self._until)
        through = False
        for word in self._above(tree, head, start):
            if ends and self._lasts(tree, word):
                return "future"
            if word.pos not in {"VERB", "AUX"} or self._is_participle_beside_noun(tree, word):
                cued = cued or word.lemma in self._coming or self._is_next(tree, word)
                if not cued and word.has("Tense=Past") and word.has("VerbForm=Part"):
                    return "past"
                through = through or word.rel in {"subj", "subj_pass"}
                if (
                    word.rel in {"root", "conj"}
                    and word.pos == "NOUN"
                    and word.lemma in self._scheduled
                    and self._joins_a_verb(tree, word)
                ):
                    return "future"
                continue
            verb = self._behind_aside(tree, word, end)
            if through and verb.lemma in self._scheduled and not bounded and self._verb(tree, verb) == "present":
                return "past"
            return self._clause(tree, verb, start, bounded=bounded, cued=cued)
        return "future" if cued or ends or self._ordered(tree, start) else "past"

    @staticmethod
    def _joins_a_verb(tree: Tree, word: Word) -> bool:
        """A present that the parser took for a noun: "the talks, begun in May, resume on Friday"."""
        above = tree.head(word)
        return above is not None and above.pos == "VERB" and not tree.children(word, "det", "amod", "poss", "nummod")

    def _lasts(self, tree: Tree, word: Word) -> bool:
        """Whether a state that is told lasts to a limit still to come: "suspended until Friday", "are away until Friday"."""
        if any(self._verb(tree, each) == "present" for each in tree.children(word, "cop")):
            return True
        return word.lemma in self._lasting and self._verb(tree, word) not in {"pluperfect", "imperfect"}

    def _above(self, tree: Tree, head: Word, start: int) -> Iterator[Word]:
        """What the expression hangs on, up to the root; an infinitive of the clause that stands nearer than its governor goes first."""
        above = list(tree.ancestors(head))
        if head.pos in {"VERB", "AUX"} and head.text.lower() not in self._bounding:
            above.insert(0, head)
        if above and above[0].pos == "VERB" and above[0].start < start:
            nearer = [w for w in tree.words if above[0].start < w.start < start and w.has("VerbForm=Inf") and w.pos == "VERB"]
            if nearer and not any(
                word.text in {",", ";", ":", "»", "”"}
                for word in tree.words[nearer[-1].index : tree.at(start, start + 1)[0].index]
            ):
                yield nearer[-1]
        yield from above

    @staticmethod
    def _behind_aside(tree: Tree, verb: Word, end: int) -> Word:
        """The verb behind an aside that lies between two commas: "by Monday, a mediator said, nobody will care"."""
        commas = [word.index for word in tree.words if word.text == "," and word.start >= end]
        if len(commas) < 2 or tree.words[commas[0]].start != end or not commas[0] < verb.index < commas[1]:
            return verb
        behind = (
            word for word in tree.words[commas[1] :] if word.pos == "VERB" and word.rel in {"root", "ccomp", "conj", "parataxis"}
        )
        return next(behind, verb)

    @staticmethod
    def _is_participle_beside_noun(tree: Tree, word: Word) -> bool:
        return word.rel in {"acl", "amod"} and word.has("VerbForm=Part") and not tree.children(word, *_AUX)

    def _is_arranged(self, tree: Tree, first: Word) -> bool:
        """Whether a participle of what is arranged stands right before, a small word between at most: "prévu lundi", "scheduled for Monday"."""
        near = [word for word in tree.words[max(0, first.index - 2) : first.index] if word.pos not in {"ADP", "DET"}]
        return (
            bool(near) and near[-1].lemma in self._coming and near[-1].has("VerbForm=Part") and not tree.children(near[-1], *_AUX)
        )

    def _is_next(self, tree: Tree, word: Word) -> bool:
        return any(child.lemma in self._next for child in tree.children(word, "amod", "det"))

    def _clause(self, tree: Tree, verb: Word, start: int, *, bounded: bool, cued: bool) -> str:
        own = self._verb(tree, verb)
        if own == "future" or (own == "future perfect" and bounded):
            return "future"
        if own == "pluperfect":
            return "past"
        if own != "past" and any(each.lemma in self._coming for each in tree.children(verb, "pred")):
            return "future"
        if bounded and verb.lemma in self._demanding:
            return "future"
        if verb.lemma in self._deferring and (cued or verb.end <= start):
            return "future"
        if (verb.lemma in self._granting and (bounded or self._is_next(tree, verb))) or (
            verb.lemma in self._coming and own in {"present", "bare"}
        ):
            return "future"
        if verb.lemma in self._coming and tree.children(verb, "aux_pass", "cop") and own != "past":
            return "future"
        if own == "present" and (verb.lemma in self._scheduled or bounded or cued):
            return "future"
        if own in {"infinitive", "bare"} and self._is_command(tree, verb):
            return "future"
        if own == "infinitive":
            return self._infinitive(tree, verb, start, bounded=bounded)
        if cued and own != "past":
            return "future"
        return "future" if own == "bare" and (bounded and self._ordered(tree, start)) else "past"

    @staticmethod
    def _is_command(tree: Tree, verb: Word) -> bool:
        """ "Ask me in ten years": the bare form at the head of a sentence or quotation."""
        if (
            verb.rel not in {"root", "ccomp"}
            or verb.has("VerbForm=Part")
            or tree.children(verb, "subj", "subj_pass", "aux", "aux_pass", "cop", "mark")
        ):
            return False
        before = tree.words[verb.index - 1].text if verb.index else ""
        return verb.text[:1].isupper() and verb.text.lower() == verb.lemma and (not before or not before.isalpha())

    def _infinitive(self, tree: Tree, verb: Word, start: int, *, bounded: bool) -> str:
        """By what governs it: wished, ordered, promised things are to come, unless that was told as long past."""
        for above in tree.ancestors(verb):
            if above.lemma in self._wanting or above.lemma in self._modals or above.lemma in self._granting:
                told = self._verb(tree, above)
                return (
                    "past"
                    if told in {"pluperfect", "imperfect"} or (told == "past" and above.lemma in self._modals)
                    else "future"
                )
            if above.pos == "VERB" and self._verb(tree, above) != "infinitive":
                nearer = [w for w in tree.words if w.start < verb.start and w.lemma in self._wanting]
                return (
                    "future"
                    if nearer or self._verb(tree, above) == "future" or (bounded and self._verb(tree, above) == "present")
                    else "past"
                )
        before = [word for word in tree.words if word.start < start]
        return (
            "future" if bounded or any(word.lemma in self._wanting or word.lemma in self._modals for word in before) else "past"
        )

    def _ordered(self, tree: Tree, start: int) -> bool:
        """A word of will or order stands before, in a sentence without a verb above."""
        return any(word.lemma in self._wanting or word.lemma in self._coming for word in tree.words if word.start < start)

    def _verb(self, tree: Tree, verb: Word) -> str:
        """future, past, pluperfect, imperfect, present, infinitive, bare: of a verb with its auxiliaries."""
        helpers = tree.children(verb, "aux", "aux_pass", "cop")
        lemmas = {each.lemma for each in helpers}
        if verb.has("Tense=Fut"):
            return "future"
        if any(each.has("Tense=Fut") for each in helpers):
            perfect = verb.has("VerbForm=Part") and any(each.lemma == "avoir" and each.has("Tense=Fut") for each in helpers)
            return "future perfect" if perfect else "future"
        if any(each.lemma == "do" for each in helpers):
            return "past" if any(each.has("Tense=Past") for each in helpers) else "present"
        if any(each.lemma == "could" or each.text.lower() == "could" for each in helpers):
            return "past"
        if lemmas & self._auxiliaries:
            return "past" if self._is_perfect(helpers) else "future"
        if lemmas & self._modals and any(each.lemma in self._modals and not each.has("Tense=Past") for each in helpers):
            return "past" if self._is_perfect(helpers) else "future"
        if verb.has("Mood=Cnd") or (any(each.has("Mood=Cnd") for each in helpers) and not verb.has("VerbForm=Part")):
            return "future"
        if verb.has("Mood=Imp") and verb.has("VerbForm=Fin"):
            return "future"
        if verb.has("VerbForm=Part") and helpers:
            if any(
                each.has("Tense=Imp") or (each.has("Tense=Past") and each.lemma in {"have", "be"} and each.has("VerbForm=Fin"))
                for each in helpers
            ):
                return "pluperfect" if lemmas & {"avoir", "être", "have"} else "past"
            passive = any(each.rel in {"aux_pass", "cop"} for each in helpers)
            return (
                "present"
                if passive and not lemmas & {"have", "avoir"} and any(each.has("Tense=Pres") for each in helpers)
                else "past"
            )
        if verb.has("Tense=Imp"):
            return "imperfect"
        if verb.has("Tense=Past"):
            return "past" if verb.has("VerbForm=Fin") else "bare"
        if verb.has("VerbForm=Inf"):
            return self._complement(tree, verb)
        return "present" if any(verb.has(each) for each in _FINITE) else "bare"

    def _complement(self, tree: Tree, verb: Word) -> str:
        above = tree.head(verb)
        if (
            above is not None
            and above.lemma in {"aller", "be", "go"}
            and verb.rel in {"xcomp", "ccomp"}
            and above.has("Tense=Pres")
        ):
            return "future"
        if (
            above is not None
            and above.lemma in self._modals
            and verb.rel in {"xcomp", "ccomp"}
            and (above.has("Tense=Pres") or above.has("Tense=Fut"))
        ):
            return "future"
        return "infinitive"

    @staticmethod
    def _is_perfect(helpers: list[Word]) -> bool:
        """ "may have left": told of the past."""
        return any(each.lemma == "have" for each in helpers)
