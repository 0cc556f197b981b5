"""One compiled file, opened to read: keys to candidates' rows, ids to places. Decides nothing: order and choice are the ladder's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import msgspec

from recoupe.knowledge.gazetteer.model import Box, Layer, NameRole, Place
from recoupe.knowledge.gazetteer.schema import BUILD_AGAIN, ROLES, SHORT, WHOLE, open_to_read

_ONE = (
    "SELECT place.*, name.form, name.role, name.lang, found.key FROM (SELECT key, rank, name FROM key WHERE step = ? AND key = ? ORDER BY rank, name LIMIT ?) AS found "
    "JOIN name ON name.n = found.name JOIN place ON place.n = name.place"
)
_SEVERAL = (
    "SELECT place.*, name.form, name.role, name.lang, found.key FROM "
    "(SELECT key, rank, name FROM key WHERE step = ? AND key IN (SELECT value FROM json_each(?)) ORDER BY rank, key, name LIMIT ?) AS found "
    "JOIN name ON name.n = found.name JOIN place ON place.n = name.place"
)

_THERE = "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM key WHERE step = ? AND key = value)"
"""Stops at the first row of a key: a name may have thousands."""


class Hit(msgspec.Struct, frozen=True):
    """A place reached by a key: the listed spelling, its role and language, and the key itself."""

    place: Place
    form: str
    role: NameRole
    lang: str
    key: str


class Store:
    """One file. Raises KnowledgeError (R301, R309) when it cannot be opened; what proves damaged later gives nothing, and a sentence in `problem`."""

    def __init__(self, path: Path, remedy: str = BUILD_AGAIN) -> None:
        """`remedy`: what mends the file."""
        self.path = path
        self.problem = ""
        self._remedy = remedy
        self._db = open_to_read(path, remedy)
        self._kinds: dict[int, str] = dict(self._db.execute("SELECT n, id FROM kind").fetchall())
        rows = self._db.execute(
            "SELECT name, title, version, source, licence, places, names, sha256 FROM layer ORDER BY n"
        ).fetchall()
        self.layers = tuple(Layer(**dict(zip(Layer.__struct_fields__, row, strict=True))) for row in rows)

    def meta(self, key: str) -> str | None:
        """A fact about the file as a whole."""
        rows = self._ask("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def place(self, ref: str) -> Place | None:
        """The place of an id, or of another id that it goes by."""
        rows = self._ask("SELECT * FROM place WHERE id = ?", (ref,)) or self._ask(
            "SELECT place.* FROM alias JOIN place ON place.n = alias.place WHERE alias.id = ?", (ref,)
        )
        return self._place(rows[0]) if rows else None

    def of_kind(self, kind: str) -> list[Place]:
        """Every place of a kind, in the order of the file. Reads the whole file: for compiling, not for reading articles."""
        rows = self._ask("SELECT place.* FROM place JOIN kind ON kind.n = place.kind WHERE kind.id = ? ORDER BY place.n", (kind,))
        return [self._place(row) for row in rows]

    def points(self, country: str, division: str | None, kinds: Iterable[str]) -> list[tuple[float, float]]:
        """Latitude and longitude of every place of some kinds in a state, or in one division of it. Goes through the whole file: some fifty milliseconds."""
        wanted = sorted(number for number, kind in self._kinds.items() if kind in set(kinds))
        rows = self._db.execute(
            "SELECT lat, lon FROM place WHERE countries = ? AND (? IS NULL OR division = ?) AND lat IS NOT NULL AND kind IN (SELECT value FROM json_each(?))",
            (country, division, division, json.dumps(wanted)),
        )
        return [(float(lat), float(lon)) for lat, lon in rows]

    def names(self, ref: str) -> list[str]:
        """All listed spellings of a place, in the order of its source."""
        rows = self._ask(
            "SELECT name.form, place.name FROM place JOIN name ON name.n BETWEEN place.first_name AND place.last_name WHERE place.id = ? ORDER BY name.n",
            (ref,),
        )
        return [form or usual for form, usual in rows]

    def by_keys(self, step: int, keys: Sequence[str], *, most: int) -> list[Hit]:
        """Places of any of the keys at one step, the prominent first, `most` names at most."""
        rows = self._ask(_ONE, (step, keys[0], most)) if len(keys) == 1 else self._ask(_SEVERAL, (step, json.dumps(keys), most))
        return [
            Hit(self._place(row), row[15] or row[3], cast("NameRole", ROLES[row[16]]), row[17] or "", row[18]) for row in rows
        ]

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that are whole names."""
        return self._known(WHOLE, keys)

    def known_short(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that are abbreviations."""
        return self._known(SHORT, keys)

    def longest(self, words: Iterable[str]) -> dict[str, int]:
        """Word → number of words of the longest name that begins with it, for those that begin one."""
        asked = json.dumps(sorted(words))
        return dict(self._ask("SELECT word, most FROM first WHERE word IN (SELECT value FROM json_each(?))", (asked,)))

    def _known(self, step: int, keys: Iterable[str]) -> set[str]:
        asked = json.dumps(sorted(keys))
        return {row[0] for row in self._ask(_THERE, (asked, step))}

    def _ask(self, sql: str, values: tuple[object, ...]) -> list[Any]:
        """All rows of a question; none, and a `problem`, where the file proves damaged."""
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as err:
            self.problem = f"{self.path.name}: the compiled gazetteer is damaged: {err}. {self._remedy}"
            return []

    def _place(self, row: Sequence[Any]) -> Place:
        _, ref, layer, name, kind, countries, division, lat, lon, population, box, source, note = row[:13]
        return Place(
            id=ref, name=name, kind=self._kinds[kind], layer=self.layers[layer].name, lat=lat, lon=lon,
            countries=tuple(countries.split("+")) if countries else (), division=division, population=population,
            box=Box(*(float(value) for value in box.split())) if box else None, source=source or "", note=note or "",
        )  # fmt: skip
