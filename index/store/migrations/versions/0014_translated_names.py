"""Names in Swedish and English are compared as Finnish has them: a store that holds such a name is linked anew."""

from typing import Any

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None
fills = ("things",)


def concerns(db: Any) -> bool:
    """Does the store hold a body by a name that is now compared with its Finnish one?"""
    import sqlalchemy as sa

    from index.things.translated_names import in_finnish

    if not sa.inspect(db).has_table("profiles"):
        return False
    named = "SELECT DISTINCT name FROM profiles WHERE kind = 'body' AND known IS NULL"
    return any(in_finnish(row[0]) for row in db.execute(sa.text(named)))


def upgrade() -> None:
    """No table changes."""
