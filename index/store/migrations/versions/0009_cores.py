"""Cores of people and bodies: what one more document is compared with.  Filled once the tables stand."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
fills = ("things",)

Ordered = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.drop_table("profile_keys")  # made anew from the documents, as all of these
    op.drop_table("profiles")
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
        sa.Column("core_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("profiles_by_core", "profiles", ["core_id", "name", "type", "uses"], unique=False)
    op.create_table(
        "profile_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("profile_id", Ordered, nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "profile_id"),
    )
    op.create_index(op.f("ix_profile_keys_profile_id"), "profile_keys", ["profile_id"], unique=False)
    op.create_table(
        "cores",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("known", sa.String(), nullable=True),
        sa.Column("least", Ordered, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("posted", sa.Integer(), nullable=False),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("thing_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_cores_known"), "cores", ["known"], unique=False)
    op.create_index(op.f("ix_cores_thing_id"), "cores", ["thing_id"], unique=False)
    op.create_table(
        "core_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("core_id", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["core_id"], ["cores.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "core_id"),
    )
    op.create_index(op.f("ix_core_keys_core_id"), "core_keys", ["core_id"], unique=False)
    op.create_table(
        "namesakes",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("profile_id", Ordered, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "profile_id"),
    )
    op.create_index(op.f("ix_namesakes_name"), "namesakes", ["name"], unique=False)
    op.drop_column("things", "anchor")
    op.drop_index(op.f("ix_mentions_thing_id"), "mentions")
    op.create_index("mentions_by_thing", "mentions", ["thing_id", "day", "document_id"], unique=False)
