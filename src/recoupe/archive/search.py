"""Finding articles: by their words, and by what their claims say. Every filter narrows; a claim must fit all of those that speak of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, text

from recoupe.archive import fulltext
from recoupe.archive.columns import struct_of
from recoupe.archive.connection import Transaction
from recoupe.archive.lookups import outlet_names
from recoupe.archive.rows import ClaimRow
from recoupe.archive.tables import claim, claim_name, document, name
from recoupe.archive.upserts import chunks
from recoupe.text.views import fold

RANKED = 1_000
"""Most articles that are put in the order of how well the words fit, and most that are counted; of more, the newest come first: to weigh all the
articles that have a common word would take too long, and nobody reads them."""
_NAMES = 500
_CLAIMS = 5


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for. Empty fields ask for nothing.

    Args:
        words: all must occur; "in quotes" together; `begin*`; `-not`.
        types: claim types or families, one of them.
        actor: id, name, or part of a name, of one who stands in a role of the claim.
        place: the same of a place.
        occurrences: one of them.
        since, until: ISO days: the event as told may lie between them.
        published_since, published_until: ISO days of publication.
        outlet: name, or part of it.
        lang: language code.
        limit: most articles given.
    """

    words: str = ""
    types: tuple[str, ...] = ()
    actor: str | None = None
    place: str | None = None
    occurrences: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    outlet: str | None = None
    lang: str | None = None
    limit: int = 20

    @property
    def of_claims(self) -> bool:
        """Whether a filter speaks of claims."""
        return bool(self.types or self.actor or self.place or self.occurrences or self.since or self.until)


