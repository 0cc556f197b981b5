"""Who a phrase may name."""

import pytest

from recoupe.knowledge.who import load_who
from recoupe.knowledge.who_names import word_before
from recoupe.knowledge.who_phrase import resolve_phrase

AT = "2022-11-01"


def named(text, at=None):
    """Words, rule, country and sector of everybody found."""
    return [
        (text[each.start : each.end], each.rule, each.readings[0].country, each.readings[0].sector)
        for each in load_who().find(text, at=at)
    ]


def first(text, at=None):
    return next(iter(named(text, at)), None)


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("les troupes turques", "troupes turques", "TUR", "MIL"),
        ("Turkish troops", "Turkish troops", "TUR", "MIL"),
        ("Chad's soldiers", "Chad's soldiers", "TCD", "MIL"),
        ("Kenyan border police", "Kenyan border police", "KEN", "COP"),
        ("les troupes terrestres éthiopiennes", "troupes terrestres éthiopiennes", "ETH", "MIL"),
        ("a Somalia-based paramilitary group", "Somalia-based paramilitary group", "SOM", "PRM"),
        ("le gouvernement du Ghana", "gouvernement du Ghana", "GHA", "GOV"),
    ],
)
def test_a_noun_takes_its_country(text, words, country, sector):
    found = first(text)
    assert (found[0], *found[2:]) == (words, country, sector)


@pytest.mark.parametrize(
    "text",
    [
        "troupes du Tchad",
        "des soldats au Ghana",
        "troops in Chad",
        "fighters from Kenya",
        "troops of Ghana",
        "combattants de Somalie",
        "soldats d'Irak",
    ],
)
def test_words_that_say_where_armed_people_stand_give_them_no_country(text):
    assert first(text)[1:3] == ("who.agent", None)


@pytest.mark.parametrize(
    "text",
    [
        "soldiers shot Kenyan villagers",
        "Turkish shelling killed soldiers",
        "in Chad wounded soldiers",
        "Ghana-backed fighters crossed",
        "les milices pro-turques",
        "anti-Turkish fighters",
        "soldats. Turques et Kurdes",
    ],
)
def test_a_country_that_is_not_theirs_is_not_taken(text):
    assert all(rule != "who.composed" or "villagers" in words for words, rule, _, _ in named(text))


def test_fighters_of_a_known_group_are_of_that_group():
    assert named("Hamas fighters withdrew")[0][:2] == ("Hamas fighters", "who.part_of")


@pytest.mark.parametrize("text", ["Erbil", "Hargeisa", "an explosion in Tskhinvali"])
def test_the_seat_of_a_self_declared_state_is_a_town(text):
    assert all(rule != "who.capital" for _, rule, _, _ in named(text))


def test_a_capital_of_a_recognised_state_stands_for_its_government():
    assert first("Nairobi") == ("Nairobi", "who.capital", "KEN", "GOV")


@pytest.mark.parametrize(("text", "country"), [("South Ossetia", "GEO"), ("la Transnistrie", "MDA"), ("Somaliland", "SOM")])
def test_a_self_declared_state_counts_with_the_recognised_one(text, country):
    assert first(text)[2:] == (country, "PRE")


def test_a_label_of_several_camps_points_at_nobody():
    found = load_who().find("les terroristes")[0]
    assert found.rule == "who.label"
    assert [reading.ref for reading in found.readings] == [None]


def test_a_label_of_one_camp_keeps_its_readings_below_none_of_these():
    found = load_who().find("the Great Satan")[0]
    assert [reading.ref for reading in found.readings] == [None, "state:USA"]
    assert found.readings[0].score > found.readings[1].score


@pytest.mark.parametrize(
    "text", ["une base militaire", "des bases militaires", "the military base", "a mosque", "un hôpital", "a refugee camp"]
)
def test_a_facility_is_no_actor(text):
    assert named(text) == []


@pytest.mark.parametrize("text", ["un militaire", "les militaires français", "the military said"])
def test_the_same_word_as_a_noun_is_one(text):
    assert first(text)[3] == "MIL"


