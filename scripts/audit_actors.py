"""Prints a fixed sample of fifty rows of the who's-who for a person to audit: drawn by hash, the same for everybody until a row changes its id.

Usage: python scripts/audit_actors.py [SEED]
"""

from __future__ import annotations

import hashlib
import sys

from recoupe.knowledge.actors import Actor, load_actor_files

SEED = "audit-1"
SIZE = 50


def sample(actors: tuple[Actor, ...], seed: str = SEED, size: int = SIZE) -> list[Actor]:
    """The actors whose hashes with the seed come first."""
    return sorted(actors, key=lambda actor: hashlib.sha256(f"{seed}\x00{actor.id}".encode()).digest())[:size]


def main() -> int:
    """One row a line: id, kind, sector, country, names, dates, source."""
    for number, actor in enumerate(sample(load_actor_files().actors, sys.argv[1] if len(sys.argv) > 1 else SEED), 1):
        names = " | ".join(actor.names)
        dates = f"{actor.since or '?'} to {actor.until or 'now'}" if actor.since or actor.until else ""
        print(
            f"{number:2}  {actor.id}  {actor.kind} {actor.sector} {actor.country or '-'}\n    {names}\n    {dates or 'no dates'}; {actor.source}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
