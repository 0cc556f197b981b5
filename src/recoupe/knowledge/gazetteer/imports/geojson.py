"""GeoJSON features as entries: points as they are, lines and polygons as boxes. A collection, or one feature a line. No geometry is simplified or guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer.compile.extents import box_of
from recoupe.knowledge.gazetteer.imports.columns import mapped, told
from recoupe.knowledge.gazetteer.imports.report import Report, Unfit
from recoupe.knowledge.gazetteer.imports.rows import Defaults, Rows
from recoupe.knowledge.gazetteer.imports.source import Source
from recoupe.knowledge.gazetteer.imports.values import degrees
from recoupe.knowledge.gazetteer.model import Box, Entry

_MOST = 512 << 20
_MOST_POINTS = 1_000_000
_SAMPLED = 200
"""Features whose properties are the header."""
_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_OURS = ("CRS84", "EPSG::4326", "EPSG:4326")


class _Collection(msgspec.Struct):
    type: str
    features: list[msgspec.Raw] = []
    crs: msgspec.Raw = msgspec.Raw(b"null")


class _Geometry(msgspec.Struct):
    type: str
    coordinates: Any = None


class _Feature(msgspec.Struct):
    type: str
    geometry: _Geometry | None = None
    properties: dict[str, Any] | None = None
    id: str | int | float | None = None


class Features:
    """The entries of a GeoJSON file. Raises KnowledgeError R310 for another form, R313 where no property says the name."""

    def __init__(self, source: Source, layer: str, given: Mapping[str, str], defaults: Defaults) -> None:
        self._source = source
        self._rows = Rows(layer, defaults)
        self._by_line = source.suffix in {".geojsonl", ".ndjson", ".jsonl"}
        self._whole = [] if self._by_line else _collection(source)
        header: dict[str, None] = {}
        for _, raw in zip(range(_SAMPLED), self._raws(None), strict=False):
            try:
                header.update(dict.fromkeys(_feature(raw[1]).properties or {}))
            except Unfit:
                continue
        self._columns = mapped(list(header), given, where=source.where, shapes=True)

    def entries(self, report: Report) -> Iterator[Entry]:
        """Every feature that can be kept, in the order of the file."""
        report.remarks.append(f"properties: {told(self._columns)}")
        for where, raw in self._raws(report):
            report.row()
            try:
                entry = self._entry(raw, report)
            except Unfit as unfit:
                report.refuse(where, unfit, bytes(raw)[:200].decode("utf-8", errors="replace"))
                continue
            if entry is not None:
                report.kept += 1
                yield entry

    def _raws(self, report: Report | None) -> Iterator[tuple[str, bytes | msgspec.Raw]]:
        """Where a feature stands ("feature 3", "line 3"), and its JSON."""
        if not self._by_line:
            for number, raw in enumerate(self._whole, 1):
                if report:
                    report.share = number / len(self._whole)
                yield f"feature {number}", raw
            return
        for line, share in self._source.lines():
            if report:
                report.share = share
            if line.text is None or line.text.strip("\x1e "):
                yield f"line {line.number}", (line.text or line.flaw).strip("\x1e ").encode()

    def _entry(self, raw: bytes | msgspec.Raw, report: Report) -> Entry | None:
        feature = _feature(raw)
        properties = feature.properties or {}
        fields = {field: [_word(properties.get(column)) for column in columns] for field, columns in self._columns.items()}
        if feature.id is not None and not any(fields.get("id", ())):
            fields["id"] = [_word(feature.id)]
        if feature.geometry is None or feature.geometry.coordinates in (None, []):
            raise Unfit("R303", "the feature has no geometry.", "Give a point, a line or a polygon.")
        points = _points(feature.geometry)
        if feature.geometry.type == "Point":
            fields["lon"], fields["lat"] = [repr(points[0][1])], [repr(points[0][0])]
            return self._rows.entry(fields, report)
        return self._rows.entry(fields, report, _box(points))


def _collection(source: Source) -> list[msgspec.Raw]:
    try:
        found = msgspec.json.decode(source.read(_MOST), type=_Collection)
    except (msgspec.DecodeError, UnicodeDecodeError) as err:
        raise KnowledgeError(
            "R310", f"this is no whole GeoJSON file: {err}.", where=source.where, remedy="Download or export it again."
        ) from err
    crs = bytes(found.crs).decode("utf-8", errors="replace")
    if found.type != "FeatureCollection":
        raise KnowledgeError(
            "R310",
            f"a FeatureCollection is needed, this is “{found.type[:40]}”.",
            where=source.where,
            remedy="TopoJSON and single shapes are converted first.",
        )
    if crs != "null" and not any(name in crs for name in _OURS):
        raise KnowledgeError(
            "R310",
            f"the coordinates are projected: {crs[:120]}.",
            where=source.where,
            remedy="Export in WGS 84 (EPSG:4326), as RFC 7946 says.",
        )
    return found.features


def _feature(raw: bytes | msgspec.Raw) -> _Feature:
    try:
        feature = msgspec.json.decode(raw, type=_Feature)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
        raise Unfit("R301", f"this is no GeoJSON feature: {err}.", "Export the file again.") from err
    if feature.type != "Feature":
        raise Unfit("R302", f"“{feature.type[:40]}” where a Feature is needed.", "Export the file again.")
    return feature


def _points(geometry: _Geometry) -> list[tuple[float, float]]:
    """All positions as (latitude, longitude). Raises Unfit."""
    if geometry.type not in _DEPTH:
        raise Unfit("R305", f"the geometry is “{geometry.type[:40]}”.", f"Read are: {', '.join(_DEPTH)}.")
    level: list[Any] = [geometry.coordinates]
    for _ in range(_DEPTH[geometry.type]):
        if not all(isinstance(each, list) for each in level):
            raise Unfit("R305", "the coordinates are nested wrongly.", "As RFC 7946 says for this geometry.")
        level = [inner for each in level for inner in each]
    if not 0 < len(level) <= _MOST_POINTS:
        raise Unfit("R305", f"the shape has {len(level):,} points.", f"At least one, at most {_MOST_POINTS:,}.")
    return [_position(each) for each in level]


def _position(said: object) -> tuple[float, float]:
    if (
        not isinstance(said, list)
        or len(said) < 2
        or not all(isinstance(value, int | float) and not isinstance(value, bool) for value in said[:2])
    ):
        raise Unfit("R305", "a position is no pair of numbers.", "Longitude first, then latitude, in decimal degrees.")
    return degrees("latitude", repr(said[1]), 90), degrees("longitude", repr(said[0]), 180)


def _box(points: Sequence[tuple[float, float]]) -> Box:
    """The box of a shape. One that touches the 180th meridian is cut there, as RFC 7946 asks: its parts are joined again."""
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    if min(lons) > -180 and max(lons) < 180:
        return Box(min(lats), min(lons), max(lats), max(lons))
    return box_of(points)


def _word(value: object) -> str:
    """A property as a table would give it; lists and objects are none."""
    if isinstance(value, bool) or value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return "|".join(str(each) for each in value if isinstance(each, str | int))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
