"""`recoupe evaluate episodes` on ECB+ and MEANTIME: the sets' own files to event words, claims and articles; counts nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from recoupe.crosscheck.episodes.linking import link
from recoupe.crosscheck.eventwords import EventWord, events
from recoupe.crosscheck.naming import plain_names
from recoupe.crosscheck.stories import Vector, stories, vectors
from recoupe.crosscheck.tellings import tellings
from recoupe.crosscheck.wording.translated import Landmarks, in_order
from recoupe.errors import UsageError
from recoupe.evaluation.coreference import CoreferenceFigures, score_clusters
from recoupe.intake.documents import Given, read_bytes
from recoupe.knowledge.packs import Pack
from recoupe.model.document import Document
from recoupe.model.telling import Telling
from recoupe.model.vocabulary import SPEECH, family
from recoupe.syntax.tree import Tree, Word
from recoupe.text.words import folded_words

if TYPE_CHECKING:
    from recoupe.pipeline.engine import Engine

_ALIKE = 0.1
_EVERYWHERE = 0.3
"""Share of the articles from which a word says nothing of a story."""
_COMPANY = ("subj", "subj_pass", "agent", "obj", "obl", "nmod", "compound", "amod", "poss", "nummod")
_SHORTEST = 3
_NEAREST = 30


class AcrossFigures(msgspec.Struct, frozen=True, kw_only=True):
    """ECB+: `conll_f1` of gold event words; `joined_topics`: episodes of the full linker that hold claims of two topics."""

    mentions: int
    conll_f1: float
    muc: float
    b3: float
    ceafe: float
    claims: int
    linked: int
    joined_topics: int


class LanguageFigures(msgspec.Struct, frozen=True, kw_only=True):
    """MEANTIME: share of the articles whose translation is the nearest one by names and figures; how many claims are linked across two languages, as a report."""

    articles: int
    same_article: float
    linked_across: int = 0


def is_across(gold: Path) -> str | None:
    """ "ecb" or "meantime" where the path is that set, None otherwise."""
    names = [gold.name] if gold.is_file() else [each.name for each in gold.glob("*.json")]
    return (
        "ecb"
        if any(name.startswith("ecbplus_") for name in names)
        else "meantime"
        if any(name.startswith("meantime_") for name in names)
        else None
    )


def ecb_figures(gold: Path, engine: Engine) -> AcrossFigures:
    """The figures of an ECB+ split: its file, or the folder with `ecbplus_dev.json`."""
    data = _load(gold if gold.is_file() else gold / "ecbplus_dev.json")
    texts = {name: _Laid(each["sentences"]) for name, each in data["documents"].items()}
    wanted = [each for each in data["mentions"] if each["kind"] == "event" and each["validated"]]
    lexicon = _Lexicon(engine.knowledge.packs["en"])
    parser = engine.knowledge.parser("en")
    if parser is None:
        raise UsageError("R402", "there is no parser of English.")
    words = []
    trees: dict[tuple[str, int], list[Tree]] = {}
    for each in wanted:
        laid, where = texts[each["doc"]], (each["doc"], each["sent"])
        if where not in trees:
            start, end = laid.sentences[each["sent"]]
            trees[where] = list(parser.parse(laid.text, [(start, end, "p")]))
        spans = [laid.tokens[each["sent"]][token] for token in each["tokens"]]
        words.append(_event_word(each, trees[where], (spans[0][0], spans[-1][1]), lexicon))
    articles = _vectors({name: laid.text for name, laid in texts.items()})
    story = stories(articles, _ALIKE, None, len(articles))
    scored: CoreferenceFigures = score_clusters({each["id"]: each["cluster"] for each in wanted}, events(words, articles, story))
    told, topic = _tellings(
        {name: laid.text for name, laid in texts.items()},
        engine,
        {name: str(each["topic"]) for name, each in data["documents"].items()},
    )
    episodes = link(told)
    homes = [{topic[document] for document, _ in episode.claims} for episode in episodes]
    linked = sum(len({document for document, _ in episode.claims}) > 1 for episode in episodes)
    return AcrossFigures(
        **msgspec.structs.asdict(scored), claims=len(told), linked=linked, joined_topics=sum(len(home) > 1 for home in homes)
    )


def meantime_figures(gold: Path, engine: Engine) -> LanguageFigures:
    """The same article in two languages, found among all by names and figures in order: the folder of MEANTIME."""
    by_lang = {path.stem.rpartition("_")[2]: _load(path) for path in sorted(gold.glob("meantime_*.json"))}
    marks = {
        lang: {name: _marks(name, lang, _Laid(each["sentences"]).text) for name, each in data["documents"].items()}
        for lang, data in by_lang.items()
    }
    right = asked = 0
    for lang, found in marks.items():
        if lang != "en":
            for name, own in marks["en"].items():
                asked += 1
                right += _nearest(own, found.values()) == name
    told, _ = _tellings({name: _Laid(each["sentences"]).text for name, each in by_lang["en"]["documents"].items()}, engine, {})
    across = sum(len({document for document, _ in episode.claims}) > 1 for episode in link(told))
    return LanguageFigures(articles=asked, same_article=round(right / asked, 4) if asked else 0.0, linked_across=across)


def _load(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as err:
        raise UsageError("R403", f"the file is no JSON of this set: {err}.", where=path.name) from err
    return data


class _Laid:
    """Tokens laid out as a text, with the offsets of sentences and tokens."""

    def __init__(self, sentences: list[list[str]]) -> None:
        text, self.sentences, self.tokens = "", [], []
        for sentence in sentences:
            start, offsets = len(text), []
            for token in sentence:
                offsets.append((len(text), len(text) + len(token)))
                text += token + " "
            text = text.rstrip(" ") + "\n"
            self.sentences.append((start, len(text) - 1))
            self.tokens.append(offsets)
        self.text = text


class _Lexicon:
    """The families that our lexicon gives to a lemma."""

    def __init__(self, pack: Pack) -> None:
        self._families: dict[str, set[str]] = {}
        for frame in pack.frames:
            for form in (*frame.source.verbs, *frame.source.nouns, *frame.source.adjectives):
                self._families.setdefault(form, set()).add(family(frame.source.type))
        for group in pack.attribution.speech:
            for lemma in group.lemmas:
                self._families.setdefault(lemma, {"STATEMENT"})

    def families(self, lemma: str) -> frozenset[str]:
        """The families of a lemma, none where the lexicon does not have it."""
        return frozenset(self._families.get(lemma, ()))


def _event_word(mention: dict[str, Any], trees: Iterable[Tree], span: tuple[int, int], lexicon: _Lexicon) -> EventWord:
    """The head of a mention with what stands around it."""
    head: Word | None = None
    company: set[str] = set()
    for tree in trees:
        inside = tree.at(*span)
        if inside and head is None:
            indices = {word.index for word in inside}
            head = next((word for word in inside if word.head not in indices or word.head == word.index), inside[-1])
            company |= {child.lemma.lower() for child in tree.children(head, *_COMPANY)}
        company |= {word.text.lower() for word in tree.words if word.pos == "PROPN"}
    lemma = head.lemma.lower() if head is not None else mention["text"].split()[-1].lower()
    families = lexicon.families(lemma)
    return EventWord(
        key=mention["id"], document=mention["doc"], sentence=mention["sent"], lemma=lemma, families=families,
        speech=bool(families) and families <= SPEECH, company=frozenset(each for each in company if len(each) >= _SHORTEST),
    )  # fmt: skip


def _vectors(texts: dict[str, str]) -> dict[str, Vector]:
    """Articles by their words, those aside that are everywhere."""
    counts = {name: Counter(word for word in folded_words(text) if len(word) >= _SHORTEST) for name, text in texts.items()}
    having = Counter(word for found in counts.values() for word in found)
    kept = {
        name: {word: number for word, number in found.items() if having[word] < _EVERYWHERE * len(counts)}
        for name, found in counts.items()
    }
    return vectors(kept, most=1, besides=1)


def _document(name: str, text: str, lang: str) -> Document:
    return read_bytes(f"{text}\n".encode(), name=name, given=Given(lang=lang, outlet=name))


def _tellings(texts: dict[str, str], engine: Engine, topics: dict[str, str]) -> tuple[list[Telling], dict[str, str]]:
    """The claims of English articles, and the topic of each document id."""
    told: list[Telling] = []
    topic: dict[str, str] = {}
    for name, text in texts.items():
        document = _document(name, text, "en")
        topic[document.id] = topics.get(name, "")
        told += tellings(engine.read(document), document.text)
    return told, topic


def _marks(name: str, lang: str, text: str) -> Landmarks:
    """Names and figures of an article whose language may have no pack: read as they stand."""
    return Landmarks(name, lang, None, plain_names(text))


def _nearest(own: Landmarks, others: Iterable[Landmarks]) -> str:
    """The article whose landmarks come most in the same order, those first that share most of them."""
    counts = Counter(own.marks)
    likely = sorted(
        others,
        key=lambda each: (-sum((counts & Counter(each.marks)).values()) / (len(each.marks) + len(own.marks)), each.document),
    )[:_NEAREST]
    best = max(likely, key=lambda each: (in_order(own.marks, each.marks) / (len(own.marks) + len(each.marks)), each.document))
    return best.document
