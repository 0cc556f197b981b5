"""The tables of an archive. Plain ones, so that any browser of databases shows them; columns of record types derive from the types."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

from recoupe.archive.columns import Json, columns_of
from recoupe.archive.rows import ClaimRow, ItemRow
from recoupe.model.comparison import Copy
from recoupe.model.decision import Decision
from recoupe.model.document import Document

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

blob = Table(
    "blob",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("compression", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Bytes as they arrived, once each. `size` is the number of bytes before compression."""

document = Table(
    "document",
    METADATA,
    Column("number", Integer, primary_key=True),
    *columns_of(Document),
    Column("address", Text, index=True),
    Column("headline", Text, nullable=False),
    Column("publisher", Text),
    Column("added", Text, nullable=False),
    Index("uq_document_id", "id", unique=True),
    Index("ix_document_bytes_sha256", "bytes_sha256"),
    Index("ix_document_text_sha256", "text_sha256"),
    Index("ix_document_published", "published"),
    Index("ix_document_publisher", "publisher"),
)
"""One article: the fields of `Document`. `number` is the row of the full-text index, `address` the url in the form by which versions are
told, `publisher` the outlet as the record has it (the text may name one that the page does not)."""

retrieval = Table(
    "retrieval",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("document", Text, ForeignKey("document.id"), nullable=False, index=True),
    Column("blob", Text, ForeignKey("blob.sha256"), nullable=False),
    Column("item", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("url", Text),
    Column("media_type", Text),
    Column("retrieved", Text),
    Column("headers", Json, nullable=False),
    Column("redirects", Json, nullable=False),
    Column("added", Text, nullable=False),
)
"""How an article came here, every time that it did: from which item, when, with which headers and redirects."""

version = Table(
    "version",
    METADATA,
    Column("address", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("document", Text, ForeignKey("document.id"), nullable=False, index=True),
    Column("seen", Text, nullable=False),
)
"""What stood at one address, in the order in which it was first seen."""

record = Table(
    "record",
    METADATA,
    Column("document", Text, ForeignKey("document.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("made_by", Text, nullable=False),
    Column("schema", Text, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Column("compression", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("read_at", Text, nullable=False),
    Column("told_as", Text),
    Index(
        "uq_record_current",
        "document",
        unique=True,
        sqlite_where=text("current = 1"),
        postgresql_where=text("current"),
    ),
    Index("ix_record_made_by", "made_by"),
)
"""Every reading of an article, as `recoupe/record/1` in JSON; one of them is current. `told_as`: in which form its claims are told."""

claim = Table(
    "claim",
    METADATA,
    *columns_of(ClaimRow, key=("document", "id")),
    ForeignKeyConstraint(["document"], ["document.id"]),
    Index("ix_claim_type", "type"),
    Index("ix_claim_family_earliest", "family", "earliest"),
    Index("ix_claim_occurrence", "occurrence"),
    Index("ix_claim_earliest", "earliest"),
    Index("ix_claim_id", "id"),
)
"""The claims of the current records."""

name = Table(
    "name",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("ref", Text),
    Column("label", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Index("ix_name_folded", "folded"),
    Index("ix_name_ref", "ref"),
)
"""Each name that stands in a role of a claim, once for each thing that it means."""

claim_name = Table(
    "claim_name",
    METADATA,
    Column("document", Text, primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("name", Integer, ForeignKey("name.id"), primary_key=True),
    ForeignKeyConstraint(["document", "claim"], ["claim.document", "claim.id"], ondelete="CASCADE"),
    Index("ix_claim_name_name", "name"),
)

item = Table(
    "item",
    METADATA,
    Column("id", Integer, primary_key=True),
    *columns_of(ItemRow),
    Index("uq_item_name", "name", unique=True),
    Index("ix_item_state", "state"),
    Index("ix_item_document", "document"),
)
"""The ledger of what was added: one row an item, with how far it came."""

decision = Table("decision", METADATA, *columns_of(Decision, key=("number",)), Index("ix_decision_ref", "ref"))
"""What people ruled. Rows are only ever added; each holds the hash of the one before."""

ruling = Table(
    "ruling",
    METADATA,
    Column("target", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Json, nullable=False),
    Column("decision", Integer, ForeignKey("decision.number"), nullable=False),
)
"""What holds now of what was ruled: computed from `decision`, and from nothing else."""

copy = Table(
    "copy",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("left_document", Text, ForeignKey("document.id"), nullable=False, index=True),
    Column("right_document", Text, ForeignKey("document.id"), nullable=False, index=True),
    *columns_of(Copy, without=("left", "right")),
)
"""Wording that two articles share."""

episode = Table(
    "episode",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("family", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("summary", Json),
    Column("changed", Text, nullable=False),
    Index("ix_episode_family_earliest", "family", "earliest"),
    Index("ix_episode_documents", "documents"),
)
"""Claims of several articles about one event: a proposal. `summary` is what the crossing keeps of it."""

episode_claim = Table(
    "episode_claim",
    METADATA,
    Column("document", Text, primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("episode", Text, ForeignKey("episode.id", ondelete="CASCADE"), nullable=False, index=True),
    ForeignKeyConstraint(["document", "claim"], ["claim.document", "claim.id"], ondelete="CASCADE"),
)

episode_was = Table(
    "episode_was",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("episode", Text, nullable=False),
    Column("since", Text, nullable=False),
)
"""Ids of episodes that were joined into others, so that an address written down long ago still leads somewhere."""

link = Table(
    "link",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("episode", Text, ForeignKey("episode.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("left_document", Text, nullable=False),
    Column("left_claim", Text, nullable=False),
    Column("right_document", Text, nullable=False),
    Column("right_claim", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Json, nullable=False),
    Column("by", Text, nullable=False),
)
"""Two claims held to tell one event, with the reasons."""
