"""One article as one HTML file, with its situation."""

from __future__ import annotations

from recoupe.app.explaining import explanations
from recoupe.app.reading import Article
from recoupe.app.situations import situation_of
from recoupe.export.page import render_page
from recoupe.situation.draw import draw
from recoupe.situation.questions import ask


def page_of(article: Article) -> str:
    """The self-contained page of one article: no network, nothing unescaped."""
    if article.record.made_by.degraded and not article.record.claims:
        return render_page(article.record, article.document.text)  # not read: an empty picture would say that the text is silent
    situation = situation_of([article])
    return render_page(article.record, article.document.text, draw(situation), ask(situation), explanations=explanations(article))
