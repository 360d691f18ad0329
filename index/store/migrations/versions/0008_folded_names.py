"""What publishers and records are called, folded as columns of their own: LIKE looks in them on every database."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from index.store.naming import folded
from index.store.rows import others_named

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BATCH = 1_000


def upgrade() -> None:
    op.add_column("versions", sa.Column("publishers", sa.Text(), server_default="", nullable=False))
    op.add_column("records", sa.Column("folded", sa.Text(), server_default="", nullable=False))
    op.add_column("records", sa.Column("others", sa.Text(), server_default="", nullable=False))
    db = op.get_bind()
    for row in db.execute(sa.text("SELECT id, publisher, rest FROM versions")).all():
        rest = _data(row.rest)
        names = folded([row.publisher, *rest.get("publishers", ())])
        db.execute(sa.text("UPDATE versions SET publishers = :names WHERE id = :id"), {"names": names, "id": row.id})
    put = sa.text(
        "UPDATE records SET folded = :folded, others = :others"
        " WHERE version_id = :version AND kind = :kind AND seq = :seq"
    )
    held = db.execute(sa.text("SELECT version_id, kind, seq, name, data FROM records")).all()
    for first in range(0, len(held), BATCH):
        db.execute(
            put,
            [
                {
                    "folded": folded([row.name, *(data := _data(row.data)).get("aliases", ())]),
                    "others": others_named(row.kind, data),
                    "version": row.version_id,
                    "kind": row.kind,
                    "seq": row.seq,
                }
                for row in held[first : first + BATCH]
            ],
        )


def _data(held: Any) -> dict[str, Any]:
    """A JSON value as it is, whichever way the database gives it; one that cannot be read tells nothing."""
    try:
        value = json.loads(held) if isinstance(held, str | bytes) else held
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
