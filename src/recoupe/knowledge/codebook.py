"""A team's own codebook: the card of its folder, what it switches off, which claims it codes. Reads `codebook.toml`; `overlay` lays the rest over `data/`.

Must never change what is shipped: an overlay makes new values.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.conditions import When
from recoupe.knowledge.files import lines_of, load_toml, shown

CARD = "codebook.toml"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HIDDEN = re.compile(r"^[._]|~$")


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule of inclusion. `why` is what the record says of a claim that it decides; `when` as in a crosswalk."""

    id: str
    why: str
    when: When


class CodebookFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`codebook.toml`.

    Args:
        name: lower-case words joined by hyphens: the record names it.
        version: the team's own.
        about: for people.
        languages: packs that its conditions must hold in; all that it lays something over if empty.
        licence: for people who get the folder.
        off: entries of ours that are not used, see docs/codebook.md.
        include: a claim is coded if one of these holds; all are if there is none.
        exclude: a claim is not coded if one of these holds, whatever includes it.
    """

    name: str
    version: str
    about: str = ""
    languages: tuple[str, ...] = ()
    licence: str = ""
    off: tuple[str, ...] = ()
    include: tuple[Rule, ...] = ()
    exclude: tuple[Rule, ...] = ()


class Codebook(msgspec.Struct, frozen=True, kw_only=True):
    """A codebook's card. `where` gives file and line of each rule and of each entry of `off`; `sha256` is over names and bytes of all its files."""

    folder: Path
    card: CodebookFile
    sha256: str
    where: dict[str, str]

    @property
    def by(self) -> str:
        """Name and version, as a record gives them."""
        return f"{self.card.name}/{self.card.version}"


def read_codebook(folder: Path) -> Codebook:
    """The card of a folder. Raises KnowledgeError R301 to R305 with file and line."""
    path = folder / CARD
    if not path.is_file():
        raise KnowledgeError(
            "R301", f"there is no {CARD} in it.", where=folder.name, remedy="Make a codebook with: recoupe packs new DIR"
        )
    card = load_toml(path, CodebookFile)
    lines = path.read_text(encoding="utf-8").split("\n")
    if not _NAME.fullmatch(card.name):
        raise KnowledgeError(
            "R305",
            f"the name {card.name!r} is not of lower-case letters, digits and hyphens.",
            where=f"{shown(path)}:{lines_of(path, 'name').get(card.name, 1)}",
            remedy="Write for example: sahel-crossings",
        )
    where: dict[str, str] = {}
    ids = lines_of(path, "id")
    for rule in (*card.include, *card.exclude):
        here = f"{shown(path)}:{ids.get(rule.id, 1)}"
        if rule.id in where:
            raise KnowledgeError("R304", f"the rule {rule.id!r} stands already in {where[rule.id]}.", where=here)
        if rule.when == When():
            raise KnowledgeError(
                "R303", f"the rule {rule.id!r} has no condition.", where=here, remedy="Give `when` one at least, or leave it out."
            )
        where[rule.id] = here
    for entry in card.off:
        number = next((number for number, line in enumerate(lines, 1) if f'"{entry}"' in line), 1)
        where[f"off {entry}"] = f"{shown(path)}:{number}"
    return Codebook(folder=folder, card=card, sha256=_hash(folder), where=where)


def files_of(folder: Path) -> list[Path]:
    """The files of a codebook in order, but for hidden ones and backups."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not any(_HIDDEN.search(part) for part in path.relative_to(folder).parts))


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in files_of(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\x00" + path.read_bytes() + b"\x00")
    return digest.hexdigest()
