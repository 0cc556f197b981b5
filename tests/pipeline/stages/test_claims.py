"""Claims: ids, times, places, numbers, losses, loaded words of what the earlier stages found."""

from __future__ import annotations

import pytest

from recoupe.model.ids import claim_id


def test_the_id_is_made_of_the_words_and_not_of_the_rule(make) -> None:
    record = make("Les rebelles ont attaqué le convoi.")
    (claim,) = record.claims
    assert claim.id == claim_id(record.document.text_sha256, "ATTACK", claim.trigger.start, claim.trigger.end)


def test_ids_are_unique(make) -> None:
    claims = make("Les rebelles ont attaqué le convoi. Les rebelles ont attaqué le convoi.").claims
    assert len({claim.id for claim in claims}) == len(claims) == 2


@pytest.mark.parametrize(
    ("text", "rule", "value"),
    [
        ("Les soldats quittent Goma le 3 mars 2024.", "leave", "2024-03-03"),
        ("Le maire a déclaré mardi que les rebelles ont attaqué le convoi en avril 2023.", "attack", "2023-04"),
        ("Le maire a déclaré mardi que les rebelles ont attaqué le convoi en avril 2023.", "say", None),
    ],
)
def test_a_time_goes_to_the_act_that_it_hangs_on(only, text: str, rule: str, value: str | None) -> None:
    when = only(text, rule).time
    assert when is not None
    assert when.value == value


def test_no_time_is_invented(only) -> None:
    assert only("Les rebelles ont attaqué le convoi.", "attack", published="2024-03-05").time is None


def test_a_day_without_a_year_has_no_bounds(only) -> None:
    when = only("Les soldats quittent Goma le 3 mars.", "leave").time
    assert when is not None
    assert (when.value, when.earliest, when.latest) == ("XXXX-03-03", None, None)


def test_the_place_is_a_place_mention(make) -> None:
    record = make("Les soldats quittent Goma vers Bukavu.")
    (claim,) = record.claims
    assert claim.place is not None
    assert next(mention.text for mention in record.mentions if mention.id == claim.place.mention) == "Bukavu"


@pytest.mark.parametrize(
    ("text", "rule", "quantities"),
    [
        ("Les rebelles ont tué 12 civils.", "kill", [("civils", 12, 12)]),
        ("Deux cents soldats quittent Goma.", "leave", [("soldats", 200, 200)]),
        ("Les rebelles ont tué plus de 30 civils.", "kill", [("civils", 30, None)]),
        ("Les rebelles ont attaqué le convoi.", "attack", []),
    ],
)
def test_how_many_of_what(only, text: str, rule: str, quantities: list[tuple[str, int, int | None]]) -> None:
    assert [(each.what, each.low, each.high) for each in only(text, rule).quantities] == quantities


@pytest.mark.parametrize(
    ("text", "rule", "losses"),
    [
        ("Les rebelles ont tué 12 civils.", "kill", [("dead", 12, 12)]),
        ("Les rebelles ont tué 12 civils et blessé 3 soldats.", "kill", [("dead", 12, 12), ("injured", 3, 3)]),
        ("Les rebelles ont attaqué le convoi, faisant 4 morts et 7 blessés.", "attack", [("dead", 4, 4), ("injured", 7, 7)]),
        ("Les rebelles ont tué au moins trois civils.", "kill", [("dead", 3, None)]),
    ],
)
def test_losses_by_kind(only, text: str, rule: str, losses: list[tuple[str, int, int | None]]) -> None:
    assert [(each.kind, each.low, each.high) for each in only(text, rule).losses] == losses


def test_a_movement_has_no_losses(only) -> None:
    assert only("Les soldats quittent Goma avec 3 blessés.", "leave").losses == ()


def test_a_loaded_word_of_a_role_is_marked_with_its_neutral_counterpart(only) -> None:
    (loaded,) = only("Les terroristes ont tué trois civils.", "kill").loaded
    assert loaded.text == "terroristes"
    assert loaded.neutral
    assert loaded.why


def test_what_the_type_requires_and_the_text_does_not_say_is_told(make) -> None:
    (claim,) = make("Les miliciens se sont retirés.").claims
    assert claim.complete
    (claim,) = make("Les soldats se sont retirés de Goma. ").claims
    assert claim.complete
    (claim,) = make("L'armée a transféré trois blindés.").claims
    assert not claim.complete
    assert "not said" in claim.why
