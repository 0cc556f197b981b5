"""Our own gold of episodes: which claims tell one event, scored by pairs of mentions. Places mentions on claims; links nothing itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from recoupe.errors import UsageError
from recoupe.evaluation.figures import Miss, f1, gold_lines, overlap, share
from recoupe.model.record import Claim
from recoupe.model.vocabulary import family

ClaimKey = tuple[str, str]
Intervals = Callable[[Sequence[ClaimKey]], tuple[int, int]]
_NEAR = {frozenset({"ATTACK", "KILL"}), frozenset({"ATTACK", "CLASH"}), frozenset({"CLASH", "KILL"})}


class GoldMention(msgspec.Struct, frozen=True, kw_only=True):
    """One word or phrase that tells an event: by its characters, or by `quote`, which holds `text` once."""

    text: str
    episode: str
    type: str
    origin: str = ""
    start: int | None = None
    end: int | None = None
    quote: str | None = None


class GoldTelling(msgspec.Struct, frozen=True, kw_only=True):
    """The mentions of one article."""

    file: str
    affair: str
    mentions: tuple[GoldMention, ...]


class EpisodeFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of mentions. `pairwise_f1` among mentions that have a claim; `end_to_end` with all; `across_f1` only pairs of two articles that have claims.

    Origins are scored apart from the linking, on the claims that stand on an episode's gold mentions in at least two articles, against the gold's origins that
    these articles tell: `origins_right` the whole interval, `origins_low_right` its lower end, `origins_overlap` where the two intervals meet.
    `joined_across`: episodes that hold claims of two affairs which no gold episode joins.
    """

    mentions: int
    with_claim: int
    pairwise_f1: float
    precision: float
    recall: float
    across_f1: float
    end_to_end: float
    joined_across: int
    origins_scored: int = 0
    origins_right: float = 0.0
    origins_low_right: float = 0.0
    origins_overlap: float = 0.0
    errors: tuple[Miss, ...] = ()


def read_episodes(path: Path) -> list[GoldTelling]:
    """The articles of the gold. Raises UsageError R403 on a line of another form."""
    try:
        return [msgspec.convert(row, GoldTelling) for row in gold_lines(path, ("file", "affair", "mentions"))]
    except msgspec.ValidationError as err:
        raise UsageError("R403", f"the line is no article of the gold of episodes: {err}.", where=path.name) from err


class GoldOrigin(msgspec.Struct, frozen=True):
    """Where an episode comes from in some articles."""

    key: str
    named: bool
    files: tuple[str, ...]


class GoldOrigins(msgspec.Struct, frozen=True):
    """The origins of one episode."""

    episode: str
    origins: tuple[GoldOrigin, ...]


def read_origins(path: Path) -> list[GoldOrigins]:
    """The gold of origins; none where there is no such file. Raises UsageError R403 on a line of another form."""
    if not path.is_file():
        return []
    try:
        return [msgspec.convert(row, GoldOrigins) for row in gold_lines(path, ("episode", "origins"))]
    except msgspec.ValidationError as err:
        raise UsageError("R403", f"the line holds no origins: {err}.", where=path.name) from err


def score_origins(
    figures: EpisodeFigures, wanted: Sequence[GoldOrigins], placed: Sequence[Placed], given: Intervals
) -> EpisodeFigures:
    """The figures with those of the origins. `given`: the interval of the claims that tell one episode."""
    claims: dict[str, set[ClaimKey]] = {}
    files: dict[str, set[str]] = {}
    for each in placed:
        if each.claim is not None:
            claims.setdefault(each.mention.episode, set()).add(each.claim)
            files.setdefault(each.mention.episode, set()).add(each.article)
    scored = right = lower = overlapping = 0
    errors = list(figures.errors)
    for episode in wanted:
        if len(files.get(episode.episode, ())) < 2:
            continue
        told = [each for each in episode.origins if set(each.files) & files[episode.episode]]
        low = max(1, sum(each.named for each in told))
        gold = low, max(low, len(told))
        found = given(sorted(claims[episode.episode]))
        scored += 1
        right += found == gold
        lower += found[0] == gold[0]
        overlapping += found[0] <= gold[1] and gold[0] <= found[1]
        if found != gold:
            errors.append(
                Miss(where=f"{episode.episode} origins", wanted=f"{gold[0]} to {gold[1]}", got=f"{found[0]} to {found[1]}")
            )
    return msgspec.structs.replace(
        figures, origins_scored=scored, origins_right=share(right, scored), origins_low_right=share(lower, scored),
        origins_overlap=share(overlapping, scored), errors=tuple(errors),
    )  # fmt: skip


