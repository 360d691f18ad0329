"""In how many documents of each year a person or body is named: kept, for a year's list is the first rows of these.

To count a year's mentions takes longer the more there are.  Documents of which no day is known are of no year.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from index.store.database import AT_ONCE, among, in_batches, upsert
from index.store.schema import mentions, thing_years
from index.things.evidence import UNDATED

YearOfThing = tuple[str, str]
"""A thing and a year."""

YEAR = len("2026")


def year_of(day: str) -> str | None:
    """The year of a mention's day; None for one of which no day is known.

    >>> year_of("2026-11-29"), year_of("2026"), year_of("~")
    ('2026', '2026', None)
    """
    return day[:YEAR] if day < UNDATED else None


def whole_year(since: str | None, until: str | None) -> str | None:
    """The one year that a time is from its first day to its last; None for any other time.

    >>> whole_year("2026", "2026"), whole_year("2026-01-01", "2026-12"), whole_year("2026", "2026-06")
    ('2026', '2026', None)
    >>> whole_year("2025", "2026"), whole_year("2026", None)
    (None, None)
    """
    if not since or not until or len(since) < YEAR:
        return None
    year = since[:YEAR]
    first, last = (year, f"{year}-01", f"{year}-01-01"), (year, f"{year}-12", f"{year}-12-31")
    return year if since in first and until in last else None


def add_yearly(db: sa.Connection, more: Mapping[YearOfThing, Sequence[int]], kinds: Mapping[str, str]) -> None:
    """Add to what is kept of things in years: so many documents, and so many mentions in them.

    `kinds` are those of the things; one that is not among them is not kept.
    """
    rows = [
        {"thing_id": thing, "year": year, "kind": kinds[thing], "documents": documents, "mentions": quotes}
        for (thing, year), (documents, quotes) in sorted(more.items())
        if (documents or quotes) and thing in kinds
    ]
    if not rows:
        return
    put = upsert(db, thing_years)
    added = {name: thing_years.c[name] + put.excluded[name] for name in ("documents", "mentions")}
    db.execute(put.on_conflict_do_update(index_elements=["thing_id", "year"], set_=added), rows)
    fewer = {str(row["thing_id"]) for row in rows if int(str(row["documents"])) < 0}
    for some in in_batches(sorted(fewer), AT_ONCE):
        db.execute(thing_years.delete().where(among(db, thing_years.c.thing_id, some), thing_years.c.documents == 0))


def count_years(db: sa.Connection, some: Collection[str]) -> None:
    """Count things anew, in every year."""
    # numbers as they are: PostgreSQL takes two parameters of one value for two years
    year = sa.func.substr(mentions.c.day, sa.literal_column("1"), sa.literal_column(str(YEAR)))
    counts = (sa.func.min(mentions.c.kind), sa.func.count(mentions.c.document_id.distinct()))
    counted = sa.select(mentions.c.thing_id, year, *counts, sa.func.sum(mentions.c.quotes))
    counted = counted.where(mentions.c.day < UNDATED).group_by(mentions.c.thing_id, year)
    columns = ["thing_id", "year", "kind", "documents", "mentions"]
    for keys in in_batches(sorted(some), AT_ONCE):
        db.execute(thing_years.delete().where(among(db, thing_years.c.thing_id, keys)))
        db.execute(thing_years.insert().from_select(columns, counted.where(among(db, mentions.c.thing_id, keys))))


def none_in_any_year(db: sa.Connection) -> None:
    """Keep that nothing is named in any year: all things are made anew."""
    db.execute(thing_years.delete())
