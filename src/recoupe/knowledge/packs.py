"""A language pack: one folder of data, no Python. Loaded whole, checked whole, immutable afterwards."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.domains import Domains
from recoupe.knowledge.files import data_root, load_toml, shown
from recoupe.knowledge.frames import Frame, load_frames
from recoupe.knowledge.modality import Modality
from recoupe.knowledge.ontology import Ontology, load_ontology
from recoupe.knowledge.parser_words import parser_words
from recoupe.knowledge.times.pack import TimePack, load_times
from recoupe.knowledge.topics import TopicModel, load_topics
from recoupe.model.syntax_rules import SyntaxRules
from recoupe.model.vocabulary import Commitment, VoiceKind


class PackCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`pack.toml`: what the pack is."""

    code: str
    name: str
    version: str
    licence: str


class Furniture(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`furniture.toml`: how pages in this language mark what is not the article. All entries are lower-case word beginnings.

    `related` begin a line that links elsewhere; `share`, `footer` are furniture; `source` begin a source line; `credit` stand in a caption's
    brackets; `archive` mark a picture that does not show the event; `captions` begin a caption; `bylines` begin a byline; `sections` are section labels.
    """

    related: tuple[str, ...]
    share: tuple[str, ...]
    source: tuple[str, ...]
    credit: tuple[str, ...]
    archive: tuple[str, ...]
    bylines: tuple[str, ...]
    sections: tuple[str, ...]
    invented: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    stopwords: tuple[str, ...] = ()


class SpeechVerbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Verbs that make their subject a voice, by what the article commits to."""

    commitment: Commitment
    lemmas: tuple[str, ...]


class Holders(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns by the kind of voice that they make."""

    kind: VoiceKind
    lemmas: tuple[str, ...]


class Takes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What verbs, nouns and adjectives of speech and thought take as their content, beside the clauses that every verb of `speech` takes.

    Args:
        infinitive: verbs whose infinitive (or English gerund) is what is said: "nier avoir", "vow to".
        object: verbs whose object is: "annoncer la mort", "deny the raid".
        phrase: "verb preposition", a particle or noun between them allowed: "appeler à", "mettre en garde contre", "call for".
        charge: "verb preposition" of the deed that an accused or addressed person stands before: "accuser de", "urge to".
        naming: "verb preposition" (or the verb alone) of a name given to the object: "qualifier de", "call".
        telling: as `charge`, for what somebody is told to do, an infinitive: "appeler à", "urge to".
        talking: "verb preposition" of a word in quotation marks: "parler de", "speak of".
        resulting: "verb preposition" of impersonal phrases whose source stands behind the preposition: "ressortir de".
        showing: verbs that things do too, so that not every noun before them is a voice: "montrer", "souligner".
        asking: verbs behind which "si", "if" open what is asked.
        opinion: adjectives and participles of thought with a clause: "convaincu", "confident".
        nouns: nouns with a clause: "déclaration", "claim".
        no_incise: verbs of `speech` that are never inserted.
    """

    infinitive: tuple[str, ...]
    object: tuple[str, ...]
    phrase: tuple[str, ...]
    charge: tuple[str, ...]
    naming: tuple[str, ...]
    telling: tuple[str, ...]
    talking: tuple[str, ...]
    resulting: tuple[str, ...]
    showing: tuple[str, ...]
    asking: tuple[str, ...]
    opinion: tuple[str, ...]
    nouns: tuple[str, ...]
    no_incise: tuple[str, ...] = ()


class Attribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`cues/attribution.toml`: see `research/voices.md` 4.2 for the algorithm these lists feed.

    Args:
        speech: verbs of speech and thought by what the article commits to; all take clauses, quotations, insertions.
        incise_only: verbs that speak only where they are inserted.
        prepositions: "selon", "according to"; `citing` are those of them that name what the speaker before them cites.
        holders: nouns by the kind of voice that they make.
        takes: see `Takes`.
        litotes: verbs that say what they take when they are negated ("n'a pas caché que").
        that, whether: words that open a content clause; `conditional`: those of `whether` that open a condition behind other verbs than those of asking;
            `interrogative`: those that open a relative clause there, unless they stand close behind a verb of asking.
        according_relative: "lequel" in "selon lequel".
        possessing: prepositions of whose words they are ("of", "de").
        comparing: "comme le dit X", "as X says".
        clitics: personal pronouns that may stand inverted.
        initial: prepositions that open a sentence before a speaker and a comma ("pour X, ...").
        compound_that: words before "que", "that" that make another conjunction of it ("afin que").
        generic: pronouns that are a voice only with a clause or quotation ("on").
        impersonal: pronouns that name nobody before a passive ("il a été indiqué").
        addressing: prepositions of who is told, no part of who speaks ("ont dit des témoins à l'AFP").
        personal: relative pronouns of persons ("who"); contrasting: words that set another report against one ("while", "tandis que").
        closing: whether "P, X says" closes a sentence behind a bare comma in this language.
        first_person, nobody, no_holder: who is no voice: the author, impersonal words, nouns behind "selon" and "pour" that name nobody.
    """

    speech: tuple[SpeechVerbs, ...]
    prepositions: tuple[str, ...]
    holders: tuple[Holders, ...]
    takes: Takes
    that: tuple[str, ...]
    whether: tuple[str, ...]
    comparing: tuple[str, ...]
    possessing: tuple[str, ...]
    first_person: tuple[str, ...]
    nobody: tuple[str, ...]
    no_holder: tuple[str, ...]
    incise_only: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    litotes: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    interrogative: tuple[str, ...] = ()
    according_relative: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    initial: tuple[str, ...] = ()
    compound_that: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    addressing: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    contrasting: tuple[str, ...] = ()
    closing: bool = False

    @property
    def speech_verbs(self) -> tuple[str, ...]:
        """The lemmas of all groups of speech."""
        return tuple(lemma for group in self.speech for lemma in group.lemmas)


class LoadedTerm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that take sides in one way, with the neutral counterpart; the head of `cues/loaded.toml` says what each key means."""

    forms: tuple[str, ...]
    neutral: str
    technique: str
    why: str
    unless: tuple[str, ...] = ()
    of: Literal["named", "doer", "target"] = "named"
    only: tuple[str, ...] = ()
    doer: str = ""


class LoadedTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`cues/loaded.toml`."""

    term: tuple[LoadedTerm, ...]


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Figures of speech about one matter. `words` with `beside`, each key of `pairs` with its own list: lemmas; `phrases` as they stand, lower case.

    `about` is a key of the labels' table `figure`. `examples` must match, `literal` must not; they run as tests.
    """

    about: str
    examples: tuple[str, ...]
    literal: tuple[str, ...]
    words: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    pairs: dict[str, tuple[str, ...]] = {}


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`cues/figurative.toml`."""

    figure: tuple[Figure, ...]


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`places.toml`: generic nouns that announce a place name, compass words, prepositions that locate, and those that locate without movement.

    `of_name`: nouns that are part of the name behind them ("mer Noire"), singular and plural. `leading`: those prepositions that lead to a place and to nobody.
    `indefinite`, `definite`: articles of a noun in apposition ("X, un village"), `behind_noun`: words that may follow it; `of_body`: place nouns that as often name a body.
    `first_words`: words with which names of places of several words begin ("Tell", "Velyka"); `where`, `inside`: what says behind a comma that a name is a place's.
    `coordinate`: words that join two names of places, `small`: prepositions that may be repeated behind them.
    `another`: words right before a name, `namesakes`: words anywhere in its sentence, by which the text says that another place bears the name too.
    """

    generic: tuple[str, ...]
    compass: tuple[str, ...]
    facility: tuple[str, ...]
    locating: tuple[str, ...]
    static: tuple[str, ...]
    of_name: tuple[str, ...]
    leading: tuple[str, ...]
    indefinite: tuple[str, ...]
    definite: tuple[str, ...]
    behind_noun: tuple[str, ...]
    of_body: tuple[str, ...]
    first_words: tuple[str, ...]
    where: tuple[str, ...]
    inside: tuple[str, ...]
    coordinate: tuple[str, ...]
    small: tuple[str, ...]
    another: tuple[str, ...]
    namesakes: tuple[str, ...]


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`numbers.toml`: words for numbers and for rough ones (word → [low, high], high -1 for none), what bounds them, what they count.

    `scale`: words that multiply the number before them. `at_least`, `at_most`, `nearly`, `about` stand before a number, `..._behind` behind what is counted;
    `margin_percent`: how far "about" and "nearly" may lie off. `joins` link the parts of one number; `ranges` link two bounds (`alternatives`: only close
    ones), `between` opens a range linked by a join, `changes` opens a figure and what it became. `dead`, `injured`, `missing`: words that say what befell
    the counted; `kills`, `injures`: verbs (lemmas) that do it to their object, `dies` what befalls their subject; `none` denies a loss; `within` opens a part of the
    counted; `among` leads to the side, `sides` names it whole; `ones` are the articles that count one; `measures` count no people.
    """

    exact: dict[str, int]
    rough: dict[str, tuple[int, int]]
    scale: dict[str, int]
    dead: tuple[str, ...]
    injured: tuple[str, ...]
    missing: tuple[str, ...]
    kills: tuple[str, ...]
    injures: tuple[str, ...]
    dies: tuple[str, ...]
    ones: tuple[str, ...]
    none: tuple[str, ...]
    within: tuple[str, ...]
    among: tuple[str, ...]
    sides: tuple[str, ...]
    measures: tuple[str, ...]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    nearly: tuple[str, ...]
    about: tuple[str, ...]
    at_least_behind: tuple[str, ...]
    at_most_behind: tuple[str, ...]
    joins: tuple[str, ...]
    ranges: tuple[str, ...]
    alternatives: tuple[str, ...]
    between: tuple[str, ...]
    changes: tuple[str, ...]
    margin_percent: int


class Pronoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Forms of one pronoun and what its antecedent must be. `person` None: a person or not; `latter`: the nearest noun before it."""

    forms: tuple[str, ...]
    number: Literal["singular", "plural", ""] = ""
    gender: Literal["masculine", "feminine", ""] = ""
    person: bool | None = None
    latter: bool = False


class Pronouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`pronouns.toml`: pronouns, possessives, nouns for one person, nouns of officials that are bodies; `empty` pronouns stand for nobody with `impersonal` verbs."""

    pronoun: tuple[Pronoun, ...]
    possessive: tuple[Pronoun, ...]
    persons: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()


class Circumstances(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`circumstances.toml`: prepositions of weapons, of means (before one of `vehicles`), and what opens a purpose."""

    weapon: tuple[str, ...]
    means: tuple[str, ...]
    vehicles: tuple[str, ...]
    purpose: tuple[str, ...]


class Classes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`classes.toml`: named lists of noun lemmas, used by slots and guards."""

    classes: dict[str, tuple[str, ...]]


class Contexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`contexts.toml`: words that speak of a PLOVER context. Words or phrases in lower case; a trailing * takes every word that begins so."""

    contexts: dict[str, tuple[str, ...]]


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A language pack in memory."""

    card: PackCard
    syntax: SyntaxRules
    furniture: Furniture
    attribution: Attribution
    modality: Modality
    loaded: LoadedTerms
    figures: Figures
    times: TimePack
    places: PlaceWords
    numbers: Numbers
    pronouns: Pronouns
    circumstances: Circumstances
    domains: Domains
    topics: TopicModel
    classes: dict[str, frozenset[str]]
    frames: tuple[Frame, ...]
    contexts: dict[str, tuple[str, ...]]


def pack_codes() -> tuple[str, ...]:
    """Codes of the shipped language packs."""
    return tuple(sorted(folder.name for folder in (data_root() / "lang").iterdir() if folder.is_dir()))


@cache
def load_pack(code: str) -> Pack:
    """The pack of a language. Raises KnowledgeError on the first wrong file, R305 for a language without a pack."""
    folder = data_root() / "lang" / code
    if not folder.is_dir():
        raise KnowledgeError("R305", f"there is no language pack {code!r}.", remedy=f"Packs: {', '.join(pack_codes())}.")
    return read_pack(folder, load_ontology())


def read_pack(folder: Path, ontology: Ontology) -> Pack:
    """A pack from any folder (a team's own, a test's)."""
    card = load_toml(folder / "pack.toml", PackCard)
    if card.code != folder.name:
        raise KnowledgeError("R305", f"pack {card.code!r} lies in {folder.name!r}.", where=shown(folder / "pack.toml"))
    classes = _classes(folder)
    attribution = load_toml(folder / "cues" / "attribution.toml", Attribution)
    modality = load_toml(folder / "cues" / "modality.toml", Modality)
    frames = load_frames(folder / "frames", card.code, ontology, classes)
    return Pack(
        card=card,
        syntax=parser_words(load_toml(folder / "syntax.toml", SyntaxRules), classes, attribution.speech_verbs, modality, frames),
        furniture=load_toml(folder / "furniture.toml", Furniture),
        attribution=attribution,
        modality=modality,
        loaded=load_toml(folder / "cues" / "loaded.toml", LoadedTerms),
        figures=load_toml(folder / "cues" / "figurative.toml", Figures),
        times=load_times(folder / "times", card.code),
        places=load_toml(folder / "places.toml", PlaceWords),
        numbers=load_toml(folder / "numbers.toml", Numbers),
        pronouns=load_toml(folder / "pronouns.toml", Pronouns),
        circumstances=load_toml(folder / "circumstances.toml", Circumstances),
        domains=load_toml(folder / "domains.toml", Domains),
        topics=load_topics(folder / "topics"),
        classes=classes,
        frames=frames,
        contexts=load_toml(folder / "contexts.toml", Contexts).contexts,
    )


def _classes(folder: Path) -> dict[str, frozenset[str]]:
    """The classes of the frames and those of the crosswalks, under one set of names."""
    classes = {name: frozenset(lemmas) for name, lemmas in load_toml(folder / "classes.toml", Classes).classes.items()}
    path = folder / "crosswalk.toml"
    more = {name: frozenset(lemmas) for name, lemmas in load_toml(path, Classes).classes.items()}
    twice = sorted(set(classes) & set(more))
    if twice:
        raise KnowledgeError("R304", f"classes.toml has these classes too: {', '.join(twice)}.", where=shown(path))
    return classes | more
