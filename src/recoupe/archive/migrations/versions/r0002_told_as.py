"""In which form the claims of a record are told to the crossing: a form that has changed since is told anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    """A column that may be empty: what was stored before is told anew."""
    op.add_column("record", sa.Column("told_as", sa.Text(), nullable=True))
