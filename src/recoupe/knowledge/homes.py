"""Where outlets are at home, from a file of the user's: outlet, place, source. A wrong row is refused; without a file nobody has a home. Must never guess one.

A local paper writes "Paris" and means the town next door; the text does not say so. Only somebody who knows the outlet can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import read_tsv
from recoupe.knowledge.gazetteer import Place
from recoupe.model.ids import sha256_bytes
from recoupe.text.views import fold

COLUMNS = ("outlet", "place", "source")
_WEB = "www."


class Homes:
    """The homes of outlets by folded name or domain; `label` names the file in records, "" where there is none."""

    def __init__(self, places: Mapping[str, tuple[Place, ...]] | None = None, label: str = "") -> None:
        self._places = places or {}
        self.label = label

    def of(self, outlet: str | None, url: str | None) -> tuple[Place, ...]:
        """The homes of an article's outlet: those of its name, else those of the longest domain that its address lies in; empty where the file has neither."""
        named = self._places.get(fold(outlet).strip()) if outlet else None
        if named:
            return named
        host = _host(url or "")
        while "." in host:
            if host in self._places:
                return self._places[host]
            host = host.partition(".")[2]
        return ()


def load_homes(path: Path, place_of: Callable[[str], Place | None]) -> Homes:
    """The homes of a file.

    Args:
        path: tab-separated, UTF-8, with the columns `COLUMNS`: name or domain of an outlet, id of a place in the gazetteer, where it was read. An
            outlet with several rows has several homes.
        place_of: the place of an id.

    Raises KnowledgeError: R301 where it cannot be read, R302, R303 where it has other columns or an empty cell, R304 where a row stands twice,
    R307 where no layer has the place.
    """
    places: dict[str, tuple[Place, ...]] = {}
    for where, cells in read_tsv(path, COLUMNS):
        empty = next((column for column in COLUMNS if not cells[column]), None)
        if empty is not None:
            raise KnowledgeError("R303", f"the column “{empty}” is empty.", where=where, remedy="Give outlet, place and source.")
        place = place_of(cells["place"])
        if place is None:
            raise KnowledgeError(
                "R307",
                f"no layer of places has the id “{cells['place']}”.",
                where=where,
                remedy="Ids look like geonames:98182 or own:semalka-border-crossing; recoupe read --to json shows them.",
            )
        outlet = fold(cells["outlet"]).strip().removeprefix(_WEB)
        if place in places.get(outlet, ()):
            raise KnowledgeError(
                "R304", f"“{cells['outlet']}” has this home already.", where=where, remedy="Leave one of the rows out."
            )
        places[outlet] = (*places.get(outlet, ()), place)
    try:
        digest = sha256_bytes(path.read_bytes())
    except OSError as err:
        raise KnowledgeError(
            "R301", f"the file cannot be read: {err.strerror}.", where=path.name, remedy="Give the path of a file."
        ) from err
    return Homes(places, f"homes/{path.stem}#{digest[:12]}")


def _host(url: str) -> str:
    """The host of an address without "www."; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix(_WEB)
    except ValueError:
        return ""
