"""The cards of outlets: a wrong row is refused with its line, a look-up never chooses between two, every shipped row has what it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.errors import KnowledgeError
from recoupe.knowledge.actors import load_actor_files
from recoupe.knowledge.outlets.find import Outlets, by_domain, by_name, shipped
from recoupe.knowledge.outlets.from_page import from_page
from recoupe.knowledge.outlets.hosts import host_of
from recoupe.knowledge.outlets.load import COLUMNS, load_outlets, outlet_files, read_outlets
from recoupe.knowledge.outlets.model import AFFILIATIONS, KINDS, Outlet

GOOD = {
    "id": "le-veilleur", "name": "Le Veilleur", "names": "abbr:LV | en:The Watchman", "kind": "newspaper", "languages": "fr", "country": "ML", "place": "Ménaka",
    "owner": "Les Amis du Veilleur", "affiliation": "private", "source": "https://veilleur.example/qui-sommes-nous", "licence": "not stated",
    "domains": "veilleur.example", "carries": "", "furniture": "", "unverified": "place", "note": "",
}  # fmt: skip
AGENCY = {
    **GOOD, "id": "agence-invente", "name": "Agence inventée", "names": "abbr:AI", "kind": "agency", "domains": "agence.example",
}  # fmt: skip


def read(tmp_path: Path, *rows: dict[str, str]) -> tuple[Outlet, ...]:
    path = tmp_path / "outlets.tsv"
    lines = ["\t".join(COLUMNS), *("\t".join(row[column] for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    actors = {actor.id: actor for actor in load_actor_files().actors}
    return read_outlets([path], {"ML", "FR"}, actors)


def test_a_good_row_is_read_whole(tmp_path: Path) -> None:
    (card,) = read(tmp_path, GOOD)
    assert (card.owner, card.affiliation, card.sources, card.licences) == (
        "Les Amis du Veilleur", "private", ("https://veilleur.example/qui-sommes-nous",), ("not stated",),
    )  # fmt: skip
    assert [(name.form, name.lang, name.short) for name in card.names] == [("LV", "", True), ("The Watchman", "en", False)]
    assert (card.unverified, card.made_from, card.where) == (("place",), "card", "outlets.tsv:2")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("id", "Le Veilleur", "R305"),
        ("id", "", "R303"),
        ("id", "us-president", "R307"),
        ("name", "", "R303"),
        ("names", "The Watchman", "R305"),
        ("kind", "rag", "R305"),
        ("languages", "French", "R305"),
        ("country", "MLI", "R305"),
        ("affiliation", "friendly", "R305"),
        ("affiliation", "", "R303"),
        ("source", "", "R303"),
        ("source", "my memory", "R305"),
        ("source", "unverified", "R305"),
        ("licence", "", "R303"),
        ("licence", "MIT | CC0", "R303"),
        ("domains", "https://veilleur.example/", "R305"),
        ("domains", "www.veilleur.example", "R305"),
        ("carries", "nobody-knows-it", "R307"),
        ("unverified", "owner", "R305"),
        ("unverified", "carries", "R305"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line_and_a_remedy(tmp_path: Path, column: str, value: str, code: str) -> None:
    if value == "us-president":
        value = next(actor.id for actor in load_actor_files().actors if actor.kind == "ministry")
    with pytest.raises(KnowledgeError) as caught:
        read(tmp_path, AGENCY, {**GOOD, column: value})
    assert (caught.value.code, caught.value.where) == (code, "outlets.tsv:3")
    assert caught.value.remedy


@pytest.mark.parametrize("column", ["id", "domains"])
def test_an_id_or_a_domain_belongs_to_one_card(tmp_path: Path, column: str) -> None:
    with pytest.raises(KnowledgeError, match=r"outlets\.tsv:2 already") as caught:
        read(tmp_path, GOOD, {**AGENCY, column: GOOD[column]})
    assert (caught.value.code, caught.value.where) == ("R304", "outlets.tsv:3")


def test_what_has_no_source_says_nothing_of_owner_and_affiliation(tmp_path: Path) -> None:
    (card,) = read(tmp_path, {**GOOD, "source": "unverified", "licence": "", "owner": "", "affiliation": "unknown"})
    assert (card.sources, card.owner, card.affiliation) == ((), "", "unknown")


def test_an_agency_that_is_carried_has_a_card_of_that_kind(tmp_path: Path) -> None:
    cards = read(tmp_path, AGENCY, {**GOOD, "carries": "agence-invente"})
    assert cards[1].carries == ("agence-invente",)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Veilleur.example:8080/a/b?c", "veilleur.example"),
        ("veilleur.example/a", "veilleur.example"),
        ("VEILLEUR.example.", "veilleur.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("http://[::1", ""),
        ("http://" + "a" * 3000, ""),
        ("Le Veilleur", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address(address: str, host: str) -> None:
    assert host_of(address) == host


def test_a_card_is_found_by_address_name_and_abbreviation(tmp_path: Path) -> None:
    outlets = Outlets(read(tmp_path, GOOD, AGENCY))
    by = {
        text: (match.card.id, match.how)
        for text in ("LE VEILLEUR", "the watchman", "lv", "Agence inventee")
        if (match := outlets.by_name(text))
    }
    assert by == {
        "LE VEILLEUR": ("le-veilleur", "name"),
        "the watchman": ("le-veilleur", "name"),
        "lv": ("le-veilleur", "abbreviation"),
        "Agence inventee": ("agence-invente", "name"),
    }
    match = outlets.by_domain("https://en.veilleur.example/2024/a")
    assert match is not None
    assert (match.card.id, match.how, match.on) == ("le-veilleur", "domain", "veilleur.example")
    assert outlets.by_domain("https://notveilleur.example/") is None
    assert outlets.by_domain("https://example/") is None
    assert outlets.by_name("Veilleur de nuit") is None
    assert outlets.by_name("") is None


def test_a_shared_name_is_told_apart_by_language_only(tmp_path: Path) -> None:
    other = {**AGENCY, "names": "abbr:LV | en:The Watchman", "languages": "en"}
    outlets = Outlets(read(tmp_path, GOOD, other))
    assert outlets.by_name("LV") is None
    assert len(outlets.named("LV")) == 2
    french, english = outlets.by_name("LV", "fr"), outlets.by_name("LV", "en")
    assert french is not None
    assert english is not None
    assert (french.card.id, english.card.id) == ("le-veilleur", "agence-invente")
    assert outlets.by_name("The Watchman", "de") is None


def test_a_card_made_from_a_page_says_so_and_adds_nothing() -> None:
    card = from_page(" La  Sentinelle ", "https://www.sentinelle.example/a", "fr")
    assert card is not None
    assert (card.id, card.name, card.domains, card.languages) == (
        "page-sentinelle-example", "La Sentinelle", ("sentinelle.example",), ("fr",),
    )  # fmt: skip
    assert (card.made_from, card.kind, card.affiliation, card.owner, card.sources) == ("page", "unknown", "unknown", "", ())
    assert from_page(None, None, "fr") is None
    assert from_page("العربي", None, None).id == "page-unnamed"  # type: ignore[union-attr]


def test_the_shipped_files_load_and_are_sorted() -> None:
    cards = load_outlets()
    assert len({card.id for card in cards}) == len(cards)
    for path in outlet_files():
        keys = [(card.country, card.id) for card in cards if card.where.startswith(f"data/outlets/{path.name}:")]
        assert keys == sorted(keys), path.name


@pytest.mark.parametrize("card", load_outlets(), ids=lambda card: card.id)
def test_every_shipped_row_has_what_it_must(card: Outlet) -> None:
    assert card.kind in KINDS
    assert card.affiliation in AFFILIATIONS
    assert card.country
    assert card.languages
    assert bool(card.sources) == bool(card.licences)
    assert card.sources or not (card.owner or card.affiliation != "unknown")
    assert all(by_domain(f"https://www.{domain}/a").card is card for domain in card.domains)  # type: ignore[union-attr]
    assert card in {match.card for match in shipped().named(card.name)}


def test_the_cards_and_the_who_s_who_agree_on_what_an_agency_is() -> None:
    actors = {actor.id: actor for actor in load_actor_files().actors}
    both = [(card, actors[card.id]) for card in load_outlets() if card.id in actors]
    assert [card.id for card, actor in both if (card.kind == "agency") != (actor.kind == "agency")] == []


def test_some_that_every_reader_of_war_news_meets() -> None:
    assert by_domain("https://english.farsnews.ir/news/1").card.id == "fars-news"  # type: ignore[union-attr]
    assert by_name("Syrian Arab News Agency", "en").card.id == "sana-agency"  # type: ignore[union-attr]
    assert by_name("APS") is None
    assert {match.card.id for match in shipped().named("APS")} == {"aps-algeria", "aps-senegal"}
