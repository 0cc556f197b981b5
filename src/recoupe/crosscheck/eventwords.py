"""Event words of many articles that mean one event: first the words of one stem, then what our lexicon makes of them where the same parties stand with them.

For texts of any subject, where no claim is read: wording is all there is. Whole groups of words are compared, never single pairs, so that what a dozen
articles say of an act weighs more than one sentence. The linking of claims never uses it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from recoupe.crosscheck.naming import plain_names
from recoupe.crosscheck.stories import Vector, stories
from recoupe.text.words import folded_words

ALIKE = 0.18
"""Average cosine from which two groups of articles are one story."""
_SHORTEST = 3
_BEGINS_ALIKE = 4
_KIN = 0.5
"""Share of the pairs of words of two groups that must be of one kin."""
_SUFFERERS = 0.3
_PARTIES = 0.35
"""Cosine of those to whom it is done, and of all who and what stands with it, from which words of one kin tell one event."""
_BESIDE = 1 / 3
"""Share of a group's words that may stand in one sentence with words of the other: two words in one sentence are two events."""

Weights = Mapping[str, float]


class EventWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word that tells an event.

    Args:
        key: its own name.
        document, sentence: where it stands.
        lemma: lemma of its head, or the entry of our lexicon that its words make ("open fire").
        kin: the types of claims that our lexicon gives to it.
        loss: the loss that it counts ("dead"), empty for none.
        speech: whether it is a word of speech.
        stands_in: whether it is a pronoun: it shares no lemma with others.
        doers, sufferers, others: stems of those who do it, of those to whom it is done, of its other dependents.
    """

    key: str
    document: str
    sentence: int
    lemma: str
    kin: frozenset[str] = frozenset()
    loss: str = ""
    speech: bool = False
    stands_in: bool = False
    doers: frozenset[str] = frozenset()
    sufferers: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def story_of(texts: Mapping[str, str]) -> dict[str, str]:
    """The story of each article, by its words, its names and figures counting twice; a word of one article only binds nothing.

    Args:
        texts: the articles' texts by id.
    """
    counts = {name: _words(text) for name, text in texts.items()}
    having = Counter(word for found in counts.values() for word in found)
    vectors = {
        name: Vector(
            {word: math.sqrt(times) * math.log(len(texts) / having[word]) for word, times in found.items() if having[word] > 1}
        )
        for name, found in counts.items()
    }
    return stories(vectors, ALIKE, None, len(vectors))


def _words(text: str) -> Counter[str]:
    words = Counter(word for word in folded_words(text) if len(word) >= _SHORTEST or word.isdigit())
    return words + Counter(f"name:{name}" for name in plain_names(text))


def events(words: Sequence[EventWord], story: Mapping[str, str]) -> dict[str, str]:
    """The event of each word, called by a key; words of two stories are never one.

    Args:
        words: the event words.
        story: story of each article by id.
    """
    having = Counter(each for word in words for each in word.doers | word.sufferers | word.others)
    weights = {each: math.log(len(words) / number) for each, number in having.items()}
    told: dict[str, list[EventWord]] = defaultdict(list)
    for word in words:
        told[story[word.document]].append(word)
    return {
        word.key: group.words[0].key
        for inside in told.values()
        for group in _joined([_Group(each, weights) for each in _of_one_stem(inside)], weights)
        for word in group.words
    }


def derived(one: str, other: str) -> bool:
    """Whether one lemma is made of the other, in any language that derives by endings: they begin alike for half of the longer one."""
    same = next(
        (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), min(len(one), len(other))
    )
    return one == other or (" " not in one + other and same >= _BEGINS_ALIKE and 2 * same >= max(len(one), len(other)) - 1)


def _of_one_stem(words: Sequence[EventWord]) -> list[list[EventWord]]:
    """The words of a story in groups of one stem; those of speech only where the same one speaks."""
    groups: list[list[EventWord]] = []
    for word in words:
        near = [group for group in groups if any(_same_word(word, each) for each in group)]
        groups = [group for group in groups if not any(group is each for each in near)]
        groups.append([*(each for group in near for each in group), word])
    return groups


def _same_word(one: EventWord, other: EventWord) -> bool:
    if one.stands_in or other.stands_in or not derived(one.lemma, other.lemma):
        return False
    spoken = (one.speech or other.speech) and one.document != other.document
    return not (spoken and one.doers and other.doers and not one.doers & other.doers)


class _Group:
    """Words that tell one event, with their parties pooled."""

    def __init__(self, words: Sequence[EventWord], weights: Weights) -> None:
        self.words = tuple(words)
        self.kin = Counter(word.kin for word in words)
        self.losses = Counter(word.loss for word in words)
        self.places = Counter((word.document, word.sentence) for word in words)
        self.sufferers = _pooled((word.sufferers for word in words), weights)
        self.parties = _pooled((part for word in words for part in (word.doers, word.sufferers, word.others)), weights)

    def with_(self, other: _Group, weights: Weights) -> _Group:
        """Both as one."""
        return _Group((*self.words, *other.words), weights)


def _pooled(sets: Iterable[frozenset[str]], weights: Weights) -> Vector:
    return Vector(
        {key: math.sqrt(times) * weights[key] for key, times in sorted(Counter(key for each in sets for key in each).items())}
    )


def _joined(groups: list[_Group], weights: Weights) -> list[_Group]:
    """The groups of one story, the most alike joined first, each newly made one compared again."""
    living = dict(enumerate(groups))
    worth = {(one, other): _worth(living[one], living[other]) for one in living for other in living if one < other}
    worth = {pair: value for pair, value in worth.items() if value > 0}
    while worth:
        one, other = max(worth, key=lambda pair: (worth[pair], pair))
        living[one] = living[one].with_(living.pop(other), weights)
        worth = {pair: value for pair, value in worth.items() if not {one, other} & set(pair)}
        for third, group in living.items():
            if third != one and (value := _worth(living[one], group)) > 0:
                worth[min(one, third), max(one, third)] = value
    return list(living.values())


def _worth(one: _Group, other: _Group) -> float:
    """How much two groups speak for one event, 0 for not at all."""
    least = min(len(one.words), len(other.words))
    beside = sum(times for place, times in other.places.items() if place in one.places)
    if beside > _BESIDE * least:
        return 0.0
    related = sum(times * its for kin, times in one.kin.items() for their, its in other.kin.items() if kin & their)
    if related > _KIN * len(one.words) * len(other.words):
        sufferers, parties = one.sufferers.likeness(other.sufferers), one.parties.likeness(other.parties)
        if sufferers > _SUFFERERS or parties > _PARTIES:
            return 1.0 + sufferers + parties
    return 0.1 if _one_loss(one, other) else 0.0


def _one_loss(one: _Group, other: _Group) -> bool:
    """Whether most words of both count the same loss: a story tells its dead in many words."""
    return any(
        loss and 2 * times >= len(one.words) and 2 * other.losses[loss] >= len(other.words) for loss, times in one.losses.items()
    )
