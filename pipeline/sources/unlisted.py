"""Unlisted: documents that a listing no longer names are asked for once a week, so that one that is gone is marked.

A few a pass, the one asked for longest ago first.  Of a source that is asked only for what it marks as changed, those
that its site map has dropped: in a feed or a list page old documents make room for new ones, which says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from extractors.model.document import Hints
from index.store.store import Store
from pipeline.sources.kinds.source_kinds import kind_of
from pipeline.sources.sources import Source, Wanted

WEEK = 7 * 86_400.0
MOST = 10  # of a source in one pass


def unlisted(store: Store, source: Source, but: Collection[str], now: float) -> list[Wanted]:
    """What a source has given and has not been asked for in a week, `but` what is listed or asked for anyway."""
    if source.recheck == "when listed anew" and not kind_of(source).is_complete:
        return []
    found = store.stale_addresses(source.name, _moment(now - WEEK), now=_moment(now), but=but, most=MOST)
    held = store.rows([one.document_id for one in found])
    return [
        Wanted(address=one.address, source=source.name, delay=source.delay, hints=_as_held(held.get(one.document_id)))
        for one in found
    ]


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def _as_held(row: Mapping[str, Any] | None) -> Hints:
    """What the listing once said of a document, as far as the document held says it: it must not seem to change."""
    return Hints(**{name: row[name] for name in ("title", "published", "publisher", "language")}) if row else Hints()