def locate(mention: GoldMention, text: str) -> tuple[int, int] | None:
    """The mention's characters in the linear text; None where its quote is not there."""
    if mention.quote is None:
        return None if mention.start is None or mention.end is None else (mention.start, mention.end)
    blank = r"\s+"
    found = re.search(blank.join(re.escape(word) for word in mention.quote.split()), text)
    inner = found and re.search(blank.join(re.escape(word) for word in mention.text.split()), found.group())
    return (found.start() + inner.start(), found.start() + inner.end()) if found and inner else None


def claim_of(mention: GoldMention, span: tuple[int, int], claims: Sequence[Claim]) -> Claim | None:
    """The claim on the mention's words, of the same family before others, the longest overlap before shorter ones; never of a family that is far."""
    best = max(
        ((_fit(mention, claim), overlap(span, claim.trigger.bounds), -number) for number, claim in enumerate(claims)),
        default=None,
    )
    return claims[-best[2]] if best is not None and best[0] > 0 and best[1] > 0 else None


def _fit(mention: GoldMention, claim: Claim) -> int:
    given = family(claim.type)
    if given == mention.type:
        return 3
    return 2 if frozenset({given, mention.type}) in _NEAR else 1


class Placed(msgspec.Struct, frozen=True):
    """A gold mention with the claim on it, if any."""

    where: str
    article: str
    affair: str
    mention: GoldMention
    claim: ClaimKey | None


def score_episodes(placed: Sequence[Placed], episode_of: Mapping[ClaimKey, str]) -> EpisodeFigures:
    """The figures of the linking.

    Args:
        placed: the gold's mentions with their claims.
        episode_of: the system's episode of each claim.
    """
    known = [each for each in placed if each.claim is not None and each.claim in episode_of]
    labels = [(each.mention.episode, episode_of[each.claim]) for each in known if each.claim is not None]
    gold, system = [one for one, _ in labels], [other for _, other in labels]
    both, given, wanted = _pairs(labels), _pairs(system), _pairs(gold)
    across = [_across(known, keys) for keys in (labels, gold, system)]
    every = _pairs([each.mention.episode for each in placed])
    return EpisodeFigures(
        mentions=len(placed), with_claim=len(known), pairwise_f1=f1(both, wanted, given), precision=share(both, given), recall=share(both, wanted),
        across_f1=f1(*across), end_to_end=f1(both, every, given), joined_across=joined_across(placed, known, episode_of),
        errors=tuple(_misses(known, labels)),
    )  # fmt: skip


def _pairs(labels: Sequence[Hashable]) -> int:
    return sum(number * (number - 1) // 2 for number in Counter(labels).values())


def _across(known: Sequence[Placed], keys: Sequence[Hashable]) -> int:
    """Pairs of mentions of two articles under one key."""
    inside = Counter((key, each.article) for key, each in zip(keys, known, strict=True))
    return _pairs(keys) - sum(number * (number - 1) // 2 for number in inside.values())


def joined_across(placed: Sequence[Placed], known: Sequence[Placed], episode_of: Mapping[ClaimKey, str]) -> int:
    """Episodes that hold mentions of two affairs, other than those of which the gold has one episode in both."""
    homes: dict[str, set[str]] = {}
    for each in placed:
        homes.setdefault(each.mention.episode, set()).add(each.affair)
    held: dict[str, list[Placed]] = {}
    for each in known:
        if each.claim is not None:
            held.setdefault(episode_of[each.claim], []).append(each)
    return sum(_joins(group, homes) for group in held.values())


def _joins(group: Sequence[Placed], homes: Mapping[str, set[str]]) -> bool:
    affairs = {each.affair for each in group}
    return len(affairs) > 1 and not any(affairs <= homes[each.mention.episode] for each in group)


def _misses(known: Sequence[Placed], labels: Sequence[tuple[str, str]]) -> Iterable[Miss]:
    """Each gold episode that the system divides, and each system episode that joins several, once."""
    parts: dict[str, dict[str, list[str]]] = {}
    for each, (gold, given) in zip(known, labels, strict=True):
        parts.setdefault(gold, {}).setdefault(given, []).append(each.where)
    for gold, found in sorted(parts.items()):
        if len(found) > 1:
            yield Miss(where=gold, wanted="one episode", got=" | ".join(", ".join(each) for each in found.values()))
    mixed: dict[str, dict[str, list[str]]] = {}
    for each, (gold, given) in zip(known, labels, strict=True):
        mixed.setdefault(given, {}).setdefault(gold, []).append(each.where)
    for given, found in sorted(mixed.items()):
        if len(found) > 1:
            yield Miss(
                where=given,
                wanted=f"{len(found)} episodes",
                got=" | ".join(f"{name}: {', '.join(each)}" for name, each in found.items()),
            )
