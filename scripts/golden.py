"""Writes the golden records of the sample dispatches (--write), or says which differ (--check). One readable file per dispatch."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from recoupe.app.samples import Dispatch, load_samples, read_sample
from recoupe.errors import KnowledgeError
from recoupe.knowledge.gazetteer.compile import packaged
from recoupe.model.record import Claim, Part, Record

os.environ["RECOUPE_GAZETTEER"] = "-"  # golden records are read with the packaged layers alone
FOLDER = Path(__file__).resolve().parent.parent / "tests" / "golden"
WORDS = 8


def golden_path(dispatch: Dispatch) -> Path:
    """Where the golden record of a dispatch lies."""
    return FOLDER / f"{Path(dispatch.file).stem}.txt"


def golden_text(dispatch: Dispatch) -> str:
    """What is read in a dispatch now, in lines that a person can compare."""
    article = read_sample(dispatch)
    return "\n".join(_lines(dispatch, article.record, article.document.text)) + "\n"


def _lines(dispatch: Dispatch, record: Record, text: str) -> Iterator[str]:
    document = record.document
    yield f"{dispatch.file} | {document.lang} | {document.outlet} | {document.published or 'no date'}"
    yield ""
    yield "parts"
    yield from (f"  {_part(part, text)}" for part in record.parts)
    yield ""
    yield f"claims ({len(record.claims)})"
    triggers = {claim.id: _flat(claim.trigger.text) for claim in record.claims}
    for claim in record.claims:
        yield from _claim(claim, triggers)
    yield ""
    yield "warnings"
    yield from (f"  {warning.code}" for warning in record.warnings)


def _part(part: Part, text: str) -> str:
    words = text[part.start : part.end].split()
    more = " …" if len(words) > WORDS else ""
    return f"{part.kind:<13} {part.lang} {' '.join(words[:WORDS])}{more}"


def _claim(claim: Claim, triggers: dict[str, str]) -> Iterator[str]:
    """One claim without any number or id: an added claim must not change the lines of the others."""
    attribution = "" if claim.status.attribution == "asserted" else f", {claim.status.attribution}"
    nature = "" if claim.nature == "report" else f" [{claim.nature}]"
    yield f"  {claim.type} “{_flat(claim.trigger.text)}” {claim.status.occurrence}{attribution}{nature}"
    for role in claim.roles:
        yield f"      {role.role}: {_flat(role.text)}{' (inherited)' if role.inherited_from else ''}"
    if claim.time is not None:
        yield f"      time: {_flat(claim.time.text)} = {claim.time.value}"
    for loss in claim.losses:
        yield f"      {loss.kind}: {loss.low}..{'' if loss.high is None else loss.high}"
    if claim.content_of is not None:
        yield f"      content of: “{triggers[claim.content_of]}”"
    if len(claim.voices) > 1:
        yield f"      by: {' → '.join(f'{_flat(voice.who)} ({voice.kind}, {voice.commitment})' for voice in claim.voices[1:])}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    """0 when all was written or nothing differs."""
    write = "--write" in sys.argv
    if not write and "--check" not in sys.argv:
        print("golden.py --write | --check", file=sys.stderr)
        return 2
    try:
        packaged.build()  # rows that somebody has added since: the files are made, not kept
    except KnowledgeError as error:
        print(f"the gazetteer stays as it was: {error}", file=sys.stderr)
    dispatches = load_samples().dispatch
    differing = 0
    for dispatch in dispatches:
        path, now = golden_path(dispatch), golden_text(dispatch)
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        if write:
            path.write_text(now, encoding="utf-8")
        elif now != before:
            differing += 1
            print(
                "".join(
                    difflib.unified_diff(before.splitlines(keepends=True), now.splitlines(keepends=True), path.name, "now", n=1)
                )
            )
    if write:
        known = {golden_path(dispatch) for dispatch in dispatches}
        for path in FOLDER.glob("*.txt"):
            if path not in known:
                path.unlink()
    print(f"{len(dispatches)} dispatches" + ("" if write else f", {differing} differ"))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
