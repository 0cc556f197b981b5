"""The sample dispatches: invented affairs by invented outlets, shipped for the demonstration and the golden tests."""

from __future__ import annotations

from pathlib import Path

import msgspec

from recoupe.app.reading import Article, engine
from recoupe.errors import UsageError
from recoupe.intake.documents import Given, read_path
from recoupe.knowledge.files import data_root, load_toml


class Affair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One invented affair."""

    id: str
    title_fr: str
    title_en: str


class Dispatch(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One sample article. `from_` is the file that it copies or cites; `shows` names what it is there to show."""

    file: str
    affair: str
    lang: str
    outlet: str
    kind: str
    published: str | None = None
    from_: str | list[str] | None = msgspec.field(name="from", default=None)
    shows: tuple[str, ...] = ()


class Affairs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of affairs."""

    affair: tuple[Affair, ...]
    dispatch: tuple[Dispatch, ...]


def samples_folder() -> Path:
    """Where the dispatches lie."""
    return data_root() / "samples"


def load_samples() -> Affairs:
    """Every affair and dispatch. Raises KnowledgeError on a wrong file."""
    files = [load_toml(path, Affairs) for path in sorted(samples_folder().glob("*.toml"))]
    return Affairs(
        tuple(affair for file in files for affair in file.affair), tuple(dispatch for file in files for dispatch in file.dispatch)
    )


def read_sample(dispatch: Dispatch, codebook: Path | None = None) -> Article:
    """One dispatch read, with the outlet and the date that its card gives by hand."""
    given = Given(outlet=dispatch.outlet, published=dispatch.published, lang=dispatch.lang)
    document = read_path(samples_folder() / dispatch.file, given)
    return Article(dispatch.file, document, engine(codebook).read(document), codebook)


def sample(file: str) -> Dispatch:
    """The card of a file. Raises UsageError R402."""
    for dispatch in load_samples().dispatch:
        if dispatch.file == file:
            return dispatch
    raise UsageError("R402", f"there is no sample dispatch {file!r}.")
