"""The door of the intake: bytes, a file, a stream or a fetched page to a Document.

Whatever the bytes are, it raises IntakeError and nothing else; it never guesses a date, an outlet or an address.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from recoupe.errors import IntakeError
from recoupe.intake import html, markdown, plain, rows
from recoupe.intake.dates import given_date, iso_or_none
from recoupe.intake.decode import MAX_BYTES, Decoded, decode, too_large
from recoupe.intake.formats import LISTED, charset_of, format_of, looks_like_html
from recoupe.intake.languages import UNKNOWN, identify
from recoupe.intake.linear import Linear, Metadata
from recoupe.intake.magic import is_pdf
from recoupe.model.document import Block, Document
from recoupe.model.ids import document_id, sha256_bytes, sha256_text

if TYPE_CHECKING:
    from recoupe.intake.fetch import Fetched

_SAMPLE = 20_000
_SAMPLE_SHARE = 0.6
_NOT_PROSE = frozenset({"figure", "caption", "credit", "share", "related", "nav", "aside", "footer", "comments", "frontmatter"})


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A person's own word on an article; it goes before what the page says.

    Args:
        published: ISO date or date-time. A wrong one raises IntakeError R110 here.
        outlet: name of the publisher.
        lang: language code, "fr" or "fr-FR".
        url: the article's address.
    """

    published: str | None = None
    outlet: str | None = None
    lang: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            given_date(self.published)


NOTHING = Given()


def read_bytes(
    data: bytes, *, name: str = "", media_type: str | None = None, given: Given = NOTHING, max_bytes: int = MAX_BYTES
) -> Document:
    """The document that `data` holds; `name` is a file name or address, `media_type` may carry a charset.

    Raises IntakeError R101 (blank), R102 (binary), R105 (larger than `max_bytes`), R108 (a page without text), those of `pdf.linearise`, and
    for a row of a table those of `rows.row_from_json`.
    """
    if len(data) > max_bytes:
        raise too_large(len(data), max_bytes, name)
    if is_pdf(data):
        from recoupe.intake import pdf  # noqa: PLC0415 - its library takes longer to load than all the rest, and few articles are PDF

        return _document(data, Decoded("", "pdf"), pdf.linearise(data, where=name), given)
    if media_type == rows.MEDIA_TYPE:
        return _from_row(data, name, given)
    decoded = decode(data, declared=charset_of(media_type), max_bytes=max_bytes, where=name)
    kind = format_of(decoded.text, name, media_type)
    notes = decoded.notes
    if kind == "html":
        base = given.url or (name if name.startswith(("http://", "https://")) else "")
        linear = html.linearise(decoded.text, url=base, where=name)
    elif kind == "markdown":
        linear = markdown.linearise(decoded.text)
    else:
        linear = plain.linearise(decoded.text)
        if looks_like_html(decoded.text):
            notes = (*notes, "Read as plain text because its name or type says so, but it looks like HTML.")
    return _document(data, msgspec.structs.replace(decoded, notes=notes), linear, given)


def _from_row(data: bytes, name: str, given: Given) -> Document:
    """The document in a row of a table; what a person gave goes before what the row says."""
    row = rows.row_from_json(data, where=name)
    if not row.has_body:
        raise IntakeError("R114", "the row has no text, only an address.", where=name, remedy="Fetch the address instead.")
    linear = html.linearise(row.html, url=given.url or row.url or "", where=name) if row.html else plain.linearise(row.body)
    if not linear.text.strip():
        raise IntakeError("R101", "there is nothing but blanks in it.", where=name, remedy="Give a row with text in it.")
    published = iso_or_none(row.published) if row.published else None
    said = Metadata(
        title=row.title or linear.metadata.title,
        published=published or linear.metadata.published,
        outlet=row.outlet or linear.metadata.outlet,
        url=row.url or linear.metadata.url,
        lang=row.lang or linear.metadata.lang,
    )
    wrong = row.published is not None and published is None
    note = (f"The row's date {(row.published or '')[:40]!r} is no ISO date and was not taken.",) if wrong else ()
    return _document(data, Decoded("", "utf-8", note), msgspec.structs.replace(linear, metadata=said), given)


def read_path(path: Path | str, given: Given = NOTHING, *, max_bytes: int = MAX_BYTES) -> Document:
    """The document in a file.

    Raises IntakeError R103 (no such path), R104 (cannot be read, or a folder), and those of `read_bytes`.
    """
    place = Path(path)
    try:
        with place.open("rb") as stream:
            return read_stream(stream, given, name=str(path), max_bytes=max_bytes)
    except (FileNotFoundError, NotADirectoryError) as err:
        raise IntakeError("R103", "there is no such file.", where=str(path), remedy="Check the spelling of the path.") from err
    except IsADirectoryError as err:
        raise IntakeError(
            "R104", "this is a folder, not a file.", where=str(path), remedy="Give the files in it, or add the folder."
        ) from err
    except (OSError, ValueError) as err:
        raise _unreadable(str(path), err) from err


