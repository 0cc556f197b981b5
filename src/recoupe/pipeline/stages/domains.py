"""What the text is about: where sport, cooking, chess or business outweigh conflict, violent words are figures of speech.

GDELT's rows show the price of not asking: "legal war", a fund-raising, a football attack became conflict events. The share of a domain's
words in the text is weighed against the share of the words of armed conflict; both lists are data (`domains.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from recoupe.knowledge.packs import Domains as DomainFile
from recoupe.model.record import Warning
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.guards import PEACEFUL
from recoupe.text.views import fold
from recoupe.text.words import folded_words

LEAST_DISTINCT = 5
"""Different words of a domain that a text must use."""
LEAST_SHARE = 0.03
"""Share of a text's words that a domain must hold: a war report names a stadium or a market without reaching it."""


LONG_ENOUGH = 120
"""Words of a text below which nothing is concluded from the absence of words of conflict: a brief has few words of any kind."""
FEW = 3
"""Different words of conflict from which a text is no peaceful one."""


class Domains:
    """Names the domain of a text that is about something else than conflict."""

    name = "domains"
    requires = ("parts", "warnings")
    provides = ("domain", "warnings")

    def __init__(self, knowledge: Knowledge) -> None:
        self.matchers = {lang: _Matchers(pack.domains) for lang, pack in knowledge.packs.items()}

    def __call__(self, work: Work) -> Work:
        """The work with its domain, None for a text about conflict or anything that no list knows."""
        matchers = self.matchers.get(work.document.lang)
        if matchers is None:
            return work
        tokens = [word for part in work.own_parts for word in folded_words(work.document.text[part.start : part.end])]
        domain = matchers.domain(tokens)
        if domain is None:
            return replace(work, domain=PEACEFUL) if matchers.is_peaceful(tokens) else work
        message = f"The text reads as {domain}: violent and military words in it are taken as figures of speech unless an armed actor is named."
        return replace(work, domain=domain, warnings=(*work.warnings, Warning(code="other_domain", message=message)))


class _Matchers:
    """The word lists of one language, folded."""

    def __init__(self, file: DomainFile) -> None:
        self.conflict = _Words(file.conflict)
        self.domains = [(domain.label, _Words(domain.words)) for domain in file.domain]

    def is_peaceful(self, tokens: list[str]) -> bool:
        """A text long enough to show it that has hardly any word of armed conflict."""
        return len(tokens) >= LONG_ENOUGH and len({token for token in tokens if self.conflict.matches(token)}) < FEW

    def domain(self, tokens: list[str]) -> str | None:
        """The label of the strongest domain that outweighs conflict."""
        if not tokens:
            return None
        conflict = sum(self.conflict.matches(token) for token in tokens)
        best: tuple[int, str] | None = None
        for label, words in self.domains:
            found = [token for token in tokens if words.matches(token)]
            if (
                len(set(found)) >= LEAST_DISTINCT
                and len(found) >= LEAST_SHARE * len(tokens)
                and len(found) > conflict
                and (best is None or len(found) > best[0])
            ):
                best = (len(found), label)
        return best[1] if best else None


class _Words:
    """Forms and beginnings."""

    def __init__(self, forms: Iterable[str]) -> None:
        folded = [fold(form) for form in forms]
        self.forms = frozenset(form for form in folded if not form.endswith("*"))
        self.beginnings = tuple(form[:-1] for form in folded if form.endswith("*"))

    def matches(self, token: str) -> bool:
        """Whether the word is in the list."""
        return token in self.forms or token.startswith(self.beginnings)
