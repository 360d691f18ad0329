"""${message}"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None
fills = ()  # of things and groups, what is to be made anew of the documents: see migrate.py


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
