"""Dismissing failures: what a person has seen and wants to hear no more of, kept on record with the reason why.

A dismissed failure is no longer listed nor retried.  It comes back when it fails for another reason, or when a person
names the very address again with `louhi ingest`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime

from extractors.model.ids import stable_id
from index.store.run_log import Item, Run, add_items, finish_run, latest_of_failed, standing_failures, start_run
from index.store.store import Store


def chosen_failures(
    store: Store, addresses: Iterable[str] = (), *, source: str | None = None, reason: str | None = None
) -> list[Item]:
    """The standing failures that all of these fit: one of the addresses, the source, words in the reason."""
    named = set(addresses)
    return [
        item
        for item in standing_failures(store)
        if (not named or item.address in named)
        and (source is None or item.source == source)
        and (reason is None or reason.casefold() in f"{item.error} {item.reason}".casefold())
    ]


def dismiss(store: Store, some: Iterable[Item], *, why: str | None = None) -> list[Item]:
    """Note that these failures need nobody any more, as a run of its own; gives them as they are kept."""
    kept = [item.model_copy(update={"outcome": "dismissed", "seconds": None}) for item in some]
    if kept:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        run = Run(id=stable_id("run", now, str(time.time_ns())), started=now)
        start_run(store, run)
        add_items(store, run.id, kept)
        finish_run(store, run.id, now, {"counts": {"dismissed": len(kept)}, "why": why})
    return kept


def dismissed(store: Store) -> list[Item]:
    """What was dismissed and has not failed for another reason nor been brought in since."""
    return [item for item in latest_of_failed(store) if item.outcome == "dismissed"]
