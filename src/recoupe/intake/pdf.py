"""PDF to blocks: the characters of each page as pypdf gives them, paragraphs, running heads and feet marked.

Never reads pictures of text: a scanned page has no text and says so. Never takes the day on which the file was made for the day of publication.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from recoupe.errors import IntakeError
from recoupe.intake.linear import Linear, Metadata
from recoupe.intake.plain import lines, paragraphs
from recoupe.model.document import Block
from recoupe.model.spans import Span

LINEARISATION = "pdf/1"
MAX_PAGES = 1_000
_REPEATED = 3
_BROKEN = re.compile(r"(\w+)[-\u00ad\u2010]\n(\w+)")
_DIGITS = re.compile(r"\d+")
_EDGE_LENGTH = 120

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells standard error of every oddity of a file; ours is one note


def linearise(data: bytes, *, where: str = "") -> Linear:
    """The text of a PDF file page after page; `path` of a block is its page, "page 3".

    Raises IntakeError R108 (no page has text), R111 (needs a password), R112 (damaged), R105 (too many pages).
    """
    pages, title = _pages(data, where)
    if not any(page.strip() for page in pages):
        raise IntakeError(
            "R108", "no page of this PDF file has text: it holds pictures of pages.", where=where, remedy="Run it through character recognition first."
        )  # fmt: skip
    edges = _running(pages)
    text, starts, joined = _joined([_apart(page, edges) for page in pages])
    notes = [f"{joined} words broken over two lines were joined."] if joined else []
    blocks = tuple(
        Block(span=Span(start, end), path=f"page {_page_of(starts, start)}", inside=("footer",) if _plain(text[start:end]) in edges else ())
        for start, end in paragraphs(text)
    )  # fmt: skip
    return Linear(linearisation=LINEARISATION, text=text, blocks=blocks, metadata=Metadata(title=title), notes=tuple(notes))


def _pages(data: bytes, where: str) -> tuple[list[str], str | None]:
    """The text of each page, and the title that the file gives itself."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise IntakeError("R111", "this PDF file needs a password.", where=where, remedy="Save a copy without one.")
        if len(reader.pages) > MAX_PAGES:
            raise IntakeError(
                "R105", f"it has {len(reader.pages)} pages, more than {MAX_PAGES}.", where=where, remedy="Split it."
            )
        title = str(reader.metadata.title or "").strip() if reader.metadata else ""
        return [_clean(page.extract_text()) for page in reader.pages], title or None
    except IntakeError:
        raise
    except RecursionError as err:
        raise _damaged("its pages are nested too deep", where) from err
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        OSError,
        ArithmeticError,
        NotImplementedError,
        ImportError,
        AssertionError,
    ) as err:
        raise _damaged(str(err) or type(err).__name__, where) from err  # fmt: skip


def _damaged(why: str, where: str) -> IntakeError:
    return IntakeError(
        "R112", f"this PDF file cannot be read: {why}.", where=where, remedy="Open it in a viewer and save it anew."
    )


def _clean(page: str) -> str:
    """The page with one kind of line end, without NULs and lone surrogates, which no text may hold."""
    page = page.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return page.encode("utf-8", "replace").decode("utf-8").strip("\n")


def _joined(pages: list[str]) -> tuple[str, list[int], int]:
    """One text, the offset at which each page starts, and how many broken words were joined.

    A hyphen at a line's end stays if the same word is written with one elsewhere in the file ("nord-ouest").
    """
    words = set(re.findall(r"\w+(?:-\w+)*", "\n".join(pages).casefold()))
    count = 0

    def join(found: re.Match[str]) -> str:
        nonlocal count
        left, right = found[1], found[2]
        if not right[0].islower() or not left[-1].isalpha():
            return found[0]
        count += 1
        return f"{left}-{right}" if f"{left}-{right}".casefold() in words else f"{left}{right}"

    starts, pieces, at = [], [], 0
    for page in pages:
        piece = _BROKEN.sub(join, page)
        starts.append(at)
        pieces.append(piece)
        at += len(piece) + 2
    return "\n\n".join(pieces), starts, count


def _page_of(starts: list[int], offset: int) -> int:
    return sum(1 for start in starts if start <= offset)


def _running(pages: list[str]) -> frozenset[str]:
    """First and last lines that come back on three pages or more: heads, feet, page numbers. Digits do not count."""
    seen: Counter[str] = Counter()
    for page in pages:
        filled = [page[line.start : line.end] for line in lines(page) if line.length]
        seen.update({_plain(line) for line in (*filled[:1], *filled[-1:]) if len(line) <= _EDGE_LENGTH})
    return frozenset(line for line, times in seen.items() if times >= _REPEATED)


def _apart(page: str, edges: frozenset[str]) -> str:
    """The page with a blank line between its running head and foot and what stands between them: else they run into its paragraphs."""
    rows = page.split("\n")
    if len(rows) > 1 and _plain(rows[0]) in edges:
        rows[0] += "\n"
    if len(rows) > 1 and _plain(rows[-1]) in edges:
        rows[-1] = "\n" + rows[-1]
    return "\n".join(rows)


def _plain(line: str) -> str:
    return _DIGITS.sub("0", line.strip().casefold())
