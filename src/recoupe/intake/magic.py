"""Tell binary files from text by their first bytes and their control bytes. Never decodes."""

from __future__ import annotations

from recoupe.errors import IntakeError

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", "a zip file (docx, odt, epub or xlsx are zip files)"),
    (0, b"PK\x05\x06", "an empty zip file"),
    (0, b"\x89PNG", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (0, b"\x7fELF", "an ELF program"),
    (0, b"MZ\x90\x00", "a Windows program"),
    (0, b"\xca\xfe\xba\xbe", "compiled code"),
    (0, b"\x00asm", "compiled code"),
    (0, b"\x1f\x8b\x08", "a gzip file"),
    (0, b"BZh91AY", "a bzip2 file"),
    (0, b"\xfd7zXZ\x00", "an xz file"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z file"),
    (0, b"Rar!\x1a\x07", "a RAR file"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd file"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (doc, xls)"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"OggS\x00", "an Ogg recording"),
    (0, b"ID3\x02", "an MP3 recording"),
    (0, b"ID3\x03", "an MP3 recording"),
    (0, b"ID3\x04", "an MP3 recording"),
    (0, b"\x1aE\xdf\xa3", "a Matroska video"),
    (8, b"WEBPVP8", "a WebP picture"),
    (0, b"\x00\x00\x00\x18ftyp", "an MP4 video"),
    (0, b"\x00\x00\x00\x20ftyp", "an MP4 video"),
    (0, b"{\\rtf", "an RTF document"),
)
_PDF, _PDF_HEAD = b"%PDF-", 1_024
_CONTROL = bytes(sorted({*range(0x20), 0x7F} - {0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B}))
_FEW = 2
_SHARE = 0.02


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF file: its signature may come after some rubbish, which readers of PDF accept."""
    return _PDF in data[:_PDF_HEAD]


def refuse_known_binary(data: bytes, where: str = "") -> None:
    """Raise IntakeError R102 if `data` begins like a known binary format."""
    for offset, signature, kind in _SIGNATURES:
        if data.startswith(signature, offset):
            raise IntakeError(
                "R102", f"this is {kind}, not text.", where=where, remedy="Save its text as .txt or .html and read that."
            )


def refuse_control_bytes(data: bytes, where: str = "") -> None:
    """Raise IntakeError R102 if too many bytes are control characters for any one-byte or UTF-8 text."""
    controls = len(data) - len(data.translate(None, _CONTROL))
    if controls > _FEW + _SHARE * len(data):
        raise IntakeError(
            "R102",
            f"{controls} of {len(data)} bytes are control characters: this is binary, not text.",
            where=where,
            remedy="Give a text, Markdown or HTML file.",
        )
