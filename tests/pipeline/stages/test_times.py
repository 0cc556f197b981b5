"""Times: the value that the words fix, and no more."""

from __future__ import annotations

import itertools

import pytest

CASES = [
    # lang, text, words, value, granularity
    ("fr", "Il est parti le 3 mars 2024.", "le 3 mars 2024", "2024-03-03", "day"),
    ("fr", "Il est parti le 3 mars.", "le 3 mars", "XXXX-03-03", "day"),
    ("fr", "Il est parti le 1er avril 2021.", "le 1er avril 2021", "2021-04-01", "day"),
    ("fr", "Il est parti en avril 2023.", "en avril 2023", "2023-04", "month"),
    ("fr", "Il est parti en 2019.", "en 2019", "2019", "year"),
    ("fr", "Il est parti mardi.", "mardi", None, "day"),
    ("fr", "Il est parti hier.", "hier", None, "day"),
    ("fr", "Il est parti la semaine dernière.", "la semaine dernière", None, "week"),
    ("fr", "Il est parti récemment.", "récemment", None, "vague"),
    ("en", "He left on 3 March 2024.", "on 3 March 2024", "2024-03-03", "day"),
    ("en", "He left on March 3, 2024.", "on March 3, 2024", "2024-03-03", "day"),
    ("en", "He left on 2024-03-03.", "2024-03-03", "2024-03-03", "day"),
    ("en", "He left in April 2023.", "in April 2023", "2023-04", "month"),
    ("en", "He left in 2019.", "in 2019", "2019", "year"),
    ("en", "He left on Tuesday.", "on Tuesday", None, "day"),
    ("en", "He left yesterday.", "yesterday", None, "day"),
    ("en", "He left last week.", "last week", None, "week"),
]


@pytest.mark.parametrize(("lang", "text", "words", "value", "granularity"), CASES, ids=[text for _, text, *_ in CASES])
def test_a_time_and_its_value(make, lang: str, text: str, words: str, value: str | None, granularity: str) -> None:
    (mention,) = [mention for mention in make(text, lang).mentions if mention.kind == "time"]
    (reading,) = mention.readings
    assert (mention.text, reading.ref, reading.kind) == (words, value, granularity)


@pytest.mark.parametrize("text", ["Il est parti le 31 février 2024.", "Il habite au 12 rue de Mars.", "Le mai est un arbre."])
def test_what_is_no_date_gives_no_day(make, text: str) -> None:
    values = [reading.ref or "" for mention in make(text).mentions if mention.kind == "time" for reading in mention.readings]
    assert not [value for value in values if len(value) == 10]


def test_the_publication_date_is_no_time_of_an_event(make) -> None:
    text = "Les rebelles ont attaqué le convoi mardi."
    for published in ("2024-03-05", "2024-03-12"):
        times = [
            reading.ref
            for mention in make(text, published=published).mentions
            if mention.kind == "time"
            for reading in mention.readings
        ]
        assert times == [None]


def test_times_do_not_lie_in_one_another(make) -> None:
    times = sorted(
        (m.start, m.end) for m in make("Il est parti le mardi 3 mars 2024 à l'aube, puis en avril.").mentions if m.kind == "time"
    )
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(times))
