"""Publishers are looked for in an index: in the table they stand behind the text of their document."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("versions_by_publishers", "versions", ["publishers", "id"], unique=False)
