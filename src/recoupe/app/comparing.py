"""Several articles compared, without an archive."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.app.reading import Article
from recoupe.crosscheck.compare import compare
from recoupe.model.comparison import Comparison


def compare_articles(articles: Sequence[Article]) -> Comparison:
    """The comparison of the articles, in the order given."""
    return compare([(article.name, article.record, article.document.text) for article in articles])
