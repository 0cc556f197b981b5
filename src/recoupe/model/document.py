"""One article as it arrived: its bytes by hash, its one linear text, and where each stretch of that text came from."""

from __future__ import annotations

import msgspec

from recoupe.model.spans import Span


class Block(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One block of the linear text as the intake saw it (a paragraph, a heading, a list item).

    Args:
        span: characters of the block in the linear text.
        tag: element name in HTML ("p", "h1", "figcaption"), marker in Markdown ("#"), empty in plain text.
        path: address of the node in the received tree, to walk back from text to page; empty in plain text.
        inside: names of the structures that hold it: main, nav, aside, footer, figure, list, share, related, credit.
        links: share of its characters that lie in links, 0 to 1.
    """

    span: Span
    tag: str = ""
    path: str = ""
    inside: tuple[str, ...] = ()
    links: float = 0.0


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One article. `text` never changes; every span of the record counts its code points.

    Args:
        id: "d" and the first 16 digits of `bytes_sha256`: the same bytes twice are noticed.
        text: the linear text.
        bytes_sha256: hash of the received bytes.
        text_sha256: hash of the linear text in UTF-8.
        linearisation: name and version of what made the text: text/1, html/1, markdown/1.
        encoding: how the bytes were decoded.
        lang: ISO 639-1 code of most of the text.
        outlet: who published it, if the page or a person says so.
        url: canonical address, if known.
        title: what the metadata calls it, if anything; the headline part is read from the text.
        published: ISO date or date-time, only if the page or a person says so. Never an event's date.
        published_from: where `published` was read: "given", "metadata", "text"; None if unknown.
        outlet_from: the same for `outlet`; the pipeline adds "source_line" and, where the page names no outlet, "address" (a card of docs/outlets.md).
        retrieved: ISO date-time of retrieval, if fetched.
        blocks: the text's blocks in order, not overlapping.
        notes: what the intake had to do that a reader should know (bytes replaced, NULs dropped).
    """

    id: str
    text: str
    bytes_sha256: str
    text_sha256: str
    linearisation: str
    encoding: str
    lang: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    published_from: str | None = None
    outlet_from: str | None = None
    retrieved: str | None = None
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
