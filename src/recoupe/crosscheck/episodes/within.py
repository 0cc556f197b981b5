"""The acts of one article: which of its claims tell one act. Sees one article only; what parts two claims outweighs what they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from recoupe.crosscheck.episodes.facets import Facets, Party
from recoupe.crosscheck.episodes.figures import counts_differ, tolls_differ
from recoupe.crosscheck.episodes.scoring import party
from recoupe.crosscheck.episodes.where import apart
from recoupe.knowledge.linking import Linking
from recoupe.model.telling import Telling
from recoupe.model.vocabulary import SAID_TO_HAPPEN

_NEVER = -9.0
_OTHER_DEAD = 1.6
"""What it takes away that other people are counted, in another number."""
_NEWS_DAYS = 10
_TOLD = SAID_TO_HAPPEN | {"did_not_happen", "questioned", "unknown"}
"""Tellings of an act that happened or is disputed, against those of one to come."""


def acts(tellings: Sequence[Telling], linking: Linking, apart_by_ruling: Callable[[Telling, Telling], bool]) -> list[Facets]:
    """The claims of one article gathered into acts, best pairs first; an act holds no two claims that something parts.

    Args:
        tellings: all claims of one article, in their order.
        linking: which families may tell one event.
        apart_by_ruling: whether a person's ruling keeps two claims of the article from being gathered here.
    """
    alone = [Facets([each]) for each in tellings]
    worth: dict[tuple[int, int], float] = {}
    old = _old(alone)
    for one, left in enumerate(alone):
        for other in range(one + 1, len(alone)):
            right = alone[other]
            value = _NEVER if apart_by_ruling(left.telling, right.telling) else likeness(left, right, linking)
            if value > _NEVER:
                value += _passage(left, right, beside=other == one + 1, old=(old[one], old[other]))
            worth[one, other] = value
    group = list(range(len(alone)))
    members = {number: [number] for number in group}
    for one, other in sorted((pair for pair in worth if worth[pair] > 0), key=lambda pair: (-worth[pair], pair)):
        mine, its = group[one], group[other]
        if mine == its:
            continue
        pairs = [worth[min(a, b), max(a, b)] for a in members[mine] for b in members[its]]
        if min(pairs) <= _NEVER / 2 or sum(pairs) / len(pairs) < 0:
            continue
        for each in members[its]:
            group[each] = mine
        members[mine] += members.pop(its)
    made = [
        alone[found[0]] if len(found) == 1 else Facets([tellings[number] for number in sorted(found)])
        for found in members.values()
    ]
    _mark_main(made, linking)
    return made


def _old(alone: Sequence[Facets]) -> list[bool]:
    """Which claims are dated well before the latest day that the article dates: what it tells besides its news."""
    days = [each.last for each in alone if each.last is not None and each.last - (each.published or each.last) <= 0]
    news = alone[0].published if alone and alone[0].published is not None else max(days, default=None)
    return [each.last is not None and news is not None and each.last < news - _NEWS_DAYS for each in alone]


def _passage(left: Facets, right: Facets, *, beside: bool, old: tuple[bool, bool]) -> float:
    """Claims side by side go on telling; what is not dated belongs to the news, not to what is old."""
    undated = not left.dated or not right.dated
    parted = -1.6 if undated and any(old) else 0.0
    if beside:
        unsaid = left.telling.family == right.telling.family == "MOVE" and not (left.doer and right.doer)
        return (1.0 if unsaid else 0.4) + parted
    return parted


def _mark_main(made: Sequence[Facets], linking: Linking) -> None:
    """Of each sort of act that is gathered, the one with the most claims; of others, the only one of its family."""
    gathered = [
        each for each in made if linking.gathers(each.telling.family, each.telling.family) and not each.telling.background
    ]
    if gathered:
        most = max(len(each.members) for each in gathered)
        biggest = [each for each in gathered if len(each.members) == most]
        biggest[0].main = True
    counts: dict[str, int] = {}
    for each in made:
        counts[each.telling.family] = counts.get(each.telling.family, 0) + 1
    for each in made:
        if counts[each.telling.family] == 1 and each.telling.family not in linking.talk:
            each.main = True


def likeness(left: Facets, right: Facets, linking: Linking) -> float:
    """Above 0: the two claims tell one act; `_NEVER` where something parts them."""
    one, other = left.telling, right.telling
    nearness, _ = linking.nearness(one.family, other.family)
    if not nearness or not linking.may_meet(one.type, other.type) or _parted(left, right):
        return _NEVER
    gathered = linking.gathers(one.family, other.family)
    moving = one.family == other.family == "MOVE"
    if one.words == other.words and not gathered and not moving:
        return _NEVER
    value = (
        0.8 if gathered else 0.0 if moving else -0.6 if one.type == other.type else -0.9 if one.family == other.family else -1.6
    )
    talk = one.family in linking.talk or other.family in linking.talk
    if one.headline != other.headline and one.family == other.family:
        value += 1.0
    elif talk:
        value -= 1.0
    if (one.occurrence in _TOLD) != (other.occurrence in _TOLD):
        value -= 2.0
    elif (one.occurrence == "did_not_happen") != (other.occurrence == "did_not_happen"):
        value -= 0.4 if moving else 1.0
    if one.nature != other.nature:
        value -= 0.6
    if one.family in linking.spoken and party(left.doer, right.doer)[0] <= 0:
        value -= 0.6
    value += _shared(left.doer, right.doer, 1.2) + _shared(left.sufferer, right.sufferer, 0.6)
    if one.family == other.family == "ATTACK" and _other_target(left.sufferer, right.sufferer):
        value -= 0.6
    if (
        one.family == other.family == "KILL"
        and _other_target(left.sufferer, right.sufferer)
        and tolls_differ(left.numbers, right.numbers)
    ):
        value -= _OTHER_DEAD
    if counts_differ(left.numbers, right.numbers):
        value -= 1.2
    mine, its = (each.exact_stems | each.sufferer.names for each in (left, right))
    if mine and its:
        value += 0.6 if mine & its else 0.0 if moving else -1.4
    if left.heads & right.heads:
        value += 0.7
    if left.dated and right.dated:
        value += 0.5
    return value


def _other_target(mine: Party, its: Party) -> bool:
    """Whether both name what was attacked, without a word in common."""
    words = [{word for phrase in each.words for word in phrase.split()} for each in (mine, its)]
    return bool(words[0] and words[1] and not words[0] & words[1])


def _shared(mine: Party, its: Party, doubt: float) -> float:
    """What the fillers of one part give: less than between articles, since an article's parties come back in all of its acts; `doubt` where their sides differ."""
    if mine.kinds and its.kinds and not mine.sides & its.sides and not mine.ids & its.ids:
        return -doubt
    gave, why = party(mine, its)
    return 0.7 * gave if why else 0.0


def _parted(left: Facets, right: Facets) -> bool:
    """Days that exclude one another, places too far, one long past."""
    if left.telling.background != right.telling.background and left.dated and right.dated:
        return True
    ends = (left.first, left.last, right.first, right.last)
    first, last = max(left.first or 0, right.first or 0), min(left.last or 10**7, right.last or 10**7)
    if left.dated and right.dated and first - last > (3 if None in ends else 0):
        return True
    return apart(left, right)
