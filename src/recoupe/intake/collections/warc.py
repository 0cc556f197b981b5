"""WARC files: the pages in them, one response at a time, with the time, the headers and the redirects of their retrieval. Nothing else of them."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from recoupe.errors import IntakeError
from recoupe.intake.collections.items import Found, Item, Passed, Spoilt
from recoupe.intake.decode import MAX_BYTES, too_large
from recoupe.intake.documents import Given

_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf", "text/markdown"})
_REDIRECTS = frozenset({"301", "302", "303", "307", "308"})
_LONGEST_CHAIN = 20
_CHUNK = 65_536
_GZIP = b"\x1f\x8b"
_ENDS_EARLY = "its last record ends before its length"
_BROKEN = (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error, KeyError, AttributeError, TypeError, IndexError)
"""What the reader of web archives raises on a cut or damaged one."""


def warc_items(path: Path, given: Given, start: int = 0) -> Found:
    """The pages of a WARC file, gzipped record by record or not at all; `resume` is the byte at which the item's record begins. Raises OSError."""
    with path.open("rb") as stream:
        yield from stream_items(stream, str(path), given, start)


def stream_items(stream: IO[bytes], name: str, given: Given, start: int = 0, wanted: frozenset[str] | None = None) -> Found:
    """The pages of an open WARC stream; with `wanted`, only those of these addresses. A record that is cut ends the file and is told."""
    stream.seek(start)
    size = _size(stream)
    passed: Counter[str] = Counter()
    redirects: dict[str, str] = {}
    at = start
    try:
        for record, offset in _records(stream, size):
            at = offset
            if offset <= start and start:
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            reason = _passed_over(record, url, redirects, wanted)
            if reason is not None:
                if _is_cut(record):
                    raise EOFError(_ENDS_EARLY)
                passed[reason] += 1
                continue
            yield _item(record, url, f"{name}@{offset}", given, offset, redirects)
    except _BROKEN as err:
        yield Spoilt(name=f"{name}@{at}", kind="warc", error=_cut(err, name, at, size), resume=at)
    if passed:
        yield Passed(name=name, kind="warc", what=dict(passed), resume=at)


def _records(stream: IO[bytes], size: int) -> Iterator[tuple[Any, int]]:
    """Records with the byte where each begins. warcio ends in silence where the head of a record is cut: what is left of the file tells."""
    iterator = ArchiveIterator(stream)
    at = stream.tell()
    for record in iterator:
        at = iterator.offset
        yield record, at
    if iterator.offset < size or not _ends_whole(stream, at):
        raise EOFError(_ENDS_EARLY)


def _ends_whole(stream: IO[bytes], start: int) -> bool:
    """Whether every gzip member from byte `start` on is complete; True for what is not gzipped."""
    stream.seek(start)
    left = stream.read(_CHUNK)
    if not left.startswith(_GZIP):
        return True
    while left:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while left and not member.eof:
            member.decompress(left)
            left = member.unused_data or stream.read(_CHUNK)
        if not member.eof:
            return False
    return True


def _passed_over(record: Any, url: str, redirects: dict[str, str], wanted: frozenset[str] | None) -> str | None:  # noqa: ANN401 - warcio is untyped
    """Why a record is no article, None if it may be one. Redirects are noted on the way."""
    if record.rec_type not in {"response", "resource"}:
        return f"{record.rec_type} records"
    if not url.startswith(("http://", "https://")):
        return "records without a web address"
    if record.rec_type == "response":
        status = record.http_headers.get_statuscode() if record.http_headers else ""
        if status in _REDIRECTS and (target := record.http_headers.get_header("Location")):
            redirects[urljoin(url, target)] = url
            return "redirects"
        if not status.startswith("2"):
            return f"answers of status {status or 'unknown'}"
    kind = _media_type(record).partition(";")[0].strip().lower()
    if kind and kind not in _PAGES:
        return kind
    if wanted is not None and url not in wanted:
        return "pages that are not in the list of pages"
    return None


def _item(record: Any, url: str, name: str, given: Given, offset: int, redirects: dict[str, str]) -> Item | Spoilt:  # noqa: ANN401
    data = record.content_stream().read(MAX_BYTES + 1)
    if _is_cut(record):
        raise EOFError(_ENDS_EARLY)
    if len(data) > MAX_BYTES:
        return Spoilt(name=name, kind="warc", error=too_large(None, MAX_BYTES, name), resume=offset)
    headers = record.http_headers.headers if record.http_headers else []
    return Item(
        name=name, kind="warc", data=data, url=url, media_type=_media_type(record) or None, given=given,
        retrieved=record.rec_headers.get_header("WARC-Date"), headers={key.lower(): value for key, value in headers},
        redirects=_chain(url, redirects), resume=offset,
    )  # fmt: skip


def _is_cut(record: Any) -> bool:  # noqa: ANN401
    """Whether the file ended before the record did: warcio says nothing of that."""
    if not (record.rec_headers.get_header("Content-Length") or "").isdigit():
        return True
    stream = record.raw_stream
    while stream.read(_CHUNK):
        pass
    return getattr(stream, "limit", 0) > 0


def _media_type(record: Any) -> str:  # noqa: ANN401
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _chain(url: str, redirects: dict[str, str]) -> tuple[str, ...]:
    """The addresses that led to `url`, first one first."""
    found: list[str] = []
    while (url := redirects.get(url, "")) and url not in found and len(found) < _LONGEST_CHAIN:
        found.append(url)
    return tuple(reversed(found))


def _size(stream: IO[bytes]) -> int:
    here = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(here)
    return size


def _cut(err: Exception, name: str, at: int, size: int) -> IntakeError:
    why = " ".join(str(err).split())[:200] or type(err).__name__
    return IntakeError(
        "R115", f"the web archive is cut off or damaged after byte {at} of {size} ({why}); what came before is kept.", where=name,
        remedy="Copy it again; what is added already is not added twice.",
    )  # fmt: skip
