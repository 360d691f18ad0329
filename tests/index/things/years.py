"""What is kept of things in years, and what a count of all mentions gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa

from index.store.schema import mentions, thing_years

ByYear = Mapping[tuple[str, str], tuple[str, int, int]]
"""The kind, documents and mentions of a thing in a year."""


def kept_by_year(db: sa.Connection) -> ByYear:
    rows = db.execute(sa.select(thing_years)).mappings()
    return {(row["thing_id"], row["year"]): (row["kind"], row["documents"], row["mentions"]) for row in rows}


def counted_by_year(db: sa.Connection) -> ByYear:
    named: dict[tuple[str, str], list[sa.RowMapping]] = defaultdict(list)
    for row in db.execute(sa.select(mentions)).mappings():
        if row["day"] != "~":
            named[row["thing_id"], row["day"][:4]].append(row)
    return {
        key: (some[0]["kind"], len({row["document_id"] for row in some}), sum(row["quotes"] for row in some))
        for key, some in named.items()
    }
