"""Draws a fixed sample of acts (violence, movement) that records tell as facts, for a person to judge against the text.

Usage: python scripts/audit_claims.py BENCH [SIZE] [SEED]   (BENCH: the benchmarks' folder; every article of `places` and of `events/re3d` is read)

Drawn by hash of seed, document and claim, so that the same articles give the same sample until a rule changes what is read in them.
One JSON object a line: document, type, trigger, roles, time, place, occurrence, voices, and the text around.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from recoupe.app.reading import engine
from recoupe.evaluation.false_records import is_false as is_recorded_act
from recoupe.intake.documents import Given, read_bytes
from recoupe.model.record import Claim

SIZE = 200
SEED = "audit-claims-1"
AROUND = 300
"""Characters of text shown on either side of the claim."""


def articles(bench: Path) -> Iterator[tuple[str, str, str]]:
    """(name, language, text) of every article of the sets."""
    for folder in ("lgl", "geowebnews", "geovirus", "tudloc2013"):
        for path in sorted((bench / "places" / folder).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").split("\n"):
                row = json.loads(line) if line.strip() else {}
                if "text" in row:
                    yield f"{folder}/{row.get('doc_id', row.get('doc'))}", row.get("lang") or "en", row["text"]
    for path in sorted((bench / "events" / "re3d").glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            row = json.loads(line) if line.strip() else {}
            if "text" in row:
                yield f"re3d/{row['_id']}", "en", row["text"]


def shown(name: str, text: str, claim: Claim) -> dict[str, object]:
    """What a person needs to judge one claim."""
    return {
        "doc": name,
        "type": claim.type,
        "trigger": claim.trigger.text,
        "occurrence": claim.status.occurrence,
        "roles": [f"{role.role}: {role.text}" for role in claim.roles],
        "time": claim.time.text if claim.time else None,
        "voices": [voice.who for voice in claim.voices[1:]],
        "rule": claim.rule,
        "text": text[max(0, claim.trigger.start - AROUND) : claim.trigger.start]
        + "[["
        + claim.trigger.text
        + "]]"
        + text[claim.trigger.end : claim.trigger.end + AROUND],
    }


def main() -> int:
    """One claim a line on stdout; how many there were on stderr."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    size = int(sys.argv[2]) if len(sys.argv) > 2 else SIZE
    seed = sys.argv[3] if len(sys.argv) > 3 else SEED
    drawn: list[tuple[str, dict[str, object]]] = []
    total = read = 0
    known: set[str] = set()
    for name, lang, text in articles(Path(sys.argv[1])):
        if text in known:
            continue  # one set holds some articles three times
        known.add(text)
        document = read_bytes(text.encode(), name="article.txt", given=Given(lang=lang))
        read += 1
        for claim in engine().read(document).claims:
            if is_recorded_act(claim):
                total += 1
                key = hashlib.sha256(f"{seed}\x00{name}\x00{claim.trigger.start}\x00{claim.type}".encode()).hexdigest()
                drawn.append((key, shown(name, document.text, claim)))
    for _, row in sorted(drawn, key=lambda each: each[0])[:size]:
        print(json.dumps(row, ensure_ascii=False))
    print(f"{read} articles, {total} acts of violence or movement drawn from", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
