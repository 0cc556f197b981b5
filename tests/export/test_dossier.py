"""dossier: every article's words, the origins with their paths; nothing of an article unescaped, nothing from the network."""

from __future__ import annotations

import html
import re

import pytest

from recoupe.app.dossiers import dossier_of
from recoupe.errors import UsageError
from recoupe.export.sheets import Sheet
from recoupe.intake.documents import Given, read_bytes

TEXTS = {
    "L’Agence <b>Volta</b>": "Des rebelles ont tué douze civils à Goma le 3 mars 2024, selon un porte-parole de l'armée.\n",
    "Harbour Wire": "Rebels killed nine civilians in Goma on 3 March 2024, a witness said.\n",
    "Le Veilleur": "Les rebelles n'ont tué aucun civil à Goma le 3 mars 2024, affirme leur chef.\n",
}


@pytest.fixture(scope="module")
def sheets(engine) -> list[Sheet]:
    found = []
    for outlet, text in TEXTS.items():
        document = read_bytes(text.encode(), name="a.txt", given=Given(lang="en" if "Rebels" in text else "fr", outlet=outlet))
        found.append(Sheet(name=f"{outlet}.txt", record=engine.read(document), text=document.text))
    return found


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_dossier_shows_every_source_and_its_words(sheets: list[Sheet], lang: str) -> None:
    page, events = dossier_of(sheets, lang)
    assert events >= 1
    assert "Harbour Wire" in page
    assert "<b>Rebels killed" not in page
    assert "killed</b>" in page
    assert f'<html lang="{lang}">' in page


def test_nothing_of_an_article_is_mark_up_and_nothing_is_fetched(sheets: list[Sheet]) -> None:
    page, _ = dossier_of(sheets, "en")
    assert "<b>Volta</b>" not in page
    assert "&lt;b&gt;Volta&lt;/b&gt;" in page
    assert not re.search(r"<(script|link|img|iframe)\b", page)
    assert "default-src 'none'" in html.unescape(page)


def test_articles_that_share_nothing_give_no_dossier(sheets: list[Sheet]) -> None:
    with pytest.raises(UsageError) as caught:
        dossier_of(sheets[:1], "en")
    assert caught.value.code == "R409"
