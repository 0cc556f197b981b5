"""A codebook's actors, offices, camp labels and agent nouns laid over the who's-who. A name that one of ours bears already is a clash, never a silent double."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from recoupe.errors import KnowledgeError
from recoupe.knowledge.actors import Actor, Label, WhoFiles, read_actors, read_agents, read_labels, read_offices
from recoupe.knowledge.files import data_root, shown
from recoupe.knowledge.overlay_changes import Change, Off, laid
from recoupe.text.views import fold

_OWN_NAMES = frozenset({"labels.tsv", "agents.tsv"})


def lay_who(ours: WhoFiles, folder: Path, off: Off) -> tuple[WhoFiles, list[Change]]:
    """The who's-who with the codebook's rows, and the changes. Raises KnowledgeError: R308 with the row of ours for a name that clashes."""
    changes: list[Change] = []
    files = _without(ours, off, changes)
    if folder.is_dir():
        if (folder / "countries.tsv").is_file():
            raise KnowledgeError(
                "R302",
                "a codebook has no countries of its own.",
                where=shown(folder / "countries.tsv"),
                remedy="Give territories an actor's row.",
            )
        files = _with_actors(files, folder, changes)
        files = _with_labels(files, folder / "labels.tsv", changes)
        path = folder / "agents.tsv"
        if path.is_file():
            agents = read_agents(path)
            changes.append(laid("agent nouns", f"{len(agents)} rows", shown(path)))
            files = replace(files, agents=(*files.agents, *agents))
    return (files if changes else ours), changes


def _without(ours: WhoFiles, off: Off, changes: list[Change]) -> WhoFiles:
    gone: set[str] = set()
    for kind, rows in (("actor", ours.actors), ("label", ours.labels)):
        for row in rows:
            entry = off.of(f"{kind}:{row.id}")
            if entry is not None:
                gone.add(f"{kind}:{row.id}")
                changes.append(Change(how="off", what=kind, id=row.id, where=off.where(entry), ours=where_of(row.id)))
    if not gone:
        return ours
    return replace(
        ours,
        actors=tuple(actor for actor in ours.actors if f"actor:{actor.id}" not in gone),
        offices=tuple(office for office in ours.offices if f"actor:{office.person}" not in gone),
        labels=tuple(label for label in ours.labels if f"label:{label.id}" not in gone),
    )


def _with_actors(files: WhoFiles, folder: Path, changes: list[Change]) -> WhoFiles:
    theatres = [
        path for path in sorted(folder.glob("*.tsv")) if path.name not in _OWN_NAMES and not path.name.startswith("offices")
    ]
    offices = sorted(folder.glob("offices*.tsv"))
    if not theatres and not offices:
        return files
    known = {actor.id: actor for actor in files.actors}
    own = read_actors(theatres, files.codes, frozenset(known))
    lines = _lines(theatres)
    replaced = {actor.id for actor in own}
    kept = [actor for actor in files.actors if actor.id not in replaced]
    _check_names(own, kept, files, lines)
    for actor in own:
        changes.append(laid("actor", actor.id, lines[actor.id], where_of(actor.id) if actor.id in known else ""))
    everybody = {*known, *replaced}
    more = tuple(office for path in offices for office in read_offices(path, everybody, files.codes))
    if more:
        changes.append(laid("offices", f"{len(more)} rows", shown(offices[0])))
    return replace(files, actors=(*own, *kept), offices=(*more, *files.offices))


def _check_names(own: tuple[Actor, ...], kept: list[Actor], files: WhoFiles, lines: dict[str, str]) -> None:
    taken = {fold(name): actor.id for actor in kept for name in actor.names}
    states = {fold(name): country.iso3 for country in files.countries for name in country.names}
    for actor in own:
        for name in actor.names:
            other = taken.get(fold(name))
            state = states.get(fold(name))
            if other is None and state is None:
                continue
            bearer = f"{other} ({where_of(other)})" if other is not None else f"the state {state} ({where_of(str(state))})"
            raise KnowledgeError(
                "R308",
                f"“{name}” of {actor.id} is a name of {bearer} too.",
                where=lines[actor.id],
                remedy=f'Take its id to replace that row, switch it off (off = ["actor:{other}"]), or drop the name.'
                if other is not None
                else "Drop the name.",
            )


def _with_labels(files: WhoFiles, path: Path, changes: list[Change]) -> WhoFiles:
    if not path.is_file():
        return files
    own = read_labels(path)
    lines = _lines([path])
    known = {label.id for label in files.labels}
    replaced = {label.id for label in own}
    for label in own:
        changes.append(laid("label", label.id, lines[label.id], where_of(label.id) if label.id in known else ""))
    labels: tuple[Label, ...] = (*own, *(label for label in files.labels if label.id not in replaced))
    return replace(files, labels=labels)


def _lines(paths: list[Path]) -> dict[str, str]:
    """File and line of every id, the first field of a row."""
    out: dict[str, str] = {}
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            out.setdefault(line.split("\t")[0].strip(), f"{shown(path)}:{number}")
    return out


@cache
def _ours() -> dict[str, str]:
    return _lines(sorted((data_root() / "actors").glob("*.tsv")))


def where_of(row_id: str) -> str:
    """File and line of one of our rows by its id."""
    return _ours().get(row_id, "data/actors")
