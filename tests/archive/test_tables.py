"""The columns derive from the record types, and the migrations make the tables that are declared."""

from __future__ import annotations

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from recoupe.archive import tables
from recoupe.archive.opening import REVISIONS
from recoupe.archive.rows import ClaimRow, ItemRow
from recoupe.model.comparison import Copy
from recoupe.model.decision import Decision
from recoupe.model.document import Document


@pytest.mark.parametrize(
    ("table", "struct"),
    [(tables.document, Document), (tables.claim, ClaimRow), (tables.item, ItemRow), (tables.decision, Decision)],
)
def test_every_field_of_a_type_is_a_column(table, struct: type[msgspec.Struct]) -> None:
    assert set(struct.__struct_fields__) <= set(table.c.keys())


def test_a_copy_keeps_all_of_its_fields() -> None:
    kept = {"left": "left_document", "right": "right_document"}
    assert {kept.get(field, field) for field in Copy.__struct_fields__} <= set(tables.copy.c.keys())


def test_a_field_that_may_be_missing_is_a_column_that_may_be_null() -> None:
    assert tables.document.c.outlet.nullable
    assert not tables.document.c.text.nullable
    assert tables.decision.c.after.nullable


def test_the_migrations_make_the_declared_tables(archive) -> None:
    with archive.read() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or not name.startswith("document_text"),
            },
        )
        assert compare_metadata(context, tables.METADATA) == []


def test_every_migration_is_in_the_list_and_in_its_order() -> None:
    script = ScriptDirectory("src/recoupe/archive/migrations")
    assert [each.revision for each in reversed(list(script.walk_revisions()))] == list(REVISIONS)
