"""Runs the migrations on the connection that it is given; Alembic loads it. It opens no connection of its own."""

from __future__ import annotations

from alembic import context

from recoupe.archive.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
