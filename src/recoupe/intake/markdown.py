"""Markdown to blocks, by rules on lines. Never changes the text; a block's span leaves out the marker, its tag names it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from recoupe.intake.dates import iso_or_none
from recoupe.intake.linear import Linear, Metadata
from recoupe.intake.plain import Line, lines
from recoupe.model.document import Block
from recoupe.model.spans import Span

LINEARISATION = "markdown/1"

_FENCE = re.compile(r"`{3,}|~{3,}")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_CLOSING = re.compile(r"[ \t]#+$")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_IMAGE = re.compile(r"!\[[^\[\]]{0,1000}\]\([^()]{0,2000}\)$")
_LINK = re.compile(r"(?<!!)\[[^\[\]]{1,1000}\]\([^()\s]{1,2000}\)")
_FRONT = re.compile(r"\s{0,9}---[ \t]*(?:\r\n|[\r\n])")
_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]{0,40})[ \t]*:[ \t]*(\S.*)$")
_KEYS = {
    "title": ("title", "titre"),
    "published": ("date", "published", "pubdate", "published_time"),
    "outlet": ("outlet", "publisher", "site", "sitename", "site_name", "media"),
    "url": ("url", "canonical", "link"),
    "lang": ("lang", "language", "langue"),
}
_FRONT_LINES = 200


class _Open(msgspec.Struct):
    """The block being read: its tag, marks and lines' offsets."""

    tag: str
    start: int
    end: int
    inside: tuple[str, ...] = ()


def linearise(text: str) -> Linear:
    """The text as it is, with its blocks, and the metadata of its front matter."""
    front = _front_matter(text)
    blocks: list[Block] = []
    metadata, at = Metadata(), 0
    if front is not None:
        metadata, at = _metadata(text[front.start : front.end]), front.end
        blocks.append(Block(span=Span(front.start, front.end), tag="---", inside=("frontmatter",)))
    for found in _blocks(text, at):
        share = sum(link.end() - link.start() for link in _LINK.finditer(text, found.start, found.end)) / (
            found.end - found.start
        )
        blocks.append(Block(span=Span(found.start, found.end), tag=found.tag, inside=found.inside, links=round(share, 3)))
    return Linear(linearisation=LINEARISATION, text=text, blocks=tuple(blocks), metadata=metadata)


def _front_matter(text: str) -> Line | None:
    """The front matter with its two fences, if the text begins with one that is closed within 200 lines."""
    if not _FRONT.match(text):
        return None
    first: Line | None = None
    for nth, line in enumerate(lines(text)):
        if nth > _FRONT_LINES:
            return None
        fence = text[line.start : line.end] == "---"
        if fence and first is not None:
            return Line(first.start, line.end)
        if fence:
            first = line
    return None


def _metadata(front: str) -> Metadata:
    """Title, date, outlet, address and language of the front matter's plain `key: value` lines; anything else is left alone."""
    pairs: dict[str, str] = {}
    for line in front.splitlines():
        found = _KEY.match(line)
        if found:
            pairs.setdefault(found[1].lower(), found[2].strip().strip("\"'").strip())
    values = {field: next((pairs[key] for key in keys if pairs.get(key)), None) for field, keys in _KEYS.items()}
    url, lang = values["url"], values["lang"]
    return Metadata(
        title=values["title"],
        published=iso_or_none(values["published"] or ""),
        outlet=values["outlet"],
        url=url if url and url.startswith(("http://", "https://")) else None,
        lang=lang.lower().partition("-")[0] if lang else None,
    )


def _blocks(text: str, at: int) -> Iterator[_Open]:
    """The blocks from offset `at` on. A paragraph goes on until a blank line or a line with a marker of its own."""
    current: _Open | None = None
    fence = ""
    for line in lines(text[at:]):
        line = Line(line.start + at, line.end + at)
        body = text[line.start : line.end]
        fenced = _FENCE.match(body)
        if fenced and (not fence or (body[: len(fence)] == fence and not body.strip(fence[0]))):
            fence = "" if fence else fenced[0]
            yield from _closed(current)
            current = None
        elif not body:
            yield from _closed(current)
            current = None
        elif not fence and current is not None and current.tag == "" and _UNDERLINE.match(body):
            current.tag = "#" if body[0] == "=" else "##"
            yield current
            current = None
        else:
            opened = _Open("```", line.start, line.end) if fence else _opened(line, body)
            if current is not None and opened is not None and _goes_on(current, opened):
                current.end = line.end
            else:
                yield from _closed(current)
                current = opened
    yield from _closed(current)


def _closed(block: _Open | None) -> Iterator[_Open]:
    if block is not None:
        yield block


def _opened(line: Line, body: str) -> _Open | None:
    """The block that this line alone would be; None for a thematic break, which says nothing."""
    heading = _HEADING.match(body)
    if heading:
        closing = _CLOSING.search(body, heading.end())
        title = body[: closing.start()].rstrip() if closing else body
        return _Open(heading[1], line.start + heading.end(), line.start + len(title))
    if _RULE.match(body) or not body.strip(">#`~ \t"):
        return None
    quote = _QUOTE.match(body)
    if quote:
        return _Open(">", line.start + quote.end() + _indent(body, quote.end()), line.end)
    item = _ITEM.match(body)
    if item:
        return _Open("-", line.start + item.end(), line.end, ("list",))
    if _IMAGE.match(body):
        return _Open("!", line.start, line.end, ("figure",))
    return _Open("", line.start, line.end)


def _indent(body: str, at: int) -> int:
    return len(body) - at - len(body[at:].lstrip())


def _goes_on(current: _Open, opened: _Open) -> bool:
    """Whether the line continues the block: the next line of a paragraph, a quotation, an item or a piece of code."""
    if current.tag.startswith(("#", "!")):
        return False
    return opened.tag in ("", "```") or (opened.tag == ">" and current.tag == ">")
