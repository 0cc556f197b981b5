"""Shared wording: what both articles quote, and whether it is a possible translation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    """The copies are those of the last crossing: the next one fills the columns."""
    op.add_column("copy", sa.Column("quoted", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("copy", sa.Column("translation", sa.Boolean(), nullable=False, server_default=sa.false()))
