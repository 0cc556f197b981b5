"""Event words of many articles that mean one event: by lemma, derivation, what our lexicon makes of them, what stands with them, and the articles' stories.

For texts of any subject, where no claim is read: wording is all there is. Averages over clusters, so that no single pair chains two events. The linking of
claims never uses it.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from recoupe.crosscheck.stories import Vector

_SAME, _DERIVED, _TYPED, _OTHER = 0.56, 0.33, -0.09, -0.3
"""What two words are worth: one lemma, one derivation, one family of our lexicon, nothing in common."""
_SPEECH = -0.35
"""Everybody says things: the same word of speech is rarely the same saying."""
_COMPANY = 0.37
_NO_COMPANY = 0.3
"""Share of company that is assumed where one word stands alone."""
_STORY = 0.48
_MOST_ALIKE = 0.5
_ONE_SENTENCE = -0.42
_JOINS = 0.5
"""Average from which two clusters become one."""
_STEM = 5
_ENDINGS = ("ings", "ing", "ions", "ion", "ers", "er", "ment", "ed", "es", "ee", "s")


class EventWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word that tells an event.

    Args:
        key: its own name.
        document, sentence: where it stands.
        lemma: folded lemma of its head.
        families: families of claims that our lexicon gives to the lemma.
        speech: whether it is a word of speech.
        company: folded lemmas of its subjects, objects and circumstances, and the names of its sentence.
    """

    key: str
    document: str
    sentence: int
    lemma: str
    families: frozenset[str]
    speech: bool
    company: frozenset[str]


def events(words: Sequence[EventWord], articles: Mapping[str, Vector], story: Mapping[str, str]) -> dict[str, str]:
    """The event of each word, called by a key; words of two stories are never one.

    Args:
        words: the event words.
        articles: vectors of the articles by id.
        story: story of each article by id.
    """
    counts = Counter(each for word in words for each in word.company)
    weight = {each: math.log(len(words) / number) for each, number in counts.items()}
    groups: dict[str, list[EventWord]] = defaultdict(list)
    for word in words:
        groups[story[word.document]].append(word)
    out: dict[str, str] = {}
    for group in groups.values():
        out |= _clustered(group, weight, articles)
    return out


def _worth(one: EventWord, other: EventWord, weight: Mapping[str, float], articles: Mapping[str, Vector]) -> float:
    """How much two words speak for one event."""
    if one.lemma == other.lemma:
        worth = _SAME
    elif derived(one.lemma, other.lemma):
        worth = _DERIVED
    elif one.families & other.families and not (one.speech and other.speech):
        worth = _TYPED
    else:
        worth = _OTHER
    if one.speech and other.speech:
        worth += _SPEECH
    least = min(sum(weight[each] for each in word.company) for word in (one, other))
    shared = sum(weight[each] for each in one.company & other.company)
    worth += _COMPANY * (shared / least if least > 0 else _NO_COMPANY)
    worth += _STORY * min(articles[one.document].likeness(articles[other.document]), _MOST_ALIKE)
    return worth + (_ONE_SENTENCE if (one.document, one.sentence) == (other.document, other.sentence) else 0.0)


def derived(one: str, other: str) -> bool:
    """Whether one lemma is made of the other ("acquire", "acquisition"; "drive", "driving"): one stem, or long words that begin alike."""
    longest = min(len(one), len(other)) > _STEM
    return _bare(one) == _bare(other) or (longest and one[:_STEM] == other[:_STEM])


def _bare(lemma: str) -> str:
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _STEM - 1:
            return lemma.removesuffix(ending).rstrip("e")
    return lemma.rstrip("e")


def _clustered(group: Sequence[EventWord], weight: Mapping[str, float], articles: Mapping[str, Vector]) -> dict[str, str]:
    """Average-link clusters of the words of one story."""
    sums: dict[int, dict[int, float]] = {number: {} for number in range(len(group))}
    for one, left in enumerate(group):
        for other in range(one):
            sums[one][other] = sums[other][one] = _worth(left, group[other], weight, articles)
    members = {number: [number] for number in sums}
    heap = [
        (-value, other, one, 1, 1)
        for one, found in sums.items()
        for other, value in found.items()
        if other < one and value >= _JOINS
    ]
    heapq.heapify(heap)
    while heap:
        _, one, other, size, its_size = heapq.heappop(heap)
        if len(members.get(one, ())) != size or len(members.get(other, ())) != its_size:
            continue
        members[one] += members.pop(other)
        gone = sums.pop(other)
        sums[one].pop(other, None)
        for third in sums[one]:
            sums[one][third] += gone[third]
            sums[third][one] = sums[one][third]
            sums[third].pop(other, None)
            average = sums[one][third] / (len(members[one]) * len(members[third]))
            if average >= _JOINS:
                first, second = sorted((one, third))
                heapq.heappush(heap, (-average, first, second, len(members[first]), len(members[second])))
    return {group[each].key: group[number].key for number, found in members.items() for each in found}
