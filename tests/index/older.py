"""A store as an earlier Louhi left it: the tables and columns that later schemas brought are taken away."""

from __future__ import annotations

import sqlalchemy as sa

SINCE = {
    "0015": ("thing_years",),
    "0009": ("core_keys", "cores", "namesakes"),
    "0008": ("versions.publishers", "records.folded", "records.others"),
    "0007": ("alerts", "sent_alerts"),
    "0006": ("sketch_keys", "sketches"),
    "0005": ("things", "mentions", "profile_keys", "profiles", "candidates", "document_groups", "state"),
    "0004": ("transitions",),
    "0003": ("versions.seal",),
    "0002": ("alike",),
}
"""What each schema added."""

BEFORE = {
    "0012": (
        "DROP INDEX versions_by_kind",
        "DROP INDEX documents_by_version",
        "DROP INDEX things_by_mentions",
        "DROP INDEX things_named",
    ),
    "0011": ("DROP INDEX versions_by_publishers",),
    "0010": ("DROP INDEX mentions_by_day",),
    "0009": (
        "ALTER TABLE things ADD COLUMN anchor VARCHAR NOT NULL DEFAULT ''",
        "DROP INDEX mentions_by_thing",
        "CREATE INDEX ix_mentions_thing_id ON mentions (thing_id)",
    ),
}
"""What brings back what a schema took away."""


def make_older(db: sa.Connection, revision: str) -> None:
    """Take a store back to a schema; what is held stays."""
    for later, said in BEFORE.items():
        for one in said if later > revision else ():
            db.exec_driver_sql(one)
    for later, added in SINCE.items():
        for name in added if later > revision else ():
            table, _, column = name.partition(".")
            db.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}" if column else f"DROP TABLE {table}")
    db.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
