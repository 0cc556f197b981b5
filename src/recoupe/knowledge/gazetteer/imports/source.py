"""The bytes of a file that a person wants to import, plain or in a zip archive: opened safely, read by lines, nothing unpacked to disk, nothing understood."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from recoupe.errors import KnowledgeError

_LONGEST_LINE = 1 << 20
_CHUNK = 1 << 20
_MOST_BYTES = 64 << 30
_MOST_RATIO = 150
"""A member that grows more than this many times is no table of places."""
_SUFFIXES = frozenset({".txt", ".csv", ".tsv", ".tab", ".json", ".geojson", ".geojsonl", ".ndjson", ".jsonl", ".lua"})
_ASIDE = frozenset({"readme.txt", "iso-languagecodes.txt", "license.txt", "licence.txt", "copying.txt"})
_ZIP = b"PK\x03\x04"
_PACKED = {
    b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7-Zip", b"Rar!": "RAR", b"SQLite format 3": "SQLite", b"%PDF": "PDF",
    b"PAR1": "Parquet", b"\xd0\xcf\x11\xe0": "an old office file",
}  # fmt: skip
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


class Line(msgspec.Struct, frozen=True):
    """One line without its end. `text` None: the bytes are no UTF-8, or there are too many; `flaw` says which."""

    number: int
    text: str | None
    flaw: str = ""


class Source:
    """A file to import: `name` as people know it, `size` of what is read, in bytes, `sha256` over it, its first bytes in `head`.

    Raises KnowledgeError: R310 for a path that is no file, an empty file, one that is packed otherwise or no text, R311 for a bad archive.
    """

    def __init__(self, path: Path, member: str | None = None) -> None:
        """`member`: which file of an archive; None where it has only one of places."""
        self.path = path
        where = path.name
        if path.is_dir():
            raise KnowledgeError(
                "R310", "this is a folder.", where=where, remedy="Give one file of it; one layer is made of each."
            )
        if not path.is_file():
            raise KnowledgeError("R310", "there is no such file.", where=where, remedy="Check the path.")
        try:
            with path.open("rb") as file:
                first = file.read(4)
        except OSError as err:
            raise KnowledgeError(
                "R310", f"the file cannot be read: {err.strerror}.", where=where, remedy="Check its permissions."
            ) from err
        self._member = _member(path, member) if first == _ZIP else None
        self.name = self._member.filename if self._member else path.name
        self.where = f"{path.name}/{self.name}" if self._member else path.name
        self.size = self._member.file_size if self._member else path.stat().st_size
        digest = hashlib.sha256()
        self.head = b""
        for chunk in self._chunks():
            self.head = self.head or chunk[:4096]
            digest.update(chunk)
        self.sha256 = digest.hexdigest()
        self._check_head()

    @property
    def suffix(self) -> str:
        """The end of its name, in lower case."""
        return PurePosixPath(self.name).suffix.lower()

    def read(self, most: int) -> bytes:
        """All bytes. Raises KnowledgeError R310 where there are more than `most`."""
        if self.size > most:
            raise KnowledgeError(
                "R310", f"the file is larger than {most >> 20} MB, which this form is read up to.", where=self.where,
                remedy="Convert it to a table (CSV), or to one GeoJSON feature a line (.geojsonl): these have no limit.",
            )  # fmt: skip
        with self._open() as file:
            return file.read().removeprefix(_BOM)

    def lines(self) -> Iterator[tuple[Line, float]]:
        """Every line with the share of the file that has been read."""
        done = number = 0
        with self._open() as file:
            while raw := file.readline(_LONGEST_LINE):
                number += 1
                done += len(raw)
                too_long = len(raw) == _LONGEST_LINE and not raw.endswith(b"\n")
                while too_long and (more := file.readline(_LONGEST_LINE)):
                    done += len(more)
                    if more.endswith(b"\n"):
                        break
                share = done / self.size if self.size else 1.0
                if too_long:
                    yield Line(number, None, "the line is longer than a megabyte"), share
                    continue
                raw = (raw.removeprefix(_BOM) if number == 1 else raw).rstrip(b"\r\n")
                try:
                    yield Line(number, raw.decode("utf-8")), share
                except UnicodeDecodeError as err:
                    yield Line(number, None, f"not valid UTF-8 at byte {err.start + 1} of the line"), share

    def _chunks(self) -> Iterator[bytes]:
        with self._open() as file:
            while chunk := file.read(_CHUNK):
                yield chunk

    @contextmanager
    def _open(self) -> Iterator[IO[bytes]]:
        if self._member is None:
            with self.path.open("rb") as file:
                yield file
            return
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self._member) as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as err:
            raise KnowledgeError(
                "R311", f"the archive is damaged: {err}.", where=self.where, remedy="Download it again; nothing was changed."
            ) from err

    def _check_head(self) -> None:
        head = self.head.removeprefix(_BOM)
        if not head.strip():
            raise KnowledgeError("R310", "the file is empty.", where=self.where, remedy="Download it again.")
        packed = next((name for mark, name in _PACKED.items() if head.startswith(mark)), None)
        if packed:
            raise KnowledgeError(
                "R310", f"this is {packed}, not text.", where=self.where,
                remedy="Unpack or convert it to text first: GeoNames dumps (.txt, .zip), CSV, TSV, GeoJSON, Lua tables are read.",
            )  # fmt: skip
        if head.startswith(_UTF16) or b"\0" in head:
            raise KnowledgeError(
                "R310",
                "the file is in UTF-16 or binary.",
                where=self.where,
                remedy="Save it as UTF-8 (iconv -f UTF-16 -t UTF-8).",
            )
        start = head.lstrip()[:200].lower()
        if start.startswith((b"<!doctype", b"<html", b"<head", b"<?xml")):
            raise KnowledgeError(
                "R310", "this is a page of HTML or XML, not a file of places.", where=self.where,
                remedy="The server sent a page in place of the file: download the file itself.",
            )  # fmt: skip


def _member(path: Path, wanted: str | None) -> zipfile.ZipInfo:
    """The file of places in an archive. Raises KnowledgeError R311."""
    where = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as err:
        raise KnowledgeError(
            "R311", f"the archive is cut off or damaged: {err}.", where=where, remedy="Download it again; nothing was changed."
        ) from err
    for info in infos:
        pure = PurePosixPath(info.filename.replace("\\", "/"))
        if pure.is_absolute() or ".." in pure.parts or ":" in pure.parts[0]:
            raise KnowledgeError(
                "R311", f"the archive holds a path that leads out of it: {info.filename!r}.", where=where,
                remedy="Such an archive is made to do harm: get the file from its publisher.",
            )  # fmt: skip
    listed = [info for info in infos if PurePosixPath(info.filename).suffix.lower() in _SUFFIXES]
    found = [info for info in listed if PurePosixPath(info.filename).name.lower() not in _ASIDE]
    if wanted is not None:
        found = [info for info in infos if info.filename == wanted]
    if len(found) != 1:
        names = ", ".join(info.filename for info in (listed or infos)[:12]) or "nothing"
        raise KnowledgeError(
            "R311", "the archive does not say which of its files is meant." if wanted is None else f"the archive has no {wanted!r}.", where=where,
            remedy=f"It holds: {names}. Choose one with --member.",
        )  # fmt: skip
    info = found[0]
    if info.flag_bits & 1:
        raise KnowledgeError("R311", "the archive is locked with a password.", where=where, remedy="Unpack it first.")
    if info.file_size > _MOST_BYTES or info.file_size > _MOST_RATIO * max(info.compress_size, 1 << 16):
        raise KnowledgeError(
            "R311", f"the archive would grow from {info.compress_size:,} to {info.file_size:,} bytes.", where=where,
            remedy="No file of places does that: get it from its publisher, or unpack it yourself.",
        )  # fmt: skip
    return info
