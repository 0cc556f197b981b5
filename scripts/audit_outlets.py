"""Prints a fixed sample of thirty cards of outlets for a person to audit: drawn by hash, the same for everybody until a card changes its id.

Usage: python scripts/audit_outlets.py [SEED]
"""

from __future__ import annotations

import hashlib
import sys

from recoupe.knowledge.outlets.load import load_outlets
from recoupe.knowledge.outlets.model import Outlet

SEED = "outlets-1"
SIZE = 30


def sample(cards: tuple[Outlet, ...], seed: str = SEED, size: int = SIZE) -> list[Outlet]:
    """The cards whose hashes with the seed come first."""
    return sorted(cards, key=lambda card: hashlib.sha256(f"{seed}\x00{card.id}".encode()).digest())[:size]


def main() -> int:
    """One card a block: what it says, field by field, which fields it says are not verified, and where to look."""
    for number, card in enumerate(sample(load_outlets(), sys.argv[1] if len(sys.argv) > 1 else SEED), 1):
        names = " | ".join(name.form for name in card.names)
        print(f"{number:2}  {card.id}  {card.name}  {card.kind} {card.country or '-'} {card.place or '-'}  [{card.affiliation}]")
        print(
            f"    owner: {card.owner or '-'}; domains: {', '.join(card.domains) or '-'}; languages: {', '.join(card.languages) or '-'}"
        )
        print(f"    names: {names or '-'}; not verified: {', '.join(card.unverified) or '-'}; note: {card.note or '-'}")
        print(f"    {' ; '.join(card.sources) or 'no source'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
