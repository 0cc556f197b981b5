"""The ladder from a spelling to places, on a small file of invented and well-known places."""

from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.knowledge.gazetteer import Asked, Box, Entry, Gazetteer, Layer, Name, Place, Writer, lies_in

CARD = Layer(name="test", title="places of a test", version="1", source="invented", licence="CC0")


def entry(ref: str, *names: str | Name, kind: str = "populated_place", countries: tuple[str, ...] = ("SY",), **more) -> Entry:
    listed = tuple(name if isinstance(name, Name) else Name(name, "other" if at else "usual") for at, name in enumerate(names))
    place = Place(id=ref, name=listed[0].form, kind=kind, layer="test", countries=countries, **more)
    return Entry(place, listed)


ENTRIES = (
    entry("t:1", "Al Qamishli", "Qamichli", lat=37.05, lon=41.22, population=184_231, division="09"),
    entry("t:2", "Aleppo", Name("Alep", "exonym", "fr"), population=1_600_000, lat=36.2, lon=37.16, division="04"),
    entry("t:3", "Abu Kamal", population=57_572, lat=34.45, lon=40.91),
    entry("t:4", "Krabuntal Oil Field", kind="oil_field", lat=35.1, lon=40.5),
    entry("t:5", "Deir ez-Zor", population=242_565, lat=35.33, lon=40.14),
    entry("t:6", "Deir ez-Zor Airport", kind="airport", lat=35.28, lon=40.17),
    entry("t:7", "Syria", Name("Syrie", "exonym", "fr"), Name("SYR", "abbreviation"), Name("Syrian", "demonym", "en"), kind="country", population=18_000_000),
    entry("t:8", "The Crossing", kind="crossing", countries=("SY", "IQ"), lat=34.4, lon=41.0),
    entry("t:9", "Alep", countries=("PH",), population=900),
    entry("t:10", "Boukamal border post", Name("Boukamal", "bare"), kind="crossing", lat=34.4, lon=40.9),
    entry("t:11", "Bu Kamal", population=300, countries=("SY",)),
)  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("gazetteer") / "places.sqlite"
    with Writer(path) as out:
        out.layer(CARD, ENTRIES)
        out.alias("t:old", "t:3")
    return Gazetteer([path])


@pytest.mark.parametrize(
    ("name", "step", "ref"),
    [
        ("Qamichli", "exact", "t:1"),
        ("QAMICHLI", "exact", "t:1"),
        ("deir ez‑zor", "exact", "t:5"),
        ("SYR", "abbreviation", "t:7"),
        ("S.Y.R.", "abbreviation", "t:7"),
        ("Syrie", "exonym", "t:7"),
        ("Qamishli", "article", "t:1"),
        ("Krabuntal", "noun", "t:4"),
        ("Abou Kamal", "sound", "t:3"),
        ("Zzyzxqu", "none", ""),
        ("el-Qamechlou", "skeleton", "t:1"),
        ("Krabuntal Oil Feild", "edit", "t:4"),
    ],
)
def test_the_first_step_that_finds_anything(gazetteer: Gazetteer, name: str, step: str, ref: str) -> None:
    found = gazetteer.candidates(name)
    assert [(each.step, each.place.id) for each in found[:1]] == ([(step, ref)] if ref else [])


def test_a_facility_does_not_hide_the_town_that_it_is_named_after(gazetteer: Gazetteer) -> None:
    assert [(each.place.id, each.step) for each in gazetteer.candidates("Boukamal")] == [("t:10", "bare"), ("t:11", "sound")]


def test_each_step_says_what_matched_and_costs_more(gazetteer: Gazetteer) -> None:
    names = ["Al Qamishli", "Qamishli", "Al Qamechli", "Qamechlou"]
    found = [gazetteer.candidates(name)[0] for name in names]
    assert [each.cost for each in found] == sorted({each.cost for each in found})
    assert all(each.place.name in each.why and "test" in each.why for each in found)


def test_a_name_and_an_exonym_are_both_candidates(gazetteer: Gazetteer) -> None:
    assert [(each.place.id, each.step) for each in gazetteer.candidates("Alep")] == [("t:9", "exact"), ("t:2", "exonym")]


def test_the_climb_goes_on_until_the_kind_is_found(gazetteer: Gazetteer) -> None:
    asked = Asked(kinds=frozenset({"airport"}))
    assert [(each.place.id, each.step) for each in gazetteer.candidates("Deir ez-Zor", asked)] == [("t:6", "noun")]


