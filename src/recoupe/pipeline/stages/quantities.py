"""Quantity mentions: the numbers of the article's own parts with their bounds. What is counted is for the claims to say."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.model.record import Mention, Reading
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.counting import Count, Counter
from recoupe.text.nearby import Nearby


class Quantities:
    """Quantity mentions. `Reading.ref` is "low..high", either empty for none; `Reading.count` the number that is said."""

    name = "quantities"
    requires = ("parts", "mentions")
    provides = ("mentions",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.counters = {lang: Counter(pack.numbers) for lang, pack in knowledge.packs.items()}
        self.figures = Counter()

    def __call__(self, work: Work) -> Work:
        """The work with quantity mentions added; figures inside dates are no quantities."""
        text = work.document.text
        dated = Nearby(m for m in work.mentions if m.kind == "time")
        out = list(work.mentions)
        number = 0
        for part in work.own_parts:
            for each in self.counters.get(part.lang, self.figures).find(text[part.start : part.end]):
                start, end = each.start + part.start, each.end + part.start
                if dated.touching(start, end):
                    continue
                number += 1
                out.append(
                    Mention(
                        id=f"q{number}",
                        kind="quantity",
                        start=start,
                        end=end,
                        text=text[start:end],
                        readings=(_reading(each),),
                        rule="quantities",
                    )
                )
        return replace(work, mentions=tuple(out))


def _reading(count: Count) -> Reading:
    low, high = ("" if bound is None else str(bound) for bound in (count.low, count.high))
    label = low if low and low == high else f"{low or 'none'} to {high or 'more'}"
    return Reading(ref=f"{low}..{high}", label=label, score=0.9, why="as the words say", count=count.best)