class Snippet(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the text with the found words marked: half-open pairs of code points of `text`."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One article found. `claims` are the first that fit the filters, `claims_found` how many do; None where no filter speaks of claims."""

    document: str
    headline: str
    outlet: str | None
    published: str | None
    lang: str
    url: str | None
    snippet: Snippet | None
    claims: tuple[ClaimRow, ...]
    claims_found: int | None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a search gave: `total` articles fit (at least, where `more`), the first of them are `hits`. `order`: "words" or "newest"."""

    total: int
    more: bool
    order: str
    hits: tuple[Hit, ...]


def search(transaction: Transaction, wanted: Wanted) -> Found:
    """The articles that fit."""
    dialect = transaction.dialect.name
    words = fulltext.query(wanted.words, dialect) if wanted.words.strip() else None
    if words == "":
        return Found(total=0, more=False, order="words", hits=())
    fits = _claims_fit(transaction, wanted)
    conditions = _conditions(transaction, wanted)
    if fits is not None:
        conditions.append(exists().where(claim.c.document == document.c.id, fits))
    matching = _matching(transaction, words, conditions)
    numbers = matching.numbers[: wanted.limit]
    rows = {row["number"]: row for row in transaction.execute(select(document).where(document.c.number.in_(numbers))).mappings()}
    shown = fulltext.snippets(transaction, words, numbers) if words else {}
    return Found(
        total=len(matching.numbers),
        more=not matching.all,
        order=matching.order,
        hits=tuple(_hit(transaction, rows[number], shown.get(number), fits) for number in numbers),
    )


def _matching(transaction: Transaction, words: str | None, conditions: Sequence[ColumnElement[bool]]) -> fulltext.Matching:
    """Numbers of the articles that fit words and conditions, as many as are counted, in the order in which they are shown."""
    query = select(document.c.number).where(*conditions).limit(RANKED + 1)
    if words is None:
        newest = query.order_by(document.c.published.desc().nulls_last(), document.c.number.desc())
        return _counted(list(transaction.execute(newest).scalars()))
    matching = fulltext.matching(transaction, words, RANKED)
    if not conditions:
        return matching
    if not matching.all:
        inside = fulltext.finding(transaction.dialect.name).columns(document.c.number)
        newest = query.where(document.c.number.in_(inside)).order_by(document.c.number.desc())
        return _counted(list(transaction.execute(newest, {"words": words}).scalars()))
    fitting: set[int] = set()
    for some in chunks(matching.numbers):
        fitting.update(transaction.execute(query.where(document.c.number.in_(some))).scalars())
    return msgspec.structs.replace(matching, numbers=[number for number in matching.numbers if number in fitting])


def _counted(numbers: list[int]) -> fulltext.Matching:
    return fulltext.Matching(numbers=numbers[:RANKED], order="newest", all=len(numbers) <= RANKED)


def _conditions(transaction: Transaction, wanted: Wanted) -> list[ColumnElement[bool]]:
    """The filters that speak of articles."""
    out: list[ColumnElement[bool]] = []
    if wanted.lang:
        out.append(document.c.lang == wanted.lang)
    if wanted.outlet:
        out.append(document.c.publisher.in_([each for each in outlet_names(transaction) if fold(wanted.outlet) in fold(each)]))
    if wanted.published_since:
        out.append(document.c.published >= wanted.published_since)
    if wanted.published_until:
        out.append(func.substr(document.c.published, 1, 10) <= wanted.published_until)
    return out


def _claims_fit(transaction: Transaction, wanted: Wanted) -> ColumnElement[bool] | None:
    """The condition on a claim, None where no filter speaks of claims."""
    if not wanted.of_claims:
        return None
    out: list[ColumnElement[bool]] = []
    if wanted.types:
        out.append(or_(claim.c.type.in_(wanted.types), claim.c.family.in_(wanted.types)))
    if wanted.occurrences:
        out.append(claim.c.occurrence.in_(wanted.occurrences))
    if wanted.since:
        out.append(and_(claim.c.latest.is_not(None), claim.c.latest >= wanted.since))
    if wanted.until:
        out.append(and_(claim.c.earliest.is_not(None), claim.c.earliest <= wanted.until))
    for said, kinds in ((wanted.actor, ("actor", "words")), (wanted.place, ("place",))):
        if said:
            out.append(_names_it(_names(transaction, said, kinds)))
    return and_(*out)


def _names_it(ids: Sequence[int]) -> ColumnElement[bool]:
    return exists().where(claim_name.c.document == claim.c.document, claim_name.c.claim == claim.c.id, claim_name.c.name.in_(ids))


def _names(transaction: Transaction, said: str, kinds: tuple[str, ...]) -> list[int]:
    """Ids of the names that are meant: by id, by words, by whole words within them."""
    folded = fold(" ".join(said.split()))
    meant = or_(name.c.ref == said, name.c.folded == folded, name.c.folded.like(_part(folded), escape="\\"))
    refs = select(name.c.ref).where(name.c.kind.in_(kinds), name.c.folded == folded, name.c.ref.is_not(None))
    query = select(name.c.id).where(name.c.kind.in_(kinds), or_(meant, name.c.ref.in_(refs))).limit(_NAMES)
    return list(transaction.execute(query).scalars())


def _part(said: str) -> str:
    """A LIKE pattern for what holds these characters, none of them with a meaning."""
    escaped = said.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _hit(transaction: Transaction, row: Any, snippet: str | None, fits: ColumnElement[bool] | None) -> Hit:  # noqa: ANN401 - a row
    claims: tuple[ClaimRow, ...] = ()
    found = None
    if fits is not None:
        query: Select[Any] = select(claim).where(claim.c.document == row["id"], fits)
        found = transaction.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        first = transaction.execute(query.order_by(claim.c.position).limit(_CLAIMS)).mappings()
        claims = tuple(struct_of(each, ClaimRow) for each in first)
    return Hit(
        document=row["id"],
        headline=row["headline"],
        outlet=row["publisher"],
        published=row["published"],
        lang=row["lang"],
        url=row["url"],
        snippet=marked(snippet) if snippet else None,
        claims=claims,
        claims_found=found,
    )


def marked(snippet: str) -> Snippet:
    """A snippet of the index with its marks as spans."""
    out: list[str] = []
    marks: list[tuple[int, int]] = []
    length, start = 0, 0
    for char in " ".join(snippet.split()):
        if char == fulltext.OPEN:
            start = length
        elif char == fulltext.CLOSE:
            if start < length:
                marks.append((start, length))
        else:
            out.append(char)
            length += 1
    return Snippet(text="".join(out), marks=tuple(marks))


def statistics(transaction: Transaction) -> dict[str, int]:
    """How many articles, claims, outlets and addresses there are."""
    row = transaction.execute(
        text(
            "SELECT (SELECT count(*) FROM document) AS articles, (SELECT count(*) FROM claim) AS claims, "
            "(SELECT count(DISTINCT publisher) FROM document) AS outlets, (SELECT count(*) FROM episode WHERE documents > 1) AS episodes"
        )
    ).one()
    return {"articles": row.articles, "claims": row.claims, "outlets": row.outlets, "episodes": row.episodes}
