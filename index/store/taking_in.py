"""Takes into the store what an earlier Louhi kept in files of the home: small state, alerts, corrections.

It is done once, in the transaction that brings the store to its schema; the files are laid aside as `NAME.taken-in`
when all of it is kept.  What was fetched and can be fetched again (robots.txt, listings) counts as nothing where its
file is damaged; of what a person said, a file that cannot be read is an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from extractors.model.errors import StoreError
from index.corrections.correction_file import read_corrections
from index.corrections.correction_writing import change_corrections
from index.home import Home
from index.store import state
from index.store.alert_rows import add_alerts, note_sent
from index.store.state import StateValue

Parts = Callable[[Any], Iterable[tuple[str, StateValue]]]
TAKEN_IN = ".taken-in"


def _searches(held: Any) -> Iterator[tuple[str, StateValue]]:
    yield from ((one["name"], one) for one in held)


def _as_they_are(held: Any) -> Iterator[tuple[str, StateValue]]:
    yield from held.items()


def _under(name: str) -> Parts:
    """What a file held by key alone, under a name: {"host": 17.0} -> {"host": {"until": 17.0}}."""
    return lambda held: ((key, {name: value}) for key, value in held.items())


class StateFile(NamedTuple):
    """A file of an earlier Louhi: the kind it becomes, how it falls into keys, and whether a person said it."""

    kind: str
    parts: Parts
    said: bool = False


FILES = {
    "searches.json": StateFile("search", _searches, said=True),
    "robots.json": StateFile("robots", _as_they_are),
    "resting.json": StateFile("resting", _under("until")),
    "asked.json": StateFile("asked", _under("at")),
    "volatile.json": StateFile("volatile", _under("shapes")),
}


def take_in_files(db: sa.Connection, home: Home) -> list[Path]:
    """Take in all there is; gives the files that are to be laid aside once the transaction is done."""
    taken = []
    for name, kept in FILES.items():
        for path in _there(home.root / name):
            _put_missing(db, kept.kind, _parts(path, kept))
            taken.append(path)
    for path in sorted((home.root / "listings").glob("*.json")):
        _put_missing(db, "listing", ((path.stem, one) for one in _json(path)))
        taken.append(path)
    for path in _there(home.root / "forgotten.jsonl"):
        held = {f"{one['when']} {one['document']}": one for one in _lines(path)}
        _put_missing(db, "forgotten", held.items())
        taken.append(path)
    return [*taken, *_take_alerts(db, home), *_take_corrections(db, home)]


def lay_aside(taken: Iterable[Path]) -> None:
    """Keep the files under another name: nothing reads them any more."""
    for path in taken:
        path.replace(path.with_name(path.name + TAKEN_IN))


def laid_aside(home: Home) -> list[Path]:
    """What was laid aside, and what stores were before they were brought up to date."""
    return [*home.root.rglob(f"*{TAKEN_IN}"), *home.root.glob(f"{home.store.stem}.before-*")]


def _put_missing(db: sa.Connection, kind: str, some: Iterable[tuple[str, StateValue]]) -> None:
    held = state.every(db, kind)
    state.put_new(db, kind, {key: data for key, data in some if key not in held})


def _take_alerts(db: sa.Connection, home: Home) -> list[Path]:
    """What was told and what was sent; `alerts.jsonl` stays, for it is written on."""
    for path in _there(home.alerts / "alerts.jsonl"):
        add_alerts(db, list(_lines(path, torn=True)))
    taken = _there(home.alerts / "state.json")
    for path in taken:
        _put_missing(db, "alerts", (("looked", one) for one in _json(path)))
    for path in sorted(home.alerts.glob("sent-*.txt")):
        channel = path.stem.removeprefix("sent-")
        _put_missing(db, "channel", [(channel, {"begun": []})])
        note_sent(db, channel, path.read_text(encoding="utf-8").split())
        taken.append(path)
    for path in sorted(home.alerts.glob("sending-*.txt")):
        ids = path.read_text(encoding="utf-8").split()
        state.put(db, "channel", path.stem.removeprefix("sending-"), {"begun": ids})
        taken.append(path)
    return taken


def _take_corrections(db: sa.Connection, home: Home) -> list[Path]:
    """What only the file says; one that no longer fits its document is kept and flagged."""
    paths = _there(home.root / "corrections.jsonl")
    for path in paths:
        for one in read_corrections(path):
            change_corrections(db, one.document, add=one, keep_unfit=True)
    return paths


def _there(path: Path) -> list[Path]:
    return [path] if path.is_file() else []


def _parts(path: Path, kept: StateFile) -> list[tuple[str, StateValue]]:
    try:
        return list(kept.parts(json.loads(path.read_bytes())))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if not kept.said:
            return []
        raise StoreError(
            f"it cannot be read ({error})", subject=str(path), advice="Mend or remove that file."
        ) from error


def _json(path: Path) -> Iterator[StateValue]:
    try:
        held = json.loads(path.read_bytes())
    except ValueError:
        return
    if isinstance(held, dict):
        yield held


def _lines(path: Path, *, torn: bool = False) -> Iterator[StateValue]:
    """The lines of a log; with `torn` the last one may have been cut off, and counts as not written."""
    for line in path.read_bytes().splitlines(keepends=True):
        if line.strip() and (not torn or line.endswith(b"\n")):
            try:
                yield json.loads(line)
            except ValueError as error:
                if not torn:
                    raise StoreError("a line cannot be read", subject=str(path), advice="Mend that line.") from error
