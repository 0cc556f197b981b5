"""Which old encoding some bytes are in: what they declare, what their letters say. Never decodes the whole."""

from __future__ import annotations

import codecs
import re

_HEAD = 4096
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)

_BY_CUSTOM = {"ascii": "cp1252", "iso8859-1": "cp1252"}
"""Declarations that pages use for Windows-1252; browsers read them so."""
_LATIN = {"cp1252", "iso8859-15"}
_TRUSTED = {
    *(f"iso8859-{n}" for n in range(2, 17)), *(f"cp125{n}" for n in range(9)),
    "koi8-r", "koi8-u", "cp866", "cp874", "mac-roman", "mac-cyrillic", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc_jp",
    "euc_kr", "cp949",
}  # fmt: skip
"""Codecs that a page may ask for. The others of Python's list are no encodings of text, or can be used to hide it."""

_FREQUENT: tuple[tuple[str, str], ...] = (
    ("cp1256", "اليمنورتبعدةهسف"),
    ("cp1251", "оеаинтсрвлкмдпу"),
)
_LETTER_RUN = re.compile(rb"[A-Za-z\x80-\xff]+")
_FOREIGN_SHARE = 0.5
_MIN_FREQUENT = 0.4
_FOREIGN_LEAST = 4
_WIDE_SAMPLE = 8192
_WIDE_LEAST = 8
_WIDE_KNOWN = 0.97


def declared_charset(data: bytes) -> str | None:
    """The charset that a meta element or an XML declaration in the first 4096 bytes names, None if there is none."""
    head = data[:_HEAD]
    found = _XML.search(head) or _META.search(head)
    return found[1].decode("ascii") if found else None


def sniff_utf16(data: bytes) -> str | None:
    """The byte order, "utf-16-le" or "utf-16-be", if bytes without BOM are clearly UTF-16; else None.

    Clearly: there are NULs, and read in that order, but not in the other, nearly all characters are of known scripts.
    """
    sample = data[: min(_WIDE_SAMPLE, len(data) // 2 * 2)]
    if len(sample) < _WIDE_LEAST or b"\x00" not in sample:
        return None
    shares = {order: _known_share(sample.decode(order, "replace")) for order in ("utf-16-le", "utf-16-be")}
    best, other = sorted(shares, key=lambda order: shares[order], reverse=True)
    return best if shares[best] >= _WIDE_KNOWN and shares[other] < _FOREIGN_SHARE else None


def _known_share(text: str) -> float:
    """Share of characters that are ASCII, Latin, Greek, Cyrillic, Hebrew, Arabic, or usual punctuation; no control characters."""
    known = sum(
        1 for ch in text if " " <= ch <= "~" or ch in "\t\n\r" or "\u00a0" <= ch <= "\u06ff" or "\u2000" <= ch <= "\u20cf"
    )
    return known / len(text)


def sniff_legacy(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """The codec for bytes that are not UTF-8, and notes.

    A declaration is followed unless it is unknown, cannot decode the bytes, or says Latin where the letters are not.
    """
    wanted = _codec(declared)
    seen = _by_letters(data)
    contradicted = wanted in _LATIN and seen != "cp1252"
    chosen = seen if wanted is None or contradicted or not _decodes(data, wanted) else wanted
    name = _public_name(chosen)
    if declared and wanted != chosen:
        return name, (f"The page declares {declared[:40]}, but its bytes are not that: read as {name}.",)
    if not declared:
        return name, (f"No encoding is declared and the bytes are not UTF-8: read as {name} by their letters.",)
    return name, ()


def _codec(label: str | None) -> str | None:
    """Python's name of a declared charset if it is one that a page may ask for."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    name = _BY_CUSTOM.get(name, name)
    return name if name in _TRUSTED else None


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _by_letters(data: bytes) -> str:
    """Windows-1252 unless most letters have the high bit: then the candidate whose most frequent letters fill the text best."""
    letters = b"".join(_LETTER_RUN.findall(data[:1_000_000]))
    high = letters.translate(None, bytes(range(0x80)))
    if len(high) < _FOREIGN_SHARE * len(letters) or len(high) < _FOREIGN_LEAST:
        return "cp1252"
    shares = {codec: 1 - len(high.translate(None, frequent.encode(codec))) / len(high) for codec, frequent in _FREQUENT}
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] >= _MIN_FREQUENT else "cp1252"


def _public_name(codec: str) -> str:
    return f"windows-{codec[2:]}" if re.fullmatch(r"cp125\d", codec) else codec
