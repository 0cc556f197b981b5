"""One row of a table of articles (a line of JSON Lines, a row of CSV) to a linear text: which field is what. Never guesses a field by its content."""

from __future__ import annotations

from typing import Any

import msgspec

from recoupe.errors import IntakeError
from recoupe.text.views import fold

MEDIA_TYPE = "application/vnd.recoupe.row+json"
"""How a row travels: one JSON object in UTF-8, whatever table it stood in."""

FIELDS: dict[str, tuple[str, ...]] = {
    "html": ("html", "raw_html", "page", "content_html"),
    "text": ("text", "body", "maintext", "content", "article", "full_text", "fulltext", "texte", "contenu"),
    "title": ("title", "headline", "titre"),
    "url": ("url", "link", "address", "source_url", "permalink", "lien", "adresse"),
    "outlet": ("outlet", "source", "publisher", "site", "sitename", "source_name", "media", "journal"),
    "published": ("published", "date", "published_at", "date_publish", "publication_date", "pubdate", "datetime"),
    "lang": ("lang", "language", "langue"),
    "retrieved": ("retrieved", "retrieved_at", "date_download", "crawled"),
}
"""Names of columns that are understood, the first that is there and not empty wins. Case, accents, blanks and hyphens do not count."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What a row says of an article: exactly the fields of `FIELDS`; at least one of `html`, `text`, `url` is there."""

    html: str | None = None
    text: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    lang: str | None = None
    retrieved: str | None = None

    @property
    def has_body(self) -> bool:
        """Whether the article itself is in the row, not only its address."""
        return bool(self.html or self.text)

    @property
    def body(self) -> str:
        """The page, or the text under its title where the text does not begin with it."""
        if self.html:
            return self.html
        text, title = self.text or "", (self.title or "").strip()
        return text if not title or text.lstrip().startswith(title) else f"{title}\n\n{text}"


def row_of(values: dict[str, Any], *, where: str = "") -> Row:
    """The row. Raises IntakeError R114 where neither a text nor an address is in it."""
    given = {_name(key): value for key, value in values.items()}
    found = {field: _first(given, names) for field, names in FIELDS.items()}
    row = Row(**found)
    if not row.has_body and not row.url:
        raise IntakeError(
            "R114", "the row has neither a text nor an address.", where=where, remedy=f"Name the column {_or('text')}, {_or('html')} or {_or('url')}."
        )  # fmt: skip
    return row


def row_from_json(data: bytes, *, where: str = "") -> Row:
    """The row in one JSON object. Raises IntakeError R113 (no JSON object), R114 (neither text nor address)."""
    try:
        values = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
        raise IntakeError("R113", f"this is no JSON: {err}.", where=where, remedy="One JSON object a line, in UTF-8.") from err
    if not isinstance(values, dict):
        raise IntakeError(
            "R113", "this is JSON, but no object.", where=where, remedy='One object a line: {"text": ..., "outlet": ...}.'
        )
    return row_of(values, where=where)


def understood(columns: list[str]) -> bool:
    """Whether a table of these columns can hold articles: one of them is a text, a page or an address."""
    names = {_name(column) for column in columns}
    return any(names & set(FIELDS[field]) for field in ("html", "text", "url"))


def _first(given: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = given.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value) if isinstance(value, str) else str(value).strip()
    return None


def _name(column: str) -> str:
    return fold(column.strip().lstrip("\ufeff")).replace(" ", "_").replace("-", "_")


def _or(field: str) -> str:
    return f'"{FIELDS[field][0]}"'
