"""What was told, as files in the home for whoever watches them: `alerts.jsonl`, one a line, and the Atom feed.

They follow the store.  Where a run was killed between the two, or a home was restored, the next run makes them right.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from index.home import OWN_FILE, Home, write_whole
from index.store.alert_rows import alert_rows, latest_rows, number_of
from index.store.store import Store
from pipeline.alerts.alert_log import Alert, latest_alerts
from pipeline.alerts.atom_feed import SHOWN, atom

BLOCK = 65_536
"""Bytes read at a time from the end of a file that grows for years."""


def write_files(store: Store, home: Home, *, anew: bool = False) -> None:
    """Let the files catch up with what was told; with `anew` all of it is written."""
    feed = home.alerts / "alerts.atom"
    with store.reading() as db:
        last = latest_rows(db, 1)
    if not last and not (home.alerts / "alerts.jsonl").exists() and feed.exists() and not anew:
        return
    _follow(store, home.alerts / "alerts.jsonl", anew=anew)
    if anew or not feed.exists() or any(f"urn:louhi:{one['id']}<".encode() not in feed.read_bytes() for _, one in last):
        write_whole(feed, atom(latest_alerts(store, SHOWN), feed))


def _follow(store: Store, path: Path, *, anew: bool) -> None:
    """Add the lines that are missing; a torn last one is cut off, and a file of another history written anew."""
    whole, last = _whole(path)
    with store.reading() as db:
        at = 0 if anew or last is None else number_of(db, last)
        rows = alert_rows(db, after=at or 0)
    lines = b"".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for _, one in rows)
    if not at:
        if lines or path.exists():
            write_whole(path, lines)
        return
    if not lines and whole == path.stat().st_size:
        return
    path.touch(mode=OWN_FILE)
    with path.open("ab+") as out:
        out.truncate(whole)
        out.write(lines)
        out.flush()
        os.fsync(out.fileno())


def _whole(path: Path) -> tuple[int, str | None]:
    """How many bytes of the file are whole lines, and the id of the last of them."""
    held = b""
    with suppress(FileNotFoundError), path.open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        while at > 0:
            step = min(BLOCK, at)
            at -= step
            file.seek(at)
            held = file.read(step) + held
            end = held.rfind(b"\n") + 1
            begin = held.rfind(b"\n", 0, max(end - 1, 0)) + 1
            if end and (begin or at == 0):
                with suppress(ValueError):
                    return at + end, Alert.model_validate_json(held[begin:end]).id
                return 0, None
    return 0, None
