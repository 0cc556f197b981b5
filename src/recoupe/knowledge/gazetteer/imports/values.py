"""The values of a row, checked alike for every form of file: degrees, states, people, names, ids. Raises `Unfit` with the remedy; knows no file."""

from __future__ import annotations

import re
from functools import cache
from math import isfinite

from recoupe.knowledge.files import data_root
from recoupe.knowledge.gazetteer.imports.report import Unfit
from recoupe.text.views import fold

_COUNTRY = re.compile(r"[A-Z]{2}")
_LONGEST = 200
_MOST_PEOPLE = 20_000_000_000


class Seen:
    """The ids that were there: small numbers as bits, others as they are."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._others: set[str] = set()

    def first(self, ident: str) -> bool:
        """Whether an id comes for the first time."""
        if not (ident.isascii() and ident.isdigit() and len(ident) < 10):
            new = ident not in self._others
            self._others.add(ident)
            return new
        at, bit = divmod(int(ident), 8)
        if at >= len(self._bits):
            self._bits.extend(bytes(at + 1 + (1 << 16) - len(self._bits)))
        new = not self._bits[at] & 1 << bit
        self._bits[at] |= 1 << bit
        return new


def point(lat: str, lon: str) -> tuple[float, float]:
    """Latitude and longitude. A decimal comma is read; anything that is no number of degrees is unfit, 0,0 too: it stands for "not known"."""
    pair = degrees("latitude", lat, 90), degrees("longitude", lon, 180)
    if pair == (0.0, 0.0):
        raise Unfit("R305", "latitude and longitude are both 0.", "Give the point; in the sea off Africa nothing is named so.")
    return pair


def degrees(what: str, said: str, limit: int) -> float:
    """One coordinate."""
    try:
        value = float(said)
    except ValueError:
        try:
            value = float(said.strip().rstrip("°").replace(",", "."))
        except ValueError:
            if not said.strip():
                raise Unfit("R303", f"the {what} is empty.", "Give the point in decimal degrees.") from None
            raise Unfit("R305", f"the {what} “{said[:30]}” is no number.", "Decimal degrees: 35.5, not 35°30'N.") from None
    if not isfinite(value) or abs(value) > limit:
        raise Unfit(
            "R305",
            f"the {what} {said[:30]} lies outside -{limit} to {limit}.",
            "Decimal degrees of WGS 84; are latitude and longitude exchanged, or the coordinates projected?",
        )
    return value


def country(said: str) -> str:
    """ISO 3166-1 alpha-2 of a state, from that, alpha-3, or its name in French or English."""
    word = said.strip()
    if _COUNTRY.fullmatch(word):
        return word
    code = states().get(fold(word))
    if code is None:
        raise Unfit(
            "R305",
            f"“{word[:40]}” is no state.",
            "ISO 3166-1 codes (SY, SYR) or names in English or French; several joined by +.",
        )
    return code


@cache
def states() -> dict[str, str]:
    """Folded alpha-2, alpha-3, French or English name → alpha-2."""
    out: dict[str, str] = {}
    lines = (data_root() / "actors" / "countries.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        if line and not line.startswith("#"):
            iso3, iso2, english, french = line.split("\t")[:4]
            for word in (iso2, iso3, english, french):
                out.setdefault(fold(word), iso2)
    return out


def people(said: str) -> int:
    """A population; "" is 0."""
    word = said.strip().replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace(",", "")
    if not word:
        return 0
    try:
        value = int(float(word))
    except (ValueError, OverflowError):
        raise Unfit("R305", f"the population “{said[:30]}” is no number.", "A whole number, or nothing.") from None
    if not 0 <= value <= _MOST_PEOPLE:
        raise Unfit("R305", f"the population {said[:30]} is not possible.", "A whole number, or nothing.")
    return value


def name(said: str) -> str:
    """A usual name."""
    form = said.strip()
    if not any(char.isalnum() for char in form):
        raise Unfit("R303", "the name is empty.", "Every place has a name.")
    if len(form) > _LONGEST:
        raise Unfit("R305", f"the name has {len(form)} characters.", "A name has 200 at most: is it a description?")
    return form
