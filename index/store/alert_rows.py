"""The rows of what was told, and of what each channel has sent of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from index.store.database import asked
from index.store.schema import alerts, sent_alerts

AlertRow = Mapping[str, Any]
Transaction = sa.Connection
"""What rows are written by, for those above that know nothing of SQLAlchemy."""


def add_alerts(db: sa.Connection, told: Sequence[AlertRow]) -> None:
    """Add what was not told yet, in order."""
    known = already_told(db, [one["id"] for one in told])
    number = db.execute(sa.select(sa.func.max(alerts.c.seq))).scalar() or 0
    fresh = {one["id"]: one for one in told if one["id"] not in known}
    rows = [
        {"id": key, "seq": number + step, "document_id": one.get("document_id"), "link": one.get("link"), "data": one}
        for step, (key, one) in enumerate(fresh.items(), 1)
    ]
    if rows:
        db.execute(alerts.insert(), rows)


def already_told(db: sa.Connection, ids: Iterable[str]) -> set[str]:
    """Those of some alerts that were told."""
    return {row.id for row in asked(db, sa.select(alerts.c.id), alerts.c.id, ids)}


def alert_rows(db: sa.Connection, *, after: int = 0) -> list[tuple[int, AlertRow]]:
    """(number, alert) of what was told after a number, the oldest first."""
    query = sa.select(alerts.c.seq, alerts.c.data).where(alerts.c.seq > after).order_by(alerts.c.seq)
    return [(row.seq, row.data) for row in db.execute(query)]


def latest_rows(db: sa.Connection, count: int) -> list[tuple[int, AlertRow]]:
    """(number, alert) of the last ones told, the oldest first."""
    query = sa.select(alerts.c.seq, alerts.c.data).order_by(alerts.c.seq.desc()).limit(count)
    return [(row.seq, row.data) for row in db.execute(query)][::-1]


def number_of(db: sa.Connection, key: str) -> int | None:
    """The number of an alert; None where it was not told."""
    return db.execute(sa.select(alerts.c.seq).where(alerts.c.id == key)).scalar()


def unsent(db: sa.Connection, channel: str) -> list[AlertRow]:
    """What a channel has not sent yet, the oldest first."""
    sent = sa.select(sent_alerts.c.alert_id).where(sent_alerts.c.channel == channel)
    query = sa.select(alerts.c.data).where(alerts.c.id.not_in(sent)).order_by(alerts.c.seq)
    return list(db.execute(query).scalars())


def note_sent(db: sa.Connection, channel: str, ids: Collection[str]) -> None:
    """Note what a channel has sent, or will never send."""
    held = sa.select(sent_alerts.c.alert_id).where(sent_alerts.c.channel == channel)
    known = {row.alert_id for row in asked(db, held, sent_alerts.c.alert_id, ids)}
    rows = [{"channel": channel, "alert_id": one} for one in dict.fromkeys(ids) if one not in known]
    if rows:
        db.execute(sent_alerts.insert(), rows)


def drop_alerts(db: sa.Connection, document_id: str, links: Collection[str]) -> int:
    """Take out what was told of a document; how many there were."""
    about = sa.or_(alerts.c.document_id == document_id, alerts.c.link.in_(links))
    gone = list(db.execute(sa.select(alerts.c.id).where(about)).scalars())
    db.execute(sent_alerts.delete().where(sent_alerts.c.alert_id.in_(sa.select(alerts.c.id).where(about))))
    db.execute(alerts.delete().where(about))
    return len(gone)
