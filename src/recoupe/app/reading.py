"""Reading articles: paths, standard input, addresses in; records out, one failure a line and the others unharmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from recoupe.errors import IntakeError, RecoupeError
from recoupe.intake.collections.items import Kind
from recoupe.intake.documents import Given, list_folder, read_bytes, read_fetched, read_path
from recoupe.model.document import Document
from recoupe.model.record import Record

if TYPE_CHECKING:
    from recoupe.pipeline.engine import Engine

STDIN = "-"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")


_COLLECTIONS: dict[Kind, str] = {
    "address": "an address", "feed": "a feed", "warc": "a web archive", "wacz": "a packed web archive", "jsonl": "a file of JSON Lines",
    "csv": "a table", "list": "a list of addresses", "file": "an article",
}  # fmt: skip
"""What the kinds of collections are called."""


class Article(msgspec.Struct, frozen=True):
    """A document with its record. `name` is how the person named it, `codebook` the folder of the codebook under which it was read, `homes` the file of outlets' homes."""

    name: str
    document: Document
    record: Record
    codebook: Path | None = None
    homes: Path | None = None


class Failure(msgspec.Struct, frozen=True):
    """An item that could not be read, with the error for people."""

    name: str
    error: RecoupeError


def engine(codebook: Path | None = None, homes: Path | None = None) -> Engine:
    """The one engine of this process, or the one under a team's codebook (its folder) and a file of outlets' homes. Raises KnowledgeError where one is wrong."""
    return _engine(codebook, homes)


@cache
def _engine(codebook: Path | None, homes: Path | None) -> Engine:
    from recoupe.pipeline.engine import Engine, knowledge_under, shipped_knowledge

    if codebook is None and homes is None:
        return Engine()
    knowledge = shipped_knowledge()
    if codebook is not None:
        from recoupe.knowledge.overlay import overlay_of

        knowledge = knowledge_under(overlay_of(codebook))
    if homes is not None:
        from recoupe.knowledge.homes import load_homes

        knowledge = msgspec.structs.replace(knowledge, homes=load_homes(homes, knowledge.gazetteer.place))
    return Engine(knowledge)


def is_url(name: str) -> bool:
    """Whether the item is an address: one of another kind than http is no path either, and is refused as an address."""
    return _SCHEME.match(name) is not None


def expand(names: tuple[str, ...]) -> Iterator[str]:
    """Folders become their files; everything else stays. A folder that cannot be listed stays, to fail by name."""
    for name in names:
        if name != STDIN and not is_url(name) and _is_folder(name):
            try:
                yield from (str(each) for each in list_folder(name))
            except RecoupeError:
                yield name
        else:
            yield name


def _is_folder(name: str) -> bool:
    """Whether the path is a folder; a name that no file can have (too long, a NUL in it) is none."""
    try:
        return Path(name).is_dir()
    except OSError:
        return False


def load(name: str, given: Given, *, stdin: bytes | None = None, now: str | None = None) -> Document:
    """The document behind a path, an address or standard input. Raises IntakeError.

    Args:
        name: path, http(s) address, or "-".
        given: what a person says of outlet, date, language.
        stdin: the bytes of standard input for "-".
        now: ISO date-time, recorded as time of retrieval for an address.
    """
    if name == STDIN:
        return read_bytes(stdin or b"", name="standard input", given=given)
    if is_url(name):
        from recoupe.intake.fetch import fetch

        return read_fetched(fetch(name, now=now or ""), given)
    if _is_folder(name):
        list_folder(name)
    _refuse_collection(name)
    return read_path(name, given)


def _refuse_collection(name: str) -> None:
    """A file of many articles is no article. Raises IntakeError R117; what cannot be opened is left to the reading of it."""
    try:
        from recoupe.intake.collections.opening import kind_of

        kind = kind_of(Path(name))
    except (OSError, ValueError):
        return
    if kind != "file":
        raise IntakeError(
            "R117",
            f"this is {_COLLECTIONS[kind]}, not an article.",
            where=name,
            remedy=f"Add it to an archive: recoupe add {name}",
        )


def read_all(
    names: tuple[str, ...],
    given: Given,
    *,
    stdin: bytes | None = None,
    now: str | None = None,
    codebook: Path | None = None,
    homes: Path | None = None,
) -> Iterator[Article | Failure]:
    """Each item read, in order; a bad one is a `Failure` and the next goes on. A wrong codebook or file of homes is an error of all: KnowledgeError."""
    reader = engine(codebook, homes)
    for name in expand(names):
        try:
            document = load(name, given, stdin=stdin, now=now)
            yield Article(name, document, reader.read(document), codebook, homes)
        except RecoupeError as error:
            yield Failure(name, error)
