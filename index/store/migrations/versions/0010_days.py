"""Lists of people and bodies of a time are counted from an index by day."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("mentions_by_day", "mentions", ["kind", "day", "thing_id", "document_id", "quotes"], unique=False)
