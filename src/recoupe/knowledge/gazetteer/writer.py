"""Compiles layers into one file: entries in, a finished SQLite file out. Streams: memory does not grow with the number of places, names or keys.

The same entries in the same order give the same bytes (under one version of SQLite). Knows nothing of where entries come from.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer.bare import without_noun
from recoupe.knowledge.gazetteer.keys import load_sounds, place_key, short_key, sound_of, without_article
from recoupe.knowledge.gazetteer.kinds import load_kinds
from recoupe.knowledge.gazetteer.model import Entry, Layer, Name, Place
from recoupe.knowledge.gazetteer.schema import (
    ARTICLE_FREE,
    DEMONYM,
    INDEXES,
    NOUN_FREE,
    ROLES,
    SHORT,
    SKELETON,
    SOUND,
    WHOLE,
    create,
)

_ROLE = {role: number for number, role in enumerate(ROLES)}
_LATIN_END = 0x250
_LATIN_MORE = range(0x1E00, 0x1F00)
_MARKS = range(0x2B0, 0x370)
_BATCH = 50_000


class Writer:
    """Writes one file. `with Writer(path) as out: out.layer(card, entries); ...`; on an error nothing is left behind.

    The file appears under its name only when it is complete.
    """

    def __init__(self, target: Path, *, scripts: bool = False) -> None:
        """`scripts`: also keep names in other than Latin letters whose language the source does not tell: they cost space, and no French or English text uses them."""
        self._target = target
        self._part = target.with_suffix(".part")
        self._part.unlink(missing_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._db = create(self._part)
        self._db.execute("CREATE TEMP TABLE raw (step INTEGER, key TEXT, rank INTEGER, name INTEGER)")
        self._kinds = load_kinds()
        self._kind_numbers = {kind: number for number, kind in enumerate(self._kinds)}
        self._db.executemany("INSERT INTO kind VALUES (?,?)", ((number, kind) for kind, number in self._kind_numbers.items()))
        self._families = {
            code: [f for f in load_sounds().family if code in f.countries] for f in load_sounds().family for code in f.countries
        }
        self._scripts = scripts
        self._places = self._names = self._layers = 0
        self._rows: list[tuple[int, str, int, int]] = []
        self._first: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._finish()
                self._db.close()
                self._part.replace(self._target)
        finally:
            self._db.close()
            self._part.unlink(missing_ok=True)

    def layer(self, card: Layer, entries: Iterable[Entry]) -> Layer:
        """Write all entries of one layer; returns the card with counts and hash.

        Raises KnowledgeError R305 where a kind is none of ours; an id that is there twice is refused (R304) when the file is finished.
        """
        number, before = self._layers, (self._places, self._names)
        self._layers += 1
        digest = hashlib.sha256()
        for entry in entries:
            self._entry(number, entry, digest)
        self._flush()
        done = msgspec.structs.replace(
            card, places=self._places - before[0], names=self._names - before[1], sha256=digest.hexdigest()
        )
        row = (number, done.name, done.title, done.version, done.source, done.licence, done.places, done.names, done.sha256)
        self._db.execute("INSERT INTO layer VALUES (?,?,?,?,?,?,?,?,?)", row)
        return done

    def alias(self, other: str, known: str) -> None:
        """Another id for a place that is in the file already."""
        self._db.execute("INSERT INTO alias SELECT ?, n FROM place WHERE id = ?", (other, known))

    def meta(self, key: str, value: str) -> None:
        """A fact about the file as a whole."""
        self._db.execute("INSERT INTO meta VALUES (?,?)", (key, value))

    def _entry(self, layer: int, entry: Entry, digest: hashlib._Hash) -> None:
        place = entry.place
        if place.kind not in self._kinds:
            raise KnowledgeError(
                "R305", f"“{place.kind}” is no kind of place.", where=place.id, remedy=f"Kinds are: {', '.join(self._kinds)}."
            )
        digest.update(msgspec.json.encode(entry))
        number = self._places
        self._places += 1
        rank = 64 - max(place.population, self._kinds[place.kind].prominence).bit_length()
        first = self._names
        seen: set[tuple[str, str]] = set()
        for name in entry.names:
            key = place_key(name.form)
            mark = (
                (name.role, short_key(name.form))
                if name.role == "abbreviation"
                else ("demonym" if name.role == "demonym" else "", key)
            )
            if key and mark not in seen and (self._scripts or name.lang or is_latin(name.form)):
                seen.add(mark)
                self._name(number, place, name, key, rank)
        box = None if place.box is None else " ".join(f"{value:g}" for value in msgspec.structs.astuple(place.box))
        row = (
            number, place.id, layer, place.name, self._kind_numbers[place.kind], "+".join(place.countries), place.division, place.lat, place.lon,
            place.population, box, place.source or None, place.note or None, first, self._names - 1,
        )  # fmt: skip
        self._db.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", row)
        if len(self._rows) > _BATCH:
            self._flush()

    def _name(self, place_number: int, place: Place, name: Name, key: str, rank: int) -> None:
        number = self._names
        self._names += 1
        form = name.form if name.form != place.name else ""
        self._db.execute("INSERT INTO name VALUES (?,?,?,?,?)", (number, place_number, form, _ROLE[name.role], name.lang or None))
        if name.role == "abbreviation":
            keys = [(SHORT, short_key(name.form))]
        elif name.role == "demonym":
            keys = [(DEMONYM, key)]
        else:
            keys = [(WHOLE, key)]
            free = without_article(key)
            bare = without_noun(key, place.kind)
            keys += [(ARTICLE_FREE, free)] if free != key else []
            keys += [(NOUN_FREE, bare)] if bare != key else []
            for family in {family.id: family for code in place.countries for family in self._families.get(code, ())}.values():
                sound, skeleton = sound_of(bare, family)
                keys += [(SOUND, sound)] if sound else []
                keys += [(SKELETON, skeleton)] if skeleton else []
            words = key.split(" ")
            if len(words) > self._first.get(words[0], 0):
                self._first[words[0]] = len(words)
        self._rows += [(step, text, rank, number) for step, text in keys]

    def _flush(self) -> None:
        self._db.executemany("INSERT INTO raw VALUES (?,?,?,?)", self._rows)
        self._rows.clear()

    def _finish(self) -> None:
        self._db.execute("INSERT OR IGNORE INTO key SELECT step, key, rank, name FROM raw ORDER BY step, key, rank, name")
        self._db.executemany("INSERT INTO first VALUES (?,?)", sorted(self._first.items()))
        self._db.execute("DROP TABLE raw")
        try:
            self._db.executescript(INDEXES)
        except sqlite3.IntegrityError as err:
            twice = self._db.execute("SELECT id FROM place GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1").fetchone()[0]
            raise KnowledgeError(
                "R304", f"the id {twice} is there twice.", where=self._target.name, remedy="Give one another id."
            ) from err
        self._db.commit()
        self._db.execute("VACUUM")


def is_latin(form: str) -> bool:
    """Whether a name is written in Latin letters, with whatever marks."""
    return all(ord(char) < _LATIN_END or ord(char) in _LATIN_MORE or ord(char) in _MARKS or not char.isalpha() for char in form)
