"""The exports by name. A new one is a file beside this one and a line here."""

from __future__ import annotations

from recoupe.export.annotation import ANNOTATION
from recoupe.export.geojson import GEOJSON
from recoupe.export.native import CSV, JSONL, PARQUET, RECORDS
from recoupe.export.schemes import ACLED, PLOVER, UCDP
from recoupe.export.sheets import Format

FORMATS: tuple[Format, ...] = (CSV, JSONL, RECORDS, PARQUET, GEOJSON, ACLED, UCDP, PLOVER, ANNOTATION)
BY_NAME: dict[str, Format] = {each.name: each for each in FORMATS}
