"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from recoupe.archive import fulltext

revision = "r0001"
down_revision = None


def upgrade() -> None:
    """All tables and the full-text index."""
    _articles()
    _records()
    _ledger_and_decisions()
    _crossing()
    fulltext.create(op.get_bind())


def _articles() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("compression", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_blob"),
    )
    op.create_table(
        "document",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("bytes_sha256", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("linearisation", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_from", sa.Text(), nullable=True),
        sa.Column("outlet_from", sa.Text(), nullable=True),
        sa.Column("retrieved", sa.Text(), nullable=True),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_document"),
    )
    op.create_index("ix_document_address", "document", ["address"], unique=False)
    op.create_index("ix_document_bytes_sha256", "document", ["bytes_sha256"], unique=False)
    op.create_index("ix_document_published", "document", ["published"], unique=False)
    op.create_index("ix_document_publisher", "document", ["publisher"], unique=False)
    op.create_index("ix_document_text_sha256", "document", ["text_sha256"], unique=False)
    op.create_index("uq_document_id", "document", ["id"], unique=True)
    op.create_table(
        "retrieval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("retrieved", sa.Text(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("redirects", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["blob"], ["blob.sha256"], name="fk_retrieval_blob"),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name="fk_retrieval_document"),
        sa.PrimaryKeyConstraint("id", name="pk_retrieval"),
    )
    op.create_index("ix_retrieval_document", "retrieval", ["document"], unique=False)
    op.create_table(
        "version",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name="fk_version_document"),
        sa.PrimaryKeyConstraint("address", "number", name="pk_version"),
    )
    op.create_index("ix_version_document", "version", ["document"], unique=False)


def _records() -> None:
    op.create_table(
        "record",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("schema", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.Text(), nullable=False),
        sa.Column("compression", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name="fk_record_document"),
        sa.PrimaryKeyConstraint("document", "number", name="pk_record"),
    )
    op.create_index("ix_record_made_by", "record", ["made_by"], unique=False)
    op.create_index(
        "uq_record_current",
        "record",
        ["document"],
        unique=True,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current"),
    )
    op.create_table(
        "claim",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("vouched_by", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("time_words", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_ref", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("voices", sa.Text(), nullable=False),
        sa.Column("losses", sa.Text(), nullable=False),
        sa.Column("content_of", sa.Text(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("telling", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name="fk_claim_document"),
        sa.PrimaryKeyConstraint("document", "id", name="pk_claim"),
    )
    op.create_index("ix_claim_earliest", "claim", ["earliest"], unique=False)
    op.create_index("ix_claim_family_earliest", "claim", ["family", "earliest"], unique=False)
    op.create_index("ix_claim_id", "claim", ["id"], unique=False)
    op.create_index("ix_claim_occurrence", "claim", ["occurrence"], unique=False)
    op.create_index("ix_claim_type", "claim", ["type"], unique=False)
    op.create_table(
        "name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_name"),
    )
    op.create_index("ix_name_folded", "name", ["folded"], unique=False)
    op.create_index("ix_name_ref", "name", ["ref"], unique=False)
    op.create_table(
        "claim_name",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "claim"], ["claim.document", "claim.id"], name="fk_claim_name_document_claim", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["name"], ["name.id"], name="fk_claim_name_name"),
        sa.PrimaryKeyConstraint("document", "claim", "role", "name", name="pk_claim_name"),
    )
    op.create_index("ix_claim_name_name", "claim_name", ["name"], unique=False)


def _ledger_and_decisions() -> None:
    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("blob", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("given", sa.Text(), nullable=True),
        sa.Column("resume", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
    )
    op.create_index("ix_item_document", "item", ["document"], unique=False)
    op.create_index("ix_item_state", "item", ["state"], unique=False)
    op.create_index("uq_item_name", "item", ["name"], unique=True)
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_decision"),
    )
    op.create_index("ix_decision_ref", "decision", ["ref"], unique=False)
    op.create_table(
        "ruling",
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decision.number"], name="fk_ruling_decision"),
        sa.PrimaryKeyConstraint("target", "ref", "field", name="pk_ruling"),
    )


def _crossing() -> None:
    op.create_table(
        "copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("left_document", sa.Text(), nullable=False),
        sa.Column("right_document", sa.Text(), nullable=False),
        sa.Column("of_left", sa.Float(), nullable=False),
        sa.Column("of_right", sa.Float(), nullable=False),
        sa.Column("passages", sa.Text(), nullable=False),
        sa.Column("from_document", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["left_document"], ["document.id"], name="fk_copy_left_document"),
        sa.ForeignKeyConstraint(["right_document"], ["document.id"], name="fk_copy_right_document"),
        sa.PrimaryKeyConstraint("id", name="pk_copy"),
    )
    op.create_index("ix_copy_left_document", "copy", ["left_document"], unique=False)
    op.create_index("ix_copy_right_document", "copy", ["right_document"], unique=False)
    op.create_table(
        "episode",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_episode"),
    )
    op.create_index("ix_episode_documents", "episode", ["documents"], unique=False)
    op.create_index("ix_episode_family_earliest", "episode", ["family", "earliest"], unique=False)
    op.create_table(
        "episode_claim",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("episode", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "claim"], ["claim.document", "claim.id"], name="fk_episode_claim_document_claim", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["episode"], ["episode.id"], name="fk_episode_claim_episode", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "claim", name="pk_episode_claim"),
    )
    op.create_index("ix_episode_claim_episode", "episode_claim", ["episode"], unique=False)
    op.create_table(
        "episode_was",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("episode", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_episode_was"),
    )
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("episode", sa.Text(), nullable=False),
        sa.Column("left_document", sa.Text(), nullable=False),
        sa.Column("left_claim", sa.Text(), nullable=False),
        sa.Column("right_document", sa.Text(), nullable=False),
        sa.Column("right_claim", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["episode"], ["episode.id"], name="fk_link_episode", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
    )
    op.create_index("ix_link_episode", "link", ["episode"], unique=False)
