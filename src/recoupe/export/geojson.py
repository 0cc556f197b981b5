"""Claims on a map: GeoJSON (RFC 7946). A movement is a line, a name of several places several points, a claim without a place a feature without geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from recoupe.export.claim_row import ClaimRow, claim_rows, place_of
from recoupe.export.sheets import Format, Sheet, Written
from recoupe.model.record import Claim, Mention, Reading

SURE = 0.5
"""Score of the best reading of a place from which it is drawn alone; below it every place that may be meant is drawn."""
_ROUTE = ("origin", "via", "destination")
_LEFT_OUT = frozenset({"schema", "latitude", "longitude", "why", "rule"})


def write_geojson(sheets: Iterable[Sheet], out: BinaryIO) -> Written:
    """One FeatureCollection; features are written one by one. Coordinates are longitude, latitude in degrees of WGS 84."""
    done = Written()
    out.write(b'{"type": "FeatureCollection", "features": [')
    between = b"\n"
    for sheet in sheets:
        done.articles += 1
        for each in features(sheet):
            done.claims += 1
            done.rows += each["geometry"] is not None
            out.write(between + msgspec.json.encode(each))
            between = b",\n"
    out.write(b"\n]}\n")
    return done


def features(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """A feature for every claim of an article, in its order. `drawn` says what the geometry is; null where no place is known."""
    mentions = {mention.id: mention for mention in sheet.record.mentions}
    for claim, row in zip(sheet.record.claims, claim_rows(sheet), strict=True):
        geometry, drawn = _geometry(claim, mentions)
        yield {
            "type": "Feature",
            "id": f"{row.document}#{row.claim}",
            "geometry": geometry,
            "properties": {"drawn": drawn, **_properties(row)},
        }


def _properties(row: ClaimRow) -> dict[str, Any]:
    return {name: value for name, value in msgspec.structs.asdict(row).items() if name not in _LEFT_OUT and value is not None}


def _geometry(claim: Claim, mentions: dict[str, Mention]) -> tuple[dict[str, Any] | None, str]:
    """The geometry of a claim and what it shows, in words."""
    stops = [(name, point) for name in _ROUTE for point in _stops(claim, name, mentions)]
    if len(stops) > 1 and len({point for _, point in stops}) > 1:
        return {
            "type": "LineString",
            "coordinates": [list(point) for _, point in stops],
        }, f"route: {', '.join(name for name, _ in stops)}"
    place = place_of(claim, mentions)
    if place is not None:
        return _place(place)
    if stops:
        return {"type": "Point", "coordinates": list(stops[0][1])}, f"route: {stops[0][0]} only"
    return None, "no place is said" if claim.place is None else "no place is known"


def _stops(claim: Claim, name: str, mentions: dict[str, Mention]) -> Iterator[tuple[float, float]]:
    """The points of the places in this role that are sure enough to be drawn."""
    for role in claim.roles:
        mention = mentions.get(role.mention or "")
        best = mention.best if role.role == name and mention is not None and mention.kind == "place" else None
        point = _point(best) if best is not None and best.score >= SURE else None
        if point is not None:
            yield point


def _place(place: Mention) -> tuple[dict[str, Any] | None, str]:
    best = place.best
    points = list(dict.fromkeys(point for reading in place.readings if (point := _point(reading)) is not None))
    if best is not None and (point := _point(best)) is not None and (best.score >= SURE or len(points) == 1):
        return {"type": "Point", "coordinates": list(point)}, "place"
    if best is not None and best.region is not None:
        return best.region, "region: somewhere inside"
    if len(points) > 1:
        return {
            "type": "MultiPoint",
            "coordinates": [list(point) for point in points],
        }, f"one of {len(points)} places of that name"
    if points:
        return {"type": "Point", "coordinates": list(points[0])}, "place, not sure"
    region = next((reading.region for reading in place.readings if reading.region is not None), None)
    return (region, "region: somewhere inside") if region is not None else (None, "no place is known")


def _point(reading: Reading) -> tuple[float, float] | None:
    """Longitude and latitude."""
    if reading.ref is None or reading.lat is None or reading.lon is None:
        return None
    return reading.lon, reading.lat


GEOJSON = Format(
    name="geojson",
    suffix=".geojson",
    about="claims on a map: points, several points, routes, regions",
    counted="drawn on the map",
    write=write_geojson,
)
