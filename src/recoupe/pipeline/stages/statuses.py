"""Did it happen? Tense, mood, negation, modals, and the claim inside whose content another stands; a cue for every decision."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.knowledge.frames import Frame
from recoupe.knowledge.modality import ModalityIndex
from recoupe.knowledge.ontology import ClaimType
from recoupe.model.record import Cue, Role
from recoupe.model.spans import Span
from recoupe.model.vocabulary import SAID_TO_HAPPEN, Attribution, Nature, Occurrence, family
from recoupe.pipeline.authorship import DOERS, laid, uncertain
from recoupe.pipeline.base import Knowledge, Seed, Verdict, Work
from recoupe.pipeline.clauses import is_apart
from recoupe.pipeline.mood.evidence import Found
from recoupe.pipeline.mood.reader import Mood
from recoupe.syntax.tree import Tree, Word
from recoupe.text.nearby import Nearby, Owned

_WEAKER: dict[str, frozenset[str]] = {
    "threatened": frozenset({"unknown", "hypothetical", "planned", "possible", "intended"}),
    "did_not_happen": frozenset({"unknown", "hypothetical", "planned", "possible"}),
}
"""Occurrences that a frame's `gives` overrides: "warned that it would shut the bridge" is a threat, whatever the tense."""
_TELLING = frozenset({"STATEMENT", "CLAIM", "PUBLISH"})
"""Families whose doer tells something: a deed of its own that it tells is claimed."""
_SPEAKERS = frozenset({"speaker", "claimant", "publisher"})
_ANY = ClaimType(type="", label_en="", label_fr="")


