"""Runs and their items: what was read, unchanged, failed and why, kept beside what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import Field

from extractors.model.document import Model
from index.store.database import insert_rows
from index.store.schema import items, runs, transitions
from index.store.store import Store

RunOutcome = Literal["read", "new version", "unchanged", "same content", "skipped", "vanished", "failed", "dismissed"]


class Item(Model):
    """What became of one address in a run; `error` is the class of what went wrong, `reason` a sentence.

    A `dismissed` one is a failure that a person has seen and wants to hear no more of.  `seconds` is the time spent on
    it: asking for it without the waits between requests, reading, understanding.
    """

    address: str
    outcome: RunOutcome
    error: str | None = None
    reason: str | None = None
    advice: str | None = None
    document_id: str | None = None
    source: str | None = None
    seconds: float | None = None


class Run(Model):
    """One run of the flow; times are ISO 8601 with their zone, `data` holds its counts and settings."""

    id: str
    started: str
    ended: str | None = None
    data: dict[str, Any] = Field(default_factory=dict)


BROKE_OFF = "broke off"
AT_WORK_OR_KILLED = "it is at work now, or was killed; the next run takes up what is left"


CLOCK_SAID = "its clock said"
"""Under which a run keeps when it began by a clock that has been set back since."""


def start_run(store: Store, run: Run) -> None:
    """Note that a run has begun.

    None that is noted has begun later: where one says so, the clock was set back since, and it counts as begun just
    before this one, for the order of runs is what tells an address's latest outcome.
    """
    with store.writing() as db:
        ahead = db.execute(sa.select(runs).where(runs.c.started > run.started).order_by(runs.c.started, runs.c.id))
        for before, row in enumerate(reversed(ahead.mappings().all()), 1):
            began = _earlier(run.started, before)
            told = {"started": began, "data": {CLOCK_SAID: row["started"], **row["data"]}}
            ended = {"ended": min(row["ended"], run.started)} if row["ended"] else {}
            db.execute(runs.update().where(runs.c.id == row["id"]).values(**told, **ended))
        db.execute(runs.insert(), run.model_dump())


def _earlier(moment: str, milliseconds: int) -> str:
    """A moment so much earlier.

    >>> _earlier("2026-11-28T12:00:00.000+00:00", 2)
    '2026-11-28T11:59:59.998+00:00'
    """
    before = datetime.fromisoformat(moment) - timedelta(milliseconds=milliseconds)
    return before.isoformat(timespec="milliseconds")


def add_items(store: Store, run_id: str, some: Iterable[Item]) -> None:
    """Append outcomes to a run, in order."""
    with store.writing() as db:
        last = db.execute(sa.select(sa.func.max(items.c.seq)).where(items.c.run_id == run_id)).scalar()
        at = 0 if last is None else last + 1
        insert_rows(db, items, [{"run_id": run_id, "seq": at + i, **item.model_dump()} for i, item in enumerate(some)])


def finish_run(store: Store, run_id: str, ended: str, data: dict[str, Any]) -> None:
    """Note how a run ended."""
    with store.writing() as db:
        db.execute(runs.update().where(runs.c.id == run_id).values(ended=ended, data=data))


def break_off(store: Store, run_id: str, reason: str) -> None:
    """Note why a run did not come to its end."""
    with store.writing() as db:
        db.execute(runs.update().where(runs.c.id == run_id).values(data={BROKE_OFF: reason}))


def not_ended(run: Run) -> str | None:
    """Why a run has not ended, None for one that has.

    >>> not_ended(Run(id="r", started="2026-11-28T12:00:00+00:00"))
    'it is at work now, or was killed; the next run takes up what is left'
    """
    return None if run.ended else run.data.get(BROKE_OFF) or AT_WORK_OR_KILLED


def recent_runs(store: Store, limit: int = 10) -> list[Run]:
    """The latest runs, newest first."""
    with store.reading() as db:
        found = db.execute(sa.select(runs).order_by(runs.c.started.desc(), runs.c.id.desc()).limit(limit))
        return [Run.model_validate(dict(row)) for row in found.mappings()]


def run_items(store: Store, run_id: str) -> list[Item]:
    """All outcomes of one run, in order."""
    with store.reading() as db:
        found = db.execute(sa.select(items).where(items.c.run_id == run_id).order_by(items.c.seq))
        return [_item(row) for row in found.mappings()]


def items_of(store: Store, sources: Iterable[str]) -> list[Item]:
    """All outcomes of what these sources gave, in all runs, the oldest first."""
    query = sa.select(items).join(runs, runs.c.id == items.c.run_id).where(items.c.source.in_(set(sources)))
    with store.reading() as db:
        found = db.execute(query.order_by(runs.c.started, items.c.run_id, items.c.seq))
        return [_item(row) for row in found.mappings()]


def sources_of(store: Store) -> set[str]:
    """The sources that ever gave anything, or failed to."""
    with store.reading() as db:
        return {name for name in db.execute(sa.select(items.c.source).distinct()).scalars() if name}


def standing_failures(store: Store) -> list[Item]:
    """The addresses whose latest outcome is a failure: what `louhi status` lists and `louhi retry` redoes."""
    return [item for item in latest_of_failed(store) if item.outcome == "failed"]


def latest_of_failed(store: Store) -> list[Item]:
    """The latest outcome of every address that has ever failed, by address.

    Only those are sorted by time: what never failed is most of a store that has been watched for years.
    """
    ever = sa.select(items.c.address).where(items.c.outcome == "failed")
    newest = (
        sa.select(
            items,
            sa.func.row_number()
            .over(
                partition_by=items.c.address,
                order_by=(runs.c.started.desc(), items.c.run_id.desc(), items.c.seq.desc()),
            )
            .label("age"),
        )
        .join(runs, runs.c.id == items.c.run_id)
        .where(items.c.address.in_(ever))
        .subquery()
    )
    with store.reading() as db:
        found = db.execute(sa.select(newest).where(newest.c.age == 1).order_by(newest.c.address))
        return [_item(row) for row in found.mappings()]


def edited(store: Store, since: str | None = None) -> list[str]:
    """The documents that went from one version to another since then (ISO 8601)."""
    query = sa.select(transitions.c.document_id).distinct().order_by(transitions.c.document_id)
    if since is not None:
        query = query.where(transitions.c.at >= since)
    with store.reading() as db:
        return list(db.execute(query).scalars())


def _item(row: Any) -> Item:
    return Item.model_validate({name: row[name] for name in Item.model_fields})
