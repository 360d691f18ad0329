"""Lists walk an index: versions are not read for a kind or day, nor all documents for a record of one."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
fills = ()


def upgrade() -> None:
    op.create_index("versions_by_kind", "versions", ["kind", "language", "published", "id"], unique=False)
    op.create_index("documents_by_version", "documents", ["version_id", "deleted"], unique=False)
    op.create_index("things_by_mentions", "things", ["kind", "mentions", "name"], unique=False)
    named = sa.text("documents > 0")
    op.create_index("things_named", "things", ["kind"], unique=False, sqlite_where=named, postgresql_where=named)
