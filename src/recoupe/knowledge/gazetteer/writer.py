"""Compiles layers into one file: entries in, a finished SQLite file out. Streams: memory does not grow with the number of places, names or keys.

Entries go to a working file beside the target, in the order they come; what needs an order (keys, ids) is sorted by SQLite when the target is written from it.
The same entries in the same order give the same bytes (under one version of SQLite). Knows nothing of where entries come from.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable
from itertools import islice
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
    COPY,
    DEMONYM,
    INDEXES,
    INSERTS,
    NOUN_FREE,
    ROLES,
    SHORT,
    SKELETON,
    SOUND,
    WHOLE,
    WORKING,
    create,
)

_ROLE = {role: number for number, role in enumerate(ROLES)}
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u02b0-\u036f\u1e00-\u1eff]")
_BLOCK = 50_000
"""Entries between two points from which a killed run can go on."""


class Writer:
    """Writes one file. `with Writer(path) as out: out.layer(card, entries); ...`; on an error nothing is left behind.

    The file appears under its name only when it is complete; one that was there stays whole until then. `taken_up`: entries that an earlier run had written.
    """

    def __init__(self, target: Path, *, scripts: bool = False, resumes: str = "") -> None:
        """`scripts`: also keep names in other than Latin letters whose language the source does not tell: they cost space, and no French or English text uses them.

        `resumes`: a hash over all that the entries come from, for files of one layer: a run that was killed is taken up by the next of the same hash.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        self._target, self._part, self._new = target, target.with_suffix(".part"), target.with_suffix(".new")
        self._kinds = load_kinds()
        self._kind_numbers = {kind: number for number, kind in enumerate(self._kinds)}
        self._families = {
            code: [f for f in load_sounds().family if code in f.countries] for f in load_sounds().family for code in f.countries
        }
        self._scripts, self._resumes = scripts, resumes
        self._layers = self._places = self._names = 0
        self._digest = hashlib.sha256()
        self._db = self._taken_up() or self._begun()
        self._new.unlink(missing_ok=True)
        self.taken_up = self._places
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in INSERTS}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        kept = False
        try:
            if kind is None:
                self._finish()
            kept = kind is KeyboardInterrupt and bool(self._resumes)
        finally:
            self._db.close()
            self._new.unlink(missing_ok=True)
            if not kept:
                forget(self._part)

    def layer(self, card: Layer, entries: Iterable[Entry]) -> Layer:
        """Write all entries of one layer; returns the card with counts and hash. Entries that a killed run had written are read over.

        Raises KnowledgeError R305 where a kind is none of ours; an id that is there twice is refused (R304) when the file is finished.
        """
        number, before = self._layers, (self._places - self.taken_up, self._names if not self.taken_up else 0)
        self._layers += 1
        if not self.taken_up:
            self._digest = hashlib.sha256()
        for entry in islice(entries, self.taken_up, None):
            self._entry(number, entry)
            if (self._places - before[0]) % _BLOCK == 0:
                self._end_block()
        self._flush()
        done = msgspec.structs.replace(
            card, places=self._places - before[0], names=self._names - before[1], sha256=self._digest.hexdigest()
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

    def _begun(self) -> sqlite3.Connection:
        forget(self._part)
        db = create(self._part)
        db.executescript(WORKING)
        if self._resumes:
            db.execute("PRAGMA locking_mode=EXCLUSIVE").fetchone()
            db.execute("PRAGMA journal_mode=WAL").fetchone()
        db.executemany("INSERT INTO kind VALUES (?,?)", ((number, kind) for kind, number in self._kind_numbers.items()))
        return db

    def _taken_up(self) -> sqlite3.Connection | None:
        """The working file of a killed run over the same entries, at the last point that it reached."""
        if not self._resumes or not self._part.is_file():
            return None
        db = sqlite3.connect(self._part, timeout=1)
        try:
            db.executescript(
                "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA temp_store=FILE;"
            )
            made_of, self._places, self._names, digest = db.execute("SELECT * FROM reached").fetchone() or ("", 0, 0, b"")
        except sqlite3.DatabaseError as err:
            if "locked" in str(err):
                db.close()
                raise KnowledgeError(
                    "R301", "another run writes this layer.", where=self._target.name, remedy="Wait until it has ended."
                ) from err
            made_of = ""
        if made_of != self._resumes:
            self._places = self._names = 0
            db.close()
            return None
        self._digest = hashlib.sha256(digest)
        for table, column, number in (("place", "n", self._places), ("name", "n", self._names), ("raw", "name", self._names)):
            db.execute(f"DELETE FROM {table} WHERE {column} >= ?", (number,))  # noqa: S608 - names of our own tables
        db.executescript("DELETE FROM layer; DELETE FROM alias; DELETE FROM meta;")
        return db

    def _end_block(self) -> None:
        """Each block's hash begins with that of the block before, so that a killed run can go on hashing."""
        digest = self._digest.digest()
        self._digest = hashlib.sha256(digest)
        if self._resumes:
            self._flush()
            self._db.execute("DELETE FROM reached")
            self._db.execute("INSERT INTO reached VALUES (?,?,?,?)", (self._resumes, self._places, self._names, digest))
            self._db.commit()

    def _entry(self, layer: int, entry: Entry) -> None:
        place = entry.place
        if place.kind not in self._kinds:
            raise KnowledgeError(
                "R305", f"“{place.kind}” is no kind of place.", where=place.id, remedy=f"Kinds are: {', '.join(self._kinds)}."
            )
        self._digest.update(msgspec.json.encode(entry))
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
        self._rows["place"].append((
            number, place.id, layer, place.name, self._kind_numbers[place.kind], "+".join(place.countries), place.division, place.lat, place.lon,
            place.population, box, place.source or None, place.note or None, first, self._names - 1,
        ))  # fmt: skip
        if len(self._rows["raw"]) > _BLOCK:
            self._flush()

    def _name(self, place_number: int, place: Place, name: Name, key: str, rank: int) -> None:
        number = self._names
        self._names += 1
        form = name.form if name.form != place.name else ""
        self._rows["name"].append((number, place_number, form, _ROLE[name.role], name.lang or None))
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
        self._rows["raw"] += [(step, text, rank, number) for step, text in keys]

    def _flush(self) -> None:
        for table, insert in INSERTS.items():
            self._db.executemany(insert, self._rows[table])
            self._rows[table].clear()

    def _finish(self) -> None:
        """The target, written in order from the working file."""
        self._db.commit()
        self._db.close()
        done = create(self._new)
        try:
            done.execute("ATTACH ? AS working", (str(self._part),))
            done.execute("PRAGMA working.locking_mode=EXCLUSIVE").fetchone()
            done.executescript(COPY)
            done.executescript(INDEXES)
        except sqlite3.IntegrityError as err:
            twice = done.execute("SELECT id FROM place GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1").fetchone()[0]
            raise KnowledgeError(
                "R304", f"the id {twice} is there twice.", where=self._target.name, remedy="Give one another id."
            ) from err
        finally:
            done.close()
        self._new.replace(self._target)


def forget(part: Path) -> None:
    """Remove a working file, with what SQLite keeps beside it."""
    for path in (part, part.with_name(f"{part.name}-wal"), part.with_name(f"{part.name}-shm")):
        path.unlink(missing_ok=True)


def is_latin(form: str) -> bool:
    """Whether a name is written in Latin letters, with whatever marks."""
    return form.isascii() or not _OTHER_SCRIPT.search(form)
