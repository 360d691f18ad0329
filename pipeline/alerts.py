"""Alerts: what a person wants to be told of, each thing once, also across crashes.

What is told is worked out from the store: every alert has an id made of what it is about, and `alerts.jsonl` holds
the ids that have been told.  A run that is killed leaves at most a torn last line, which is dropped and told again.
`alerts/state.json` only says how far the store has been looked through.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Literal

from pydantic import Field

from extractors.document import Model
from extractors.ids import stable_id
from index.home import Home, write_whole
from index.store import Store
from pipeline.changes import changed
from pipeline.report import Note
from pipeline.watched import load

AlertKind = Literal["new document", "changed facts", "saved search", "expectation"]


class Alert(Model):
    """One thing to tell: `id` is the same whenever it is found again."""

    id: str
    kind: AlertKind
    title: str
    text: str = ""
    link: str | None = None
    document_id: str | None = None
    source: str | None = None
    when: str


class Mail(Model):
    """Where e-mail goes; `password` only where the server asks for it."""

    host: str
    to: list[str]
    sender: str
    port: int = 25
    user: str | None = None
    password: str | None = None
    tls: bool = False


class AlertSettings(Model):
    """What is told and where to: `[alerts]` in settings.toml.  The Atom feed and the JSON Lines are always kept."""

    kinds: tuple[AlertKind, ...] = ("new document", "changed facts", "saved search", "expectation")
    mail: Mail | None = None
    webhook: str | None = None


class _State(Model):
    change: int = 0
    failing: dict[str, str] = Field(default_factory=dict)  # an unmet expectation -> since when


def update_alerts(home: Home, store: Store, notes: Iterable[Note] = (), *, now: str) -> list[Alert]:
    """Find what is new since the last time, add it to the files of the home, and give it."""
    settings = AlertSettings.model_validate(home.read_settings().get("alerts", {}))
    state, told = _state(home), {alert.id: alert for alert in told_alerts(home)}
    found = list(_of_documents(home, store, state.change, now, settings))
    found += list(_of_searches(home, store, state.change, now, settings))
    failing = {f"{note.source}/{note.expectation}": note for note in notes}
    since = {key: state.failing.get(key, now) for key in failing}
    found += [
        Alert(id=stable_id("alert", "expectation", key, since[key]), kind="expectation", title=note.source,
              text=note.text, source=note.source, when=now)
        for key, note in failing.items()
    ]  # fmt: skip
    fresh = [alert for alert in found if alert.id not in told and alert.kind in settings.kinds]
    _append(home, fresh)
    if fresh or not (home.alerts / "alerts.atom").exists():
        from pipeline.alert_feed import atom

        write_whole(home.alerts / "alerts.atom", atom([*told.values(), *fresh]).encode())
    after = _State(change=store.last_change(), failing=since)
    if after != state:
        write_whole(home.alerts / "state.json", after.model_dump_json().encode())
    return fresh


def _of_documents(home: Home, store: Store, since: int, now: str, settings: AlertSettings) -> Iterator[Alert]:
    """New documents of the watched sources, and changed facts."""
    names = {source.name for source in load(home)}
    for change in store.changes_since(since):
        sources = [str(one.source) for one in store.addresses(change.document_id) if one.source in names]
        if change.deleted or not sources:
            continue
        first = store.history(change.document_id)[0]
        about = {"link": str(first["source"]), "source": sources[0], "document_id": change.document_id}
        title, when = first["title"] or first["source"], first["fetched"] or now
        its_id = stable_id("alert", "new document", change.document_id)
        yield Alert(id=its_id, kind="new document", title=title, when=when, **about)
        for one in changed(store, change.document_id) if "changed facts" in settings.kinds else ():
            if one.facts:
                text = "\n".join(str(fact) for fact in one.facts)
                its_id = stable_id("alert", "changed facts", one.version)
                yield Alert(id=its_id, kind="changed facts", title=one.title or title, text=text,
                            when=one.when or now, **about)  # fmt: skip


def _of_searches(home: Home, store: Store, since: int, now: str, settings: AlertSettings) -> Iterator[Alert]:
    """New and changed documents that a saved search finds."""
    fresh = {change.document_id for change in store.changes_since(since) if not change.deleted}
    if not fresh or "saved search" not in settings.kinds:
        return
    from index import Index
    from index.saved import saved_searches

    searches = saved_searches(home).values()
    if not searches:
        return

    rows = store.rows(sorted(fresh))
    with Index.open(home) as index:
        for search in searches:
            for one in index.matches(search.query):
                if one in fresh:
                    row = rows[one]
                    yield Alert(id=stable_id("alert", "saved search", search.name, search.query, one),
                                kind="saved search", title=row["title"] or row["source"], text=search.name,
                                link=row["source"], document_id=one, when=now)  # fmt: skip


def told_alerts(home: Home) -> list[Alert]:
    """All that was told, oldest first; a torn last line counts as not told."""
    out = []
    with suppress(FileNotFoundError):
        for line in (home.alerts / "alerts.jsonl").read_bytes().split(b"\n"):
            with suppress(ValueError):
                out.append(Alert.model_validate_json(line))
    return out


def _append(home: Home, alerts: list[Alert]) -> None:
    """Add lines; a torn last one is cut off first."""
    import os

    if not alerts:
        return
    home.alerts.mkdir(parents=True, exist_ok=True)
    with (home.alerts / "alerts.jsonl").open("ab+") as out:
        out.seek(0)
        held = out.read()
        out.truncate(held.rfind(b"\n") + 1)
        out.write(b"".join(alert.model_dump_json(exclude_none=True).encode() + b"\n" for alert in alerts))
        out.flush()
        os.fsync(out.fileno())


def _state(home: Home) -> _State:
    try:
        return _State.model_validate(json.loads((home.alerts / "state.json").read_bytes()))
    except (OSError, ValueError):
        return _State()
