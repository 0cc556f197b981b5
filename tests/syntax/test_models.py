from __future__ import annotations

import itertools
import re

import pytest

from recoupe.syntax.models import compact, installed_model, model_version

PREFIXES = [
    "après",
    "contre",
    "non",
    "entre",
    "ch",
    "Après",
    "aujourd",
    "anti",
    "a",
    "black",
    "jusqu",
    "lorsqu",
    "puisqu",
    "rouge",
]
JOINTS = ["-", "'", "’", "–", ""]
ENDS = ["midi", "là", "out", "d'œuvre", "sexualisé", "Uni-là", "3", "il", "l'a"]


@pytest.fixture(scope="module")
def original() -> str:
    pytest.importorskip("spacy.lang.fr")
    from spacy.lang.fr.tokenizer_exceptions import _regular_exp

    return "(?iu)" + "|".join(f"(?:{each})" for each in _regular_exp)


@pytest.mark.slow
def test_the_compact_token_pattern_takes_the_same_tokens(original: str) -> None:
    full, short = re.compile(original), re.compile(compact(original))
    for prefix, joint, end, tail in itertools.product(PREFIXES, JOINTS, ENDS, ["", "-vous", "s"]):
        word = prefix + joint + end + tail
        assert bool(full.match(word)) == bool(short.match(word)), word


def test_the_compact_token_pattern_is_short(original: str) -> None:
    assert len(compact(original)) < len(original) / 20


def test_a_pattern_of_another_form_is_left_alone() -> None:
    assert compact("(?iu)a|b") == "(?iu)a|b"


def test_a_missing_model_is_none() -> None:
    assert installed_model(("no_such_model_xx",)) is None


def test_the_version_of_an_unknown_package_is_said_to_be_unknown() -> None:
    assert model_version("no_such_model_xx") == "no_such_model_xx unknown"
