"""The marks of Wikipedia's detailed maps of conflicts ({lat=, long=, mark=, label=, link=}) as entries. A label's brackets fall; the mark and the name's noun say the kind."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import cast

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root, load_toml
from recoupe.knowledge.gazetteer.imports.lua_reader import Broken, Table, tables
from recoupe.knowledge.gazetteer.imports.report import Report, Unfit
from recoupe.knowledge.gazetteer.imports.rows import Defaults, Rows
from recoupe.knowledge.gazetteer.imports.source import Source
from recoupe.knowledge.gazetteer.keys import place_key
from recoupe.knowledge.gazetteer.kinds import kinds_announced, load_kinds
from recoupe.knowledge.gazetteer.model import Entry

LICENCE = "CC BY-SA 4.0 (Wikipedia)"
_MOST = 64 << 20
_LAT, _LON = ("lat", "latitude"), ("long", "lon", "longitude")
_LINK = re.compile(r"\[\[(?P<link>[^\[\]|]*)(?:\|(?P<label>[^\[\]]*))?\]\]")
_MARKUP = re.compile(r"<[^<>]*>|\{\{[^{}]*\}\}|'{2,}")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|#.*)\s*$")
_BEGINS = re.compile(r"\s*(?:--[^\n]*\n\s*)*(?:local\s|return\s*\{)")


def looks_like(head: str) -> bool:
    """Whether a text begins as the source of a map does."""
    return bool(_BEGINS.match(head)) and "lat" in head


class Marks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`imports/marks.toml`: kind → words in the name of a mark's picture."""

    kinds: dict[str, tuple[str, ...]]


@cache
def load_marks() -> Marks:
    """The shipped table. Raises KnowledgeError where it is wrong."""
    return load_toml(data_root() / "gazetteer" / "imports" / "marks.toml", Marks)


class Map:
    """The entries of a map. Raises KnowledgeError R310 where the file has no mark with a latitude."""

    def __init__(self, source: Source, layer: str, defaults: Defaults) -> None:
        try:
            text = source.read(_MOST).decode("utf-8")
        except UnicodeDecodeError as err:
            raise KnowledgeError(
                "R310", f"not valid UTF-8: {err.reason} at byte {err.start}.", where=source.where, remedy="Save it as UTF-8."
            ) from err
        self._rows, self._defaults = Rows(layer, defaults), defaults
        found = list(tables(text))
        self._marks = [each for each in found if isinstance(each, Table) and any(name in each.values for name in _LAT)]
        self._broken = [each for each in found if isinstance(each, Broken)]
        if not self._marks:
            raise KnowledgeError(
                "R310", "the file has no Lua table with lat and long.", where=source.where,
                remedy="Save the source of the module (action=raw), not its page.",
            )  # fmt: skip
        self._pictures = self._kinds_of_pictures()

    def entries(self, report: Report) -> Iterator[Entry]:
        """Every named mark, in the order of the file; a picture without a label says the kind of the named mark at the same point."""
        if not self._defaults.countries:
            report.remarks.append(
                "the marks name no states: without --country CODE their names have no keys of sound, and no state to be sought in"
            )
        for mark in self._marks:
            report.row()
            try:
                entry = self._entry(mark.values, report)
            except Unfit as unfit:
                report.refuse(f"line {mark.line}", unfit, str({name: value for name, value in mark.values.items() if value}))
                continue
            if entry is not None:
                report.kept += 1
                yield entry
        for broken in self._broken:
            report.row()
            report.refuse(f"line {broken.line}", Unfit("R301", f"{broken.what}.", "The file is cut off: save it again."))

    def _entry(self, values: Mapping[str, str | None], report: Report) -> Entry | None:
        names = _names(values)
        if not names:
            report.leave_out("marks without a label: pictures, arrows, circles")
            return None
        lat, lon = _first(values, _LAT), _first(values, _LON)
        if lat is None or lon is None:
            raise Unfit("R305", "lat or long is no literal number.", "Write the number itself into the row.")
        link = values.get("link") or ""
        fields = {
            "name": [names[0]], "names": ["|".join(names[1:])], "lat": [lat], "lon": [lon], "kind": [self._kind(names[0], values)],
            "note": [f"Wikipedia: {_plain(link)}" if link and place_key(_plain(link)) != place_key(names[0]) else ""],
        }  # fmt: skip
        return self._rows.entry(fields, report)

    def _kind(self, name: str, values: Mapping[str, str | None]) -> str:
        """By the noun of the name, else by the mark, else by a picture at the same point."""
        return _of_noun(name) or _of_picture(values.get("mark") or "") or self._pictures.get(_spot(values), "")

    def _kinds_of_pictures(self) -> dict[tuple[str, str], str]:
        return {
            _spot(mark.values): kind
            for mark in self._marks
            if not _names(mark.values) and (kind := _of_picture(mark.values.get("mark") or ""))
        }


def _spot(values: Mapping[str, str | None]) -> tuple[str, str]:
    return _first(values, _LAT) or "", _first(values, _LON) or ""


def _first(values: Mapping[str, str | None], names: tuple[str, ...]) -> str | None:
    return next((values[name] for name in names if values.get(name) is not None), None)


def _of_noun(name: str) -> str:
    """The facility that the last words of an English name say ("... border crossing"), the most words first; "" for none."""
    words = place_key(name).split()
    for at in range(1, len(words)):
        noun = " ".join(words[at:])
        found = [
            kind
            for kind in load_kinds()
            if kind in kinds_announced("en").get(noun, ()) and load_kinds()[kind].group == "facility"
        ]
        if found:
            return noun if noun in found else found[0]
    return ""


def _of_picture(mark: str) -> str:
    """The kind that the name of a picture says, "" for a mere dot."""
    word = mark.lower().replace("_", " ")
    return next((kind for kind, words in load_marks().kinds.items() if any(each in word for each in words)), "")


def _names(values: Mapping[str, str | None]) -> list[str]:
    """The names of a mark: of its label; only where it has none, of its link."""
    said = _plain(values.get("label") or "") or _plain(values.get("link") or "")
    plain = _ASIDE.sub("", said)
    return [name for name in dict.fromkeys((plain, *re.split(r"\s*/\s*", plain))) if any(char.isalnum() for char in name)]


def _plain(wiki: str) -> str:
    """Wiki text as words: links as they are shown, marks of form away, blanks single."""
    shown = _LINK.sub(lambda match: match["label"] or cast("str", match["link"]).split("#")[0], wiki)
    return " ".join(html.unescape(_MARKUP.sub(" ", shown)).replace("_", " ").split())
