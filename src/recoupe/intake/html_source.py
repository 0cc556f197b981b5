"""HTML source to a tree that lost nothing: repairs what makes libxml2 drop text or crawl. Never raises on bad markup."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HTMLParser

from recoupe.intake.html_elements import BLOCK_TAGS, RAW_TAGS, VOID_TAGS

_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)"""
    r"""|<(/?)([a-zA-Z][^\s/>]*+)"""
    r"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+)*+>?""",
    re.DOTALL,
)
"""A comment or a tag, cut as the HTML standard cuts it; possessive, so that no page makes it backtrack."""

_PAGE_END = re.compile(r"</(?:html|body)\b[^<>]*>?", re.IGNORECASE)
_CLOSED_PAGE = re.compile(r"(<html\b[^<>]*?)\s*/>", re.IGNORECASE)
_MANY_ATTRIBUTES = 5_000
_MAX_DEPTH = 400
_TOO_DEEP = "Excessive depth"


def parse(source: str) -> tuple[etree._Element | None, tuple[str, ...]]:
    """The root of the page and notes on what had to be repaired; None if there is no element at all.

    Text after `</html>` is kept in the body. A tag of more than 5,000 words loses its attributes (libxml2 compares each with
    each). A page nested deeper than libxml2 allows, where it would stop reading, is flattened below 400 levels.
    """
    source = _CLOSED_PAGE.sub(r"\1>", _PAGE_END.sub("", source))
    source, lightened = _without_swollen_tags(source)
    notes = (f"{lightened} tags with thousands of attributes were read without them.",) if lightened else ()
    root, too_deep = _parsed(source)
    if too_deep:
        root, _ = _parsed(_flattened(source))
        notes = (*notes, f"The page nests elements too deeply: below {_MAX_DEPTH} levels it was read flat.")
    return root, notes


def _parsed(source: str) -> tuple[etree._Element | None, bool]:
    """The root, and whether libxml2 stopped at its limit of depth."""
    parser = HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        no_network=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, False
    return root, any(entry.message.startswith(_TOO_DEEP) for entry in parser.error_log)


def _without_swollen_tags(source: str) -> tuple[str, int]:
    count = 0

    def lighten(tag: re.Match[str]) -> str:
        nonlocal count
        raw = tag[0]
        if tag[2] is None or len(raw) < 2 * _MANY_ATTRIBUTES or len(raw.split(None, _MANY_ATTRIBUTES)) <= _MANY_ATTRIBUTES:
            return raw
        count += 1
        return f"<{tag[1]}{tag[2]}>"

    return _TAG.sub(lighten, source), count


def _flattened(source: str) -> str:
    """The source without the tags that open below the limit of depth; where one was a block there is a break instead."""
    depth = 0

    def flatten(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2] is None:
            return ""
        name = tag[2].lower()
        if name in VOID_TAGS or name in RAW_TAGS:
            return tag[0]
        if tag[1]:
            depth = max(depth - 1, 0)
            return tag[0] if depth < _MAX_DEPTH else _break(name)
        depth += 1
        return tag[0] if depth <= _MAX_DEPTH else _break(name)

    return _TAG.sub(flatten, source)


def _break(name: str) -> str:
    return "<br><br>" if name in BLOCK_TAGS else ""
