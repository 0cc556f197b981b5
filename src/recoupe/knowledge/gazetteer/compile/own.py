"""The layer of our own conflict places. A row for a town that GeoNames has adds its spellings to that town; all others are entries of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from math import cos, hypot, inf, radians
from pathlib import Path

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer.bare import without_noun
from recoupe.knowledge.gazetteer.keys import place_key, sound_keys
from recoupe.knowledge.gazetteer.kinds import kinds_of_group
from recoupe.knowledge.gazetteer.model import Entry, Layer, Name, Place
from recoupe.knowledge.gazetteer.own_rows import OwnRow
from recoupe.knowledge.gazetteer.schema import SOUND, WHOLE
from recoupe.knowledge.gazetteer.store import Store

LAYER = "conflict-places"
_READ = 2000
"""Listed names read for the keys of one row."""
_SAME_KM = 8.0
"""A row of a town and a town of GeoNames of one name that lie nearer than this are one place."""


def card(files: Sequence[Path]) -> Layer:
    """The layer as records name it; its version is a hash over the files."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return Layer(
        name=LAYER,
        title="crossings, bases, fields, camps, dams, rivers, front-line towns that dispatches name",
        version=digest[:8],
        source="rows of recoupe; the source of each stands in the row",
        licence="CC BY 4.0 (recoupe); each row names the licence of its source",
    )


def entries(rows: Sequence[OwnRow], known: Store) -> Iterator[Entry]:
    """One entry for each place of the rows: a town that GeoNames has under its own id, with our spellings beside its own name.

    `known`: the file of the packages' layers. Raises KnowledgeError R307 for a division that its country does not have.
    """
    states = {place.country: place for place in known.of_kind("country")}
    divisions = _Divisions(known)
    towns: dict[str, list[OwnRow]] = {}
    for row in rows:
        division = divisions.of(row)
        town = _town(row, known)
        if town is not None:
            towns.setdefault(town.id, []).append(row)
            continue
        box = row.box
        if box is None and row.within == "division":
            box = division.box if division else None
        elif box is None and row.within == "country":
            box = next((state.box for code in row.countries if (state := states.get(code)) is not None), None)
        place = Place(
            id=f"own:{row.id}", name=row.name, kind=row.kind, layer=LAYER, lat=row.lat, lon=row.lon, countries=row.countries,
            division=division.division if division else None, box=box, source=f"{row.source} ({row.licence})", note=row.note,
        )  # fmt: skip
        yield Entry(place, (*row.names, *_bare(row)))
    for ref, same in sorted(towns.items()):
        town = known.place(ref)
        if town is not None:
            yield _with_spellings(town, same)


def aliases(rows: Sequence[OwnRow], known: Store) -> Iterator[tuple[str, str]]:
    """(our id, GeoNames id) of the rows whose town GeoNames has."""
    for row in rows:
        town = _town(row, known)
        if town is not None:
            yield f"own:{row.id}", town.id


def _with_spellings(town: Place, rows: Sequence[OwnRow]) -> Entry:
    said = [Name(name.form, "other" if name.role == "usual" else name.role, name.lang) for row in rows for name in row.names]
    sources = "; ".join(dict.fromkeys(f"{row.source} ({row.licence})" for row in rows))
    notes = " ".join(dict.fromkeys(row.note for row in rows if row.note))
    return Entry(msgspec.structs.replace(town, source=sources, note=notes), (Name(town.name, "usual"), *said))


def _town(row: OwnRow, known: Store) -> Place | None:
    """The town of GeoNames that a row of a settlement means: a name in common or one that sounds the same, the same country, near by."""
    settlements = kinds_of_group("settlement")
    if row.kind not in settlements or row.lat is None or row.lon is None:
        return None
    keys = {place_key(name.form) for name in row.names}
    sounds = {sound for key in keys for sound, _ in sound_keys(key).values() if sound}
    hits = [*known.by_keys(WHOLE, sorted(keys), most=_READ), *known.by_keys(SOUND, sorted(sounds), most=_READ)]
    near = [
        (away, hit.place.id, hit.place)
        for hit in hits
        if hit.place.kind in settlements
        and hit.place.country in row.countries
        and (away := _km(row.lat, row.lon, hit.place)) <= _SAME_KM
    ]
    return min(near, key=lambda each: each[:2])[2] if near else None


class _Divisions:
    """First-order divisions by country and by the key of any of their names."""

    def __init__(self, known: Store) -> None:
        self._by_name: dict[tuple[str, str], Place] = {}
        self._shown: dict[str, list[str]] = {}
        for place in known.of_kind("division"):
            self._shown.setdefault(place.country, []).append(place.name)
            for name in known.names(place.id):
                self._by_name.setdefault((place.country, place_key(name)), place)

    def of(self, row: OwnRow) -> Place | None:
        """The division that a row names. Raises KnowledgeError R307 where its country has no such division."""
        if not row.division or not self._by_name:
            return None
        key = place_key(row.division)
        found = next((self._by_name[code, key] for code in row.countries if (code, key) in self._by_name), None)
        if found is None:
            names = sorted(name for code in row.countries for name in self._shown.get(code, ()))
            raise KnowledgeError(
                "R307",
                f"{'+'.join(row.countries)} has no division “{row.division}”.",
                where=row.where,
                remedy=f"Known: {', '.join(names)}; - for several.",
            )
        return found


def _bare(row: OwnRow) -> Iterator[Name]:
    """The names without the noun of the kind: a dispatch says "al-Omar" as often as "the al-Omar oil field"."""
    known = {place_key(name.form) for name in row.names}
    for name in row.names:
        bare = without_noun(place_key(name.form), row.kind)
        if bare not in known:
            known.add(bare)
            yield Name(bare.title(), "bare", name.lang)


def _km(lat: float, lon: float, place: Place) -> float:
    """Distance of a place without a point is infinite."""
    if place.lat is None or place.lon is None:
        return inf
    return 111.2 * hypot(place.lat - lat, (place.lon - lon) * cos(radians(lat)))
