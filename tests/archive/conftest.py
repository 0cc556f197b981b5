"""An archive for each test, and articles in invented words that need no reading of text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recoupe.archive.articles import Arrival, packed
from recoupe.archive.connection import Archive
from recoupe.archive.opening import open_archive
from recoupe.intake.documents import Given, read_bytes

NOW = "2031-05-06T10:00:00+00:00"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(str(tmp_path / "a.db"), create=True) as opened:
        yield opened


def arrival(text: str, item: str = "a.txt", **given: str) -> Arrival:
    """An article on its way in."""
    data = text.encode()
    document = read_bytes(data, name="a.txt", given=Given(lang="en", **given))
    said = tuple(field for field in ("outlet", "published") if field in given)
    return Arrival(item=item, kind="file", document=document, content=packed(data), size=len(data), url=document.url, said=said)
