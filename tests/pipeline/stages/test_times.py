"""Times: the value that the words fix, and no more."""

from __future__ import annotations

import itertools

import pytest

CASES = [
    # lang, text, words, value, granularity
    ("fr", "Il est parti le 3 mars 2024.", "le 3 mars 2024", "2024-03-03", "day"),
    ("fr", "Il est parti le 3 mars.", "le 3 mars", "XXXX-03-03", "day"),
    ("fr", "Il est parti le 1er avril 2021.", "le 1er avril 2021", "2021-04-01", "day"),
    ("fr", "Il est parti en avril 2023.", "avril 2023", "2023-04", "month"),
    ("fr", "Il est parti en 2019.", "2019", "2019", "year"),
    ("fr", "Il est parti mardi.", "mardi", None, "day"),
    ("fr", "Il est parti hier.", "hier", None, "day"),
    ("fr", "Il est parti la semaine dernière.", "la semaine dernière", None, "week"),
    ("fr", "Il est parti récemment.", "récemment", None, "vague"),
    ("en", "He left on 3 March 2024.", "3 March 2024", "2024-03-03", "day"),
    ("en", "He left on March 3, 2024.", "March 3, 2024", "2024-03-03", "day"),
    ("en", "He left on 2024-03-03.", "2024-03-03", "2024-03-03", "day"),
    ("en", "He left in April 2023.", "April 2023", "2023-04", "month"),
    ("en", "He left in 2019.", "2019", "2019", "year"),
    ("en", "He left on Tuesday.", "Tuesday", None, "day"),
    ("en", "He left yesterday.", "yesterday", None, "day"),
    ("en", "He left last week.", "last week", None, "week"),
]


@pytest.mark.parametrize(("lang", "text", "words", "value", "granularity"), CASES, ids=[text for _, text, *_ in CASES])
def test_a_time_and_its_value(make, lang: str, text: str, words: str, value: str | None, granularity: str) -> None:
    (mention,) = [mention for mention in make(text, lang).mentions if mention.kind == "time"]
    (reading,) = mention.readings
    assert (mention.text, reading.ref, reading.kind, reading.granularity) == (words, value, granularity, granularity)


@pytest.mark.parametrize("text", ["Il est parti le 31 février 2024.", "Il habite au 12 rue de Mars.", "Le mai est un arbre."])
def test_what_is_no_date_gives_no_day(make, text: str) -> None:
    values = [reading.ref or "" for mention in make(text).mentions if mention.kind == "time" for reading in mention.readings]
    assert not [value for value in values if len(value) == 10]


def times_of(record):
    return [(mention.text, mention.readings[0]) for mention in record.mentions if mention.kind == "time"]


def test_the_publication_date_is_no_time_of_an_event(make) -> None:
    text = "Les rebelles ont attaqué le convoi."
    assert [times_of(make(text, published=day)) for day in ("2024-03-05", "2024-03-12")] == [[], []]


def test_what_the_words_count_from_publication_moves_with_it_and_says_so(make) -> None:
    text = "Les rebelles ont attaqué le convoi mardi."
    for published, value in (("2024-03-07", "2024-03-05"), ("2024-03-12", "2024-03-12")):
        ((_, reading),) = times_of(make(text, published=published))
        assert (reading.ref, reading.earliest, reading.latest) == (value, value, value)
        assert (reading.anchor, reading.anchored_to) == ("published", published)
    ((_, reading),) = times_of(make(text))
    assert (reading.ref, reading.anchor) == (None, "none")
    assert reading.why == "relative, and no publication date is known"


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("fr", "Le camp fut pris le 3 mai 2019. Le lendemain, il brûlait ; le 12, on rentra.", ["2019-05-03", "2019-05-04", "2019-05-12"]),
        ("fr", "La trêve a été signée jeudi et doit finir lundi.", ["2021-03-11", "2021-03-15"]),
        ("fr", "Il tint du 28 novembre au 3 décembre 2019, puis jusqu'à fin janvier.", ["2019-11-28/2019-12-03", "../2021-01"]),
        ("en", "The camp fell on 3 May 2019; the next day it burned, and by the 12th it was rebuilt.", ["2019-05-03", "2019-05-04", "../2019-05-12"]),
        ("en", "It was signed on Thursday and will end on Monday.", ["2021-03-11", "2021-03-15"]),
        ("en", "At 9 a.m. on 3 May 2019 it rained; at 10:15 it stopped. That night it froze.", ["2019-05-03T09:00", "2019-05-03T10:15", "2019-05-03/2019-05-04"]),
    ],
)  # fmt: skip
def test_times_count_from_what_was_told_and_by_the_tense(make, lang: str, text: str, values: list[str]) -> None:
    assert [reading.ref for _, reading in times_of(make(text, lang, published="2021-03-12"))] == values


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le mouvement du 23 mars et le 17-Novembre ont un fusil M-16, avenue du 1er-Mai."),
        ("fr", "La résolution 1973 et la loi no 2004-12 visent 1 950 hommes du kilomètre 2016."),
        ("fr", "Le capitaine Février et les Mai Mai ont fait match nul, 20-20."),
        ("en", "May Achan of the 23 March movement met Sunday Ojo on 1 May Avenue."),
        ("en", "LOT 2003 held 1,990 rounds, a score of 20 to 14 and a radio at 104.5 FM."),
        ("en", "They may march in the spring offensive of the Mai Mai, aged 41."),
    ],
)
def test_names_numbers_and_scores_are_no_times(make, lang: str, text: str) -> None:
    assert times_of(make(text, lang, published="2021-03-12")) == []


def test_a_feast_of_the_moon_has_a_day_of_doubt_on_either_side(make) -> None:
    ((_, reading),) = times_of(make("Le marché ferma pour l'Aïd el-Fitr 2016."))
    assert (reading.ref, reading.earliest, reading.latest) == ("2016-07-06", "2016-07-05", "2016-07-07")


def test_times_do_not_lie_in_one_another(make) -> None:
    times = sorted(
        (m.start, m.end) for m in make("Il est parti le mardi 3 mars 2024 à l'aube, puis en avril.").mentions if m.kind == "time"
    )
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(times))
