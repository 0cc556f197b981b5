"""What the text is about: where sport, cooking, fiction or business outweigh conflict, violent words are figures of speech.

GDELT's rows show the price of not asking: "legal war", a fund-raising, a football attack became conflict events. Two judges are asked, and the one that
demands more is heard: lists of words (`domains.toml`), of which one outweighs the words of armed conflict, and weights learnt from our own texts (`topics/`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from recoupe.knowledge.packs import Pack
from recoupe.model.record import Warning
from recoupe.pipeline.base import Demand, Knowledge, Topic, Work
from recoupe.pipeline.topic import Features, share
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
_HEADING_END = re.compile(r"[:.\n]|\s[-–—]")
SHORT_ENOUGH = 250
"""Words up to which a text headed "Correction" is nothing else."""
PEACEFUL = Topic("hardly a word of armed conflict", "arms")
"""The topic of a text that is about nothing known and not about conflict."""
_STRICT: tuple[Demand, ...] = ("arms", "named", "nothing")


class Domains:
    """Names the topic of a text that is about something else than conflict."""

    name = "domains"
    requires = ("parts", "warnings")
    provides = ("topic", "warnings")

    def __init__(self, knowledge: Knowledge) -> None:
        self.judges = {lang: _Judge(pack) for lang, pack in knowledge.packs.items()}

    def __call__(self, work: Work) -> Work:
        """The work with its topic, None for a text about conflict or anything that no judge knows."""
        judge = self.judges.get(work.document.lang)
        if judge is None:
            return work
        pieces = [work.document.text[part.start : part.end] for part in work.own_parts]
        openings = (work.document.text.lstrip(), *pieces[:1])
        topic = judge.topic([word for piece in pieces for word in folded_words(piece)], openings)
        if topic is None or topic.demand == "arms":
            return replace(work, topic=topic)
        message = (
            f"The text reads as {topic.label}: violent and military words in it are taken as figures of speech unless an armed actor is named."
            if topic.demand == "named"
            else f"The text reads as {topic.label}: nothing violent that it tells is taken to have happened outside of it."
        )
        return replace(work, topic=topic, warnings=(*work.warnings, Warning(code="other_domain", message=message)))


class _Judge:
    """Lists and weights of one language."""

    def __init__(self, pack: Pack) -> None:
        self.features = Features(pack.domains)
        self.file = pack.domains
        self.domains = pack.domains.domain
        self.corrections = frozenset(fold(heading) for heading in pack.domains.corrections)
        self.model = pack.topics

    def topic(self, tokens: list[str], openings: Iterable[str]) -> Topic | None:
        """The topic of a text of these folded words: what the lists say or the weights, whichever demands more. `openings` may hold its heading."""
        if len(tokens) <= SHORT_ENOUGH and any(map(self._is_correction, openings)):
            return Topic(self.file.correction, "nothing")
        listed, learnt = self._listed(tokens), self._learnt(tokens)
        if listed is None or learnt is None:
            return listed or learnt
        stricter = max(listed.demand, learnt.demand, key=_STRICT.index)
        return Topic(listed.label if listed is not PEACEFUL else learnt.label, stricter)

    def _is_correction(self, opening: str) -> bool:
        """Whether a text opens with a heading of corrections, alone or before a colon, a full stop, a dash."""
        heading = fold(_HEADING_END.split(opening, maxsplit=1)[0]).strip()
        return heading in self.corrections

    def _learnt(self, tokens: list[str]) -> Topic | None:
        card = self.model.card
        if len(set(tokens)) < card.bounds.words:
            return None
        shares = share(tokens, self.features, self.model)
        if shares.other < card.bounds.arms:
            return None
        if shares.invented >= card.bounds.invented:
            return Topic(card.invented, "nothing")
        return Topic(card.figure, "named" if shares.other >= card.bounds.named else "arms")

    def _listed(self, tokens: list[str]) -> Topic | None:
        """The strongest domain whose words outweigh those of conflict; else whether the text has hardly any of the latter."""
        conflict = [token for token in tokens if self.features.conflict.matches(token)]
        best: tuple[int, Topic] | None = None
        for domain, words in zip(self.domains, self.features.lists.values(), strict=True):
            found = [token for token in tokens if words.matches(token)]
            enough = len(set(found)) >= LEAST_DISTINCT and len(found) >= LEAST_SHARE * len(tokens)
            if enough and len(found) > len(conflict) and (best is None or len(found) > best[0]):
                best = (len(found), Topic(domain.label, "nothing" if domain.invented else "named"))
        if best is not None:
            return best[1]
        return PEACEFUL if len(tokens) >= LONG_ENOUGH and len(set(conflict)) < FEW else None
