"""Made tellings linked: how long it takes and what it needs as their number grows. `python bench/crossing.py 100000 1000000`.

An event has a place, a day, parties and a toll; four to six articles tell it in three claims each, each leaving some of it out; two events in ten
share their place. It measures cost, not quality.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import date, timedelta

from recoupe.crosscheck.episodes.linking import link
from recoupe.model.telling import Number, Spot, Telling

FIRST = date(2031, 1, 1)
TYPES = ("ATTACK", "KILL", "MOVE-withdraw", "ARREST", "LEGAL-act", "CONTROL-change")


def made(claims: int, seed: int = 3) -> list[Telling]:
    """So many claims of articles over a span that grows with them: some 3,000 claims a day."""
    draw = random.Random(seed)  # noqa: S311 - made data
    days = max(30, claims // 3000)
    towns = [(f"t{number}", draw.uniform(-30, 55), draw.uniform(-15, 60)) for number in range(4000)]
    out: list[Telling] = []
    event = 0
    while len(out) < claims:
        event += 1
        town, lat, lon = draw.choice(towns)
        day = FIRST + timedelta(days=draw.randrange(days))
        names = (f"n{draw.randrange(20000):05d}", f"p{draw.randrange(20000):05d}", f"town{town}")
        doer, sufferer = f"actor-{draw.randrange(800)}", f"people of p{draw.randrange(5000)}"
        toll = draw.randrange(1, 60)
        for number in range(draw.randint(4, 6)):
            document = f"d{event}x{number}"
            published = (day + timedelta(days=draw.randint(0, 2))).isoformat()
            for position, kind in enumerate(("ATTACK", "KILL", draw.choice(TYPES))):
                said = draw.random() < 0.6
                out.append(
                    Telling(
                        document=document, claim=f"c{event}x{number}x{position}", outlet=f"o{draw.randrange(300)}", published=published, lang=draw.choice(("fr", "en")),
                        type=kind, family=kind.partition("-")[0], nature="report", occurrence="happened", attribution="asserted",
                        doers=(doer,) if draw.random() < 0.5 else ("gunmen", "kind:UAF"), sufferers=(sufferer,) if draw.random() < 0.5 else (),
                        spots=(Spot(key=town, label=f"town{town}", lat=lat, lon=lon, km=5.0, country="AAA"),) if said else (),
                        earliest=day.isoformat() if said else None, latest=day.isoformat() if said else None,
                        numbers=(Number(of="dead", low=toll, high=toll, side="people"),) if kind == "KILL" and said else (),
                        words=tuple(f"w{draw.randrange(3000)}" for _ in range(9)), trigger=f"v{draw.randrange(40)}", names=names,
                        story=(*names, town, town) if position == 0 else (), position=position,
                    )
                )  # fmt: skip
    return out[:claims]


def main() -> None:
    for claims in [int(each) for each in sys.argv[1:]] or [10_000, 30_000, 100_000]:
        told = made(claims)
        began = time.perf_counter()
        episodes = link(told)
        took = time.perf_counter() - began
        several = sum(len({document for document, _ in each.claims}) > 1 for each in episodes)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{claims:>9,} claims: {took:7.1f} s ({claims / took:,.0f} a second), {several:,} episodes of several articles, peak {peak:,.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
