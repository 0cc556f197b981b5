"""RSS and Atom feeds: one item an entry. The article is taken from the feed where the feed carries the whole of it, else its address is given to be fetched."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
import msgspec

from recoupe.errors import IntakeError
from recoupe.intake import rows
from recoupe.intake.addresses import web_address
from recoupe.intake.collections.items import Found, Item, Spoilt, with_given
from recoupe.intake.dates import iso_or_none
from recoupe.intake.documents import Given

WHOLE = 1_200
"""Characters of mark-up from which an entry's content is taken for the whole article rather than its first lines."""
_HEAD = 2_000
_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf")


def is_feed(data: bytes) -> bool:
    """Whether the bytes begin like a feed."""
    head = data[:_HEAD].lower()
    return any(root in head for root in _ROOTS) and b"<html" not in head


def feed_items(data: bytes, name: str, given: Given, start: int = 0) -> Found:
    """The entries of a feed in its own order; `resume` counts entries. A feed that breaks off gives what came before, then says where it broke.

    Only the bytes of `data` are read: nothing is fetched. `name` is the feed's path or address.
    """
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    outlet = _text(feed.feed, "title")
    lang = _text(feed.feed, "language")
    for number, entry in enumerate(feed.entries, 1):
        if number > start:
            yield _item(entry, f"{name}#{number}", with_given(given, outlet=outlet, lang=lang), number)
    broken = feed.get("bozo_exception") if feed.get("bozo") else None
    if broken is not None and not isinstance(broken, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType):
        yield Spoilt(name=name, kind="feed", error=_broken(broken, name, len(feed.entries)), resume=len(feed.entries))
    elif not feed.entries and not feed.version:
        yield Spoilt(name=name, kind="feed", error=_broken("it is neither RSS nor Atom", name, 0))


def _item(entry: Mapping[str, Any], name: str, given: Given, number: int) -> Item | Spoilt:
    try:
        url = web_address(_text(entry, "link") or _text(entry, "id") or "").url
    except IntakeError as error:
        return Spoilt(name=name, kind="feed", error=error, resume=number)
    published = _published(entry)
    said = with_given(given, published=published)
    page = max((part.get("value", "") for part in entry.get("content", ())), key=len, default="")
    if len(page) < WHOLE:
        return Item(name=name, kind="feed", url=url, given=said, resume=number)
    row = {
        "html": page,
        "title": _text(entry, "title"),
        "url": url,
        "outlet": said.outlet,
        "published": published,
        "lang": said.lang,
    }
    data = msgspec.json.encode({key: value for key, value in row.items() if value})
    return Item(name=name, kind="feed", data=data, url=url, media_type=rows.MEDIA_TYPE, given=given, resume=number)


def _published(entry: Mapping[str, Any]) -> str | None:
    """The day of publication in the entry's own zone; in UTC where only the feed's reader understood it."""
    said = _text(entry, "published") or ""
    try:
        return iso_or_none(parsedate_to_datetime(said).isoformat())
    except ValueError:
        pass
    if (iso := iso_or_none(said)) is not None:
        return iso
    parsed = entry.get("published_parsed")
    if not isinstance(parsed, time.struct_time):
        return None
    return iso_or_none(datetime(*parsed[:6], tzinfo=UTC).isoformat())


def _text(values: Mapping[str, Any], key: str) -> str | None:
    value = values.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _broken(why: object, where: str, entries: int) -> IntakeError:
    line = getattr(why, "getLineNumber", lambda: None)()
    at = f"{where}:{line}" if line else where
    told = getattr(why, "getMessage", lambda: str(why))()
    return IntakeError(
        "R116", f"the feed is not well-formed ({told}); {entries} entries came before that.", where=at, remedy="Ask for it again later, or save it and mend it."
    )  # fmt: skip
