"""Where the user's own layers lie, and which there are. Only looks; `imports` writes them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER = "RECOUPE_GAZETTEER"
"""The environment variable that names another folder; "-" for none: then only the packaged layers are read."""
_MARK = ".layer"
"""A layer's mark lies beside its file, so that a file that is gone is missed."""


def user_folder() -> Path | None:
    """The folder of the user's layers, there or not; None where the person wants none."""
    given = os.environ.get(FOLDER, "")
    if given:
        return None if given == "-" else Path(given).expanduser()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "recoupe" / "gazetteer"


def user_files() -> list[Path]:
    """The files of the user's layers by name, with those of which only the mark is left."""
    folder = user_folder()
    if folder is None or not folder.is_dir():
        return []
    names = {path.stem for path in folder.iterdir() if path.suffix in {".sqlite", _MARK}}
    return [folder / f"{name}.sqlite" for name in sorted(names)]


def user_problem() -> str:
    """What is wrong with the folder that the person names: it is not there (a disk that is not mounted, a slip); "" where nothing is."""
    given, folder = os.environ.get(FOLDER, ""), user_folder()
    if not given or folder is None or folder.is_dir():
        return ""
    return f"{FOLDER} names a folder that is not there, your layers are not read: {given}"


def mark_of(path: Path) -> Path:
    """The mark beside a layer's file."""
    return path.with_suffix(_MARK)
