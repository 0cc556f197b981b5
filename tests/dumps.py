"""Invented GeoNames rows for the tests of imports: the same number gives the same row."""

from __future__ import annotations

from pathlib import Path

ONSETS = ("kra", "bel", "tor", "mun", "sha", "vel", "dra", "nuk", "pal", "rim", "gor", "zan")


def word(number: int) -> str:
    """A name of nowhere."""
    out = ""
    while True:
        number, at = divmod(number, len(ONSETS))
        out += ONSETS[at]
        if not number:
            return out.capitalize()


def row(ident: int, **changed: str) -> str:
    """One row of 19 columns; `changed` by the column's name."""
    cells = {
        "id": str(ident), "name": word(ident), "ascii": word(ident), "others": f"{word(ident)}abad,Al {word(ident)}", "lat": f"{33 + ident % 400 / 100:.4f}",
        "lon": f"{36 + ident % 700 / 100:.4f}", "class": "P", "code": "PPL", "country": "SY", "cc2": "", "admin1": "08", "admin2": "", "admin3": "",
        "admin4": "", "population": str(ident % 5000), "elevation": "", "dem": "300", "timezone": "Asia/Damascus", "changed": "2024-03-01",
    }  # fmt: skip
    return "\t".join({**cells, **changed}.values())


def dump(path: Path, rows: list[str]) -> Path:
    """A dump with these rows."""
    path.write_text("".join(f"{line}\n" for line in rows), encoding="utf-8")
    return path
