"""What a person types becomes a query of the index in both databases; nothing typed is an order to it."""

from __future__ import annotations

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from recoupe.archive import articles, fulltext, tables
from recoupe.archive.search import Wanted, marked, search

from .conftest import NOW, arrival


@pytest.mark.parametrize(
    ("said", "sqlite", "server"),
    [
        ("convoy army", '"convoy" AND "army"', "(convoy) & (army)"),
        ('"the convoy"', '"the convoy"', "(the <-> convoy)"),
        ("conv* -army", '"conv"* NOT "army"', "(conv:*) & !(army)"),
        ("l’armée", '"l armée"', "(l <-> armée)"),
        ("-army", "", ""),
        ('NEAR( OR "', '"NEAR" AND "OR"', "(NEAR) & (OR)"),
        ("'; DROP TABLE document --", '"DROP" AND "TABLE" AND "document"', "(DROP) & (TABLE) & (document)"),
        ("", "", ""),
    ],
)
def test_what_is_typed(said: str, sqlite: str, server: str) -> None:
    assert fulltext.query(said, "sqlite") == sqlite
    assert fulltext.query(said, "postgresql") == server


@pytest.mark.parametrize(
    ("words", "found"),
    [("hassake", 1), ("HASSAKÉ", 1), ("moto piegee", 1), ('"piegee moto"', 0), ("pieg*", 1), ("moto -hassake", 0), ("armee", 1)],
)
def test_accents_and_case_are_folded(archive, words: str, found: int) -> None:
    with archive.write() as transaction:
        articles.put(transaction, [arrival("Une moto piégée à Hassaké contre l’armée.\n")], NOW)
    with archive.read() as transaction:
        assert len(search(transaction, Wanted(words=words)).hits) == found


def test_a_snippet_says_where_the_words_stand() -> None:
    snippet = marked(f"…the {fulltext.OPEN}convoy{fulltext.CLOSE}\nleft  {fulltext.OPEN}Orsk{fulltext.CLOSE}")
    assert snippet.text == "…the convoy left Orsk"
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["convoy", "Orsk"]


def test_many_articles_come_newest_first(archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recoupe.archive.search.RANKED", 3)
    with archive.write() as transaction:
        articles.put(transaction, [arrival(f"The convoy left, day {day}.\n", outlet=f"Post {day % 2}") for day in range(6)], NOW)
    with archive.read() as transaction:
        for wanted in (Wanted(words="convoy", limit=2), Wanted(words="convoy", lang="en", limit=2), Wanted(limit=2)):
            found = search(transaction, wanted)
            assert (found.total, found.more, found.order) == (3, True, "newest")
            assert "day 5" in found.hits[0].headline
        found = search(transaction, Wanted(words="convoy", outlet="post 1"))
        assert (found.total, found.more) == (3, False)


def test_every_table_can_be_made_on_postgresql() -> None:
    dialect = postgresql.dialect()
    for table in tables.METADATA.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert "CREATE" in str(CreateIndex(index).compile(dialect=dialect))
    current = next(index for index in tables.record.indexes if index.name == "uq_record_current")
    assert str(CreateIndex(current).compile(dialect=dialect)).endswith("WHERE current")


def test_the_index_has_the_same_statements_for_both_databases() -> None:
    for statements in (fulltext.CREATE, fulltext._ADD, fulltext._FIND, fulltext._COUNT, fulltext._ORDERED, fulltext._SNIPPETS):
        assert set(statements) == {"sqlite", "postgresql"}
    assert "unaccent(:words)" in fulltext._FIND["postgresql"]
    assert "USING GIN" in fulltext.CREATE["postgresql"][2]
