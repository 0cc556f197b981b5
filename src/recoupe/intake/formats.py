"""Which format an input has: by media type, then by name, then by its first characters. Never reads further than that."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

Format = Literal["text", "markdown", "html"]

EXTENSIONS: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
LISTED: frozenset[str] = frozenset({".txt", ".md", ".html", ".htm", ".pdf"})
"""Extensions that a folder is searched for."""

_MEDIA_TYPES: dict[str, Format] = {
    "text/plain": "text", "text/markdown": "markdown", "text/x-markdown": "markdown",
    "text/html": "html", "application/xhtml+xml": "html",
}  # fmt: skip
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}\?>\s*+)?+(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(r"</?(?:p|div|h[1-6]|article|section|ul|ol|li|table|br|span|a)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_MANY = 5
_HEAD = 20_000


def format_of(text: str, name: str, media_type: str | None) -> Format:
    """The format of a decoded input; `name` is a file name or an address, `media_type` may carry parameters."""
    declared = _MEDIA_TYPES.get((media_type or "").partition(";")[0].strip().lower())
    if declared:
        return declared
    return EXTENSIONS.get(_extension(name)) or ("html" if looks_like_html(text) else "text")


def looks_like_html(text: str) -> bool:
    """Whether the text begins like a page, or its first 20,000 characters hold five usual elements or more."""
    head = text[:_HEAD]
    return bool(_PAGE.match(head)) or len(_ELEMENT.findall(head)) >= _MANY


def charset_of(media_type: str | None) -> str | None:
    """The charset parameter of a media type, None if it has none."""
    for parameter in (media_type or "").split(";")[1:]:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset" and value.strip():
            return value.strip().strip("\"'")
    return None


def _extension(name: str) -> str:
    if name.startswith(("http://", "https://")):
        try:
            name = urlsplit(name).path
        except ValueError:
            return ""
    return PurePosixPath(name.replace("\\", "/").replace("\x00", "")).suffix.lower()
