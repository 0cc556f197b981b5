"""What the JSON-LD of a page says of its own article. Picks no teaser of another story; bad JSON says nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

_LONGEST = 1_000_000
_MOST_NODES = 5_000
_ARTICLES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle",
    "reviewnewsarticle", "askpublicnewsarticle", "blogposting", "liveblogposting", "socialmediaposting",
    "report", "satiricalarticle",
    "advertisercontentarticle",
})  # fmt: skip
_OTHERS = frozenset({
    "itemlistelement", "haspart", "ispartof", "mentions", "relatedlink", "comment", "citation", "isbasedon", "review",
    "significantlink",
    "about", "video", "image", "blogpost", "liveblogupdate",
})  # fmt: skip
"""Properties whose values are other works than the article."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """The article's own node; empty strings where it says nothing."""

    headline: str = ""
    published: str = ""
    publisher: str = ""
    lang: str = ""


def read_json_ld(scripts: list[str], title: str) -> Said:
    """What the page's own article says: the node whose headline is `title`, else what all article nodes agree on."""
    nodes = [node for script in scripts for node in _nodes(_loaded(script))]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and _string(node.get("name"))}
    articles = [node for node in nodes if _types(node) & _ARTICLES] or [node for node in nodes if "webpage" in _types(node)]
    own = [node for node in articles if _string(node.get("headline")) and _same(_string(node.get("headline")), title)] or articles
    return Said(
        headline=_agreed([_string(node.get("headline")) for node in own]),
        published=_agreed([_string(node.get("datePublished")) for node in own]),
        publisher=_agreed([_publisher(node.get("publisher"), named) for node in own]),
        lang=_agreed([_string(node.get("inLanguage")) for node in own]),
    )


def _loaded(script: str) -> Any:  # noqa: ANN401 - JSON
    if len(script) > _LONGEST:
        return None
    try:
        return json.loads(script.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    """All objects of a JSON value but those of other works, in the order of the page."""
    pending, seen = [value], 0
    while pending and seen < _MOST_NODES:
        seen += 1
        item = pending.pop()
        if isinstance(item, dict):
            yield item
            pending.extend(
                reversed([inner for key, inner in item.items() if key.lower() not in _OTHERS and isinstance(inner, (dict, list))])
            )
        elif isinstance(item, list):
            pending.extend(reversed([inner for inner in item[:_MOST_NODES] if isinstance(inner, (dict, list))]))


def _types(node: dict[str, Any]) -> set[str]:
    types = node.get("@type")
    every = types if isinstance(types, list) else [types]
    return {one.rpartition("/")[2].lower() for one in every if isinstance(one, str)}


def _publisher(value: Any, named: dict[str, dict[str, Any]]) -> str:  # noqa: ANN401 - JSON
    """The publisher's name: written there, or of the node that `@id` points at."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        pointed = value.get("@id")
        other = named.get(pointed, {}) if isinstance(pointed, str) else {}
        return _string(value.get("name")) or _string(other.get("name"))
    return _string(value)


def _string(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip() if isinstance(value, str) else ""


def _same(headline: str, title: str) -> bool:
    first, second = " ".join(headline.lower().split()), " ".join(title.lower().split())
    return bool(first and second) and (first == second or second.startswith(first) or first.startswith(second))


def _agreed(values: list[str]) -> str:
    """The value if all that give one give the same, else nothing."""
    said = {value for value in values if value}
    return said.pop() if len(said) == 1 else ""