class Statuses:
    """One verdict per seed, in the seeds' order."""

    name = "statuses"
    requires = ("trees", "seeds")
    provides = ("verdicts",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.words = {lang: ModalityIndex(pack.modality) for lang, pack in knowledge.packs.items()}
        self.ontology = knowledge.ontology

    def __call__(self, work: Work) -> Work:
        """The work with its verdicts. A claim inside another's content inherits what that frame gives."""
        own = [self._own_of_seed(work, seed) for seed in work.seeds]
        contents = _contents(work)
        out: list[Verdict] = []
        for index, seed in enumerate(work.seeds):
            verdict = own[index]
            parent = _parent(work.seeds, contents, Span(seed.trigger.start, seed.trigger.end), index)
            if parent is not None and (
                verdict.granted or _is_beside(work, parent, work.trees[seed.tree], work.trees[seed.tree].words[seed.word])
            ):
                verdict = replace(verdict, content_of=parent)
            elif parent is not None:
                verdict = _inherited(work, verdict, own[parent], parent)
                if verdict.attribution == "asserted" and _is_own_deed(work, work.seeds[parent], seed):
                    verdict = replace(verdict, attribution="claimed")
            if seed.frame.source.attribution:
                verdict = replace(verdict, attribution=seed.frame.source.attribution)
            out.append(verdict)
        return replace(work, verdicts=tuple(out))

    def at(self, work: Work, span: Span) -> Verdict | None:
        """The verdict on the verb or noun at `span`, whether a claim stands there or not; None where no word of a tree does. For scoring.

        `work` must have its seeds.
        """
        tree = next((tree for tree in work.trees if tree.start <= span.start and span.end <= tree.end), None)
        word = _head(tree, span) if tree else None
        if tree is None or word is None:
            return None
        verdict = self._own(tree, word, word, None, (), _ANY)
        parent = _parent(work.seeds, _contents(work), Span(word.start, word.end), None)
        if parent is None or verdict.granted or _is_beside(work, parent, tree, word):
            return verdict
        return _inherited(work, verdict, self._own_of_seed(work, work.seeds[parent]), parent)

    def _own_of_seed(self, work: Work, seed: Seed) -> Verdict:
        tree = work.trees[seed.tree]
        trigger = tree.words[seed.word]
        carrier = trigger if seed.via is None else tree.words[seed.via]
        return self._own(tree, trigger, carrier, seed.frame, seed.roles, self.ontology.types[seed.type])

    def _own(
        self, tree: Tree, trigger: Word, carrier: Word, frame: Frame | None, roles: tuple[Role, ...], kind: ClaimType
    ) -> Verdict:
        """What the clause of the trigger itself says."""
        words = self.words[tree.lang]
        found = _occurrence(Mood(tree, words), trigger, carrier, kind)
        occurrence, cues = found.occurrence, found.cues
        authorship = laid(tree, trigger, roles, words.source)
        doubt = uncertain(tree, trigger, words.source)
        if occurrence in SAID_TO_HAPPEN and authorship and authorship.occurrence:
            occurrence, cues = authorship.occurrence, authorship.cues
        elif occurrence in SAID_TO_HAPPEN and doubt is not None:
            occurrence, cues = "possible", (doubt,)
        elif authorship:
            cues = (*cues, *authorship.cues)
        imposed = (frame.source.status if frame else None) or kind.told
        if imposed and (occurrence in SAID_TO_HAPPEN or (imposed == "prescribed" and occurrence in {"possible", "planned"})):
            said = Cue(start=trigger.start, end=trigger.end, text=trigger.text, why=f"the word itself says: {imposed}")
            occurrence, cues = imposed, (*cues, said)
        nature: Nature = (frame.source.nature if frame else None) or kind.nature
        if occurrence in {"planned", "hypothetical"} and nature == "report" and found.tense == "future":
            nature = "prediction"
        attribution: Attribution = authorship.attribution if authorship else (found.attribution or "asserted")
        taken = found.granted and occurrence in SAID_TO_HAPPEN
        return Verdict(occurrence=occurrence, attribution=attribution, nature=nature, cues=cues, granted=taken)


def _occurrence(mood: Mood, trigger: Word, carrier: Word, kind: ClaimType) -> Found:
    """The occurrence of the verb that carries the act, taken back by what stands around an act noun, with the type's ways of telling."""
    found = mood.of(carrier)
    noun = trigger.pos in {"NOUN", "PROPN"}
    if noun and carrier.index != trigger.index and found.occurrence in SAID_TO_HAPPEN:
        found = mood.of_noun(trigger) or found
    if noun and found.occurrence in SAID_TO_HAPPEN:
        found = mood.modified(trigger) or found
    if noun and kind.state and found.occurrence not in SAID_TO_HAPPEN:
        found = mood.upheld(trigger) or found
    if found.tense == "future" and kind.hostile and (warned := mood.warned(carrier)) is not None:
        return warned
    if found.tense == "present" and found.occurrence == "ongoing":
        return replace(found, occurrence=kind.present)
    return replace(found, occurrence=kind.future) if found.tense == "future" and found.occurrence == "planned" else found


def _head(tree: Tree, span: Span) -> Word | None:
    """The verb or noun at a span that no other word of the span governs; auxiliaries only for want of a verb."""
    inside = [word for word in tree.at(span.start, span.end) if word.pos in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"}]
    full = [word for word in inside if word.rel not in {"aux", "aux_pass", "cop"}] or inside
    indices = {word.index for word in inside}
    return next((word for word in full if word.index == word.head or word.head not in indices), full[0] if full else None)


def _contents(work: Work) -> Nearby[Owned]:
    return Nearby(Owned(content.start, content.end, index) for index, seed in enumerate(work.seeds) for content in seed.contents)


def _parent(seeds: tuple[Seed, ...], contents: Nearby[Owned], trigger: Span, own: int | None) -> int | None:
    """The innermost seed, other than `own`, that has the trigger in its content."""
    best: int | None = None
    size = 0
    for content in contents.touching(trigger.start, trigger.end):
        outer = seeds[content.owner].trigger
        same = outer.start == trigger.start and outer.end == trigger.end
        if content.owner != own and content.start <= trigger.start and trigger.end <= content.end and not same:
            length = content.end - content.start
            if best is None or length < size:
                best, size = content.owner, length
    return best


def _is_beside(work: Work, parent: int, tree: Tree, word: Word) -> bool:
    """Whether the act is told beside the content: by a coordinated verb, or in a relative clause on somebody in it: "a nié avoir tué cet homme, dont le corps a été trouvé"."""
    seed = work.seeds[parent]
    if work.trees[seed.tree] is not tree:
        return False
    for each in (word, *tree.ancestors(word)):
        noun = tree.head(each) if each.rel == "relcl" else None
        if noun is not None:
            return (is_apart(tree, each) or noun.head not in {seed.word, noun.index}) and not each.has("Mood=Sub")
        if each.rel == "conj" and each.head == seed.word and each.pos in {"VERB", "AUX"}:
            return True  # "rejette toute responsabilité et accuse"
        if each.index == seed.word:
            return False
    return False


def _inherited(work: Work, verdict: Verdict, outer: Verdict, parent: int) -> Verdict:
    """Content of a threat is threatened, of a decision planned; what the outer claim is not, its content is not either."""
    frame = work.seeds[parent].frame.source
    trigger = work.seeds[parent].trigger
    verdict = replace(verdict, content_of=parent)
    gives: Occurrence | None = frame.gives
    if frame.voice == "denies" and gives is None and outer.occurrence != "did_not_happen":
        gives = "did_not_happen"
    if gives == "did_not_happen" and outer.occurrence == "did_not_happen":
        gives = "possible"  # what is not ruled out, not refused, may be
    weaker = _WEAKER.get(gives or "unknown", frozenset({"unknown", "hypothetical"}))
    if (
        gives == "intended"
        and verdict.occurrence in {"hypothetical", "planned"}
        and any(c.start == trigger.start for c in verdict.cues)
    ):
        gives = verdict.occurrence  # the word list knows this verb of intention better than its frame
    if gives is not None and (verdict.occurrence in SAID_TO_HAPPEN or verdict.occurrence in weaker):
        cue = Cue(start=trigger.start, end=trigger.end, text=trigger.text, why=f"content of “{trigger.text}”: {gives}")
        verdict = replace(verdict, occurrence=gives, cues=(*verdict.cues, cue))
    elif outer.occurrence not in SAID_TO_HAPPEN and verdict.occurrence in SAID_TO_HAPPEN and frame.voice is None:
        verdict = replace(verdict, occurrence=outer.occurrence, cues=(*verdict.cues, *outer.cues))
    if frame.gives_attribution:
        return replace(verdict, attribution=frame.gives_attribution)
    return replace(verdict, attribution="denied") if frame.voice == "denies" else verdict


def _is_own_deed(work: Work, telling: Seed, deed: Seed) -> bool:
    """Whether who tells it is who did it: the same mention, the deed's doer taken from the teller, or a pronoun of the same number."""
    if family(telling.type) not in _TELLING:
        return False
    tellers = [role for role in telling.roles if role.role in _SPEAKERS]
    doers = [role for role in deed.roles if role.role in DOERS]
    same = any(
        one.mention == other.mention if one.mention else (one.start, one.end) == (other.start, other.end)
        for one in tellers
        for other in doers
    )
    if same:
        return True
    teller, doer = _number(work, telling, tellers), _number(work, deed, [role for role in doers if not role.mention])
    return bool(teller) and teller == doer


def _number(work: Work, seed: Seed, roles: list[Role]) -> str:
    """The grammatical number of the first role's head; of a pronoun where the role has no mention. Empty where the parser gives none."""
    tree = work.trees[seed.tree]
    for role in roles:
        word = _head(tree, role.span) or next(iter(tree.at(role.start, role.end)), None)
        if word is not None and (role.mention or (word.pos == "PRON" and not word.has("Person=1"))):
            return next((feature for feature in sorted(word.feats) if feature.startswith("Number=")), "")
    return ""
