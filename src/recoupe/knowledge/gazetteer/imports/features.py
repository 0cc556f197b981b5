"""GeoNames' feature codes and the words of tables as our kinds of places. Reads `data/gazetteer/imports/geonames.toml` and the nouns of kinds; decides nothing else."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from recoupe.knowledge.files import data_root, load_toml
from recoupe.knowledge.gazetteer.kinds import kinds_announced, load_kinds
from recoupe.text.views import fold

_CODE = re.compile(r"[AHLPRSTUV](?:\.[A-Z0-9]{1,10})?")


class Features(msgspec.Struct, frozen=True, rename={"classes": "class"}, forbid_unknown_fields=True):
    """`imports/geonames.toml`."""

    left_out: tuple[str, ...]
    no_names: frozenset[str]
    codes: frozenset[str]
    scripts: frozenset[str]
    classes: dict[str, str]
    kinds: dict[str, tuple[str, ...]]


@cache
def load_features() -> Features:
    """The shipped table. Raises KnowledgeError where it is wrong."""
    return load_toml(data_root() / "gazetteer" / "imports" / "geonames.toml", Features)


@cache
def kind_of_feature(feature: str) -> str:
    """The kind of a feature ("P.PPL"): by its code, else by the longest beginning that is listed, else by its class; "site" for none."""
    by_code = _codes()
    if feature in by_code:
        return by_code[feature]
    for end in range(len(feature), 2, -1):
        if f"{feature[:end]}*" in by_code:
            return by_code[f"{feature[:end]}*"]
    return load_features().classes.get(feature[:1], "site")


def kind_of_word(word: str) -> str | None:
    """The kind that a table's word names: its id, a noun of French or English that announces it, or a feature code with its class; None for none."""
    folded = fold(word).strip()
    ident = folded.replace(" ", "_").replace("-", "_")
    if ident in load_kinds():
        return ident
    if _CODE.fullmatch(word):
        return kind_of_feature(word)
    for lang in ("en", "fr"):
        announced = kinds_announced(lang).get(folded)
        if announced:
            return min(announced, key=list(load_kinds()).index)
    return None


@cache
def _codes() -> dict[str, str]:
    return {code: kind for kind, codes in load_features().kinds.items() for code in codes}
