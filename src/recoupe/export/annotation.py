"""Claims as W3C Web Annotations (JSON-LD): each on its characters, by position and by quote, with the hash of the text that the positions count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from recoupe.export.claim_row import ClaimRow, claim_rows
from recoupe.export.sheets import Format, Sheet, Written

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and after a quote by which another reader finds it again."""


def write_annotations(sheets: Iterable[Sheet], out: BinaryIO) -> Written:
    """One AnnotationPage; annotations are written one by one."""
    done = Written()
    head = {"@context": CONTEXT, "id": "urn:recoupe:claims", "type": "AnnotationPage"}
    out.write(msgspec.json.encode(head)[:-1] + b', "items": [')
    between = b"\n"
    for sheet in sheets:
        done.articles += 1
        for row in claim_rows(sheet):
            done.claims += 1
            done.rows += 1
            out.write(between + msgspec.json.encode(annotation(row, sheet.text)))
            between = b",\n"
    out.write(b"\n]}\n")
    return done


def annotation(row: ClaimRow, text: str) -> dict[str, Any]:
    """One claim: a tag with its type, and a description with who, whom, where, when, status and voices."""
    tags = [row.type, row.occurrence, row.attribution]
    bodies: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    bodies.append(
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": _described(row)}
    )
    return {
        "id": f"urn:recoupe:{row.document}:{row.claim}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": "urn:recoupe", "type": "Software", "name": row.made_by},
        "body": bodies,
        "target": {
            "source": row.url or f"urn:sha256:{row.text_sha256}",
            "selector": [
                {"type": "TextPositionSelector", "start": row.start, "end": row.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[row.start : row.end],
                    "prefix": text[max(0, row.start - _AROUND) : row.start],
                    "suffix": text[row.end : row.end + _AROUND],
                },
            ],
            "state": {"type": "TimeState", "cached": f"urn:sha256:{row.text_sha256}"},
        },
    }


def _described(row: ClaimRow) -> str:
    """What the claim says, field by field."""
    fields = {
        "who": row.who, "whom": row.whom, "place": row.place, "from": row.origin, "via": row.via, "to": row.destination, "date": row.date_text,
        "losses": row.losses, "status": row.occurrence, "attribution": row.attribution, "according to": row.voices, "rule": row.rule,
    }  # fmt: skip
    return "; ".join(f"{name}: {value}" for name, value in fields.items() if value)


ANNOTATION = Format(
    name="annotation",
    suffix=".jsonld",
    about="W3C Web Annotations on the characters of the claims",
    counted="annotations",
    write=write_annotations,
)
