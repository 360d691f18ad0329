"""Forget: documents, or all that name a person, are taken out of everything Louhi keeps.

store (corrections, alerts, what is remembered), kept bytes, full-text index, reports, what Prefect keeps in the home,
files of an earlier Louhi                                   ->  a record of what was removed

Where it is cut off, the same command does the rest.  What was copied elsewhere is named: backups, exports and
snapshots made of this home.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from extractors.model.errors import SourceError
from extractors.text.file_names import addresses_meant
from extractors.text.showing import hidden
from index import Index
from index.home import Home
from index.store.database import database_name
from index.store.maintenance.copies import Copied, copies
from index.store.maintenance.forgetting import (
    Forgotten,
    Traces,
    cut_off,
    digests_of,
    is_held,
    naming,
    note,
    overwrite,
    remove,
    traces,
)
from index.store.store import Store
from index.store.taking_in import laid_aside
from pipeline.alerts.alert_files import write_files
from pipeline.runs.flow_traces import forget_in
from pipeline.runs.ingest import writing


def to_forget(store: Store, said: Iterable[str], person: str | None = None) -> list[Traces]:
    """What is known of the documents that ids, paths and addresses mean, and of those that name a person.

    Raises SourceError for what is not held.
    """
    ids: list[str] = []
    begun = cut_off(store)
    known = {one.document for one in begun} | {digest for one in begun for digest in one.addresses}
    for one in said:
        document = store.meant(one)
        if is_held(store, document):
            ids.append(document)
        elif not {document, *digests_of(addresses_meant(one))} & known:
            raise SourceError(
                "no such document is held", subject=one, advice="`louhi search` and `louhi status` list ids."
            )
    if person:
        found = naming(store, person)
        if not found and not begun:
            raise SourceError("no document names that person", subject=person, advice="`louhi people` lists the names.")
        ids += found
    return [traces(store, document) for document in dict.fromkeys(ids)]


def forget(
    home: Home,
    said: Sequence[str] = (),
    *,
    person: str | None = None,
    why: str | None = None,
    now: Callable[[], float] = time.time,
) -> list[Forgotten]:
    """Forget documents and give the records of what was removed.  Raises SourceError, HomeBusy and StoreError."""
    when = datetime.fromtimestamp(now(), UTC).isoformat(timespec="seconds")
    with writing(home), Store.open(home) as store:
        begun = [(_left_of(store, one), one) for one in cut_off(store)]
        again = {one.document for _, one in begun}
        for found in to_forget(store, said, person):
            if found.document in again:
                continue
            digests = digests_of(found.addresses)
            about = Forgotten(when=when, document=found.document, why=why, addresses=digests, done=False)
            one = about.model_copy(update={"contents": found.contents})
            note(store, one)
            begun.append((found, one))
        out = []
        for found, one in begun:
            told = forget_in(home.prefect, found.addresses)
            removed = {"reports": _reports_without(home, found), "flow_states": told, **remove(store, home, found)}
            out.append(one.model_copy(update={"removed": removed, "done": True}))
        write_files(store, home, anew=True)
        for path in laid_aside(home):
            path.unlink()
        overwrite(store)
        with Index.open(home) as index:
            index.rebuild()
        for one in out:
            note(store, one)
    return out


def _left_of(store: Store, begun: Forgotten) -> Traces:
    """What is left of a document whose forgetting was cut off."""
    left = traces(store, begun.document)
    return left.model_copy(update={"contents": tuple(sorted({*left.contents, *begun.contents}))})


def copies_left(home: Home) -> list[Copied]:
    """The backups, exports and snapshots of this home that are still there, and where it was moved from.

    They hold what they held; a database or an object store that it was moved from may be gone, which nobody asks.
    """
    now = database_name(home), home.objects_url
    return [one for one in copies(home) if ("://" in one.folder and one.folder not in now) or Path(one.folder).exists()]


def _reports_without(home: Home, found: Traces) -> int:
    """Remove the reports of runs that name a document: they are of what happened, and of no use without it."""
    removed, named = 0, {*found.addresses, *map(hidden, found.addresses)}
    for path in sorted(home.reports.glob("*.json")):
        if _names(path, found.document, named):
            path.unlink()
            path.with_suffix(".html").unlink(missing_ok=True)
            removed += 1
    return removed


def _names(report: Path, document: str, addresses: Collection[str]) -> bool:
    """Whether a report names a document; nobody can tell of one that cannot be read, and it is of no use."""
    try:
        items = json.loads(report.read_bytes()).get("items", [])
        return any(item.get("document_id") == document or item.get("address") in addresses for item in items)
    except (ValueError, AttributeError):
        return True
