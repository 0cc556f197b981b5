"""One claim of an article and why it reads as it does: found by its number or id, explained on demand."""

from __future__ import annotations

from recoupe.app.reading import Article, engine
from recoupe.errors import UsageError
from recoupe.model.explanation import Explanation
from recoupe.model.record import Claim

SHORTEST_PREFIX = 4
"""Characters of an id from which its beginning is enough."""


def claim_of(article: Article, wanted: str) -> Claim:
    """The claim with this number (from 1), id, or beginning of an id. Raises UsageError R401 where there is none or more than one."""
    claims = article.record.claims
    found = [
        claim
        for number, claim in enumerate(claims, 1)
        if wanted in (str(number), claim.id) or (len(wanted) >= SHORTEST_PREFIX and claim.id.startswith(wanted))
    ]
    if len(found) != 1:
        raise UsageError(
            "R401",
            f"{len(found) or 'no'} claims are called {wanted!r}.",
            where=article.name,
            remedy=f"There are {len(claims)}; list them with: recoupe read {article.name}",
        )
    return found[0]


def explanations(article: Article) -> dict[str, Explanation]:
    """Claim id → explanation, for every claim of the article. Reads it once more."""
    return engine(article.codebook, article.homes).explain(article.document)
