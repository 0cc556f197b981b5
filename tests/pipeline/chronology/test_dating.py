"""Which time dates which claim: of its own verb or noun, never of another clause, never the publication date."""

from __future__ import annotations

import pytest

PUBLISHED = "2021-03-12"


def times_of(read, text: str, lang: str, published: str | None = PUBLISHED) -> dict[str, str | None]:
    """Trigger → words and value of its time."""
    given = {"published": published} if published else {}
    record = read(text, lang, **given)
    return {claim.trigger.text: (claim.time.text if claim.time else None) for claim in record.claims}


CASES = [
    ("fr", "Le ministre a déclaré mardi que les rebelles avaient attaqué Kidal lundi.", "a déclaré", "mardi"),
    ("fr", "Le ministre a déclaré mardi que les rebelles avaient attaqué Kidal lundi.", "avaient attaqué", "lundi"),
    ("en", "The minister said on Tuesday that the rebels had attacked Kidal on Monday.", "said", "Tuesday"),
    ("en", "The minister said on Tuesday that the rebels had attacked Kidal on Monday.", "had attacked", "Monday"),
    ("fr", "Mardi, les rebelles ont attaqué Kidal et incendié Ménaka.", "ont attaqué", "Mardi"),
    ("fr", "Les rebelles ont attaqué Kidal.", "ont attaqué", None),
    ("en", "Rebels attacked Kidal in 2019 and left it in May 2020.", "attacked", "2019"),
    ("fr", "KIDAL, 12 mars 2021 (Agence Volta) - Les rebelles ont attaqué Ménaka.", "ont attaqué", None),
    ("en", "KIDAL, 12 March 2021 (Volta) - Rebels attacked Ménaka.", "attacked", None),
    ("fr", "Les rebelles ont attaqué Kidal. Le même jour, l'armée a bombardé Ménaka.", "ont attaqué", None),
]


@pytest.mark.parametrize(("lang", "text", "trigger", "words"), CASES)
def test_a_claim_has_the_time_of_its_own_clause(read, lang: str, text: str, trigger: str, words: str | None) -> None:
    times = times_of(read, text, lang)
    assert trigger in times
    assert times[trigger] == words


def test_the_bounds_and_what_they_are_counted_from_come_along(read) -> None:
    (claim,) = read("Les rebelles ont attaqué Kidal mardi.", "fr", published=PUBLISHED).claims
    assert claim.time is not None
    when = claim.time
    assert (when.value, when.earliest, when.latest, when.granularity) == ("2021-03-09", "2021-03-09", "2021-03-09", "day")
    assert (when.anchor, when.anchored_to, when.by) == ("published", PUBLISHED, "own")


def test_without_a_publication_date_the_words_stay_and_the_reason_is_told(read) -> None:
    (claim,) = read("Les rebelles ont attaqué Kidal mardi.", "fr").claims
    assert claim.time is not None
    assert (claim.time.text, claim.time.value, claim.time.earliest, claim.time.anchor) == ("mardi", None, None, "none")
    assert claim.time.why == "relative, and no publication date is known"


def test_the_same_day_counts_from_the_day_told_before(read) -> None:
    text = "Les rebelles ont attaqué Kidal le 3 mai 2019. Le même jour, l'armée a bombardé Ménaka."
    values = [claim.time.value for claim in read(text, "fr").claims if claim.time]
    assert values == ["2019-05-03", "2019-05-03"]


def test_a_sentence_that_goes_on_takes_the_day_before_and_says_so(read) -> None:
    record = read("Mardi, les rebelles ont attaqué le poste de Kidal. Puis ils ont brûlé le pont.", "fr", published=PUBLISHED)
    when = next(claim.time for claim in record.claims if claim.trigger.text == "ont brûlé")
    assert when is not None
    assert (when.text, when.value, when.by) == ("Mardi", "2021-03-09", "narrative")
    assert "puis" in when.why


@pytest.mark.parametrize(
    "text",
    [
        "Mardi, les rebelles ont attaqué le poste de Kidal. L'armée a bombardé Ménaka.",
        "En 2012, les rebelles ont attaqué Kidal. Puis l'armée a bombardé Ménaka.",
        "Les rebelles menacent d'attaquer Kidal mardi. Puis l'armée a bombardé Ménaka.",
    ],
)
def test_no_day_is_inherited_where_the_text_does_not_go_on_from_a_day_told(read, text: str) -> None:
    record = read(text, "fr", published=PUBLISHED)
    assert next(claim.time for claim in record.claims if claim.trigger.text == "a bombardé") is None
