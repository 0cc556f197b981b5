"""`recoupe evaluate episodes` on ECB+ and MEANTIME: the sets' own files to event words, claims and articles; counts nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from recoupe.crosscheck.episodes.linking import link
from recoupe.crosscheck.eventheads import Lexicon, event_word
from recoupe.crosscheck.eventwords import EventWord, events, story_of
from recoupe.crosscheck.naming import plain_names
from recoupe.crosscheck.tellings import tellings
from recoupe.crosscheck.wording.translated import Landmarks, in_order
from recoupe.errors import UsageError
from recoupe.evaluation.across_gold import MarkedWord, check_words, read_marked
from recoupe.evaluation.coreference import CoreferenceFigures, score_clusters
from recoupe.evaluation.figures import Miss, overlap
from recoupe.intake.documents import Given, read_bytes
from recoupe.model.document import Document
from recoupe.model.episode import Episode
from recoupe.model.telling import Telling
from recoupe.syntax.tree import Tree

if TYPE_CHECKING:
    from recoupe.pipeline.engine import Engine

_NEAREST = 30


class AcrossFigures(msgspec.Struct, frozen=True, kw_only=True):
    """ECB+: `conll_f1` of gold event words; `joined_topics`: episodes of the full linker that hold claims of two topics, their links with reasons among `errors`."""

    mentions: int
    conll_f1: float
    muc: float
    b3: float
    ceafe: float
    lea: float
    claims: int
    linked: int
    joined_topics: int
    errors: tuple[Miss, ...] = ()


class LanguageFigures(msgspec.Struct, frozen=True, kw_only=True):
    """MEANTIME: share of the articles whose translation is the nearest one by names and figures.

    `linked_in_english`: episodes over several English articles, as a report. None over two languages can be had here: of the set's languages only English has a pack.
    """

    articles: int
    same_article: float
    linked_in_english: int = 0


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
    """The figures of an ECB+ split: its file, or the folder with `ecbplus_dev.json`. Raises UsageError R402, R403."""
    data = read_marked(gold if gold.is_file() else gold / "ecbplus_dev.json")
    check_words(data, gold.name)
    texts = {name: _Laid(each.sentences) for name, each in data.documents.items()}
    wanted = data.event_words
    lexicon = Lexicon(engine.knowledge.packs["en"])
    parser = engine.knowledge.parser("en")
    if parser is None:
        raise UsageError("R402", "there is no parser of English.")
    asked = sorted({(each.doc, each.sent) for each in wanted})
    trees = {
        (name, number): list(parser.parse(texts[name].text, [(*texts[name].sentences[number], "p")])) for name, number in asked
    }
    words = [_event_word(each, trees[each.doc, each.sent], texts[each.doc], lexicon) for each in wanted]
    given = events(words, story_of({name: laid.text for name, laid in texts.items()}))
    scored: CoreferenceFigures = score_clusters({each.id: each.cluster for each in wanted}, given)
    told, topic = _tellings(
        {name: laid.text for name, laid in texts.items()},
        engine,
        {name: str(each.topic) for name, each in data.documents.items()},
    )
    episodes = link(told)
    homes = [{topic[document] for document, _ in episode.claims} for episode in episodes]
    linked = sum(len({document for document, _ in episode.claims}) > 1 for episode in episodes)
    return AcrossFigures(
        **msgspec.structs.asdict(scored), claims=len(told), linked=linked, joined_topics=sum(len(home) > 1 for home in homes),
        errors=tuple(_wrong_links(episodes, topic)),
    )  # fmt: skip


def _wrong_links(episodes: Iterable[Episode], topic: Mapping[str, str]) -> Iterable[Miss]:
    """The links between two topics, each with its reasons."""
    for episode in episodes:
        for each in episode.links:
            homes = [topic[each.left[0]], topic[each.right[0]]]
            if homes[0] != homes[1]:
                yield Miss(
                    where=" ".join((*each.left, *each.right)),
                    wanted="two topics apart",
                    got="; ".join(why.why for why in each.reasons),
                )


def meantime_figures(gold: Path, engine: Engine) -> LanguageFigures:
    """The same article in two languages, found among all by names and figures in order: the folder of MEANTIME. Raises UsageError R403."""
    if not (gold / "meantime_en.json").is_file():
        raise UsageError("R403", "the folder with the languages is needed, English among them.", where=gold.name)
    by_lang = {path.stem.rpartition("_")[2]: read_marked(path) for path in sorted(gold.glob("meantime_*.json"))}
    marks = {
        lang: {name: _marks(name, lang, _Laid(each.sentences).text) for name, each in data.documents.items()}
        for lang, data in by_lang.items()
    }
    right = asked = 0
    for lang, found in marks.items():
        if lang != "en":
            for name, own in marks["en"].items():
                asked += 1
                right += _nearest(own, found.values()) == name
    told, _ = _tellings({name: _Laid(each.sentences).text for name, each in by_lang["en"].documents.items()}, engine, {})
    linked = sum(len({document for document, _ in episode.claims}) > 1 for episode in link(told))
    return LanguageFigures(articles=asked, same_article=round(right / asked, 4) if asked else 0.0, linked_in_english=linked)


class _Laid:
    """Tokens laid out as a text, with the offsets of sentences and tokens."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
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


def _event_word(mention: MarkedWord, trees: Iterable[Tree], laid: _Laid, lexicon: Lexicon) -> EventWord:
    """A mention as an event word; by its last token alone where no sentence was parsed."""
    tokens = [laid.tokens[mention.sent][number] for number in mention.tokens]
    where = (mention.doc, mention.sent)
    for tree in trees:
        if words := [word for word in tree.words if any(overlap((word.start, word.end), token) for token in tokens)]:
            return event_word(mention.id, where, tree, words, lexicon)
    return EventWord(key=mention.id, document=where[0], sentence=where[1], lemma=mention.text.split()[-1].lower())


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
