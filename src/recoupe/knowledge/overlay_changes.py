"""What a codebook changes against the shipped knowledge: entries added, replaced, switched off. `off` is read here; each layer takes what is its own."""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.codebook import Codebook
from recoupe.knowledge.conditions import matches

How = Literal["added", "replaced", "off"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One entry that differs from ours: what kind, which id, where the codebook has it, where ours stands."""

    how: How
    what: str
    id: str
    where: str
    ours: str = ""


def laid(what: str, entry: str, where: str, ours: str = "") -> Change:
    """An entry that the codebook brings: it replaces what stands at `ours`, if anything."""
    return Change(how="replaced" if ours else "added", what=what, id=entry, where=where, ours=ours)


class Off:
    """The entries of `off`, each of which must be used by a layer.

    A frame by its id (`fr.attack.strike`, `fr.attack.*`), a row of a crosswalk by its id (`acled.loot`); `type:TRAFFIC` with its frames, `actor:ID`, `label:ID`,
    and words: `class:fr:civilian:pêcheur`, `loaded:fr:fuient`, `speech:fr:marteler`, `modal:fr:faillir`.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._where = {entry: codebook.where[f"off {entry}"] for entry in codebook.card.off}
        self._used: set[str] = set()

    def where(self, entry: str) -> str:
        """File and line of an entry."""
        return self._where[entry]

    def of(self, value: str) -> str | None:
        """The entry that switches `value` off; it counts as used."""
        entry = next((entry for entry in self._where if matches(value, (entry,))), None)
        if entry is not None:
            self._used.add(entry)
        return entry

    def words(self, kind: str, lang: str) -> dict[tuple[str, ...], str]:
        """The entries `kind:lang:…`, as what stands behind → entry. They are used by `use`."""
        start = f"{kind}:{lang}:"
        return {tuple(entry.removeprefix(start).split(":")): entry for entry in self._where if entry.startswith(start)}

    def use(self, entry: str) -> None:
        """Mark an entry as used."""
        self._used.add(entry)

    def check_used(self) -> None:
        """Raises KnowledgeError R307 for the first entry that switches nothing off."""
        for entry, where in self._where.items():
            if entry not in self._used:
                raise KnowledgeError(
                    "R307",
                    f"off: nothing of ours is called {entry!r}.",
                    where=where,
                    remedy="Write a frame's or crosswalk row's id, type:…, actor:…, label:…, or class:, loaded:, speech:, modal: with language and word.",
                )


def read_off(codebook: Codebook) -> Off:
    """The entries of a codebook's `off`."""
    return Off(codebook)
