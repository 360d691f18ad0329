"""From which version to which a document went and when, filled in as far as the versions tell it."""

from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


_TRANSITIONS = sa.table("transitions", *map(sa.column, ("document_id", "seq", "before", "after", "at")))


def upgrade() -> None:
    op.create_table(
        "transitions",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["before"], ["versions.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["after"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "seq"),
    )
    for name in ("after", "before"):
        op.create_index(op.f(f"ix_transitions_{name}"), "transitions", [name], unique=False)
    db = op.get_bind()
    edited = db.execute(sa.text("SELECT DISTINCT document_id FROM versions WHERE number > 1")).scalars().all()
    for document in edited:
        for seq, (before, after, at) in enumerate(_went(db, document), 1):
            step = {"document_id": document, "seq": seq, "before": before, "after": after, "at": at}
            db.execute(_TRANSITIONS.insert(), step)


def _went(db: sa.Connection, document: str) -> list[tuple[str, str, str | None]]:
    """From each version to the next, and at last to the one the document has now, if it went back.

    When it went back is not known; that it was not before the latest version was fetched is.
    """
    held = sa.text("SELECT id, fetched FROM versions WHERE document_id = :id ORDER BY number")
    versions = db.execute(held, {"id": document}).all()
    went = [(old.id, new.id, new.fetched) for old, new in pairwise(versions)]
    now = db.execute(sa.text("SELECT version_id FROM documents WHERE id = :id"), {"id": document}).scalar()
    if now and now != versions[-1].id:
        went.append((versions[-1].id, now, versions[-1].fetched))
    return went
