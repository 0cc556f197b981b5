"""Writes an invented GeoNames dump of any size, to measure imports: `python scripts/synthetic_dump.py 13000000 > big.txt`. The same number gives the same bytes.

Shares of features, states, other names and scripts are near those of allCountries (2 names a row, three rows in ten in states whose names get sound keys).
"""

from __future__ import annotations

import random
import sys

SYLLABLES = "ka bel tor mun sha vel dra nuk pal rim gor zan el mir os tal hab qar ben lu ster dorf ville wan ji xia pur gan nov grad skoi al ham kir deh".split()
FEATURES = (
    "P.PPL " * 38
    + "H.STM " * 16
    + "T.MT " * 6
    + "T.HLL " * 5
    + "S.CH " * 6
    + "S.SCH " * 5
    + "S.FRM " * 4
    + "H.LK " * 5
    + "L.LCTY " * 4
    + "V.FRST S.HTL S.AIRP A.ADM3 A.ADM4 P.PPLX R.RD"
)
STATES = (
    "US " * 17
    + "CN " * 8
    + "IN " * 5
    + "NO " * 5
    + "MX " * 5
    + "ID " * 4
    + "DE " * 3
    + "FR " * 3
    + "BR " * 3
    + "AU " * 3
    + "CA " * 3
    + "RU RU RU IR IR PK AF IQ SY YE MA SD UA KZ ML NG CD ET TZ KE SA EG"
)
OTHER = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def name(rng: random.Random) -> str:
    """One or two invented words."""
    words = [
        "".join(rng.choices(SYLLABLES, k=rng.choice((2, 2, 3, 3, 4)))).capitalize() for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))
    ]
    return " ".join(words)


def main(rows: int) -> None:
    """The rows, on standard output."""
    rng = random.Random(13)  # noqa: S311 - no secret
    features, states = FEATURES.split(), STATES.split()
    for ident in range(1, rows + 1):
        usual = name(rng)
        others = [name(rng) for _ in range(rng.choice((0, 0, 0, 0, 1, 1, 2, 4)))]
        if rng.random() < 0.2:
            others.append("".join(rng.choices(OTHER, k=7)))
        kind, code = rng.choice(features).split(".")
        cells = (
            str(ident), usual, usual, ",".join(others), f"{rng.uniform(-60, 75):.5f}", f"{rng.uniform(-180, 180):.5f}", kind, code, rng.choice(states), "", f"{rng.randrange(40):02}",
            str(rng.randrange(2000)), "", "", str(rng.choice((0, 0, 0, 0, 0, 900, 20_000))), "", str(rng.randrange(3000)), "Etc/UTC", f"20{rng.randrange(5, 26):02}-0{rng.randrange(1, 10)}-12",
        )  # fmt: skip
        sys.stdout.write("\t".join(cells) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
