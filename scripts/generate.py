"""Writes what is generated from the types, or with --check fails when it is not fresh."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from recoupe.export.claim_row import claim_row_schema
from recoupe.model.codec import comparison_schema, record_schema

ROOT = Path(__file__).resolve().parent.parent


def generated() -> dict[Path, str]:
    """Every generated file with its content."""
    schemas = {"record-1.json": record_schema(), "comparison-1.json": comparison_schema(), "claim-row-1.json": claim_row_schema()}
    return {
        ROOT / "docs" / "schema" / name: json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def main() -> int:
    """0 when all is fresh or was written."""
    check = "--check" in sys.argv
    stale = [path for path, content in generated().items() if not path.is_file() or path.read_text(encoding="utf-8") != content]
    for path in stale:
        if check:
            print(f"{path.relative_to(ROOT)} is not fresh: run make schema")
        else:
            path.write_text(generated()[path], encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
