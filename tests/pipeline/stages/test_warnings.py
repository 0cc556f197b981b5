"""Warnings: codes, characters and sentences of what is remarked on a text."""

from __future__ import annotations

import pytest

HEAD = "Les rebelles attaquent un convoi près de Goma"
BODY = "Les rebelles ont attaqué un convoi de soldats près de Goma, et le gouverneur a demandé des renforts aux habitants."


def codes(record) -> list[str]:
    return [warning.code for warning in record.warnings]


@pytest.mark.parametrize(("published", "undated"), [(None, True), ("2024-03-05", False)])
def test_an_article_without_a_date_is_told(make, published: str | None, undated: bool) -> None:
    given = {"published": published} if published else {}
    assert ("undated" in codes(make(BODY, **given))) is undated


def test_evidence_that_nobody_can_ask_is_told_once_with_its_characters(make) -> None:
    text = "Selon des preuves, les rebelles ont attaqué le convoi."
    (warning,) = [each for each in make(text).warnings if each.code == "unspecified_evidence"]
    assert [span.of(text) for span in warning.spans] == ["des preuves"]


def test_a_headline_that_tells_as_done_what_the_body_has_as_planned(make) -> None:
    record = make(
        f"{HEAD}\n\nLes rebelles attaqueront un convoi de soldats près de Goma, et le gouverneur a demandé des renforts aux habitants."
    )
    assert "headline_stronger" in codes(record)


def test_a_headline_that_says_the_same_is_no_warning(make) -> None:
    assert "headline_stronger" not in codes(make(f"{HEAD}\n\n{BODY}"))


def test_two_places_of_one_name_are_kept_apart(make) -> None:
    text = "Les soldats quittent Koro dans le sud du Burkina Faso. D'autres soldats arrivent à Koro dans le centre du Mali."
    (warning,) = [each for each in make(text).warnings if each.code == "homonym_place"]
    assert [span.of(text) for span in warning.spans] == ["Koro", "Koro"]


def test_an_article_that_names_no_source_is_told(make) -> None:
    assert "own_voice" in codes(make(" ".join(["Les rebelles ont attaqué le convoi."] * 6)))
    assert "own_voice" not in codes(make(" ".join(["Selon le ministère, les rebelles ont attaqué le convoi."] * 6)))


def test_every_warning_reads_as_a_sentence(make) -> None:
    record = make(f"{HEAD}\n\n{BODY}\n\nSelon des preuves, les rebelles ont attaqué le convoi.")
    assert record.warnings
    assert all(warning.message[0].isupper() or not warning.message[0].isalpha() for warning in record.warnings)
    assert all(warning.message.endswith(".") for warning in record.warnings)


def test_a_headline_that_takes_over_what_the_body_leaves_to_others(make) -> None:
    body = (
        "Selon le ministère, les rebelles ont attaqué un convoi de soldats près de Goma, et les habitants attendent des renforts."
    )
    (warning,) = [each for each in make(f"{HEAD}\n\n{body}").warnings if each.code == "headline_stronger"]
    assert "in its own voice" in warning.message
    assert "le ministère" in warning.message


def test_evidence_that_names_whose_it_is_is_specified(make) -> None:
    text = "Selon des images de l'armée malienne, les rebelles ont attaqué le convoi."
    assert "unspecified_evidence" not in codes(make(text))
