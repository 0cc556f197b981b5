"""The specimen against our annotation by offsets. Its text is a third party's and is not here: without it the tests are skipped."""

import hashlib
import os
from pathlib import Path

import pytest

from recoupe.evaluation.specimen import guards_of, parts_right, score_specimen
from recoupe.evaluation.specimen_source import ARTICLE, read_annotation
from recoupe.intake.documents import read_path
from recoupe.pipeline.engine import Engine

HERE = Path(__file__).resolve().parent
FOLDER = Path(os.environ.get("RECOUPE_SPECIMEN") or HERE.parent.parent.parent / "shared" / "specimen")
ANNOTATION = read_annotation(HERE / "annotation.toml")
CORE_LEAST = 15

pytestmark = pytest.mark.skipif(
    not (FOLDER / ARTICLE).is_file(),
    reason="the specimen's article is absent: set RECOUPE_SPECIMEN to the folder that holds article.txt",
)


@pytest.fixture(scope="module")
def document():
    return read_path(FOLDER / ARTICLE)


@pytest.fixture(scope="module")
def record(document):
    return Engine().read(document)


def test_the_article_is_the_one_that_was_annotated(document):
    assert hashlib.sha256((FOLDER / ARTICLE).read_bytes()).hexdigest() == ANNOTATION.sha256
    assert len(document.text) == ANNOTATION.chars


def test_all_parts_are_found(record):
    assert parts_right(ANNOTATION, record) == len(ANNOTATION.parts) == 19


NEVER = {
    1: "nothing of the stray caption becomes a claim",
    2: "nothing of the pointers to other stories becomes a claim",
    3: "no ascribed aim is recorded as having happened",
    4: "no threat, demand, decision or plan to leave becomes a withdrawal that took place",
    5: "a transfer whose agent the text does not name has none",
    6: "the first of the two places of one name is not the official post, and they are not one place",
    7: "no date is invented",
}


@pytest.mark.parametrize("rule", NEVER, ids=NEVER.get)
def test_what_must_never_happen(record, rule):
    assert guards_of(ANNOTATION, record, rule) == ()


def test_every_rule_has_a_guard():
    assert {guard.rule for guard in ANNOTATION.guards} == set(NEVER)


def test_core_claims_are_found(document, record):
    assert score_specimen(ANNOTATION, document.text, record).core_found >= CORE_LEAST
