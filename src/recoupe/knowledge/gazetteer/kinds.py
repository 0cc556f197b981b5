"""The closed vocabulary of kinds of places, with the nouns that announce them in each language. Only reads `data/gazetteer/kinds.toml`."""

from __future__ import annotations

from functools import cache

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root, load_toml, shown
from recoupe.text.views import fold


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of place.

    Args:
        id: as rows and records name it.
        group: state, division, settlement, facility, region, water or line.
        prominence: people of the town that a report names about as often; orders candidates whose population is not known.
        fr, en: nouns, singular and plural, that announce a place of this kind ("champ pétrolier", "oil field"), the usual one first.
    """

    id: str
    group: str
    prominence: int
    fr: tuple[str, ...]
    en: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: tuple[Kind, ...]


@cache
def load_kinds() -> dict[str, Kind]:
    """Every kind by its id. Raises KnowledgeError on a wrong file or an id used twice."""
    path = data_root() / "gazetteer" / "kinds.toml"
    kinds = load_toml(path, _File).kind
    out: dict[str, Kind] = {}
    for kind in kinds:
        if kind.id in out:
            raise KnowledgeError("R304", f"the kind “{kind.id}” is there twice.", where=shown(path), remedy="Keep one.")
        out[kind.id] = kind
    return out


@cache
def kinds_of_group(group: str) -> frozenset[str]:
    """The ids of the kinds of one group."""
    return frozenset(kind.id for kind in load_kinds().values() if kind.group == group)


@cache
def kinds_announced(lang: str) -> dict[str, frozenset[str]]:
    """Folded noun → the kinds that it announces, in one language ("fr", "en")."""
    out: dict[str, set[str]] = {}
    for kind in load_kinds().values():
        for noun in kind.fr if lang == "fr" else kind.en:
            out.setdefault(fold(noun), set()).add(kind.id)
    return {noun: frozenset(ids) for noun, ids in out.items()}
