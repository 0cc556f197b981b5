"""Bytes to text: find the encoding, decode every byte, say what was unsure.

Never changes a line end, never drops a character but the byte order mark.
"""

from __future__ import annotations

import codecs
import re

import msgspec

from recoupe.errors import IntakeError
from recoupe.intake.charsets import declared_charset, sniff_legacy, sniff_utf16
from recoupe.intake.magic import refuse_control_bytes, refuse_known_binary

MAX_BYTES = 20_000_000
"""Largest input, in bytes, unless the caller says otherwise."""

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPED = re.compile("[\udc80-\udcff]")
_MULTIBYTE = re.compile("[^\x00-\x7f\udc80-\udcff]")
_LINE_END = re.compile("\r\n|\r|\n")
_SHOWN_LINES = 10
_WRONG_FEW = 2
_WRONG_SHARE = 0.05
_REPLACEMENT = "\ufffd"


class Decoded(msgspec.Struct, frozen=True):
    """The text of some bytes.

    Args:
        text: the decoded characters, without BOM.
        encoding: name of the codec, or "utf-8+windows-1252" for a mixture.
        notes: what was unsure or replaced, sentences for the reader.
    """

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None, max_bytes: int = MAX_BYTES, where: str = "") -> Decoded:
    """Decode `data`; `declared` is the charset of the HTTP answer, if any.

    Valid UTF-8 wins over every declaration; `where` names the input in errors.
    Raises IntakeError R101 (empty or blank), R102 (binary), R105 (more than `max_bytes`).
    """
    if len(data) > max_bytes:
        raise too_large(len(data), max_bytes, where)
    refuse_known_binary(data, where)
    wide = _wide(data)
    if wide is None:
        refuse_control_bytes(data, where)
        found = _utf8(data) or _legacy(data, declared or declared_charset(data))
    else:
        found = wide
    text, notes = _without_nuls(found.text, found.notes)
    if not text or text.isspace():
        raise IntakeError("R101", "there is nothing but blanks in it.", where=where, remedy="Give a file with text in it.")
    return Decoded(text, found.encoding, notes)


def too_large(size: int | None, max_bytes: int, where: str = "") -> IntakeError:
    """The error R105 for an input of `size` bytes (None: not known, but over the limit)."""
    known = f"{size} bytes" if size is not None else "the input"
    return IntakeError(
        "R105", f"{known} is more than the limit of {max_bytes} bytes.", where=where, remedy="Split it or raise the limit."
    )


def _wide(data: bytes) -> Decoded | None:
    """The text if the bytes carry a BOM or are clearly UTF-16; None otherwise (a UTF-8 BOM is left to `_utf8`)."""
    for bom, encoding in _BOMS[1:]:
        if data.startswith(bom):
            return _decode_wide(data[len(bom) :], encoding, ())
    order = sniff_utf16(data)
    if order is None:
        return None
    return _decode_wide(data, order, (f"Read as {order.upper()}: its bytes say so, though there is no byte order mark.",))


def _decode_wide(data: bytes, encoding: str, notes: tuple[str, ...]) -> Decoded:
    text = data.decode(encoding, "replace")
    wrong = text.count(_REPLACEMENT)
    if wrong > _WRONG_FEW + _WRONG_SHARE * len(text):
        raise IntakeError("R102", f"the bytes begin like {encoding.upper()} but are not.", remedy="Save the text as UTF-8.")
    if wrong:
        notes = (*notes, f"{wrong} places were not valid {encoding.upper()} and became U+FFFD.")
    return Decoded(text, encoding, notes)


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, or mostly UTF-8 with single bytes of windows-1252; None if it is something else."""
    body = data.removeprefix(codecs.BOM_UTF8)
    text = body.decode("utf-8", "surrogateescape")
    if not _ESCAPED.search(text):
        return Decoded(text, "utf-8")
    wrong = sum(1 for _ in _ESCAPED.finditer(text))
    if len(body) == len(data) and sum(1 for _ in _MULTIBYTE.finditer(text)) < wrong:
        return None
    return _mixed(text, wrong)


def _mixed(text: str, wrong: int) -> Decoded:
    lines = _lines_of(text, _ESCAPED)
    fixed = _ESCAPED.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    note = f"Mostly UTF-8, but {wrong} bytes are not: they were read as Windows-1252 ({lines})."
    return Decoded(fixed, "utf-8+windows-1252", (note,))


def _legacy(data: bytes, declared: str | None) -> Decoded:
    """One of the old one-byte (or East Asian) encodings: the declared one unless the bytes speak against it."""
    encoding, notes = sniff_legacy(data, declared)
    text = data.decode(encoding, "replace")
    wrong = text.count(_REPLACEMENT)
    if wrong:
        lines = _lines_of(text, re.compile(_REPLACEMENT))
        notes = (*notes, f"{wrong} bytes mean nothing in {encoding} and became U+FFFD ({lines}).")
    return Decoded(text, encoding, notes)


def _without_nuls(text: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    nuls = text.count("\x00")
    if not nuls:
        return text, notes
    if not text.strip("\x00 \t\r\n\f\v"):
        raise IntakeError("R102", "there is nothing but NUL bytes in it.", remedy="Give a text, Markdown or HTML file.")
    lines = _lines_of(text, re.compile("\x00"))
    return text.replace("\x00", _REPLACEMENT), (*notes, f"{nuls} NUL characters became U+FFFD ({lines}).")


def _lines_of(text: str, wanted: re.Pattern[str]) -> str:
    """The numbers of the lines on which `wanted` occurs, for a note: "lines 3, 17 and 2 more"."""
    numbers: list[int] = []
    line, ends = 1, _LINE_END.finditer(text)
    end = next(ends, None)
    for found in wanted.finditer(text):
        while end is not None and end.start() < found.start():
            line, end = line + 1, next(ends, None)
        if not numbers or numbers[-1] != line:
            numbers.append(line)
    shown = ", ".join(map(str, numbers[:_SHOWN_LINES]))
    more = f" and {len(numbers) - _SHOWN_LINES} more" if len(numbers) > _SHOWN_LINES else ""
    return f"line {shown}" if len(numbers) == 1 else f"lines {shown}{more}"
