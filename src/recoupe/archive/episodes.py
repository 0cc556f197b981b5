"""What the crossing found: episodes, links, copies. An episode whose members change keeps its id, and what changed is said.

The claims are never touched; a crossing replaces the one before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, func, insert, or_, select

from recoupe.archive.connection import Transaction
from recoupe.archive.records import TOLD_AS
from recoupe.archive.tables import claim, copy, document, episode, episode_claim, episode_was, link, record
from recoupe.archive.upserts import chunks, upsert
from recoupe.model.comparison import Copy
from recoupe.model.episode import ClaimKey, Episode, Link, Reason
from recoupe.model.telling import Telling


class ArticleText(msgspec.Struct, frozen=True, kw_only=True):
    """An article as the search for copies needs it."""

    document: str
    text: str
    lang: str
    outlet: str | None
    published: str | None
    url: str | None


class Crossing(msgspec.Struct, frozen=True, kw_only=True):
    """What a crossing found. `summaries`: id of an episode (as in `episodes`) → what is to be kept of it, JSON values."""

    episodes: Sequence[Episode]
    copies: Sequence[Copy] = ()
    summaries: Mapping[str, Any] = {}


class EpisodeChange(msgspec.Struct, frozen=True, kw_only=True):
    """An episode that is new, gained or lost claims, or went into others. `into` is where a gone one went."""

    change: str
    episode: str
    gained: tuple[ClaimKey, ...] = ()
    lost: tuple[ClaimKey, ...] = ()
    into: str | None = None


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Days of publication, both included; None is open. Articles without a date are in every window."""

    first: str | None = None
    last: str | None = None


EVERYTHING = Window()


def tellings(transaction: Transaction, window: Window = EVERYTHING) -> Iterator[Telling]:
    """The claims of the current records as the crossing sees them, in the order of their keys.

    Only those that are told in the present form: `records.untold` names the articles of the others.
    """
    told = select(record.c.document).where(record.c.current, record.c.told_as == TOLD_AS)
    query = (
        select(claim.c.telling)
        .where(claim.c.telling.is_not(None), claim.c.document.in_(told))
        .order_by(claim.c.document, claim.c.id)
    )
    for value in transaction.execution_options(yield_per=2000).execute(_within(query, window)).scalars():
        yield msgspec.convert(value, Telling)


def texts(transaction: Transaction, window: Window = EVERYTHING) -> Iterator[ArticleText]:
    """The articles with their texts, in the order of their ids."""
    fields = (document.c.id, document.c.text, document.c.lang, document.c.publisher, document.c.published, document.c.url)
    query = select(*fields).order_by(document.c.id)
    for row in transaction.execution_options(yield_per=500).execute(_within(query, window)):
        yield ArticleText(
            document=row.id, text=row.text, lang=row.lang, outlet=row.publisher, published=row.published, url=row.url
        )


def _within(query: Any, window: Window) -> Any:  # noqa: ANN401 - a statement of some columns
    if window == EVERYTHING:
        return query
    inside = []
    if window.first:
        inside.append(document.c.published >= window.first)
    if window.last:
        inside.append(func.substr(document.c.published, 1, 10) <= window.last)
    days = select(document.c.id).where(
        or_(document.c.published.is_(None), *([inside[0] & inside[1]] if len(inside) > 1 else inside))
    )
    column = claim.c.document if "telling" in query.selected_columns else document.c.id
    return query.where(column.in_(days))


def put_crossing(transaction: Transaction, crossing: Crossing, now: str) -> tuple[EpisodeChange, ...]:
    """Replace what an earlier crossing found; what changed since. `now`: ISO date-time in UTC."""
    before = members(transaction)
    ids = kept_ids(before, crossing.episodes)
    changes = tuple(_changes(before, crossing.episodes, ids))
    for table in (copy, link, episode_claim, episode):
        transaction.execute(delete(table))
    times = _times(transaction)
    _insert(
        transaction,
        episode,
        [_episode_row(each, ids[each.id], crossing.summaries.get(each.id), times, now) for each in crossing.episodes],
    )
    _insert(
        transaction,
        episode_claim,
        [{"document": key[0], "claim": key[1], "episode": ids[each.id]} for each in crossing.episodes for key in each.claims],
    )
    _insert(transaction, link, [_link_row(one, ids[each.id]) for each in crossing.episodes for one in each.links])
    _insert(transaction, copy, [_copy_row(each) for each in crossing.copies])
    upsert(
        transaction,
        episode_was,
        ("id",),
        [{"id": each.episode, "episode": each.into, "since": now} for each in changes if each.change == "gone" and each.into],
    )
    return changes


def _insert(transaction: Transaction, table: Any, rows: Sequence[dict[str, Any]]) -> None:  # noqa: ANN401 - a table
    for some in chunks(rows, 5000):
        transaction.execute(insert(table), list(some))


def members(transaction: Transaction) -> dict[str, frozenset[ClaimKey]]:
    """Episode → its claims, as the last crossing left them."""
    found: dict[str, set[ClaimKey]] = {}
    for row in transaction.execute(select(episode_claim)):
        found.setdefault(row.episode, set()).add((row.document, row.claim))
    return {key: frozenset(value) for key, value in found.items()}


def kept_ids(before: Mapping[str, frozenset[ClaimKey]], after: Sequence[Episode]) -> dict[str, str]:
    """New id → the id under which the episode is kept: that of the former episode with which it shares most claims, given out once.

    The largest overlap goes first; equal ones in the order of the ids.
    """
    owner = {key: former for former, keys in before.items() for key in keys}
    shared = [
        (-number, former, each.id)
        for each in after
        for former, number in Counter(owner[key] for key in each.claims if key in owner).items()
    ]
    given: dict[str, str] = {}
    taken: set[str] = set()
    for _, former, new in sorted(shared):
        if former not in taken and new not in given:
            given[new] = former
            taken.add(former)
    for each in sorted(after, key=lambda one: one.id):
        if each.id not in given:
            own, nth = each.id, 1
            while own in taken or own in before:
                nth += 1
                own = f"{each.id}-{nth}"
            given[each.id] = own
            taken.add(own)
    return given


