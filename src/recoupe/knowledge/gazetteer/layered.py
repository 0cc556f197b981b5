"""All compiled files of places as one: the packaged ones and the user's own, searched together; every answer names its layer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root
from recoupe.knowledge.gazetteer.keys import place_key
from recoupe.knowledge.gazetteer.kinds import kinds_of_group
from recoupe.knowledge.gazetteer.ladder import Asked, climb
from recoupe.knowledge.gazetteer.matching import NameMatch, find_names
from recoupe.knowledge.gazetteer.model import Candidate, Layer, Place
from recoupe.knowledge.gazetteer.schema import BUILD_AGAIN, DEMONYM
from recoupe.knowledge.gazetteer.store import Store
from recoupe.knowledge.gazetteer.user import user_files, user_problem


def gazetteer_path() -> Path:
    """Where the compiled file of the packages' layers lies."""
    return data_root() / "gazetteer" / "places.sqlite"


def conflict_path() -> Path:
    """Where the compiled file of our own rows lies."""
    return data_root() / "gazetteer" / "conflict.sqlite"


class Gazetteer:
    """The layers of several files. A file that is missing or damaged leaves its places out and a sentence in `problems`; every record shows it."""

    def __init__(self, paths: Sequence[Path], user: Sequence[Path] = (), problem: str = "") -> None:
        """`paths`: the packaged files; `user`: the user's own, which come before them. Where two files hold one id, the entry of the earlier counts.

        `problem`: what is known to be missing already.
        """
        self._stores: list[Store] = []
        self._unread = [problem] if problem else []
        for path in (*user, *paths):
            remedy = BUILD_AGAIN if path in paths else f"Add it again: recoupe gazetteer add FILE --name {path.stem} --replace"
            try:
                self._stores.append(Store(path, remedy))
            except KnowledgeError as err:
                self._unread.append(f"{err.where}: {err.what} {err.remedy}".strip())

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read so far, a sentence for each file."""
        return (*self._unread, *(store.problem for store in self._stores if store.problem))

    @property
    def available(self) -> bool:
        """Whether there is any file that can be read."""
        return bool(self._stores)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers in use, in the order of the files."""
        return tuple(layer for store in self._stores for layer in store.layers)

    def files(self) -> list[tuple[Path, tuple[Layer, ...]]]:
        """The files in use, with their layers."""
        return [(store.path, store.layers) for store in self._stores]

    def imported(self, path: Path) -> dict[str, Any]:
        """What an import counted when it made a file of the user's; empty for the others."""
        said = next((store.meta("import") for store in self._stores if store.path == path), None)
        return json.loads(said) if said else {}

    def remarks(self) -> list[str]:
        """What the files say of themselves that their makers should mend."""
        unknown = "\n".join(said for store in self._stores if (said := store.meta("unknown divisions")))
        return [f"{line}: no such division in GeoNames" for line in unknown.splitlines()]

    def place(self, ref: str) -> Place | None:
        """The place of an id (`geonames:98182`), None where no layer has it."""
        return next((place for store in self._stores if (place := store.place(ref)) is not None), None)

    def of_kind(self, kind: str) -> list[Place]:
        """All places of one kind, one of each id: for kinds of which there are few (states, divisions)."""
        found: dict[str, Place] = {}
        for store in self._stores:
            for place in store.of_kind(kind):
                found.setdefault(place.id, place)
        return list(found.values())

    def towns(self, country: str, division: str | None = None) -> list[tuple[float, float]]:
        """Latitude and longitude of the settlements of a state (two letters), or of one division of it (GeoNames code), in order; what shows how far it reaches."""
        kinds = kinds_of_group("settlement")
        return sorted({point for store in self._stores for point in store.points(country, division, kinds)})

    def names(self, ref: str) -> list[str]:
        """All spellings of a place that any layer lists."""
        return list(dict.fromkeys(name for store in self._stores for name in store.names(ref)))

    def candidates(self, name: str, asked: Asked | None = None) -> list[Candidate]:
        """The places that a name may mean, cheapest first: see `recoupe.knowledge.gazetteer.ladder`."""
        return climb(self._stores, name, asked or Asked())

    def lookup(self, name: str, *, most: int = 8) -> list[Place]:
        """Settlements of exactly that name, most people first."""
        asked = Asked(kinds=kinds_of_group("settlement"), down_to="exact", most=most)
        return sorted((each.place for each in self.candidates(name, asked)), key=lambda place: (-place.population, place.id))

    def peoples(self, word: str) -> list[Place]:
        """The states whose people or things a word names ("Iraqi", "irakiennes"), by id."""
        hits = {hit.place.id: hit.place for store in self._stores for hit in store.by_keys(DEMONYM, [place_key(word)], most=9)}
        return [hits[ref] for ref in sorted(hits)]

    def find_names(self, words: Sequence[str], *, starts: Iterable[int] | None = None) -> list[NameMatch]:
        """The longest listed name from each word on: see `recoupe.knowledge.gazetteer.matching`."""
        return find_names(self._stores, words, starts=starts)


@cache
def load_gazetteer() -> Gazetteer:
    """The user's layers, by name, before the packaged ones."""
    return Gazetteer([conflict_path(), gazetteer_path()], user_files(), user_problem())
