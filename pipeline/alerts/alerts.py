"""Alerts: what a person wants to be told of, each thing once, also across crashes.

What is told is worked out from the store: every alert has an id made of what it is about, and what was told stands
there too, with how far the store has been looked through, in one transaction.  The files follow: see alert_files.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator

from extractors.model.document import Model
from extractors.model.errors import QueryError, SourceError
from extractors.model.ids import stable_id
from index.home import Home
from index.store import state as remembered
from index.store.alert_rows import already_told
from index.store.maintenance.vanished import vanished_since
from index.store.store import Change, Store
from pipeline.alerts.alert_files import write_files
from pipeline.alerts.alert_log import Alert, AlertKind, logged_alerts, tell
from pipeline.alerts.wording import of_document, of_search
from pipeline.runs.comparison.changes import changed
from pipeline.runs.reports.report import Note
from pipeline.settings.settings_tables import table
from pipeline.sources.sources import canonical, is_address
from pipeline.sources.watched import load

if TYPE_CHECKING:
    from index import Index
    from index.search.results import Hit
    from index.search.saved import SavedSearch

__all__ = ["Alert", "AlertKind", "AlertSettings", "Mail", "logged_alerts", "update_alerts"]

KIND, KEY = "alerts", "looked"  # what the state is in the small state
MOST_HITS = 100  # the newest that a saved search finds are told with the passage that fits


class Mail(Model):
    """Where e-mail goes; `password` only where the server asks for it.

    `tls` turns to TLS after a greeting in the clear (STARTTLS); `ssl` speaks it from the first word, as port 465 does.
    """

    host: str
    to: list[str]
    sender: str
    port: int = 25
    user: str | None = None
    password: str | None = None
    tls: bool = False
    ssl: bool = False


class AlertSettings(Model):
    """What is told and where to: `[alerts]` in settings.toml.  The Atom feed and the JSON Lines are always kept."""

    kinds: tuple[AlertKind, ...] = (
        "new document",
        "changed facts",
        "vanished document",
        "saved search",
        "expectation",
    )
    mail: Mail | None = None
    webhook: str | None = None

    @field_validator("webhook")
    @classmethod
    def _can_be_asked(cls, address: str | None) -> str | None:
        try:
            sound = address is None or (is_address(address) and urlsplit(canonical(address)).hostname)
        except SourceError as error:
            raise ValueError(error.reason) from error
        if not sound:
            raise ValueError("it is no web address; write it as https://example.fi/...")
        return address


class _State(Model):
    """How far the store has been looked through: the number of its latest change, and when that was."""

    change: int = 0
    looked: str | None = None
    failing: dict[str, str] = Field(default_factory=dict)  # an unmet expectation -> since when


def update_alerts(
    home: Home, store: Store, notes: Iterable[Note] = (), *, now: str, read: Collection[str] = ()
) -> list[Alert]:
    """Find what is new since the last time, add it to the files of the home, and give it.

    `read` are the sources whose listings were read: what is not noted of them any more is met again.  Of the others
    nothing new is known, and what was told of them is not told again.
    """
    settings = table(home, "alerts", AlertSettings)
    state, last = _state(store), store.last_change()
    failing = {f"{note.source}/{note.expectation}": note for note in notes}
    since = _still_failing(home, state, read) | {key: state.failing.get(key, now) for key in failing}
    if since != state.failing:  # noted before it is told, so that it is told with one id whatever happens in between
        state = _save(store, state.model_copy(update={"failing": since}))
    changes = [one for one in store.changes_since(state.change) if not one.deleted] if last != state.change else []
    found: list[Alert] = []
    if changes:
        found += _of_documents(home, store, changes, state, now, settings)
        found += _of_searches(home, store, changes, now, settings)
    found += _of_vanished(home, store, state)
    found += (
        Alert(
            id=stable_id("alert", "expectation", key, since[key]),
            kind="expectation",
            title=note.source,
            text=note.text,
            source=note.source,
            when=now,
        )
        for key, note in failing.items()
    )
    with store.writing() as db:
        told = already_told(db, [alert.id for alert in found])
        fresh = [alert for alert in found if alert.id not in told and alert.kind in settings.kinds]
        tell(db, fresh)
        if last != state.change:
            now_looked = state.model_copy(update={"change": last, "looked": now})
            remembered.put(db, KIND, KEY, now_looked.model_dump(mode="json"))
    write_files(store, home)
    return fresh


def _still_failing(home: Home, state: _State, read: Collection[str]) -> dict[str, str]:
    """The expectations that were not met when their source was last read, of the sources that are watched still."""
    unread = {source.name for source in load(home)}.difference(read)
    return {key: when for key, when in state.failing.items() if key.rpartition("/")[0] in unread}


def _of_documents(
    home: Home, store: Store, changes: list[Change], state: _State, now: str, settings: AlertSettings
) -> Iterator[Alert]:
    """New documents of the watched sources, and changed facts."""
    names = {source.name for source in load(home)}
    looked = state.looked if state.looked and state.looked <= now else ""  # a clock that was set back proves nothing
    for change in changes:
        sources = [str(one.source) for one in store.addresses(change.document_id) if one.source in names]
        if not sources:
            continue
        history = store.history(change.document_id)
        first = history[0]
        about = {"link": str(first["source"]), "source": sources[0], "document_id": change.document_id}
        title, when = first["title"] or first["source"], first["fetched"] or now
        if (first["fetched"] or now) >= looked:
            its_id, entry = stable_id("alert", "new document", change.document_id), store.version(first["id"])
            yield Alert(id=its_id, kind="new document", title=title, when=when, text=of_document(entry), **about)
        if "changed facts" not in settings.kinds:
            continue
        for one in changed(store, change.document_id, looked):
            if one.facts:
                text = "\n".join(str(fact) for fact in one.facts)
                its_id = stable_id("alert", "changed facts", one.version, str(one.after), str(one.step))
                yield Alert(
                    id=its_id, kind="changed facts", title=one.title or title, text=text, when=one.when or now, **about
                )


def _of_vanished(home: Home, store: Store, state: _State) -> Iterator[Alert]:
    """Documents of the watched sources that are no longer at any of their addresses; each going is told once."""
    names = {source.name for source in load(home)}
    for one in vanished_since(store, state.looked or ""):
        sources = [str(at.source) for at in store.addresses(one.document_id) if at.source in names]
        if sources:
            yield Alert(
                id=stable_id("alert", "vanished document", one.document_id, one.when),
                kind="vanished document",
                title=one.title or one.source,
                text="It is no longer where it was; what was read of it is kept.",
                link=one.source,
                document_id=one.document_id,
                source=sources[0],
                when=one.when,
            )


def _of_searches(home: Home, store: Store, changes: list[Change], now: str, settings: AlertSettings) -> Iterator[Alert]:
    """New and changed documents that a saved search did not find before."""
    if "saved search" not in settings.kinds:
        return
    from index import Index
    from index.search.saved import saved_searches, ticked

    searches = saved_searches(home).values()
    if not searches:
        return
    rows = store.rows(sorted(change.document_id for change in changes))
    with Index.open(home) as index:
        for search in searches:
            try:
                found = [one for one in index.matches(search.query, chosen=search.chosen) if one in rows]
                hits = _newest(index, search) if found else ()
                named = ticked(index, search) if found else []
            except QueryError as error:
                its_id = stable_id("alert", "saved search", search.name, search.query)
                yield Alert(
                    id=its_id, kind="expectation", title=f"saved search {search.name}", text=str(error), when=now
                )
                continue
            passages = {hit.document_id: hit for hit in hits}
            for one in found:
                if one in search.seen:
                    continue  # it was found when the person last looked; how it changed is told as such
                row = rows[one]
                its_id = stable_id("alert", "saved search", search.name, search.query, one)
                yield Alert(
                    id=its_id,
                    kind="saved search",
                    title=row["title"] or row["source"],
                    link=row["source"],
                    text=of_search(search, named, row, passages.get(one)),
                    document_id=one,
                    when=now,
                )


def _newest(index: Index, search: SavedSearch) -> Sequence[Hit]:
    """The newest hits of a saved search, for their passages."""
    return index.search(search.query, MOST_HITS, sort="newest", facets=False, chosen=search.chosen).hits


def _state(store: Store) -> _State:
    with store.reading() as db:
        held = remembered.get(db, KIND, KEY) or {}
    try:
        return _State.model_validate(held)
    except ValidationError:
        return _State()


def _save(store: Store, state: _State) -> _State:
    with store.writing() as db:
        remembered.put(db, KIND, KEY, state.model_dump(mode="json"))
    return state
