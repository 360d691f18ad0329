"""In how many documents of each year people and bodies are named is kept: a year's list is not counted when asked."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
fills = ()

Ordered = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "thing_years",
        sa.Column("thing_id", Ordered, nullable=False),
        sa.Column("year", Ordered, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("thing_id", "year"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO thing_years (thing_id, year, kind, documents, mentions) "
        "SELECT thing_id, substr(day, 1, 4), min(kind), count(DISTINCT document_id), sum(quotes) FROM mentions "
        "WHERE day < '~' AND thing_id IS NOT NULL GROUP BY thing_id, substr(day, 1, 4)"
    )
    op.create_index("thing_years_by_documents", "thing_years", ["kind", "year", "documents"], unique=False)
