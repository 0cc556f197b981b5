"""How often the ladder finds a spelling that no layer lists: python scripts/spellings.py [FAMILY...]

Of every town in the countries of a family that has three spellings or more in Latin letters, one is held out (the choice is a hash of its id and spelling) and sought by what the
others give. Recall of a step: the town is among what its key reaches. Candidates: how many towns of those countries the key reaches. Ladder: the first step that reaches
anything decides.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable

from recoupe.knowledge.gazetteer import gazetteer_path, place_key
from recoupe.knowledge.gazetteer.keys import Family, load_sounds, sound_of, without_article
from recoupe.knowledge.gazetteer.writer import is_latin

LEAST = 3
SHORTEST = 4


def main() -> int:
    """Prints one table for each family."""
    for family in load_sounds().family:
        if not sys.argv[1:] or family.id in sys.argv[1:]:
            _report(family, _towns(family))
    return 0


def _towns(family: Family) -> dict[str, list[str]]:
    """Id of a town → keys of its spellings, all different."""
    out: dict[str, list[str]] = defaultdict(list)
    with sqlite3.connect(gazetteer_path()) as db:
        marks = ",".join("?" * len(family.countries))
        rows = db.execute(
            f"SELECT place.id, name.form, place.name FROM name JOIN place ON place.n = name.place JOIN kind ON kind.n = place.kind "  # noqa: S608 - marks only
            f"WHERE kind.id = 'populated_place' AND place.countries IN ({marks})",
            family.countries,
        )
        for ref, form, usual in rows:
            key = place_key(form or usual)
            if is_latin(form or usual) and len(key) >= SHORTEST and key not in out[ref]:
                out[ref].append(key)
    return out


def _report(family: Family, towns: dict[str, list[str]]) -> None:
    asked = {ref: _held_out(ref, keys) for ref, keys in towns.items() if len(keys) >= LEAST}
    steps: list[tuple[str, Callable[[str], str]]] = [
        ("exact", lambda key: key),
        ("article", without_article),
        ("sound", lambda key: sound_of(key, family)[0]),
        ("skeleton", lambda key: sound_of(key, family)[1]),
    ]
    reached: list[dict[str, set[str]]] = []
    for name, key_of in steps:
        index: dict[str, set[str]] = defaultdict(set)
        for ref, keys in towns.items():
            for key in keys:
                if asked.get(ref) != key and key_of(key):
                    index[key_of(key)].add(ref)
        found = {ref: index.get(key_of(key), set()) if key_of(key) else set() for ref, key in asked.items()}
        reached.append(found)
        _line(name, found)
    _line("ladder", {ref: next((found[ref] for found in reached if found[ref]), set()) for ref in asked})


def _line(name: str, found: dict[str, set[str]]) -> None:
    counts = sorted(len(refs) for refs in found.values())
    recall = sum(ref in refs for ref, refs in found.items()) / len(found)
    print(
        f"  {name:<9} recall {recall:.3f}  candidates {sum(counts) / len(counts):.1f} (95 %: {counts[int(0.95 * len(counts))]})"
    )
    if name == "ladder":
        print(f"  {len(found)} spellings held out")


def _held_out(ref: str, keys: list[str]) -> str:
    return min(keys, key=lambda key: hashlib.sha256(f"{ref} {key}".encode()).digest())


if __name__ == "__main__":
    sys.exit(main())
