"""A codebook laid over the shipped knowledge: packs, ontology, crosswalks and who's-who as the team wants them, and what was changed by it.

An entry of the codebook is added, or replaces the one of ours with the same id; `off` takes one of ours away. Nothing is ignored: a file or a name that
nothing reads is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.actors import WhoFiles, load_actor_files
from recoupe.knowledge.codebook import CARD, Codebook, files_of, read_codebook
from recoupe.knowledge.conditions import Terms
from recoupe.knowledge.crosswalk import SCHEMES, Crosswalk, check_crosswalk, load_crosswalk, plover_codes
from recoupe.knowledge.files import shown
from recoupe.knowledge.ontology import Ontology, load_ontology
from recoupe.knowledge.overlay_changes import Change, Off, read_off
from recoupe.knowledge.overlay_ontology import lay_crosswalk, lay_ontology
from recoupe.knowledge.overlay_pack import PACK_FILES, lay_pack
from recoupe.knowledge.overlay_who import lay_who
from recoupe.knowledge.packs import Pack, load_pack, pack_codes
from recoupe.knowledge.who import WhosWho
from recoupe.model.record import CodebookCard, OwnType


class Overlay(msgspec.Struct, frozen=True, kw_only=True):
    """The knowledge that a codebook makes, and every change against ours."""

    codebook: Codebook
    packs: dict[str, Pack]
    ontology: Ontology
    crosswalk: Crosswalk
    who: WhosWho
    changes: tuple[Change, ...]


def load_overlay(folder: Path) -> Overlay:
    """The overlay of a codebook's folder. Raises KnowledgeError on the first wrong file, with file, line, and what of ours it clashes with."""
    codebook = read_codebook(folder)
    _check_files(folder)
    off = read_off(codebook)
    ontology, changes = lay_ontology(load_ontology(), folder, off)
    crosswalk, more = lay_crosswalk(load_crosswalk(), folder, off, ontology)
    changes += more
    packs = {}
    for code in pack_codes():
        packs[code], more = lay_pack(load_pack(code), folder / "lang" / code, off, ontology)
        changes += more
    files, more = lay_who(load_actor_files(), folder / "actors", off)
    changes += more
    off.check_used()
    _check_conditions(codebook, packs, ontology, crosswalk)
    who = WhosWho(files) if _is_new(files) else WhosWho(load_actor_files())
    return Overlay(codebook=codebook, packs=packs, ontology=ontology, crosswalk=crosswalk, who=who, changes=tuple(changes))


def _is_new(files: WhoFiles) -> bool:
    return files is not load_actor_files()


def _check_files(folder: Path) -> None:
    """Raises KnowledgeError R302 for a file that nothing would read."""
    for path in files_of(folder):
        name = path.relative_to(folder).as_posix()
        if not _is_read(name):
            raise KnowledgeError(
                "R302",
                f"a codebook has no {name}.",
                where=shown(path),
                remedy=f"It may hold {CARD}, actors/*.tsv, ontology/types.toml, ontology/crosswalk/*.toml, and in lang/fr or lang/en: "
                f"frames/*.toml, {', '.join(PACK_FILES)}. Texts for people: *.md, *.txt.",
            )


def _is_read(name: str) -> bool:
    parts = name.split("/")
    if name.endswith((".md", ".txt")) or name in {CARD, "LICENSE", "ontology/types.toml"}:
        return True
    if parts[0] == "actors":
        return len(parts) == 2 and name.endswith(".tsv")
    if parts[:2] == ["ontology", "crosswalk"]:
        return len(parts) == 3 and parts[2].removesuffix(".toml") in SCHEMES
    if parts[0] == "lang" and len(parts) > 2 and parts[1] in pack_codes():
        rest = "/".join(parts[2:])
        return rest in PACK_FILES or (parts[2] == "frames" and len(parts) == 4 and name.endswith(".toml"))
    return False


def _check_conditions(codebook: Codebook, packs: dict[str, Pack], ontology: Ontology, crosswalk: Crosswalk) -> None:
    """Every condition of the codebook and of the crosswalks names what exists; classes in each of the codebook's languages."""
    unknown = [code for code in codebook.card.languages if code not in packs]
    if unknown:
        raise KnowledgeError(
            "R305",
            f"there is no language pack {', '.join(unknown)}.",
            where=f"{codebook.folder.name}/{CARD}",
            remedy=f"Packs: {', '.join(packs)}.",
        )
    spoken = codebook.card.languages or tuple(packs)
    terms = Terms(
        ontology=ontology,
        sides=[side.name for side in crosswalk.sides.side],
        plover=plover_codes(crosswalk),
        classes={code: packs[code].classes for code in spoken},
        off=set(load_ontology().types) - set(ontology.types),
    )
    check_crosswalk(crosswalk, terms)
    for rule in (*codebook.card.include, *codebook.card.exclude):
        terms.check(rule.when, codebook.where[rule.id])


def codebook_card(codebook: Codebook | None, ontology: Ontology) -> CodebookCard | None:
    """What a record says of the codebook that read it, with the types that it made or renamed; None without one."""
    if codebook is None:
        return None
    ours = load_ontology().types
    types = tuple(
        OwnType(type=kind.type, label_en=kind.label_en, label_fr=kind.label_fr)
        for kind in ontology.types.values()
        if kind.type not in ours or (kind.label_en, kind.label_fr) != (ours[kind.type].label_en, ours[kind.type].label_fr)
    )
    return CodebookCard(name=codebook.card.name, version=codebook.card.version, sha256=codebook.sha256, types=types)


def counted(changes: Iterable[Change]) -> dict[str, int]:
    """How many entries were added, replaced and switched off."""
    out = {"added": 0, "replaced": 0, "off": 0}
    for change in changes:
        out[change.how] += 1
    return out


__all__ = ["Change", "Off", "Overlay", "counted", "load_overlay"]


@cache
def overlay_of(folder: Path) -> Overlay:
    """The overlay of a codebook's folder, read once in a process. Raises KnowledgeError."""
    return load_overlay(folder)
