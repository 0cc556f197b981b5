"""The words of an explanation: one row for each thing that made the claim, in the language of the interface."""

from __future__ import annotations

import pytest

from recoupe.app.explaining import claim_of, explanations
from recoupe.app.samples import read_sample, sample
from recoupe.errors import UsageError
from recoupe.export.explained import by_head, path_words, rows_of
from recoupe.knowledge.labels import labels_for
from recoupe.model.explanation import Step
from recoupe.model.spans import Anchor


@pytest.fixture(scope="module")
def article():
    return read_sample(sample("a6-03-lakeside-tribune.txt"))


@pytest.fixture(scope="module")
def explained(article):
    return explanations(article)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_claim_has_its_rule_roles_status_and_voices(article, explained, lang: str) -> None:
    for claim in article.record.claims:
        rows = rows_of(explained[claim.id], article.document.text, lang)
        heads = [head for head, _ in by_head(rows)]
        assert {"rule", "status", "voices"} <= set(heads)
        assert len(heads) == len(set(heads)), "a question is answered in one place"
        assert sum(row.head == "roles" for row in rows) == len(claim.roles)
        assert sum(row.head == "voices" for row in rows) == len(claim.voices)
        assert set(heads) <= set(labels_for(lang).whyhead)


def test_the_rule_row_names_file_and_line(article, explained) -> None:
    claim = article.record.claims[0]
    row = rows_of(explained[claim.id], article.document.text, "en")[0]
    assert row.code.startswith("data/lang/en/frames/")
    assert row.label == claim.rule


def test_a_path_reads_from_the_trigger_to_the_filler() -> None:
    start = Anchor(0, 3, "ran")
    path = (
        Step(word=Anchor(4, 8, "said"), relation="ccomp", way="up"),
        Step(word=Anchor(9, 12, "Goma"), relation="obl", way="down", marker="to"),
    )
    assert path_words(start, path) == "ran ↑ccomp said ↓obl[to] Goma"


def test_a_claim_is_found_by_number_id_and_beginning(article) -> None:
    wanted = article.record.claims[1]
    assert claim_of(article, "2") == claim_of(article, wanted.id) == claim_of(article, wanted.id[:8]) == wanted


@pytest.mark.parametrize("name", ["0", "999", "c", "nonsense", ""])
def test_no_such_claim(article, name: str) -> None:
    with pytest.raises(UsageError, match="claims are called"):
        claim_of(article, name)
