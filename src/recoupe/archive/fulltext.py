"""The full-text index, the one thing that databases do not have in common: FTS5 in SQLite, tsvector in PostgreSQL. Nowhere else does SQL differ."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, TextClause, bindparam, text

from recoupe.text.views import clean

OPEN, CLOSE = "\ue000", "\ue001"
"""Characters of the private use area that stand around the words found in a snippet."""
_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')

CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE document_text USING fts5(title, text, content='document', content_rowid='number', "
        'tokenize="unicode61 remove_diacritics 2")',
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS unaccent",
        "CREATE TABLE document_text (number INTEGER PRIMARY KEY REFERENCES document (number), words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_document_text_words ON document_text USING GIN (words)",
    ),
}
_ADD = {
    "sqlite": "INSERT INTO document_text (rowid, title, text) SELECT number, title, text FROM document WHERE id IN :ids",
    "postgresql": (
        "INSERT INTO document_text (number, words) SELECT number, to_tsvector('simple', unaccent(coalesce(title, '') || ' ' || text)) "
        "FROM document WHERE id IN :ids"
    ),
}
_FIND = {
    "sqlite": "SELECT rowid AS number FROM document_text WHERE document_text MATCH :words",
    "postgresql": "SELECT number FROM document_text WHERE words @@ to_tsquery('simple', unaccent(:words))",
}
_COUNT = {
    "sqlite": "SELECT count(*) FROM (SELECT rowid FROM document_text WHERE document_text MATCH :words LIMIT :most)",
    "postgresql": (
        "SELECT count(*) FROM (SELECT number FROM document_text WHERE words @@ to_tsquery('simple', unaccent(:words)) LIMIT :most) AS found"
    ),
}
_ORDERED = {
    "sqlite": {
        "words": "SELECT rowid FROM document_text WHERE document_text MATCH :words ORDER BY rank, rowid DESC LIMIT :limit",
        "newest": "SELECT rowid FROM document_text WHERE document_text MATCH :words ORDER BY rowid DESC LIMIT :limit",
    },
    "postgresql": {
        "words": (
            "SELECT number FROM document_text, to_tsquery('simple', unaccent(:words)) AS q WHERE words @@ q "
            "ORDER BY ts_rank(words, q) DESC, number DESC LIMIT :limit"
        ),
        "newest": (
            "SELECT number FROM document_text WHERE words @@ to_tsquery('simple', unaccent(:words)) ORDER BY number DESC LIMIT :limit"
        ),
    },
}
_SNIPPETS = {
    "sqlite": (
        "SELECT rowid AS number, snippet(document_text, 1, :open, :close, '…', 24) AS snippet "
        "FROM document_text WHERE document_text MATCH :words AND rowid IN :numbers"
    ),
    "postgresql": (
        "SELECT d.number AS number, ts_headline('simple', d.text, to_tsquery('simple', unaccent(:words)), "
        "'StartSel=' || :open || ', StopSel=' || :close || ', MaxWords=24, MinWords=12') AS snippet FROM document d WHERE d.number IN :numbers"
    ),
}


class Matching(msgspec.Struct, frozen=True, kw_only=True):
    """What the index gave: numbers of documents in `order` ("words" or "newest"); `all` says whether these are all that there are."""

    numbers: list[int]
    order: str
    all: bool


def create(connection: Connection) -> None:
    """Make the index of an empty archive."""
    for statement in CREATE[connection.dialect.name]:
        connection.execute(text(statement))


def add(connection: Connection, documents: Sequence[str]) -> None:
    """Put documents that were just stored into the index."""
    if documents:
        connection.execute(
            text(_ADD[connection.dialect.name]).bindparams(bindparam("ids", expanding=True)), {"ids": list(documents)}
        )


def finding(dialect: str) -> TextClause:
    """The statement that gives the numbers of documents whose text holds `:words`, a query made by `query`."""
    return text(_FIND[dialect])


def matching(connection: Connection, words: str, limit: int) -> Matching:
    """The articles whose text holds the words of a query: all of them, the best fitting first, or if more than `limit` the newest."""
    dialect = connection.dialect.name
    counted = connection.execute(text(_COUNT[dialect]), {"words": words, "most": limit + 1}).scalar_one()
    order = "words" if counted <= limit else "newest"
    rows = connection.execute(text(_ORDERED[dialect][order]), {"words": words, "limit": limit})
    return Matching(numbers=list(rows.scalars()), order=order, all=counted <= limit)


def snippets(connection: Connection, words: str, numbers: Sequence[int]) -> dict[int, str]:
    """Number of document → a stretch of its text around the words, these between `OPEN` and `CLOSE`."""
    if not numbers:
        return {}
    statement = text(_SNIPPETS[connection.dialect.name]).bindparams(bindparam("numbers", expanding=True))
    return {
        row.number: row.snippet
        for row in connection.execute(statement, {"words": words, "numbers": list(numbers), "open": OPEN, "close": CLOSE})
    }


def query(said: str, dialect: str) -> str:
    """What a person typed as a query of the index, "" if there is no word in it.

    Every word must occur; "words in quotes" stand together; `begin*` finds what begins so; `-word` must not occur. No other sign has a meaning.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, bare in _TERM.findall(clean(said)):
        words = re.findall(r"\w+", phrase or bare)
        if words:
            begins = bare.endswith("*")
            (unwanted if minus else wanted).append(_phrase(words, dialect, begins=begins))
    if not wanted:
        return ""
    if dialect == "sqlite":
        return " ".join([" AND ".join(wanted), *(f"NOT {each}" for each in unwanted)])
    return " & ".join([*wanted, *(f"!{each}" for each in unwanted)])


def _phrase(words: Sequence[str], dialect: str, *, begins: bool) -> str:
    if dialect == "sqlite":
        return f'"{" ".join(words)}"{"*" if begins else ""}'
    return f"({' <-> '.join(words)}{':*' if begins else ''})"