@pytest.mark.parametrize(
    "text",
    [
        "former Kenyan minister",
        "l'ancien président ghanéen",
        "ex-minister",
        "a retired vice president",
        "the ousted president",
        "l'ex-Premier ministre tchadien",
    ],
)
def test_who_held_an_office_is_an_elite_without_one(text):
    assert first(text, AT)[3] == "ELI"


@pytest.mark.parametrize(
    ("text", "sector"), [("former rebels", "REB"), ("Kenyan minister", "GOV"), ("the former government", "GOV")]
)
def test_only_office_holders_lose_their_office(text, sector):
    assert first(text)[3] == sector


def test_a_titled_person_takes_title_and_nationality_into_the_mention():
    words, rule, _, sector = first("former US President Donald Trump", AT)
    assert (words, rule, sector) == ("former US President Donald Trump", "who.titled_person", "ELI")


@pytest.mark.parametrize(("at", "sector"), [("2019-04-01", "GOV"), ("2022-10-01", "ELI")])
def test_an_office_is_held_between_its_dates(at, sector):
    assert first("Theresa May" if sector == "GOV" else "Angela Merkel", at)[3] == sector


@pytest.mark.parametrize(("at", "sector"), [("2021-08-01", "REB"), ("2022-05-01", "GOV"), (None, "REB")])
def test_a_group_may_come_to_rule(at, sector):
    assert first("the Taliban", at)[3] == sector


@pytest.mark.parametrize("text", ["Mohamed Hussein Roble", "Mohammed Hussein Roble", "Mohamed Hussain Roble"])
def test_a_given_name_is_found_in_its_other_spellings(text):
    assert first(text)[2] == "SOM"


def test_the_name_of_a_people_alone_has_no_sector():
    assert first("Kenyans")[1:] == ("who.people", "KEN", None)


def test_an_english_adjective_of_nationality_is_no_people():
    assert named("Kenyan tea") == []


def test_an_acronym_counts_in_capitals_only():
    assert named("the who and the us") == []


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("lawmakers in Ghana", "GHA", "LEG"),
        ("Lagos police", "NGA", "COP"),
        ("Punjabi farmers", None, "AGR"),
        ("Texas authorities", "USA", "GOV"),
        ("an official of the Kenyan Red Cross", "KEN", "NGO"),
        ("a group of fishermen", None, "AGR"),
        ("troops in Ghana", None, "MIL"),
        ("two Ghanaian sailors", "GHA", "MIL"),
        ("Melbourne", "AUS", "CVL"),
        ("European Union diplomats", "EUR", "IGO"),
    ],
)
def test_a_phrase_is_resolved_by_its_head(phrase, country, sector):
    reading = resolve_phrase(phrase, AT)
    assert (reading.country, reading.sector) == (country, sector)


@pytest.mark.parametrize("phrase", ["", "a", "it", "Harold Nobody", "kittens", "…"])
def test_a_phrase_that_names_nobody_gives_nothing(phrase):
    assert resolve_phrase(phrase, AT) is None


def test_the_context_names_the_country_where_the_phrase_does_not():
    assert resolve_phrase("Interior Minister", AT, "Kenyan").country == "KEN"
    assert resolve_phrase("Interior Minister", AT).country is None


@pytest.mark.parametrize(
    ("text", "at", "joints", "found"),
    [
        ("an ex-minister", 6, " -", (3, "ex")),
        ("Ancien ministre", 7, " -", (0, "ancien")),
        ("a pro-Iranian", 6, "-", (2, "pro")),
        ("a pro Iranian", 6, "-", None),
        ("two  words", 5, " ", None),
        ("minister", 0, " -", None),
        ("9-minister", 2, " -", None),
        ("word " * 1000 + "former minister", 5007, " -", (5000, "former")),
    ],
)
def test_the_word_before_is_found_where_it_stands(text, at, joints, found):
    assert word_before(text, at, joints) == found
