"""Writes `tests/specimen/annotation.toml` from the annotated article's folder: offsets and names of types only, no word of the text.

Usage: python scripts/annotate_specimen.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from recoupe.evaluation.specimen_source import read_specimen

TARGET = Path(__file__).resolve().parent.parent / "tests" / "specimen" / "annotation.toml"


def written(value: Any) -> str:  # noqa: ANN401 - a TOML value
    """A value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {written(item)}" for key, item in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(written(item) for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def tables(name: str, rows: tuple[msgspec.Struct, ...]) -> str:
    """An array of tables without the empty fields."""
    out = []
    for row in rows:
        fields = {
            key: value
            for key, value in msgspec.structs.asdict(row).items()
            if value not in (None, ()) or key in {"families", "roles"}
        }
        out.append(f"[[{name}]]\n" + "".join(f"{key} = {written(value)}\n" for key, value in fields.items()))
    return "\n".join(out)


def main() -> int:
    """Reads the folder given and writes the file."""
    annotation, _ = read_specimen(Path(sys.argv[1]))
    head = "# The specimen by offsets (code points of the article with this hash), without its text. Made by scripts/annotate_specimen.py.\n"
    body = [
        f'{head}sha256 = "{annotation.sha256}"\nchars = {annotation.chars}\n',
        tables("parts", annotation.parts),
        tables("frames", annotation.frames),
    ]
    TARGET.write_text("\n".join([*body, tables("guards", annotation.guards)]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
