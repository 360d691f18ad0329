"""What a version's words are found by, filled in for the versions that documents have now."""

import json

import sqlalchemy as sa
from alembic import op

from index.store.duplicates.same_release import same_words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alike",
        sa.Column("version_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id"),
    )
    op.create_index(op.f("ix_alike_key"), "alike", ["key"], unique=False)
    db = op.get_bind()
    held = "SELECT v.id, v.title, v.language, v.text, v.rest FROM versions v JOIN documents d ON d.version_id = v.id"
    put = sa.text("INSERT INTO alike (version_id, key) VALUES (:version, :key)")
    for row in db.execute(sa.text(held)).all():
        rest = json.loads(row.rest) if isinstance(row.rest, str) else row.rest
        if not rest.get("pages") and (key := same_words(row.title, row.language, row.text)):
            db.execute(put, {"version": row.id, "key": key})
