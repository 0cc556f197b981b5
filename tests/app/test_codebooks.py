"""The worked example of docs/codebook.md, read: what is coded, what is not and why, and that nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.app.codebooks import check_codebook, new_codebook
from recoupe.app.coding import code
from recoupe.app.pages import page_of
from recoupe.app.reading import Article, read_all
from recoupe.app.situations import situation_of
from recoupe.errors import UsageError
from recoupe.intake.documents import Given
from recoupe.knowledge.files import data_root

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "codebooks" / "soins-et-passages"
ARTICLE = str(EXAMPLE / "article.txt")


def read_one(codebook: Path | None) -> Article:
    (article,) = read_all((ARTICLE,), Given(lang="fr", outlet="Le Veilleur"), codebook=codebook)
    assert isinstance(article, Article)
    return article


@pytest.fixture(scope="module")
def article() -> Article:
    return read_one(EXAMPLE)


def test_the_examples_of_its_frames_hold() -> None:
    found = check_codebook(EXAMPLE)
    assert found.wrong == ()
    assert found.frames == 3
    assert any(rival.word == "saccager" or rival.word == "attaquer" for rival in found.rivals)


def test_the_examples_of_the_starter_hold() -> None:
    assert check_codebook(data_root() / "starter").wrong == ()


def test_the_record_names_the_codebook(article: Article) -> None:
    book = article.record.made_by.codebook
    assert (book.name, book.version, len(book.sha256)) == ("soins-et-passages", "1.2", 64)
    assert {own.type for own in book.types} == {"ATTACK-care", "MOVE-post", "MOVE-cross"}


VERDICTS = [
    ("ATTACK-care", True, "soins"),
    ("MOVE-cross", True, "passages"),
    ("MOVE-post", False, "anonymes"),
    ("MOVE-withdraw", False, "passages"),
    ("STATEMENT", False, "include"),
    ("PRESCRIBE", False, "opinions"),
]


@pytest.mark.parametrize(("claim_type", "included", "rule"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_each_claim_says_whether_it_is_coded_and_by_which_rule(
    article: Article, claim_type: str, included: bool, rule: str
) -> None:
    claim = next(claim for claim in article.record.claims if claim.type == claim_type)
    assert (claim.coded.by, claim.coded.included, claim.coded.rule) == ("soins-et-passages/1.2", included, rule)
    assert claim.coded.why


def test_what_a_rule_lacks_is_said(article: Article) -> None:
    claim = next(claim for claim in article.record.claims if claim.type == "MOVE-withdraw")
    assert "no place of it is Faramana or Koro" in claim.coded.why


def test_a_codebook_drops_nothing_and_changes_no_id(article: Article) -> None:
    without = {claim.id for claim in read_one(None).record.claims}
    assert without <= {claim.id for claim in article.record.claims}


def test_without_a_codebook_no_claim_says_anything_of_one() -> None:
    record = read_one(None).record
    assert record.made_by.codebook is None
    assert {claim.coded for claim in record.claims} == {None}


def test_rows_are_of_coded_claims_only(article: Article) -> None:
    coded = code([article], "acled")
    gaps = {gap.type: gap.missing[0] for _, gap in coded.gaps}
    assert coded.rows == 1
    assert gaps["MOVE-post"].startswith("codebook: ")


def test_the_page_names_own_types_and_filters(article: Article) -> None:
    page = page_of(article)
    assert "attaque d&#39;un lieu de soins" in page
    assert 'id="coded"' in page
    assert page.count("data-coded=") == len(article.record.claims)
    assert "Violence against civilians" in page
    assert 'id="coded"' not in page_of(read_one(None))


def test_an_own_type_draws_what_its_family_draws(article: Article) -> None:
    kinds = {edge.kind for edge in situation_of([article]).edges}
    assert {"acts_on", "moves"} <= kinds


def test_a_new_codebook_goes_into_an_empty_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    written = new_codebook(folder)
    assert folder / "codebook.toml" in written
    with pytest.raises(UsageError):
        new_codebook(folder)
