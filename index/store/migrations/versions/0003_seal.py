"""A seal beside each version, made of what the store holds; one that cannot be read stays without."""

import json

import sqlalchemy as sa
from alembic import op

from index.store.maintenance.seal import seal

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("versions", sa.Column("seal", sa.JSON(), nullable=True))
    db = op.get_bind()
    for key in [row.id for row in db.execute(sa.text("SELECT id FROM versions"))]:
        try:
            [version] = _rows(db, "versions", "id", key, "rest")
            told = seal(
                version,
                _rows(db, "passages", "version_id", key, "rest"),
                _rows(db, "records", "version_id", key, "data"),
            )
        except ValueError:
            continue
        db.execute(sa.text("UPDATE versions SET seal = :seal WHERE id = :id"), {"seal": json.dumps(told), "id": key})


def _rows(db: sa.Connection, table: str, column: str, key: str, read: str) -> list[dict[str, object]]:
    found = db.execute(sa.text(f"SELECT * FROM {table} WHERE {column} = :key"), {"key": key}).mappings()
    return [{**row, read: json.loads(row[read]) if isinstance(row[read], str) else row[read]} for row in found]
