"""Records to JSON and back, and the published JSON Schema. Validation is msgspec's: a wrong field is refused with its path."""

from __future__ import annotations

from typing import Any

import msgspec

from recoupe.errors import UsageError
from recoupe.model.comparison import SCHEMA as COMPARISON
from recoupe.model.comparison import Comparison
from recoupe.model.record import SCHEMA, Record


def to_json(value: Any, *, indent: int = 2) -> str:  # noqa: ANN401 - any msgspec type
    """JSON text of any record type, keys in the declared order."""
    raw = msgspec.json.encode(value)
    return msgspec.json.format(raw, indent=indent).decode() if indent >= 0 else raw.decode()


def record_from_json(data: bytes | str) -> Record:
    """The record in `data`. Raises UsageError R403 with the path of the first wrong field."""
    try:
        return msgspec.json.decode(data, type=Record)
    except (msgspec.ValidationError, msgspec.DecodeError) as err:
        raise UsageError(
            "R403", f"this is no {SCHEMA} record: {err}.", remedy="Make one with: recoupe read FILE --to json"
        ) from err


def record_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record, derived from the types."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": SCHEMA, **schema}


def comparison_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a comparison, derived from the types."""
    schema = msgspec.json.schema(Comparison)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": COMPARISON, "title": COMPARISON, **schema}
