"""People and bodies across documents, forms of one document, and small state; things are made when all is in place."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
fills = ("things", "groups")

Ordered = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "things",
        sa.Column("id", Ordered, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", Ordered, nullable=False),
        sa.Column("renamed", sa.Text(), nullable=True),
        sa.Column("known", sa.String(), nullable=True),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("anchor", Ordered, nullable=False),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_things_change"), "things", ["change"], unique=False)
    op.create_index(op.f("ix_things_merged_into"), "things", ["merged_into"], unique=False)
    op.create_index("things_by_documents", "things", ["kind", "documents", "name"], unique=False)
    op.create_index("things_by_name", "things", ["kind", "name"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("day", Ordered, nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("thing_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "record_id"),
    )
    op.create_index(op.f("ix_mentions_profile_id"), "mentions", ["profile_id"], unique=False)
    op.create_index(op.f("ix_mentions_thing_id"), "mentions", ["thing_id"], unique=False)
    op.create_table(
        "profiles",
        sa.Column("id", Ordered, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("known", sa.String(), nullable=True),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("keys", sa.JSON(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("anchor", Ordered, nullable=False),
        sa.Column("thing_id", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("like", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_profiles_thing_id"), "profiles", ["thing_id"], unique=False)
    op.create_table(
        "profile_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("profile_id", Ordered, nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "profile_id"),
    )
    op.create_index(op.f("ix_profile_keys_profile_id"), "profile_keys", ["profile_id"], unique=False)
    op.create_table(
        "candidates",
        sa.Column("one", Ordered, nullable=False),
        sa.Column("other", Ordered, nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other"),
    )
    op.create_index(op.f("ix_candidates_other"), "candidates", ["other"], unique=False)
    op.create_table(
        "document_groups",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("group_id", Ordered, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.create_index(op.f("ix_document_groups_group_id"), "document_groups", ["group_id"], unique=False)
    op.create_table(
        "state",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", Ordered, nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key"),
    )
