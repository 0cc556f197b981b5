"""HTML to one linear text: every block that a reader of the page can see, with its address and the structures that hold it.

Never takes a character from anywhere but the page's own tree, and never drops a caption, a link or a source line: what a block
is worth is for others to say.
"""

from __future__ import annotations

from recoupe.errors import IntakeError
from recoupe.intake.html_elements import BIT
from recoupe.intake.html_main import find_main, in_container
from recoupe.intake.html_marks import headline_of, inherited, marks_of, names_of, sums_of
from recoupe.intake.html_metadata import read_metadata
from recoupe.intake.html_source import parse
from recoupe.intake.html_walk import Elements, RawBlock, separators, walk
from recoupe.intake.linear import Linear
from recoupe.model.document import Block
from recoupe.model.spans import Span

LINEARISATION = "html/1"


def linearise(source: str, *, url: str = "", where: str = "") -> Linear:
    """The linear text of a page, its blocks and its metadata.

    Blocks are separated by a blank line, items of one list and cells of one row by a newline. Blanks of HTML are collapsed,
    no-break spaces are kept.
    `url` resolves relative canonical addresses. Raises IntakeError R108 if nothing of the page can be read.
    """
    root, notes = parse(source)
    elements, raw = walk(root) if root is not None else (Elements(), [])
    if root is None or not raw:
        raise IntakeError(
            "R108", "no words are left once scripts and markup are taken away.", where=where, remedy="Save the page as it shows."
        )
    found, main_notes = find_main(root, elements, raw)
    metadata = read_metadata(root, url)
    marks, links = _marks(elements, raw, found)
    headline = headline_of(raw, marks, metadata.title)
    marks = [bits & ~BIT["headline"] | (BIT["headline"] if nth == headline else 0) for nth, bits in enumerate(marks)]
    text, spans = _joined(elements, raw)
    blocks = tuple(
        Block(span=span, tag=block.tag, path=block.path, inside=names_of(bits), links=share)
        for block, span, bits, share in zip(raw, spans, marks, links, strict=True)
    )
    return Linear(linearisation=LINEARISATION, text=text, blocks=blocks, metadata=metadata, notes=(*notes, *main_notes))


def _marks(elements: Elements, raw: list[RawBlock], found: list[bool]) -> tuple[list[int], list[float]]:
    """The marks of each block as bits, main text included, and its share of links."""
    bits = inherited(elements, sums_of(elements, raw, found))
    around = in_container(elements, raw, found, bits)
    marks, links = [], []
    for nth, block in enumerate(raw):
        own, share = marks_of(block, bits)
        main = (found[nth] or around[nth]) and not own & BIT["comments"]  # what readers write is never the article
        marks.append(own | BIT["main"] if main else own)
        links.append(share)
    return marks, links


def _joined(elements: Elements, raw: list[RawBlock]) -> tuple[str, list[Span]]:
    """The linear text and the span of each block in it."""
    pieces, spans, at = [], [], 0
    for separator, block in zip(separators(elements, raw), raw, strict=True):
        at += len(separator)
        pieces += [separator, block.text]
        spans.append(Span(at, at + len(block.text)))
        at += len(block.text)
    return "".join(pieces), spans
