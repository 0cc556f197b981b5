"""What HTML elements are: which make blocks, which say nothing, which mark a structure. Data and look-ups only; knows no page."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

BLOCK_TAGS: frozenset[str] = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav noframes ol p plaintext pre search section "
    "summary table tbody td tfoot th thead tr ul xmp".split()
)
LINE_TAGS: frozenset[str] = frozenset({"li", "td", "th", "dt", "dd", "caption"})
"""Blocks that stand one under the other: a single newline between two of the same parent."""

HEADING_TAGS: frozenset[str] = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PRE_TAGS: frozenset[str] = frozenset({"pre", "listing", "xmp", "plaintext"})
RAW_TAGS: frozenset[str] = frozenset({"script", "style", "noscript", "template", "svg", "textarea", "title", "iframe", "select"})
SILENT_TAGS: frozenset[str] = RAW_TAGS | frozenset(
    "head audio canvas datalist embed frame input map math object option progress video applet".split()
)
VOID_TAGS: frozenset[str] = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
HEADER_TAGS: frozenset[str] = frozenset({"header", "hgroup"})

MARKS: tuple[str, ...] = (
    "main", "nav", "aside", "footer", "figure", "caption", "list", "share", "related", "comments", "credit", "heading",
    "headline", "byline", "time",
)  # fmt: skip
BIT: dict[str, int] = {mark: 1 << nth for nth, mark in enumerate(MARKS)}
LINK = 1 << len(MARKS)
"""Not a mark of a block: the element is a link."""

_BY_TAG: dict[str, int] = {
    "main": 0, "nav": BIT["nav"], "menu": BIT["nav"], "aside": BIT["aside"], "footer": BIT["footer"], "figure": BIT["figure"],
    "figcaption": BIT["figure"] | BIT["caption"], "caption": BIT["caption"], "ul": BIT["list"], "ol": BIT["list"],
    "li": BIT["list"], "dl": BIT["list"], "dir": BIT["list"], "time": BIT["time"], "a": LINK,
    **dict.fromkeys(HEADING_TAGS, BIT["heading"]),
}  # fmt: skip
_BY_ROLE: dict[str, int] = {
    "navigation": BIT["nav"], "menu": BIT["nav"], "menubar": BIT["nav"], "complementary": BIT["aside"],
    "contentinfo": BIT["footer"], "heading": BIT["heading"], "figure": BIT["figure"],
    "list": BIT["list"], "listitem": BIT["list"],
}  # fmt: skip
_BY_PROPERTY: dict[str, int] = {
    "headline": BIT["headline"], "author": BIT["byline"], "creator": BIT["byline"], "datepublished": BIT["time"],
    "datemodified": BIT["time"], "caption": BIT["figure"] | BIT["caption"], "comment": BIT["comments"],
    "copyrightholder": BIT["credit"], "credittext": BIT["credit"],
}  # fmt: skip

_NAMED: dict[str, tuple[str, ...]] = {
    "nav": ("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "submenu", "megamenu", "pagination", "topbar"),
    "aside": ("sidebar", "aside"),
    "footer": ("footer", "colophon"),
    "figure": ("caption", "captions", "wpcaption", "legende", "imagecaption", "photocaption", "figcaption", "cutline"),
    "caption": ("caption", "captions", "wpcaption", "legende", "imagecaption", "photocaption", "figcaption", "cutline"),
    "share": ("share", "sharing", "sharebar", "sharedaddy", "social", "socials", "addtoany", "addthis", "partage", "partager"),
    "related": (
        "related", "relatedposts", "recommended", "recommendation", "recommendations", "readmore", "lireaussi", "readalso",
        "seealso", "similar", "alsolike", "morenews", "morestories", "mostread", "trending", "outbrain", "taboola",
        "jetpackrelatedposts", "leermas",
    ),
    "comments": ("comments", "comment", "commentlist", "disqus", "respond", "commentaires"),
    "credit": ("credit", "credits", "photocredit", "copyright", "sourceline", "source", "sources", "attribution"),
    "headline": ("headline", "entrytitle", "posttitle", "articletitle", "storytitle", "pagetitle"),
    "byline": ("byline", "author", "authors", "auteur", "auteurs", "signature", "writer"),
    "time": ("dateline", "timestamp", "date", "datetime", "pubdate", "published", "postdate", "publishdate", "entrydate"),
}  # fmt: skip
_WORD_BITS: dict[str, int] = {}
for _mark, _words in _NAMED.items():
    for _word in _words:
        _WORD_BITS[_word] = _WORD_BITS.get(_word, 0) | BIT[_mark]

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST_NAME = 300


def marks_of_tag(tag: str, role: str, prop: str, rel: str) -> int:
    """The marks that the element's name, ARIA role, microdata property and `rel` give, as bits."""
    bits = _BY_TAG.get(tag, 0) | _BY_ROLE.get(role.lower(), 0) | _BY_PROPERTY.get(prop.lower(), 0)
    return bits | BIT["byline"] if "author" in rel.lower().split() else bits


@lru_cache(maxsize=8192)
def marks_of_name(name: str) -> int:
    """The marks that the words of a class list or id give ("entry-title", "shareBar"), as bits; none for over 300 characters."""
    if len(name) > _LONGEST_NAME:
        return 0
    bits = 0
    for one in name.split():
        words = [word.lower() for word in _WORDS.findall(one)]
        for word in (*words, *(first + second for first, second in pairwise(words))):
            bits |= _WORD_BITS.get(word, 0)
    return bits