def _changes(
    before: Mapping[str, frozenset[ClaimKey]], after: Sequence[Episode], ids: Mapping[str, str]
) -> Iterator[EpisodeChange]:
    now = {ids[each.id]: frozenset(each.claims) for each in after}
    owner = {key: each for each, keys in now.items() for key in keys}
    for each, keys in sorted(now.items()):
        if each not in before:
            if len(keys) > 1:
                yield EpisodeChange(change="new", episode=each, gained=tuple(sorted(keys)))
        elif keys != before[each]:
            yield EpisodeChange(
                change="changed", episode=each, gained=tuple(sorted(keys - before[each])), lost=tuple(sorted(before[each] - keys))
            )
    for each in sorted(set(before) - set(now)):
        went = Counter(owner[key] for key in sorted(before[each]) if key in owner)
        into = min(went, key=lambda one: (-went[one], one), default=None)
        yield EpisodeChange(change="gone", episode=each, lost=tuple(sorted(before[each])), into=into)


def _times(transaction: Transaction) -> dict[ClaimKey, tuple[str | None, str | None]]:
    rows = transaction.execute(select(claim.c.document, claim.c.id, claim.c.earliest, claim.c.latest))
    return {(row.document, row.id): (row.earliest, row.latest) for row in rows}


def _episode_row(
    each: Episode,
    own: str,
    summary: Any,  # noqa: ANN401 - any JSON value
    times: Mapping[ClaimKey, tuple[str | None, str | None]],
    now: str,
) -> dict[str, Any]:
    known = [times[key] for key in each.claims if key in times]
    return {
        "id": own,
        "family": each.family,
        "claims": len(each.claims),
        "documents": len({key[0] for key in each.claims}),
        "earliest": min((first for first, _ in known if first), default=None),
        "latest": max((last for _, last in known if last), default=None),
        "summary": summary,
        "changed": now,
    }


def _link_row(one: Link, own: str) -> dict[str, Any]:
    return {
        "episode": own,
        "left_document": one.left[0],
        "left_claim": one.left[1],
        "right_document": one.right[0],
        "right_claim": one.right[1],
        "score": one.score,
        "reasons": one.reasons,
        "by": one.by,
    }


def _copy_row(each: Copy) -> dict[str, Any]:
    row = msgspec.structs.asdict(each)
    return {"left_document": row.pop("left"), "right_document": row.pop("right"), **row}


def get(transaction: Transaction, wanted: str) -> Episode | None:
    """The episode of an id, or the one into which it went; None where there is none."""
    row = transaction.execute(select(episode).where(episode.c.id == wanted)).one_or_none()
    if row is None:
        went = transaction.execute(select(episode_was.c.episode).where(episode_was.c.id == wanted)).scalar()
        return get(transaction, went) if went else None
    keys = transaction.execute(select(episode_claim.c.document, episode_claim.c.claim).where(episode_claim.c.episode == wanted))
    links = transaction.execute(select(link).where(link.c.episode == wanted).order_by(link.c.id)).mappings()
    return Episode(
        id=row.id,
        family=row.family,
        claims=tuple(sorted((key[0], key[1]) for key in keys)),
        links=tuple(
            Link(
                left=(each["left_document"], each["left_claim"]),
                right=(each["right_document"], each["right_claim"]),
                score=each["score"],
                reasons=msgspec.convert(each["reasons"], tuple[Reason, ...]),
                by=each["by"],
            )
            for each in links
        ),
    )


def listed(transaction: Transaction, *, documents: int = 2, limit: int = 1000) -> list[dict[str, Any]]:
    """Episodes told by at least so many articles, most articles first: id, family, claims, documents, earliest, latest, summary."""
    query = (
        select(episode)
        .where(episode.c.documents >= documents)
        .order_by(episode.c.documents.desc(), episode.c.claims.desc(), episode.c.id)
        .limit(limit)
    )
    return [{str(key): value for key, value in row.items()} for row in transaction.execute(query).mappings()]


def copies(transaction: Transaction, documents: Sequence[str]) -> list[Copy]:
    """The shared wording of which one side is among these articles."""
    out = []
    for some in chunks(documents):
        query = select(copy).where(or_(copy.c.left_document.in_(some), copy.c.right_document.in_(some))).order_by(copy.c.id)
        for row in transaction.execute(query).mappings():
            values = {**row, "left": row["left_document"], "right": row["right_document"]}
            out.append(msgspec.convert({field: values[field] for field in Copy.__struct_fields__}, Copy))
    return list(dict.fromkeys(out))


def episodes_of(transaction: Transaction, keys: Sequence[ClaimKey]) -> dict[ClaimKey, str]:
    """Claim → the episode that it belongs to, for those that a crossing has seen."""
    out: dict[ClaimKey, str] = {}
    wanted = set(keys)
    for some in chunks(sorted({key[0] for key in keys})):
        for row in transaction.execute(select(episode_claim).where(episode_claim.c.document.in_(some))):
            if (row.document, row.claim) in wanted:
                out[row.document, row.claim] = row.episode
    return out


def summary(transaction: Transaction, wanted: str) -> Any:  # noqa: ANN401 - any JSON value
    """What the crossing keeps of an episode, None if nothing."""
    return transaction.execute(select(episode.c.summary).where(episode.c.id == wanted)).scalar()
