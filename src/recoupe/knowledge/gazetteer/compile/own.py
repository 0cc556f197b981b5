"""The layer of our own conflict places. A row for a town, an airfield or a division that the packages have adds its spellings to it; others are entries of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from math import cos, hypot, inf, radians
from pathlib import Path

import msgspec

from recoupe.knowledge.gazetteer.bare import without_noun
from recoupe.knowledge.gazetteer.keys import place_key, sound_keys, without_article
from recoupe.knowledge.gazetteer.kinds import kinds_of_group
from recoupe.knowledge.gazetteer.model import Entry, Layer, Name, Place
from recoupe.knowledge.gazetteer.own_rows import OwnRow
from recoupe.knowledge.gazetteer.schema import NOUN_FREE, SOUND, WHOLE
from recoupe.knowledge.gazetteer.store import Store

LAYER = "conflict-places"
_READ = 2000
"""Listed names read for the keys of one row."""
_AIRFIELDS = frozenset({"airport", "airfield"})
_SAME_KM = 8.0
"""A row and a town or airfield of the packages of one name and sort that lie nearer than this are one place."""
_NOUN_STAYS = frozenset({"sea", "strait", "region", "desert"})
"""Kinds that nobody names without the noun: the Black Sea is not "Black", the Gulf of Mexico is not Mexico."""


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
    """One entry for each place of the rows: what the packages have under the id that it has there, with our spellings beside its own name.

    `known`: the file of the packages' layers. A place that is only said to lie in a division that GeoNames does not have lies in its state.
    """
    states = {place.country: place for place in known.of_kind("country")}
    taken = frozenset(
        place_key(name) for kind in ("country", "division") for place in known.of_kind(kind) for name in known.names(place.id)
    )
    divisions = Divisions(known)
    same: dict[str, list[OwnRow]] = {}
    for row in rows:
        division = divisions.of(row)
        place = division if row.kind == "division" and division is not None else _listed(row, known)
        if place is not None:
            same.setdefault(place.id, []).append(row)
            continue
        box = row.box
        if box is None and row.within == "division" and division:
            box = division.box
        if box is None and row.within:
            box = next((state.box for code in row.countries if (state := states.get(code)) is not None), None)
        place = Place(
            id=f"own:{row.id}", name=row.name, kind=row.kind, layer=LAYER, lat=row.lat, lon=row.lon, countries=row.countries,
            division=division.division if division else None, box=box, source=f"{row.source} ({row.licence})", note=row.note,
        )  # fmt: skip
        yield Entry(place, (*row.names, *_bare(row, taken)))
    for ref, its in sorted(same.items()):
        place = known.place(ref)
        if place is not None:
            yield _with_spellings(place, its, taken)


def unknown_divisions(rows: Sequence[OwnRow], known: Store) -> Iterator[str]:
    """Where a row stands and the division that it names, for those that GeoNames does not have: a slip, or a division newer or finer than its list."""
    divisions = Divisions(known)
    for row in rows:
        if row.division and divisions.of(row) is None:
            yield f"{row.where}: {'+'.join(row.countries)} {row.division}"


def aliases(rows: Sequence[OwnRow], known: Store) -> Iterator[tuple[str, str]]:
    """(our id, the packages' id) of the rows whose place the packages have."""
    divisions = Divisions(known)
    for row in rows:
        place = divisions.of(row) if row.kind == "division" else _listed(row, known)
        if place is not None:
            yield f"own:{row.id}", place.id


def _with_spellings(place: Place, rows: Sequence[OwnRow], taken: frozenset[str]) -> Entry:
    """The place under its known id with what the rows add: spellings, note, source, and of an airfield whether it is a base."""
    said = [Name(name.form, "other" if name.role == "usual" else name.role, name.lang) for row in rows for name in row.names]
    bare = [name for row in rows if row.kind in _AIRFIELDS for name in _bare(row, taken)]
    sources = "; ".join(dict.fromkeys(f"{row.source} ({row.licence})" for row in rows))
    notes = " ".join(dict.fromkeys(row.note for row in rows if row.note))
    kind = rows[0].kind if rows[0].kind in _AIRFIELDS else place.kind
    return Entry(msgspec.structs.replace(place, kind=kind, source=sources, note=notes), (Name(place.name, "usual"), *said, *bare))


def _listed(row: OwnRow, known: Store) -> Place | None:
    """The town or airfield of the packages that a row means: a name in common or one that sounds the same, the same country, near by."""
    settlements = kinds_of_group("settlement")
    if row.lat is None or row.lon is None or row.kind not in settlements | _AIRFIELDS:
        return None
    kinds = settlements if row.kind in settlements else _AIRFIELDS
    keys = {without_noun(place_key(name.form), row.kind) for name in row.names} | {place_key(name.form) for name in row.names}
    sounds = {sound for key in keys for sound, _ in sound_keys(key).values() if sound}
    hits = [hit for step in (WHOLE, NOUN_FREE) for hit in known.by_keys(step, sorted(keys), most=_READ)]
    hits += known.by_keys(SOUND, sorted(sounds), most=_READ)
    near = [
        (away, hit.place.id, hit.place)
        for hit in hits
        if hit.place.kind in kinds
        and hit.place.country in row.countries
        and (away := _km(row.lat, row.lon, hit.place)) <= _SAME_KM
    ]
    return min(near, key=lambda each: each[:2])[2] if near else None


class Divisions:
    """First-order divisions by country and by the key of any of their names, also without article, without noun, and by sound."""

    def __init__(self, known: Store) -> None:
        self._by_key: dict[tuple[str, str], Place] = {}
        every = [(place, _keys_of_division(known.names(place.id))) for place in known.of_kind("division")]
        for rung in range(2):
            for place, keys in every:
                for key in keys[rung]:
                    self._by_key.setdefault((place.country, key), place)

    def of(self, row: OwnRow) -> Place | None:
        """The division that a row names, None where GeoNames has none of that name (newer or finer ones)."""
        exact, like = _keys_of_division([row.division]) if row.division else ([], [])
        for key in (*exact, *like):
            for code in row.countries:
                if (code, key) in self._by_key:
                    return self._by_key[code, key]
        return None


def _keys_of_division(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Keys of the names as they are and without noun; and those that only resemble them."""
    keys = [place_key(name) for name in names]
    exact = dict.fromkeys([*keys, *(without_noun(key, "division") for key in keys)])
    like = dict.fromkeys(
        other for key in exact for other in (without_article(key), *(sound for sound, _ in sound_keys(key).values() if sound))
    )
    return list(exact), list(like)


def _bare(row: OwnRow, taken: frozenset[str]) -> Iterator[Name]:
    """The names without the noun of the kind: a dispatch says "al-Omar" as often as "the al-Omar oil field".

    `taken`: keys of the names of states and divisions; the Congo River is not "Congo", the bridge of Crimea not Crimea.
    """
    if row.kind in _NOUN_STAYS:
        return
    known = {*taken, *(place_key(name.form) for name in row.names)}
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
