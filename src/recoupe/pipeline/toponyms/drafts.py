"""The names of one part while they are gathered: runs of words that may be names, and those that some evidence made places. Looks at words, never at where anything lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from recoupe.knowledge.gazetteer import kinds_of_group
from recoupe.model.record import Part
from recoupe.pipeline.toponyms.surroundings import Surroundings, Words
from recoupe.pipeline.toponyms.tokens import SEPARATOR, Token, tokens_of
from recoupe.text.views import fold

_MANY = frozenset({"les", "aux", "des"})
_LINKS = frozenset({"de", "du", "des", "d", "of", "la", "the"})
_JOINS = (" and ", " et ", " or ", " ou ", " & ")

IsListed = Callable[[str], bool]
"""Whether the gazetteer lists a name as it stands."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that some evidence makes a place: the tokens, and the evidence."""

    start: int
    end: int
    rule: str
    state: str | None = None
    capital: bool = False
    part_of_name: bool = False


class Draft:
    """One part with its words, and the names found in it so far: none overlaps another, the longest and the first proposed stay."""

    def __init__(self, around: Surroundings, part: Part, words: Words, is_listed: IsListed) -> None:
        self.around = around
        self.part = part
        self.words = words
        self.tokens = tokens_of(around.text[part.start : part.end], part.start)
        self.found: list[Found] = []
        self.doubtful: list[NameRun] = []
        self.withheld: list[Found] = []
        self.is_listed = is_listed

    def add(self, proposed: Iterable[Found]) -> None:
        """Keeps of the proposed names those that overlap none kept, the longest first, in the order of the evidence; half of another's name gives way to a whole one."""
        for each in sorted(proposed, key=lambda one: one.start - one.end):
            self.found = [
                other
                for other in self.found
                if not (
                    other.part_of_name
                    and not each.part_of_name
                    and each.start <= other.start
                    and other.end < each.end + (each.start < other.start)
                )
            ]
            if not any(other.start < each.end and each.start < other.end for other in self.found):
                self.found.append(each)

    def is_withheld(self, state: Found) -> bool:
        """Whether a doubtful name of several words holds the name of a state or a capital ("La Victoria"): if it is no place, the shorter one is sought again."""
        inside = any(name.start < state.start and state.end <= name.end for name in self.doubtful)
        if inside:
            self.withheld.append(state)
        return inside

    def halves(self, start: int, end: int, rule: str) -> list[Found]:
        """The two listed names that a hyphen joins ("Mopti-Sévaré"); none where it is another name."""
        said = self.around.text[start:end]
        middle = start + said.find("-")
        both = (
            is_pair(said)
            and not self.is_listed(said)
            and self.is_listed(said.partition("-")[0])
            and self.is_listed(said.partition("-")[2])
        )
        return [Found(start=start, end=middle, rule=rule), Found(start=middle + 1, end=end, rule=rule)] if both else []

    def named(self, name: NameRun, rule: str) -> Found:
        """The stretch of a candidate as found."""
        return Found(start=name.start, end=name.end, rule=rule, part_of_name=_in_a_name(self, name))

    def is_announced(self, start: int, end: int) -> bool:
        """Whether a noun of a place stands before the name, right behind it, or in apposition to it."""
        text, part = self.around.text, self.part
        return self.words.announce(text, part.start, start) or self.is_made(start, end)

    def is_made(self, start: int, end: int) -> bool:
        """Whether the noun behind the name ("X dam"; the parser must have a name there) or one in apposition ("X, a village") makes it a place."""
        text, part = self.around.text, self.part
        behind = self.around.is_name(start, end) and self.words.is_noun_behind(text, end, part.end)
        return behind or bool(self.words.noun_apposed(text, (start, end), part.start, part.end))

    def is_way(self, start: int, end: int) -> bool:
        """Whether the noun of a road or a line stands beside the name."""
        text, part = self.around.text, self.part
        beside = self.words.noun_before(text, part.start, start) or self.words.noun_behind(text, end, part.end)
        return beside is not None and not kinds_of_group("line").isdisjoint(beside[1])

    def is_owned(self, start: int, end: int) -> bool:
        """Whether the tagger has a wider name here of what is no place, and its other words are more than articles, place nouns and other listed places."""
        text = self.around.text
        return any(
            not self._is_mere(text[low:start]) or not self._is_mere(text[end:high])
            for low, high in self.around.wider_names(start, end)
        )

    def _is_mere(self, piece: str) -> bool:
        if self.words.is_mere(piece):
            return True
        for join in _JOINS:
            if piece.startswith(join) or piece.endswith(join):
                return self.is_listed(piece.removeprefix(join).removesuffix(join).strip())
        return False


class NameRun:
    """A run of tokens that may be a name."""

    def __init__(self, tokens: list[Token], first: int, behind: int, *, short: bool) -> None:
        self.tokens = tokens
        self.first = first
        self.behind = behind
        self.short = short
        self.start = tokens[first].start
        self.end = tokens[behind - 1].end

    def without_small_words(self) -> NameRun:
        """The same up to its last capitalised word: "Merowe airport" holds "Merowe"."""
        behind = self.behind
        while behind > self.first + 1 and not self.tokens[behind - 1].capital:
            behind -= 1
        return self if behind == self.behind else NameRun(self.tokens, self.first, behind, short=self.short)

    @property
    def is_team(self) -> bool:
        """Whether it is one of several of a town, as teams and troops are: "aux Sables de Bamako"."""
        before, link, town = self.before, self.after, self._token(self.behind + 1)
        many = before is not None and before.text.lower() in _MANY and self.behind == self.first + 1
        return many and link is not None and town is not None and fold(link.text) in _LINKS and town.capital

    @property
    def before(self) -> Token | None:
        """The word right before, None where something parts them."""
        return self._token(self.first - 1)

    @property
    def after(self) -> Token | None:
        """The word right behind, None where something parts them."""
        return self._token(self.behind)

    def _token(self, at: int) -> Token | None:
        if not 0 <= at < len(self.tokens) or self.tokens[at].text == SEPARATOR:
            return None
        return self.tokens[at]


def is_pair(said: str) -> bool:
    """Whether a hyphen joins two capitalised words: "Mopti-Sévaré"."""
    one, hyphen, other = said.partition("-")
    return bool(hyphen) and "-" not in other and one[:1].isupper() and other[:1].isupper()


def inside_run(draft: Draft, name: NameRun) -> bool:
    """Whether a capitalised word stands right before or behind that is no noun of a place: the name may be half of a person's or a body's."""
    before, after = name.before, name.after
    around, words = draft.around, draft.words
    return (
        before is not None and before.capital and around.is_proper(before.start, before.end) and not words.is_mere(before.text)
    ) or (after is not None and after.capital and not words.is_mere(after.text))


def _in_a_name(draft: Draft, name: NameRun) -> bool:
    """Whether the name is half of somebody's: "les Pingouins de Pittsburgh", "University of Glasgow"."""
    if draft.is_owned(name.start, name.end):
        return True
    around = draft.around
    no_name = draft.words.compass | draft.words.generic
    before = name.before
    if before is None:
        return False
    if before.capital and not before.text.isdigit():
        return fold(before.text) not in no_name and around.is_proper(before.start, before.end)
    owner = name.tokens[name.first - 2] if name.first >= 2 else None
    return (
        fold(before.text) in _LINKS and owner is not None and owner.capital and owner.text != SEPARATOR
        and around.is_proper(owner.start, owner.end) and fold(owner.text) not in no_name
    )  # fmt: skip
