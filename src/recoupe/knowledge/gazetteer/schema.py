"""The file of compiled layers: its SQLite schema, its version, and opening it to read. The packaged file and the user's own have the same schema.

`key` holds, for every name, what it is looked up by. `step` 0 is the folded name, 1 the name without article, 2 the name without the noun of its kind,
3 the sound class, 4 the consonant skeleton, 5 an abbreviation as it is written, 6 the word for its people; 1 and 2 only where they differ from what stands above. `rank` falls with prominence, so that a
name with a thousand places gives the great ones first without reading the rest. `first` says how many words the longest name has that begins with a word.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from recoupe.errors import KnowledgeError

APPLICATION_ID = 0x52435047
VERSION = 1
BUILD_AGAIN = "Run: recoupe gazetteer build --force"
WHOLE, ARTICLE_FREE, NOUN_FREE, SOUND, SKELETON, SHORT, DEMONYM = range(7)
_MAPPED = 1 << 28
"""Bytes of a file that are mapped into memory; the pages are shared by all processes that read it."""

TABLES = """
CREATE TABLE layer (n INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL, source TEXT NOT NULL, licence TEXT NOT NULL,
  places INTEGER NOT NULL, names INTEGER NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE kind (n INTEGER PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT NOT NULL, layer INTEGER NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, countries TEXT NOT NULL,
  division TEXT, lat REAL, lon REAL, population INTEGER NOT NULL, box TEXT, source TEXT, note TEXT, first_name INTEGER NOT NULL, last_name INTEGER NOT NULL);
CREATE TABLE name (n INTEGER PRIMARY KEY, place INTEGER NOT NULL, form TEXT NOT NULL, role INTEGER NOT NULL, lang TEXT);
CREATE TABLE key (step INTEGER NOT NULL, key TEXT NOT NULL, rank INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (step, key, rank, name)) WITHOUT ROWID;
CREATE TABLE first (word TEXT PRIMARY KEY, most INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE alias (id TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
INDEXES = "CREATE UNIQUE INDEX place_id ON place (id);"
WORKING = """
CREATE TABLE raw (step INTEGER NOT NULL, key TEXT NOT NULL, rank INTEGER NOT NULL, name INTEGER NOT NULL);
CREATE TABLE reached (made_of TEXT NOT NULL, places INTEGER NOT NULL, names INTEGER NOT NULL, digest BLOB NOT NULL);
"""
"""What a working file has beside the tables: keys as they come, and how far a run has got for certain."""
INSERTS = {
    "place": "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "name": "INSERT INTO name VALUES (?,?,?,?,?)",
    "raw": "INSERT INTO raw VALUES (?,?,?,?)",
}
COPY = """
BEGIN;
INSERT INTO layer SELECT * FROM working.layer;
INSERT INTO kind SELECT * FROM working.kind;
INSERT INTO place SELECT * FROM working.place;
INSERT INTO name SELECT * FROM working.name;
INSERT INTO alias SELECT * FROM working.alias;
INSERT INTO meta SELECT * FROM working.meta;
INSERT OR IGNORE INTO key SELECT step, key, rank, name FROM working.raw ORDER BY step, key, rank, name;
INSERT INTO first SELECT CASE instr(key, ' ') WHEN 0 THEN key ELSE substr(key, 1, instr(key, ' ') - 1) END AS word,
  max(length(key) - length(replace(key, ' ', '')) + 1) FROM key WHERE step = 0 GROUP BY word ORDER BY word;
COMMIT;
"""
"""From an attached working file to an empty target, in the order of the tables' keys."""

ROLES = ("usual", "other", "exonym", "abbreviation", "bare", "demonym")
"""Name roles in the order of their numbers in the file."""


def create(path: Path) -> sqlite3.Connection:
    """A new, empty file with the tables, tuned for one bulk load. The file must not exist."""
    db = sqlite3.connect(path)
    db.executescript(
        f"PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA threads=1; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA temp_store=FILE;"
        f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={VERSION};" + TABLES
    )
    return db


def open_to_read(path: Path, remedy: str = BUILD_AGAIN) -> sqlite3.Connection:
    """A compiled file, read only, taken as unchanging, mapped into memory. `remedy`: what mends it.

    Raises KnowledgeError: R301 where it is missing, no SQLite file, damaged or no gazetteer; R309 where its schema is of another version.
    """
    where = path.name
    if not path.is_file():
        raise KnowledgeError("R301", "the compiled gazetteer is missing.", where=where, remedy=remedy)
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if application == APPLICATION_ID and version == VERSION:
            db.execute(f"PRAGMA mmap_size={_MAPPED}")
            if (
                db.execute("PRAGMA page_count").fetchone()[0] * db.execute("PRAGMA page_size").fetchone()[0]
                != path.stat().st_size
            ):
                raise sqlite3.DatabaseError("it is cut off")
            db.execute("SELECT 1 FROM key JOIN name ON name.n = key.name JOIN place ON place.n = name.place LIMIT 1").fetchone()
            return db
    except sqlite3.DatabaseError as err:
        db.close()
        raise KnowledgeError(
            "R301",
            f"the compiled gazetteer cannot be read: {err}.",
            where=where,
            remedy=remedy,
        ) from err
    db.close()
    raise KnowledgeError(
        "R309",
        f"the file holds gazetteer schema {version}, this recoupe reads {VERSION}."
        if application == APPLICATION_ID
        else "the file holds no compiled gazetteer.",
        where=where,
        remedy=remedy,
    )
