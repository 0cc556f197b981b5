"""Scores how many of the event words of a gold our lexicon knows: E4. Must never know how a frame fires.

An event word is
- of PLOVER's records: the head of a span marked EVT (of "offered to hand over", *offer*);
- of source-target rows: the word that binds the two, the lowest above both in the tree that is a verb, else a noun;
- of re3d: the head of the words of a relation between parties (fighting, allied, in contact, for, against).
Only verbs, nouns and adjectives count, by lemma; names, auxiliaries and words that lie in a source or target do not. A word is known where an entry
begins with it: a trigger of a frame, a verb of speech, a modal or a light verb. Each occurrence counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from recoupe.errors import UsageError
from recoupe.evaluation.event_gold import Spans, half_of, read_gsr, read_pairs
from recoupe.evaluation.figures import Miss, gold_lines, overlap, share
from recoupe.knowledge.packs import Pack
from recoupe.syntax.tree import Tree, Word

PARTIES = frozenset({"FightingAgainst", "AlliesOf", "CommWith", "Likes", "Dislikes"})
_WORDS = frozenset({"VERB", "NOUN", "ADJ"})
_FILES = ("documents.json", "relations.json")

Parse = Callable[[str], Sequence[Tree]]


class LexiconFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Share of the event words with an entry, of all occurrences and of the different words."""

    known: float
    of: int
    known_words: float
    words: int
    errors: tuple[Miss, ...] = ()


class EventText(msgspec.Struct, frozen=True, kw_only=True):
    """A text with the stretches whose heads are event words, and the sides that a word binds where the gold has only these."""

    text: str
    stretches: Spans = ()
    source: Spans = ()
    target: Spans = ()


def read_event_texts(gold: Path, half: str = "all") -> tuple[EventText, ...]:
    """The texts of one set, or of every set that the folder holds. Raises UsageError R403 where it holds none, R402."""
    folders = [] if gold.is_file() else [gold, *sorted(each for each in gold.rglob("*") if each.is_dir())]
    out = [text for folder in folders for text in read_relations(folder, half)]
    files = [gold] if gold.is_file() else [*sorted(gold.rglob("plover_gsr.jsonl")), *sorted(gold.rglob("PLV_train.tsv"))]
    for path in files:
        cases = read_pairs(path, half) if path.suffix == ".tsv" else read_gsr(path, half)
        out += [EventText(text=case.text, stretches=case.event, source=case.source, target=case.target) for case in cases]
    if not out:
        raise UsageError("R403", "there is no set with event words here.", where=gold.name, remedy="Give a set of `events/`.")
    return tuple(out)


def read_relations(folder: Path, half: str = "all") -> tuple[EventText, ...]:
    """The documents of one folder of re3d, each with the words of its relations between parties; none where it holds none. Raises UsageError R402, R403."""
    if not all((folder / name).is_file() for name in _FILES):
        return ()
    documents, relations = (list(gold_lines(folder / name, ("_id",))) for name in _FILES)
    out = []
    for document in documents:
        own = [each for each in relations if each["documentId"] == document["_id"] and each["type"] in PARTIES]
        found = sorted({(each["begin"], each["end"]) for each in own if each["value"].strip()})
        out.append(EventText(text=document["text"], stretches=tuple(found)))
    return tuple(half_of(out, half))


def known_words(pack: Pack) -> frozenset[str]:
    """The first words of all entries of a language: triggers, verbs of speech, modals and light verbs."""
    entries = [form for frame in pack.frames for form in (*frame.source.verbs, *frame.source.nouns, *frame.source.adjectives)]
    entries += [verb for group in pack.attribution.speech for verb in group.lemmas]
    entries += [lemma for modal in pack.modality.modals for lemma in modal.lemmas]
    return frozenset(form.split()[0] for form in (*entries, *pack.modality.light))


def heads_in(trees: Sequence[Tree], stretch: tuple[int, int]) -> Iterator[Word]:
    """The head of a stretch: its topmost word that is a verb, noun or adjective."""
    for tree in trees:
        words = [word for word in tree.at(*stretch) if word.pos in _WORDS]
        if words:
            inside = {word.index for word in words}
            yield min(words, key=lambda word: (sum(above.index in inside for above in tree.ancestors(word)), word.index))
            return


def event_words(trees: Sequence[Tree], text: EventText) -> Iterator[Word]:
    """The event words of a text."""
    if text.stretches:
        for stretch in text.stretches:
            yield from heads_in(trees, stretch)
    elif text.source and text.target:
        yield from binding_word(trees, text)


def binding_word(trees: Sequence[Tree], case: EventText) -> Iterator[Word]:
    """The lowest word above source and target that is a verb, else the lowest noun; none where they stand in two sentences."""
    for tree in trees:
        paths = [_path(tree, side[0]) for side in (case.source, case.target)]
        if all(paths):
            below = {word.index for word in paths[1]}
            shared = [word for word in paths[0] if word.index in below and not _inside(word, case)]
            found = [word for word in shared if word.pos == "VERB"] or [word for word in shared if word.pos in _WORDS]
            yield from found[:1]
            return


def _path(tree: Tree, span: tuple[int, int]) -> list[Word]:
    words = tree.at(*span)
    inside = {word.index for word in words}
    head = next((word for word in words if word.head not in inside or word.head == word.index), None)
    return [head, *tree.ancestors(head)] if head is not None else []


def _inside(word: Word, case: EventText) -> bool:
    return any(overlap((word.start, word.end), span) for span in (*case.source, *case.target))


def score_lexicon(words: Iterable[Word], known: frozenset[str]) -> LexiconFigures:
    """Counts the words that have an entry; the unknown ones are listed by how often they stand."""
    counted = Counter(word.lemma.lower() for word in words)
    unknown = Counter({lemma: times for lemma, times in counted.items() if lemma not in known})
    return LexiconFigures(
        known=share(counted.total() - unknown.total(), counted.total()),
        of=counted.total(),
        known_words=share(len(counted) - len(unknown), len(counted)),
        words=len(counted),
        errors=tuple(Miss(where=lemma, wanted="an entry", got=f"none, {times} times") for lemma, times in unknown.most_common()),
    )
