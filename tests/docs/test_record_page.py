"""The example of docs/record.md is what the tool prints, and validates against the published schema."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema

from recoupe.intake.documents import Given, read_bytes
from recoupe.model.codec import to_json

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "record.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0]
SENTENCE = re.findall(r'The invented sentence "(.*?)" read', PAGE)[0]


def test_the_example_validates_against_the_schema() -> None:
    jsonschema.validate(json.loads(EXAMPLE), json.loads((DOCS / "schema" / "record-1.json").read_text(encoding="utf-8")))


def test_the_example_is_what_the_tool_prints(engine) -> None:
    record = engine.read(read_bytes(f"{SENTENCE}\n".encode(), name="note.txt", given=Given(lang="fr", outlet="Le Veilleur")))
    assert json.loads(to_json(record))["claims"] == json.loads(EXAMPLE)["claims"]


def test_every_warning_of_the_code_is_documented() -> None:
    source = DOCS.parent / "src" / "recoupe" / "pipeline"
    codes = {
        code
        for path in source.rglob("*.py")
        for code in re.findall(r'Warning\(\s*code="(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert codes
    assert {code for code in codes if f"`{code}`" not in PAGE} == set()
