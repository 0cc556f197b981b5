"""The interface words of the page and of the picture: `data/labels/ui.toml`. Loads and checks them; must never hold a word itself."""

from __future__ import annotations

from functools import cache

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.actors import load_actor_files
from recoupe.knowledge.files import data_root, load_toml
from recoupe.knowledge.ontology import load_ontology
from recoupe.model.record import CodebookCard
from recoupe.model.vocabulary import family

DEFAULT_LANG = "en"


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of one language, one table per use. `articles` and `stand_ins` are folded words, used when two unresolved names are compared."""

    articles: tuple[str, ...]
    stand_ins: tuple[str, ...]
    possessives: tuple[str, ...]
    endings: tuple[str, ...]
    agreement: dict[str, str]
    occurrence: dict[str, str]
    attribution: dict[str, str]
    nature: dict[str, str]
    voice: dict[str, str]
    commitment: dict[str, str]
    part: dict[str, str]
    mention: dict[str, str]
    edge: dict[str, str]
    heading: dict[str, str]
    question: dict[str, str]
    role: dict[str, str]
    picture: dict[str, str]
    slot: dict[str, str]
    figure: dict[str, str]
    technique: dict[str, str]
    used: dict[str, str]
    why: dict[str, str]
    whyhead: dict[str, str]
    page: dict[str, str]
    dossier: dict[str, str]


@cache
def _all() -> dict[str, Labels]:
    path = data_root() / "labels" / "ui.toml"
    every: dict[str, Labels] = load_toml(path, dict[str, Labels])
    model = every[DEFAULT_LANG]
    for lang, labels in every.items():
        for table, words in msgspec.structs.asdict(model).items():
            missing = set(words) ^ set(getattr(labels, table)) if isinstance(words, dict) else set()
            if missing:
                where = f"data/labels/ui.toml, [{lang}.{table}]"
                raise KnowledgeError(
                    "R303",
                    f"not in every language: {', '.join(sorted(missing))}.",
                    where=where,
                    remedy="Give every language the same keys.",
                )
    return every


def labels_for(lang: str) -> Labels:
    """The words for a language (ISO 639-1); English where the language has none. Raises KnowledgeError R301 to R305 on a bad file."""
    every = _all()
    return every.get(lang, every[DEFAULT_LANG])


def claim_type_label(claim_type: str, lang: str, codebook: CodebookCard | None = None) -> str:
    """The name of a claim type as people read it: the codebook's own under which the record was made, else ours; the code itself where neither has the type."""
    own = next((each for each in codebook.types if each.type == claim_type), None) if codebook is not None else None
    if own is not None:
        return own.label_fr if lang == "fr" else own.label_en
    kind = load_ontology().types.get(claim_type)
    if kind is None:
        return claim_type
    return kind.label_fr if lang == "fr" else kind.label_en


def edge_of_type(claim_type: str) -> str:
    """The edge kind that a claim type draws; empty where it draws none. A type that only a codebook knows draws what its family does."""
    kind = load_ontology().types.get(claim_type) or next(
        (each for each in load_ontology().types.values() if family(each.type) == family(claim_type)), None
    )
    return kind.edge if kind else ""


def required_roles(claim_type: str) -> tuple[str, ...]:
    """The roles that a claim of this type needs (`a|b`: one of them); none where the type is unknown."""
    kind = load_ontology().types.get(claim_type)
    return kind.required if kind else ()


def country_name(code: str, lang: str) -> str:
    """The usual short name of a country (ISO3) of the who's-who; the code itself where it holds none."""
    found = next((country for country in load_actor_files().countries if country.iso3 == code), None)
    if found is None:
        return code
    return found.name_fr if lang == "fr" else found.name_en
