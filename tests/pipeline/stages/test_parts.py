"""Parts: what each stretch of a page is."""

from __future__ import annotations

import itertools

import pytest

BODY = "Le maire de la ville a parlé mardi devant une centaine d'habitants réunis sur la grande place du marché."
ENGLISH = "The mayor of the town spoke on Tuesday before some hundred residents who had gathered on the market square."
PAGE = f"MONDE\n\nLe maire parle aux habitants de la ville\n\n{BODY}\n\nUne place pleine de monde\n\n{BODY}\n\n{BODY}"


def kinds(record, text: str, words: str) -> list[str]:
    at = text.index(words)
    return [part.kind for part in record.parts if part.start <= at < part.end]


@pytest.mark.parametrize(
    ("words", "kind"),
    [("MONDE", "section"), ("Le maire parle", "headline"), ("Une place pleine", "subhead")],
)
def test_the_kinds_of_a_plain_page(make, words: str, kind: str) -> None:
    assert kinds(make(PAGE), PAGE, words) == [kind]


@pytest.mark.parametrize(
    ("lang", "line", "kind"),
    [
        ("fr", "Lire aussi : Le maire de la capitale démissionne", "related"),
        ("fr", "Partager sur les réseaux", "furniture"),
        ("fr", "SOURCE : LE COURRIER", "source_line"),
        ("fr", "Texte inventé pour un essai", "furniture"),
        ("en", "Read more: The mayor of the capital resigns", "related"),
        ("en", "Share this article", "furniture"),
        ("en", "Source: The Courier", "source_line"),
    ],
)
def test_a_line_is_known_by_its_first_words(make, lang: str, line: str, kind: str) -> None:
    body = BODY if lang == "fr" else ENGLISH
    text = f"A headline of some words here\n\n{body}\n\n{body}\n\n{line}"
    assert kinds(make(text, lang), text, line) == [kind]


def test_paragraphs_are_the_story(make) -> None:
    text = f"Le maire parle aux habitants\n\n{BODY}\n\n{BODY}"
    assert [part.kind for part in make(text).parts if part.kind in {"lead", "body"}]
    assert all(part.kind in {"headline", "lead", "body"} for part in make(text).parts)


def test_every_part_says_why(make) -> None:
    assert all(part.why for part in make(PAGE).parts)


def test_parts_stand_in_order_and_do_not_overlap(make) -> None:
    parts = make(PAGE).parts
    assert all(left.end <= right.start for left, right in itertools.pairwise(parts))


def test_a_line_with_a_credit_is_a_caption(make) -> None:
    line = "Le maire parle aux habitants sur la place du marché. (Photo AFP)"
    text = f"Le maire parle aux habitants de la ville\n\n{line}\n\n{BODY}\n\n{BODY}"
    (part,) = [part for part in make(text).parts if part.kind in {"caption", "stray_caption"}]
    assert text[part.start : part.end] == line
    assert part.credit == "Photo AFP"


def test_the_outlet_of_a_source_line_is_taken_and_says_from_where(make) -> None:
    card = make(f"Le maire parle aux habitants\n\n{BODY}\n\nSOURCE : LE COURRIER").document
    assert (card.outlet, card.outlet_from) == ("LE COURRIER", "source_line")


def test_a_given_outlet_goes_before_the_source_line(make) -> None:
    card = make(f"Le maire parle aux habitants\n\n{BODY}\n\nSOURCE : LE COURRIER", outlet="La Gazette").document
    assert (card.outlet, card.outlet_from) == ("La Gazette", "given")


def test_a_language_without_a_pack_is_a_degradation(make) -> None:
    record = make("Der Bürgermeister sprach am Dienstag vor hundert Einwohnern auf dem Marktplatz der Stadt.", "de")
    assert record.made_by.degraded
    assert "degraded" in {warning.code for warning in record.warnings}
    assert record.claims == ()


def test_a_paragraph_of_another_language_is_marked(make) -> None:
    text = f"Le maire parle aux habitants\n\n{BODY}\n\n{ENGLISH}\n\n{BODY}"
    assert {part.lang for part in make(text).parts} == {"fr", "en"}


HTML = f"""<html lang="fr"><head><title>Le maire parle</title></head><body><nav><a href="/">Accueil</a> <a href="/m">Monde</a></nav>
<article><h1>Le maire parle aux habitants</h1><figure><img src="a.jpg"><figcaption>Le maire sur la place du marché</figcaption></figure>
<p>{BODY}</p><h2>Une place pleine</h2><p>{BODY}</p><p>{BODY}</p></article><footer>Mentions légales</footer></body></html>"""


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Le maire parle aux habitants", "headline"), ("Le maire sur la place", "caption"), ("Une place pleine", "subhead")],
)
def test_the_kinds_of_a_web_page(small, words: str, kind: str) -> None:
    from recoupe.intake.documents import read_bytes

    document = read_bytes(HTML.encode(), name="a.html")
    assert kinds(small.read(document), document.text, words) == [kind]


def test_an_outlet_that_only_the_address_tells_is_that_of_its_card(make) -> None:
    text = f"Le maire parle aux habitants\n\n{BODY}"
    card = make(text, url="https://fr.irna.ir/news/1").document
    assert (card.outlet, card.outlet_from) == ("IRNA", "address")
    named = make(f"{text}\n\nSOURCE : LE COURRIER", url="https://fr.irna.ir/news/1").document
    assert (named.outlet, named.outlet_from) == ("LE COURRIER", "source_line")
    unknown = make(text, url="https://nobody.example/news/1").document
    assert (unknown.outlet, unknown.outlet_from) == (None, None)
