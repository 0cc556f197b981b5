"""One thing of the archive with all that hangs on it: an article, a claim, an episode, an outlet. Reads; writes nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import msgspec

from recoupe.app.reading import Article
from recoupe.archive import articles, decisions, episodes, lookups, records, versions
from recoupe.archive.connection import Transaction
from recoupe.archive.lookups import Listed, Retrieval, absent
from recoupe.archive.rewritten import Rewriting
from recoupe.archive.rows import ClaimRow
from recoupe.archive.versions import Version
from recoupe.intake.formats import EXTENSIONS
from recoupe.model.comparison import Copy
from recoupe.model.decision import Decision
from recoupe.model.document import Document
from recoupe.model.episode import Episode
from recoupe.model.record import Warning

_ID = re.compile(r"(d[0-9a-f]{3,16})(?:#(.+))?|(c[0-9a-f]{3,12})|(e[0-9a-f]{3,12}(?:-\d+)?)")


class ArticleShown(msgspec.Struct, frozen=True, kw_only=True):
    """An article of the archive. `rewritings` only where the difference of its versions was asked for."""

    document: Document
    read: bool
    warnings: tuple[Warning, ...]
    claims: tuple[ClaimRow, ...]
    retrievals: tuple[Retrieval, ...]
    versions: tuple[Version, ...]
    rewritings: tuple[Rewriting, ...]
    copies: tuple[Copy, ...]
    decisions: tuple[Decision, ...]
    what: Literal["article"] = "article"


class EpisodeShown(msgspec.Struct, frozen=True, kw_only=True):
    """An episode of the archive with its claims and the articles that tell it. `asked`: the id that was asked for, which may be an older one."""

    asked: str
    episode: Episode
    claims: tuple[ClaimRow, ...]
    articles: tuple[Listed, ...]
    summary: Any
    decisions: tuple[Decision, ...]
    what: Literal["episode"] = "episode"


class OutletShown(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet as the archive has it."""

    name: str
    articles: tuple[Listed, ...]
    what: Literal["outlet"] = "outlet"


class ClaimFound(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of the archive: its article as it was read, and what hangs on the claim."""

    article: Article
    claim: str
    episode: str | None
    decisions: tuple[Decision, ...]


Shown = ArticleShown | EpisodeShown | OutletShown | ClaimFound


def is_of_archive(what: str) -> bool:
    """Whether it is an id of the archive rather than a file: no file of that name (before a #) is there, and it is not called like one."""
    name = what.partition("#")[0]
    if Path(name).exists() or "/" in name:
        return False
    return bool(_ID.fullmatch(what)) or ("#" not in what and Path(name).suffix.lower() not in EXTENSIONS)


def shown(transaction: Transaction, what: str, *, differences: bool = False) -> Shown:
    """What the id or the name means. Raises ArchiveError R509."""
    found = _ID.fullmatch(what)
    if found is None:
        return _outlet(transaction, what)
    document, claim, claim_alone, episode = found.groups()
    if claim is not None:
        return _claim(transaction, lookups.document_id(transaction, document), claim)
    if document is not None:
        return _article(transaction, lookups.document_id(transaction, document), differences=differences)
    if claim_alone is not None:
        return _claim_alone(transaction, claim_alone)
    return _episode(transaction, episode)


def _article(transaction: Transaction, key: str, *, differences: bool) -> ArticleShown:
    record = records.current(transaction, [key]).get(key)
    return ArticleShown(
        document=articles.get(transaction, [key])[key],
        read=record is not None,
        warnings=record.warnings if record else (),
        claims=tuple(records.claims(transaction, key)),
        retrievals=tuple(lookups.retrievals(transaction, key)),
        versions=tuple(versions.versions(transaction, key)),
        rewritings=tuple(versions.history(transaction, key)) if differences else (),
        copies=tuple(episodes.copies(transaction, [key])),
        decisions=tuple(decisions.read_all(transaction, key)),
    )


def _claim_alone(transaction: Transaction, wanted: str) -> ClaimFound:
    found = lookups.claims_called(transaction, wanted)
    if len(found) != 1:
        keys = ", ".join(f"{row.document}#{row.id}" for row in found[:5])
        raise absent(f"{f'several claims are called {wanted!r}: {keys}' if found else f'no claim is called {wanted!r}'}.")
    return _claim(transaction, found[0].document, found[0].id)


def _claim(transaction: Transaction, document: str, wanted: str) -> ClaimFound:
    from recoupe.app.explaining import claim_of

    record = records.current(transaction, [document]).get(document)
    if record is None:
        raise absent(f"the article {document} has not been read.")
    article = Article(document, articles.get(transaction, [document])[document], record)
    claim = claim_of(article, wanted).id
    return ClaimFound(
        article=article,
        claim=claim,
        episode=episodes.episodes_of(transaction, [(document, claim)]).get((document, claim)),
        decisions=tuple(decisions.read_all(transaction, f"{document}#{claim}")),
    )


def _episode(transaction: Transaction, wanted: str) -> EpisodeShown:
    episode = episodes.get(transaction, wanted)
    if episode is None:
        raise absent(f"no episode is called {wanted!r}.")
    documents = sorted({key[0] for key in episode.claims})
    told = [row for each in documents for row in records.claims(transaction, each) if (each, row.id) in episode.claims]
    listed = lookups.listed(transaction, documents)
    return EpisodeShown(
        asked=wanted,
        episode=episode,
        claims=tuple(told),
        articles=tuple(listed[each] for each in documents),
        summary=episodes.summary(transaction, episode.id),
        decisions=tuple(decisions.read_all(transaction, episode.id)),
    )


def _outlet(transaction: Transaction, name: str) -> OutletShown:
    found = lookups.of_outlet(transaction, name)
    if not found:
        known = ", ".join(list(lookups.outlets(transaction))[:5])
        raise absent(f"{name!r} is neither a file nor an id nor an outlet of the archive{f' (it has {known})' if known else ''}.")
    return OutletShown(name=found[0].publisher or name, articles=tuple(found))
