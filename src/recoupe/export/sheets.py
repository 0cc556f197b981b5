"""What an export is given and what it is: a record with its text, and a writer with its name. Must never know where the records come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

import msgspec

from recoupe.model.record import Record


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One article as the exports take it. `name`: how the person called it, a path or an address."""

    name: str
    record: Record
    text: str


class Written(msgspec.Struct, kw_only=True):
    """What was written: articles, their claims, and how many of these gave a row (or a feature, an annotation); the others are told in the file itself."""

    articles: int = 0
    claims: int = 0
    rows: int = 0


Writer = Callable[[Iterable[Sheet], BinaryIO], Written]


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """An export by its name. `counted`: what `Written.rows` counts, in words. `write` takes the sheets one by one and keeps none, unless `about` says that it holds all."""

    name: str
    suffix: str
    about: str
    counted: str
    write: Writer
