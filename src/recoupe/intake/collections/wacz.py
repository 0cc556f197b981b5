"""WACZ files: zipped web archives with a list of their pages. Only the pages of the list are articles, where there is one."""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from recoupe.errors import IntakeError
from recoupe.intake.collections.items import Found
from recoupe.intake.collections.warc import stream_items
from recoupe.intake.documents import Given

MAX_UNPACKED = 4_000_000_000
"""Bytes of one WARC file inside, unpacked: a bomb must not fill the disk."""
_CHUNK = 1_048_576
_STEP = 1 << 40
"""`resume` is the number of the WARC file inside times this, plus the byte in it."""


def wacz_items(path: Path, given: Given, start: int = 0) -> Found:
    """The pages of a WACZ file. Raises OSError, IntakeError R115 (no zip file, no web archive in it, unsafe size)."""
    number, inside = divmod(start, _STEP)
    try:
        with zipfile.ZipFile(path) as package:
            wanted = _pages(package)
            members = sorted(name for name in package.namelist() if name.endswith((".warc", ".warc.gz")))
            if not members:
                raise _damaged("there is no .warc file in it", path)
            for nth, member in enumerate(members):
                if nth >= number:
                    with _unpacked(package, member, path) as stream:
                        yield from _numbered(
                            stream_items(stream, f"{path}!{member}", given, inside if nth == number else 0, wanted), nth
                        )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as err:
        raise _damaged(str(err) or type(err).__name__, path) from err


def _numbered(found: Found, nth: int) -> Found:
    for each in found:
        yield msgspec.structs.replace(each, kind="wacz", resume=nth * _STEP + each.resume)


def _pages(package: zipfile.ZipFile) -> frozenset[str] | None:
    """The addresses in its lists of pages; None where it has none."""
    names = [name for name in package.namelist() if name.startswith("pages/") and name.endswith(".jsonl")]
    found = {url for name in names for url in _addresses(package.read(name))}
    return frozenset(found) or None


def _addresses(listing: bytes) -> Iterator[str]:
    for line in io.BytesIO(listing):
        try:
            page = msgspec.json.decode(line)
        except msgspec.DecodeError:
            continue
        if isinstance(page, dict) and isinstance(page.get("url"), str):
            yield page["url"]


def _unpacked(package: zipfile.ZipFile, member: str, path: Path) -> IO[bytes]:
    """The member as a stream that can be searched; kept on disk, gone when it is closed."""
    if package.getinfo(member).file_size > MAX_UNPACKED:
        raise _damaged(f"{member} would be larger than {MAX_UNPACKED} bytes", path)
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    left = MAX_UNPACKED
    with package.open(member) as source:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                target.close()
                raise _damaged(f"{member} is larger than it says", path)
            target.write(chunk)
    target.seek(0)
    return target


def _damaged(why: str, path: Path) -> IntakeError:
    return IntakeError("R115", f"this is no whole web archive: {why}.", where=str(path), remedy="Copy it again.")
