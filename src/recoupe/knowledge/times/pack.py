"""The folder `times/` of a language pack: words, patterns, cues, loaded whole and checked whole."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root, load_toml, shown
from recoupe.knowledge.times.patterns import NUMBER_CLASSES, Drawn, Ending, Nested, Node, ways
from recoupe.model.vocabulary import Granularity
from recoupe.text.tokens import tokens_of

TOP = "time"
"""The name under which the patterns of whole expressions stand."""
MAKES = frozenset({
    "date", "offset", "season", "feast", "quarter", "half", "decade", "century", "week", "weekend", "clock", "part", "length", "recent",
    "repeat", "nth", "vague", "open", "range", "list", "bound", "night", "hours", "fixed", "no",
})  # fmt: skip
"""What a pattern may make; docs/times.md says what each means and which values it takes. `no` is an expression that is no time."""
NEIGHBOURS = frozenset({"@start", "@stop", "@noun", "@figure", "@capital", "@word"})


class TimeExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence in which the pattern must match `words` with `value`; None where the words fix none."""

    text: str
    words: str
    value: str | None = None
    published: str | None = None
    granularity: Granularity | None = None


class TimeRefusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence in which the pattern must match nothing, and why."""

    text: str
    why: str


class PatternSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One pattern as its author writes it.

    Args:
        name: `time` for whole expressions; any other name for a part that others nest.
        id: of whole expressions, for people.
        says: what it looks like, in the grammar of `patterns`.
        gives: values that the pattern adds; `make` says what it is.
        behind, not_behind: words of which one must, none may, stand right before it; `@start` nothing or a mark, `@figure`, `@noun`, `@capital`, `@word`.
        before, not_before: the same right behind it; `@stop` nothing or a mark.
        tense: "future" or "past": only where the clause is told so.
        accept, refuse: examples; a whole expression has at least one of each.
    """

    name: str
    says: tuple[str, ...]
    id: str = ""
    gives: dict[str, int | str] = {}
    behind: tuple[str, ...] = ()
    not_behind: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    tense: str = ""
    accept: tuple[TimeExample, ...] = ()
    refuse: tuple[TimeRefusal, ...] = ()


class PatternFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of patterns about one sort of expression."""

    pattern: tuple[PatternSource, ...]
    about: str = ""


class WordsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`words.toml`: class → value → forms, a value of figures being a number; `small` words stand in any text and announce no time."""

    small: tuple[str, ...]
    classes: dict[str, dict[str, tuple[str, ...]]]


class TimeCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`cues.toml`: what tells the past from what is still to come, and names from dates. Verbs, nouns and adjectives as lemmas.

    Args:
        auxiliaries: auxiliaries of the future ("will").
        modals: verbs that lay their infinitive into the future when they stand in the present ("devoir", "may").
        wanting: verbs and nouns whose infinitive or clause is still to come ("promettre", "vow").
        coming: participles, adjectives and nouns of what is arranged ("prévu", "scheduled").
        scheduled: verbs whose present tense tells a date to come ("expirer", "resume").
        granting: verbs that set a term ("laisser", "give").
        names: words behind which a date or a number is part of a name; of the text, lower case.
        ranks: words behind which a weekday is a person's name or call sign.
        titles: words before which it is ("avenue", "brigade").
        idioms: phrases with words of time that tell none.
        months_as_names, days_as_names: forms that are also given names or common words, so that a capital alone proves nothing.
        capitals: whether months and weekdays have a capital in this language.
        openers: prepositions before times; behind them an ambiguous form is one.
        next: adjectives of what comes next ("prochain").
        deferring: verbs that put off what is arranged: its day is still to come.
        bounding: words of a limit in time ("jusque", "by").
        lasting, until: verbs whose state lasts to a day that is still to come, even told as past ("suspended until Friday"), and the words of that limit.
        sequels: words at the head of a sentence that goes on from the one before, on the same day ("puis", "then").
        laws: names behind which a figure is part of the name but a day and month are a date ("loi du 3 mai").
        demanding: verbs whose term is still to come even where they are told as past ("promised it before Christmas").
        unaccented_words: words that are others than those of time which they would be with accents ("passe").
    """

    auxiliaries: tuple[str, ...]
    modals: tuple[str, ...]
    wanting: tuple[str, ...]
    coming: tuple[str, ...]
    scheduled: tuple[str, ...]
    granting: tuple[str, ...]
    names: tuple[str, ...]
    ranks: tuple[str, ...]
    titles: tuple[str, ...]
    idioms: tuple[str, ...]
    months_as_names: tuple[str, ...]
    capitals: bool
    openers: tuple[str, ...]
    next: tuple[str, ...]
    deferring: tuple[str, ...]
    bounding: tuple[str, ...]
    unaccented_words: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    sequels: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    demanding: tuple[str, ...] = ()


class Feast(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A feast of `data/times/feasts.toml`, whose head says what the keys mean."""

    by: Literal["fixed", "easter", "orthodox", "moon", "hebrew"]
    month: int = 0
    day: int = 0
    from_new_year: int = 0
    length: int = 1
    loose: bool = False


class FeastFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/times/feasts.toml`."""

    feast: dict[str, Feast]


@cache
def load_feasts() -> dict[str, Feast]:
    """The feasts by their keys. Raises KnowledgeError."""
    return load_toml(data_root() / "times" / "feasts.toml", FeastFile).feast


class Condition(msgspec.Struct, frozen=True):
    """What must and must not stand beside a match. Phrases as tokens."""

    behind: tuple[tuple[str, ...], ...] = ()
    not_behind: tuple[tuple[str, ...], ...] = ()
    before: tuple[tuple[str, ...], ...] = ()
    not_before: tuple[tuple[str, ...], ...] = ()
    tense: str = ""


class TimePack(msgspec.Struct, frozen=True, kw_only=True):
    """The time expressions of a language in memory.

    `classes`: class → first token → (tokens, value), longest first. `roots`: pattern name → its compiled ways. `core`: tokens of which every expression
    has one. `sources`: rank → pattern, for people and examples.
    """

    lang: str
    classes: dict[str, dict[str, tuple[tuple[tuple[str, ...], int | str], ...]]]
    roots: dict[str, Node]
    conditions: dict[int, Condition]
    sources: tuple[PatternSource, ...]
    cues: TimeCues
    small: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]

    @property
    def months(self) -> tuple[str, ...]:
        """Every form of a month, without the full stop of an abbreviation."""
        entries = (entry for entries in self.classes["month"].values() for entry in entries)
        return tuple(dict.fromkeys(tokens[0] for tokens, _ in entries))


def load_times(folder: Path, lang: str) -> TimePack:
    """The time expressions in `folder`. Raises KnowledgeError: R302 to R307 with the file."""
    words = load_toml(folder / "words.toml", WordsFile)
    cues = load_toml(folder / "cues.toml", TimeCues)
    sources: list[tuple[PatternSource, str]] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name not in {"words.toml", "cues.toml"}:
            sources += [(source, shown(path)) for source in load_toml(path, PatternFile).pattern]
    roots: dict[str, Node] = {}
    conditions: dict[int, Condition] = {}
    for rank, (source, where) in enumerate(sources):
        _check(source, where)
        root = roots.setdefault(source.name, Node())
        ending = Ending(source.id or source.name, rank, tuple(source.gives.items()))
        for say in source.says:
            for way in ways(say, where):
                root.add(way, ending)
        if source.name == TOP:
            conditions[rank] = _condition(source)
    _check_references(sources, roots, words)
    return TimePack(
        lang=lang, classes={name: _class(forms) for name, forms in words.classes.items()}, roots=roots, conditions=conditions,
        sources=tuple(source for source, _ in sources), cues=cues, small=frozenset(words.small),
        phrases={key: tuple(tokens_of(each).texts for each in getattr(cues, key)) for key in ("names", "ranks", "titles", "idioms", "openers")},
    )  # fmt: skip


def _check(source: PatternSource, where: str) -> None:
    make = source.gives.get("make")
    if make is not None and make not in MAKES:
        raise KnowledgeError(
            "R305", f"pattern {source.id!r} makes {make!r}.", where=where, remedy=f"Makes: {', '.join(sorted(MAKES))}."
        )
    if source.name != TOP:
        if (
            source.behind
            or source.before
            or source.not_behind
            or source.not_before
            or source.tense
            or source.accept
            or source.refuse
        ):
            raise KnowledgeError(
                "R305", f"only patterns named {TOP!r} have neighbours and examples: {source.name!r}.", where=where
            )
        return
    if not source.id:
        raise KnowledgeError("R303", f"a pattern {source.says[0]!r} has no id.", where=where)
    if not source.accept or not source.refuse:
        raise KnowledgeError(
            "R306",
            f"pattern {source.id} lacks an accept or a refuse example.",
            where=where,
            remedy="Write one of each; they run as tests.",
        )
    for each in (*source.behind, *source.not_behind, *source.before, *source.not_before):
        if each.startswith("@") and each not in NEIGHBOURS:
            raise KnowledgeError(
                "R305",
                f"pattern {source.id}: {each!r} is no neighbour.",
                where=where,
                remedy=f"Neighbours: {', '.join(sorted(NEIGHBOURS))}.",
            )


def _condition(source: PatternSource) -> Condition:
    def phrases(given: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        return tuple((each,) if each.startswith("@") else tokens_of(each).texts for each in given)

    return Condition(
        phrases(source.behind), phrases(source.not_behind), phrases(source.before), phrases(source.not_before), source.tense
    )


def _class(values: dict[str, tuple[str, ...]]) -> dict[str, tuple[tuple[tuple[str, ...], int | str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], int | str]]] = {}
    for value, forms in values.items():
        for form in forms:
            tokens = tokens_of(form).texts
            table.setdefault(tokens[0], []).append((tokens, int(value) if value.lstrip("-").isdigit() else value))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in table.items()}


def _check_references(sources: list[tuple[PatternSource, str]], roots: dict[str, Node], words: WordsFile) -> None:
    """Every class and pattern that is named must be there, and no pattern may nest itself."""
    nests: dict[str, set[str]] = {}
    for source, where in sources:
        for say in source.says:
            for item in (item for way in ways(say, where) for item in way):
                if isinstance(item, Drawn) and item.name not in words.classes and item.name not in NUMBER_CLASSES:
                    raise KnowledgeError("R307", f"there is no class <{item.name}>.", where=where)
                if isinstance(item, Nested):
                    if item.name not in roots:
                        raise KnowledgeError("R307", f"there is no pattern {{{item.name}}}.", where=where)
                    nests.setdefault(source.name, set()).add(item.name)
    for name in nests:
        _check_loops(name, nests, (name,))


def _check_loops(name: str, nests: dict[str, set[str]], path: tuple[str, ...]) -> None:
    for inner in nests.get(name, ()):
        if inner in path:
            raise KnowledgeError("R305", f"the pattern {{{inner}}} nests itself by way of {' > '.join(path)}.", where="times")
        _check_loops(inner, nests, (*path, inner))
