"""Which blocks are the page's main text, as trafilatura sees it. It only points at blocks: no character comes from it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lxml import etree

from recoupe.intake.html_elements import BIT
from recoupe.intake.html_marks import NOT_MAIN, key_of, sums_of
from recoupe.intake.html_walk import Elements, RawBlock

_MAX_ELEMENTS = 40_000
_MAX_CHARS = 1_000_000
_MAX_DEPTH = 150
"""Beyond these a page takes trafilatura many seconds; no article seen comes near them."""

_SHORT = 30
_MOST = 0.75
_FALLBACK = "The page's main text could not be told apart by trafilatura ({why}): taken by the page's own elements."


def find_main(root: etree._Element, elements: Elements, blocks: list[RawBlock]) -> tuple[list[bool], tuple[str, ...]]:
    """For each block whether its words are in the main text, and notes. Falls back on the page's elements, with a note."""
    chars = sum(len(block.text) for block in blocks)
    if len(elements.tags) > _MAX_ELEMENTS or chars > _MAX_CHARS or _depth(elements) > _MAX_DEPTH:
        return _by_elements(elements, blocks), (_FALLBACK.format(why="the page is too large or too deep for it"),)
    text, why = _main_text(root)
    if text:
        found = _by_text(text, blocks)
        if any(found):
            return found, ()
    return _by_elements(elements, blocks), (_FALLBACK.format(why=why or "it found none"),)


def in_container(elements: Elements, blocks: list[RawBlock], found: list[bool], bits: list[int]) -> list[bool]:
    """For each block whether it stands in the deepest element that holds most of the main text, and not in navigation there."""
    sums = sums_of(elements, blocks, found)
    total = max(sums, default=0)
    holders = [number for number, count in enumerate(sums) if total and count >= _MOST * total]
    holder = max(holders, default=0)
    if not total or elements.tags[holder] in ("html", "body"):
        return [False] * len(blocks)
    within = [False] * len(sums)
    for number, parent in enumerate(elements.parents):
        within[number] = number == holder or (parent >= 0 and within[parent])
    return [within[block.element] and not bits[block.element] & NOT_MAIN for block in blocks]


def _depth(elements: Elements) -> int:
    """How many elements the deepest one is in."""
    depths: list[int] = []
    for parent in elements.parents:
        depths.append(depths[parent] + 1 if parent >= 0 else 0)
    return max(depths)


@lru_cache(maxsize=1)
def _extractor() -> Callable[..., Any]:
    """trafilatura's extraction; its log is kept off the terminal (a page it gives up on is a note of ours)."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - heavy

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return bare_extraction


def _main_text(root: etree._Element) -> tuple[str, str]:
    """The main text, and why there is none. Without metadata: its date search guesses and reads the clock."""
    try:
        document = _extractor()(root, include_comments=False, with_metadata=False)
    except Exception as err:  # noqa: BLE001 - no page may break us through a third party's heuristics
        return "", f"it failed with {type(err).__name__}"
    return (document.text or "", "") if document is not None else ("", "")


def _by_text(text: str, blocks: list[RawBlock]) -> list[bool]:
    """Whether each block's letters are a line of `text`, or, for longer blocks, lie anywhere in it; searched in reading order."""
    lines = {key_of(line) for line in text.splitlines()}
    whole, at = key_of(text), 0
    found = []
    for block in blocks:
        key = key_of(block.text)
        hit = bool(key) and key in lines
        if not hit and len(key) >= _SHORT:
            place = whole.find(key, at)
            if place < 0:
                place = whole.find(key, 0, at)
            else:
                at = place
            hit = place >= 0
        found.append(hit)
    return found


def _by_elements(elements: Elements, blocks: list[RawBlock]) -> list[bool]:
    """The blocks of the article or main element with most text; without one, the blocks outside navigation and the like."""
    sums = sums_of(elements, blocks, [True] * len(blocks))
    holders = [number for number, tag in enumerate(elements.tags) if tag in ("article", "main") and sums[number]]
    holder = max(holders, key=lambda number: sums[number], default=0)
    within = [False] * len(elements.tags)
    for number, parent in enumerate(elements.parents):
        outside = elements.sure[number] & (NOT_MAIN | BIT["figure"])
        within[number] = not outside and (number == holder or (parent >= 0 and within[parent]))
    return [within[block.element] for block in blocks]
