"""One walk over the whole page: its elements as a flat table, its text cut into blocks. Iterative; drops nothing visible."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from recoupe.intake.html_elements import BLOCK_TAGS, LINE_TAGS, PRE_TAGS, SILENT_TAGS, marks_of_name, marks_of_tag

_BLANKS = re.compile("[ \t\n\r\f]+")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_STYLE = 2_000
_DEEPEST_PATH = 60
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


class Elements(msgspec.Struct):
    """The page's elements as columns; a parent always has a smaller number than its children.

    Args:
        parents: number of the parent, -1 for the root.
        tags: names.
        sure: marks that tag, role or property give, as bits.
        named: marks that class or id give, as bits; doubtful where the element holds most of the article.
    """

    parents: list[int] = msgspec.field(default_factory=list)
    tags: list[str] = msgspec.field(default_factory=list)
    sure: list[int] = msgspec.field(default_factory=list)
    named: list[int] = msgspec.field(default_factory=list)


class RawBlock(msgspec.Struct):
    """A block before it has a place in the text.

    Args:
        text: its characters, blanks collapsed.
        element: number of the block-level element that holds it.
        tag: name of that element.
        path: its address.
        runs: (element, number of characters) of each inline stretch.
    """

    text: str
    element: int
    tag: str
    path: str
    runs: list[tuple[int, int]]


class _Frame:
    """One open element."""

    __slots__ = ("children", "number", "pre", "step", "tag")

    def __init__(self, number: int, tag: str, step: str, *, pre: bool) -> None:
        self.number, self.tag, self.step, self.pre = number, tag, step, pre
        self.children: dict[str, int] = {}


def walk(root: etree._Element) -> tuple[Elements, list[RawBlock]]:
    """The elements of the page and its blocks in reading order."""
    walker = _Walker()
    context = etree.iterwalk(root, events=("start", "end"))
    for event, element in context:
        if event == "end":
            walker.leave(element)
        elif _silent(element):
            walker.skip(element)
            context.skip_subtree()
        else:
            walker.enter(element)
    walker.flush()
    return walker.elements, walker.blocks


def _silent(element: etree._Element) -> bool:
    """Whether a reader of the page does not see the element: no text of its own, or hidden by attribute or inline style."""
    tag = element.tag
    if not isinstance(tag, str) or tag in SILENT_TAGS:
        return True
    if tag in ("html", "body"):  # hidden until a script has run, on pages that guard against flicker
        return False
    style = element.get("style", "")
    return element.get("hidden") is not None or bool(style and _HIDING.search(style[:_LONGEST_STYLE]))


class _Walker:
    """What is open, and the block that is being gathered."""

    def __init__(self) -> None:
        self.elements = Elements()
        self.blocks: list[RawBlock] = []
        self._open: list[_Frame] = []
        self._holders: list[_Frame] = []
        self._skipped = False
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int]] = []
        self._breaks = 0

    def enter(self, element: etree._Element) -> None:
        """Open an element and read its text up to its first child."""
        tag = str(element.tag).lower()
        parent = self._open[-1] if self._open else None
        frame = _Frame(
            len(self.elements.tags), tag, _step(parent, tag), pre=tag in PRE_TAGS or (parent is not None and parent.pre)
        )
        if tag in BLOCK_TAGS or parent is None:
            self.flush()
            self._holders.append(frame)
        self._open.append(frame)
        named = (
            0
            if tag in ("html", "body", "main", "article")
            else marks_of_name(f"{element.get('class', '')} {element.get('id', '')}")
        )
        self.elements.parents.append(parent.number if parent else -1)
        self.elements.tags.append(tag)
        self.elements.sure.append(marks_of_tag(tag, element.get("role", ""), element.get("itemprop", ""), element.get("rel", "")))
        self.elements.named.append(named)
        if tag == "br":
            self._break()
        self._add(element.text)

    def skip(self, element: etree._Element) -> None:
        """Note that the element about to end was not entered; its address still counts among its siblings'."""
        if self._open and isinstance(element.tag, str):
            _step(self._open[-1], element.tag.lower())
        self._skipped = True

    def leave(self, element: etree._Element) -> None:
        """Close an element and read the text after it."""
        if self._skipped:
            self._skipped = False
        else:
            if self._holders[-1] is self._open[-1]:
                self.flush()
                self._holders.pop()
            self._open.pop()
        if self._open:
            self._add(element.tail)

    def flush(self) -> None:
        """End the block that is being gathered, if it has anything to read."""
        text = "".join(self._pieces).rstrip()
        self._pieces, runs, self._runs, self._breaks = [], self._runs, [], 0
        if not text.strip(_INVISIBLE + " \n"):
            return
        holder = self._holders[-1]
        path = "/" + "/".join(frame.step for frame in self._open_until(holder))
        self.blocks.append(RawBlock(text, holder.number, holder.tag, path, runs))

    def _open_until(self, holder: _Frame) -> Iterator[_Frame]:
        for frame in self._open[:_DEEPEST_PATH]:
            yield frame
            if frame is holder:
                return

    def _add(self, text: str | None) -> None:
        """Take in a stretch of characters of the element now open."""
        if not text:
            return
        frame = self._open[-1]
        if frame.pre:
            for nth, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
                if nth:
                    self._break()
                self._append(line, frame.number)
        else:
            self._append(_BLANKS.sub(" ", text), frame.number)

    def _append(self, text: str, number: int) -> None:
        if not self._pieces:
            text = text.lstrip()
        elif self._pieces[-1][-1] in " \n":
            text = text.lstrip(" ")
        if not text:
            return
        self._pieces.append(text)
        self._runs.append((number, len(text)))
        if not text.isspace():
            self._breaks = 0

    def _break(self) -> None:
        """A line break: one is a newline inside the block, two in a row end the block."""
        self._breaks += 1
        if self._breaks > 1:
            self.flush()
        elif self._pieces:
            self._pieces[-1] = self._pieces[-1].rstrip(" ") or "\n"
            if self._pieces[-1] != "\n":
                self._pieces.append("\n")


def _step(parent: _Frame | None, tag: str) -> str:
    """The last step of an element's address: its name and its number among its like-named siblings."""
    if parent is None:
        return tag
    nth = parent.children.get(tag, 0) + 1
    parent.children[tag] = nth
    return tag if tag == "body" and nth == 1 else f"{tag}[{nth}]"


def separators(elements: Elements, blocks: list[RawBlock]) -> Iterator[str]:
    """What stands before each block in the linear text: nothing, a newline between lines of one parent, else a blank line."""
    before: RawBlock | None = None
    for block in blocks:
        if before is None:
            yield ""
        else:
            lines = block.tag in LINE_TAGS and before.tag in LINE_TAGS and block.element != before.element
            yield "\n" if lines and elements.parents[block.element] == elements.parents[before.element] else "\n\n"
        before = block