def test_the_climb_keeps_to_the_countries_asked_for(gazetteer: Gazetteer) -> None:
    assert [each.place.id for each in gazetteer.candidates("Alep", Asked(countries=frozenset({"SY"})))] == ["t:2"]
    assert [each.place.id for each in gazetteer.candidates("The Crossing", Asked(countries=frozenset({"IQ"})))] == ["t:8"]


def test_the_climb_ends_where_it_is_told(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Abou Kamal", Asked(down_to="noun")) == []


@pytest.mark.parametrize("name", ["", " ", "'", "-", "…", "x", "😀", "%", "a" * 500])
def test_what_is_no_name_has_no_candidate(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.candidates(name) == []


def test_letters_are_an_abbreviation_only_as_they_are_written(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("syr", Asked(down_to="exact")) == []


def test_a_word_for_its_people_is_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Syrian", Asked(down_to="exact")) == []
    assert [place.id for place in gazetteer.peoples("syrian")] == ["t:7"]


def test_a_place_by_its_ids(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("t:3") == gazetteer.place("t:old")
    assert gazetteer.place("t:none") is None
    assert gazetteer.names("t:1") == ["Al Qamishli", "Qamichli"]


def test_the_longest_names_in_a_run_of_words(gazetteer: Gazetteer) -> None:
    words = "Vers Deir ez-Zor Airport puis Alep , SYR . syr".split()
    found = gazetteer.find_names(words)
    assert [(words[each.first : each.behind], each.short) for each in found] == [
        (["Deir", "ez-Zor", "Airport"], False),
        (["Alep"], False),
        (["SYR"], True),
    ]
    assert gazetteer.find_names(words, starts=[4]) == []
    assert gazetteer.find_names([]) == []


def test_a_second_file_is_searched_beside_the_first(gazetteer: Gazetteer, tmp_path: Path) -> None:
    own = tmp_path / "own.sqlite"
    with Writer(own) as out:
        out.layer(
            Layer(name="mine", title="", version="1", source="me", licence="CC0"),
            [_in_layer(ENTRIES[1], "mine"), _in_layer(entry("m:1", "Krabuntal"), "mine")],
        )
    both = Gazetteer([*(path for path, _ in gazetteer.files()), own])
    assert [layer.name for layer in both.layers] == ["test", "mine"]
    assert [(each.place.id, each.place.layer) for each in both.candidates("Krabuntal")] == [("m:1", "mine")]
    assert [each.place.layer for each in both.candidates("Aleppo")] == ["test"]


def test_of_one_id_the_earlier_entry_counts_and_the_spellings_of_both(gazetteer: Gazetteer, tmp_path: Path) -> None:
    own = tmp_path / "own.sqlite"
    with Writer(own) as out:
        out.layer(CARD, [entry("t:2", "Halab", Name("Aleppo", "exonym", "en"), Name("Krabunthalab", "other"), note="ours")])
    both = Gazetteer([own, *(path for path, _ in gazetteer.files())])
    for name in ("Aleppo", "Krabunthalab"):
        assert [(each.place.note, each.cost) for each in both.candidates(name)] == [("ours", 0.0)]
    assert [each.place.id for each in both.candidates("Alep")] == ["t:9", "t:2"]


def _in_layer(each: Entry, layer: str) -> Entry:
    import msgspec

    return Entry(msgspec.structs.replace(each.place, layer=layer), each.names)


def test_containment_goes_by_codes_before_points() -> None:
    syria = Place(
        id="t:7",
        name="Syria",
        kind="country",
        layer="test",
        countries=("SY",),
        lat=35.0,
        lon=38.0,
        box=Box(32.3, 35.7, 37.3, 42.4),
    )
    iraq = Place(id="t:i", name="Iraq", kind="country", layer="test", countries=("IQ",))
    hasakah = Place(id="t:h", name="Hasakah", kind="division", layer="test", countries=("SY",), division="09")
    crossing = next(each.place for each in ENTRIES if each.place.id == "t:8")
    assert [lies_in(crossing, each) for each in (syria, iraq)] == [True, True]
    assert lies_in(ENTRIES[0].place, hasakah) is True
    assert lies_in(ENTRIES[1].place, hasakah) is False
    assert lies_in(ENTRIES[4].place, hasakah) is None
    at_sea = Place(id="t:s", name="A ship", kind="sea", layer="test", lat=33.0, lon=30.0)
    assert lies_in(at_sea, syria) is False


@pytest.mark.parametrize(("lon", "inside"), [(179.0, True), (-179.0, True), (0.0, False)])
def test_a_box_may_cross_the_180th_meridian(lon: float, inside: bool) -> None:
    assert Box(-20, 177, -10, -178).holds(-15, lon) is inside
