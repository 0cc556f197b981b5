"""Mutated pages and texts, from the intake to the record: a record or an error for people, never a traceback."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from recoupe.app.samples import samples_folder
from recoupe.errors import IntakeError
from recoupe.intake.documents import read_bytes

pytestmark = pytest.mark.slow

FILES = sorted(path for path in samples_folder().iterdir() if path.suffix in {".txt", ".html", ".md"})[::4]
NASTY = [
    b"\x00",
    b"\xff\xfe",
    b"</p></div>",
    b"<script>",
    b"\xc2",
    b"\r",
    b"\xe2\x80\x8f",
    b"\xf0\x9f\x92\xa5",
    b"&#0;",
    b"<!--",
    b"\n\n\n",
    b"\xc2\xa0",
    b"\xe2\x80\x99",
    b"((((",
    b"\xc2\xab",
]


def mutants(data: bytes, seed: str, number: int) -> Iterator[bytes]:
    """Deterministic mutants: bytes cut, doubled, or something nasty put in."""
    for count in range(number):
        digest = hashlib.sha256(f"{seed}{count}".encode()).digest()
        at = int.from_bytes(digest[:4], "big") % len(data)
        length = digest[4] % 64
        if digest[5] % 3 == 0:
            yield data[:at] + data[at + length :]
        elif digest[5] % 3 == 1:
            yield data[:at] + data[at : at + length] * 3 + data[at + length :]
        else:
            yield data[:at] + NASTY[digest[6] % len(NASTY)] + data[at:]


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_mutant_gives_a_record_or_an_error(engine, path: Path) -> None:
    for data in mutants(path.read_bytes(), path.name, 25):
        try:
            document = read_bytes(data, name=path.name)
        except IntakeError:
            continue
        record = engine.read(document)
        assert record.document.n_chars == len(document.text)
