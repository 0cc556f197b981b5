"""One row of a table, feature or mark, as fields with their words → an entry of the layer. The same checks for every form; knows no file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from recoupe.errors import UsageError
from recoupe.knowledge.gazetteer.imports.features import kind_of_feature, kind_of_word
from recoupe.knowledge.gazetteer.imports.report import Report, Unfit
from recoupe.knowledge.gazetteer.imports.values import Seen, country, people, point
from recoupe.knowledge.gazetteer.imports.values import name as checked_name
from recoupe.knowledge.gazetteer.kinds import load_kinds
from recoupe.knowledge.gazetteer.model import Box, Entry, Name, NameRole, Place

USUAL_KIND = "populated_place"
_OTHERS = re.compile(r"\s*[|;]\s*")
_LISTED = re.compile(r"\s*[|;,]\s*")
_GEONAMES = re.compile(r"(?:https?://(?:www|sws)\.geonames\.org/)?([1-9][0-9]{0,9})(?:\.0)?/?")
_FEATURE = re.compile(r"[AHLPRSTUV]\.[A-Z0-9]{0,10}")
_LONGEST_ID = 120


class Defaults(msgspec.Struct, frozen=True, kw_only=True):
    """What the person says of rows that do not say it: states, kind, and which of the table's words mean which kind."""

    countries: tuple[str, ...] = ()
    kind: str = ""
    kinds: Mapping[str, str] = {}


def defaults(countries: Sequence[str], kinds: Sequence[str]) -> Defaults:
    """The words of the command line: states, and kinds as KIND or WORD=KIND. Raises UsageError R402 for what is none."""
    usual, meant = "", {}
    for said in kinds:
        word, equals, kind = said.rpartition("=")
        if kind not in load_kinds():
            raise UsageError("R402", f"“{kind}” is no kind of place.", remedy=f"Kinds are: {', '.join(load_kinds())}.")
        if equals:
            meant[word] = kind
        else:
            usual = kind
    try:
        return Defaults(countries=tuple(country(code) for code in countries), kind=usual, kinds=meant)
    except Unfit as unfit:
        raise UsageError("R402", unfit.what, remedy=unfit.remedy) from unfit


class Rows:
    """Makes entries and remembers their ids. One for each file."""

    def __init__(self, layer: str, defaults: Defaults) -> None:
        self._layer, self._defaults = layer, defaults
        self._seen = Seen()

    def entry(self, fields: Mapping[str, Sequence[str]], report: Report, box: Box | None = None) -> Entry | None:
        """The entry of a row; None where the row says an earlier one again. Raises Unfit.

        Args:
            fields: field → its words, one for each column that gives it.
            report: where repeated rows are counted.
            box: the extent, of a shape.
        """
        form = checked_name(_one(fields, "name"))
        lat, lon = (
            (None, None) if box is not None and not _one(fields, "lat") else point(_one(fields, "lat"), _one(fields, "lon"))
        )
        kind = self._kind(_one(fields, "kind"), _one(fields, "class"))
        ref, counted = self._id(fields, f"{form}|{lat}|{lon}|{kind}|{box}")
        if not self._seen.first(ref.removeprefix("geonames:")):
            if counted:
                raise Unfit(
                    "R304",
                    f"the id {ref} stands in an earlier row.",
                    "Keep one of the two, or map another column as id; the first was taken.",
                )
            report.repeated += 1
            return None
        said = re.split(r"[+,;/|]", _one(fields, "country"))
        countries = tuple(dict.fromkeys(country(word) for word in said if word.strip())) or self._defaults.countries
        place = Place(
            id=ref, name=form, kind=kind, layer=self._layer, lat=lat, lon=lon, countries=countries, division=_one(fields, "division") or None,
            population=people(_one(fields, "population")), box=box, source=_one(fields, "source"), note=" ".join(fields.get("note", ())).strip(),
        )  # fmt: skip
        return Entry(place, (Name(form, "usual"), *_names(fields)))

    def _id(self, fields: Mapping[str, Sequence[str]], otherwise: str) -> tuple[str, bool]:
        """The id, and whether the row itself gives it."""
        number = _one(fields, "geonames")
        if number:
            match = _GEONAMES.fullmatch(number)
            if not match:
                raise Unfit(
                    "R305", f"“{number[:40]}” is no id of GeoNames.", "A number, or the address of the place at geonames.org."
                )
            return f"geonames:{match[1]}", True
        given = _one(fields, "id")
        if not given:
            return f"{self._layer}:{hashlib.sha256(otherwise.encode()).hexdigest()[:12]}", False
        if len(given) > _LONGEST_ID or not given.isprintable():
            raise Unfit("R305", "the id is too long or not printable.", f"{_LONGEST_ID} characters at most.")
        return f"{self._layer}:{given}", True

    def _kind(self, said: str, feature_class: str) -> str:
        if feature_class and _FEATURE.fullmatch(f"{feature_class}.{said}"):
            return kind_of_feature(f"{feature_class}.{said}" if said else feature_class)
        if not said:
            return self._defaults.kind or USUAL_KIND
        kind = self._defaults.kinds.get(said) or _known(said)
        if kind is None:
            raise Unfit(
                "R305", f"“{said[:40]}” is no kind of place.",
                f"Say what it means: --kind \"{said[:40]}=KIND\", KIND one of {', '.join(load_kinds())}.",
            )  # fmt: skip
        return kind


@cache
def _known(word: str) -> str | None:
    return kind_of_word(word)


def _one(fields: Mapping[str, Sequence[str]], field: str) -> str:
    return next((word.strip() for word in fields.get(field, ()) if word.strip()), "")


def _names(fields: Mapping[str, Sequence[str]]) -> list[Name]:
    out: list[Name] = []
    for field, words in fields.items():
        base, _, lang = field.partition(":")
        if base != "names":
            continue
        split = _OTHERS if lang or any("|" in word or ";" in word for word in words) else _LISTED
        role: NameRole = "exonym" if lang in {"fr", "en"} else "other"
        out += [
            Name(form, role, lang) for word in words for form in split.split(word.strip()) if any(char.isalnum() for char in form)
        ]
    return out