def read_stream(stream: BinaryIO, given: Given = NOTHING, *, name: str = "", max_bytes: int = MAX_BYTES) -> Document:
    """The document in an open stream, read no further than the limit. Raises OSError of the stream, and those of `read_bytes`."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(None, max_bytes, name)
    return read_bytes(data, name=name, given=given, max_bytes=max_bytes)


def read_fetched(page: Fetched, given: Given = NOTHING, *, max_bytes: int = MAX_BYTES) -> Document:
    """The document of a fetched page: its address is the canonical one if it names one, else the one that answered."""
    kind = page.headers.get("content-type")
    document = read_bytes(page.data, name=page.final_url, media_type=kind, given=given, max_bytes=max_bytes)
    return msgspec.structs.replace(document, url=document.url or page.final_url, retrieved=page.retrieved)


def list_folder(path: Path | str) -> list[Path]:
    """The .txt, .md, .html, .htm and .pdf files in a folder and the folders in it, sorted, hidden ones and links to folders left out.

    Raises IntakeError R103 (no such folder), R104 (no permission), R109 (no such file in it).
    """
    top = Path(path)
    if not top.is_dir():
        raise IntakeError("R103", "there is no such folder.", where=str(path), remedy="Check the spelling of the path.")
    found: list[Path] = []
    try:
        for folder, names, files in os.walk(top, onerror=_raise):
            names[:] = sorted(name for name in names if not name.startswith("."))
            found += [Path(folder, name) for name in files if not name.startswith(".") and Path(name).suffix.lower() in LISTED]
    except OSError as err:
        raise _unreadable(str(err.filename or path), err) from err
    if not found:
        raise IntakeError(
            "R109",
            "there is no .txt, .md, .html, .htm or .pdf file in it.",
            where=str(path),
            remedy="Give a folder with articles.",
        )
    return sorted(found)


def _raise(err: OSError) -> None:
    raise err


def _unreadable(where: str, err: Exception) -> IntakeError:
    why = (err.strerror if isinstance(err, OSError) else None) or str(err)
    return IntakeError("R104", f"it cannot be read: {why}.", where=where, remedy="Check who may read it.")


def _document(data: bytes, decoded: Decoded, linear: Linear, given: Given) -> Document:
    """The document of a linear text, its bytes and what is known of it."""
    said = linear.metadata
    published = given_date(given.published) if given.published else said.published
    outlet = given.outlet or said.outlet
    digest = sha256_bytes(data)
    return Document(
        id=document_id(digest),
        text=linear.text,
        bytes_sha256=digest,
        text_sha256=sha256_text(linear.text),
        linearisation=linear.linearisation,
        encoding=decoded.encoding,
        lang=_lang(linear, given),
        outlet=outlet,
        url=given.url or said.url,
        title=said.title,
        published=published,
        published_from=_origin(published, given.published),
        outlet_from=_origin(outlet, given.outlet),
        blocks=linear.blocks,
        notes=(*decoded.notes, *linear.notes),
    )


def _origin(value: str | None, given: str | None) -> str | None:
    if value is None:
        return None
    return "given" if given else "metadata"


def _lang(linear: Linear, given: Given) -> str:
    """The language given by hand; else that of most of the prose; else the one that the page declares; else "und"."""
    if given.lang:
        return given.lang.strip().lower().replace("_", "-").partition("-")[0]
    code, _ = identify(_prose(linear))
    return code if code != UNKNOWN[0] else linear.metadata.lang or UNKNOWN[0]


def _prose(linear: Linear) -> str:
    """The longest blocks of the main text that together make most of it: short foreign captions and menus have no say."""
    prose = [block for block in linear.blocks if not _NOT_PROSE.intersection(block.inside)] or list(linear.blocks)
    main = [block for block in prose if "main" in block.inside] or prose
    wanted = min(_SAMPLE, _SAMPLE_SHARE * sum(map(_length, main)))
    return "\n".join(block.span.of(linear.text) for block in _longest(main, wanted))


def _longest(blocks: Iterable[Block], wanted: float) -> list[Block]:
    chosen: list[Block] = []
    for block in sorted(blocks, key=_length, reverse=True):
        chosen.append(block)
        wanted -= _length(block)
        if wanted <= 0:
            break
    return chosen


def _length(block: Block) -> int:
    return block.span.end - block.span.start
