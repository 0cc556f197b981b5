"""Adds a file of the user's as a layer, lists and removes layers. What was there stays whole until the new layer is complete; a killed run is taken up by the next."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import msgspec

from recoupe.errors import KnowledgeError, UsageError
from recoupe.knowledge.files import data_root
from recoupe.knowledge.gazetteer.imports import geonames, marks
from recoupe.knowledge.gazetteer.imports.alternates import Alternates
from recoupe.knowledge.gazetteer.imports.geojson import Features
from recoupe.knowledge.gazetteer.imports.report import Progress, Report
from recoupe.knowledge.gazetteer.imports.rows import Defaults
from recoupe.knowledge.gazetteer.imports.source import Source
from recoupe.knowledge.gazetteer.imports.tables import Table
from recoupe.knowledge.gazetteer.layered import conflict_path, gazetteer_path
from recoupe.knowledge.gazetteer.model import Entry, Layer
from recoupe.knowledge.gazetteer.store import Store
from recoupe.knowledge.gazetteer.user import FOLDER, mark_of, user_folder
from recoupe.knowledge.gazetteer.writer import Writer, forget

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 40
_ROOM = 4
"""Bytes of free disk that a byte of the source may need while it is compiled."""
_TAKEN = frozenset({"own", "geonames", "airports", "country"})
"""Prefixes of ids that mean something already."""
_NOT_STATED = "not stated"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wants to add.

    Args:
        path: the file. member: which file of an archive.
        name: the layer's name; "" for the file's.
        columns: column → field, where the header does not tell.
        defaults: state and kind of rows that do not say them.
        alternates: GeoNames' alternateNamesV2, for a dump.
        licence, source, title: for the list of layers; "" for what the form of the file implies.
        replace: whether a layer of that name may be there.
    """

    path: Path
    member: str | None = None
    name: str = ""
    columns: Mapping[str, str] = {}
    defaults: Defaults = Defaults()
    alternates: Path | None = None
    licence: str = ""
    source: str = ""
    title: str = ""
    replace: bool = False


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What was added: the layer's card, its file, how many of its places an earlier run had read, whether one that was not finished could not be taken up,
    the counts, and where the refused rows are listed."""

    layer: Layer
    path: Path
    form: str
    taken_up: int
    started_over: bool
    report: Report
    refused: Path | None


class Reader(Protocol):
    """A form of file: the entries that it gives, the rest told to the report."""

    def entries(self, report: Report) -> Iterator[Entry]:
        """Every row that can be kept, in the order of the file."""
        ...


def add(wanted: Wanted, progress: Progress | None = None) -> Added:
    """Compile a file to a layer of the user's.

    Raises UsageError R405 for a name that is taken or none, KnowledgeError R310 to R314 for a file that cannot be imported; then nothing has changed.
    """
    try:
        return _added(wanted, progress)
    except (sqlite3.OperationalError, OSError) as err:
        raise KnowledgeError(
            "R314", f"the layer cannot be written: {err}.", where=str(user_folder()),
            remedy=f"Make room there and in the folder for temporary files, or set {FOLDER} to a folder on another disk. Nothing was changed.",
        ) from err  # fmt: skip


def _added(wanted: Wanted, progress: Progress | None) -> Added:
    folder = _folder()
    source = Source(wanted.path, wanted.member)
    name = wanted.name or _slug(wanted.path.name.split(".")[0])
    target = folder / f"{name}.sqlite"
    _check_name(name, target, replace=wanted.replace)
    _check_room(folder, source)
    names = Source(wanted.alternates) if wanted.alternates else None
    form, reader, licence, origin = _reader(wanted, source, name)
    card = Layer(
        name=name, title=wanted.title or f"{form} {source.where}", version=source.sha256[:8], source=wanted.source or origin, licence=wanted.licence or licence,
    )  # fmt: skip
    listed = target.with_suffix(".refused.tsv")
    failed = target.with_suffix(".failed.tsv")
    begun = target.with_suffix(".part").is_file()
    with ExitStack() as stack:
        made_of = _made_of(wanted, f"{source.sha256} {names.sha256 if names else ''}", name)
        out = stack.enter_context(Writer(target, resumes=made_of))
        report = stack.enter_context(Report(failed, progress))
        report.taken_up = out.taken_up
        if isinstance(reader, geonames.Dump) and names:
            reader.spellings = stack.enter_context(Alternates(names, target.with_suffix(".names"), report))
        done = out.layer(card, reader.entries(report))
        report.all_read()
        out.meta("import", msgspec.json.encode(_counts(report)).decode())
    mark_of(target).write_text(f"{done.label}\n", encoding="utf-8")
    failed.replace(listed)
    if not report.refused:
        listed.unlink()
    return Added(
        layer=done, path=target, form=form, taken_up=out.taken_up, started_over=begun and not out.taken_up, report=report,
        refused=listed if report.refused else None,
    )  # fmt: skip


def remove(name: str) -> Path:
    """Remove a layer with all that lies beside it; returns where it was. Raises UsageError R405 where there is none of that name."""
    target = _folder() / f"{name}.sqlite"
    beside = [target, mark_of(target), *(target.with_suffix(end) for end in (".refused.tsv", ".failed.tsv", ".new", ".names"))]
    part = target.with_suffix(".part")
    if not _NAME.fullmatch(name) or not any(path.exists() for path in (*beside, part)):
        raise UsageError("R405", f"there is no layer “{name}” of yours.", remedy="recoupe gazetteer list shows them.")
    forget(part)
    for path in reversed(beside):
        path.unlink(missing_ok=True)
    return target


def _reader(wanted: Wanted, source: Source, name: str) -> tuple[str, Reader, str, str]:
    """The form of a file in words, its reader, its usual licence and source."""
    head = source.head.decode("utf-8", errors="replace")
    if not wanted.columns and geonames.looks_like(head):
        return "GeoNames dump", geonames.Dump(source, name), geonames.LICENCE, f"GeoNames, file {source.name}"
    if wanted.alternates:
        raise KnowledgeError(
            "R310",
            "alternate names are joined to a GeoNames dump, and this is none.",
            where=source.where,
            remedy="Leave --alternates out.",
        )
    origin = f"file {source.name}"
    if source.suffix in {".geojson", ".json", ".geojsonl", ".ndjson", ".jsonl"}:
        return "GeoJSON", Features(source, name, wanted.columns, wanted.defaults), _NOT_STATED, origin
    if source.suffix == ".lua" or marks.looks_like(head):
        return "map of Wikipedia", marks.Map(source, name, wanted.defaults), marks.LICENCE, f"Wikipedia, {origin}"
    if source.suffix in {".txt", ".csv", ".tsv", ".tab"}:
        return "table", Table(source, name, wanted.columns, wanted.defaults), _NOT_STATED, origin
    raise KnowledgeError(
        "R310", "the form of the file is not known.", where=source.where,
        remedy="Read are: GeoNames dumps (.txt, .zip), tables with a header (.csv, .tsv), GeoJSON, Lua tables of maps.",
    )  # fmt: skip


def _folder() -> Path:
    folder = user_folder()
    if folder is None:
        raise UsageError(
            "R405", f"{FOLDER} says that there are no layers of your own.", remedy=f"Unset {FOLDER}, or set it to a folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _check_name(name: str, target: Path, *, replace: bool) -> None:
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise UsageError(
            "R405",
            f"“{name}” cannot be the name of a layer.",
            remedy="Small letters without accents, digits, single hyphens: --name my-places.",
        )
    packaged = {layer.name for path in (conflict_path(), gazetteer_path()) if path.is_file() for layer in Store(path).layers}
    if name in packaged or name in _TAKEN:
        raise UsageError("R405", f"“{name}” is taken by what is packaged.", remedy="Give another: --name NAME.")
    if target.exists() and not replace:
        raise UsageError(
            "R405",
            f"there is a layer “{name}” already.",
            remedy="--replace puts the new one in its place; --name gives another name.",
        )


def _check_room(folder: Path, source: Source) -> None:
    free, needed = shutil.disk_usage(folder).free, _ROOM * source.size
    if free < needed:
        raise KnowledgeError(
            "R310", f"{needed >> 20:,} MB of disk may be needed, {free >> 20:,} are free.", where=str(folder),
            remedy=f"Make room, or set {FOLDER} to a folder on another disk.",
        )  # fmt: skip


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:_LONGEST_NAME].strip("-")


def _made_of(wanted: Wanted, sources: str, name: str) -> str:
    """A hash over all that the entries come from."""
    digest = hashlib.sha256(f"{sources} {name} {wanted.columns} {wanted.defaults}".encode())
    folder = data_root() / "gazetteer"
    for path in sorted([*folder.glob("*.toml"), *folder.glob("imports/*.toml")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _counts(report: Report) -> dict[str, object]:
    return {
        "rows": report.rows, "kept": report.kept, "refused": report.refused, "repeated": report.repeated,
        "left_out": dict(sorted(report.left_out.items())), "remarks": report.remarks,
    }  # fmt: skip
