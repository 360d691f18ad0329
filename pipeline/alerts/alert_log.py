"""What was told: `alerts.jsonl` in the home, one alert a line, each once.

A line is written whole before the next; a torn last one, left by a run that was killed, counts as not told.  The file
grows for years, so that a pass reads no more of it than it needs: the ids alone, or the last lines.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import Literal

from extractors.model.document import Model
from index.home import OWN_FILE, Home

AlertKind = Literal["new document", "changed facts", "vanished document", "saved search", "expectation"]
BLOCK = 65_536
_ID = re.compile(rb'^\{"id":"([^"\\]+)".*\n', re.MULTILINE)


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


def told_alerts(home: Home) -> list[Alert]:
    """All that was told, oldest first."""
    return _alerts(_read(home))


def told_ids(home: Home) -> set[str]:
    """The ids of all that was told."""
    return {found.decode() for found in _ID.findall(_read(home))}


def latest_alerts(home: Home, count: int) -> list[Alert]:
    """The last `count` that were told, oldest first, found from the end of the file."""
    held = b""
    with suppress(FileNotFoundError), (home.alerts / "alerts.jsonl").open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        while at > 0 and held.count(b"\n") <= count:
            step = min(BLOCK, at)
            at -= step
            file.seek(at)
            held = file.read(step) + held
        if at > 0:
            held = held[held.find(b"\n") + 1 :]
    return _alerts(held)[-count:]


def tell(home: Home, alerts: list[Alert]) -> None:
    """Add lines; a torn last one is cut off first."""
    if not alerts:
        return
    home.alerts.mkdir(parents=True, exist_ok=True)
    path = home.alerts / "alerts.jsonl"
    path.touch(mode=OWN_FILE)
    with path.open("ab+") as out:
        out.truncate(_whole(home))
        out.write(b"".join(alert.model_dump_json(exclude_none=True).encode() + b"\n" for alert in alerts))
        out.flush()
        os.fsync(out.fileno())


def _whole(home: Home) -> int:
    """How many bytes of the file are whole lines."""
    with (home.alerts / "alerts.jsonl").open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        while at > 0:
            start = max(0, at - BLOCK)
            file.seek(start)
            if (found := file.read(at - start).rfind(b"\n")) >= 0:
                return start + found + 1
            at = start
    return 0


def _read(home: Home) -> bytes:
    with suppress(FileNotFoundError):
        return (home.alerts / "alerts.jsonl").read_bytes()
    return b""


def _alerts(held: bytes) -> list[Alert]:
    out = []
    for line in held[: held.rfind(b"\n") + 1].split(b"\n"):
        with suppress(ValueError):
            out.append(Alert.model_validate_json(line))
    return out
