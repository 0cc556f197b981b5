"""The relations of places in the packs: every example beside them, and what a wrong file is told."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root, load_toml
from recoupe.knowledge.packs import pack_codes
from recoupe.knowledge.relations import Relations, compile_relations, load_relations, words_of
from recoupe.pipeline.toponyms.constraints import ConstraintReader
from recoupe.pipeline.toponyms.relation_examples import failures

RELATIONS = [(lang, compiled.relation) for lang in pack_codes() for compiled in load_relations(lang).relations]


@pytest.mark.parametrize(("lang", "relation"), RELATIONS, ids=[relation.id for _, relation in RELATIONS])
def test_the_examples_of_a_relation_hold(engine, lang: str, relation) -> None:
    known = engine.knowledge
    if not known.gazetteer.available:
        pytest.skip("no compiled gazetteer")
    assert list(failures(ConstraintReader(known), known.gazetteer, lang, relation)) == []


def source(lang: str = "fr") -> tuple[Relations, Path]:
    path = data_root() / "lang" / lang / "relations.toml"
    return load_toml(path, Relations), path


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"patterns": ("{nowhere} of",)}, "R305"),
        ({"patterns": ("<nothing> {place}",)}, "R307"),
        ({"patterns": ("near by",)}, "R305"),
        ({"patterns": ("{place",)}, "R305"),
        ({"accept": ()}, "R306"),
    ],
)
def test_a_wrong_relation_is_refused(change: dict, code: str) -> None:
    given, path = source()
    wrong = msgspec.structs.replace(given.relation[0], **change)
    with pytest.raises(KnowledgeError) as err:
        compile_relations(msgspec.structs.replace(given, relation=(wrong,)), path)
    assert err.value.code == code


def test_a_relation_listed_twice_and_a_missing_list_are_refused() -> None:
    given, path = source("en")
    with pytest.raises(KnowledgeError, match="twice"):
        compile_relations(msgspec.structs.replace(given, relation=(given.relation[0], given.relation[0])), path)
    with pytest.raises(KnowledgeError, match="article"):
        compile_relations(
            msgspec.structs.replace(given, lists={**{k: v for k, v in given.lists.items() if k != "article"}}), path
        )


def test_phrases_are_cut_like_texts() -> None:
    assert words_of("à l'") == ("a", "l'")
    assert words_of("jusqu'à") == ("jusqu'", "a")
    assert words_of("nord-ouest") == ("nord-ouest",)
    assert words_of("X's") == ("x", "'s")
