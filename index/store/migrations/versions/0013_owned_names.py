"""Parts of known bodies are one wherever they are named: things are linked anew by what names say of their owners."""

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
fills = ("things",)


def upgrade() -> None:
    """No table changes."""
